"""A real Prometheus that starts anew while the exporter is down: what it wrote down before is enough for every site."""

from __future__ import annotations

import json
import time
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
from promtool import promtool

from opd_exporter.demo.stack import (
    ALERTMANAGER,
    PROMETHEUS,
    Stack,
    free_address,
    installed,
    pull_every,
    stack,
)

pytestmark = pytest.mark.skipif(
    not (installed(PROMETHEUS) and installed(ALERTMANAGER)), reason="no prometheus, no alertmanager"
)

MINUTE, HOUR, DAY = 60, 3600, 86400
GAVE_UP = 90.0
"""Seconds until the rules must have been evaluated; they are every second."""


def history(now: int) -> str:
    """What the rules recorded until 20 minutes ago, when Prometheus stopped: two sites, and one removed an hour before."""
    stopped = now - 20 * MINUTE
    sites = {"a": ("Dinas A", stopped), "b": ("Badan B", stopped), "gone": ("Dinas Lama", stopped - HOUR)}
    names = {
        "opd:site:listed_timestamp_seconds": lambda at: at,
        "opd:known:measured_timestamp_seconds": lambda at: at,
        "opd:known:last_post_timestamp_seconds": lambda at: now - 100 * DAY,
        "opd:status:measured_code": lambda at: 1,
        "opd:status:measured_since_timestamp_seconds": lambda at: now - 10 * DAY,
    }
    lines = []
    for name, value in names.items():
        lines.append(f"# TYPE {name} gauge")
        for key, (nama, until) in sites.items():
            nama = f',nama="{nama}"' if "listed" in name else ""
            times = range(stopped - 2 * HOUR, until + 1, MINUTE)
            lines += [f'{name}{{kota="Kota Serang",opd="{key}"{nama}}} {value(at)} {at}' for at in times]
    newest = "opd:kota:newest_listed_timestamp_seconds"
    lines.append(f"# TYPE {newest} gauge")
    times = range(stopped - 2 * HOUR, stopped + 1, MINUTE)
    lines += [f'{newest}{{kota="Kota Serang"}} {at} {at}' for at in times]
    return "\n".join([*lines, "# EOF", ""])


def asked(running: Stack, query: str) -> dict[str, float]:
    """The query's values by ``opd``."""
    url = f"{running.prometheus.url}/api/v1/query?{urlencode({'query': query})}"
    with urlopen(url, timeout=5) as response:  # noqa: S310 # loopback
        found = json.load(response)["data"]["result"]
    return {one["metric"].get("opd", ""): float(one["value"][1]) for one in found}


def test_a_prometheus_started_while_the_exporter_is_down_still_has_every_site() -> None:
    now = int(time.time())

    def filled(folder: Path) -> None:
        pull_every(folder / "prometheus.yml", 1)
        (folder / "history.txt").write_text(history(now))
        promtool(
            "tsdb", "create-blocks-from", "openmetrics", folder / "history.txt", folder / "data/prometheus"
        )

    with stack(free_address(), edit=filled) as running:
        deadline = time.monotonic() + GAVE_UP
        while len(asked(running, "opd:days_since_last_post")) < 2 and time.monotonic() < deadline:
            time.sleep(0.2)
        assert asked(running, "opd:site") == {"a": 1, "b": 1}
        assert asked(running, "opd:status:code") == {"a": -1, "b": -1}
        assert asked(running, 'opd:status{status="tidak_terukur"}') == {"a": 1, "b": 1}
        assert asked(running, 'opd:status:count{status="tidak_terukur"}') == {"": 2}
        stopped = now - 20 * MINUTE
        assert asked(running, "opd:status:since_timestamp_seconds") == {"a": stopped, "b": stopped}
        days = asked(running, "opd:days_since_last_post")
        assert days == pytest.approx({"a": 100, "b": 100}, abs=0.01)
