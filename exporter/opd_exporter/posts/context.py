"""What every reader of evidence needs to know beside the bytes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from zoneinfo import ZoneInfo

from opd_exporter.dates.machine import parse_machine
from opd_exporter.dates.model import Found, MachineDate
from opd_exporter.dates.order import NO_ORDER, Hand, Order
from opd_exporter.dates.printed import find_dates
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
    called: str | None = None
    """The host that the front page gives itself, perhaps another than the site's: a name that it once had. Empty: it
    gives none; None: it was not read."""

    def day(self, moment: datetime) -> date:
        """The day of a moment where the site is."""
        return moment.astimezone(self.zone).date()

    @property
    def today(self) -> date:
        """The day that it is there now."""
        return self.day(self.now)

    def has_time(self, moment: datetime) -> bool:
        """Whether a moment was told with a time of day: a day alone is read as its 00:00 there."""
        return moment.astimezone(self.zone).time() != time()

    @cached_property
    def _prints_month_first(self) -> frozenset[str]:
        return self.order.styles_first(Hand.PRINTED)

    @cached_property
    def _gives_month_first(self) -> frozenset[str]:
        return self.order.styles_first(Hand.MACHINE)

    def printed_dates(self, text: str) -> list[Found]:
        """The dates that a text prints, as :func:`find_dates` reads them on this site."""
        return find_dates(text, now=self.now, zone=self.zone, month_first=self._prints_month_first)

    def machine_date(self, text: str) -> MachineDate | None:
        """A date given for machines, as :func:`parse_machine` reads it on this site."""
        return parse_machine(text, now=self.now, zone=self.zone, month_first=self._gives_month_first)
