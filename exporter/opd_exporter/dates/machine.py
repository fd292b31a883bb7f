"""Dates written for machines, as sites really write them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from opd_exporter.dates.printed import FIRST_YEAR, find_dates
from opd_exporter.dates.words import MONTH_NUMBER, ZONES

_ISO = re.compile(
    r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ]\s{0,2}(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,]\d{1,9})?)?)?\s{0,2}"
    r"(Z|UTC|GMT|WIB|WITA|WIT|[+-]\d{2}:?\d{2}|[+-]\d{2})?",
    re.I,
)
_RFC = re.compile(
    r"(?:[^\W\d_'`’]{2,12}['`’]?[^\W\d_]{0,3}\.?,?\s{1,3})?(\d{1,2})[\s-]{1,3}([^\W\d_]{3,10})\.?,?[\s-]{1,3}(\d{4}|\d{2})"
    r"(?:,?\s{1,3}(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?)?\s{0,3}([+-]\d{2}:?\d{2}|[A-Z]{1,4})?",
    re.I,
)
_ASCTIME = re.compile(
    r"[a-z]{3}\s{1,2}([a-z]{3})\s{1,2}(\d{1,2})\s(\d{2}):(\d{2}):(\d{2})\s(?:[A-Z]{3,4}\s)?(\d{4})", re.I
)
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
_NAMED = ZONES | {
    "est": -5,
    "edt": -4,
    "cst": -6,
    "cdt": -5,
    "mst": -7,
    "mdt": -6,
    "pst": -8,
    "pdt": -7,
    "ut": 0,
}
_LAST_YEARS_AHEAD = 5


def _zone(text: str | None, zone: ZoneInfo) -> timezone | ZoneInfo:
    if not text:
        return zone
    name = text.lower()
    if name in _NAMED:
        return timezone(timedelta(hours=_NAMED[name]))
    if name[0] in "+-":
        hours, minutes = int(name[1:3]), int(name[-2:]) if len(name) > 3 else 0
        if hours <= 14 and minutes < 60:
            return timezone((1 if name[0] == "+" else -1) * timedelta(hours=hours, minutes=minutes))
    return zone


def _made(
    year: int,
    month: int,
    day: int,
    clock: tuple[str | None, str | None, str | None],
    zone: timezone | ZoneInfo,
    now: datetime,
) -> tuple[datetime, bool] | None:
    hour, minute, second = clock
    try:
        when = datetime(
            year, month, day, int(hour or 0), int(minute or 0), min(59, int(second or 0)), tzinfo=zone
        )
    except ValueError:
        return None
    if not FIRST_YEAR <= year <= now.year + _LAST_YEARS_AHEAD:
        return None
    return when, hour is not None


def parse_machine(text: str, *, now: datetime, zone: ZoneInfo) -> tuple[datetime, bool] | None:
    """The moment and whether a time of day was given; a date without zone is local (``zone``), a day alone is its
    00:00. ISO 8601, RFC 822/2822/850 and asctime, also with Indonesian names, seconds or milliseconds of the epoch,
    else the one printed date the text holds. None for anything else."""
    text = " ".join(text[:200].split())
    if match := _ISO.fullmatch(text):
        day = int(match[1]), int(match[2]), int(match[3])
        return _made(*day, (match[4], match[5], match[6]), _zone(match[7], zone), now)
    if match := _RFC.fullmatch(re.sub(r"\s?\([^)]{0,40}\)$", "", text)):
        month = MONTH_NUMBER.get(match[2].lower().rstrip("."))
        if month:
            year = int(match[3]) + (
                0 if len(match[3]) == 4 else 2000 if int(match[3]) < FIRST_YEAR % 100 else 1900
            )
            return _made(
                year, month, int(match[1]), (match[4], match[5], match[6]), _zone(match[7], zone), now
            )
    if match := _ASCTIME.fullmatch(text):
        month = MONTH_NUMBER.get(match[1].lower())
        return (
            _made(int(match[6]), month, int(match[2]), (match[3], match[4], match[5]), zone, now)
            if month
            else None
        )
    if _EPOCH.fullmatch(text):
        seconds = int(text) / (1000 if len(text) == 13 else 1)
        when = datetime.fromtimestamp(seconds, UTC)
        return (when, True) if FIRST_YEAR <= when.year <= now.year + 1 else None
    dates = find_dates(text, now=now, zone=zone)
    return (dates[0].when, dates[0].has_time) if len(dates) == 1 and not dates[0].relative else None
