"""An article's page as its witnesses and guards see it, and what is made of it: the words that all share."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

from opd_exporter.dates.model import Label
from opd_exporter.dates.order import NO_ORDER, Order
from opd_exporter.domain.candidate import Doubt, Refusal, SeenDate
from opd_exporter.domain.spam import SpamSign
from opd_exporter.page.model import Page, Text
from opd_exporter.posts.context import Context
from opd_exporter.posts.layout.boilerplate import Boilerplate, pairs_of

if TYPE_CHECKING:
    from lxml import etree

    from opd_exporter.posts.article.surroundings import Surroundings

AGREE = timedelta(hours=36)
"""Two dates this close are one: a day plus a zone's worth of confusion."""
PROSE = 60
"""Characters from which on a text is a paragraph of the article, rather than a line about it."""
MAX_NODES = 2_000
"""Objects of linked data that are looked through,"""
MAX_ITEMS, MAX_FIELDS = 500, 100
"""items of one list in it, and fields of one object: a page may hold a whole catalogue."""


class Trust(IntEnum):
    """How an article's page gives its date, weakest first."""

    LOOSE = 1
    """In a sentence or somewhere on the page: the day of an event as often as that of publishing."""
    PRINTED = 2
    """Standing for itself beside the title, or labelled."""
    MACHINE = 3
    """Given for machines, or in the address."""


@dataclass(frozen=True)
class Testimony:
    """A date as a witness tells it."""

    when: datetime
    """Aware."""
    found: str
    """How it was found, in a few words for people."""
    quote: str = ""
    """What stands there, from its beginning."""
    timed: bool = False
    """Told to machines with a time of day."""
    label: Label = Label.NONE
    """What the words beside it say of it."""
    text: Text | None = None
    """Where it is printed."""
    sure: bool = True
    """False for fields that some templates fill with the moment of the request."""
    own: bool = True
    """False when it is said of another article on the page."""
    alone: bool = True
    """False when others of its kind give other days."""
    rounded: float = 0.0
    """Days by which it may look newer than it is, being told as an age."""
    guessed: bool = False
    """Nobody printed it there: a library says so."""


@dataclass(frozen=True)
class Reading:
    """One article's page, and what its witnesses look at together."""

    page: Page
    number: int
    """Index of the title among the page's texts, or -1."""
    title: str
    boilerplate: Boilerplate
    """What also stands on the site's other pages."""
    tree: etree._Element | None
    """The page's markup."""
    context: Context

    @cached_property
    def repeated(self) -> frozenset[int]:
        """Identities of the texts that also stand on the site's other pages."""
        return frozenset(id(text) for pair, text in pairs_of(self.page) if pair in self.boilerplate.pairs)

    @cached_property
    def around(self) -> Surroundings:
        """The texts around the title, boilerplate and other articles' rows set apart."""
        from opd_exporter.posts.article.surroundings import surroundings_of  # readers alone look around

        return surroundings_of(self.page, self.number, self.context, self.repeated)

    @cached_property
    def linked_data(self) -> tuple[dict[str, Any], ...]:
        """All objects of the page's JSON-LD."""
        return tuple(node for text in self.page.json_ld for node in linked_data_in(text))


@dataclass(frozen=True)
class Witness:
    """One way in which an article's page tells when it was published."""

    name: str
    """As the evidence shows it."""
    trust: Trust
    find: Callable[[Reading], Iterable[Testimony]]
    """What it tells, the best first."""
    why: str
    """Why it may be believed, in words for people."""
    source: int
    """The number in docs/domain.md of what it rests on."""
    shown: bool = False
    """It reads what people see where they look for the date."""
    awaits: bool = False
    """What it tells may be a clock's: a look on a later day settles it."""


@dataclass(frozen=True)
class ArticleDate:
    """What an article's page says of its date."""

    when: datetime | None = None
    """None: it gives none that can be trusted."""
    found: str = ""
    """How it was found, in a few words for people."""
    witness: str = ""
    """Name of the witness that told it."""
    trust: Trust = Trust.LOOSE
    printed: datetime | None = None
    """What the page prints beside the title, when machines are given another date."""
    rounded: float = 0.0
    """Days by which ``when`` may look newer than it is, being told as an age."""
    as_published: bool = False
    """The page calls it the day of publishing, in a field of that name or by the words beside it."""
    seen: tuple[SeenDate, ...] = ()
    """Every date that was looked at, in the order of the witnesses."""


NO_DATE = ArticleDate()


@dataclass(frozen=True)
class Article:
    """What an article's page says of itself."""

    url: str
    title: str
    date: ArticleDate = NO_DATE
    opening: str = ""
    """The first of its own words."""
    refused: Refusal | None = None
    """Why the page is no own post, whatever its date."""
    detail: str = ""
    rule: str = ""
    """Name of the rule that refused it."""
    open: Doubt | None = None
    """Why it is not settled whether it is an own post."""
    sample: str = ""
    """Why it looks as if it came with the system."""
    order: Order = NO_ORDER
    """What the page shows of the order of numeric dates."""
    spam: tuple[SpamSign, ...] = ()
    """What on its page sells gambling, whosever it is."""

    @property
    def published(self) -> datetime | None:
        """When it was published; None when the page gives no date that can be trusted."""
        return self.date.when


def linked_data_in(text: str) -> Iterator[dict[str, Any]]:
    """The objects of a script with JSON-LD, outer ones first; none where it is not JSON."""
    try:
        waiting: deque[Any] = deque([json.loads(text, strict=False)])
    except (ValueError, RecursionError):
        return
    for _ in range(MAX_NODES):
        if not waiting:
            return
        node = waiting.popleft()
        if isinstance(node, list):
            waiting.extend(node[:MAX_ITEMS])
        elif isinstance(node, dict):
            yield node
            waiting.extend(
                value for value in list(node.values())[:MAX_FIELDS] if isinstance(value, dict | list)
            )
