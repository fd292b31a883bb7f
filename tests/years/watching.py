"""The exporter's engine over the town: the real one, over real HTTP and a real file, by a clock that the life moves."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_network
from pathlib import Path
from zoneinfo import ZoneInfo

from opd_exporter.domain import config as configuration
from opd_exporter.domain.report import SiteReport
from opd_exporter.domain.status import status
from opd_exporter.domain.vocabulary import Status
from opd_exporter.engine.busy import Busy
from opd_exporter.engine.means import Means
from opd_exporter.engine.scheduler import Observatory
from opd_exporter.fetch.client import Fetcher
from opd_exporter.views.exporter_metrics import ExporterMetrics
from readers import ReadHere
from years.serving import Server, serving
from years.site import Site
from years.town import Town

HANGS = 2.0
"""Seconds that a look waits for a site that does not answer."""
PATIENCE = 5
"""Times that such a look is tried again on a machine too busy to ask anything in that time."""


@dataclass(frozen=True)
class Seen:
    """What the exporter says of a site."""

    report: SiteReport
    status: Status


def _means(settings: configuration.ProbeSettings, server: Server) -> Means:
    """What the engine looks with: the town's name server, and readers in this process."""
    return Means(
        settings,
        ExporterMetrics(),
        connect=lambda probe: Fetcher(probe, resolve=server.resolve),
        hire=ReadHere.hired,
    )


def _config(sites: Sequence[Site], server: Server) -> configuration.Config:
    probe = configuration.ProbeSettings(allow_networks=(ip_network("127.0.0.0/8"),), timeout=60.0, readers=1)
    configured = tuple(
        configuration.Site(site.key, site.name, site.name, "dinas", server.url(site)) for site in sites
    )
    zone = ZoneInfo("Asia/Jakarta")
    return configuration.Config("Kota Arjasura", zone, configuration.Thresholds(), probe, configured)


class Watch:
    """Looks at a town. ``now`` is moved by whoever lives the life."""

    def __init__(self, town: Town, data: Path, now: datetime) -> None:
        self.town, self.now, self._data = town, now, data
        self.server = Server(town, lambda: self.now)
        self.looks = 0
        self._stack = AsyncExitStack()
        self._engine: Observatory | None = None

    async def begin(self) -> None:
        await self._stack.enter_async_context(serving(self.server))
        await self.restart()

    async def restart(self) -> None:
        """The exporter ends and begins again; all it knows is in its file."""
        await self._stop()
        settings = _config(self.town.sites, self.server)
        means = _means(settings.probe, self.server)
        self._engine = Observatory(settings, self._data, ExporterMetrics(), now=lambda: self.now, means=means)
        await self._engine.start()

    async def _stop(self) -> None:
        if self._engine:
            await self._engine.close()
            self._engine = None

    async def end(self) -> None:
        await self._stop()
        await self._stack.aclose()

    async def look(self, site: Site) -> Seen:
        """One pull of a site."""
        assert self._engine
        self.looks += 1
        if site.has("down: timeout", self.now):
            report = await self._hanging(site)
        else:
            report = await self._engine.examine(site.key)
        return self.said(site, report)

    async def _hanging(self, site: Site) -> SiteReport:
        assert self._engine
        for _ in range(PATIENCE):
            with suppress(Busy):
                return await self._engine.probe(site.key, deadline=HANGS)
        return await self._engine.probe(site.key, deadline=HANGS)

    def said(self, site: Site, report: SiteReport | None = None) -> Seen:
        """What the exporter says now, without looking."""
        assert self._engine
        report = report or self._engine.report(site.key)
        return Seen(report, status(report, self._engine.config.thresholds, self.now))


@asynccontextmanager
async def watching(town: Town, data: Path, now: datetime) -> AsyncIterator[Watch]:
    watch = Watch(town, data, now)
    await watch.begin()
    try:
        yield watch
    finally:
        await watch.end()
