"""Dates that a page gives to machines: JSON-LD, metas, microdata. The page's own, never a neighbour's."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from opd_exporter.dates.order import WORTH
from opd_exporter.page.model import Area, Page
from opd_exporter.posts.context import Context
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
MAX_NODES = 2_000

_METAS = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "article:published",
    "datepublished",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.issued",
    "dc.date.created",
    "dcterms.date",
    "dc.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "citation_publication_date",
    "citation_date",
    "cxenseparse:recs:publishtime",
    "date",
)
"""Metas that carry a date of publishing, most trusted first; ``revised`` and ``modified`` are none."""


_DATED = re.compile(r"date|time|publish|issued|created|modified|updated|\bdc(?:terms)?\.")
"""In a field's name: what it holds may be a date."""
_EDITED = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified")


@dataclass(frozen=True)
class Structured:
    """A date given for machines."""

    when: datetime
    has_time: bool
    found: str
    sure: bool
    """False for names that some templates fill with the moment of the request (``date``)."""


def _nodes(text: str) -> Iterator[dict[str, Any]]:
    try:
        waiting: list[Any] = [json.loads(text, strict=False)]
    except (ValueError, RecursionError):
        return
    for _ in range(MAX_NODES):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting.extend(node[:500])
        elif isinstance(node, dict):
            yield node
            waiting.extend(value for value in list(node.values())[:100] if isinstance(value, dict | list))


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


def article_nodes(page: Page, title: str) -> Iterator[dict[str, Any]]:
    """The nodes of JSON-LD that describe the page's own article: ``title`` or its address names it, or nothing else."""
    for text in page.json_ld:
        for node in _nodes(text):
            if not any(kind in _ARTICLES for kind in _types(node)):
                continue
            address, headline = _address(node, page), str(node.get("headline") or node.get("name") or "")
            named = bool(headline and title and alike(headline, title) >= 0.8)
            if named or not (address or headline) or (address and _same(address, page.url)):
                yield node


def _json_ld(page: Page, title: str, context: Context) -> list[tuple[int, Structured]]:
    found = []
    for text in page.json_ld:
        for node in _nodes(text):
            types = [kind for kind in _types(node) if kind in _ARTICLES]
            if not types:
                continue
            for key in _KEYS:
                value = node.get(key)
                parsed = context.machine_date(value) if isinstance(value, str) else None
                if parsed is None:
                    continue
                address, headline = _address(node, page), str(node.get("headline") or node.get("name") or "")
                named = bool(headline and title and alike(headline, title) >= 0.8)
                if address and not _same(address, page.url) and not named:
                    break
                rank = (0 if named or (address and _same(address, page.url)) else 1) + (
                    2 if types[0] in _PAGES else 0
                )
                found.append((rank, Structured(parsed[0], parsed[1], f"JSON-LD {key}", True)))
                break
    return found


def _metas(page: Page, context: Context) -> list[Structured]:
    found = []
    for name in _METAS:
        parsed = next(
            (parsed for value in page.all_meta(name) if value and (parsed := context.machine_date(value))),
            None,
        )
        if parsed:
            found.append(
                Structured(
                    parsed[0], parsed[1], f"meta {name}", name not in ("date", "dc.date", "dcterms.date")
                )
            )
    return found


def machine_dates(page: Page) -> Iterator[str]:
    """Everything that the page gives to machines as a date, of publishing or not."""
    yield from (text.datetime for text in page.texts if text.datetime)
    yield from (value for name, value in page.metas if _DATED.search(name))
    for text in page.json_ld:
        for node in _nodes(text) if WORTH.search(text) else ():
            yield from (
                one for key, one in node.items() if _DATED.search(key.lower()) and isinstance(one, str)
            )


def edit_dates(page: Page, context: Context) -> list[datetime]:
    """Dates of the last edit that the page gives to machines."""
    values = [value for name in _EDITED for value in page.all_meta(name)]
    values += [str(node.get("dateModified") or "") for text in page.json_ld for node in _nodes(text)]
    parsed = [context.machine_date(value) for value in values if value]
    return [one[0] for one in parsed if one]


def _microdata(page: Page, context: Context) -> list[Structured]:
    found: dict[datetime, Structured] = {}
    for text in page.texts:
        if text.itemprop != "datepublished" or text.area in (
            Area.WIDGET,
            Area.COMMENTS,
            Area.ASIDE,
            Area.FOOTER,
        ):
            continue
        parsed = context.machine_date(text.datetime or text.text)
        if parsed:
            found.setdefault(parsed[0], Structured(parsed[0], parsed[1], "itemprop datePublished", True))
    return list(found.values()) if len(found) == 1 else []


def structured_dates(page: Page, title: str, context: Context) -> list[Structured]:
    """Dates of publishing that the page gives for itself, most trusted first; ``title`` tells the article
    from its neighbours. Several articles' microdata on one page say nothing about any of them."""
    ranked = sorted(_json_ld(page, title, context), key=lambda pair: pair[0])
    return [one for _, one in ranked] + _microdata(page, context) + _metas(page, context)
