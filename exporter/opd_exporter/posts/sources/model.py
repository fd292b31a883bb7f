"""What sources of posts hand back, for whoever asks for it in another process."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from opd_exporter.dates.order import NO_ORDER, Order
from opd_exporter.domain.candidate import Candidate, Refusal
from opd_exporter.domain.report import Cms
from opd_exporter.domain.spam import SpamSign
from opd_exporter.posts.layout.boilerplate import NO_BOILERPLATE, Boilerplate

SEVERAL_DAYS = 3
"""Bare days from which on a page seems to show posts in another way."""


@dataclass(frozen=True)
class Listing:
    """What a page lists."""

    candidates: tuple[Candidate, ...] = ()
    """In order of reading; ``published`` is None where the row prints no date that can be trusted."""
    main: frozenset[str] = frozenset()
    """Addresses of the main list's rows, boxes beside it left out."""
    next: str = ""
    """Address of the next page of the list."""
    last: str = ""
    """Address of its last page."""
    ascending: bool = False
    """The rows run oldest first."""
    boilerplate: Boilerplate = NO_BOILERPLATE
    """What it dates outside the rows of posts."""
    bare_days: frozenset[date] = frozenset()
    """Where it lists nothing: days of the past that stand in its column all the same."""

    @property
    def filled(self) -> bool:
        """Whether an entry shows that the list was read."""
        return any(map(_fills_a_list, self.candidates))


def _fills_a_list(one: Candidate) -> bool:
    """Whether an entry shows that its list was read. Those of a menu that no markup names so show none; a system's sample
    is an entry, also on the day on which it was set up and whose date may be a clock's."""
    return one.refused in (None, Refusal.SEED) or one.published is not None


@dataclass(frozen=True)
class Feed:
    """A feed as it was read."""

    kind: str
    """``rss``, ``rdf``, ``atom`` or ``json``."""
    candidates: tuple[Candidate, ...] = ()
    comments: bool = False
    """A feed of comments, which says nothing of posts."""
    order: Order = NO_ORDER
    """What its dates show of the order of their fields."""
    system: Cms | None = None
    """The system that it says it was written by."""


ROBOTS = "/robots.txt"


@dataclass(frozen=True)
class Sitemap:
    """A sitemap as it was read."""

    candidates: tuple[Candidate, ...] = ()
    """Addresses of an article's shape; dated only when the sitemap's dates can be believed. Newest first."""
    children: tuple[str, ...] = ()
    """Sitemaps that an index names, the likeliest to hold posts first."""
    spam: tuple[SpamSign, ...] = ()
    """Addresses that sell gambling."""
