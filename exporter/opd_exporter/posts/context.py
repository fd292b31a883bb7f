"""What every reader of evidence needs to know beside the bytes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from opd_exporter.domain.scope import Scope


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
    spam_marks: frozenset[str] = frozenset()
    """What the front page's signs of spam are known by (``judges/spam/whose.py``): no article's own."""
