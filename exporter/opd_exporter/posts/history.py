"""Time as a witness: what earlier looks saw of a post, and what follows for the date it shows now.

A post is known by its title as much as by its address, and one that was known with an older date never becomes newer:
edits, corrected addresses, restored articles, session ids and imports give old posts new dates. A date that went on
with the days was never one. Nothing is published after it was seen: what stood in a list without a date is not of a later
day that it shows one day. What was not seen before is dated as printed; nothing follows from its being new to us.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, tzinfo

from opd_exporter.domain.candidate import Candidate, Doubt, Recall, Refusal
from opd_exporter.posts.clock import HOUR, may_still_be_clock, moved_with_the_days
from opd_exporter.posts.context import Context
from opd_exporter.posts.title_size import TITLE_WORDS
from opd_exporter.text.address import normal
from opd_exporter.text.similarity import folded

MAX_SIGHTINGS = 1_000
"""Entries remembered of a site: those seen last."""
KEPT_TITLE = 80
"""Characters of a folded title that are kept."""
IMPORTED = 2
"""Known posts that came back together with one new day from which on that day is one of an import."""
_CUT = ("...", "…")
"""How templates end a title that they cut."""
SLACK = timedelta(days=1)
"""A page may print tomorrow's day: clocks stand in other zones."""
STANDS = timedelta(days=7)
"""A day that is shown again after so long is no clock's: further than zones reach, and longer than caches keep pages."""
ANNOUNCED = timedelta(days=31)
"""A post is announced days or weeks before its day. What stood there longer before the day that it bears had been
published: the day is that of an event, or mistyped."""
MONTHS_DIFFER = 0.03
"""Share of an age by which it may be wrong: a month is 28 to 31 days, or 30, and nobody says which."""


@dataclass(frozen=True)
class Sighting:
    """A dated entry as it was seen first with this date."""

    url: str
    title: str
    """Folded, cut."""
    published: datetime
    seen: datetime
    also: str = ""
    """Another title that it bore since, likewise: an editor's, or an import's."""
    clock: bool = False
    """Its date was found to move with the days; the page dates nothing."""
    doubted: bool = False
    """It was an open question then."""
    undated: bool = False
    """It showed no date; ``published`` is the latest that it can be."""
    rounded: float = 0.0
    """Days by which ``published`` may be newer than it is, told as an age."""
    still: bool = False
    """It showed this date again a day and more later, when a clock's would have moved."""
    stood: bool = False
    """It showed this date for a week and more (``STANDS``)."""
    shown: datetime | None = None
    shown_at: datetime | None = None
    """A newer date that it showed since, and when it did so first."""
    shown_stood: bool = False
    """It showed that one on a later day, too."""
    again: bool = False
    """It may be an old post, put up again under a title too brief to be known by (``put_up_again``)."""

    def showed(self, day: date, now: datetime, zone: tzinfo, since: timedelta = SLACK) -> bool:
        """Whether it showed this newer day at an earlier look, too, a day or more ago (or ``since`` when): an import's or
        an edit's, which stands still."""
        return (
            self.shown is not None
            and self.shown_at is not None
            and self.shown.astimezone(zone).date() == day
            and now - self.shown_at >= since
        )

    @property
    def certain(self) -> bool:
        """Whether its date is the post's own."""
        return not (self.undated or self.doubted or self.clock)

    @property
    def names(self) -> frozenset[str]:
        """The titles that it is known by."""
        return frozenset(filter(None, (self.title, self.also)))


def name_of(title: str) -> str:
    """A title as it is compared, or an empty string for one that may stand over many posts."""
    name = folded(title)
    return name[:KEPT_TITLE] if name.count(" ") + 1 >= TITLE_WORDS else ""


def is_cut(title: str) -> bool:
    """Whether a template cut the title short."""
    return title.rstrip().endswith(_CUT)


