"""Rows of a list: which link owns which texts, from the positions in the tree alone.

A row is the largest part of the page that holds links to one article only. Where rows have no element of
their own (title, date, text as flat siblings), the order of reading decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from opd_exporter.page.model import Page, Path, Text, is_within

_MANY = ""
"""In place of an address: an element that holds links to several articles."""
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
    boxes: frozenset[Path] = frozenset()
    """The elements that are its own, where it is linked at several places; of a row at one place none are kept."""
    texts: list[Text] = field(default_factory=list)
    """Texts that are this row's alone."""
    after: list[Text] = field(default_factory=list)
    """Texts between this link and the next, where rows have no element of their own."""
    before: list[Text] = field(default_factory=list)
    """Likewise between the link before and this one."""


def _owners(paths: Mapping[str, Iterable[Path]]) -> dict[Path, str]:
    """Every element that holds links -> the one address below it, or ``_MANY``. Goes up from each link no further than
    to what knows of it already: links inside links would cost the square of their depth."""
    owners: dict[Path, str] = {}
    for url, places in paths.items():
        for path in places:
            for depth in range(len(path), -1, -1):
                owner = owners.get(path[:depth])
                if owner in (url, _MANY):
                    break
                owners[path[:depth]] = url if owner is None else _MANY
    return owners


def _bounded(owners: dict[Path, str], bounds: Iterable[Path]) -> None:
    """Take the elements that also hold one of ``bounds`` from their owners."""
    for path in bounds:
        for depth in range(len(path) + 1):
            if path[:depth] not in owners:
                break
            owners[path[:depth]] = _MANY


def rows(page: Page, links: Mapping[str, list[int]], bounds: Iterable[Path] = ()) -> list[Row]:
    """Rows of these articles (address -> indexes into ``page.links``), in order of first appearance. ``bounds`` are
    places of other titles, which no row holds."""
    paths = {url: [page.links[number].path for number in numbers] for url, numbers in links.items()}
    # From here on the tree decides: whose element a text stands in, that row it is of.
    owners = _owners(paths)
    _bounded(owners, bounds)
    if len(links) == 1:
        # Nothing bounds a lone row, which would be the whole page.
        depth = _lone_depth(page, next(iter(paths.values())))
        owners = {path: url for path, url in owners.items() if len(path) >= depth}
    new = {
        url: Row(url, _container(paths[url][0], owners), tuple(numbers), _boxes(paths[url], owners))
        for url, numbers in links.items()
    }
    found: dict[str, Row] = {}
    begun: Row | None = None
    """The row that began last,"""
    begun_at: Path = ()
    """where,"""
    waiting: list[tuple[Path, Text]] = []
    """and what came since that no row has for its own."""
    for text, url, place in _owned(page, links, owners):
        if not url:
            waiting.append((place, text))
            # Only what lies in an element around the link: a footer comes after the last row too.
            if begun and is_within(begun_at, place):
                begun.after.append(text)
            continue
        if url not in found:
            found[url], begun, begun_at = new[url], new[url], text.path
            # The nearest last, so that a date right before a title is found first when reading backwards.
            around = [(at, one) for at, one in waiting if is_within(begun_at, at)]
            begun.before.extend(one for _, one in sorted(around, key=lambda pair: len(pair[0])))
            waiting.clear()
        found[url].texts.append(text)
    return list((found | new).values())  # at the end those of a picture alone, without a word


def _owned(
    page: Page, links: Mapping[str, list[int]], owners: Mapping[Path, str]
) -> Iterator[tuple[Text, str, Path]]:
    """The texts that stand in one of these elements or links, each with the address that it belongs to, or ``_MANY`` and
    the element."""
    of_link = {number: url for url, numbers in links.items() for number in numbers}
    nearest: dict[Path, Path | None] = {}
    for text in page.texts:
        if text.hidden:
            continue
        if url := of_link.get(text.link, ""):
            yield text, url, text.path
            continue
        if text.path not in nearest:
            nearest[text.path] = _nearest(text.path, owners)
        place = nearest[text.path]
        if place is not None:
            yield text, owners[place], place


def _nearest(path: Path, owners: Mapping[Path, str]) -> Path | None:
    """The innermost of these elements around a place."""
    for depth in range(len(path), -1, -1):
        if (prefix := path[:depth]) in owners:
            return prefix
    return None


def _container(link: Path, owners: Mapping[Path, str]) -> Path:
    around = (link[:depth] for depth in range(len(link) - 1, -1, -1))
    return next((prefix for prefix in around if owners.get(prefix) == _MANY), ())


def _boxes(links: Sequence[Path], owners: Mapping[Path, str]) -> frozenset[Path]:
    """The outermost elements around these links that hold nothing else's; none where one holds them all."""
    if len(links) == 1:
        return frozenset()
    boxes = frozenset(link[: len(_container(link, owners)) + 1] for link in links)
    return boxes if len(boxes) > 1 else frozenset()


def main_rows(found: Sequence[Row]) -> list[Row]:
    """The rows of the page's main list: those below the deepest element that holds more than half of all. A box
    beside it holds fewer."""
    main = list(found)
    depth = 0
    while True:
        below = Counter(row.container[depth] for row in main if len(row.container) > depth)
        step, count = below.most_common(1)[0] if below else (0, 0)
        # No half of the rows is deeper: this is the list that holds them.
        if 2 * count <= len(found):
            return main
        main = [row for row in main if len(row.container) > depth and row.container[depth] == step]
        depth += 1


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
            and text.text.count(" ") >= ALIKE  # numbers and "Baca" stand alike everywhere
        }
    )
