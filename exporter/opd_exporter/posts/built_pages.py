"""Days on which pages were built: a clock in a template that stands still, since a cache keeps each page for weeks.

No later look tells such a day from that of publishing. But nothing is published after it was listed. Where two posts'
pages print a day after the look that saw them listed without one, or a week after they were seen with another, their
section's pages tell when they were built; unless one of these prints a day that is older than caches keep pages, or more
of them stand still.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from opd_exporter.domain.candidate import Candidate, Doubt, Recall
from opd_exporter.domain.vocabulary import Source
from opd_exporter.posts.address_parts import section_of
from opd_exporter.posts.context import Context
from opd_exporter.posts.history import STANDS, History, Sighting, are_apart

CACHED = timedelta(days=31)
"""Caches keep pages for days or weeks. What was older when a page printed it is a day of its own."""
LATE = 2
"""Posts that print a day after they were listed: one may have been edited, or listed before its page stood there."""


def without_built_days(
    candidates: Mapping[str, Candidate],
    printed: Mapping[str, datetime],
    history: History,
    context: Context,
) -> dict[str, Candidate]:
    """The same candidates; dated by nothing where their section's pages print when they were built. ``printed`` are the
    dates of the pages that this look opened, by key."""
    built = _sections_of_built(candidates, printed, history, context)

    def judged(one: Candidate) -> Candidate:
        known = one.dated_by is Recall.KEPT
        by_page = known or (one.source is Source.ARTICLE and one.dated_by is None)
        if section_of(one.url) not in built or one.refused or one.published is None or not by_page:
            return one
        shown = one.shown if known else one.published
        return replace(one, published=None, shown=shown, open=Doubt.CLOCK, detail=Recall.MOVED.text)

    return {key: judged(one) for key, one in candidates.items()}


def _sections_of_built(
    candidates: Mapping[str, Candidate],
    printed: Mapping[str, datetime],
    history: History,
    context: Context,
) -> set[str]:
    """The sections whose pages print when they were built."""
    late: dict[str, dict[str, date]] = {}
    for key, known in history.by_address.items():
        if shown := _late(known, candidates.get(key) if key in printed else None, context.now):
            late.setdefault(section_of(known.url), {})[key] = context.day(shown)

    def is_built(section: str, days: Mapping[str, date]) -> bool:
        here = {key: when for key, when in printed.items() if section_of(candidates[key].url) == section}
        if any(context.now - when > CACHED for when in here.values()) or _kept_days(section, history):
            return False
        others = [context.day(when) for key, when in here.items() if key not in days]
        listed = sum(history.by_address[key].undated for key in days)
        enough = listed >= LATE or len(days) >= max(LATE, len(others))
        # An import gives all one day.
        return enough and are_apart(min([*days.values(), *others]), max(days.values()))

    return {section for section, days in late.items() if is_built(section, days)}


def _kept_days(section: str, history: History) -> bool:
    """Whether a post of this section had a day of its own when it was seen first: older than caches keep pages."""
    old = (one for one in history.by_address.values() if one.certain and one.seen - one.published > CACHED)
    return any(section_of(one.url) == section for one in old)


def _late(known: Sighting, page: Candidate | None, now: datetime) -> datetime | None:
    """The day that a post's page prints though it was listed before that, where it does. ``page`` is what a look makes of
    the page that it opened; without it, what was printed holds as long as a cache may keep it. A known date may be
    edited within days."""
    if page is None:
        kept = known.undated and known.shown_at and now - known.shown_at <= CACHED
        return known.shown if kept else None
    if page.shown is None or page.dated_by not in (Recall.SEEN_BEFORE, Recall.KEPT):
        return None
    return page.shown if page.dated_by is Recall.SEEN_BEFORE or page.shown - known.seen > STANDS else None
