"""Links with the names that stand for them: their own text, and what stands beside a link alone, in its row or card."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from opd_exporter.page.model import Link, Page, Path

MAX_NAMES = 6
"""Names kept of a link."""
MAX_LENGTH = 150
"""Characters of a name; longer texts are sentences."""
MAX_CLIMB = 6
"""Elements above a link within which what stands beside it is looked for."""


@dataclass(frozen=True)
class NamedLink:
    """A link and what it may be called, its own words first."""

    url: str
    names: tuple[str, ...]


def named_links(page: Page) -> tuple[NamedLink, ...]:
    """Every link that leads somewhere and is shown, in the page's order."""
    links = [link for link in page.links if link.url and not link.hidden]
    around = _texts_around(page)
    leads = _led_from(links)
    return tuple(NamedLink(link.url, _names(link, around, leads)) for link in links)


def _texts_around(page: Page) -> dict[Path, list[str]]:
    """Short texts by every element that they stand in."""
    found: dict[Path, list[str]] = defaultdict(list)
    for text in page.texts:
        if text.hidden or text.tag == "option" or len(text.text) > MAX_LENGTH:
            continue
        for depth in range(max(0, len(text.path) - MAX_CLIMB), len(text.path) + 1):
            if len(found[text.path[:depth]]) <= MAX_NAMES:
                found[text.path[:depth]].append(text.text)
    return found


def _led_from(links: list[Link]) -> dict[Path, set[str]]:
    """Where links lead from within each element."""
    found: dict[Path, set[str]] = defaultdict(set)
    for link in links:
        for depth in range(max(0, len(link.path) - MAX_CLIMB), len(link.path) + 1):
            if len(found[link.path[:depth]]) < 2:
                found[link.path[:depth]].add(link.url)
    return found


def _names(link: Link, around: dict[Path, list[str]], leads: dict[Path, set[str]]) -> tuple[str, ...]:
    """Of the widest element around the link from which nothing leads elsewhere."""
    own = [link.text] if link.text else []
    widest = link.path
    for depth in range(len(link.path), max(0, len(link.path) - MAX_CLIMB), -1):
        if len(leads[link.path[:depth]]) > 1:
            break
        widest = link.path[:depth]
    beside = around.get(widest, [])
    if len(beside) > MAX_NAMES:  # no row and no card: a whole page with one link
        beside = []
    return tuple(dict.fromkeys((*own, *beside)))[:MAX_NAMES]
