"""Dates that go on with the days together: two entries that do so at one look need no second step to be known for it.

An editor moves a date once, an import gives all one day. Two posts that each show another day than before, and have gone
on as far as time has, are dated by a template: ages that stand still, a clock less a number.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import timedelta

from opd_exporter.domain.candidate import Candidate, Doubt, Recall
from opd_exporter.posts.clock import moved_with_the_days
from opd_exporter.posts.context import Context
from opd_exporter.posts.history import History, name_of
from opd_exporter.text.address import normal

TOGETHER = 2
"""Days that such entries show at least: one alone is that of an import."""
FAR = timedelta(days=2)
"""How far they went on at least: a template that tells another zone moves all dates by a day."""


def without_rolling(
    candidates: Mapping[str, Candidate], moved: Collection[str], history: History, context: Context
) -> dict[str, Candidate]:
    """The same candidates; dated by nothing where their dates roll together, and left open where the same page tells
    their age. ``moved`` are the keys of known posts that show a newer day than they had."""
    rolling = {key for key in moved if key in candidates and _rolls(candidates[key], history, context)}
    # What was seen before the day that it shows rolls as well.
    lying = {
        key: one for key, one in candidates.items() if key in rolling or one.dated_by is Recall.SEEN_BEFORE
    }
    if len({one.shown.date() for one in lying.values() if one.shown}) < TOGETHER:
        return _moved_by_the_site(candidates)
    places = {one.seen_on for one in lying.values()}

    def judged(key: str, one: Candidate) -> Candidate:
        if key in rolling:
            return replace(one, published=None, open=Doubt.CLOCK, detail=Recall.MOVED.text)
        aged = one.rounded and one.published and one.counts and one.seen_on in places
        return one.doubt(Doubt.CLOCK, Recall.AMONG_CLOCKS.text) if aged else one

    return {key: judged(key, one) for key, one in candidates.items()}


def _moved_by_the_site(candidates: Mapping[str, Candidate]) -> dict[str, Candidate]:
    """The same candidates; where several have moved once, less far than what rolls does, it was an import or another zone
    that moved them, and what was known holds."""
    may = {key: one for key, one in candidates.items() if one.recalled is Recall.MAY_MOVE}
    several = len({name_of(one.title) or key for key, one in may.items()}) >= TOGETHER
    settled = {key: replace(one, open=None, detail="") for key, one in may.items()} if several else {}
    return {**candidates, **settled}


def _rolls(one: Candidate, history: History, context: Context) -> bool:
    """Whether it went on with the days since it, or its title elsewhere, was seen first."""
    shown = one.shown
    if shown is None or one.refused:
        return False
    known = (history.by_address.get(normal(one.url)), history.by_title.get(name_of(one.title)))
    return any(
        shown - first.published >= FAR
        and moved_with_the_days(first.published, first.seen, shown, context.now)
        for first in known
        if first and not first.undated
    )
