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
    if mark == "." and _AMOUNT.match(plain, match.end(), match.end() + 12):
        return None
    hour, end = int(hour_text), match.end()
    zone, offset = _ZONE.match(plain, end, end + 16), None
    if zone:
        name, sign, hours, minutes, bare_sign, bare_hours, colon, bare_minutes, word = zone.groups()
        if name:
            offset = offset_of(sign, hours, minutes)
        elif bare_sign:  # ``08:00-12:00`` is a range, so an offset needs seconds before it or no colon
            offset = offset_of(bare_sign, bare_hours, bare_minutes) if second or not colon else None
        elif mark or len(word) > 1:
            offset = named_zone(word)
        end = zone.end() if offset else end
    if mark is None and not (half or (offset and said) or (offset and zone and zone[9])):
        return None
    halves = half is not None and 1 <= hour <= 12  # ``14:05 PM`` comes of a template that writes 24 hours
    if halves:
        hour = hour % 12 + (12 if half in ("p", "P") else 0)
    if hour > 23 or int(minute or 0) > 59 or int(second or 0) > 60:
        return None
    until = _UNTIL.match(plain, end, end + 40) is not None
    return Clock(hour, int(minute or 0), min(59, int(second or 0)), end, offset, halves, until)
