"""Reloads: the configuration and the web configuration read anew, both or none, outside the event loop."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from opd_exporter.commands.forsaken import forsakable
from opd_exporter.config.file import ConfigError, load
from opd_exporter.domain.config import Config
from opd_exporter.engine.scheduler import Observatory
from opd_exporter.views.exporter_metrics import ExporterMetrics
from opd_exporter.web.access import Access
from opd_exporter.web.pages import Failed
from opd_exporter.web.web_config import WebConfig, WebConfigError, load_web_config

log = logging.getLogger(__name__)


class _Unread(Exception):
    """The files were not read in time: their disk does not answer, as NFS whose server is gone."""


@dataclass
class Reloader:
    """Loads again, one time at a time; those who ask while one is being loaded share the next."""

    path: Path | None
    """The configuration file; None when there is none to load again."""
    engine: Observatory
    metrics: ExporterMetrics
    access: Access | None
    failed: Failed | None = None
    """What was wrong the last time; None when it went well."""
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    _next: asyncio.Task[str] | None = None
    """The load that has not begun to read yet."""
    within: float = 60.0
    """Seconds that reading may take: twenty thousand sites are read within some."""
    _reading: asyncio.Future[tuple[Config, WebConfig | None]] | None = None
    """What was read last, or is being read."""

    async def __call__(self) -> str:
        """Load it; gives what is wrong with it, in which case the old one stays, or an empty string."""
        return await asyncio.shield(self.soon())

    def soon(self) -> asyncio.Task[str]:
        """Load it as a task of its own (SIGHUP)."""
        if self._next is None:
            self._next = asyncio.create_task(self._in_turn())
        return self._next

    async def _within(self, path: Path) -> tuple[Config, WebConfig | None]:
        """Both files, read in time. Raises :class:`_Unread`. What is read of them later is thrown away, and until then no
        second thread waits for their disk."""
        if self._reading and not self._reading.done():
            raise _Unread
        self._reading = forsakable(self._read, path)
        try:
            async with asyncio.timeout(self.within):
                return await asyncio.shield(self._reading)
        except TimeoutError:
            raise _Unread from None

    async def _in_turn(self) -> str:
        async with self._turn:
            self._next = None  # from here on a file may change unseen: who asks now is for the next time
            return await self._load()

    async def _load(self) -> str:
        if self.path is None:
            return "tidak ada berkas konfigurasi yang dapat dimuat ulang"
        try:
            config, web_config = await self._within(self.path)
            await self.engine.reload(config)
        except ConfigError as error:
            first = error.problems[0]
            place = f"{len(error.problems)} mistakes, the first in {first.file} line {first.line}"
            return self._failed(str(error), f"{place}; opd-exporter check-config tells what to do")
        except WebConfigError as error:
            return self._failed(
                str(error), "the web configuration has a mistake; / and the answer tell which"
            )
        except _Unread:
            time = f"{self.within:g}"
            return self._failed(
                f"berkasnya tidak selesai dibaca dalam {time} detik; periksa diska tempatnya (NFS?), lalu muat ulang",
                f"the files were not read within {time} s: see whether their disk answers, and reload again",
            )
        except Exception as error:  # told like any other mistake; the old one stays
            return self._failed(f"{type(error).__name__}: {error}", f"{type(error).__name__}: {error}")
        if self.access and web_config:
            self.access.config = web_config
        self.failed = None
        self.metrics.reloaded(datetime.now(UTC))
        log.info("configuration reloaded: %d sites", len(config.sites))
        return ""

    def _read(self, path: Path) -> tuple[Config, WebConfig | None]:
        """Both files, so that a mistake in one keeps the other from being taken."""
        before = self.access.config if self.access else None
        return load(path), load_web_config(before.path, before) if before else None

    def _failed(self, wrong: str, logged: str) -> str:
        """``wrong``: for who asked and for ``/``, in Indonesian; ``logged``: for the log, in English."""
        self.failed = Failed(datetime.now(UTC), wrong)
        self.metrics.reloaded(None)
        log.error("configuration not reloaded, the old one stays: %s", logged)
        return wrong
