"""A real Prometheus that has pulled the real exporter over the simulated city, and has a little history besides."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit
from urllib.request import urlopen

import pytest

from boards import queries
from opd_exporter.demo.stack import ALERTMANAGER, PROMETHEUS, Stack, installed, pull_every, stack

DAY = 86400
KEEP = ("--storage.tsdb.retention.time=1y",)
"""Or Prometheus would throw the history away."""


@dataclass(frozen=True)
class Running:
    """What runs."""

    exporter: str
    stack: Stack

    def ask(self, path: str, **parameters: object) -> Any:
        """Prometheus' answer."""
        url = f"{self.stack.prometheus.url}/api/v1/{path}?{urlencode(parameters)}"
        with urlopen(url, timeout=20) as answer:  # noqa: S310 # loopback
            return json.load(answer)["data"]

    def now(self, expr: str, *, ahead: float = 0) -> list[Any]:
        """The series of an expression at this moment, or later."""
        return list(self.ask("query", query=expr, time=time.time() + ahead)["result"])

    def found(self, query: queries.Query) -> int:
        """How many series a query finds; those over time are asked over the seconds there are."""
        if not query.span:
            return len(self.now(query.expr))
        end = time.time()
        return len(self.ask("query_range", query=query.expr, start=end - 20, end=end, step=2)["result"])


def history(folder: Path, exporter: str) -> None:
    """A quarter and a week ago: other statuses than today's; three days ago a change."""
    with urlopen(f"{exporter}/sd", timeout=10) as answer:  # noqa: S310
        sites = [group["labels"] for group in json.load(answer)]
    kota = sites[0]["kota"]
    rows: dict[str, list[str]] = {
        "opd:status:code": [],
        "opd:status:count": [],
        "opd:status:measured_code": [],
    }
    moment = int(time.time())
    for ago in (90 * DAY + 3600, 7 * DAY + 3600):
        for number, labels in enumerate(sites):
            inside = ",".join(f'{key}="{value}"' for key, value in labels.items())
            rows["opd:status:code"].append(f"opd:status:code{{{inside}}} {number % 3} {moment - ago}")
        for status in ("aktif", "kurang_aktif", "tidak_aktif", "tidak_terukur"):
            rows["opd:status:count"].append(
                f'opd:status:count{{kota="{kota}",status="{status}"}} 8 {moment - ago}'
            )
    for labels in sites[:5]:
        row = f'opd:status:measured_code{{kota="{kota}",opd="{labels["opd"]}"}} 2 {moment - 3 * DAY}'
        rows["opd:status:measured_code"].append(row)
    file = folder / "history.txt"
    file.write_text("\n".join([*chain(*rows.values()), "# EOF"]) + "\n", "utf-8")
    data = folder / "data/prometheus"
    data.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        [
            *("promtool", "tsdb", "create-blocks-from", "openmetrics", "--quiet"),
            *("--max-block-duration=486h", str(file), str(data)),
        ],
        check=True,
    )


@contextmanager
def city() -> Iterator[str]:
    """The exporter over the city; gives its address."""
    process = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("city_running.py"))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout
        yield process.stdout.readline().strip().rstrip("/")
    finally:
        assert process.stdin
        process.stdin.close()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()


READY = (
    "count(opd_site_up) == 32",
    "count(count_over_time(opd:wall:order[1m]) > 4) == 32",
    "count(opd:down_since_timestamp_seconds) == 4",
    "opd:known:measured_timestamp_seconds",
    "count(opd:status:changes_7d > 0) >= 5",
    "rate(opd_exporter_site_requests_total[4m])",
    'count(ALERTS{alertstate="firing", audience="operator"})',
)
"""What holds once everything has been pulled and reckoned a few times."""


@contextmanager
def started_over_the_city() -> Iterator[Running]:
    """Everything, pulled every two seconds; alerts fire without waiting."""
    if not (installed(PROMETHEUS) and installed(ALERTMANAGER)):
        pytest.skip("no prometheus, no alertmanager")
    with city() as exporter:

        def edit(folder: Path) -> None:
            pull_every(folder / "prometheus.yml", 2)
            alerts = folder / "rules/alerts-sites.yml"
            alerts.write_text(re.sub(r"(?m)^( +for:) .*$", r"\1 0s", alerts.read_text("utf-8")), "utf-8")
            history(folder, exporter)

        with stack(urlsplit(exporter).netloc, edit=edit, prometheus_options=KEEP) as started:
            now = Running(exporter, started)
            deadline = time.monotonic() + 90
            while (missing := [expr for expr in READY if not now.now(expr)]) and time.monotonic() < deadline:
                time.sleep(0.5)
            assert not missing, missing
            yield now
