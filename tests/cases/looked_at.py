"""Small sites looked at by the engine, over HTTP, at the moments they name.

By hand: ``python tests/cases/looked_at.py FILE_OR_FOLDER [PART_OF_A_NAME] [-v]`` prints what came of each.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).parents[1]))

from aiohttp import web
from small_sites import WIB, Expected, SmallSite, small_sites

from opd_exporter.domain.config import Config, ProbeSettings, Site, Thresholds
from opd_exporter.domain.report import SiteReport
from opd_exporter.domain.status import status
from opd_exporter.engine.means import Means
from opd_exporter.engine.scheduler import Observatory
from opd_exporter.views.exporter_metrics import ExporterMetrics
from readers import KeptReaders

ZONE = ZoneInfo("Asia/Jakarta")


@dataclass
class Moment:
    """The time of the program and of the site's server."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now


@asynccontextmanager
async def _served(site: SmallSite, clock: Moment, names: list[str]) -> AsyncIterator[dict[str, str]]:
    """The site under each of its names, a port each: name -> address."""
    addresses: dict[str, str] = {}
    runners = []
    for name in names:

        async def answer(request: web.Request, name: str = name) -> web.Response:
            return site.answer(
                request.path_qs, addresses[name], addresses[names[0]], clock.now.astimezone(WIB)
            )

        application = web.Application()
        application.router.add_get("/{path:.*}", answer)
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        runners.append(runner)
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        addresses[name] = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield addresses
    finally:
        for runner in runners:
            await runner.cleanup()


def said(report: SiteReport, now: datetime) -> dict[str, Any]:
    """What the exporter says, as the cases name it."""
    visit = report.visit
    return {
        "up": int(bool(report.up)),
        "state": report.state.value,
        "last_post": f"{report.last_post.published.astimezone(ZONE):%Y-%m-%d}" if report.last_post else None,
        "reason": visit.reason.value if visit and visit.reason else None,
        "cms": report.cms.name if report.cms else None,
        "spam": int(bool(report.spam)),
        "status": status(report, Thresholds(), now).value,
    }


def wrong(found: Mapping[str, Any], expected: Expected) -> list[str]:
    """What is not as expected, in words."""
    judged = {key: expected[key] for key in expected if key != ("reason" if found["up"] else "state")}
    if not found["up"]:
        judged.pop("spam", None)
    return [
        f"{key}: {found[key]} instead of {' or '.join(map(str, fine))}"
        for key, fine in judged.items()
        if found[key] not in fine
    ]


@dataclass(frozen=True)
class Look:
    """One look at one name of a site."""

    name: str
    at: datetime
    report: SiteReport
    wrong: list[str]


async def look_at(site: SmallSite, data_dir: Path | None = None) -> list[Look]:
    """Every look that the site asks for, at every name."""
    clock = Moment(site.start.astimezone(UTC))
    names = [site.raw["name"], *site.also]
    looks = []
    async with _served(site, clock, names) as addresses:
        settings = ProbeSettings(allow_networks=(ip_network("127.0.0.0/8"),), timeout=20.0, readers=1)
        sites = tuple(Site(name, name, name[:9], "dinas", f"{addresses[name]}/") for name in names)
        config = Config("Kota Tirtagiri", ZONE, Thresholds(), settings, sites)
        means = Means(settings, metrics := ExporterMetrics(), hire=KeptReaders.hired)
        observatory = Observatory(config, data_dir, metrics, now=clock, means=means)
        await observatory.start()
        try:
            for at, expected in site.looks:
                clock.now = at.astimezone(UTC)
                for name in names:
                    await observatory.examine(name)
                for name in names:
                    report = observatory.report(name)
                    told = site.also.get(name, expected)
                    looks.append(Look(name, at, report, wrong(said(report, clock.now), told)))
        finally:
            await observatory.close()
    return looks


async def _by_hand(place: str, part: str, verbose: bool) -> None:
    right = total = 0
    for site in small_sites(Path(place), datetime.now(UTC)):
        if part not in site.name:
            continue
        for look in await look_at(site):
            total += 1
            right += not look.wrong
            print(
                f"{'ok' if not look.wrong else 'WRONG':6}{site.name:52}{look.at:%d-%m %H:%M}  {'; '.join(look.wrong)}",
                flush=True,
            )
            if verbose:
                for step in look.report.steps:
                    print(f"        {step}")
                for one in look.report.evidence:
                    refused = f"{one.refused.value} {one.rule} {one.detail}" if one.refused else ""
                    left = f"open: {one.open.value} {one.detail}" if one.open else ""
                    print(
                        f"        {one.published} {one.source.value} {one.url} {one.title[:50]!r} {one.found} {refused}{left}"
                    )
    print(f"{right} of {total} right")


if __name__ == "__main__":
    options = [one for one in sys.argv[1:] if one != "-v"]
    if not options:
        sys.exit(__doc__)
    asyncio.run(_by_hand(options[0], options[1] if len(options) > 1 else "", "-v" in sys.argv))
