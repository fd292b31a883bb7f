"""What a search has found so far: candidates by address, where each was listed, what was asked and what came of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from opd_exporter.dates.order import NO_ORDER, Order
from opd_exporter.domain.candidate import Candidate, Refusal
from opd_exporter.domain.spam import SpamSign
from opd_exporter.domain.vocabulary import EXACT
from opd_exporter.engine.search.again import Turned
from opd_exporter.engine.search.answered import SETTLES, Answered
from opd_exporter.engine.search.earlier import NOTHING_EARLIER, Earlier
from opd_exporter.engine.search.returned import Returned
from opd_exporter.posts.added_words import Added
from opd_exporter.posts.address_parts import section_of
from opd_exporter.posts.context import Context
from opd_exporter.posts.layout.boilerplate import NO_BOILERPLATE, Boilerplate
from opd_exporter.posts.reconcile import Opened
from opd_exporter.posts.title_size import TITLE_WORDS
from opd_exporter.text.address import normal
from opd_exporter.text.similarity import words

_NUMBER = re.compile(r"\d+")


@dataclass
class Crawl:
    """The state of one search."""

    context: Context
    earlier: Earlier = NOTHING_EARLIER

    # -- what sources list; keys are addresses as :func:`normal` has them

    candidates: dict[str, Candidate] = field(default_factory=dict)
    """By key: what is said of it so far."""
    listed: dict[str, list[str]] = field(default_factory=dict)
    """By source: the keys of what it lists, in its own order; perhaps one twice."""
    dates: dict[str, dict[str, datetime]] = field(default_factory=dict)
    """By key and source: the date that it gives."""
    added: list[Added] = field(default_factory=list)
    """What lists of this site add to their titles; a list of one entry does not show it."""
    glimpsed: tuple[Candidate, ...] = ()
    """What lists under other names hold: remembered, and no evidence of anything now."""

    # -- what their own pages say

    opened: dict[str, Opened] = field(default_factory=dict)
    """By key: what came of opening its page; an empty one where that need not be opened, or is none."""
    origin: dict[str, str] = field(default_factory=dict)
    """Of an opened article: the source that listed it."""
    lying: set[str] = field(default_factory=set)
    """Sources whose date an article contradicted."""
    built: set[str] = field(default_factory=set)
    """Keys of what is left open since all that the site dates bears one moment."""
    returned: Returned = field(default_factory=Returned)

    # -- what came of asking

    asked: dict[str, Answered] = field(default_factory=dict)
    """Sources by address."""
    details: dict[str, str] = field(default_factory=dict)
    """Of a source that was not read: what came, in a word,"""
    no_newer: dict[str, datetime] = field(default_factory=dict)
    """and the newest that it can hold, where that is known."""
    lists_read: set[str] = field(default_factory=set)
    """Pages with a list that were read."""
    feedless: int = 0
    """Lists that turned out to have no feed of their own."""
    steps: list[str] = field(default_factory=list)
    """The story, a line for each request; told to people, and asked by nothing."""

    # -- what is true of the whole site

    date_order: Order = NO_ORDER
    """What this look saw of the order in which the site writes numeric dates."""
    menu: frozenset[str] = frozenset()
    """Addresses of its menu's entries."""
    boilerplate: Boilerplate = NO_BOILERPLATE
    """Dates of the site's boilerplate, which are no article's."""
    spam: bool = False
    """Whether an entry was refused as spam."""
    spam_read: dict[str, tuple[SpamSign, ...]] = field(default_factory=dict)
    """By address: what sells gambling on each page that was read for it; nothing where it is clean or gone."""

    def saw_order(self, order: Order) -> None:
        """Join signs of how the site writes dates; what is read next is read by them. Raises :class:`Turned` when dates
        that were read before are to be read otherwise."""
        before = self.context.order
        self.date_order |= order
        self.context = replace(self.context, order=before | order)
        if before.turns(order):
            raise Turned(self.context.order)

    def is_an_entry(self, url: str) -> bool:
        """Whether a list shows this address as a post, and its page, or that of an address with another number, turned
        out to be one: then it is an article, whatever else it promises. A dated card may as well lead to a list."""
        key = normal(url)
        entry, numbered = self.candidates.get(key), _NUMBER.sub("0", key)
        if entry is None or entry.refused or entry.published is None:
            return False
        return any(self._was_read(one) for one in self.candidates if _NUMBER.sub("0", one) == numbered)

    def _was_read(self, key: str) -> bool:
        opened = self.opened.get(key)
        return key in self.earlier.judged or (opened is not None and opened.article is not None)

    def short_and_undated(self) -> list[str]:
        """Addresses of entries whose pages were opened and bear no date, and whose names are too short for a title."""
        undated = (one for key, one in self.candidates.items() if one.refused is Refusal.NO_DATE)
        return [one.url for one in undated if one.title and len(words(one.title)) < TITLE_WORDS]

    def forget(self, key: str) -> None:
        """As if nobody had listed it."""
        del self.candidates[key]
        for place, keys in self.listed.items():
            self.listed[place] = [one for one in keys if one != key]

    def saw_spam(self, url: str, found: Iterable[SpamSign] = ()) -> None:
        """What a page that was read holds of spam."""
        self.spam_read[url] = tuple(found)

    def answered(self, url: str, what: Answered, detail: str = "") -> None:
        """Write down what came of asking for a source."""
        self.asked[url] = what
        if what in SETTLES:
            self.details.pop(url, None)
        else:
            self.details[url] = detail

    def tell(self, text: str) -> None:
        """A new line of the story."""
        self.steps.append(text)

    def note(self, text: str) -> None:
        """What came of the last line."""
        if self.steps:
            self.steps[-1] += f", {text}"

    def varied(self, place: str) -> bool:
        """Whether a source dates its entries by days of their own."""
        days = {self.context.day(given[place]) for given in self.dates.values() if place in given}
        return len(days) > 1

    def newest_of(self, place: str) -> float:
        """The newest date that a source gives, as a timestamp; 0 when it gives none."""
        return max((given[place].timestamp() for given in self.dates.values() if place in given), default=0.0)

    def usable(self) -> dict[str, Candidate]:
        """Candidates that nothing was said against so far. Where news are dated, what nothing calls news is none."""
        fine = {key: one for key, one in self.candidates.items() if one.refused is None}
        doubted = {key for key, one in fine.items() if not one.news}
        if not doubted or not any(one.news and one.published for one in fine.values()):
            return fine
        # What stands in the section of a feed's posts is published as they are, whatever its list is called.
        sections = {section_of(one.url) for one in fine.values() if one.source in EXACT}
        return {
            key: one for key, one in fine.items() if key not in doubted or section_of(one.url) in sections
        }

    def exact(self) -> bool:
        """Whether a feed or an interface dates posts."""
        return any(one.source in EXACT and one.published and one.counts for one in self.usable().values())

    def newest(self) -> Candidate | None:
        """The newest candidate whose page was opened and which still counts."""
        fine = [
            (one.published, key)
            for key, one in self.usable().items()
            if key in self.opened and one.published and one.counts
        ]
        return self.candidates[max(fine)[1]] if fine else None
