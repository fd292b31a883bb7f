"""Which own links of a page may be articles, in groups of one shape: those of one list have addresses alike."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import field
from urllib.parse import parse_qsl

from opd_exporter.page.model import Area, Link, Page, Path
from opd_exporter.posts.address_shape import article_shape, may_be_article
from opd_exporter.posts.context import Context
from opd_exporter.posts.layout.menu import menu_entries
from opd_exporter.posts.layout.more import is_more, leads_on
from opd_exporter.posts.layout.pagination import numbered_pages
from opd_exporter.posts.layout.rows import Row, rows
from opd_exporter.posts.title_size import TITLE_WORDS
from opd_exporter.text.parsed import once_an_address, parsed
from opd_exporter.text.plain import many_a_page
from opd_exporter.text.similarity import words

MAX_ROWS = 200
"""Articles of one page that are looked at."""
FEW = 3
"""Rows below which a list does not bound its rows by itself."""
_LONE_TITLE_WORDS = 2
"""The same beside a lone row, which nothing else bounds."""
_SLUG_JOINTS, _SLUG = 2, 24
"""Hyphens, or characters, from which on a last segment is an article's name rather than a word."""
_ELSEWHERE = (Area.WIDGET, Area.COMMENTS, Area.NAV, Area.FOOTER)
"""Areas whose links are no list of the page's own."""

_Shape = tuple[object, ...]


@many_a_page(frozen=True)
class Series:
    """Own links whose addresses are alike."""

    shaped: bool
    """Their addresses look like articles'; else only a whole title that leads there speaks for one."""
    links: dict[str, list[int]] = field(default_factory=dict)
    """Address -> indexes into ``Page.links``."""

    @property
    def short(self) -> bool:
        """Too few to show where a row of them ends."""
        return len(self.links) < FEW

    def rows(self, page: Page) -> list[Row]:
        """The rows of these links, in order of first appearance."""
        return rows(page, self.links, _bounds(page, self.links) if self.short else ())


def series_of(page: Page, context: Context) -> list[Series]:
    """The page's links that may be articles, by the shape of their addresses. What the menu names is a page, not a
    post, and so is a page of a list."""
    pages = {*menu_entries(page), *numbered_pages(page), page.url}
    found: dict[_Shape, Series] = {}
    total = 0
    for number, link in enumerate(page.links):
        if link.hidden or link.area in _ELSEWHERE or not link.url or link.url in pages:
            continue
        if total >= MAX_ROWS:
            break
        shaped = article_shape(link.url, context.scope)
        if shaped or ((_titled(link) or leads_on(link.text)) and may_be_article(link.url, context.scope)):
            links = found.setdefault((shaped, *shape_of(link.url)), Series(shaped)).links
            # Counted by address, since each article has a picture, a title and a "read more" that lead there.
            total += link.url not in links
            links.setdefault(link.url, []).append(number)
    return [Series(one.shaped or picked_by_number(one.links), one.links) for one in found.values()]


def picked_by_number(urls: Collection[str]) -> bool:
    """Whether addresses differ by nothing but a number in their query ("?hal=siaran&no=77"): whatever its field is
    called, it picks one of a list."""
    if len(urls) < FEW:
        return False
    parts = [parsed(url) for url in urls]
    queries = [dict(parse_qsl(one.query)) for one in parts]
    # The fields whose values are not the same in all: where that is one, of digits alone, it counts the entries.
    differing = {key for query in queries for key in query if len({one.get(key) for one in queries}) > 1}
    return (
        len({one.path for one in parts}) == 1
        and len(differing) == 1
        and all(query.get(next(iter(differing)), "").isdecimal() for query in queries)
    )


@once_an_address
def shape_of(url: str) -> _Shape:
    """What addresses of one list have in common: depth, the kind of their last segment, the names in their query."""
    parts = parsed(url)
    segments = [segment for segment in parts.path.split("/") if segment]
    keys = tuple(sorted(key for key, _ in parse_qsl(parts.query)))
    return len(segments), _kind(segments[-1] if segments else ""), keys


def _kind(segment: str) -> str:
    if segment.isdigit():
        return "id"
    joints = len(re.findall(r"[-_]|%20", segment))
    return "slug" if joints >= _SLUG_JOINTS or len(segment) > _SLUG else "word"


def _titled(link: Link) -> bool:
    return len(words(link.text)) >= TITLE_WORDS and not is_more(link.text)


def _bounds(page: Page, own: dict[str, list[int]]) -> list[Path]:
    """Places of other titles: what keeps the rows of a short list from reaching over their neighbours. A lone row has
    nothing else to bound it, so more counts as a title. A link to this list or to one that the menu names is no title:
    rows name the category that they are filed under. One that says "Lihat" is another row's."""
    fewest = _LONE_TITLE_WORDS if len(own) == 1 else TITLE_WORDS
    named = {*own, page.url, *menu_entries(page)}
    others = (link for link in page.links if link.url not in named and not link.hidden)
    return [
        link.path
        for link in others
        if link.area is not Area.NAV and (len(words(link.text)) >= fewest or leads_on(link.text))
    ]
