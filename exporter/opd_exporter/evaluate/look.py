"""One look at every site of a configuration, without a server and without memory."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from opd_exporter.config import Config
from opd_exporter.exporter_metrics import ExporterMetrics
from opd_exporter.observatory import Observatory
from opd_exporter.report import SiteReport


async def look_at_all(config: Config, done: Callable[[], None]) -> list[SiteReport]:
    """Reports of all sites in the order of the configuration; ``done`` is called after each."""
    observatory = Observatory(config, None, ExporterMetrics())
    turns = asyncio.Semaphore(config.probe.concurrency)

    async def one(key: str) -> None:
        async with turns:
            await observatory.examine(key)
        done()

    try:
        await observatory.start()
        await asyncio.gather(*(one(site.key) for site in config.sites))
        return observatory.reports()
    finally:
        await observatory.close()
