"""What holds for every text."""

from __future__ import annotations

import random
import string
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import reduce
from operator import or_
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opd_exporter.dates import tokens
from opd_exporter.dates.digits import STYLES
from opd_exporter.dates.machine import parse_machine
from opd_exporter.dates.model import Label
from opd_exporter.dates.order import MAX_NAMED, NO_ORDER, Hand, Shows, order_of, recalled, remembered
from opd_exporter.dates.printed import MAX_TEXT, find_dates
from opd_exporter.dates.url import date_in_url
from opd_exporter.dates.words import FAR, MONTHS, NAMES_TOO, NEAR, WEEKDAYS

ZONE = ZoneInfo("Asia/Jakarta")
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
LONG = [MONTHS[number][0] for number in range(1, 13)]
ENGLISH = [MONTHS[number][1] for number in range(1, 13)]
SHORT = [name[:3] for name in LONG]

Format = Callable[[date], str]
FORMATS: dict[str, Format] = {
    "3 desember 2024": lambda d: f"{d.day} {LONG[d.month - 1]} {d.year}",
    "03 Desember 2024": lambda d: f"{d.day:02} {LONG[d.month - 1].title()} {d.year}",
    "03 DES 2024": lambda d: f"{d.day:02} {SHORT[d.month - 1].upper()} {d.year}",
    "03 Des. 2024": lambda d: f"{d.day:02} {SHORT[d.month - 1].title()}. {d.year}",
    "03 Des, 2024": lambda d: f"{d.day:02} {SHORT[d.month - 1].title()}, {d.year}",
    "03-Des-2024": lambda d: f"{d.day:02}-{SHORT[d.month - 1].title()}-{d.year}",
    "03/Des/2024": lambda d: f"{d.day:02}/{SHORT[d.month - 1].title()}/{d.year}",
    "03|Des|2024": lambda d: f"{d.day:02} | {SHORT[d.month - 1].title()} | {d.year}",
    "badge": lambda d: f"{d.day:02}\n  {SHORT[d.month - 1].title()}\n  {d.year}",
    "December 3, 2024": lambda d: f"{ENGLISH[d.month - 1].title()} {d.day}, {d.year}",
    "Des 03 2024": lambda d: f"{SHORT[d.month - 1].title()} {d.day:02} {d.year}",
    "3 of December 2024": lambda d: f"{d.day} of {ENGLISH[d.month - 1]} {d.year}",
    "formal": lambda d: f"tanggal {d.day} bulan {LONG[d.month - 1]} tahun {d.year}",
    "03/12/2024": lambda d: f"{d.day:02}/{d.month:02}/{d.year}",
    "3/12/2024": lambda d: f"{d.day}/{d.month}/{d.year}",
    "03-12-2024": lambda d: f"{d.day:02}-{d.month:02}-{d.year}",
    "03.12.2024": lambda d: f"{d.day:02}.{d.month:02}.{d.year}",
    "3 - 12 - 2024": lambda d: f"{d.day} - {d.month} - {d.year}",
    "2024-12-03": lambda d: d.isoformat(),
    "2024/12/03": lambda d: f"{d:%Y/%m/%d}",
    "05-03-21": lambda d: f"{d:%d-%m-%y}",
    "05/03/21": lambda d: f"{d:%d/%m/%y}",
    "03-Des-24": lambda d: f"{d.day:02}-{SHORT[d.month - 1]}-{d:%y}",
    "03 Des '24": lambda d: f"{d.day:02} {SHORT[d.month - 1]} '{d:%y}",
}
TIMES = {
    "": "",
    "pukul 10.11 WIB": " pukul 10.11 WIB",
    "10:11:12": " 10:11:12",
    "| 10:11": " | 10:11",
    "pada 10.11": " pada 10.11",
    "10:11 AM": ", 10:11 AM",
}
FRAMES = [
    "{}",
    "Selasa, {}",
    "Admin | {} | Berita",
    "Diposting pada {}",
    "({})",
    "Serang, {} - Dinas",
    "Tanggal: {}",
]
PAST = st.dates(date(1995, 1, 1), date(2026, 11, 24))
CLOSE_TO_DATES = st.lists(
    st.one_of(
        st.sampled_from(
            [*LONG, *SHORT, *ENGLISH, *sorted(WEEKDAYS), *FAR, *NEAR, "2024", "tahun", "lalu", "hari"]
        ),
        st.integers(0, 9999).map(str),
        st.sampled_from(list("-/.,:|'()+ \n\u00a0\u200b–’©")),
        st.text(max_size=3),
    ),
    max_size=60,
).map("".join)


