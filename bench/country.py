"""What a site costs where many cities share a store: series, samples, CPU and memory of each program, bytes of a sample.

    python bench/country.py [--seconds 60] [--sites 4] [--days 7] [--cities 514]

The first part runs the country of tests/deploy (32 sites in eight cities, pulled every four seconds) and counts; CPU is
user and system time, told for a site's pull, so that it does not depend on how often is pulled. The second writes days
of samples, a minute apart, into a VictoriaMetrics of its own and weighs what lies on the disk once it was merged; times
of an answer tremble. The third writes three minutes of so many cities of 39 sites and asks every query of every board
for one of them. A part is left out by 0."""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import Request, urlopen

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / name) for name in ("grafana", "bench", "tests", "tests/deploy")]

from country_running import Country, country  # noqa: E402
from test_eight_cities import READY  # noqa: E402

from boards import queries  # noqa: E402
from boards.__main__ import built  # noqa: E402
from opd_exporter.demo.stack import free_address  # noqa: E402
from year_of_data import DAY, series, synthetic  # noqa: E402

SITES = 32
TICK = os.sysconf("SC_CLK_TCK")


def tree(pid: int) -> list[int]:
    """A process and all below it."""
    below = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(one for child in below for one in tree(int(child)))]


def used(pid: int) -> tuple[float, float]:
    """CPU seconds so far and memory now in MB, of a process and those below it."""
    seconds = size = 0.0
    for one in tree(pid):
        fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        seconds += (int(fields[11]) + int(fields[12])) / TICK
        size += int(fields[21]) * 4096 / 1e6
    return seconds, size


def number(running: Country, query: str) -> float:
    """The one value of a query to the store."""
    return float(running.now(query)[0]["value"][1])


def counted(seconds: int) -> None:
    """The first part."""
    with country() as running:
        for expr in READY:
            running.wait_for(expr)
        raw = number(running, 'count({job="opd-site"})') / SITES
        of_sites = number(running, 'count({__name__=~"opd:.*|ALERTS.*", opd!=""})') / SITES
        of_cities = number(running, 'count({__name__=~"opd:.*|ALERTS.*|opd_.*", opd=""})') / 8
        print(
            f"series in the store: {raw:.0f} pulled and {of_sites:.0f} reckoned a site, {of_cities:.0f} a city"
        )
        before = {name: used(pid)[0] for name, pid in running.programs.items()}
        pulls = 'sum(increase(scrape_samples_scraped{job="opd-site"}[1m]) * 0 + count_over_time(up{job="opd-site"}[1m]))'
        time.sleep(seconds)
        a_minute = number(running, pulls)
        print(f"{a_minute:.0f} pulls of sites a minute")
        for name, pid in running.programs.items():
            spent, size = used(pid)
            share = (spent - before[name]) / (a_minute * seconds / 60) * 1000
            print(f"  {name:16s} {share:6.2f} ms CPU a pull of any site, {size:5.0f} MB")


def weighed(sites: int, days: int) -> None:
    """The second part."""
    chance = random.Random(1)  # the same days each time
    end = int(time.time()) // 60 * 60
    made = synthetic(sites, chance)
    for site in made:
        site.live(end, chance)
    with store() as (address, folder):
        written = 0
        for first in range(end - days * DAY, end, 3 * 3600):
            lines = [
                line(name, labels, value * chance.uniform(0.8, 1.2) if "duration" in name else value, at)
                for at in range(first, min(first + 3 * 3600, end), 60)
                for name, labels, value in series(made, at)
            ]
            written += told(address, lines)
        for step in ("force_flush", "force_merge"):
            urlopen(f"http://{address}/internal/{step}", timeout=60).close()
        time.sleep(5)
        size, index = (
            sum(file.stat().st_size for file in (folder / part).rglob("*") if file.is_file())
            for part in ("data", "indexdb")
        )
    print(f"{written} samples: {size / written:.2f} bytes each, and {index / 1e3:.0f} KB of index")


@contextmanager
def store() -> Iterator[tuple[str, Path]]:
    """A VictoriaMetrics of its own: its address and its folder."""
    with tempfile.TemporaryDirectory() as folder:
        address = free_address()
        options = (
            f"-httpListenAddr={address}",
            f"-storageDataPath={folder}",
            "-retentionPeriod=1y",
            "-search.latencyOffset=0s",
        )
        program = subprocess.Popen(["victoria-metrics", *options], stderr=subprocess.DEVNULL)
        try:
            time.sleep(3)
            yield address, Path(folder)
        finally:
            program.terminate()
            program.wait(60)


def told(address: str, lines: list[str]) -> int:
    """Hand samples to the store; gives how many."""
    body = "\n".join(lines).encode()
    urlopen(Request(f"http://{address}/api/v1/import/prometheus", body), timeout=120).close()
    return len(lines)


def line(name: str, labels: dict[str, str], value: float, at: int) -> str:
    """A sample as Prometheus' text."""
    inside = ",".join(f'{key}="{text}"' for key, text in labels.items())
    return f"{name}{{{inside}}} {float(value):.6g} {at * 1000}"


def asked(cities: int, sites: int) -> None:
    """The third part."""
    chance = random.Random(2)
    now = int(time.time()) // 60 * 60
    with store() as (address, _):
        written = 0
        for city in range(cities):
            made = synthetic(sites, chance)
            whose = {"kota": f"Kota {city}", "provinsi": f"Provinsi {city % 38}"}
            for site in made:
                site.live(now, chance)
            lines = [
                line(name, {**labels, **whose}, value, at)
                for at in (now - 120, now - 60, now)
                for name, labels, value in series(made, at)
            ]
            written += told(address, lines)
        time.sleep(3)
        print(f"{cities} cities, {cities * sites} sites, {written} samples")
        for uid, board in ((board["uid"], board) for board in built().values()):
            took = []
            for query in queries.of(board, queries.chosen(board, kota="Kota 7", opd="opd-1")):
                span = {"start": now - 3600, "end": now, "step": 60} if query.span else {"time": now}
                path = "query_range" if query.span else "query"
                began = time.perf_counter()
                url = f"http://{address}/api/v1/{path}?{urlencode({'query': query.expr, **span})}"
                with urlopen(url, timeout=120) as answer:
                    answer.read()
                took.append((time.perf_counter() - began, query.panel[:40], query.ref))
            together, slowest = sum(one[0] for one in took), max(took)
            print(
                f"  {uid:14s} all {together * 1000:6.0f} ms, slowest {slowest[0] * 1000:5.0f} ms {slowest[1:]}"
            )


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--sites", type=int, default=4)
    parser.add_argument("--days", type=int, default=7)
    parser.add_argument("--cities", type=int, default=514)
    given = parser.parse_args()
    if given.seconds:
        counted(given.seconds)
    if given.days:
        weighed(given.sites, given.days)
    if given.cities:
        asked(given.cities, 39)


if __name__ == "__main__":
    main()
