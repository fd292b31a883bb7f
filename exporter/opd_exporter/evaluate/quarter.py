"""Quarters of the year in the configured zone, and when one's evaluation is due."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from opd_exporter.domain.moments import local

NAME = re.compile(r"(\d{4})-T([1-4])", re.ASCII)
SETTLES = timedelta(minutes=30)
"""How long an exporter that was not running when the quarter ended looks at the sites first: what it remembers is of
before it stopped."""
LATE = timedelta(hours=1)
"""From which on an evaluation says that it was made late."""


@dataclass(frozen=True)
class Quarter:
    """A quarter that is over."""

    name: str
    """``2026-T3``."""
    end: datetime
    """The first moment of the next, in the zone."""


def ended(now: datetime, zone: ZoneInfo) -> Quarter:
    """The quarter that ended last."""
    there = local(now, zone)
    end = datetime(there.year, there.month - (there.month - 1) % 3, 1, tzinfo=zone)
    year, number = (end.year - 1, 4) if end.month == 1 else (end.year, end.month // 3)
    return Quarter(f"{year}-T{number}", end)


def of_name(name: str, zone: ZoneInfo) -> Quarter | None:
    """The quarter of this name; None for any other name."""
    found = NAME.fullmatch(name)
    if not found:
        return None
    year, number = int(found[1]), int(found[2])
    return Quarter(name, datetime(year + number // 4, number % 4 * 3 + 1, 1, tzinfo=zone))


def due(now: datetime, zone: ZoneInfo, kept: list[str], begun: datetime, started: datetime) -> Quarter | None:
    """The quarter whose evaluation is to be made now: the one that ended last, unless it is kept or ended before any was
    (``begun``). An exporter that ``started`` only after its end looks at the sites first."""
    quarter = ended(now, zone)
    if quarter.name in kept or quarter.end <= begun:
        return None
    return None if started > quarter.end and now - started < SETTLES else quarter
