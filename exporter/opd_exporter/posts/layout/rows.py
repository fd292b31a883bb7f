"""Rows of a list: which link owns which texts, from the positions in the tree alone.

A row is the largest part of the page that holds links to one article only. Where rows have no element of
their own (title, date, text as flat siblings), the order of reading decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from opd_exporter.page.model import Page, Path, Text

_MANY = ""
ALIKE = 2
"""Things alike, with a few words each, that make a series of which a linked one is another."""


@dataclass
class Row:
    """One article's place in a list."""

    url: str
    container: Path = ()
    """The element that holds this row and others."""
    links: tuple[int, ...] = ()
    """Indexes of its own links into ``Page.links``; what else is linked in it leads elsewhere."""
    texts: list[Text] = field(default_factory=list)
    """Texts that are this row's alone."""
    after: list[Text] = field(default_factory=list)
    """Texts between this link and the next, where rows have no element of their own."""
    before: list[Text] = field(default_factory=list)
    """Likewise between the link before and this one."""


def _owners(paths: Mapping[str, Iterable[Path]]) -> dict[Path, str]:
    """Every element that holds links -> the one address below it, or ``_MANY``."""
    owners: dict[Path, str] = {}
    for url, places in paths.items():
        for path in places:
            for depth in range(len(path) + 1):
                prefix = path[:depth]
                owners[prefix] = url if owners.get(prefix, url) == url else _MANY
    return owners


def rows(page: Page, links: Mapping[str, list[int]], bounds: Iterable[Path] = ()) -> list[Row]:
    """Rows of these articles (address -> indexes into ``page.links``), in order of first appearance. ``bounds`` are
    places of other titles, which no row holds."""
    paths = {url: [page.links[number].path for number in numbers] for url, numbers in links.items()}
    owners = _owners(paths)
    for path in bounds:
        for depth in range(len(path) + 1):
            if path[:depth] in owners:
                owners[path[:depth]] = _MANY
    if len(links) == 1:
        depth = _lone_depth(page, next(iter(paths.values())))
        owners = {path: url for path, url in owners.items() if len(path) >= depth}
    of_link = {number: url for url, numbers in links.items() for number in numbers}
    found: dict[str, Row] = {}
    last: dict[Path, Row] = {}
    waiting: dict[Path, list[Text]] = {}
    for text in page.texts:
        if text.hidden:
            continue
        url = of_link.get(text.link, "")
        place: Path | None = None
        if not url:
            for depth in range(len(text.path), -1, -1):
                owner = owners.get(text.path[:depth])
                if owner is not None:
                    url, place = owner, text.path[:depth]
                    break
        if url:
            row = found.get(url)
            if row is None:
                row = found[url] = Row(url, _container(paths[url][0], owners), tuple(links[url]))
                for depth in range(len(text.path) + 1):
                    prefix = text.path[:depth]
                    if owners.get(prefix) == _MANY:
                        row.before.extend(waiting.pop(prefix, ()))
                        last[prefix] = row
            row.texts.append(text)
        elif place is not None:
            waiting.setdefault(place, []).append(text)
            if place in last:
                last[place].after.append(text)
    for url in links:  # a picture alone, without a word
        found.setdefault(url, Row(url, _container(paths[url][0], owners), tuple(links[url])))
    return list(found.values())


def _container(link: Path, owners: Mapping[Path, str]) -> Path:
    return max(
        (link[:depth] for depth in range(len(link)) if owners.get(link[:depth]) == _MANY), key=len, default=()
    )


def main_rows(found: Sequence[Row]) -> list[Row]:
    """The rows of the page's main list: those below the deepest element that holds more than half of all. A box
    beside it holds fewer."""
    below: dict[Path, int] = {}
    for row in found:
        for depth in range(len(row.container) + 1):
            below[row.container[:depth]] = below.get(row.container[:depth], 0) + 1
    most = [path for path, count in below.items() if 2 * count > len(found)]
    main = max(most, key=len, default=())
    return [row for row in found if row.container[: len(main)] == main]


def _lone_depth(page: Page, paths: list[Path]) -> int:
    """A single article's row is at most three elements above its link: a whole page is no row. Where the link stands in
    the last of several things alike, as in a slider whose other pictures lead nowhere, it does not reach beyond them."""
    nearest = max(0, min(len(path) for path in paths) - 3)
    for depth in range(len(paths[0]) - 2, nearest, -1):
        if _alike_before(page, paths[0], depth) >= ALIKE:
            return depth
    return nearest


def _alike_before(page: Page, link: Path, depth: int) -> int:
    """How many parts of the element ``link[:depth]`` stand before the link's and hold words at the same place."""
    shapes = (link[depth + 1 : -1], link[depth + 1 :])
    return len(
        {
            text.path[depth]
            for text in page.texts
            if text.link < 0
            and not text.hidden
            and text.path[:depth] == link[:depth]
            and len(text.path) > depth
            and text.path[depth] < link[depth]
            and text.path[depth + 1 :] in shapes
            and text.text.count(" ") >= ALIKE
        }
    )
