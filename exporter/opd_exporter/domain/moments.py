"""Moments in a zone's own time, also those that no zone's calendar holds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo

NO_END = 9999
"""The year of 9999-12-31T23:59:59Z, with which a certificate says that it has no end (RFC 5280, 4.1.2.5)."""


def local(moment: datetime, zone: tzinfo) -> datetime:
    """The moment in ``zone``; the calendar's first or last one where the years 1 to 9999 do not hold it. Never
    fails."""
    try:
        return moment.astimezone(zone)
    except (OverflowError, ValueError):
        return (
            datetime(NO_END, 12, 31, 23, 59, 59, tzinfo=zone)
            if moment.year > 1
            else datetime(1, 1, 1, tzinfo=zone)
        )


def later(moment: datetime, days: float) -> datetime:
    """So many days later; the calendar's last moment where it holds no such day. Never fails."""
    try:
        return moment + timedelta(days=days)
    except OverflowError:
        return datetime(NO_END, 12, 31, 23, 59, 59, tzinfo=UTC)
