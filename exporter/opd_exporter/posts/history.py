"""Time as a witness: what earlier looks saw of a post.

A post is known by its title as much as by its address. What follows for the date that it shows now: ``held``; what is
kept after a look: ``remembering``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo

from opd_exporter.domain.candidate import Candidate
from opd_exporter.posts.address_parts import own_name, query_of
from opd_exporter.posts.clock import moved_with_the_days
from opd_exporter.posts.title_size import TITLE_WORDS
from opd_exporter.text.address import normal
from opd_exporter.text.similarity import alike, folded

MAX_SIGHTINGS = 1_000
"""Entries remembered of a site: those seen last."""
KEPT_TITLE = 80
"""Characters of a folded title that are kept."""
IMPORTED = 2
"""Known posts that came back together with one new day from which on that day is one of an import."""
SAME_TITLE = 0.5
"""Share of words that a title has in common with the one it was put right from, at least."""
_CUT = ("...", "…")
"""How templates end a title that they cut."""
NEXT = timedelta(days=1)
"""From a day to the one beside it."""
SLACK = timedelta(days=1)
"""A page may print tomorrow's day: clocks stand in other zones."""
STANDS = timedelta(days=7)
"""A day that is shown again after so long is no clock's: further than zones reach, and longer than caches keep pages."""


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
        """The titles that it is known by; where a source tells none, as sitemaps do, the one that its address spells."""
        return frozenset(filter(None, (self.title, self.also))) or spelled_by(self.url)

    def gave_way_to(self, title: str) -> bool:
        """Whether a post of this ``title``, which is nothing like its own, took its place: at an address that is but a
        number, and spells no title. An editor who puts a title right leaves half of its words."""
        named = (
            self.certain and self.title and name_of(title) and not is_cut(title) and not spelled_by(self.url)
        )
        return bool(named) and all(alike(one, title) < SAME_TITLE for one in self.names)


def name_of(title: str) -> str:
    """A title as it is compared, or an empty string for one that may stand over many posts."""
    name = folded(title)
    return name[:KEPT_TITLE] if name.count(" ") + 1 >= TITLE_WORDS else ""


def spelled_by(url: str) -> frozenset[str]:
    """The title that an address spells, if any; with a query it may be a script's name, which all posts share."""
    return frozenset() if query_of(url) else frozenset(filter(None, (name_of(own_name(url)),)))


def shared_days(posts: Collection[tuple[str, date]]) -> frozenset[date]:
    """The days with which several posts came back, each by its name, and those beside them with which another did: an
    import that runs past midnight gives two."""
    days = Counter(day for _, day in posts)
    shared = {day for day, count in days.items() if count >= IMPORTED}
    return frozenset(day for day in days if not shared.isdisjoint({day - NEXT, day, day + NEXT}))


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
        """The newer dates with which known posts came back, by the posts' titles: those that are no one day told in two
        zones. ``stood``: those that stood still."""
        return {
            (one.title or key, one.shown)
            for key, one in self.by_address.items()
            if one.shown and one.shown - one.published > SLACK and (one.shown_stood or not stood)
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
        return shared_days({(name, when.astimezone(zone).date()) for name, when in self.came_back()})

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
        """The same title at another address with an older day, or with any where the candidate shows none. An address
        goes on to spell the title that its post was entered under, whatever an editor makes of that."""
        known = self.by_title.get(name_of(candidate.title)) or self._cut(candidate.title)
        known = known or self.by_title.get(name_of(own_name(candidate.url)))
        if known is None or normal(known.url) == normal(candidate.url):
            return None
        if candidate.published is None:
            return None if known.undated else known
        return known if is_an_earlier_day(known.published, candidate.published) else None

    def dated_anew(self, undated: Sighting) -> Sighting | None:
        """The sighting of a post that nobody saw dated at first, at the address at which it showed a day since."""
        later = (one for name in undated.names for one in self.moves.get(name, ()))
        return next((one for one in later if one.undated and one.published == undated.published), None)


NO_HISTORY = History()


def is_an_earlier_day(one: datetime, other: datetime) -> bool:
    """Whether one moment is of an earlier day than the other, in the other's zone."""
    return one.astimezone(other.tzinfo).date() < other.date()


def are_apart(one: date, other: date | None) -> bool:
    """Whether two days of one post cannot be the same day told in two zones."""
    return other is None or abs(one - other) > SLACK
