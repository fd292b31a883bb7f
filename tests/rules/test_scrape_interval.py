"""Pulls every one and two minutes bridge a pull that fails; every five minutes they do not, and leave gaps when late."""

from __future__ import annotations

from typing import Any

import pytest
from scenario import KOTA, exporter, run

SLOT = 10
"""Seconds between two evaluations."""
SECONDS = 1800


def pulled(every: int, failed: int | None, late: int) -> list[dict[str, str]]:
    """A site pulled each ``every`` seconds for half an hour; one pull fails (or none), one is 30 seconds late."""
    up, post = [], []
    for second in range(0, SECONDS + 1, SLOT):
        due = second % every == 0
        if second in (late, late + 30):
            due = second == late + 30
        up.append("_" if not due else "0" if second == failed else "1")
        post.append("_" if not due else "stale" if second == failed else "-86400")
    labels = f'job="opd-site", kota="{KOTA}", opd="x", nama="Dinas X", singkatan="DX", kelompok="dinas"'
    return [
        {"series": f"up{{{labels}}}", "values": " ".join(up)},
        {"series": f"opd_site_last_post_timestamp_seconds{{{labels}}}", "values": " ".join(post)},
        *exporter([True] * (SECONDS // SLOT + 1)),
    ]


def ever(expression: str, happens: bool) -> dict[str, Any]:
    """At some evaluation the expression gives something."""
    counted = f"count_over_time(count({expression})[{SECONDS}s:{SLOT}s]) > bool 0"
    samples = [{"labels": "{}", "value": 1}] if happens else []
    return {"expr": counted, "eval_time": f"{SECONDS}s", "exp_samples": samples}


def check(series: list[dict[str, str]], *tests: dict[str, Any]) -> None:
    run(["status"], series, {"promql_expr_test": [*tests, ever("opd:site != 1", False)]}, f"{SLOT}s")


EVERY = pytest.mark.parametrize(("every", "gap"), [(60, False), (120, False), (300, True)])


@EVERY
def test_a_pull_that_fails_and_a_next_one_half_a_minute_late(every: int, gap: bool) -> None:
    """The status holds for five minutes after the last measurement; the next one must come before."""
    tests = [ever("opd:status:code == 2", True), ever("opd:status:code == -1", gap)]
    check(pulled(every, failed=600, late=600 + every), *tests)


@EVERY
def test_a_pull_half_a_minute_late(every: int, gap: bool) -> None:
    """What was measured is not to be seen between five minutes and the late pull; the status is."""
    missing = "opd:site unless on (kota, opd) opd_site_last_post_timestamp_seconds"
    check(
        pulled(every, failed=None, late=900 if every == 300 else 840),
        ever(missing, gap),
        ever("opd:status:code == -1", False),
    )
