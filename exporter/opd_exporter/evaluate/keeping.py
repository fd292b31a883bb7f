"""Keeps the evaluation of each quarter: at its end, or as soon as possible after it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Protocol

from opd_exporter.domain.config import Config
from opd_exporter.domain.letter import Letters
from opd_exporter.domain.report import SiteReport
from opd_exporter.evaluate.archive import Archive
from opd_exporter.evaluate.document import document
from opd_exporter.evaluate.letters import LetterBook
from opd_exporter.evaluate.letters import known as known_letters
from opd_exporter.evaluate.model import Way
from opd_exporter.evaluate.quarter import due
from opd_exporter.text.sanitise import escaped

log = logging.getLogger(__name__)

EVERY = 20.0
"""Seconds between two looks at the clock."""


class Known(Protocol):
    """What is known at one moment (``engine.snapshot.Snapshot``)."""

    @property
    def config(self) -> Config: ...
    def report(self, key: str) -> SiteReport: ...
    def reports(self) -> Iterable[SiteReport]: ...


class Knowing(Protocol):
    """Who knows it (``engine.scheduler.Observatory``)."""

    @property
    def config(self) -> Config: ...
    def snapshot(self) -> Known: ...


class NothingKnown(Exception):
    """No site was ever looked at: there is nothing to keep."""


def _now() -> datetime:
    return datetime.now(UTC)


def keep(known: Known, archive: Archive, name: str, now: datetime, letters: Letters | None = None) -> None:
    """Keep what is known as the evaluation of this name. Raises OSError, or :class:`NothingKnown`."""
    reports = list(known.reports())
    if not any(report.visit for report in reports):
        raise NothingKnown
    archive.keep(name, document(reports, known.config, now, Way.MEMORY, name, letters))


async def keep_quarters(
    engine: Knowing,
    archive: Archive,
    book: LetterBook | None = None,
    *,
    now: Callable[[], datetime] = _now,
) -> None:
    """Keep each quarter's evaluation, with the letters in the book; runs until it is cancelled. What goes wrong is told
    once, and tried again."""
    started, failed = now(), ""
    while True:
        try:
            begun = archive.begun(started)
            quarter = due(now(), engine.config.timezone, archive.names(), begun, started)
            if quarter:
                await asyncio.to_thread(
                    keep, engine.snapshot(), archive, quarter.name, now(), known_letters(book)
                )
                log.info("the evaluation of %s is kept", quarter.name)
            failed = ""
        except NothingKnown:
            pass
        except Exception as error:
            told = f"{type(error).__name__}: {error}"
            if told != failed:
                log.error("the quarter's evaluation cannot be kept yet: %s", escaped(told))
            failed = told
        await asyncio.sleep(EVERY)