@dataclass(frozen=True)
class History:
    """Sightings by address (:func:`normal`), and the oldest of each title."""

    by_address: Mapping[str, Sighting] = field(default_factory=dict)
    by_title: Mapping[str, Sighting] = field(default_factory=dict)
    moves: Mapping[str, tuple[Sighting, ...]] = field(default_factory=dict)
    """By title: those that showed a newer date since."""

    @classmethod
    def of(cls, sightings: Mapping[str, Sighting]) -> History:
        """The history that a record keeps."""
        titles: dict[str, Sighting] = {}
        moves: dict[str, tuple[Sighting, ...]] = {}
        for one in sightings.values():
            for title in one.names:
                if one.shown:
                    moves[title] = (*moves.get(title, ()), one)
                known = titles.get(title)
                # Of posts of one title the oldest: it is what a restored or moved copy must not outshine. Where that
                # moved, as it was seen last, which stands at the end.
                if known is None or (one.undated, one.published) <= (known.undated, known.published):
                    titles[title] = one
        return cls(sightings, titles, moves)

    def _cut(self, title: str) -> Sighting | None:
        """The sighting of which a title shows the beginning ("Warga belajar merawat ...")."""
        begins = name_of(title) if is_cut(title) else ""
        return next((one for name, one in self.by_title.items() if begins and name.startswith(begins)), None)

    def came_back(self, *, stood: bool = True) -> set[tuple[str, datetime]]:
        """The newer dates with which known posts came back, by the posts' titles. ``stood``: those that stood still."""
        return {
            (one.title or key, one.shown)
            for key, one in self.by_address.items()
            if one.shown and (one.shown_stood or not stood)
        }

    def entered_anew(self, since: datetime) -> bool:
        """Whether a known post came to stand at another address with a newer date, seen first since then."""
        addresses = Counter(name for one in self.by_address.values() for name in one.names)
        return any(
            one.shown and one.seen >= since and any(addresses[name] > 1 for name in one.names)
            for one in self.by_address.values()
        )

    def imports(self, zone: tzinfo) -> frozenset[date]:
        """The days with which known posts came back together: those of imports."""
        posts = {(name, when.astimezone(zone).date()) for name, when in self.came_back()}
        days = Counter(day for _, day in posts)
        return frozenset(day for day, count in days.items() if count >= IMPORTED)

    def newest(self) -> datetime | None:
        """The newest date that is certain."""
        return max((one.published for one in self.by_address.values() if one.certain), default=None)

    def rolls(self, candidate: Candidate, now: datetime) -> bool:
        """Whether posts of this title, wherever they stood, showed dates that went on with the days. An age in weeks or
        more does so until it counts one more."""
        when = candidate.published
        return (
            when is not None
            and candidate.rounded <= 1
            and any(
                one.shown and one.shown_at and moved_with_the_days(one.shown, one.shown_at, when, now)
                for one in self.moves.get(name_of(candidate.title), ())
            )
        )

    def elsewhere(self, candidate: Candidate) -> Sighting | None:
        """The same title at another address with an older day, or with any where the candidate shows none."""
        known = self.by_title.get(name_of(candidate.title)) or self._cut(candidate.title)
        if known is None or normal(known.url) == normal(candidate.url):
            return None
        if candidate.published is None:
            return None if known.undated else known
        return known if _is_an_earlier_day(known.published, candidate.published) else None

    def dated_anew(self, undated: Sighting) -> Sighting | None:
        """The sighting of a post that nobody saw dated at first, at the address at which it showed a day since."""
        later = (one for name in undated.names for one in self.moves.get(name, ()))
        return next((one for one in later if one.undated and one.published == undated.published), None)


NO_HISTORY = History()


def _is_an_earlier_day(one: datetime, other: datetime) -> bool:
    return one.astimezone(other.tzinfo).date() < other.date()


def are_apart(one: date, other: date | None) -> bool:
    """Whether two days of one post cannot be the same day told in two zones."""
    return other is None or abs(one - other) > SLACK


def width_of(candidate: Candidate, now: datetime) -> float:
    """Days by which a date that is told as an age may be newer than it is; zero for an exact one."""
    if candidate.published is None or candidate.rounded <= 1:
        return candidate.rounded
    return candidate.rounded + MONTHS_DIFFER * (now - candidate.published).days


def held(candidate: Candidate, history: History, context: Context, *, standing: bool = True) -> Candidate:
    """The candidate with the date that holds in the light of what was seen before. ``standing``: a post of the same
    title still stands at its own address with its own date, so that this is another (yearly events)."""
    known = history.by_address.get(normal(candidate.url))
    # A yearly event bears the title of last year's; while that post still stands, this is another. An address at which no
    # date was seen says less than what is known of the title.
    if (known is None or known.undated) and not standing:
        known = history.elsewhere(candidate) or known
    one = _as_known(candidate, known, history, context)
    if known is None or not known.again or one.refused or one.published is None:
        return one
    put_right = _is_an_earlier_day(one.published, known.published)
    return one if put_right else replace(one, open=Doubt.PUT_UP_AGAIN)


def _as_known(candidate: Candidate, known: Sighting | None, history: History, context: Context) -> Candidate:
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
    if known.published - known.seen > ANNOUNCED:
        return _not_after(candidate, known, known.seen)
    later = (context.day(candidate.published) - context.day(known.published)).days
    if later == 0:
        return _still_the_same(candidate, candidate.published, known, context)
    if later < 0:
        return _older(candidate, candidate.published, known, -later, context)
    return _newer(candidate, candidate.published, known, later, context)


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
        return replace(_kept(candidate, known), open=candidate.open if known.doubted and not grown else None)
    if known.clock and _is_none_any_more(known, shown, context):
        return candidate
    if known.clock or _moves(known, shown, context.now):
        return replace(candidate, published=None, open=Doubt.CLOCK, detail=Recall.MOVED.text, shown=shown)
    kept = _kept(candidate, known)
    # A clock moves again on the next day; an edit's or an import's date stands still then.
    may = _may_move(known, shown, context) and not tells_what_it_showed(candidate, known)
    return replace(kept, open=Doubt.CLOCK, detail=Recall.MAY_MOVE.text) if may else kept


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
