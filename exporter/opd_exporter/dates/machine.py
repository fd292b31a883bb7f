"""Dates written for machines, as sites really write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from opd_exporter.dates.clock import named_zone, offset_of
from opd_exporter.dates.days import FIRST_YEAR, calendar_day
from opd_exporter.dates.model import Label, MachineDate
from opd_exporter.dates.printed import find_dates

_MAX_LENGTH = 200
"""Characters of a field: a longer one holds no date alone."""
# ISO 8601 as fields hold it: with hyphens or without, blanks for the T, a zone by offset or by name.
_ISO = re.compile(
    r"(\d{4})(-?)(\d{2})\2(\d{2})(?:(?:[Tt]|\s{1,2})?(\d{2})(?::?(\d{2})(?::?(\d{2})(?:[.,]\d{1,12})?)?)?)?"
    r"(?:\s?(?:([A-Za-z]{1,4})|(?:GMT|UTC)?([+-])(\d{2}):?(\d{2})?))?"
)
_EPOCH = re.compile(r"(?:\\?/Date\()?([1-9]\d{9})(\d{3})?(?:\.\d{1,9})?(?:[+-]\d{4})?(?:\)\\?/)?")
"""Seconds or milliseconds; also as ASP.NET wraps them."""
_COMMENT = re.compile(r"\s?(?:\([^()]{0,60}\)|\[[^\[\]]{0,60}\])$")
"""A zone's long name behind the date (RFC 2822 comment, ``Date.toString``, ``java.time``)."""


def _iso(match: re.Match[str], today: date, zone: ZoneInfo) -> MachineDate | None:
    year, _, month, day, hour, minute, second, name, sign, hours, minutes = match.groups()
    found = calendar_day(day, month, year, today)
    if found is None:
        return None
    midnight = datetime(found.year, found.month, found.day, tzinfo=zone)
    if hour is None or int(minute or 0) > 59 or int(second or 0) > 60:
        return MachineDate(midnight, has_time=False)
    clock = timedelta(hours=int(hour), minutes=int(minute or 0), seconds=min(59, int(second or 0)))
    if clock > timedelta(days=1):  # 24:00 ends the day
        return MachineDate(midnight, has_time=False)
    local = offset_of(sign, hours, minutes) if sign else named_zone(name or "")
    return MachineDate(midnight.replace(tzinfo=local or zone) + clock, has_time=True)


def parse_machine(
    text: str, *, now: datetime, zone: ZoneInfo, month_first: frozenset[str] = frozenset()
) -> MachineDate | None:
    """The date; a day alone is its 00:00 in ``zone``, and so is local what names no zone. ISO 8601, RFC 822/850/2822,
    asctime, ``Date.toString``, also with Indonesian names; seconds or milliseconds of the epoch; else the one printed
    date the text holds, when no words say that it is something else than publishing. None for anything else: years
    before 1995, zero dates, ages. Never fails."""
    text = " ".join(text[:_MAX_LENGTH].split())
    text = _COMMENT.sub("", text)
    if match := _EPOCH.fullmatch(text):
        when = datetime.fromtimestamp(int(match[1]), UTC)
        # Any long number is some moment; an id is mostly none of these years.
        return MachineDate(when, has_time=True) if FIRST_YEAR <= when.year <= now.year + 1 else None
    match = _ISO.fullmatch(text)
    if match and (not match[8] or named_zone(match[8])):
        return _iso(match, now.astimezone(zone).date(), zone)
    dates = find_dates(text, now=now, zone=zone, month_first=month_first)
    # A field with two dates is a period, one with an age was made for people.
    if len(dates) != 1 or dates[0].relative or dates[0].label in (Label.MODIFIED, Label.OTHER):
        return None
    return MachineDate(dates[0].when, dates[0].has_time)
