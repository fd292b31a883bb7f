"""Doors: front pages that only lead on. They are followed as a visitor would, to the page that is the place."""

from __future__ import annotations

from dataclasses import dataclass, replace

from opd_exporter.domain.vocabulary import Phase, Reason
from opd_exporter.engine.search.asking import HTML
from opd_exporter.engine.visit_steps import Asking, NoSite, answered
from opd_exporter.fetch.failure import Failure
from opd_exporter.fetch.model import Fetched
from opd_exporter.fetch.redirects import target
from opd_exporter.text.address import normal
from opd_exporter.workers import tasks
from opd_exporter.workers.readings import PageReading

MAX_DOORS = 3
"""Refreshes, frames and splash pages followed one after another; each is a request, and more of them lead in a circle."""


@dataclass
class FrontPage:
    """The page that is the site's front, once doors were passed."""

    fetched: Fetched
    front: PageReading
    doors: int = 0
    """How many doors lead to it."""


async def behind_doors(means: Asking, fetched: Fetched) -> FrontPage:
    """Follow refreshes, frames and splash pages as far as they lead to a page of their own."""
    greeting: FrontPage | None = None
    """The first page, when it may be the place although it has one link only."""
    passed: set[str] = set()
    place = FrontPage(fetched, await means.read(tasks.read_page, fetched))
    while place.front.forward and place.fetched.successful:
        if place.doors == 0 and place.front.greets:
            greeting = place
        passed.add(normal(place.fetched.final_url))
        if greeting and (place.doors == MAX_DOORS or normal(place.front.forward) in passed):
            return greeting  # what lies behind leads back: no door
        behind = await _next_door(means, place)
        if behind is None:
            break  # a page with something to read is the place when its only link leads to nothing
        place = FrontPage(behind, await means.read(tasks.read_page, behind), place.doors + 1)
    if greeting and place.front.dead and place.front.dead.reason is Reason.EMPTY_SHELL:
        return greeting  # nothing lies behind
    return place


async def _next_door(means: Asking, place: FrontPage) -> Fetched | None:
    """What lies behind a door; None when the page itself is the place. Raises :class:`NoSite`."""
    fetched, forward = place.fetched, place.front.forward
    if place.doors == MAX_DOORS or means.budget.exhausted:
        raise NoSite(fetched, Reason.REDIRECT, "satu halaman pengantar mengantar ke pengantar lain")
    try:
        target(302, [forward], fetched.final_url, means.context.scope, means.allow_networks)
    except Failure as failure:
        raise NoSite(fetched, failure.reason, str(failure)) from None
    behind = await means.get(forward, accept=HTML)
    if place.front.dead is None and not behind.unasked and not behind.ok:
        return None
    return answered(joined(fetched, behind))


def joined(first: Fetched, second: Fetched) -> Fetched:
    """Two fetches that a visitor sees as one: the door and what lies behind."""
    phases: dict[Phase, float] = dict(first.phases)
    for phase, seconds in second.phases.items():
        phases[phase] = phases.get(phase, 0.0) + seconds
    return replace(
        second,
        redirects=first.redirects + second.redirects + 1,
        duration=first.duration + second.duration,
        wire_bytes=first.wire_bytes + second.wire_bytes,
        requests=first.requests + second.requests,
        phases=phases,
        tls=second.tls or first.tls,
        status=second.status if second.status is not None else first.status,
    )
