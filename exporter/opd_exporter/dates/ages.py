"""Dates printed as an age: ``6 bulan yang lalu``, ``kemarin 14.15``, ``2 days ago``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from opd_exporter.dates.clock import read_clock
from opd_exporter.dates.days import FIRST_YEAR
from opd_exporter.dates.model import Label
from opd_exporter.dates.tokens import Line
from opd_exporter.dates.words import (
    ABOUT,
    AGO,
    AUTHORS,
    BESIDE_AGE,
    COUNTS,
    UNITS,
    YESTERDAY,
)

_DAY = timedelta(days=1)
_PARTS = 3
"""Units in one age at most (``1 tahun 2 bulan 3 hari lalu``)."""


@dataclass(frozen=True)
class Age:
    """An age among the tokens."""

    length: timedelta
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


def _part(line: Line, at: int) -> tuple[int, timedelta, int] | None:
    """Count, unit, index of the last token: ``6 bulan``, ``dua hari``, ``sebulan``, ``2d``."""
    text = line.text(at)
    if text.startswith("se") and text[2:] in UNITS:
        return 1, UNITS[text[2:]], at
    unit = UNITS.get(line.text(at + 1))
    if unit is None or line.between(at, at + 1).strip():
        return None
    if line.is_number(at) and len(text) <= 3:
        return int(text), unit, at + 1
    return (COUNTS[text], unit, at + 1) if text in COUNTS and not line.joined(at + 1) else None


def age_at(line: Line, first: int) -> Age | None:
    """The age that begins with this token, or None."""
    text = line.text(first)
    if text in YESTERDAY:
        return Age(YESTERDAY[text] * _DAY, _DAY, first, first)
    if text == "last" and line.text(first + 1) in UNITS:
        unit = UNITS[line.text(first + 1)]
        return Age(unit, unit, first, first + 1) if unit > _DAY else None
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
        while line.text(at) in (",", "dan", "and"):
            at += 1
        if line.text(at) in ("yang", "yg"):
            at += 1
        if line.text(at) in AGO:
            return Age(length, unit, first, at)
    return None


def _ends_soon(line: Line, number: int) -> bool:
    """Whether what is said ends within two words: ``in Berita |``."""
    return any(line.text(end) in ("", "|") for end in range(number + 1, number + 3))


def stands_alone(line: Line, first: int, last: int, label: Label) -> bool:
    """Whether an age is a date of its own: ``Admin | 2 hari lalu`` is, ``banjir dua hari lalu di Serang`` is not.
    Prose is full of ages, and an old article would look fresh by them."""
    after = line.text(last + 1)
    if line.text(first) in YESTERDAY or line.text(first) in UNITS or line.text(first) == "last":
        number = last + 2 if after in (":", "-", "|") else last + 1
        counted = line.is_number(number) and (after != "|" or line.text(number + 1) in ("", "|"))
        if counted and read_clock(line.plain, line.tokens[last].end) is None:
            return False  # ``Kemarin: 153``: a counter of visitors
    if not (
        after in ("", "|", ")", "-", "/", "]", "•")
        or after in BESIDE_AGE
        or (
            after in ",.:"
            and (line.text(last + 2) in BESIDE_AGE or line.is_number(last + 2) or not line.text(last + 2))
        )
        or line.is_number(last + 1)
        or read_clock(line.plain, line.tokens[last].end)
        or (after in ("in", "di") and _ends_soon(line, last + 2))
    ):
        return False
    at = first - 1
    while line.text(at) in ABOUT:
        at -= 1
    before = line.text(at)
    if label is not Label.NONE or before in ("", "|", "(", "-", ":", "/", "[") or before in BESIDE_AGE:
        return True
    return any(line.text(n) in AUTHORS for n in range(max(0, at - 5), at + 1))
