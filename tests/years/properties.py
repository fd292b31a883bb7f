"""The properties: what one look may not say, and what brought it to say so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from opd_exporter.domain.vocabulary import Status
from years.events import EVENTS
from years.site import Site, Style
from years.town import Mark
from years.truth import Expected
from years.watching import Seen
from years.words import WIB

FALSELY_AKTIF = "falsely aktif"
FALSELY_DEAD = "falsely tidak aktif"
FALSELY_BETWEEN = "falsely kurang aktif"
DEATH_UNTOLD = "death untold"
NEVER_SETTLED = "never settled"
POST_LATE = "new post late"
POST_LOST = "last post lost"
TOO_NEW = "date too new"
KINDS = (
    FALSELY_AKTIF,
    FALSELY_DEAD,
    FALSELY_BETWEEN,
    DEATH_UNTOLD,
    NEVER_SETTLED,
    POST_LATE,
    POST_LOST,
    TOO_NEW,
)


@dataclass(frozen=True)
class Fault:
    """A look that said what a reader with a memory would not."""

    at: datetime
    site: str
    kind: str
    cause: str
    said: str
    expected: str


def _wrong_status(said: Status, expected: Expected) -> str | None:
    if said in expected.statuses:
        return None
    if said is Status.AKTIF:
        return FALSELY_AKTIF
    if said is Status.TIDAK_AKTIF:
        return FALSELY_DEAD
    if expected.statuses == {Status.TIDAK_AKTIF} and not expected.days:
        return DEATH_UNTOLD
    return NEVER_SETTLED if said is Status.TIDAK_TERUKUR else FALSELY_BETWEEN


def judge(site: Site, seen: Seen, expected: Expected) -> list[str]:
    """The kinds of fault in what was said."""
    kinds = []
    if kind := _wrong_status(seen.status, expected):
        kinds.append(kind)
    last = seen.report.last_post
    day = last.published.astimezone(WIB).date() if last else None
    if expected.newest and day is None:
        kinds.append(POST_LOST)
    elif expected.since and day and day < expected.since:
        kinds.append(POST_LATE)
    if expected.days and day and day > max(expected.days):
        kinds.append(TOO_NEW)
    return kinds


def right_day(seen: Seen, expected: Expected) -> bool:
    """Whether the day of the last post is the true one. Call it only where days are expected."""
    last = seen.report.last_post
    return last is not None and last.published.astimezone(WIB).date() in expected.days


def _traits(style: Style) -> str:
    """What of a site's look may lead astray by itself."""
    traits = [
        "shell" if style.system == "shell" else "",
        "undated pages" if not style.dated else "",
        f"clock {style.clock}" if style.clock else "",
        f"order by {style.order}" if style.order != "date" else "",
        "random box" if style.random_box else "",
        "pinned" if style.pinned else "",
        "agenda" if style.agenda else "",
        "many lists" if style.sections else "",
        f"zone +{style.zone}" if style.zone != 7 else "",
    ]
    return next((trait for trait in traits if trait), "nothing special")


def cause(site: Site, marks: list[Mark], since: datetime) -> str:
    """What most likely brought about a fault that began then: the last event that leads astray within half a year,
    else the most suspect trait of the site's look."""
    for mark in reversed(marks):
        daily = mark.what in EVENTS and EVENTS[mark.what].daily
        if not daily and since - timedelta(days=185) <= mark.at <= since:
            return mark.what
    return _traits(site.style)
