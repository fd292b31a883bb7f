"""Dates printed as an age."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from opd_exporter.dates.model import Label
from opd_exporter.dates.printed import find_dates

ZONE = ZoneInfo("Asia/Jakarta")
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)  # 15:00 in Jakarta
WEEK, MONTH, YEAR = timedelta(days=7), timedelta(days=30.4375), timedelta(days=365.25)


@pytest.mark.parametrize(
    ("text", "day", "coarse"),
    [
        ("6 bulan yang lalu", "2026-05-26", MONTH),
        ("2 hari lalu", "2026-11-22", timedelta(0)),
        ("2 hari yg lalu", "2026-11-22", timedelta(0)),
        ("dua hari silam", "2026-11-22", timedelta(0)),
        ("0 hari yang lalu", "2026-11-24", timedelta(0)),
        ("3 minggu yang lalu", "2026-11-03", WEEK),
        ("sepekan lalu", "2026-11-17", WEEK),
        ("sebulan yang lalu", "2026-10-25", MONTH),
        ("setahun lalu", "2025-11-24", YEAR),
        ("1 tahun 2 bulan yang lalu", "2025-09-24", MONTH),
        ("1 year, 2 months ago", "2025-09-24", MONTH),
        ("2 months ago", "2026-09-24", MONTH),
        ("a day ago", "2026-11-23", timedelta(0)),
        ("an hour ago", "2026-11-24", timedelta(0)),
        ("2d ago", "2026-11-22", timedelta(0)),
        ("about 2 weeks ago", "2026-11-10", WEEK),
        ("lebih dari setahun yang lalu", "2025-11-24", YEAR),
        ("bulan lalu", "2026-10-25", MONTH),
        ("last week", "2026-11-17", WEEK),
        ("kemarin", "2026-11-23", timedelta(0)),
        ("Yesterday", "2026-11-23", timedelta(0)),
        ("Admin | 2 hari lalu", "2026-11-22", timedelta(0)),
        ("2 hari yang lalu • 5 Komentar", "2026-11-22", timedelta(0)),
        ("oleh Admin Dinas Kesehatan 2 hari yang lalu", "2026-11-22", timedelta(0)),
        ("Diposting 2 hari lalu", "2026-11-22", timedelta(0)),
        ("Dibaca 12 kali 2 hari lalu", "2026-11-22", timedelta(0)),
        ("2 hari lalu oleh Admin", "2026-11-22", timedelta(0)),
        ("(2 hari yang lalu)", "2026-11-22", timedelta(0)),
        ("🕒 2 hari yang lalu", "2026-11-22", timedelta(0)),
        ("2 hari lalu di Berita", "2026-11-22", timedelta(0)),
        ("2 minggu dari sekarang", "2026-12-15", WEEK),
        ("1 day from now", "2026-11-26", timedelta(0)),
        ("2 days ago in Berita | Admin", "2026-11-22", timedelta(0)),
        ("seminggu lalu 12 views", "2026-11-17", WEEK),
        ("Kemarin | 12 Komentar", "2026-11-23", timedelta(0)),
    ],
)
def test_an_age_that_stands_for_itself_is_a_day(text: str, day: str, coarse: timedelta) -> None:
    [found] = find_dates(text, now=NOW, zone=ZONE)
    assert (found.when.astimezone(ZONE).date().isoformat(), found.relative, found.coarse) == (
        day,
        True,
        coarse,
    )


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("3 jam yang lalu", NOW - timedelta(hours=3)),
        ("45 menit lalu", NOW - timedelta(minutes=45)),
        ("2 hours ago", NOW - timedelta(hours=2)),
        ("kemarin 14.15", datetime(2026, 11, 23, 14, 15, tzinfo=ZONE)),
        ("yesterday at 2:15 pm", datetime(2026, 11, 23, 14, 15, tzinfo=ZONE)),
        ("Kemarin pukul 14:15 WIB", datetime(2026, 11, 23, 14, 15, tzinfo=ZONE)),
    ],
)
def test_a_short_age_or_one_with_a_time_is_a_moment(text: str, when: datetime) -> None:
    [found] = find_dates(text, now=NOW, zone=ZONE)
    assert (found.when, found.has_time) == (when, True)


def test_days_ago_are_counted_in_the_zone() -> None:
    late = datetime(2026, 11, 24, 18, tzinfo=UTC)  # already the 25th in Jakarta
    [found] = find_dates("kemarin", now=late, zone=ZONE)
    assert found.when == datetime(2026, 11, 24, tzinfo=ZONE)
    assert not found.has_time


@pytest.mark.parametrize("text", ["20 November 2026 - 4 hari yang lalu", "4 days ago - 20 November 2026"])
def test_a_day_and_its_age_are_no_ends_of_an_event(text: str) -> None:
    assert [found.label for found in find_dates(text, now=NOW, zone=ZONE)] == [Label.NONE, Label.NONE]


def test_words_join_a_day_and_an_age_to_an_event() -> None:
    found = find_dates("Pendaftaran 3 November 2026 sampai dengan kemarin", now=NOW, zone=ZONE)
    assert [one.label for one in found] == [Label.OTHER, Label.OTHER]
