"""Many sites down at once are one alert and one mail: the monitor's own line, a shared server, the DNS."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scenario import KOTA, UP, Look, down, exporter, run, site

ALIVE = [f"hidup{number}" for number in range(6)]
DEAD = [f"mati{number}" for number in range(2)]
SINGLE = 'ALERTS{alertname="OpdSiteDown", alertstate="firing", opd=~"hidup.*"}'
OPERATOR = 'severity="critical", audience="operator"'


def city(
    minutes: int, downs: Mapping[str, tuple[int, int]], blind: tuple[int, int] = (0, 0)
) -> list[dict[str, str]]:
    """Six sites alive and two dead for weeks; ``downs`` from and until which minute, ``blind`` without exporter."""

    def look(key: str, minute: int) -> Look | None:
        since, until = downs.get(key, (0, 0))
        if blind[0] <= minute < blind[1]:
            return None
        if key in DEAD:
            return down(-2_000_000)
        return down(since * 60) if since <= minute < until else UP

    series = exporter([not blind[0] <= minute < blind[1] for minute in range(minutes + 1)])
    for key in (*ALIVE, *DEAD):
        labels = {"opd": key, "nama": f"Dinas {key}", "singkatan": key, "kelompok": "dinas"}
        series += site(labels, [look(key, minute) for minute in range(minutes + 1)])
    return series


def at(minute: int, expression: str, value: float | None = None, labels: str = "{}") -> dict[str, Any]:
    """The expression's one value at that minute, or (None) that it has none."""
    samples = [] if value is None else [{"labels": labels, "value": value}]
    return {"expr": expression, "eval_time": f"{minute}m", "exp_samples": samples}


def outage(minute: int, value: float | None) -> dict[str, Any]:
    return at(minute, 'count(ALERTS{alertname="OpdMassOutage", alertstate="firing"})', value)


def single(minute: int, value: float | None) -> dict[str, Any]:
    return at(minute, f"count({SINGLE})", value)


def never(minutes: int) -> dict[str, Any]:
    return at(minutes, f'count_over_time(ALERTS{{alertname="OpdMassOutage"}}[{minutes + 1}m])')


def one_piece(minutes: int) -> dict[str, Any]:
    """It was one and the same alert all the time."""
    expression = f'changes(ALERTS_FOR_STATE{{alertname="OpdMassOutage"}}[{minutes}m])'
    return at(minutes, expression, 0, f'{{alertname="OpdMassOutage", kota="{KOTA}", {OPERATOR}}}')


def no_leak(minutes: int) -> dict[str, Any]:
    """At no moment do single alerts fire without the outage: then thirty mails would leave."""
    expression = f'count({SINGLE}) unless on () ALERTS{{alertname="OpdMassOutage", alertstate="firing"}}'
    return at(minutes, f"count_over_time(({expression})[{minutes}m:1m])")


def test_all_go_down_and_come_back() -> None:
    series = city(65, dict.fromkeys(ALIVE, (5, 45)))
    told = {
        "eval_time": "8m",
        "alertname": "OpdMassOutage",
        "exp_alerts": [
            {
                "exp_labels": {"kota": KOTA, "severity": "critical", "audience": "operator"},
                "exp_annotations": {
                    "summary": "6 situs OPD mati bersamaan",
                    "description": "6 situs OPD tidak dapat dibuka dan mati pada waktu yang hampir sama. Biasanya ini bukan "
                    "salah OPD-nya, melainkan jaringan tempat pemantau ini berjalan, server bersama, atau DNS. Penyebab "
                    "terbanyak: terlalu lama tidak menjawab.\nPeriksa dulu apakah internet di tempat pemantau berfungsi, "
                    "lalu server bersamanya. Surat untuk tiap situs ditahan sampai gangguan ini selesai.",
                    "runbook_url": "/panduan/peringatan#opdmassoutage",
                    "zona": "WIB",
                },
            }
        ],
    }
    moments = [
        outage(7, None),
        outage(8, 1),
        outage(59, 1),
        outage(61, None),
        at(65, f"count_over_time({SINGLE}[65m])"),
    ]
    run(series, {"promql_expr_test": [*moments, no_leak(65)], "alert_rule_test": [told]})


def test_a_long_one_stays_one_and_the_dead_do_not_count() -> None:
    """Also beyond the half hour in which the sites went down, and through a while without exporter."""
    series = city(130, dict.fromkeys(ALIVE, (5, 110)), blind=(40, 80))
    run(series, {"promql_expr_test": [outage(109, 1), one_piece(120), no_leak(130), outage(127, None)]})


def test_who_stays_down_when_the_others_are_back_is_told() -> None:
    series = city(70, {key: (10, 40 if number < 4 else 99) for number, key in enumerate(ALIVE)})
    run(
        series,
        {"promql_expr_test": [outage(50, 1), outage(57, None), single(64, None), single(68, 2)]},
    )


def test_found_down_when_the_exporter_comes_back_is_an_outage_too() -> None:
    series = city(55, dict.fromkeys(ALIVE, (40, 99)), blind=(10, 40))
    run(series, {"promql_expr_test": [outage(44, 1), single(44, None), no_leak(55)]})


def test_four_sites_are_not_many_and_five_are() -> None:
    run(city(35, dict.fromkeys(ALIVE[:4], (5, 99))), {"promql_expr_test": [never(35), single(25, 4)]})
    run(city(15, dict.fromkeys(ALIVE[:5], (5, 99))), {"promql_expr_test": [outage(15, 1)]})


def test_five_that_go_down_one_after_another_are_no_outage() -> None:
    series = city(75, {key: (5 + 12 * number, 99) for number, key in enumerate(ALIVE[:5])})
    run(series, {"promql_expr_test": [never(75)]})


def test_a_short_break_of_the_line_is_none() -> None:
    run(
        city(25, dict.fromkeys(ALIVE, (5, 7))),
        {
            "promql_expr_test": [
                at(25, 'count(ALERTS{alertname="OpdMassOutage", alertstate="firing"})'),
                single(25, None),
            ]
        },
    )


def test_the_first_look_at_a_city_with_many_dead_sites_is_none() -> None:
    """None of the five was up before."""
    run(city(35, dict.fromkeys(ALIVE[:5], (0, 99))), {"promql_expr_test": [never(35)]})
