"""What a site's menu names: its pages and its lists, never its posts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from opd_exporter.page.model import Area, Link, Page
from opd_exporter.posts.news_words import newslike

_POST = re.compile(r"(?:entry|post|article|module|news)[-_]?title")
"""Class names of a post's title: menus of magazine themes unfold the newest posts."""
_HEADINGS = 5
"""Headings that are looked below."""
_NEWS_HEADING = 4
"""What :func:`newslike` says at least of a heading over a menu's entries that are lists of news."""


def menu_entries(page: Page) -> frozenset[str]:
    """Addresses of the menu's entries."""
    return frozenset(
        link.url for link in page.links if link.area is Area.NAV and link.url and not _POST.search(link.css)
    )


def below_news(page: Page) -> Iterator[tuple[Link, int]]:
    """Entries that unfold below a heading named for news which leads nowhere itself, and how much it promises."""
    menu = [link for link in page.links if link.area is Area.NAV]
    empty = [link for link in menu if not link.url or link.url == page.url]
    for heading in [link for link in empty if newslike(link.text, "") >= _NEWS_HEADING][:_HEADINGS]:
        promise, around = newslike(heading.text, ""), heading.path[:-1]
        yield from ((link, promise) for link in menu if link.url and link.path[: len(around)] == around)
