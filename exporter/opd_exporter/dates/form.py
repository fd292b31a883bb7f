"""A full date among the tokens of a text, as :mod:`~opd_exporter.dates.forms` recognises it."""

from __future__ import annotations

from datetime import date

from opd_exporter.dates.clock import Clock
from opd_exporter.text.plain import many_a_page


@many_a_page(frozen=True)
class Form:
    """A full date among the tokens."""

    day: date
    first: int
    last: int
    """Indexes of its first and last token."""
    clock: Clock | None = None
    """A time of day that stands inside (``Dec 3 10:11:12 2024``)."""
    fields: tuple[int, int] | None = None
    """Both fields before the year, as printed, when digits alone tell day and month,"""
    style: str = ""
    """and how they are written (``digits.STYLES``)."""