@pytest.mark.parametrize("form", FORMATS)
@given(day=PAST, time=st.sampled_from(list(TIMES)), frame=st.sampled_from(FRAMES))
@settings(max_examples=60, deadline=None)
def test_any_day_in_any_form_is_found_exactly(form: str, day: date, time: str, frame: str) -> None:
    printed = FORMATS[form](day) + TIMES[time]
    text = frame.format(printed)
    [found] = find_dates(text, now=NOW, zone=ZONE)
    assert found.when.astimezone(ZONE).date() == day
    assert found.has_time == bool(time)
    assert (found.when.hour, found.when.minute) == ((10, 11) if time else (0, 0))
    start = text.index(printed)
    assert start <= found.start < found.end <= start + len(printed)
    assert not found.relative


@given(
    phrase=st.sampled_from(sorted(FAR | NEAR)),
    form=st.sampled_from(sorted(FORMATS)),
    joint=st.sampled_from([": ", " : ", ": Selasa, ", " | ", " pada ", " tanggal ", " "]),
    day=PAST,
)
@settings(max_examples=500, deadline=None)
def test_no_form_of_a_date_escapes_its_label(phrase: str, form: str, joint: str, day: date) -> None:
    """What is labelled an event, a deadline or an edit is never an unlabelled day, however it is printed."""
    if phrase in NAMES_TOO and ":" not in joint:
        return
    found = find_dates(f"{phrase.capitalize()}{joint}{FORMATS[form](day)}", now=NOW, zone=ZONE)
    refused = {Label.MODIFIED, Label.OTHER}
    expected = {Label.PUBLISHED} if (FAR | NEAR)[phrase] is Label.PUBLISHED else refused
    assert {one.label for one in found} <= expected


@given(day=PAST, zone=st.sampled_from(["Z", "+07:00", "+0700", "", " WIB"]))
@settings(max_examples=200, deadline=None)
def test_any_moment_for_machines_is_read_back(day: date, zone: str) -> None:
    parsed = parse_machine(f"{day.isoformat()}T10:11:12{zone}", now=NOW, zone=ZONE)
    assert parsed is not None
    expected = UTC if zone == "Z" else ZONE
    assert parsed == (datetime(day.year, day.month, day.day, 10, 11, 12, tzinfo=expected), True)


@given(text=st.text(alphabet=st.characters(exclude_categories=["Nd"]), max_size=300))
@settings(max_examples=300, deadline=None)
def test_a_text_without_digits_holds_no_absolute_date(text: str) -> None:
    assert all(one.relative for one in find_dates(text, now=NOW, zone=ZONE))


@given(numbers=st.lists(st.integers(0, 10**18), max_size=30))
@settings(max_examples=200, deadline=None)
def test_numbers_in_a_row_are_no_dates(numbers: list[int]) -> None:
    assert find_dates(" ".join(map(str, numbers)), now=NOW, zone=ZONE) == []


@given(text=CLOSE_TO_DATES, month_first=st.booleans())
@settings(max_examples=300, deadline=None)
def test_spans_are_ordered_and_dates_in_range(text: str, month_first: bool) -> None:
    end = 0
    for one in find_dates(text, now=NOW, zone=ZONE, month_first=STYLES if month_first else frozenset()):
        assert end <= one.start < one.end <= len(text)
        assert one.when.tzinfo is not None
        assert 1995 <= one.when.year <= 2031
        assert one.relative or any(char.isdigit() for char in text[one.start : one.end])
        end = one.end


@given(text=CLOSE_TO_DATES)
@settings(max_examples=200, deadline=None)
def test_nothing_ever_fails(text: str) -> None:
    order_of([text], Hand.PRINTED)
    parsed = parse_machine(text, now=NOW, zone=ZONE)
    assert parsed is None or parsed[0].tzinfo is not None
    in_url = date_in_url(f"https://example.go.id/{text}", zone=ZONE, now=NOW)
    assert in_url is None or in_url.year >= 1995


