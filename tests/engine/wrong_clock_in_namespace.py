"""Runs in a network namespace of its own, whose addresses are not loopback's: a machine whose clock is wrong by a year, and
put right later. Prints what was judged and kept, as JSON."""

from __future__ import annotations

import asyncio
import json
import sys
from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))

from opd_exporter.domain.status import status
from opd_exporter.engine.busy import WrongClock
from opd_exporter.engine.scheduler import Observatory
from site_server import Clock, Pages, config_of, front, serving, watching, with_feed

NETWORK = "203.0.113.0/24"
YEAR = timedelta(days=365)


def kept(engine: Observatory) -> list[object]:
    return [one.visit or one.unusable_since or one.posts or None for one in engine.reports()]


async def refused(engine: Observatory, *keys: str) -> list[str]:
    """Those whose pull says that our clock is wrong."""
    found = []
    for key in keys:
        try:
            await engine.probe(key, deadline=20)
        except WrongClock:
            found.append(key)
    return found


async def story(wrong: timedelta, data: Path) -> dict[str, dict[str, object]]:
    clock = Clock()
    sites = [Pages(), with_feed(clock, 10, 200), Pages({"/": front()}), Pages({"/": front()})]
    for number, pages in enumerate(sites):
        pages.address = f"203.0.113.{number + 1}"
    dead, *living = sites
    clock.now += wrong
    async with serving(dead):
        pass  # nobody listens there any more
    async with serving(*living):
        config = config_of(*sites, allow_networks=(ip_network(NETWORK),))
        async with watching(config, clock, data) as engine:
            for key in ("opd-0", "opd-1", "opd-2"):  # two servers: too few to tell
                await engine.examine(key)
            by_wrong: dict[str, object] = {
                "refused": await refused(engine, "opd-3", "opd-0", "opd-1"),
                "known": engine.clock_behind is not None,
                "told": kept(engine),
            }
        async with watching(config, clock, data) as engine:
            by_wrong["kept"] = kept(engine)
            clock.now -= wrong
            reports = [await engine.examine(site.key) for site in config.sites]
            since = reports[0].unusable_since
            return {
                "wrong": by_wrong,
                "right": {
                    "known": engine.clock_behind is not None,
                    "dead_for_days": since and (clock.now - since) / timedelta(days=1),
                    "status": status(reports[1], config.thresholds, clock.now),
                },
            }


async def main() -> None:
    told = {}
    for name, wrong in (("behind", -YEAR), ("ahead", YEAR)):
        with TemporaryDirectory() as data:
            told[name] = await story(wrong, Path(data))
    print(json.dumps(told))


asyncio.run(main())
