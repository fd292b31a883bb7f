"""The time of day behind a date: ``10:11:12 WIB``, ``pukul 08.15``, ``| 10:26``, ``10:11 AM``, ``T10:11:12+07:00``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone, tzinfo

from opd_exporter.dates.words import ZONES

_CLOCK = re.compile(
    r"(?:t(?=\d)|[\s,;:|@(\-/]{0,24}(?:(pada|pukul|pkl|pk|jam|at|waktu|time)\b[\s.:]{0,6}){0,2})"
    r"(\d{1,2})(?:([:.])(\d{2})(?:\3(\d{2})(?:[.,]\d{1,9})?)?)?(?!\d|[.:]\d)"
    r"(?:\s{0,2}([ap])\.?\s?m\b\.?)?",
    re.I,
)
_ZONE = re.compile(
    r"\s{0,2}\(?(?:(gmt|utc)\s?([+-])(\d{1,2})(?::?(\d{2}))?|([+-])(\d{2})(:?)(\d{2})|([a-z]{1,4}))(?![\w:])",
    re.I,
)
_AMOUNT = re.compile(
    r"\s{0,2}(?:%|(?:kali|x|hits?|views?|[kmg]b|jt|juta|ribu|rb|miliar|triliun|persen|k?m|kg|ha|orang|pembaca)\b)",
    re.I,
)
"""``10.11 MB`` is no time."""
_UNTIL = re.compile(
    r"\s{0,2}(?:wi(?:b|t|ta)\b)?\s{0,2}(?:-|s\s?[./]?\s?d\.?|sampai(?: dengan)?|hingga|to)\s{0,2}"
    r"(?:(?:pukul|jam)\s{0,2})?(?:\d{1,2}[:.]\d{2}(?!\d)|selesai|end)",
    re.I,
)
_MAX_HOURS = 14
_REACH = 80


@dataclass(frozen=True)
class Clock:
    """A time of day as printed."""

    hour: int
    minute: int
    second: int
    end: int
    """Where it ends in the text."""
    offset: timezone | None
    """Its zone, when one is printed."""
    half: bool
    """AM or PM is printed, and the hour is one of twelve."""
    until: bool
    """A second time follows: something that lasts, an event."""

    def on(self, day: date, zone: tzinfo) -> datetime:
        """The moment; local to ``zone`` when no zone is printed."""
        return datetime(
            day.year, day.month, day.day, self.hour, self.minute, self.second, tzinfo=self.offset or zone
        )


def offset_of(sign: str, hours: str, minutes: str | None) -> timezone | None:
    """``+``, ``07``, ``00`` as a zone, when there can be one."""
    if int(hours) > _MAX_HOURS or int(minutes or 0) > 59:
        return None
    return timezone((-1 if sign == "-" else 1) * timedelta(hours=int(hours), minutes=int(minutes or 0)))


def named_zone(name: str) -> timezone | None:
    """A zone by its abbreviation."""
    return timezone(timedelta(hours=ZONES[name.lower()])) if name.lower() in ZONES else None


def read_clock(plain: str, start: int) -> Clock | None:
    """The time of day right behind position ``start``, or None."""
    match = _CLOCK.match(plain, start, start + _REACH)
    if not match:
        return None
    said, hour_text, mark, minute, second, half = match.groups()
    # "10.11 MB", "2.15 juta": an amount with a decimal point.
    if mark == "." and _AMOUNT.match(plain, match.end(), match.end() + 12):
        return None
    zone = _zone(plain, match.end(), whole=bool(second), marked=bool(mark))
    # A bare number is an hour only where a word, AM or PM, or a zone by name says so: "3 Desember 2024 12 peserta".
    if mark is None and not (half or (zone and (said or zone.named))):
        return None
    hour = _in_the_day(int(hour_text), half)
    if hour > 23 or int(minute or 0) > 59 or int(second or 0) > 60:
        return None
    end = zone.end if zone else match.end()
    return Clock(
        hour,
        int(minute or 0),
        min(59, int(second or 0)),  # a leap second, which Python's times do not have
        end,
        zone.offset if zone else None,
        _is_half(int(hour_text), half),
        _UNTIL.match(plain, end, end + 40) is not None,
    )


@dataclass(frozen=True)
class _Zone:
    """A zone as printed behind a time."""

    offset: timezone
    end: int
    """Where it ends in the text."""
    named: bool
    """By its abbreviation (WIB), not as an offset."""


def _zone(plain: str, start: int, *, whole: bool, marked: bool) -> _Zone | None:
    """The zone behind a time. ``whole``: the time has seconds; ``marked``: it has minutes."""
    match = _ZONE.match(plain, start, start + 16)
    if not match:
        return None
    name, sign, hours, minutes, bare_sign, bare_hours, colon, bare_minutes, word = match.groups()
    offset = None
    if name:
        offset = offset_of(sign, hours, minutes)
    elif bare_sign:
        # "08:00-12:00" is a range: an offset with a colon is one only behind seconds.
        offset = offset_of(bare_sign, bare_hours, bare_minutes) if whole or not colon else None
    elif marked or len(word) > 1:  # a letter behind a bare number ("12 z") is no zone
        offset = named_zone(word)
    return _Zone(offset, match.end(), bool(word)) if offset else None


def _is_half(hour: int, half: str | None) -> bool:
    """Whether AM or PM counts; ``14:05 PM`` comes of a template that writes 24 hours."""
    return half is not None and 1 <= hour <= 12


def _in_the_day(hour: int, half: str | None) -> int:
    """The hour of 24."""
    return hour % 12 + (12 if half in ("p", "P") else 0) if _is_half(hour, half) else hour
