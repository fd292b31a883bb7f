"""A real Prometheus over two real exporters, as docs/deployment.md has it for two cities: the simulated city, and another
with the same keys. The first has a little history besides."""

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
import yaml
from boards_read import ROOT
from city_running import SWAPPED

from boards import queries
from opd_exporter.demo.stack import ALERTMANAGER, PROMETHEUS, Stack, installed, pull_every, stack

KOTA = "Kota Serang (simulasi)"
DAY = 86400
KEEP = ("--storage.tsdb.retention.time=1y",)
"""Or Prometheus would throw the history away."""


@dataclass(frozen=True)
class Running:
    """What runs."""

    exporter: str
    """The simulated city's."""
    other: str
    """The other city's."""
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
    rows: dict[str, list[str]] = {
        "opd:status:code": [],
        "opd:status:count": [],
        "opd:status:changed": [],
    }
    moment = int(time.time())
    for ago in (90 * DAY + 3600, 7 * DAY + 3600):
        for number, labels in enumerate(sites):
            inside = ",".join(f'{key}="{value}"' for key, value in labels.items())
            rows["opd:status:code"].append(f"opd:status:code{{{inside}}} {number % 3} {moment - ago}")
        for status in ("aktif", "kurang_aktif", "tidak_aktif", "tidak_terukur"):
            rows["opd:status:count"].append(
                f'opd:status:count{{kota="{KOTA}",status="{status}"}} 8 {moment - ago}'
            )
    for labels in sites[:5]:
        row = f'opd:status:changed{{kota="{KOTA}",opd="{labels["opd"]}"}} 1 {moment - 3 * DAY}'
        rows["opd:status:changed"].append(row)
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
def cities() -> Iterator[list[str]]:
    """The exporters of both cities; gives their addresses."""
    process = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("city_running.py"))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout
        yield [url.rstrip("/") for url in process.stdout.readline().split()]
    finally:
        assert process.stdin
        process.stdin.close()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()


def at_once(rules: str) -> str:
    """Let alerts fire without waiting; but OpdMassOutage, since on a busy machine many a first look comes too late."""
    return re.sub(r"(?ms)^( +- alert: (?!OpdMassOutage)\w+\n.*?^ +for:) \w+$", r"\1 0s", rules)


def asked_as_documented(file: Path, exporters: list[str]) -> None:
    """Let Prometheus ask these exporters by the jobs that docs/deployment.md shows for two cities."""
    text = (ROOT / "docs/deployment.md").read_text("utf-8")
    (jobs,) = re.findall(r"```yaml\n(scrape_configs:.*?)```", text, re.S)
    for name, url in zip(("exporter-a:9877", "exporter-b:9877"), exporters, strict=True):
        jobs = jobs.replace(name, urlsplit(url).netloc)
    data = yaml.safe_load(file.read_text("utf-8"))
    ours = yaml.safe_load(jobs)["scrape_configs"]
    named = {job["job_name"] for job in ours}
    data["scrape_configs"] = [
        *ours,
        *(job for job in data["scrape_configs"] if job["job_name"] not in named),
    ]
    file.write_text(yaml.safe_dump(data, sort_keys=False), "utf-8")


OURS = f'kota="{KOTA}"'
GAVE_UP = 240
"""Seconds: less than a minute on an idle machine."""
READY = (
    f"count(opd_site_up{{{OURS}}}) == 32",
    f"count(count_over_time(opd:wall:order{{{OURS}}}[1m]) > 4) == 32",
    f"count(opd:down_since_timestamp_seconds{{{OURS}}}) == 4",
    f"count(opd:wall:order) == {32 + len(SWAPPED)}",
    f'count(opd:status{{status="tidak_terukur"}} == 0) == {32 + len(SWAPPED)}',
    # Until every site was looked at, a story that three of them copy counts as the first one's own.
    f'opd:status:count{{{OURS}, status="aktif"}} == 1 and on () opd:status:count{{{OURS}, status="tidak_aktif"}} == 23',
    "count(count_over_time(opd:exporter:up[1m]) > 4) == 2",
    "opd:known:measured_timestamp_seconds",
    "count(opd:status:changes_7d > 0) >= 5",
    "count(rate(opd_exporter_site_requests_total[4m])) == 2",
    'count(ALERTS{alertstate="firing", audience="operator"})',
)
"""What holds once everything has been pulled and reckoned a few times."""


@contextmanager
def started_over_the_city() -> Iterator[Running]:
    """Everything, pulled every four seconds; alerts fire without waiting."""
    if not (installed(PROMETHEUS) and installed(ALERTMANAGER)):
        pytest.skip("no prometheus, no alertmanager")
    with cities() as (exporter, other):

        def edit(folder: Path) -> None:
            asked_as_documented(folder / "prometheus.yml", [exporter, other])
            pull_every(folder / "prometheus.yml", 4)
            alerts = folder / "rules/alerts-sites.yml"
            alerts.write_text(at_once(alerts.read_text("utf-8")), "utf-8")
            history(folder, exporter)

        with stack(urlsplit(exporter).netloc, edit=edit, prometheus_options=KEEP) as started:
            now = Running(exporter, other, started)
            deadline = time.monotonic() + GAVE_UP
            while (missing := [expr for expr in READY if not now.now(expr)]) and time.monotonic() < deadline:
                time.sleep(0.5)
            assert not missing, missing
            yield now
