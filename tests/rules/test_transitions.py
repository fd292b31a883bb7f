"""Newly tidak aktif, newly kurang aktif and what else is told of posts: when it is true, once, and never else.

Hour by hour; hour 0 is 01-01-1970 07.00 WIB. ``post`` is the hour of the last post, mostly before that. Each story is that
of a city, and all are evaluated together: promtool reckons every rule at every step, however few the sites."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from scenario import UP, Look, down, exporter, run, site, wrong_in

DAY = 24
NAMES = {"nama": "Dinas X", "singkatan": "DX", "kelompok": "dinas"}
URL = "/panduan/peringatan#"
NEWLY = "OpdSiteNewly(TidakAktif|KurangAktif)"


def posted(hour: float) -> Look:
    """An up site whose last post is of that hour."""
    return {"opd_site_up": 1, "opd_site_last_post_timestamp_seconds": hour * 3600}


def gone(since: float, post: float, reason: str = "timeout") -> Look:
    """A down site whose last post known is of that hour."""
    return {**down(since * 3600, reason), "opd_site_last_post_timestamp_seconds": post * 3600}


NO_POSTS: Look = {"opd_site_up": 1, 'opd_site_freshness_state{state="no_posts"}': 1}


@dataclass(frozen=True)
class Told:
    """An alert as it is told in that hour."""

    hour: int
    alert: str
    severity: str
    summary: str
    description: str
    audience: str = "operator"


@dataclass(frozen=True)
class Story:
    """What the pulls of a city's sites find, hour by hour, and what is told of it."""

    alert: str
    hours: int
    """In how many of the hours until ``last`` the alert fires, of all these sites together."""
    sites: Mapping[str, Callable[[int], Look | None]]
    last: int = 80
    """The hour with which it ends."""
    away: range = range(0)
    """The hours in which the exporter does not answer."""
    fewer: int = 0
    """The alert may fire in so many hours less, where a window is as long as a step: what is exactly as old as the window is
    in it for Prometheus 2.x, and not for 3.x."""
    told: Told | None = None
    """Of its only site, ``x``."""
    email: str = ""
    """The address of the agency's admin."""


