"""What every reader of evidence needs to know beside the bytes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from opd_exporter.domain.scope import Scope

AHEAD = timedelta(days=1)
"""How far ahead of now a post may be dated (contract, Words: clocks differ)."""


@dataclass(frozen=True)
class Context:
    """One look at one site: whose pages, which clock, which zone."""

    scope: Scope
    now: datetime
    zone: ZoneInfo
    cms: str = ""
    """Name of the system that publishes the site, or empty."""
    month_first: bool = False
    """The site prints numeric dates with the month first (``dates/order.py`` found evidence)."""
