"""Scenarios of two cities with the same keys in one Prometheus, minute by minute: city A's exporter is the instance ``a``,
city B's ``b``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from scenario import THRESHOLDS, UP, Look, exporter, run, site

A, B = "Kota Serang", "Kabupaten Serang"
INSTANCE = {A: "a", B: "b"}
DAY = 86400
SILENT: Look = {**UP, "opd_site_last_post_timestamp_seconds": -300 * DAY}
POSTING: Look = {**UP, "opd_site_last_post_timestamp_seconds": -1 * DAY}
Series = list[dict[str, str]]
Looks = Look | None | Callable[[int], Look | None]


def always(_: int) -> bool:
    return True


def at(minute: int, expression: str, *samples: tuple[str, float]) -> dict[str, Any]:
    """The expression's values at that minute, by their labels."""
    rows = [{"labels": labels, "value": value} for labels, value in samples]
    return {"expr": expression, "eval_time": f"{minute}m", "exp_samples": rows}


def in_cities(a: float | None, b: float | None) -> list[tuple[str, float]]:
    """A value for each city that has one."""
    return [(f'{{kota="{kota}"}}', value) for kota, value in ((A, a), (B, b)) if value is not None]


def city(
    kota: str,
    minutes: int,
    sites: Mapping[str, Looks],
    *,
    answers: Callable[[int], bool] = always,
    thresholds: Mapping[str, float] = THRESHOLDS,
) -> Series:
    """A city's exporter and its sites; what a site looks like, or at which minute."""
    known = [answers(minute) for minute in range(minutes + 1)]
    series = exporter(known, kota, thresholds, instance=INSTANCE[kota])
    for key, looks in sites.items():
        look = [(looks(n) if callable(looks) else looks) if known[n] else None for n in range(minutes + 1)]
        series += site({**names(key), "kota": kota}, look)
    return series


def names(key: str) -> dict[str, str]:
    return {"opd": key, "nama": f"Dinas {key}", "singkatan": key, "kelompok": "dinas"}


def check(series: Series, *tests: dict[str, Any], alerts: Sequence[dict[str, Any]] = ()) -> None:
    """That the expressions and alerts come out so."""
    run(series, {"promql_expr_test": [*tests], "alert_rule_test": [*alerts]})


def codes(minute: int, a: float | None, b: float | None) -> dict[str, Any]:
    return at(minute, 'max by (kota) (opd:status:code{opd="dinkes"})', *in_cities(a, b))


def firing(minute: int, alert: str, a: float | None, b: float | None, **labels: str) -> dict[str, Any]:
    """How many of these alerts fire in each city."""
    more = "".join(f', {name}=~"{value}"' for name, value in labels.items())
    expression = f'count by (kota) (ALERTS{{alertname=~"{alert}", alertstate="firing"{more}}})'
    return at(minute, expression, *in_cities(a, b))
