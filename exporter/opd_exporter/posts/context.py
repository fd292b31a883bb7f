"""What every reader of evidence needs to know beside the bytes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from opd_exporter.dates.machine import parse_machine
from opd_exporter.dates.order import NO_ORDER, Hand, Order
from opd_exporter.domain.scope import Scope


@dataclass(frozen=True)
class Context:
    """One look at one site: whose pages, which clock, which zone."""

    scope: Scope
    now: datetime
    zone: ZoneInfo
    cms: str = ""
    """Name of the system that publishes the site, or empty."""
    order: Order = NO_ORDER
    """What the site showed so far of the order in which it writes numeric dates."""

    spam_marks: frozenset[str] = frozenset()
    """What the front page's signs of spam are known by (``judges/spam/whose.py``): no article's own."""

    @cached_property
    def month_first(self) -> bool:
        """Whether it prints them with the month first."""
        return self.order.month_first(Hand.PRINTED)

    @cached_property
    def _machine_month_first(self) -> bool:
        return self.order.month_first(Hand.MACHINE)

    def machine_date(self, text: str) -> tuple[datetime, bool] | None:
        """A date given for machines, as :func:`parse_machine` reads it on this site."""
        return parse_machine(text, now=self.now, zone=self.zone, month_first=self._machine_month_first)
