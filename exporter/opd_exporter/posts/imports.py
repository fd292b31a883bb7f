"""The day of an import: known posts come back with it together, and what bears it was mostly brought along with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from opd_exporter.domain.candidate import Candidate, Doubt, Recall, Refusal
from opd_exporter.domain.vocabulary import EXACT, Source
from opd_exporter.posts.clock import HOUR, MOMENT
from opd_exporter.posts.context import Context
from opd_exporter.posts.history import IMPORTED, NEXT, History, are_apart, name_of, shared_days

BROUGHT = timedelta(days=31)
"""Before it is seen, an import may have been there for so long: a monitor may be off for weeks."""


def without_imports(
    candidates: Mapping[str, Candidate],
    moved: Mapping[str, date],
    history: History,
    context: Context,
    *,
    rolling: Collection[str] = (),
    accepted: Collection[str] = (),
) -> dict[str, Candidate]:
    """The same candidates; refused where their day is one that known posts came back with together, now or at earlier
    looks (``shared_days``), or where one moment dates all entries and a known post came back with it; left open where a
    look saw that once, so that it may be a clock's.

    ``moved`` are the keys of such posts with the day that they show now. Where some of them are ``rolling``, on with the
    days, that is no import but how the site dates whatever stands there: a post among them may be new, so that it stays
    open; yet no clock of the pages dates what a feed or an interface does. What was written after the import, by its own
    time, is no part of it, and neither is what an earlier look ``accepted`` (keys) that knew of the import."""
    clocks = {_dated_by(one) for key, one in candidates.items() if key in moved and key in rolling}
    by_clocks = {key for key in moved.keys() & candidates.keys() if _dated_by(candidates[key]) in clocks}
    of_all = _import_days(candidates, moved, history, context)
    of_others = _import_days(candidates, moved, history, context, but_for=by_clocks) if clocks else of_all
    rolls = not moved.keys().isdisjoint(rolling)
    runs = _runs(candidates, moved)

    def judged(key: str, one: Candidate) -> Candidate:
        if one.published is None or key in moved:
            return one
        # The clock that rolls in a template rolls in no feed, so that what rolls there counts for nothing here.
        apart = one.source in EXACT and _dated_by(one) not in clocks
        days = of_others if apart else of_all
        day, at_its_moment = context.day(one.published), days.has_moment_of(one)
        if not at_its_moment and not days.brought(day, accepted=key in accepted):
            unsure = day in days.perhaps and key not in accepted
            return one.doubt(Doubt.ONE_MOMENT) if unsure else one
        # It bears the day of what came back. Where that rolls on with the days, it may be new all the same.
        if rolls and not apart:
            return one.doubt(Doubt.CLOCK, Recall.AMONG_CLOCKS.text)
        later = not at_its_moment and _is_after(one.published, runs.get(_dated_by(one), ()), context)
        return one if later else one.refuse(Refusal.IMPORTED)

    return {key: judged(key, one) for key, one in candidates.items()}


@dataclass(frozen=True)
class _ImportDays:
    """When posts were brought here, by the known ones that came back."""

    before: frozenset[date]
    """Of imports that earlier looks knew."""
    now: frozenset[date]
    """Of those that this look shows."""
    perhaps: frozenset[date]
    """Days that several show, and that a look saw but once: they may be a clock's."""
    moments: tuple[datetime, ...]

    def brought(self, day: date, *, accepted: bool) -> bool:
        """Whether what bears this day was brought then; ``accepted`` when that look knew of the import."""
        return day in self.now or (day in self.before and not accepted)

    def has_moment_of(self, one: Candidate) -> bool:
        """Whether a source dates all its entries by the moment at which a known post came back."""
        if one.open is not Doubt.ONE_MOMENT or one.published is None:
            return False
        return any(abs(one.published - moment) <= MOMENT for moment in self.moments)


def _import_days(
    candidates: Mapping[str, Candidate],
    moved: Mapping[str, date],
    history: History,
    context: Context,
    *,
    but_for: Collection[str] = (),
) -> _ImportDays:
    """``but_for`` are keys of such posts that tell of no import."""
    before = history.imports(context.zone)
    posts = _posts_with_days(
        candidates, {key: day for key, day in moved.items() if key not in but_for}, context
    )
    leave_out = {_name(key, candidates[key]) for key in but_for}
    came_back = (one for one in history.came_back(stood=False) if one[0] not in leave_out)
    shown = posts | {(name, context.day(when)) for name, when in came_back}
    arrival = _arrival(candidates, history, context)
    brought = {day for _, day in shown if arrival and timedelta() <= arrival - day <= BROUGHT}
    now = (shared_days(posts) | brought) - before
    moments = tuple(when for _, when in history.came_back() if context.has_time(when))
    return _ImportDays(before, now, shared_days(shown) - before - now, moments)


def _posts_with_days(
    candidates: Mapping[str, Candidate], moved: Mapping[str, date], context: Context
) -> frozenset[tuple[str, date]]:
    """The known posts that come back now, and their days; what stands at several addresses is one post, and what shows
    the day beside its own may show it in another zone."""
    listed = {key: candidates[key] for key in moved.keys() & candidates.keys()}
    names = {key: _name(key, one) for key, one in listed.items()}
    own = {key: context.day(one.published) for key, one in listed.items() if one.published}
    return frozenset(
        (names.get(key) or key, day) for key, day in moved.items() if are_apart(day, own.get(key))
    )


def _name(key: str, one: Candidate) -> str:
    """What a post is known by: its title, else its key."""
    return name_of(one.title) or key


def _arrival(candidates: Mapping[str, Candidate], history: History, context: Context) -> date | None:
    """The day on which most of what is listed, posts that were known, was seen first at addresses that nobody had seen.
    Where lists show no days only those few posts tell the import's that are opened: one of them will do then."""
    listed = [key for key, one in candidates.items() if one.refused is None]
    known = [key for key in listed if candidates[key].dated_by is Recall.KEPT]
    addresses = Counter(name for one in history.by_address.values() for name in one.names)
    anew = [key for key in known if key not in history.by_address]
    moved = [key for key in known if key not in anew and addresses[name_of(candidates[key].title)] > 1]
    days = Counter(context.day(history.by_address[key].seen) for key in moved)
    days[context.today] += len(anew)
    day, count = days.most_common(1)[0]
    # Half of the list at least: of a list that goes on, a few old posts may be put up again on one day.
    return day if count > IMPORTED and 2 * count >= len(listed) else None


def _dated_by(one: Candidate) -> tuple[Source, str]:
    """What tells a candidate's time: of two that tell it in two zones, one seems to be hours after the other."""
    return one.source, one.seen_on if one.source is not Source.ARTICLE else ""


def _runs(
    candidates: Mapping[str, Candidate], moved: Collection[str]
) -> dict[tuple[Source, str], list[datetime]]:
    """The times that known posts show now, by what tells them."""
    runs: dict[tuple[Source, str], list[datetime]] = {}
    for key in moved:
        if (one := candidates.get(key)) and one.shown:
            runs.setdefault(_dated_by(one), []).append(one.shown)
    return runs


def _is_after(when: datetime, times: Iterable[datetime], context: Context) -> bool:
    """Whether a post was written when an import was over: later than its last by an hour, and by as long as it took.
    ``times`` are those that known posts show."""
    # An import that runs past midnight has two days.
    day = context.day(when)
    run = [one for one in times if context.day(one) in (day - NEXT, day)]
    if len(run) < IMPORTED or not all(map(context.has_time, (when, *run))):
        return False
    return when - max(run) > max(HOUR, max(run) - min(run))
