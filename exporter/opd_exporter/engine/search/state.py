"""What a look has found so far: candidates by address, where each was listed, whose pages were opened, and the story."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from urllib.parse import urlsplit

from opd_exporter.domain.candidate import Candidate, Refusal
from opd_exporter.domain.vocabulary import Source
from opd_exporter.posts.address_parts import section_of
from opd_exporter.posts.address_section import section_refusal
from opd_exporter.posts.layout.boilerplate import NO_FRAME, Frame
from opd_exporter.posts.reconcile import EXACT, Opened


def normal(url: str) -> str:
    """An address as a key: scheme, ``www.`` and a closing slash do not make another article."""
    parts = urlsplit(url)
    return f"{parts.netloc.removeprefix('www.')}{parts.path.rstrip('/')}?{parts.query}"


def _by_heading(candidate: Candidate) -> bool:
    """Whether only the heading over a list spoke against it, which may be that of the list before."""
    listed = candidate.source is Source.LISTING and candidate.refused is Refusal.NOT_A_POST
    return listed and not section_refusal(candidate.url)


def _stronger(known: Candidate, other: Candidate) -> Candidate:
    """Which of two witnesses for one address stands: a refusal for what it is, then an exact date, then any date."""
    if _by_heading(known) or _by_heading(other):
        return other if _by_heading(known) else known
    if known.refused or other.refused:
        return known if known.refused else other
    if known.published is None:
        return other if other.published else known
    exact = other.source in EXACT and known.source not in EXACT
    return other if exact and other.published else known


@dataclass
class Notebook:
    """The state of one look. ``judged`` holds candidates whose pages need not be opened again."""

    judged: dict[str, Candidate] = field(default_factory=dict)
    candidates: dict[str, Candidate] = field(default_factory=dict)
    """By :func:`normal` address."""
    order: dict[str, list[str]] = field(default_factory=dict)
    """By source: what it lists, in its own order."""
    main: dict[str, frozenset[str]] = field(default_factory=dict)
    """By page with a list: the keys of its main list."""
    dates: dict[str, dict[str, datetime]] = field(default_factory=dict)
    """By address and source: the date that it gives."""
    opened: dict[str, Opened] = field(default_factory=dict)
    origin: dict[str, str] = field(default_factory=dict)
    """Of an opened article: the source that listed it."""
    lying: set[str] = field(default_factory=set)
    """Sources whose date an article contradicted."""
    steps: list[str] = field(default_factory=list)
    """The story, a line for each request."""
    unread: int = 0
    """Pages that could not be read, which says nothing about what is on them."""
    undecided: bool = False
    """A list seems to hold posts that lead nowhere, such as texts that unfold in place."""
    spam: bool = False
    menu: frozenset[str] = frozenset()
    frame: Frame = NO_FRAME
    """Dates of the site's furniture, which are no article's."""

    def take(self, candidates: Iterable[Candidate], place: str, main: Collection[str] | None = None) -> None:
        """Remember candidates; a second witness keeps the stronger date, a refusal for content stands. ``main`` are the
        keys of a page's main list; boxes beside it change for reasons of their own."""
        if main is not None:
            self.main[place] = frozenset(main)
        order = self.order.setdefault(place, [])
        for candidate in candidates:
            key = normal(candidate.url)
            order.append(key)
            if candidate.published:
                self.dates.setdefault(key, {}).setdefault(place, candidate.published)
            self.spam = self.spam or candidate.refused is Refusal.SPAM
            known = self.candidates.get(key)
            if known is None and key in self.judged and candidate.refused is None:
                self.candidates[key] = replace(self.judged[key], seen_on=place)
                self.opened[key] = Opened()
            elif known is None:
                self.candidates[key] = candidate
            elif key not in self.opened:
                called = known.news or candidate.news
                self.candidates[key] = replace(_stronger(known, candidate), news=called)

    def forget(self, key: str) -> None:
        """As if nobody had listed it."""
        del self.candidates[key]
        for place, keys in self.order.items():
            self.order[place] = [one for one in keys if one != key]

    def tell(self, text: str) -> None:
        """A new line of the story."""
        self.steps.append(text)

    def note(self, text: str) -> None:
        """What came of the last line."""
        if self.steps:
            self.steps[-1] += f", {text}"

    def usable(self) -> dict[str, Candidate]:
        """Candidates that nothing was said against so far. Where news are dated, what nothing calls news is none."""
        fine = {key: one for key, one in self.candidates.items() if one.refused is None}
        doubted = {key for key, one in fine.items() if not one.news}
        if not doubted or not any(one.news and one.published for one in fine.values()):
            return fine
        sections = {section_of(one.url) for one in fine.values() if one.source in EXACT}
        return {
            key: one for key, one in fine.items() if key not in doubted or section_of(one.url) in sections
        }

    def newest(self) -> Candidate | None:
        """The newest candidate whose page was opened and which still counts."""
        fine = [
            (one.published, key) for key, one in self.usable().items() if key in self.opened and one.published
        ]
        return self.candidates[max(fine)[1]] if fine else None
