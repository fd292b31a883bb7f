"""Time as a witness: which date of a post holds, beside what earlier looks saw of it (``history``).

One that was known with an older date never becomes newer: edits, corrected addresses, restored articles, session ids and
imports give old posts new dates. A date that went on with the days was never one. Nothing is published after it was
seen: what stood in a list without a date is not of a later day that it shows one day. What was not seen before is dated
as printed; nothing follows from its being new to us.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from opd_exporter.domain.candidate import Candidate, Doubt, Recall, Refusal
from opd_exporter.posts.clock import HOUR, may_still_be_clock, moved_with_the_days
from opd_exporter.posts.context import Context
from opd_exporter.posts.history import SLACK, STANDS, History, Sighting, is_an_earlier_day, name_of
from opd_exporter.text.address import normal

ANNOUNCED = timedelta(days=31)
"""A post is announced days or weeks before its day. What stood there longer before the day that it bears had been
published: the day is that of an event, or mistyped."""
OF_ITS_DATE = frozenset({Doubt.CLOCK, Doubt.ONE_MOMENT, Doubt.EVENT, Doubt.UNDATED, Doubt.PUT_UP_AGAIN})
"""What a date that was known before settles. It says nothing of whether a page opens, or whose text it is."""
MONTHS_DIFFER = 0.03
"""Share of an age by which it may be wrong: a month is 28 to 31 days, or 30, and nobody says which."""


def held(candidate: Candidate, history: History, context: Context, *, standing: bool = True) -> Candidate:
    """The candidate with the date that holds in the light of what was seen before. ``standing``: a post of the same
    title still stands at its own address with its own date, so that this is another (yearly events)."""
    known = history.by_address.get(normal(candidate.url))
    if known and known.gave_way_to(candidate.title):
        # What stood at an address says nothing of another post that stands there now; what is known of that one does.
        if name_of(candidate.title) not in history.by_title:
            return _in_its_stead(candidate, known, context)
        known = None
    # A yearly event bears the title of last year's; while that post still stands, this is another. An address at which no
    # date was seen says less than what is known of the title.
    if (known is None or known.undated) and not standing:
        known = history.elsewhere(candidate) or known
    one = _as_known(candidate, known, context)
    if known is None or not known.again or one.refused or one.published is None:
        return one
    # What may be an old post put up again stays so at every look, until it shows a day before the one that made it new.
    put_right = is_an_earlier_day(one.published, known.published)
    return one if put_right else replace(one, open=Doubt.PUT_UP_AGAIN)


def _as_known(candidate: Candidate, known: Sighting | None, context: Context) -> Candidate:
    """The candidate with the date that holds beside the sighting that it is known by."""
    # What dated it once need not do so for ever: feeds list the newest only.
    if known is None or candidate.refused not in (None, Refusal.NO_DATE, Refusal.FUTURE):
        return candidate
    # A day ahead beside a post that is known with its own is an edit's, or somebody else's.
    if candidate.refused is Refusal.FUTURE:
        return _kept(candidate, known) if known.certain else candidate
    if candidate.published is None:
        return candidate if known.clock or known.doubted else _kept(candidate, known)
    if known.undated:
        return _not_after(candidate, known, known.published)
    # It stood there long before the day that it bears: that day was never the one of publishing.
    if known.published - known.seen > ANNOUNCED:
        return _not_after(candidate, known, known.seen)
    later = (context.day(candidate.published) - context.day(known.published)).days
    if later == 0:
        return _still_the_same(candidate, candidate.published, known, context)
    if later < 0:
        return _older(candidate, candidate.published, known, -later, context)
    return _newer(candidate, candidate.published, known, later, context)


def _in_its_stead(candidate: Candidate, known: Sighting, context: Context) -> Candidate:
    """Another post at the address of a known one: announcements are swapped in place, numbers are given anew after a
    crash. As printed; where it is newer, once it has stood for a week: a saying of the day is another each day."""
    when = candidate.published
    if when is None or candidate.refused or not is_an_earlier_day(known.published, when):
        return candidate
    stood = known.showed(context.day(when), context.now, context.zone, STANDS)
    return (
        candidate
        if stood
        else replace(candidate, open=Doubt.PUT_UP_AGAIN, detail=Recall.IN_ITS_STEAD.text, shown=when)
    )


def _still_the_same(candidate: Candidate, shown: datetime, known: Sighting, context: Context) -> Candidate:
    """Whether it was a clock is settled once no clock could have told that day at both looks."""
    waited = candidate.open is Doubt.CLOCK and not known.clock
    settled = waited and not may_still_be_clock(shown, known.seen, context)
    return replace(candidate, open=None, detail="") if settled else candidate


def _older(candidate: Candidate, shown: datetime, known: Sighting, days: int, context: Context) -> Candidate:
    """As printed: an editor put it right, and an older date makes nobody aktif. But an age in months or years is no more
    exact than these are long, so what was known of its day stands."""
    age = (context.now - shown).days
    unsure = candidate.rounded > 1 and days <= max(1, MONTHS_DIFFER * age)
    return _kept(candidate, known) if unsure and not known.clock else candidate


def _newer(candidate: Candidate, shown: datetime, known: Sighting, days: int, context: Context) -> Candidate:
    """A known post never becomes newer; what goes on with the days is a clock, and dates nothing."""
    if not known.clock and days <= width_of(candidate, context.now):
        if _has_not_grown(candidate, known, days, context):
            return replace(_kept(candidate, known), open=Doubt.CLOCK, detail=Recall.UNGROWN.text)
        # An age rounded down goes on with the days until it counts one more. One told in hours that is told in days now
        # has grown; what stands still does not.
        grown = context.has_time(known.published) and not context.has_time(shown)
        return (
            replace(_kept(candidate, known), open=candidate.open)
            if known.doubted and not grown
            else _kept(candidate, known)
        )
    # The order matters: what stands still for a week is forgiven before it is asked whether it moves.
    if known.clock and _is_none_any_more(known, shown, context):
        return candidate
    if known.clock or _moves(known, shown, context.now):
        return replace(candidate, published=None, open=Doubt.CLOCK, detail=Recall.MOVED.text, shown=shown)
    kept = _kept(candidate, known)
    # A clock moves again on the next day; an edit's or an import's date stands still then.
    may = _may_move(known, shown, context) and not tells_what_it_showed(candidate, known)
    return replace(kept, open=Doubt.CLOCK, detail=Recall.MAY_MOVE.text) if may and kept.counts else kept


def width_of(candidate: Candidate, now: datetime) -> float:
    """Days by which a date that is told as an age may be newer than it is; zero for an exact one."""
    if candidate.published is None or candidate.rounded <= 1:
        return candidate.rounded
    return candidate.rounded + MONTHS_DIFFER * (now - candidate.published).days


def tells_what_it_showed(candidate: Candidate, known: Sighting) -> bool:
    """Whether an age in weeks or more tells the newer day that a post showed before: it goes on with the days until it
    counts one more."""
    shown = candidate.shown or candidate.published
    if candidate.rounded <= 1 or shown is None or known.shown is None:
        return False
    return timedelta() < shown - known.shown <= timedelta(days=candidate.rounded)


def _has_not_grown(candidate: Candidate, known: Sighting, days: int, context: Context) -> bool:
    """Whether an age that makes a post ``days`` newer than an earlier age did has counted less than has passed since by a
    whole unit, as none does that is reckoned anew."""
    if not known.rounded or known.still:
        return False
    # Between two looks an age grows by the days that pass, less what its rounding hides; here it grew by ``counted``.
    counted = timedelta(days=(context.today - context.day(known.seen)).days - days)
    width = timedelta(days=width_of(candidate, context.now))
    return context.now - known.seen - counted >= width + HOUR


def _may_move(known: Sighting, shown: datetime, context: Context) -> bool:
    """Whether a date that was never seen to stand still has gone on as far as time since it was seen first, and not shown
    on an earlier day what it shows now."""
    if known.still or known.stood or known.showed(context.day(shown), context.now, context.zone):
        return False
    return moved_with_the_days(known.published, known.seen, shown, context.now)


def _is_none_any_more(known: Sighting, shown: datetime, context: Context) -> bool:
    """Whether what was a clock shows a day that stands still now, and that is none after the post was seen first."""
    stands = known.showed(context.day(shown), context.now, context.zone, STANDS)
    return stands and shown <= known.seen + SLACK


def _not_after(candidate: Candidate, known: Sighting, latest: datetime) -> Candidate:
    """The candidate as printed, unless it was seen before that day under the same title: then it is of ``latest`` at the
    latest."""
    same = name_of(candidate.title) in known.names
    if not same or candidate.published is None or candidate.published <= known.seen + SLACK:
        return candidate
    bound = replace(candidate, published=latest, shown=candidate.published, found=Recall.SEEN_BEFORE.text)
    return replace(bound, open=Doubt.UNDATED, detail=Recall.SEEN_BEFORE.text)


def _kept(candidate: Candidate, known: Sighting) -> Candidate:
    kept = replace(candidate, published=known.published, found=Recall.KEPT.text, shown=candidate.published)
    if candidate.open and candidate.open not in OF_ITS_DATE:
        return kept
    return replace(kept, open=None, refused=None, rule="", detail="")


def _moves(known: Sighting, now_shown: datetime, now: datetime) -> bool:
    """Whether a date goes on with the days: it did so since it was seen first and, when nothing was doubtful about it
    then, since it last showed another, too: an edit or an import moves it once. One that stood still for long was none
    before, whatever stands in its place since."""
    if known.stood or not moved_with_the_days(known.published, known.seen, now_shown, now):
        return False
    # What was doubted when it was seen first needs no second step: it has moved as a clock would.
    if known.doubted:
        return True
    return bool(
        known.shown and known.shown_at and moved_with_the_days(known.shown, known.shown_at, now_shown, now)
    )
