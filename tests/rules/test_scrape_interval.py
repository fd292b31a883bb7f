"""Pulls every one and two minutes bridge a pull that fails; every five minutes they do not, and leave gaps when late."""

from __future__ import annotations

from typing import Any

import pytest
from scenario import exporter, wrong_in

SLOT = 10
"""Seconds between two evaluations."""
SECONDS = 900


def pulled(kota: str, every: int, failed: int | None, late: int) -> list[dict[str, str]]:
    """The site of a city, pulled each ``every`` seconds for a quarter of an hour; one pull fails (or none), one is 30 seconds late."""
    up, post = [], []
    for second in range(0, SECONDS + 1, SLOT):
        due = second % every == 0
        if second in (late, late + 30):
            due = second == late + 30
        up.append("_" if not due else "0" if second == failed else "1")
        post.append("_" if not due else "stale" if second == failed else "-86400")
    labels = f'job="opd-site", kota="{kota}", opd="x", nama="Dinas X", singkatan="DX", kelompok="dinas"'
    return [
        {"series": f"up{{{labels}}}", "values": " ".join(up)},
        {"series": f"opd_site_last_post_timestamp_seconds{{{labels}}}", "values": " ".join(post)},
        *exporter([True] * (SECONDS // SLOT + 1), kota, instance=kota),
    ]


def ever(expression: str, happens: bool) -> dict[str, Any]:
    """At some evaluation the expression gives something."""
    counted = f"count_over_time(count({expression})[{SECONDS}s:{SLOT}s]) > bool 0"
    samples = [{"labels": "{}", "value": 1}] if happens else []
    return {"expr": counted, "eval_time": f"{SECONDS}s", "exp_samples": samples}


@pytest.fixture(scope="module")
def wrong() -> str:
    """What promtool finds otherwise than it is told below; each city is one case, all are evaluated together."""
    series: list[dict[str, str]] = []
    tests: list[dict[str, Any]] = []
    for every, gap in GAPS.items():
        # The status holds for five minutes after the last measurement; the next one must come before.
        kota = f"failed {every}"
        series += pulled(kota, every, failed=300, late=300 + every)
        tests += [
            ever(f'opd:status:code{{kota="{kota}"}} == 2', True),
            ever(f'opd:status:code{{kota="{kota}"}} == -1', gap),
            ever(f'opd:site{{kota="{kota}"}} != 1', False),
        ]
        # What was measured is not to be seen between five minutes and the late pull; the status is.
        kota = f"late {every}"
        series += pulled(kota, every, failed=None, late=600 if every == 300 else 480)
        missing = f'opd:site{{kota="{kota}"}} unless on (kota, opd) opd_site_last_post_timestamp_seconds'
        tests += [
            ever(missing, gap),
            ever(f'opd:status:code{{kota="{kota}"}} == -1', False),
            ever(f'opd:site{{kota="{kota}"}} != 1', False),
        ]
    return wrong_in(series, {"promql_expr_test": tests}, f"{SLOT}s")


GAPS = {60: False, 120: False, 300: True}
"""Seconds between two pulls -> whether what fails or is late leaves a gap."""


@pytest.mark.parametrize("every", GAPS)
def test_a_pull_that_fails_and_a_next_one_half_a_minute_late(every: int, wrong: str) -> None:
    assert f"failed {every}" not in wrong, wrong


@pytest.mark.parametrize("every", GAPS)
def test_a_pull_half_a_minute_late(every: int, wrong: str) -> None:
    assert f"late {every}" not in wrong, wrong


def test_promtool_has_nothing_else_to_say(wrong: str) -> None:
    assert wrong == ""
