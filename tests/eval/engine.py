"""The exporter's own engine over a group, with its own readers in their own processes; and what it was sent."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC
from ipaddress import ip_network
from typing import Any
from zoneinfo import ZoneInfo

from eval.model import Clock, Group
from opd_exporter.domain.config import Config, ProbeSettings, Site, Thresholds
from opd_exporter.domain.report import SiteReport
from opd_exporter.domain.status import status
from opd_exporter.domain.vocabulary import Status
from opd_exporter.engine.means import Means
from opd_exporter.engine.scheduler import Observatory
from opd_exporter.fetch.client import Fetcher
from opd_exporter.fetch.model import Fetched
from opd_exporter.views.exporter_metrics import ExporterMetrics
from opd_exporter.workers.pool import Workers
from readers import KeptReaders

SETTINGS = ProbeSettings(
    allow_networks=(ip_network("127.0.0.0/8"),), timeout=30.0, concurrency_per_address=4, readers=1
)
GENERATOR = re.compile(rb"<meta[^>]*\bgenerator\b[^>]*>|<generator\b[^>]*>[^<]*</generator>", re.I)
"""How systems name themselves in pages and feeds; only ever run over this corpus' own pages."""
HEADERS = {"x-generator", "x-powered-by", "x-powered-cms"}


class Nameless(Fetcher):
    """Fetches pages as if no system named itself in them."""

    async def get(self, *arguments: Any, **named: Any) -> Fetched:
        fetched = await super().get(*arguments, **named)
        headers = tuple(pair for pair in fetched.headers if pair[0] not in HEADERS)
        return replace(fetched, headers=headers, body=GENERATOR.sub(b"", fetched.body))


class Saving(Fetcher):
    """Keeps what was fetched, in order: address and body."""

    def __init__(self, *arguments: Any, kept: list[tuple[str, bytes]], **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._kept = kept

    async def get(self, *arguments: Any, **named: Any) -> Fetched:
        fetched = await super().get(*arguments, **named)
        self._kept.append((fetched.final_url, fetched.body))
        return fetched


@dataclass(frozen=True)
class Said:
    """What the exporter says of a site."""

    report: SiteReport
    status: Status


def config_of(group: Group, addresses: Mapping[str, str]) -> Config:
    """The configuration of a group."""
    sites = tuple(
        Site(f"opd-{n}", f"Dinas {n}", f"D{n}", "dinas", addresses[case.key])
        for n, case in enumerate(group.cases)
    )
    return Config("Kota Arjasura", ZoneInfo("Asia/Jakarta"), Thresholds(), SETTINGS, sites)


@asynccontextmanager
async def _engine(
    config: Config, clock: Clock, kind: Callable[..., Fetcher], hire: Callable[[int], Workers]
) -> AsyncIterator[Observatory]:
    means = Means(config.probe, ExporterMetrics(), connect=kind, hire=hire)
    engine = Observatory(config, None, ExporterMetrics(), now=lambda: clock().astimezone(UTC), means=means)
    try:
        yield engine
    finally:
        await engine.close()


async def look(
    group: Group,
    addresses: Mapping[str, str],
    clock: Clock,
    *,
    kind: Callable[..., Fetcher] = Fetcher,
    hire: Callable[[int], Workers] = KeptReaders.hired,
) -> dict[str, Said]:
    """What the engine says of each site of a group after all its looks. ``kind`` fetches its pages, who is hired reads
    them."""
    config = config_of(group, addresses)
    async with _engine(config, clock, kind, hire) as engine:
        for moment in group.moments:
            clock.now = moment
            for site in config.sites:
                await engine.examine(site.key)
        reports = [engine.report(site.key) for site in config.sites]
    return {
        case.key: Said(report, status(report, config.thresholds, clock.now))
        for case, report in zip(group.cases, reports, strict=True)
    }
