"""Which article's page is opened next: what may be the newest, then what speaks for or against the one that is."""

from __future__ import annotations

import re
from collections.abc import Mapping

from opd_exporter.domain.candidate import ANOTHER_DAY_TELLS, Candidate, Doubt
from opd_exporter.domain.vocabulary import Source
from opd_exporter.engine.search.state import Crawl
from opd_exporter.engine.search.together import later_than_listed
from opd_exporter.posts.address_parts import section_of
from opd_exporter.posts.article.model import AGREE
from opd_exporter.text.address import normal

MAX_LEADERS = 4
"""Undated candidates at the top of a list that are opened beside the dated ones."""
MAX_SHUT = 3
"""Articles of one source that cannot be opened, after which its others are not tried."""
MANY_TODAY = 3
"""Dates that may be a clock's from which on they are a template's: one more article opened settles nothing."""
MAX_BESIDE = 3
"""Articles of a list that are tried to see whether they bear the moment of the newest, too: one may be gone, and two
may have been entered in one hour."""
_NUMBER = re.compile(r"(?<![0-9a-z])\d{1,9}(?![0-9a-z])")
"""A number of its own in an address: often the article's, which grows."""


def next_to_open(crawl: Crawl, leaders: int) -> str:
    """Key of the candidate to open next, or an empty string when it is known enough. ``leaders`` is the number of
    undated ones opened so far."""
    return _newest_unopened(crawl, leaders) or _against_clock(crawl) or _beside_a_later_one(crawl)


# -- what may be the newest ----------------------------------------------------------------------------------------


def _newest_unopened(crawl: Crawl, leaders: int) -> str:
    """Key of what may be newer than the newest one that was confirmed: by its date, or by where it stands."""
    best = crawl.newest()
    shut = _shut(crawl)
    waiting = {
        key: one
        for key, one in crawl.usable().items()
        if key not in crawl.opened and one.seen_on not in shut and one.open is not Doubt.UNREACHABLE
    }
    newer = [
        (one.published, key)
        for key, one in waiting.items()
        if one.published and (best is None or best.published is None or one.published > best.published)
    ]
    # What has no date and stands first may be newer than all dated ones: one such is opened once a dated one is
    # confirmed.
    top = _leader(crawl, waiting, last=leaders == MAX_LEADERS - 1) if leaders < MAX_LEADERS else ""
    if newer and not (top and leaders == 0 and best):
        return max(newer, key=lambda one: one[0])[1]  # of one day, or one age, the first that is listed
    return top


def _shut(crawl: Crawl) -> frozenset[str]:
    """Sources whose articles cannot be opened, one like the other."""
    count: dict[str, int] = {}
    for key in crawl.opened:
        place = crawl.origin.get(key, "")
        failed = crawl.candidates[key].open is Doubt.UNOPENED
        # One that opens outweighs as many as shut a source.
        count[place] = count.get(place, 0) + (1 if failed else -MAX_SHUT)
    return frozenset(place for place, failed in count.items() if failed >= MAX_SHUT)


def _leader(crawl: Crawl, waiting: Mapping[str, Candidate], *, last: bool) -> str:
    """An undated candidate that stands before the newest dated one of its list, or one of a list without dates: the first
    that no earlier look dated, since memory holds the days of the others; the ``last`` one is the newest of these, which
    is opened again on a later day (contract, Time is a witness)."""
    seen = crawl.earlier.history.by_address
    leaders = _leaders(crawl, waiting)
    known = [key for key in leaders if key in seen and seen[key].certain]
    newest = max(known, key=lambda key: seen[key].published, default="")
    unknown = next((key for key in leaders if key not in known), "")
    return (newest or unknown) if last else (unknown or newest)


def _leaders(crawl: Crawl, waiting: Mapping[str, Candidate]) -> list[str]:
    """Such candidates, list by list, the likely newest first."""
    fine, opened = crawl.usable(), crawl.opened
    orders = [[key for key in dict.fromkeys(order) if key in fine] for order in crawl.listed.values()]
    found: list[str] = []
    for usable in orders:
        if any(set(usable) < set(other) for other in orders):
            continue  # the front page shows a part of a list that was read
        # Days that opened articles told do not say where in the list the newest stands.
        bare = usable and all(fine[key].published is None or key in opened for key in usable)
        found += likely_newest(usable) if bare else undated_above(usable, fine)
    return [key for key in found if key in waiting]


def undated_above(usable: list[str], fine: Mapping[str, Candidate]) -> list[str]:
    """Undated candidates that a list shows before its newest dated one; after it, when the list runs oldest first."""
    dated = [(one.published, key) for key in usable if (one := fine[key]).published]
    if not dated:
        return []
    newest = usable.index(max(dated)[1])
    newer = usable[:newest]
    days = [day for day, _ in dated]
    if days[0] < days[-1] and dated[-1] == max(dated):
        rising = usable[:newest:-1]
        # Two days, or some in no order, may be those of a box beside the list.
        newer = rising if len(days) > 2 and days == sorted(days) else [*rising, *newer]
    return [key for key in newer if fine[key].published is None]


def likely_newest(keys: list[str]) -> list[str]:
    """Articles of a list without dates, the likely newest first: the first, the highest number, the second (pinned
    ones stand first), the last (some lists run oldest first)."""
    numbers = {key: int(found[-1]) for key in keys if (found := _NUMBER.findall(key))}
    highest = [max(numbers, key=lambda key: numbers[key])] if len(numbers) == len(keys) else []
    return list(dict.fromkeys([keys[0], *highest, *keys[1:2], keys[-1], *keys[2:]]))


# -- what speaks for or against the newest -------------------------------------------------------------------------


def _against_clock(crawl: Crawl) -> str:
    """Key of an older article to open, when the newest date may be a clock's and nothing speaks against it yet."""
    suspects = {
        key: one.published
        for key, one in crawl.usable().items()
        if one.open is Doubt.CLOCK and one.published and one.recalled not in ANOTHER_DAY_TELLS
    }
    if not suspects or len(suspects) >= MANY_TODAY:
        return ""
    best = crawl.newest()
    if best and best.published and best.published >= max(suspects.values()):
        return ""  # whatever they are, they make nothing newer
    # Another section may have another template (``together``).
    sections = {section_of(crawl.candidates[key].url) for key in suspects}
    for order in crawl.listed.values():
        if suspects.keys().isdisjoint(order):
            continue
        # The last of the same list: the furthest from today.
        for key in reversed(list(dict.fromkeys(order))):
            one = crawl.candidates[key]
            if key not in crawl.opened and one.counts and section_of(one.url) in sections:
                return key
    return ""


def _beside_a_later_one(crawl: Crawl) -> str:
    """Key of another article to open, where the newest dates itself later than its list does: articles that were brought
    there together all bear that moment."""
    later = later_than_listed(crawl)
    newest = crawl.newest()
    key = normal(newest.url) if newest else ""
    if newest is None or newest.source is not Source.ARTICLE or key not in later:
        return ""
    place, (_, listed) = crawl.origin[key], later[key]
    # One that the list dates alike would rightly bear the same day.
    beside = [
        other
        for other in crawl.listed.get(place, ())
        if (day := crawl.dates.get(other, {}).get(place)) and abs(day - listed) > AGREE
    ]
    tried = [crawl.opened[other] for other in beside if other in crawl.opened]
    if len(tried) >= MAX_BESIDE or any(one.article for one in tried):
        return ""
    untried = (one for one in beside if one not in crawl.opened and crawl.candidates[one].counts)
    return next(untried, "")