HOSTILE = [
    "1",
    "1 ",
    "1-",
    "1/1/",
    "1.1.",
    "3 Desember ",
    "3 Desember 2024 ",
    "3 Des 20241 ",
    "Desember 3 ",
    "Desember ",
    "3 Desembre",
    " ",
    "\u00a0",
    "\u200b",
    "- ",
    "|",
    "diposting ",
    "oleh | ",
    "sampai dengan ",
    "1 tahun ",
    "a lalu ",
    "2 hari lalu ",
    "10:11:12 ",
    "2024-12-03T10:11:12+07:00",
    "s d s/d s.d. ",
    "漢",
    "𝟛",
    "'",
    "(((",
    "sekitar ",
    "tanggal tgl pukul jam ",
]


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.timeout(60)
def test_work_grows_no_faster_than_the_text(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Looks at tokens, counted: twenty times the text may cost at most some twenty times the looks."""
    looks = 0
    plain_text, is_number = tokens.TokenLine.text, tokens.TokenLine.is_number

    def counted_text(line: tokens.TokenLine, number: int) -> str:
        nonlocal looks
        looks += 1
        return plain_text(line, number)

    def counted_number(line: tokens.TokenLine, number: int) -> bool:
        nonlocal looks
        looks += 1
        return is_number(line, number)

    monkeypatch.setattr(tokens.TokenLine, "text", counted_text)
    monkeypatch.setattr(tokens.TokenLine, "is_number", counted_number)
    find_dates((piece * 1000)[:1000], now=NOW, zone=ZONE)
    small, looks = looks, 0
    find_dates((piece * MAX_TEXT)[:MAX_TEXT], now=NOW, zone=ZONE)
    assert looks <= 25 * (small + 50)


@given(text=st.text(alphabet=string.digits + "-/.: |'adegilmnorsu", min_size=500, max_size=2000))
@settings(max_examples=20, deadline=None)
def test_noise_near_the_grammar_is_survived(text: str) -> None:
    found = find_dates(text * 10, now=NOW, zone=ZONE)
    assert all(one.end <= len(text) * 10 for one in found)


DAYS = st.dates(date(2015, 1, 1), date(2026, 11, 1))
WRITERS: dict[bool, Callable[[date], str]] = {
    True: lambda day: f"{day:%a}, {day:%m/%d/%Y} - 10:30",
    False: lambda day: f"{day:%a}, {day:%d/%m/%Y} - 10:30",
}
HANDS = st.sampled_from(Hand)


@given(days=st.lists(DAYS, min_size=1, max_size=20), month_first=st.booleans(), hand=HANDS, read=HANDS)
@settings(max_examples=150, deadline=None)
def test_whoever_writes_true_dates_one_way_is_never_read_the_other_where_they_show_it(
    days: list[date], month_first: bool, hand: Hand, read: Hand
) -> None:
    order = order_of(map(WRITERS[month_first], days), hand)
    shown = {sign.shows for sign in order.signs}
    if shown & {Shows.MONTH, Shows.DAY} or len({sign.day for sign in order.signs if sign.day}) > 1:
        assert order.month_first(read) is month_first
        for day in days:
            found = find_dates(
                WRITERS[month_first](day),
                now=NOW,
                zone=ZONE,
                month_first=STYLES if month_first else frozenset(),
            )
            assert [one.when.date() for one in found] == [day]
    assert not order.month_first(read) or month_first


@given(st.lists(st.tuples(DAYS, st.booleans(), HANDS), max_size=30), st.randoms())
@settings(max_examples=100, deadline=None)
def test_signs_add_up_to_the_same_in_any_order_and_through_memory(
    written: list[tuple[date, bool, Hand]], chance: random.Random
) -> None:
    signs = [order_of([WRITERS[first](day)], hand) for day, first, hand in written]
    together = reduce(or_, signs, NO_ORDER)
    chance.shuffle(signs)
    again = NO_ORDER
    for one in signs:
        assert not again.turns(one) or again.has_two_readings
        again = recalled(remembered({}, again | one, NOW))
    assert again == together
    assert len(together.signs) <= len(Hand) * (len(Shows) - 2 + 2 * MAX_NAMED)
