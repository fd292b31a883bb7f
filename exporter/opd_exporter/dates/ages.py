"""Dates printed as an age: ``6 bulan yang lalu``, ``kemarin 14.15``, ``2 days ago``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from opd_exporter.dates.clock import read_clock
from opd_exporter.dates.days import FIRST_YEAR
from opd_exporter.dates.model import Label
from opd_exporter.dates.tokens import TokenLine
from opd_exporter.dates.words import (
    ABOUT,
    AGO,
    AHEAD,
    AUTHORS,
    BESIDE_AGE,
    COUNTS,
    UNITS,
    YESTERDAY,
)

_DAY = timedelta(days=1)
_PARTS = 3
"""Units in one age at most (``1 tahun 2 bulan 3 hari lalu``)."""
_AUTHOR = 5
"""Words before an age among which its author is named: ``oleh Humas Dinas Kesehatan Kota``."""


@dataclass(frozen=True)
class Age:
    """An age among the tokens."""

    length: timedelta
    """Below zero for what lies ahead."""
    unit: timedelta
    """The smallest unit named: how wide it was rounded."""
    first: int
    last: int

    def before(self, now: datetime, zone: tzinfo) -> datetime | None:
        """The moment this long before ``now``, its day's 00:00 when days or more are counted."""
        try:
            when = now.astimezone(zone) - self.length
        except OverflowError:
            return None
        if when.year < FIRST_YEAR:
            return None
        if self.unit < _DAY:
            return when
        return when.replace(hour=0, minute=0, second=0, microsecond=0)

    @property
    def coarse(self) -> timedelta:
        """The rounding width; zero for a day or better."""
        return self.unit if self.unit > _DAY else timedelta(0)


def _part(line: TokenLine, at: int) -> tuple[int, timedelta, int] | None:
    """Count, unit, index of the last token: ``6 bulan``, ``dua hari``, ``sebulan``, ``2d``."""
    text = line.text(at)
    # "sebulan", "setahun": one.
    if text.startswith("se") and text[2:] in UNITS:
        return 1, UNITS[text[2:]], at
    unit = UNITS.get(line.text(at + 1))
    if unit is None or line.between(at, at + 1).strip():
        return None
    # Four digits are a year: "2024 hari" counts nothing.
    if line.is_number(at) and len(text) <= 3:
        return int(text), unit, at + 1
    return (COUNTS[text], unit, at + 1) if text in COUNTS and not line.joined(at + 1) else None


def age_at(line: TokenLine, first: int) -> Age | None:
    """The age that begins with this token, or None."""
    text = line.text(first)
    if text in YESTERDAY:
        return Age(YESTERDAY[text] * _DAY, _DAY, first, first)
    # "last month", "last year"; "last day" and "last hour" name no past.
    if text == "last" and line.text(first + 1) in UNITS:
        unit = UNITS[line.text(first + 1)]
        return Age(unit, unit, first, first + 1) if unit > _DAY else None
    # "bulan lalu", "tahun lalu", without a count.
    if UNITS.get(text, _DAY) > _DAY and line.text(first + 1) == "lalu":
        return Age(UNITS[text], UNITS[text], first, first + 1)
    length, at = timedelta(0), first
    for _ in range(_PARTS):
        part = _part(line, at)
        if part is None:
            break
        count, unit, last = part
        length += count * unit
        at = last + 1
        # "1 tahun, 2 bulan dan 3 hari lalu".
        while line.text(at) in (",", "dan", "and"):
            at += 1
        if line.text(at) in ("yang", "yg"):
            at += 1
        if line.text(at) in AGO:
            return Age(length, unit, first, at)
        # Rounded down as ages are: it may lie a whole unit further ahead.
        if AHEAD.get(line.text(at)) == line.text(at + 1):
            return Age(-(length + unit), unit, first, at + 1)
    return None


def _ends_soon(line: TokenLine, number: int) -> bool:
    """Whether what is said ends within two words: ``in Berita |``."""
    return any(line.text(end) in ("", "|") for end in range(number + 1, number + 3))


def stands_alone(line: TokenLine, first: int, last: int, label: Label) -> bool:
    """Whether an age is a date of its own: ``Admin | 2 hari lalu`` is, ``banjir dua hari lalu di Serang`` is not.
    Prose is full of ages, and an old article would look fresh by them."""
    return (
        not _names_a_count(line, first, last)
        and _ends_behind(line, last)
        and (label is not Label.NONE or _begins_at(line, first))
    )


def _names_a_count(line: TokenLine, first: int, last: int) -> bool:
    """Whether a number follows that the words name: ``Kemarin: 153``, a counter of visitors, rather than a time."""
    text = line.text(first)
    if text not in YESTERDAY and text not in UNITS and text != "last":
        return False
    after = line.text(last + 1)
    number = last + 2 if after in (":", "-", "|") else last + 1
    # A stroke sets a counter apart; behind it another number may begin, which is a date's.
    counted = line.is_number(number) and (after != "|" or line.text(number + 1) in ("", "|"))
    return counted and read_clock(line.plain, line.tokens[last].end) is None


def _ends_behind(line: TokenLine, last: int) -> bool:
    """Whether nothing behind an age goes on with its sentence."""
    after = line.text(last + 1)
    if after in ("", "|", ")", "-", "/", "]", "•") or after in BESIDE_AGE or line.is_number(last + 1):
        return True
    if after in ",.:":
        further = line.text(last + 2)
        if not further or further in BESIDE_AGE or line.is_number(last + 2):
            return True
    # "2 hari lalu di Berita": the name of a category, where nothing more is said.
    if after in ("in", "di") and _ends_soon(line, last + 2):
        return True
    return read_clock(line.plain, line.tokens[last].end) is not None


def _begins_at(line: TokenLine, first: int) -> bool:
    """Whether nothing before an age belongs to it, "sekitar" aside, or an author is named there."""
    at = first - 1
    while line.text(at) in ABOUT:
        at -= 1
    before = line.text(at)
    if before in ("", "|", "(", "-", ":", "/", "[") or before in BESIDE_AGE:
        return True
    return any(line.text(number) in AUTHORS for number in range(max(0, at - _AUTHOR), at + 1))
