"""A date as it was found in a text."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from opd_exporter.text.plain import many_a_page


class Label(StrEnum):
    """What the words right before a date say of it."""

    NONE = "none"
    PUBLISHED = "published"
    MODIFIED = "modified"
    OTHER = "other"
    """An event, an expiry, a state of data, a deadline, today: never a date of publishing."""


class MachineDate(NamedTuple):
    """A date as it is written for machines."""

    when: datetime
    """Aware; 00:00 in the site's zone when a day alone is given."""
    has_time: bool
    """A time of day is given."""


@many_a_page(frozen=True)
class Found:
    """One date in a text."""

    when: datetime
    """Aware; 00:00 in the zone when no time of day is printed."""
    has_time: bool
    start: int
    end: int
    """Where it stands: ``text[start:end]``."""
    label: Label = Label.NONE
    relative: bool = False
    """Printed as an age ("6 bulan yang lalu")."""
    coarse: timedelta = timedelta(0)
    """How wide an age was rounded; zero for a day or better."""
