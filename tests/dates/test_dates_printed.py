"""Every way in which Indonesian government sites were seen to print a date, and their kin."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from opd_exporter.dates.digits import STYLES
from opd_exporter.dates.model import Found
from opd_exporter.dates.printed import MAX_TEXT, find_dates

ZONE = ZoneInfo("Asia/Jakarta")
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)


def dates(text: str, *, month_first: bool = False) -> list[Found]:
    return find_dates(text, now=NOW, zone=ZONE, month_first=STYLES if month_first else frozenset())


def shown(one: Found) -> str:
    return one.when.strftime("%Y-%m-%d %H:%M:%S" if one.has_time else "%Y-%m-%d")


SEEN = [
    # the fragments of opd-websites.md
    ("24 Juli 2019", "2019-07-24"),
    ("15 January 2026", "2026-01-15"),
    ("15 May 2023, 08.15", "2023-05-15 08:15:00"),
    ("Rabu, 03 Des 2024, 10:11:12 WIB, Dibaca : 123 Kali", "2024-12-03 10:11:12"),
    ("Selasa, 03 Maret 2020 17:17", "2020-03-03 17:17:00"),
    ("11 Mei 2022 | 476 kali", "2022-05-11"),
    ("13 Desember 2022 21:24:50 … 423 Kali Dibaca", "2022-12-13 21:24:50"),
    ("Dibaca 123 kali | 03 Desember 2024 |", "2024-12-03"),
    ("03-12-2024", "2024-12-03"),
    ("Jum'at, 29 Januari 2021 | 10:26 WIB", "2021-01-29 10:26:00"),
    ("Jum`at, 4 April 2025", "2025-04-04"),
    ("Rabu, 18/11/2020", "2020-11-18"),
    ("24 Maret 2023, 11:45 WIB", "2023-03-24 11:45:00"),
    ("Selasa, Februari 03, 2026", "2026-02-03"),
    ("29 Okt 2020 pada 14.15", "2020-10-29 14:15:00"),
    ("23_Nov_2026", "2026-11-23"),
    ("Diposting 23_November_2026 oleh Admin", "2026-11-23"),
    ("Nov_23_2026", "2026-11-23"),
    ("Thursday, 25 July 2019", "2019-07-25"),
    # names: full, short, old, English, dotted, in capitals
    ("1 Januari 2024", "2024-01-01"),
    ("2 Jan 2024", "2024-01-02"),
    ("3 Februari 2024", "2024-02-03"),
    ("3 Pebruari 2013", "2013-02-03"),
    ("3 Peb 2013", "2013-02-03"),
    ("29 Feb 2024", "2024-02-29"),
    ("4 Mar 2024", "2024-03-04"),
    ("4 March 2024", "2024-03-04"),
    ("5 Apr 2024", "2024-04-05"),
    ("6 May 2024", "2024-05-06"),
    ("6 Jun 2024", "2024-06-06"),
    ("6 June 2024", "2024-06-06"),
    ("7 Jul 2024", "2024-07-07"),
    ("8 Agt 2024", "2024-08-08"),
    ("8 Ags 2024", "2024-08-08"),
    ("8 Agu 2024", "2024-08-08"),
    ("8 Agst. 2024", "2024-08-08"),
    ("8 Agust 2024", "2024-08-08"),
    ("8 Aug 2024", "2024-08-08"),
    ("9 Sept. 2024", "2024-09-09"),
    ("9 Sep 2024", "2024-09-09"),
    ("10 Oct 2024", "2024-10-10"),
    ("10 October 2024", "2024-10-10"),
    ("11 Nopember 2012", "2012-11-11"),
    ("11 Nop 2012", "2012-11-11"),
    ("11 Nov. 2012", "2012-11-11"),
    ("12 Dec 2012", "2012-12-12"),
    ("12 December 2012", "2012-12-12"),
    ("SELASA, 3 DESEMBER 2024", "2024-12-03"),
    ("03 DES 2024", "2024-12-03"),
    ("3 desember 2024", "2024-12-03"),
    # misspelt
    ("17 Agustsu 2025", "2025-08-17"),
    ("17 Agutus 2025", "2025-08-17"),
    ("1 Septmber 2021", "2021-09-01"),
    ("1 Spetember 2021", "2021-09-01"),
    ("1 Febuari 2021", "2021-02-01"),
    ("1 Februaru 2021", "2021-02-01"),
    ("1 Desembar 2021", "2021-12-01"),
    ("1 Noevmber 2021", "2021-11-01"),
    ("1 Oktoberr 2021", "2021-10-01"),
    ("1 Januri 2021", "2021-01-01"),
    ("1 Juny 2021", "2021-06-01"),
    ("1 Mart 2021", "2021-03-01"),
    ("Salasa, 3 Désémber 2024", "2024-12-03"),
    # a weekday never decides
    ("Senen, 3 Desember 2024", "2024-12-03"),
    ("Selada, 3 Desember 2024", "2024-12-03"),
    ("Minggu, 3 Desember 2024", "2024-12-03"),
    ("Jum’at 6 Desember 2024", "2024-12-06"),
    ("Jumat,6 Desember 2024", "2024-12-06"),
    ("Selasa, 03/12/2024", "2024-12-03"),
    ("Sel, 03-12-24", "2024-12-03"),
    # the month first
    ("Aug 17th, 2025", "2025-08-17"),
    ("August 17, 2025", "2025-08-17"),
    ("AGUSTUS 17, 2025", "2025-08-17"),
    ("Des 03 2024", "2024-12-03"),
    ("Desember 3 2024", "2024-12-03"),
    ("Sept. 9, 2024 at 5:30 pm", "2024-09-09 17:30:00"),
    ("Mei, 12 2024", "2024-05-12"),
    ("Aug-17-2025", "2025-08-17"),
    # ordinals and formal wording
    ("3rd December 2024", "2024-12-03"),
    ("the 3rd of December, 2024", "2024-12-03"),
    ("21st Dec 2024", "2024-12-21"),
    ("tanggal 3 bulan Desember tahun 2024", "2024-12-03"),
    ("tanggal 3 Desember 2024 pukul 10.11 WIB", "2024-12-03 10:11:00"),
    # separators
    ("03/12/2024", "2024-12-03"),
    ("3/12/2024", "2024-12-03"),
    ("03.12.2024", "2024-12-03"),
    ("3 - 12 - 2024", "2024-12-03"),
    ("03 / 12 / 2024", "2024-12-03"),
    ("2024-12-03", "2024-12-03"),
    ("2024/12/03", "2024-12-03"),
    ("2024-Des-03", "2024-12-03"),
    ("03 Des, 2024", "2024-12-03"),
    ("03-Des-2024", "2024-12-03"),
    ("3/Des/2024", "2024-12-03"),
    ("3.Des.2024", "2024-12-03"),
    ("03 - Desember - 2024", "2024-12-03"),
    ("03–12–2024", "2024-12-03"),
    ("Selasa 03, Desember 2024", "2024-12-03"),
    ("(03/12/2024)", "2024-12-03"),
    ("Selasa/03-12-2024", "2024-12-03"),
    ("Selasa/3 Desember 2024", "2024-12-03"),
    ("Selasa (3/12/2024).", "2024-12-03"),
    ("03. 12. 2024", "2024-12-03"),
    ("🗓 3 Desember 2024 👁 2024", "2024-12-03"),
    ("Tgl.03-12-2024", "2024-12-03"),
    ("Tanggal:03/12/2024", "2024-12-03"),
    ("03Des2024", "2024-12-03"),
    ("03 Desember 2024Admin", "2024-12-03"),
    # two digits of a year
    ("05-03-21", "2021-03-05"),
    ("05/03/21", "2021-03-05"),
    ("Jumat, 05.03.21", "2021-03-05"),
    ("5/3/21", "2021-03-05"),
    ("SERANG (5/3/21) - Wali Kota", "2021-03-05"),
    ("5/3/21 10:11", "2021-03-05 10:11:00"),
    ("17-08-99", "1999-08-17"),
    ("Selasa, 3 Desember 24", "2024-12-03"),
    ("Jum`at, 6 Des 24 | Admin", "2024-12-06"),
    ("03 Des '24", "2024-12-03"),
    ("Des 03 ’24", "2024-12-03"),
    ("03-Des-24", "2024-12-03"),
    ("3/Dec/24", "2024-12-03"),
    ("Tue, 03 Dec 24 10:11:12", "2024-12-03 10:11:12"),
    # split over elements: a badge
    ("03\nDes\n2024", "2024-12-03"),
    ("03\n        Des\n        2024", "2024-12-03"),
    ("03 | Des | 2024", "2024-12-03"),
    ("Des | 03 | 2024", "2024-12-03"),
    ("03 Des | 2024", "2024-12-03"),
    ("Dibaca 12 kali | 03 | Des | 2024", "2024-12-03"),
    ("03 • Desember • 2024", "2024-12-03"),
    # odd characters
    ("3\u00a0Desember\u00a02024", "2024-12-03"),
    ("3\u2009Desember\u202f2024", "2024-12-03"),
    ("３ Desember ２０２４", "2024-12-03"),
    ("０３／１２／２０２４", "2024-12-03"),
    ("3 De\u00adsember 2024", "2024-12-03"),
    ("\u200e03\u200b/12/2024\u200f", "2024-12-03"),
    ("\uf073 03 Desember 2024 \uf017 10:11", "2024-12-03 10:11:00"),
    ("٠٣/١٢/٢٠٢٤", "2024-12-03"),
    ("İstanbul 3 Desember 2024", "2024-12-03"),
    # times
    ("3 Desember 2024 10:11:12 WIB", "2024-12-03 10:11:12"),
    ("3 Desember 2024 - 10:15", "2024-12-03 10:15:00"),
    ("3 Desember 2024, Pukul : 10:15 WIB", "2024-12-03 10:15:00"),
    ("3 Desember 2024 : 10:15", "2024-12-03 10:15:00"),
    ("12/3/2024 0:00:00", "2024-03-12 00:00:00"),
    ("3 Desember 2024 Jam 08.15", "2024-12-03 08:15:00"),
    ("3 Desember 2024 @ 8:15", "2024-12-03 08:15:00"),
    ("3 Desember 2024 (08:15)", "2024-12-03 08:15:00"),
    ("03/12/2024 10:11 PM", "2024-12-03 22:11:00"),
    ("03/12/2024 12:05 a.m.", "2024-12-03 00:05:00"),
    ("03/12/2024-10:11", "2024-12-03 10:11:00"),
    ("03/12/2024,10:11", "2024-12-03 10:11:00"),
    ("3 Desember 2024 5 PM", "2024-12-03 17:00:00"),
    ("3 Desember 2024 pukul 10 WIB", "2024-12-03 10:00:00"),
    ("2024-12-03T10:11:12", "2024-12-03 10:11:12"),
    ("2024-12-03 10:11", "2024-12-03 10:11:00"),
    ("Tue Dec  3 10:11:12 2024", "2024-12-03 10:11:12"),
    ("Tue Dec  3 10:11:12 WIB 2024", "2024-12-03 10:11:12"),
    ("3 Desember 2024 25:99", "2024-12-03"),
    ("3 Desember 2024 | 10.11 MB", "2024-12-03"),
    ("3 Desember 2024, 15.20 kali", "2024-12-03"),
    ("3 Desember 2024, 1.250 kali dibaca", "2024-12-03"),
    ("3 Desember 2024 15 komentar", "2024-12-03"),
    ("10:11 WIB, 3 Desember 2024", "2024-12-03"),
    # company that must not hide it
    ("Serang, 3 Desember 2024", "2024-12-03"),
    ("SERANG (3 Desember 2024) -", "2024-12-03"),
    ("Berita | 3 Desember 2024 | Admin", "2024-12-03"),
    ("Dilihat: 0 3 Desember 2024", "2024-12-03"),
    ("123 views 3 Desember 2024", "2024-12-03"),
    ("3 Desember 2024 Views: 10", "2024-12-03"),
    ("3 Desember 2024 Dibaca 2024 kali", "2024-12-03"),
    ("Tidak ada komentar 3 Desember 2024", "2024-12-03"),
    ("No Comments 03/12/2024", "2024-12-03"),
    ("HUT RI ke-79 17 Agustus 2024", "2024-08-17"),
    ("5 Rabiul Akhir 1446 H / 8 Oktober 2024 M", "2024-10-08"),
    ("1 Muharram 1446 H / 7 Juli 2024", "2024-07-07"),
    ("Nomor 12 Tahun 2019, 3 Desember 2024", "2024-12-03"),
    ("Telp. (0254) 123456 | 03-12-2024", "2024-12-03"),
    ("Kegiatan SD Negeri 1, 3 Desember 2024 SD Negeri 2", "2024-12-03"),
    # what has one reading only
    ("12/31/2024", "2024-12-31"),
    ("29 Februari 2024", "2024-02-29"),
]


@pytest.mark.parametrize(("text", "expected"), SEEN, ids=[text for text, _ in SEEN])
def test_a_printed_date_is_read(text: str, expected: str) -> None:
    assert [shown(one) for one in dates(text)] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("05/03/2024", "2024-05-03"),
        ("5/3/2024 10:11 AM", "2024-05-03 10:11:00"),
        ("05-03-21", "2021-05-03"),
        ("17/08/2025", "2025-08-17"),
        ("2024/05/03", "2024-05-03"),
        ("5 Maret 2024", "2024-03-05"),
    ],
)
def test_month_first_turns_what_digits_alone_tell(text: str, expected: str) -> None:
    assert [shown(one) for one in dates(text, month_first=True)] == [expected]


def test_the_month_comes_first_between_the_marks_that_are_named() -> None:
    found = find_dates("8/4/2026 | 03-08-2026", now=NOW, zone=ZONE, month_first=frozenset("/"))
    assert [f"{one.when:%d-%m}" for one in found] == ["04-08", "03-08"]


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("3 Desember 2024 10:11 WIB", 7),
        ("3 Desember 2024 10.11 WITA", 8),
        ("3 Desember 2024 10:11:12 WIT", 9),
        ("3 Desember 2024 10:11 (WITA)", 8),
        ("3 Desember 2024 10:11 UTC", 0),
        ("3 Desember 2024 10:11 GMT+8", 8),
        ("2024-12-03T10:11:12Z", 0),
        ("2024-12-03T10:11:12+09:00", 9),
        ("3 Desember 2024 10:11", 7),
        ("3 Desember 2024 10:11 Witan", 7),
        ("3 Desember 2024", 7),
    ],
)
def test_a_printed_zone_is_kept_and_none_is_local(text: str, hours: int) -> None:
    [one] = dates(text)
    assert one.when.utcoffset() == timedelta(hours=hours)


def test_dates_come_in_the_order_of_the_text_with_their_places() -> None:
    text = "A 3 Desember\u200b 2024 10:11 B, 2024-12-05 | kemarin | 6 Des 2024"
    found = dates(text)
    assert [text[one.start : one.end] for one in found] == [
        "3 Desember\u200b 2024 10:11",
        "2024-12-05",
        "kemarin",
        "6 Des 2024",
    ]


def test_years_reach_from_1995_to_five_ahead() -> None:
    years = [1994, 1995, 2026, 2031, 2032]
    assert [one.when.year for year in years for one in dates(f"3 Desember {year}")] == [1995, 2026, 2031]


def test_a_year_of_two_digits_lies_ahead_by_what_is_announced_at_most() -> None:
    assert [shown(one) for one in dates("24-11-26 | 14-12-26 | 03 Des '26")] == [
        "2026-11-24",
        "2026-12-14",
        "2026-12-03",
    ]


@pytest.mark.parametrize("text", ["26-12-28", "05-03-31", "3 Des '31", "Rabu, 2 Desember 31", "10.12.27"])
def test_two_digits_further_ahead_are_no_year(text: str) -> None:
    assert not dates(text)


def test_only_the_beginning_of_a_long_text_is_read() -> None:
    assert len(dates("3 Desember 2024 " + "x" * MAX_TEXT + " 4 Desember 2024")) == 1
