"""What memory says of a search's candidates: under which title it knows them, whether the post that bore it still stands,
and which date holds (``posts/held.py``)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from opd_exporter.domain.candidate import Candidate, Recall
from opd_exporter.engine.search.state import Crawl
from opd_exporter.posts.added_words import without
from opd_exporter.posts.held import held, width_of
from opd_exporter.posts.history import Sighting, are_apart, name_of
from opd_exporter.text.address import normal


def hold(crawl: Crawl, key: str) -> None:
    """Let what earlier looks saw decide over the date that a candidate shows now."""
    shown = crawl.candidates[key]
    crawl.candidates[key] = as_known(crawl, key, shown)
    if key in crawl.returned.moved and key not in crawl.earlier.history.by_address:
        crawl.returned.by_title.setdefault(key, shown)


def let_stand_beside(crawl: Crawl) -> None:
    """Take back that posts came back whose title, as lists read since show, still stands with its own day."""
    for key, shown in crawl.returned.by_title.items():
        rival = crawl.earlier.history.elsewhere(as_named(crawl, shown))
        if rival and title_stands(crawl, rival, beside=shown):
            crawl.candidates[key] = shown
            crawl.returned.moved.pop(key, None)


def as_known(crawl: Crawl, key: str, shown: Candidate) -> Candidate:
    """A candidate with the date that holds; where that is another than it shows, it has moved."""
    if any(own and _have_one_anchor(there, key) for there, own in crawl.returned.standing.items()):
        return shown  # what is known by the address that both titles make still stands further on
    title, shown = shown.title, as_named(crawl, shown)
    rival = crawl.earlier.history.elsewhere(shown)
    # An age that was rounded to the known day tells no other date: it need not be asked whether the old post stands.
    same_age = rival is not None and _within_rounding(crawl, shown, rival)
    stands = rival is None or (not same_age and title_stands(crawl, rival, beside=shown))
    kept = held(shown, crawl.earlier.history, crawl.context, standing=stands)
    known = crawl.earlier.history.by_address.get(key, rival)
    aged = known is not None and _within_rounding(crawl, shown, known)
    if shown.published and kept.published != shown.published and not aged:
        crawl.returned.moved[key] = crawl.context.day(shown.published)
        if crawl.earlier.history.rolls(shown, crawl.context.now):
            crawl.returned.rolling.add(key)
    # Under another title than memory knows it by: both are kept, or it would be a new post under either.
    another = known is not None and kept.dated_by is Recall.KEPT and name_of(title) not in known.names
    return replace(kept, title=title, known_as=known.title if known and another else "")


def as_named(crawl: Crawl, shown: Candidate) -> Candidate:
    """A candidate under the title that memory knows it by."""
    named = (without(shown.title, added, crawl.earlier.history.by_title) for added in crawl.added)
    return replace(shown, title=next((one for one in named if one != shown.title), shown.title))


def namesakes(crawl: Crawl, key: str) -> list[Sighting]:
    """Of an entry without a page, whose address is made of its title: those of other pages, the last seen first."""
    seen = reversed(list(crawl.earlier.history.by_address.items()))
    return [one for there, one in seen if _have_one_anchor(there, key)]


def _have_one_anchor(one: str, other: str) -> bool:
    """Whether two addresses of entries without a page are made of one title, on two pages."""
    return one != other and "#" in one and one.partition("#")[2] == other.partition("#")[2]


def _within_rounding(crawl: Crawl, shown: Candidate, known: Sighting) -> bool:
    """Whether a date differs from a known one by no more than the age it is told as was rounded."""
    if shown.published is None or not shown.rounded:
        return False
    later = crawl.context.day(shown.published) - crawl.context.day(known.published)
    return later.days <= width_of(shown, crawl.context.now)


def title_stands(crawl: Crawl, rival: Sighting, *, beside: Candidate) -> bool:
    """Whether a known post still stands, at its own address or at another that it was seen at on its day, ``beside``
    what bears its title now: what scripts and menus list stands at several."""
    apart, when = normal(beside.url), beside.shown or beside.published
    anew = crawl.context.day(when) if when else None
    there = {
        key
        for key in (crawl.candidates.keys() | crawl.returned.standing.keys()) - {apart}
        if (known := crawl.earlier.history.by_address.get(key))
        and crawl.context.day(known.published) == crawl.context.day(rival.published)
        and known.undated is rival.undated
        and not rival.names.isdisjoint(known.names)
    }
    return any(_stands(crawl, key, anew) for key in (normal(rival.url), *there))


def _stands(crawl: Crawl, key: str, anew: date | None) -> bool:
    """Whether a known post still stands at its own address with its own date, by what this search saw: not where
    memory holds that date against another that it shows now, unless it showed that at earlier looks, too, nor where
    it shows none. ``anew`` is the day of what bears its title now: where it shows that, both are one."""
    known, listed = crawl.earlier.history.by_address.get(key), crawl.candidates.get(key)
    if key in crawl.returned.standing or known is None:
        return crawl.returned.standing.get(key, True)
    if listed is None:
        return False
    if known.undated and (listed.shown or listed.published) is None:
        return True
    # A date that only memory gives it says nothing of what it shows.
    shows = listed.shown or (None if listed.dated_by is Recall.KEPT else listed.published)
    return shows is not None and _is_its_own(crawl, shows, listed, known, anew)


def _is_its_own(crawl: Crawl, shows: datetime, listed: Candidate, known: Sighting, anew: date | None) -> bool:
    """Whether the date that a known post shows is its own: the known one, or one that it showed before; not the
    ``anew`` of what bears its title now."""
    day = crawl.context.day(shows)
    if known.undated:
        return are_apart(day, anew)
    if day == crawl.context.day(known.published):
        return True
    if _within_rounding(crawl, replace(listed, published=shows), known):
        return True
    return are_apart(day, anew) and known.showed(day, crawl.context.now, crawl.context.zone)
