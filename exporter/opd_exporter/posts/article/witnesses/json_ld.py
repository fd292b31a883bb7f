"""JSON-LD of an article type: the page's own, never a neighbour's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from opd_exporter.page.model import Page
from opd_exporter.posts.article.model import Reading, Testimony, Trust, Witness, linked_data_in
from opd_exporter.text.address import absolute
from opd_exporter.text.similarity import alike

_ARTICLES = (
    "article",
    "newsarticle",
    "blogposting",
    "report",
    "socialmediaposting",
    "techarticle",
    "scholarlyarticle",
    "reportagenewsarticle",
    "liveblogposting",
    "webpage",
    "itempage",
)
_PAGES = ("webpage", "itempage")
_KEYS = ("datePublished", "dateCreated", "uploadDate")
"""Properties that tell the day of publishing, most trusted first."""
_NAMED = 0.8
"""Likeness of a headline from which on it names this article."""


def _types(node: dict[str, Any]) -> list[str]:
    kind = node.get("@type", "")
    return [str(one).lower().rpartition("/")[2] for one in (kind if isinstance(kind, list) else [kind])]


def _address(node: dict[str, Any], page: Page) -> str:
    for key in ("url", "mainEntityOfPage", "@id"):
        value = node.get(key)
        if isinstance(value, dict):
            value = value.get("@id") or value.get("url")
        if isinstance(value, str) and value:
            return absolute(page.url, value)
    return ""


def _same(one: str, other: str) -> bool:
    def bare(url: str) -> str:
        return url.partition("://")[2].removeprefix("www.").rstrip("/")

    return bare(one) == bare(other)


@dataclass(frozen=True)
class _Names:
    """What a node names: by its address, by its headline."""

    address: str
    here: bool
    """Its address is the page's own."""
    headline: str
    this: bool
    """Its headline is this article's title."""


def _names(node: dict[str, Any], page: Page, title: str) -> _Names:
    address, headline = _address(node, page), str(node.get("headline") or node.get("name") or "")
    this = bool(headline and title and alike(headline, title) >= _NAMED)
    return _Names(address, bool(address) and _same(address, page.url), headline, this)


def article_nodes(page: Page, title: str) -> Iterator[dict[str, Any]]:
    """The nodes of JSON-LD that describe the page's own article: ``title`` or its address names it, or nothing else."""
    nodes = (node for text in page.json_ld for node in linked_data_in(text))
    for node in nodes:
        if any(kind in _ARTICLES for kind in _types(node)):
            names = _names(node, page, title)
            # A node that names nothing is the page's own; one that names another is a related article's (domain.md 30).
            if names.this or names.here or not (names.address or names.headline):
                yield node


def _published(node: dict[str, Any], reading: Reading) -> tuple[int, Testimony] | None:
    """The first of its dates, and a rank: what names this article first, an article before a page."""
    types = [kind for kind in _types(node) if kind in _ARTICLES]
    for key in _KEYS if types else ():
        value = node.get(key)
        date = reading.context.machine_date(value) if isinstance(value, str) else None
        if date:
            names = _names(node, reading.page, reading.title)
            named = names.this or names.here
            # An article's own node says more of it than that of the page around it.
            rank = (0 if named else 1) + (2 if types[0] in _PAGES else 0)
            own = named or not names.address
            quote = f"{key}: {value}"
            return rank, Testimony(date.when, f"JSON-LD {key}", quote, timed=date.has_time, own=own)
    return None


def find(reading: Reading) -> list[Testimony]:
    """Dates of publishing, those that name this article first."""
    ranked = [pair for node in reading.linked_data if (pair := _published(node, reading))]
    return [told for _, told in sorted(ranked, key=lambda pair: pair[0])]


WITNESS = Witness(
    "json_ld",
    Trust.MACHINE,
    find,
    "data untuk mesin pencari yang menyebut tanggal terbit artikel ini",
    30,
)
