"""What a site's menu names: its pages and its lists, never its posts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import urljoin

from opd_exporter.page.model import NAV, Link, Page, Path, is_within, once_a_page
from opd_exporter.posts.address_parts import without_ending
from opd_exporter.posts.kinds import THINGS, Kind, kind_of, kinds_in
from opd_exporter.posts.layout.more import leads_on
from opd_exporter.posts.news_words import NEWS_NOUN, newslike
from opd_exporter.text.parsed import parsed
from opd_exporter.text.similarity import words

_POST = re.compile(r"(?:entry|post|article|module|news)[-_]?title")
"""Class names of a post's title: menus of magazine themes unfold the newest posts."""
_ENTRIES = 3
"""Entries that a menu has at least, the way home among them: two links beside each other are a pair of buttons."""
_NAME = 3
"""Words of the name of a page at most."""
_MOST_HEADINGS = 5
"""Headings that are looked below."""
_NEWS_HEADING = 4
"""What :func:`newslike` says at least of a heading over a menu's entries that are lists of news."""


@once_a_page
def menu_entries(page: Page) -> frozenset[str]:
    """Addresses of the menu's entries: what stands where menus do, and the short entries of a list, by whatever markup,
    that begins with the way home. What only says "read more" names nothing: themes set it in a <nav> of each post."""
    named = (
        link
        for link in page.links
        if link.area is NAV and not _POST.search(link.css) and not leads_on(link.text)
    )
    return frozenset(filter(None, (link.url for link in named))) | _beside_home(page)


@once_a_page
def _beside_home(page: Page) -> frozenset[str]:
    """Addresses of the entries of lists whose first leads to the front page; a title is longer than a page's name."""
    found: set[str] = set()
    home = urljoin(page.url, "/")
    for run in _runs(page):
        # The logo before a menu leads home too, and is in no list of it.
        lists: dict[Path, list[Link]] = {}
        for link in (one for one in run if one.area is not NAV):
            lists.setdefault(link.path[:-2], []).append(link)
        for entries in lists.values():
            if len(entries) >= _ENTRIES and entries[0].url == home:
                found.update(link.url for link in entries[1:] if link.url and len(link.text.split()) <= _NAME)
    return frozenset(found)


def _runs(page: Page) -> list[list[Link]]:
    """Links that follow each other without a word between them: posts have days, texts or headings there."""
    runs: list[list[Link]] = [[]]
    for text in page.texts:
        if text.link < 0:
            runs.append([])
        elif not runs[-1] or runs[-1][-1] is not page.links[text.link]:
            runs[-1].append(page.links[text.link])
    return runs


def below_news(page: Page) -> Iterator[tuple[Link, int]]:
    """Entries that unfold below a heading named for news which leads nowhere itself, and how much it promises."""
    menu = [link for link in page.links if link.area is NAV]
    # Headings that only unfold: they lead to "#", or to this very page.
    empty = [link for link in menu if not link.url or link.url == page.url]
    for heading in [link for link in empty if newslike(link.text, "") >= _NEWS_HEADING][:_MOST_HEADINGS]:
        promise, around = newslike(heading.text, ""), heading.path[:-1]
        yield from ((link, promise) for link in menu if link.url and is_within(link.path, around))


def things_by_section(page: Page) -> dict[str, tuple[str, ...]]:
    """Sections that the menu calls an album, an agenda or the like: their paths, each with all that the menu calls it."""
    names: defaultdict[str, list[str]] = defaultdict(list)
    unmarked = _beside_home(page)
    for link in page.links:
        if link.area is not NAV and link.url not in unmarked:
            continue
        section = without_ending(parsed(link.url).path.rstrip("/"))
        # Without a query: a script that shows everything ("index.php?hal=agenda") is no section of a kind.
        if section and not parsed(link.url).query:
            names[section].append(link.text)
    return {
        section: tuple(called)
        for section, called in names.items()
        if any(kind_of(name) in THINGS for name in called)
    }


def called_news_by_the_menu(page: Page) -> bool:
    """Whether all that the menu calls this very page names news. Headings that only unfold may lead here too, under other
    names."""
    unmarked = _beside_home(page)
    names = {
        link.text
        for link in page.links
        if link.url == page.url and link.text and (link.area is NAV or link.url in unmarked)
    }
    return bool(names) and all(map(_names_only_news, names))


def _names_only_news(name: str) -> bool:
    """Whether a name begins with a noun of news and names nothing else: no "Berita Acara", no "Kliping Berita"."""
    found = kinds_in(name)
    news = all(kind is Kind.NEWS for kind, _ in found) and newslike(name, "") >= NEWS_NOUN
    return bool(found) and news and found[0][1].startswith(words(name)[0])


def section_above(url: str) -> str:
    """The path of the section that an entry stands in: what is above its name, and above its number."""
    above, _, _ = parsed(url).path.rstrip("/").rpartition("/")
    while above.rpartition("/")[2].isdecimal():
        above = above.rpartition("/")[0]
    return above