STORIES = {
    "silence makes a site newly tidak aktif for a day": Story(
        NEWLY,
        23,
        # The 180th day after its last post ends at hour 48.
        {"x": lambda hour: posted(48 - 180 * DAY)},
        told=Told(
            50,
            "OpdSiteNewlyTidakAktif",
            "warning",
            "Situs DX menjadi tidak aktif",
            "Situs Dinas X (DX) dihitung tidak aktif sejak 03-01-1970 08.00 WIB. Posting terakhirnya tanggal 07-07-1969.\n"
            "Hubungi admin OPD-nya: apakah masih ada yang memegang kata sandi, dan siapa yang akan menulis.",
        ),
    ),
    "the ninety-first day makes a site newly kurang aktif": Story(
        NEWLY,
        23,
        {"x": lambda hour: posted(48 - 90 * DAY)},
        told=Told(
            50,
            "OpdSiteNewlyKurangAktif",
            "info",
            "Situs DX menjadi kurang aktif",
            "Situs Dinas X (DX) dihitung kurang aktif sejak 03-01-1970 08.00 WIB. Posting terakhirnya tanggal 05-10-1969.\n"
            "Ingatkan admin OPD-nya untuk menerbitkan berita atau kegiatan terbaru.",
        ),
    ),
    "a site that dies is newly tidak aktif when its grace has passed": Story(
        NEWLY,
        23,
        # Down from hour 0 on; the grace ends after hour 168.
        {"x": lambda hour: gone(0, -12, "dns")},
        last=195,
        told=Told(
            170,
            "OpdSiteNewlyTidakAktif",
            "warning",
            "Situs DX menjadi tidak aktif",
            "Situs Dinas X (DX) dihitung tidak aktif sejak 08-01-1970 08.00 WIB. Situsnya tidak dapat dipakai sejak "
            "01-01-1970 07.00 WIB (nama domain tidak ditemukan). Posting terakhirnya tanggal 31-12-1969.\nHubungi admin "
            "OPD-nya: apakah masih ada yang memegang kata sandi, dan siapa yang akan menulis.",
        ),
    ),
    "a change within a short gap is told": Story(
        NEWLY,
        23,
        # Measured on both sides: aktif before three hours without exporter, tidak aktif after.
        {"x": lambda hour: posted(48 - 180 * DAY)},
        away=range(47, 50),
    ),
    "nothing is newly anything": Story(
        NEWLY,
        0,
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
        last=100,
    ),
    "the agency's own admin is written to while the site needs posts": Story(
        "OpdSiteNeedsPosts",
        110 - 21 - 24,
        {"x": lambda hour: posted(110) if hour >= 110 else posted(20 - 90 * DAY)},
        last=112,
        told=Told(
            80,
            "OpdSiteNeedsPosts",
            "info",
            "Situs Dinas X perlu posting baru",
            "Situs Dinas X saat ini dihitung kurang aktif. Posting terakhir yang ditemukan bertanggal 04-10-1969. Mohon "
            "terbitkan berita, kegiatan, atau pengumuman terbaru. Bila kata sandi atau alamat admin hilang, hubungi Diskominfo. "
            "Situs dihitung aktif bila posting terakhirnya tidak lebih dari 90 hari yang lalu.",
            "opd",
        ),
        email="x@example.go.id",
    ),
    "the admin of a dead site without posts is told that it is down": Story(
        "OpdSiteNeedsPosts",
        80 + 1 - 24,
        {"x": lambda hour: down(-30 * 86400, "suspended")},
        told=Told(
            80,
            "OpdSiteNeedsPosts",
            "info",
            "Situs Dinas X perlu posting baru",
            "Situs Dinas X saat ini dihitung tidak aktif. Di situs ini tidak ditemukan posting milik OPD sendiri. Situsnya juga "
            "tidak dapat dipakai sejak 02-12-1969 07.00 WIB; mohon diperbaiki lebih dahulu, atau hubungi Diskominfo. Situs "
            "dihitung aktif bila posting terakhirnya tidak lebih dari 90 hari yang lalu.",
            "opd",
        ),
        email="x@example.go.id",
    ),
    "a site that cannot be judged for a week is told": Story(
        "OpdNeverMeasurable",
        180 - 168,
        {"x": lambda hour: UP},
        last=180,
        # That is no new beginning.
        away=range(80, 100),
        told=Told(
            170,
            "OpdNeverMeasurable",
            "info",
            "Situs DX sudah seminggu tidak dapat dinilai",
            "Sejak 01-01-1970 07.00 WIB tanggal posting terakhir situs Dinas X (DX) tidak dapat dipastikan.\nBuka situsnya "
            "dan cari daftar beritanya, lalu isikan alamat daftar itu (listing) atau umpannya (feed) pada konfigurasi situs ini.",
        ),
    ),
    "a site judged once in a week is not told": Story(
        "OpdNeverMeasurable", 0, {"x": lambda hour: posted(-5) if hour in (60, 160) else UP}, last=175
    ),
    "a site whose pulls fail for a week while the exporter answers is told": Story(
        "OpdNeverMeasurable", 190 - (9 + 168), {"x": lambda hour: posted(-5) if hour < 10 else None}, last=190
    ),
    "an exporter that is away for eight days is not told as sites that cannot be judged": Story(
        "OpdNeverMeasurable", 0, {"x": lambda hour: posted(-5)}, last=210, away=range(10, 202)
    ),
    "a last post that becomes older is told for a day": Story(
        "OpdLastPostWentBackwards",
        23,
        {"x": lambda hour: posted(-240) if hour >= 48 else posted(-24)},
        fewer=1,
        told=Told(
            60,
            "OpdLastPostWentBackwards",
            "warning",
            "Tanggal posting terakhir situs DX mundur",
            "Posting terakhir situs Dinas X (DX) sekarang bertanggal 22-12-1969, padahal sebelumnya 31-12-1969. Posting dihapus "
            "atau diubah tanggalnya, ternyata salinan atau spam, atau alamat situsnya diganti.\nLihat buktinya di halaman situs "
            "itu pada exporter.",
        ),
    ),
    "a last post did not go backwards": Story(
        "OpdLastPostWentBackwards",
        0,
        {
            "by less than a day": lambda hour: posted(-48) if hour >= 48 else posted(-25),
            "for one look": lambda hour: posted(-240) if hour == 48 else posted(-24),
            "not measured for a while": lambda hour: None if 48 <= hour < 60 else posted(-24),
            "nothing known any more": lambda hour: UP if hour >= 48 else posted(-24),
            "forwards each day": lambda hour: posted(hour // 24 * 24),
        },
    ),
}


def city(kota: str, story: Story) -> list[dict[str, str]]:
    """The series of its exporter and its sites."""
    answers = [hour not in story.away for hour in range(story.last + 1)]
    series = exporter(answers, kota, instance=kota)
    for opd, look in story.sites.items():
        labels = {"opd": opd, **NAMES, "kota": kota} | ({"email": story.email} if story.email else {})
        series += site(labels, [look(hour) if up else None for hour, up in enumerate(answers)])
    return series


def fires(kota: str, story: Story) -> dict[str, Any]:
    """That it does so in so many hours."""
    firing = f'ALERTS{{alertname=~"{story.alert}", alertstate="firing", kota="{kota}"}}'
    counted = f"sum(count_over_time({firing}[{story.last}h]))"
    samples = [{"labels": "{}", "value": story.hours}] if story.hours else []
    if story.fewer:
        counted = f"({counted} >= bool {story.hours - story.fewer}) * ({counted} <= bool {story.hours})"
        samples = [{"labels": "{}", "value": 1}]
    return {"expr": counted, "eval_time": f"{story.last}h", "exp_samples": samples}


def words() -> list[dict[str, Any]]:
    """What is told, hour by hour, in all cities together: promtool compares every alert of a name that fires."""
    tests: dict[tuple[int, str], dict[str, Any]] = {}
    for kota, story in STORIES.items():
        if told := story.told:
            moment = {"alertname": told.alert, "eval_time": f"{told.hour}h", "exp_alerts": []}
            test = tests.setdefault((told.hour, told.alert), moment)
            said = {"summary": told.summary, "description": told.description, "alamat": "", "zona": "WIB"}
            labels = {"kota": kota, "opd": "x", **NAMES, "severity": told.severity, "audience": told.audience}
            test["exp_alerts"].append(
                {
                    "exp_labels": labels | ({"email": story.email} if told.audience == "opd" else {}),
                    "exp_annotations": {**said, "runbook_url": URL + told.alert.lower()},
                }
            )
    return list(tests.values())


@pytest.fixture(scope="module")
def wrong() -> str:
    """What promtool finds otherwise than it is told."""
    series = [row for kota, story in STORIES.items() for row in city(kota, story)]
    counted = [fires(kota, story) for kota, story in STORIES.items()]
    return wrong_in(series, {"promql_expr_test": counted, "alert_rule_test": words()}, interval="1h")


@pytest.mark.parametrize("kota", STORIES)
def test_in_a_city_where(kota: str, wrong: str) -> None:
    assert kota not in wrong, wrong


def test_promtool_has_nothing_else_to_say(wrong: str) -> None:
    assert wrong == ""


def test_what_is_known_to_be_a_copy_after_minutes_was_no_last_post() -> None:
    """Minute by minute: a copy is known as one when the third site that has it was read."""
    looks = [posted(-20 * DAY if minute < 4 else -515 * DAY) for minute in range(76)]
    series = [*exporter([True] * 76), *site({"opd": "x", **NAMES}, looks)]
    expression = 'count_over_time(ALERTS{alertname="OpdLastPostWentBackwards", alertstate="firing"}[75m])'
    run(series, {"promql_expr_test": [{"expr": expression, "eval_time": "75m", "exp_samples": []}]})
