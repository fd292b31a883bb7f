"""Dates written for machines."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from opd_exporter.dates.digits import STYLES
from opd_exporter.dates.machine import parse_machine

ZONE = ZoneInfo("Asia/Jakarta")
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
LOCAL = datetime(2024, 12, 3, 10, 11, 12, tzinfo=ZONE)
GREENWICH = datetime(2024, 12, 3, 10, 11, 12, tzinfo=UTC)
MINUTE = LOCAL.replace(second=0)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("2024-12-03T10:11:12+07:00", LOCAL),
        ("2024-12-03T10:11:12+0700", LOCAL),
        ("2024-12-03T10:11:12+07", LOCAL),
        ("2024-12-03T10:11:12 +07:00", LOCAL),
        ("2024-12-03T10:11:12.123456+07:00", LOCAL),
        ("2024-12-03T10:11:12,5+07:00", LOCAL),
        ("2024-12-03T10:11:12+07:00[Asia/Jakarta]", LOCAL),
        ("2024-12-03T10:11:12Z", GREENWICH),
        ("2024-12-03t10:11:12z", GREENWICH),
        ("2024-12-03T10:11:12.000000000Z", GREENWICH),
        ("2024-12-03 10:11:12 UTC", GREENWICH),
        ("2024-12-03T10:11:12-05:30", datetime(2024, 12, 3, 15, 41, 12, tzinfo=UTC)),
        ("2024-12-03T10:11:12", LOCAL),
        ("2024-12-03 10:11:12", LOCAL),
        ("  2024-12-03\n 10:11:12 ", LOCAL),
        ("2024-12-03T10:11", MINUTE),
        ("2024-12-03T10:11+07:00", MINUTE),
        ("20241203T101112Z", GREENWICH),
        ("20241203T101112+0700", LOCAL),
        ("20241203T1011", MINUTE),
        ("20241203101112", LOCAL),
        ("2024-12-03T24:00:00+07:00", datetime(2024, 12, 4, tzinfo=ZONE)),
        ("2024-12-03T10:11:60Z", GREENWICH.replace(second=59)),
        ("2024-12-03 10:11:12 WITA", LOCAL - timedelta(hours=1)),
        ("2024/12/03 10:11:12", LOCAL),
        ("Tue, 03 Dec 2024 10:11:12 +0700", LOCAL),
        ("Tue, 3 Dec 2024 10:11:12 GMT", GREENWICH),
        ("Tue, 03 Dec 2024 10:11:12 -0000", GREENWICH),
        ("Tue, 03 Dec 2024 10:11:12 Z", GREENWICH),
        ("Tue, 03 Dec 2024 10:11:12 EST", GREENWICH + timedelta(hours=5)),
        ("03 Dec 2024 10:11 +0700", MINUTE),
        ("Tue, 03 Dec 2024 10:11:12", LOCAL),
        ("Tue, 03 Dec 2024 10:11:12 +0700 (WIB)", LOCAL),
        ("Tue, 03 Dec 24 10:11:12 +0000", GREENWICH),
        ("Tuesday, 03-Dec-24 10:11:12 GMT", GREENWICH),
        ("Tue Dec  3 10:11:12 2024", LOCAL),
        ("Tue Dec 3 10:11:12 UTC 2024", GREENWICH),
        ("Tue Dec 03 2024 10:11:12 GMT+0700 (Western Indonesia Time)", LOCAL),
        ("Selasa, 03 Desember 2024 10:11:12 +0700", LOCAL),
        ("Sel, 03 Des 2024 10:11:12 WIB", LOCAL),
        ("Jum'at, 03 Desember 2024 10:11:12 WIT", LOCAL - timedelta(hours=2)),
        ("Rab, 03 Dec 2024 10:11:12 WITA", LOCAL - timedelta(hours=1)),
        ("1733195472", LOCAL),
        ("1733195472000", LOCAL),
        ("1733195472.5", LOCAL),
        ("/Date(1733195472000)/", LOCAL),
        ("/Date(1733195472000+0700)/", LOCAL),
        ("3 Desember 2024 10.11 WIB", MINUTE),
        ("03/12/2024 10:11", MINUTE),
        ("Diposting 3 Desember 2024 10:11", MINUTE),
        ("2024-12-03 10:11:12 PM", LOCAL + timedelta(hours=12)),
    ],
)
def test_a_moment(text: str, when: datetime) -> None:
    parsed = parse_machine(text, now=NOW, zone=ZONE)
    assert parsed == (when, True)
    assert parsed[0].tzinfo is not None


@pytest.mark.parametrize(
    "text",
    [
        "2024-12-03",
        "20241203",
        "2024-12-03Z",
        "2024-12-03+07:00",
        "03-12-2024",
        "03/12/2024",
        "3 Desember 2024",
        "December 3, 2024",
        "Tue, 03 Dec 2024",
    ],
)
def test_a_day_alone_is_its_midnight_in_the_zone(text: str) -> None:
    assert parse_machine(text, now=NOW, zone=ZONE) == (datetime(2024, 12, 3, tzinfo=ZONE), False)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "now",
        "0000-00-00",
        "0000-00-00 00:00:00",
        "-0001-11-30T00:00:00+00:00",
        "0001-01-01T00:00:00Z",
        "1970-01-01T00:00:00Z",
        "1970-01-01 07:00:00",
        "0",
        "1",
        "123456789",
        "0812345678",
        "9999999999",
        "2024-02-30",
        "2024-13-01T00:00:00Z",
        "9999-12-31T23:59:59Z",
        "2024-12",
        "2024",
        "2024-12-03 2024-12-04",
        "3 hari yang lalu",
        "Terakhir diperbarui 3 Desember 2024",
        "Berlaku sampai 3 Desember 2024",
        "3 - 5 Desember 2024",
        "19800312 200501 1 003",
        "x" * 100_000,
        "9" * 100_000,
    ],
)
def test_anything_else_is_nothing(text: str) -> None:
    assert parse_machine(text, now=NOW, zone=ZONE) is None


def test_an_impossible_time_or_offset_leaves_the_day() -> None:
    day = datetime(2024, 12, 3, tzinfo=ZONE)
    assert parse_machine("2024-12-03T25:61:00", now=NOW, zone=ZONE) == (day, False)
    assert parse_machine("2024-12-03T10:11:12+99:00", now=NOW, zone=ZONE) == (LOCAL, True)


def test_an_offset_is_kept() -> None:
    parsed = parse_machine("2024-12-03T10:11:12+09:00", now=NOW, zone=ZONE)
    assert parsed is not None
    assert parsed[0].tzinfo == timezone(timedelta(hours=9))


def test_month_first_is_for_digits_alone() -> None:
    parsed = parse_machine("05/03/2024", now=NOW, zone=ZONE, month_first=STYLES)
    assert parsed == (datetime(2024, 5, 3, tzinfo=ZONE), False)
    assert parse_machine("2024-05-03", now=NOW, zone=ZONE, month_first=STYLES) == parsed
