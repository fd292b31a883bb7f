"""Usage: bench/days.py [--days 3] [--every 30]

What looks ask of the simulated city's sites, day by day: requests a site, by what they are for, with a look every so many
minutes by a clock of its own. Pulls between two looks come on top: one conditional request each."""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import tempfile
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from aiohttp import web

from opd_exporter.config.file import load
from opd_exporter.demo import city as simulated
from opd_exporter.engine.scheduler import Observatory
from opd_exporter.views.exporter_metrics import ExporterMetrics

Handler = Callable[[web.Request], Awaitable[web.Response]]


class Counted(simulated.City):
    """The city, that remembers what was asked of whom."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__(now=now)
        self.asked: Counter[tuple[str, str]] = Counter()
        """By site and address."""

    def _handler(self, key: str) -> Handler:
        answer = super()._handler(key)

        async def handle(request: web.Request) -> web.Response:
            self.asked[key, request.path_qs] += 1
            return await answer(request)

        return handle


def told(day: int, asked: Counter[tuple[str, str]], sites: list[str], looks: int) -> str:
    """A line: requests a site for front pages and for all else, and who was asked most."""
    front = Counter({key: asked[key, "/"] for key in sites})
    rest = Counter({key: sum(n for (of, _), n in asked.items() if of == key) - front[key] for key in sites})
    (most, times), middle = rest.most_common(1)[0], statistics.median(rest.values())
    addresses = Counter({address: n for (of, address), n in asked.items() if of == most})
    dearest = ", ".join(f"{address} {n}" for address, n in addresses.most_common(5))
    return (
        f"day {day}: {looks} looks; front page {statistics.median(front.values()):.0f}, all else {middle:.0f};"
        f" most {most} {times} ({dearest})"
    )


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[1])
    parser.add_argument("--days", type=int, default=3)
    parser.add_argument("--every", type=int, default=30, help="minutes between two looks (30)")
    chosen = parser.parse_args()
    clock = [datetime.now(UTC)]
    with tempfile.TemporaryDirectory(prefix="opd-days-") as folder:
        async with Counted(lambda: clock[0]) as city:
            file = Path(folder) / "kota.yml"
            file.write_text(city.config_text(), "utf-8")
            engine = Observatory(load(file), Path(folder) / "data", ExporterMetrics(), now=lambda: clock[0])
            await engine.start()
            try:
                for day in range(chosen.days + 1):
                    looks = 24 * 60 // chosen.every if day else 1
                    for _ in range(looks):
                        await asyncio.gather(*(engine.examine(key) for key in city.sites))
                        clock[0] += timedelta(minutes=chosen.every)
                        print(".", end="", file=sys.stderr, flush=True)
                    print(file=sys.stderr)
                    print(told(day, city.asked, list(city.sites), looks), flush=True)
                    city.asked.clear()
            finally:
                await engine.close()


if __name__ == "__main__":
    asyncio.run(main())
