"""Newly tidak aktif, newly kurang aktif and what else is told of posts: when it is true, once, and never else.

Hour by hour; hour 0 is 01-01-1970 07.00 WIB. ``post`` is the hour of the last post, mostly before that."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from scenario import KOTA, UP, Look, down, exporter, run, site

RULES = ["status", "sites", "alerts-posts"]
LABELS = {"opd": "x", "nama": "Dinas X", "singkatan": "DX", "kelompok": "dinas", "email": "x@example.go.id"}
SITE = {"kota": KOTA, **{name: LABELS[name] for name in ("opd", "nama", "singkatan", "kelompok")}}
URL = "/panduan/peringatan#"
DAY = 24
NEWLY = "OpdSiteNewly(TidakAktif|KurangAktif)"


def posted(hour: float) -> Look:
    """An up site whose last post is of that hour."""
    return {"opd_site_up": 1, "opd_site_last_post_timestamp_seconds": hour * 3600}


def gone(since: float, post: float, reason: str = "timeout") -> Look:
    """A down site whose last post known is of that hour."""
    return {**down(since * 3600, reason), "opd_site_last_post_timestamp_seconds": post * 3600}


NO_POSTS: Look = {"opd_site_up": 1, 'opd_site_freshness_state{state="no_posts"}': 1}


def watch(hours: int, look: Callable[[int], Look | None], expected: dict[str, Any]) -> None:
    looks = [look(hour) for hour in range(hours + 1)]
    series = [*exporter([one is not None for one in looks]), *site(LABELS, looks)]
    run(RULES, series, expected, interval="1h")


def silent(alerts: str, sites: Mapping[str, Callable[[int], Look | None]]) -> None:
    """None of these sites fires one of these alerts in five days."""
    series = exporter([True] * 121)
    for name, look in sites.items():
        series += site({**LABELS, "opd": name}, [look(hour) for hour in range(121)])
    expression = (
        f'count by (opd) (count_over_time(ALERTS{{alertname=~"{alerts}", alertstate="firing"}}[120h]))'
    )
    run(
        RULES,
        series,
        {"promql_expr_test": [{"expr": expression, "eval_time": "120h", "exp_samples": []}]},
        "1h",
    )


def fired(alert: str, hours: int, count: int, fewer: int = 0) -> dict[str, Any]:
    """In so many of the hours the alert fired; or in ``fewer`` less, where a window is as long as a step of the test:
    what is exactly as old as the window is in it for Prometheus 2.x, and not for 3.x."""
    expression = f'sum(count_over_time(ALERTS{{alertname=~"{alert}", alertstate="firing"}}[{hours}h]))'
    samples = [{"labels": "{}", "value": count}] if count else []
    if fewer:
        expression = f"({expression} >= bool {count - fewer}) * ({expression} <= bool {count})"
        samples = [{"labels": "{}", "value": 1}]
    return {"promql_expr_test": [{"expr": expression, "eval_time": f"{hours}h", "exp_samples": samples}]}


def told(alert: str, hour: int, summary: str, description: str, **labels: str) -> dict[str, Any]:
    said = {
        "summary": summary,
        "description": description,
        "alamat": "",
        "zona": "WIB",
        "runbook_url": URL + alert.lower(),
    }
    one = {"exp_labels": {**SITE, **labels}, "exp_annotations": said}
    return {"alert_rule_test": [{"alertname": alert, "eval_time": f"{hour}h", "exp_alerts": [one]}]}


def test_silence_makes_a_site_newly_tidak_aktif_for_a_day() -> None:
    """The 180th day after its last post ends at hour 48."""
    post = 48 - 180 * DAY
    description = (
        "Situs Dinas X (DX) dihitung tidak aktif sejak 03-01-1970 08.00 WIB. Posting terakhirnya tanggal 07-07-1969.\n"
        "Hubungi admin OPD-nya: apakah masih ada yang memegang kata sandi, dan siapa yang akan menulis."
    )
    watch(
        75,
        lambda hour: posted(post),
        fired(NEWLY, 75, 23)
        | told(
            "OpdSiteNewlyTidakAktif",
            50,
            "Situs DX menjadi tidak aktif",
            description,
            severity="warning",
            audience="operator",
        ),
    )


def test_the_ninety_first_day_makes_a_site_newly_kurang_aktif() -> None:
    description = (
        "Situs Dinas X (DX) dihitung kurang aktif sejak 03-01-1970 08.00 WIB. Posting terakhirnya tanggal 05-10-1969.\n"
        "Ingatkan admin OPD-nya untuk menerbitkan berita atau kegiatan terbaru."
    )
    watch(
        75,
        lambda hour: posted(48 - 90 * DAY),
        fired(NEWLY, 75, 23)
        | told(
            "OpdSiteNewlyKurangAktif",
            50,
            "Situs DX menjadi kurang aktif",
            description,
            severity="info",
            audience="operator",
        ),
    )


def test_a_site_that_dies_is_newly_tidak_aktif_when_its_grace_has_passed() -> None:
    """Down from hour 0 on; the grace ends after hour 168."""
    description = (
        "Situs Dinas X (DX) dihitung tidak aktif sejak 08-01-1970 08.00 WIB. Situsnya tidak dapat dipakai sejak "
        "01-01-1970 07.00 WIB (nama domain tidak ditemukan). Posting terakhirnya tanggal 31-12-1969.\nHubungi admin OPD-nya: "
        "apakah masih ada yang memegang kata sandi, dan siapa yang akan menulis."
    )
    watch(
        195,
        lambda hour: gone(0, -12, "dns"),
        fired(NEWLY, 195, 23)
        | told(
            "OpdSiteNewlyTidakAktif",
            170,
            "Situs DX menjadi tidak aktif",
            description,
            severity="warning",
            audience="operator",
        ),
    )


def test_nothing_is_newly_anything() -> None:
    silent(
        NEWLY,
        {
            "dead from the first look on": lambda hour: posted(-400 * DAY),
            "after a gap": lambda hour: None if 40 <= hour < 60 else posted(-400 * DAY),
            "measured at last": lambda hour: UP if hour < 60 else posted(-400 * DAY),
            "in a gap of two and a half days": lambda hour: (
                None if 10 <= hour < 70 else posted(12 - 180 * DAY)
            ),
            "it lives again": lambda hour: posted(-5) if hour >= 60 else posted(-400 * DAY),
            "better, but kurang aktif": lambda hour: posted(-100 * DAY) if hour >= 60 else posted(-400 * DAY),
            "one hour of no posts": lambda hour: NO_POSTS if hour == 60 else posted(-5),
            "to and fro": lambda hour: NO_POSTS if hour // 2 % 2 else posted(-5),
            "alive for an hour a day": lambda hour: posted(-5) if hour % 24 == 12 else posted(-400 * DAY),
            "a night of maintenance": lambda hour: gone(30, -5) if 30 <= hour < 42 else posted(-5),
            "back after a gap": lambda hour: (
                None if 40 <= hour < 64 else gone(-100, -5) if hour < 50 else posted(-5)
            ),
        },
    )


def test_the_agencys_own_admin_is_written_to_while_the_site_needs_posts() -> None:
    description = (
        "Situs Dinas X saat ini dihitung kurang aktif. Posting terakhir yang ditemukan bertanggal 05-10-1969. Mohon terbitkan "
        "berita, kegiatan, atau pengumuman terbaru. Bila kata sandi atau alamat admin hilang, hubungi Diskominfo. Situs "
        "dihitung aktif bila posting terakhirnya tidak lebih dari 90 hari yang lalu."
    )
    told_admin = told(
        "OpdSiteNeedsPosts", 80, "Situs Dinas X perlu posting baru", description,
        severity="info", audience="opd", email="x@example.go.id",
    )  # fmt: skip
    watch(
        115,
        lambda hour: posted(110) if hour >= 110 else posted(48 - 90 * DAY),
        fired("OpdSiteNeedsPosts", 115, 110 - 49 - 24) | told_admin,
    )


def test_the_admin_of_a_dead_site_without_posts_is_told_that_it_is_down() -> None:
    look = {**down(-30 * 86400, "suspended")}
    description = (
        "Situs Dinas X saat ini dihitung tidak aktif. Di situs ini tidak ditemukan posting milik OPD sendiri. Situsnya juga tidak "
        "dapat dipakai sejak 02-12-1969 07.00 WIB; mohon diperbaiki lebih dahulu, atau hubungi Diskominfo. Situs dihitung aktif "
        "bila posting terakhirnya tidak lebih dari 90 hari yang lalu."
    )
    watch(
        30,
        lambda hour: look,
        told("OpdSiteNeedsPosts", 30, "Situs Dinas X perlu posting baru", description,
             severity="info", audience="opd", email="x@example.go.id"),
    )  # fmt: skip


def test_a_site_that_cannot_be_judged_for_a_week_is_told() -> None:
    """A day without exporter in between is no new beginning."""
    description = (
        "Sejak 01-01-1970 07.00 WIB tanggal posting terakhir situs Dinas X (DX) tidak dapat dipastikan.\nBuka situsnya dan cari "
        "daftar beritanya, lalu isikan alamat daftar itu (listing) atau umpannya (feed) pada konfigurasi situs ini."
    )
    watch(
        175,
        lambda hour: None if 80 <= hour < 100 else UP,
        fired("OpdNeverMeasurable", 175, 175 - 168)
        | told(
            "OpdNeverMeasurable",
            170,
            "Situs DX sudah seminggu tidak dapat dinilai",
            description,
            severity="info",
            audience="operator",
        ),
    )


def test_a_last_post_that_becomes_older_is_told_for_a_day() -> None:
    description = (
        "Posting terakhir situs Dinas X (DX) sekarang bertanggal 22-12-1969, padahal sebelumnya 31-12-1969. Posting dihapus atau "
        "diubah tanggalnya, ternyata salinan atau spam, atau alamat situsnya diganti.\nLihat buktinya di halaman situs itu pada "
        "exporter."
    )
    watch(
        75,
        lambda hour: posted(-240) if hour >= 48 else posted(-24),
        fired("OpdLastPostWentBackwards", 75, 23, fewer=1)
        | told(
            "OpdLastPostWentBackwards",
            60,
            "Tanggal posting terakhir situs DX mundur",
            description,
            severity="warning",
            audience="operator",
        ),
    )


def test_a_last_post_did_not_go_backwards() -> None:
    silent(
        "OpdLastPostWentBackwards",
        {
            "by less than a day": lambda hour: posted(-48) if hour >= 48 else posted(-25),
            "for one look": lambda hour: posted(-240) if hour == 48 else posted(-24),
            "not measured for a while": lambda hour: None if 48 <= hour < 60 else posted(-24),
            "nothing known any more": lambda hour: UP if hour >= 48 else posted(-24),
            "forwards each day": lambda hour: posted(hour // 24 * 24),
        },
    )


def test_what_is_known_to_be_a_copy_after_minutes_was_no_last_post() -> None:
    """Minute by minute: a copy is known as one when the third site that has it was read."""
    looks = [posted(-20 * DAY if minute < 4 else -515 * DAY) for minute in range(121)]
    series = [*exporter([True] * 121), *site(LABELS, looks)]
    expression = 'count_over_time(ALERTS{alertname="OpdLastPostWentBackwards", alertstate="firing"}[2h])'
    run(RULES, series, {"promql_expr_test": [{"expr": expression, "eval_time": "2h", "exp_samples": []}]})


HOURS = 210
Story = tuple[Callable[[int], bool], Callable[[int], Look | None], str, int]
"""Whether the exporter answers, what a pull finds, an alert, and in how many of the hours it fires."""


def unless_away(
    look: Callable[[int], Look | None],
) -> tuple[Callable[[int], bool], Callable[[int], Look | None]]:
    """An exporter that is away where nothing is found."""
    return lambda hour: look(hour) is not None, look


STORIES: dict[str, Story] = {
    "a change within a short gap is told": (
        # Measured on both sides: aktif before three hours without exporter, tidak aktif after.
        *unless_away(lambda hour: None if 47 <= hour < 50 else posted(48 - 180 * DAY)),
        NEWLY,
        23,
    ),
    "a site judged once in a week is not told": (
        *unless_away(lambda hour: posted(-5) if hour in (60, 160) else UP),
        "OpdNeverMeasurable",
        0,
    ),
    "a site whose pulls fail for a week while the exporter answers is told": (
        lambda hour: True,
        lambda hour: posted(-5) if hour < 10 else None,
        "OpdNeverMeasurable",
        HOURS - (9 + 168),
    ),
    "an exporter that is away for eight days is not told as sites that cannot be judged": (
        *unless_away(lambda hour: None if 10 <= hour < 202 else posted(-5)),
        "OpdNeverMeasurable",
        0,
    ),
}


@pytest.fixture(scope="module")
def wrong() -> str:
    """What promtool finds otherwise in a story; each is that of a city, all are evaluated together."""
    series: list[dict[str, str]] = []
    tests: list[dict[str, Any]] = []
    for kota, (answers, look, alert, count) in STORIES.items():
        hours = range(HOURS + 1)
        series += exporter([answers(hour) for hour in hours], kota, instance=kota)
        series += site({**LABELS, "kota": kota}, [look(hour) for hour in hours])
        firing = f'ALERTS{{alertname=~"{alert}", alertstate="firing", kota="{kota}"}}'
        tests.append(
            {
                "expr": f"sum(count_over_time({firing}[{HOURS}h]))",
                "eval_time": f"{HOURS}h",
                "exp_samples": [{"labels": "{}", "value": count}] if count else [],
            }
        )
    try:
        run(RULES, series, {"promql_expr_test": tests}, interval="1h")
    except AssertionError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("kota", STORIES)
def test_in_a_city_where(kota: str, wrong: str) -> None:
    assert kota not in wrong, wrong


def test_promtool_has_nothing_else_to_say(wrong: str) -> None:
    assert wrong == ""
