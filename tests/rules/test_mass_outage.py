"""Many sites down at once are one alert and one mail: the monitor's own line, a shared server, the DNS.

Minute by minute. Each story is that of a city, and all are reckoned together: promtool reckons every rule at every step, however
few the sites."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from scenario import UP, Look, down, exporter, site, wrong_in

ALIVE = [f"hidup{number}" for number in range(6)]
DEAD = [f"mati{number}" for number in range(2)]
OPERATOR = 'severity="critical", audience="operator"'
EVER = 10_000
"""A minute after all of this."""

Moment = Callable[[str], dict[str, Any]]
"""What holds in the city of that name."""


def at(minute: int, expression: str, value: float | None = None, labels: str = "{}") -> Moment:
    """The expression's one value at that minute, or (None) that it has none; ``KOTA`` in it is the city."""
    return lambda kota: {
        "expr": expression.replace("KOTA", f'kota="{kota}"'),
        "eval_time": f"{minute}m",
        "exp_samples": []
        if value is None
        else [{"labels": labels.replace("KOTA", f'kota="{kota}"'), "value": value}],
    }


OUTAGE = 'ALERTS{alertname="OpdMassOutage", alertstate="firing", KOTA}'
SINGLE = 'ALERTS{alertname="OpdSiteDown", alertstate="firing", opd=~"hidup.*", KOTA}'


def outage(minute: int, value: float | None) -> Moment:
    return at(minute, f"count({OUTAGE})", value)


def single(minute: int, value: float | None) -> Moment:
    return at(minute, f"count({SINGLE})", value)


def no_single(minutes: int) -> Moment:
    return at(minutes, f"count_over_time({SINGLE}[{minutes}m])")


def never(minutes: int) -> Moment:
    return at(minutes, f'count_over_time(ALERTS{{alertname="OpdMassOutage", KOTA}}[{minutes + 1}m])')


def one_piece(minutes: int) -> Moment:
    """It was one and the same alert all the time."""
    expression = f'changes(ALERTS_FOR_STATE{{alertname="OpdMassOutage", KOTA}}[{minutes}m])'
    return at(minutes, expression, 0, f'{{alertname="OpdMassOutage", KOTA, {OPERATOR}}}')


def no_leak(minutes: int) -> Moment:
    """At no moment do single alerts fire without the outage: then thirty mails would leave."""
    return at(minutes, f"count_over_time((count({SINGLE}) unless on () {OUTAGE})[{minutes}m:1m])")


@dataclass(frozen=True)
class Story:
    """What happens to a city's sites, and what is told of them."""

    downs: Mapping[str, tuple[int, int]]
    """From and until which minute a site is down."""
    moments: Sequence[Moment]
    blind: range = range(0)
    """The minutes in which the exporter does not answer."""


ALL_DOWN = "all go down and come back"
LONG = "a long one stays one, and the dead do not count"
FIVE = "five sites are many"
STORIES = {
    ALL_DOWN: Story(
        dict.fromkeys(ALIVE, (5, 45)),
        [outage(7, None), outage(8, 1), outage(59, 1), outage(61, None), no_single(65), no_leak(65)],
    ),
    # Also beyond the half hour in which the sites went down, and through a while without exporter.
    LONG: Story(
        dict.fromkeys(ALIVE, (5, 110)),
        [outage(109, 1), one_piece(120), no_leak(130), outage(127, None)],
        blind=range(40, 80),
    ),
    "who stays down when the others are back is told": Story(
        {key: (10, 40 if number < 4 else EVER) for number, key in enumerate(ALIVE)},
        [outage(50, 1), outage(57, None), single(64, None), single(68, 2)],
    ),
    "found down when the exporter comes back is an outage too": Story(
        dict.fromkeys(ALIVE, (40, EVER)),
        [outage(44, 1), single(44, None), no_leak(55)],
        blind=range(10, 40),
    ),
    "four sites are not many": Story(dict.fromkeys(ALIVE[:4], (5, EVER)), [never(35), single(25, 4)]),
    FIVE: Story(dict.fromkeys(ALIVE[:5], (5, EVER)), [outage(15, 1)]),
    "five that go down one after another are no outage": Story(
        {key: (5 + 12 * number, EVER) for number, key in enumerate(ALIVE[:5])}, [never(75)]
    ),
    "a short break of the line is none": Story(
        dict.fromkeys(ALIVE, (5, 7)), [outage(25, None), single(25, None)]
    ),
    # None of the five was up before.
    "the first look at a city with many dead sites is none": Story(
        dict.fromkeys(ALIVE[:5], (0, EVER)), [never(35)]
    ),
}


def city(kota: str, story: Story) -> list[dict[str, str]]:
    """The series of a city with six sites alive and two dead for weeks."""

    def look(key: str, minute: int) -> Look | None:
        since, until = story.downs.get(key, (0, 0))
        if minute in story.blind:
            return None
        if key in DEAD:
            return down(-2_000_000)
        return down(since * 60) if since <= minute < until else UP

    minutes = range(max(int(moment(kota)["eval_time"].rstrip("m")) for moment in story.moments) + 1)
    series = exporter([minute not in story.blind for minute in minutes], kota, instance=kota)
    for key in (*ALIVE, *DEAD):
        labels = {"kota": kota, "opd": key, "nama": f"Dinas {key}", "singkatan": key, "kelompok": "dinas"}
        series += site(labels, [look(key, minute) for minute in minutes])
    return series


def told(kota: str, sites: int) -> dict[str, Any]:
    """What is said of so many sites that went down in that city."""
    text = (
        f"{sites} situs OPD tidak dapat dibuka dan mati pada waktu yang hampir sama. Biasanya ini bukan salah OPD-nya, melainkan "
        "jaringan tempat pemantau ini berjalan, server bersama, atau DNS. Penyebab terbanyak: terlalu lama tidak menjawab.\n"
        "Periksa dulu apakah internet di tempat pemantau berfungsi, lalu server bersamanya. Surat untuk tiap situs ditahan "
        "sampai gangguan ini selesai."
    )
    said = {"summary": f"{sites} situs OPD mati bersamaan", "description": text, "zona": "WIB"}
    return {
        "exp_labels": {"kota": kota, "severity": "critical", "audience": "operator"},
        "exp_annotations": {**said, "runbook_url": "/panduan/peringatan#opdmassoutage"},
    }


@pytest.fixture(scope="module")
def wrong() -> str:
    """What promtool finds otherwise than it is told."""
    series = [row for kota, story in STORIES.items() for row in city(kota, story)]
    moments = [moment(kota) for kota, story in STORIES.items() for moment in story.moments]
    alerts = [told(ALL_DOWN, 6), told(LONG, 6), told(FIVE, 5)]
    words = {"alertname": "OpdMassOutage", "eval_time": "8m", "exp_alerts": alerts}
    return wrong_in(series, {"promql_expr_test": moments, "alert_rule_test": [words]})


@pytest.mark.parametrize("kota", STORIES)
def test_of_a_city(kota: str, wrong: str) -> None:
    assert kota not in wrong, wrong


def test_promtool_has_nothing_else_to_say(wrong: str) -> None:
    assert wrong == ""
