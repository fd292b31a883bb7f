"""The time of day behind a date: ``10:11:12 WIB``, ``pukul 08.15``, ``| 10:26``, ``10:11 AM``, ``T10:11:12+07:00``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone, tzinfo

from opd_exporter.dates.words import ZONES

_CLOCK = re.compile(
    r"""
    (?: t(?=\d)                            # ISO 8601: 2024-12-03T10:11
      | [\s,;:|@(\-/]{0,24}                # marks between a day and its time
        (?: (?P<said> pada|pukul|pkl|pk|jam|at|waktu|time )\b [\s.:]{0,6} ){0,2}
    )
    (?P<hour> \d{1,2} )
    (?: (?P<mark> [:.] ) (?P<minute> \d{2} ) (?: (?P=mark) (?P<second> \d{2} ) (?: [.,]\d{1,9} )? )? )?
    (?! \d | [.:]\d )                      # a longer number, a version, an address of the net
    (?: \s{0,2} (?P<half> [ap] )\.? \s? m\b \.? )?
    """,
    re.I | re.X,
)
_ZONE = re.compile(
    r"""
    \s{0,2} \(?
    (?: (?: gmt|utc ) \s? (?P<named_sign> [+-] ) (?P<named_hours> \d{1,2} ) (?: :? (?P<named_minutes> \d{2} ) )?
      | (?P<sign> [+-] ) (?P<hours> \d{2} ) (?P<colon> :? ) (?P<minutes> \d{2} )
      | (?P<word> [a-z]{1,4} )              # WIB, Z
    )
    (?! [\w:] )
    """,
    re.I | re.X,
)
_AMOUNT = re.compile(
    r"\s{0,2}(?:%|(?:kali|x|hits?|views?|[kmg]b|jt|juta|ribu|rb|miliar|triliun|persen|k?m|kg|ha|orang|pembaca)\b)",
    re.I,
)
"""``10.11 MB`` is no time."""
_UNTIL = re.compile(
    r"""
    \s{0,2} (?: wi(?:b|t|ta)\b )? \s{0,2}
    (?: - | s\s?[./]?\s?d\.? | sampai(?:\ dengan)? | hingga | to ) \s{0,2}
    (?: (?: pukul|jam ) \s{0,2} )? (?: \d{1,2}[:.]\d{2}(?!\d) | selesai | end )
    """,
    re.I | re.X,
)
"""``- 12.00 WIB``, ``s.d. selesai``: what lasts until then is an event."""
_MAX_HOURS = 14
"""The zone furthest ahead is UTC+14."""
_REACH = 80
"""Characters behind a date in which its time may stand."""


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
    if not match or _is_an_amount(plain, match):
        return None
    zone = _zone(plain, match.end(), whole=bool(match["second"]), marked=bool(match["mark"]))
    if not match["mark"] and not _is_said_to_be_an_hour(match, zone):
        return None
    hour = _in_the_day(int(match["hour"]), match["half"])
    minute, second = int(match["minute"] or 0), int(match["second"] or 0)
    if hour > 23 or minute > 59 or second > 60:  # 60: a leap second
        return None
    end = zone.end if zone else match.end()
    return Clock(
        hour=hour,
        minute=minute,
        second=min(59, second),  # a leap second, which Python's times do not have
        end=end,
        offset=zone.offset if zone else None,
        half=_is_half(int(match["hour"]), match["half"]),
        # Forty characters hold any way to write "WIB sampai dengan 12.00".
        until=_UNTIL.match(plain, end, end + 40) is not None,
    )


def _is_an_amount(plain: str, clock: re.Match[str]) -> bool:
    """``10.11 MB``, ``2.15 juta``: with a decimal point."""
    # Right behind it: twelve characters hold the longest unit with its blanks.
    return clock["mark"] == "." and _AMOUNT.match(plain, clock.end(), clock.end() + 12) is not None


def _is_said_to_be_an_hour(clock: re.Match[str], zone: _Zone | None) -> bool:
    """Whether a word, AM or PM, or a zone by name makes an hour of a number without minutes, which may count anything:
    ``3 Desember 2024 12 peserta``."""
    return clock["half"] is not None or (zone is not None and (clock["said"] is not None or zone.named))


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
    offset = None
    if match["named_sign"]:
        offset = offset_of(match["named_sign"], match["named_hours"], match["named_minutes"])
    elif match["sign"]:
        # "08:00-12:00" is a range: an offset with a colon is one only behind seconds.
        if whole or not match["colon"]:
            offset = offset_of(match["sign"], match["hours"], match["minutes"])
    elif marked or len(match["word"]) > 1:  # a letter behind a bare number ("12 z") is no zone
        offset = named_zone(match["word"])
    return _Zone(offset, match.end(), bool(match["word"])) if offset else None


def _is_half(hour: int, half: str | None) -> bool:
    """Whether AM or PM counts; ``14:05 PM`` comes of a template that writes 24 hours."""
    return half is not None and 1 <= hour <= 12


def _in_the_day(hour: int, half: str | None) -> int:
    """The hour of 24."""
    if not _is_half(hour, half):
        return hour
    afternoon = half in ("p", "P")
    return hour % 12 + (12 if afternoon else 0)  # 12 AM is midnight, 12 PM noon
