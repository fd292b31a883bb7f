"""How long do the dashboards' queries take over a year of data, of 32 and of 500 sites?

    python bench/dashboards.py [--sites 32 500] [--step 6h] [--times 5]

Makes the year (bench/year_of_data.py), starts Prometheus over it, and asks every query of every panel as Grafana would
when the board opens. Told are absolute times of this machine and, between the two sizes, ratios. The year's samples are
``--step`` apart, not a minute: queries that read every sample of the year (those of one site) cost more in earnest;
``--sites 1 --step 5m`` shows how much."""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import urlopen

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "grafana"), str(ROOT / "bench")]

from boards import queries  # noqa: E402
from boards.__main__ import built  # noqa: E402
from opd_exporter.demo.stack import free_address  # noqa: E402
from year_of_data import DAY, KOTA, synthetic, write  # noqa: E402


def ask(address: str, query: queries.Query, end: int) -> tuple[float, int]:
    """Seconds until the whole answer is here, and its series."""
    given = (
        {"query": query.expr, "start": end - query.span, "end": end, "step": query.step}
        if query.span
        else {"query": query.expr, "time": end}
    )
    path = "query_range" if query.span else "query"
    began = time.perf_counter()
    with urlopen(f"http://{address}/api/v1/{path}?{urlencode(given)}", timeout=300) as answer:
        series = len(json.load(answer)["data"]["result"])
    return time.perf_counter() - began, series


def ready(address: str) -> None:
    """Until Prometheus answers."""
    for _ in range(600):
        try:
            with urlopen(f"http://{address}/-/ready", timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("Prometheus does not get ready")


def measure(count: int, step: int, times: int) -> dict[queries.Query, float]:
    """The best time of every query over a year of so many sites: what else the machine does only adds to it."""
    chance = random.Random(count)  # the same year each time
    end = int(time.time()) // step * step
    sites = synthetic(count, chance)
    for site in sites:
        site.live(end, chance)
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        data.mkdir()
        began = time.perf_counter()
        samples = write(sites, end - 365 * DAY, end, step, data, Path(folder))
        size = sum(file.stat().st_size for file in data.rglob("*") if file.is_file())
        made = time.perf_counter() - began
        print(
            f"\n{count} sites, a sample each {step} s: {samples} samples, {size / 1e6:.0f} MB, made in {made:.0f} s"
        )
        (Path(folder) / "p.yml").write_text("global: {}\n")
        address = free_address()
        prometheus = subprocess.Popen(
            [
                *("prometheus", f"--config.file={folder}/p.yml", f"--storage.tsdb.path={data}"),
                *("--storage.tsdb.retention.time=5y", f"--web.listen-address={address}"),
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            ready(address)
            found, answered = {}, 0
            for board in built().values():
                for query in queries.of(board, queries.chosen(board, kota=KOTA, opd="opd-1")):
                    took = [ask(address, query, end) for _ in range(times)]
                    found[query] = min(seconds for seconds, _ in took)
                    answered += took[0][1] > 0
        finally:
            prometheus.terminate()
            prometheus.wait(20)
    print(f"{len(found)} queries, {answered} found something")
    for query, seconds in sorted(found.items(), key=lambda one: -one[1])[:5]:
        print(f"  {seconds * 1000:7.1f} ms  {query.board}  {query.panel[:40]}  {query.ref}")
    by_board: dict[str, float] = {}
    for query, seconds in found.items():
        by_board[query.board] = by_board.get(query.board, 0) + seconds
    print("  all queries of a board, one after the other:", end=" ")
    print(", ".join(f"{board} {seconds * 1000:.0f} ms" for board, seconds in by_board.items()))
    return found


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sites", type=int, nargs="+", default=[32, 500])
    parser.add_argument("--step", type=queries.seconds, default=queries.seconds("6h"))
    parser.add_argument("--times", type=int, default=5)
    given = parser.parse_args()
    results = [measure(count, given.step, given.times) for count in given.sites]
    if len(results) == 2:
        first, second = (max(result.values()) for result in results)
        print(
            f"\nthe slowest of {given.sites[1]} sites : the slowest of {given.sites[0]} = {second / first:.1f}"
        )


if __name__ == "__main__":
    main()
