"""Time as a witness: what earlier looks saw of a post, and what follows for the date it shows now.

A post is known by its title as much as by its address, and one that was known with an older date never becomes newer:
edits, corrected addresses, restored articles, session ids and imports give old posts new dates. A date that went on
with the days was never one. What was not seen before is dated as printed; nothing follows from its being new to us.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from opd_exporter.domain.candidate import Candidate, Doubt, Refusal
from opd_exporter.posts.clock import may_still_be_clock, moved_with_the_days
from opd_exporter.posts.context import Context
from opd_exporter.text.address import normal
from opd_exporter.text.similarity import folded

MAX_SIGHTINGS = 1_000
MAX_TITLE = 80
"""Characters of a folded title that are kept."""
TITLE_WORDS = 4
"""Words from which on a title names one post: "Pengumuman" names many."""
IMPORTED = 2
"""Known posts that came back together with one new day from which on that day is one of an import."""
MOVED = "bergerak bersama hari: jam, bukan tanggal terbit"
AMONG_CLOCKS = "posting lain di sini bertanggal yang bergerak bersama hari"
KEPT = "tanggal yang diketahui lebih dahulu"


@dataclass(frozen=True)
class Sighting:
    """A dated entry as it was seen first with this date."""

    url: str
    title: str
    """Folded, cut."""
    published: datetime
    seen: datetime
    clock: bool = False
    """Its date was found to move with the days; the page dates nothing."""
    doubted: bool = False
    """It was an open question then."""
    shown: datetime | None = None
    shown_at: datetime | None = None
    """A newer date that it showed since, and when it did so first."""


def name_of(title: str) -> str:
    """A title as it is compared, or an empty string for one that may stand over many posts."""
    name = folded(title)
    return name[:MAX_TITLE] if name.count(" ") + 1 >= TITLE_WORDS else ""


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
            if one.title and one.shown:
                moves[one.title] = (*moves.get(one.title, ()), one)
            known = titles.get(one.title)
            if one.title and (known is None or one.published < known.published):
                titles[one.title] = one
        return cls(sightings, titles, moves)

    def rolls(self, candidate: Candidate, now: datetime) -> bool:
        """Whether posts of this title, wherever they stood, showed dates that went on with the days."""
        when = candidate.published
        return when is not None and any(
            one.shown and one.shown_at and moved_with_the_days(one.shown, one.shown_at, when, now)
            for one in self.moves.get(name_of(candidate.title), ())
        )

    def elsewhere(self, candidate: Candidate) -> Sighting | None:
        """The same title at another address with an older day, or with any where the candidate shows none."""
        known = self.by_title.get(name_of(candidate.title))
        if known is None or normal(known.url) == normal(candidate.url):
            return None
        if candidate.published is None:
            return known
        return known if known.published.date() < candidate.published.date() else None


NO_HISTORY = History()


def _day(when: datetime, context: Context) -> date:
    return when.astimezone(context.zone).date()


def held(candidate: Candidate, history: History, context: Context, *, standing: bool = True) -> Candidate:
    """The candidate with the date that holds in the light of what was seen before. ``standing``: a post of the same
    title still stands at its own address with its own date, so that this is another (yearly events)."""
    known = history.by_address.get(normal(candidate.url))
    if known is None:
        known = None if standing else history.elsewhere(candidate)
    undated = (
        candidate.refused is Refusal.NO_DATE
    )  # what dated it once need not do so for ever: feeds list the newest
    if known is None or (candidate.refused and not undated):
        return candidate
    if candidate.published is None:
        return candidate if known.clock or known.doubted else _kept(candidate, known)
    day, before = _day(candidate.published, context), _day(known.published, context)
    if day == before:
        settled = candidate.open is Doubt.CLOCK and not may_still_be_clock(
            candidate.published, known.seen, context
        )
        return replace(candidate, open=None, detail="") if settled and not known.clock else candidate
    if day < before:
        return candidate
    if known.clock or _moves(known, candidate.published, context.now):
        return replace(candidate, published=None, open=Doubt.CLOCK, detail=MOVED)
    return _kept(candidate, known)


def _kept(candidate: Candidate, known: Sighting) -> Candidate:
    kept = replace(candidate, published=known.published, found=KEPT, shown=candidate.published)
    return replace(kept, open=None, refused=None, detail="")


def _moves(known: Sighting, now_shown: datetime, now: datetime) -> bool:
    """Whether a date goes on with the days: it did so since it was seen first and, when nothing was doubtful about it
    then, since it last showed another, too: an edit or an import moves it once."""
    if not moved_with_the_days(known.published, known.seen, now_shown, now):
        return False
    if known.doubted:
        return True
    return bool(
        known.shown and known.shown_at and moved_with_the_days(known.shown, known.shown_at, now_shown, now)
    )


def without_imports(
    candidates: Mapping[str, Candidate],
    moved: Mapping[str, date],
    context: Context,
    rolling: Collection[str] = (),
) -> dict[str, Candidate]:
    """The same candidates; refused where their day is the one that known posts came back with together. ``moved`` are
    the keys of such posts with the day that they show now. Where some of them are ``rolling``, on with the days, that is
    no import but how the site dates whatever stands there: a post among them may be new, so that it stays open."""
    days = list(moved.values())
    imports = {day for day in days if days.count(day) >= IMPORTED}
    clocks = not moved.keys().isdisjoint(rolling)

    def judged(key: str, one: Candidate) -> Candidate:
        if one.published is None or key in moved or _day(one.published, context) not in imports:
            return one
        return one.doubt(Doubt.CLOCK, AMONG_CLOCKS) if clocks else one.refuse(Refusal.IMPORTED)

    return {key: judged(key, one) for key, one in candidates.items()}


def _after(one: Candidate, known: Sighting | None, now: datetime) -> Sighting | None:
    """What is kept of an entry that a look saw, and of what was known of it."""
    if one.refused or (one.published is None and one.detail != MOVED):
        return known
    if one.published is None:
        return replace(known, clock=True) if known else None
    if known is None or known.published != one.published:
        known = Sighting(one.url, name_of(one.title), one.published, now, doubted=one.open is not None)
    if one.open is None and known.doubted:
        known = replace(known, doubted=False)
    if one.shown and (known.shown is None or one.shown.date() != known.shown.date()):
        known = replace(known, shown=one.shown, shown_at=now)
    return known


def remembered(
    sightings: Mapping[str, Sighting], candidates: Iterable[Candidate], now: datetime
) -> dict[str, Sighting]:
    """The sightings after a look: each entry with the date that holds and when that was seen first."""
    after = dict(sightings)
    for one in candidates:
        key = normal(one.url)
        known = after.pop(key, None)
        kept = _after(one, known, now)
        if kept:
            after[key] = kept
    newest = list(after.items())[-MAX_SIGHTINGS:]
    return dict(newest)
