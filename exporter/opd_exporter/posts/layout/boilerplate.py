"""A site's boilerplate: dates that stand on its front page or a list, outside the rows of posts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from opd_exporter.page.model import Page, Text
from opd_exporter.posts.context import Context
from opd_exporter.posts.layout.standing import DATEY

MAX_REPEATED = 200
"""Characters of a dated text that may be boilerplate; a longer one is a paragraph of somebody's own."""
MAX_KEPT = 100
"""Days, and dated texts, that are remembered of a site."""
_KEPT = 80
"""Characters by which two texts are told to be the same."""

Pair = tuple[str, str]
"""A text and the one right before it: what stands so on a second page is boilerplate."""


@dataclass(frozen=True)
class Boilerplate:
    """Dates of the site's boilerplate: a clock, events, documents, the side column, the footer."""

    days: frozenset[date] = frozenset()
    pairs: frozenset[Pair] = frozenset()
    """The dated texts, each with the text before it."""

    def __or__(self, other: Boilerplate) -> Boilerplate:
        return Boilerplate(self.days | other.days, self.pairs | other.pairs)

    def kept(self) -> tuple[str, ...]:
        """As texts that can be remembered, at most ``MAX_KEPT`` of a kind."""
        days = [day.isoformat() for day in sorted(self.days, reverse=True)]
        return (*days[:MAX_KEPT], *("\n".join(pair) for pair in sorted(self.pairs)[:MAX_KEPT]))

    @classmethod
    def of(cls, kept: Iterable[str]) -> Boilerplate:
        """The boilerplate that was remembered so; what is neither a pair nor a day is passed over."""
        pairs = [(one.partition("\n")[0], one.partition("\n")[2]) for one in kept if "\n" in one]
        days = [day for one in kept if (day := _day(one))]
        return cls(frozenset(days), frozenset(pairs))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


NO_BOILERPLATE = Boilerplate()


def pairs_of(page: Page) -> Iterator[tuple[Pair, Text]]:
    """Each text of the page with the one before it."""
    before = ""
    for text in page.texts:
        yield (before[:_KEPT], text.text[:_KEPT]), text
        before = text.text


def boilerplate_of(page: Page, owned: set[int], context: Context) -> Boilerplate:
    """The page's dated texts but those ``owned`` by rows of posts (their identities)."""
    days: set[date] = set()
    pairs: set[Pair] = set()
    for pair, text in pairs_of(page):
        # Days of posts are no boilerplate: an article's own day stands in the list that led to it.
        if id(text) in owned or len(text.text) > MAX_REPEATED or not DATEY.search(text.text):
            continue
        printed = [context.day(one.when) for one in context.printed_dates(text.text)]
        if printed:
            days.update(printed)
            pairs.add(pair)
    return Boilerplate(frozenset(days), frozenset(pairs))
