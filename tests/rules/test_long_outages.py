"""Outages of the exporter that last hours and days, hour by hour."""

from __future__ import annotations

from typing import Any

import pytest
from scenario import UP, Look, exporter, run, site

LABELS = {"opd": "x", "nama": "Dinas X", "singkatan": "DX", "kelompok": "dinas"}
AKTIF: Look = {**UP, "opd_site_last_post_timestamp_seconds": -86400}
HOUR = 3600


def at(hour: int, expression: str, value: float) -> dict[str, Any]:
    return {
        "expr": f"max({expression})",
        "eval_time": f"{hour}h",
        "exp_samples": [{"labels": "{}", "value": value}],
    }


@pytest.mark.parametrize("outage", [1, 20])
def test_an_outage_of_less_than_a_day_is_no_new_beginning(outage: int) -> None:
    """Nor a change: aktif before and after, tidak terukur since the last measurement meanwhile."""
    looks = [AKTIF if hour < 10 or hour >= 10 + outage else None for hour in range(60)]
    since = "opd:status:since_timestamp_seconds"
    tests = [at(9, since, 0), at(10, since, 9 * HOUR), at(10 + outage, since, 0), at(59, since, 0)]
    tests += [at(10, "opd:status:code", -1), at(59, "opd:status:changes_7d", 0)]
    series = [*exporter([look is not None for look in looks]), *site(LABELS, looks)]
    run(series, {"promql_expr_test": tests}, "1h")


def test_three_days_without_exporter_and_discovery_leave_every_site_on_the_wall() -> None:
    """An empty wall would look as if nothing were wrong. The age of the last post goes on."""
    series = [*exporter([True] * 24), *site(LABELS, [AKTIF] * 24)]
    tests = [
        at(96, "opd:site", 1),
        at(96, "opd:status:code", -1),
        at(96, "sum(opd:status:count)", 1),
        at(96, "opd:days_since_last_post", 5),
        at(96, "opd:status:since_timestamp_seconds", 23 * HOUR),
    ]
    run(series, {"promql_expr_test": tests}, "1h")


def test_a_status_that_changed_meanwhile_began_when_it_was_seen() -> None:
    dead: Look = {"opd_site_up": 1, 'opd_site_freshness_state{state="no_posts"}': 1}
    looks = [AKTIF if hour < 10 else None if hour < 15 else dead for hour in range(30)]
    tests = [
        at(29, "opd:status:since_timestamp_seconds", 15 * HOUR),
        at(29, "opd:status:changes_7d", 1),
        at(29, "opd:status:code", 0),
    ]
    series = [*exporter([look is not None for look in looks]), *site(LABELS, looks)]
    run(series, {"promql_expr_test": tests}, "1h")


def test_the_share_of_looks_that_found_it_up_counts_no_outage_of_the_exporter() -> None:
    """The hour that ends now is counted with the next round."""
    broken: Look = {**UP, "opd_site_up": 0}
    looks = [None if 10 <= hour < 20 else broken if hour < 5 else AKTIF for hour in range(31)]
    series = [*exporter([look is not None for look in looks]), *site(LABELS, looks)]
    run(series, {"promql_expr_test": [at(30, "opd:up_ratio_30d", 0.75)]}, "1h")


def test_a_site_judged_for_the_first_time_has_been_what_it_is_since_the_dates_say() -> None:
    """Also when the first pulls ended before the look for posts did."""
    silent: Look = {**UP, "opd_site_last_post_timestamp_seconds": -200 * 86400}
    looks = [UP if hour < 3 else silent for hour in range(10)]
    since = "opd:status:since_timestamp_seconds"
    tests = [at(2, since, 0), at(3, since, -20 * 86400), at(9, since, -20 * 86400)]
    run([*exporter([True] * 10), *site(LABELS, looks)], {"promql_expr_test": tests}, "1h")
