"""One look at every site of a configuration, without a server and without memory."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Callable

from opd_exporter.domain.config import Config
from opd_exporter.domain.report import SiteReport
from opd_exporter.engine.scheduler import Observatory
from opd_exporter.views.exporter_metrics import ExporterMetrics

log = logging.getLogger(__name__)


class Interrupted(Exception):
    """SIGINT ended the look; ``reports`` holds what was known by then."""

    def __init__(self, reports: list[SiteReport]) -> None:
        super().__init__("interrupted")
        self.reports = reports


async def look_at_all(config: Config, done: Callable[[], None] = lambda: None) -> list[SiteReport]:
    """Reports of all sites in the order of the configuration; ``done`` is called after each.

    Raises :class:`Interrupted` on SIGINT."""
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGINT, stop.set)
    observatory = Observatory(config, None, ExporterMetrics())
    turns = asyncio.Semaphore(config.probe.concurrency)

    async def one(key: str) -> None:
        async with turns:
            try:
                await observatory.examine(key)
            except Exception as error:  # one site must not take the others' evaluation with it
                log.error("%s: %s: %s", key, type(error).__name__, error)
        done()

    async def every() -> None:
        await observatory.start()
        await asyncio.gather(*(one(site.key) for site in config.sites))

    work, stopped = asyncio.create_task(every()), asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({work, stopped}, return_when=asyncio.FIRST_COMPLETED)
        if stop.is_set():
            raise Interrupted(observatory.reports())
        await work
        return observatory.reports()
    finally:
        for task in (work, stopped):
            task.cancel()
        await asyncio.gather(work, stopped, return_exceptions=True)
        await observatory.close()
