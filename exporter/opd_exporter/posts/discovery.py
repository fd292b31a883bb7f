"""Where to look next: feeds, interfaces and lists that a page names, and the usual places of its system."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from opd_exporter.domain.scope import Scope
from opd_exporter.judges.systems.records import system
from opd_exporter.page.model import NAV, Area, Link, Page
from opd_exporter.posts.address_section import section_refusal
from opd_exporter.posts.address_shape import article_shape
from opd_exporter.posts.inner_hosts import leads_inside
from opd_exporter.posts.layout.menu import below_news, menu_entries
from opd_exporter.posts.leads import Leads, wordpress_rest
from opd_exporter.posts.news_words import NEWS_SECTION, is_post_category, newslike
from opd_exporter.posts.words import words_of
from opd_exporter.text.parsed import parsed
from opd_exporter.text.similarity import folded

MAX_LEADS = 6
"""Addresses kept of a kind: a look has requests for a few of each."""
MAX_LISTS = 10
"""Lists that are kept in mind; those that one look cannot reach are read at the next ones."""
MAX_HEADING = 2
"""Words of a link that is named for news and nothing more ("Berita", "Berita Terbaru")."""
MAX_NAME = 4
"""Words of the name of a list."""
_OF_OTHERS = (Area.WIDGET, Area.COMMENTS)
_PAGE_TITLES = words_of("page_titles", "titles")

FEEDS_ANYWHERE = ("feed",)
"""Tried where the system is not known, or its record (``judges/systems``) has none."""


_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")
"""What servers call a feed (RFC 4287; RSS Advisory Board; JSON Feed 1.1)."""
# Addresses of feeds as systems name them, where no tag says so.
_FEED_PATH = re.compile(
    r"/(?:feed|rss|atom|rss\.xml|feed\.xml|atom\.xml|index\.xml|rss\.php|feed\.php)/?$", re.I
)
_TERM = re.compile(r"/taxonomy/term/\d{1,9}$")
"""A list of Drupal's, by its inner address."""
_PAGED = re.compile(r"/page/\d{1,6}/?$")
_PAGE_NUMBERS = ("start", "limitstart", "limit", "paged", "page")
"""Fields of a query that turn pages: a feed is that of the whole list."""
_POSTS_PAGE = frozenset({"home", "blog"})
"""Classes that WordPress' ``body_class()`` gives to a front page that is the page of posts."""
_COMMENTS = re.compile(r"comment|komentar", re.I)
"""Feeds of comments are dated daily and hold no post."""
_ALL = re.compile(
    r"(?:lihat|baca|tampilkan|view|see|semua|all|arsip|indeks|berita|artikel|lainnya|selengkapnya|more|news|posts|\W)+",
    re.I,
)
"""A link that says nothing but "show all" or "more"."""

_EVERY = re.compile(r"semua|\ball\b|lainnya|arsip|indeks", re.I)
"""Words of a link to all there is, rather than to one."""
# One folder below a word for categories: a list, whatever the category is called.
_CATEGORY = re.compile(r"^/(?:[\w.-]+/)?(?:kategori|category|label|rubrik|topik)/[^/]+/?$", re.I)
CATEGORY = 2.0
"""What the list of a category promises, whatever its name: less than a word for news (docs/domain.md, 5)."""
_IN_MENU, _SAYS_MORE, _BELOW_NEWS = 1.0, 0.5, 1.0
_CHARACTERS_A_POINT, _LINKS_A_POINT = 50, 10_000
"""What orders links of like promise, in points of one; of links alike in all that, the first."""


def _unique(urls: Iterable[str], scope: Scope, avoid: str, most: int = MAX_LEADS) -> tuple[str, ...]:
    return tuple(url for url in dict.fromkeys(urls) if url and url != avoid and scope.owns(url))[:most]


def _home(page: Page, site_url: str) -> str:
    parts = urlsplit(page.url)
    path = urlsplit(site_url).path
    return f"{parts.scheme}://{parts.netloc}{path if path.endswith('/') else '/'}"


def _named_feeds(page: Page) -> list[str]:
    named = [
        link
        for link in page.head_links
        if "alternate" in link.rel.split()
        and link.type in _FEED_TYPES
        and not _COMMENTS.search(f"{link.title} {link.url}")
    ]
    # The shorter address is the site's whole feed, the longer that of a category or of one post.
    named.sort(key=lambda link: len(parsed(link.url).path))
    linked = [
        link.url
        for link in page.links
        if _FEED_PATH.search(parsed(link.url).path) and not _COMMENTS.search(link.url)
    ]
    return [link.url for link in named] + linked


def _feeds_of_page(page: Page, named: Sequence[str], cms: str) -> list[str]:
    """Feeds of a list or a section: what the page names, those below its own address first, then where its system has one
    for each (docs/domain.md, 20)."""
    path = urlsplit(page.url).path.rstrip("/")
    nearest = sorted(named, key=lambda url: not parsed(url).path.startswith(path))
    return [*nearest, *_usual_feeds_of(page, cms)]


def _usual_feeds_of(page: Page, cms: str) -> list[str]:
    parts = urlsplit(page.url)
    query = [(key, value) for key, value in parse_qsl(parts.query) if key not in _PAGE_NUMBERS]
    if cms == "joomla":
        return [parts._replace(query=urlencode([*query, ("format", "feed"), ("type", "rss")])).geturl()]
    # Plain links: "?cat=3&feed=rss2".
    if cms == "wordpress" and query:
        return [parts._replace(query=urlencode([*query, ("feed", "rss2")])).geturl()]
    if cms == "wordpress":
        return [parts._replace(path=_PAGED.sub("", parts.path).rstrip("/") + "/feed/").geturl()]
    if cms == "drupal":
        places = [page.url, *(link.url for link in page.head_links if link.rel in ("shortlink", "canonical"))]
        return [f"{url}/feed" for url in places if _TERM.search(parsed(url).path)]
    return []


def _rest(page: Page, home: str, cms: str) -> list[str]:
    named = [link.url for link in page.head_links if link.rel == "https://api.w.org/"]
    header = re.search(r"<([^>]{1,500})>;\s*rel=\"https://api\.w\.org/\"", page.header("link")[:2000])
    roots = named + ([header[1]] if header else [])
    # Themes strip the link to it from the head; the interface is there all the same.
    if cms == "wordpress" and not roots:
        roots = [urljoin(home, "wp-json/")]
    return [wordpress_rest(root, "posts") for root in roots]


def _is_a_heading(text: str) -> bool:
    """Whether a link says no more than what news are called, as an entry of a menu does wherever it stands: no title."""
    return len(text.split()) <= MAX_HEADING and newslike(text, "") >= NEWS_SECTION


def _lists(page: Page, promises: Sequence[int], scope: Scope, home: str, cms: str) -> list[str]:
    """The lists that the page's links lead to, the most promising first."""
    scored: dict[str, float] = {}
    for number, (link, promise) in enumerate(zip(page.links, promises, strict=True)):
        if not link.url or link.hidden or link.area in _OF_OTHERS:
            continue
        promised = promise or _promise_of_category(link)
        if promised and (_is_entry(link) or not article_shape(link.url, scope)):
            score = promised + _weight(link) - number / _LINKS_A_POINT
            scored[link.url] = max(score, scored.get(link.url, 0.0))
    for link, promise in below_news(page):
        if is_post_category(link.text):
            scored[link.url] = max(promise - _BELOW_NEWS, scored.get(link.url, 0.0))
    named = sorted(scored, key=lambda url: -scored[url])
    usual = [urljoin(home, path) for path in system(cms).lists]
    # Where a system has its list, unless a link leads there: that one has a place in the order.
    there = {url.rstrip("/") for url in named}
    return [url for url in usual if url.rstrip("/") not in there] + named


def _is_entry(link: Link) -> bool:
    """Whether a link names a list, whatever its address looks like: in the menu, as the way to all there is, or by a word
    for news alone."""
    every = _ALL.fullmatch(link.text) is not None and _EVERY.search(link.text) is not None
    return link.area is NAV or every or _is_a_heading(link.text)


def _weight(link: Link) -> float:
    """What a link's place and length add to its promise: of entries named alike the menu's comes first, then one that
    says "more", then the shorter."""
    says_more = _SAYS_MORE if _ALL.fullmatch(link.text) else 0.0
    place = _IN_MENU if link.area in (Area.NAV, Area.HEADER) else says_more
    return place - len(link.text) / _CHARACTERS_A_POINT


def _promise_of_category(link: Link) -> float:
    return CATEGORY if _CATEGORY.search(parsed(link.url).path) and is_post_category(link.text) else 0.0


def _named_for_news(page: Page, promises: Sequence[int], lists: Iterable[str]) -> list[str]:
    """Those that an entry's own words, or its address, promise to hold news; else all categories."""
    named = {link.url for link, promise in zip(page.links, promises, strict=True) if promise >= NEWS_SECTION}
    # A site whose menu names no news but the categories that it files them under has these in their place.
    return [url for url in lists if url in named] or [
        url for url in lists if _CATEGORY.search(parsed(url).path)
    ]


def _unreachable(page: Page, promises: Sequence[int], scope: Scope) -> Iterator[str]:
    for link, promise in zip(page.links, promises, strict=True):
        entry = link.url and not link.hidden and promise >= NEWS_SECTION
        if entry and 0 < len(link.text.split()) <= MAX_NAME and leads_inside(link.url, scope):
            yield link.url


def _others(page: Page, menu: Collection[str], named: Iterable[str]) -> list[str]:
    """What a person would open next: short entries named neither for news nor for pages, services or documents."""
    known = {*named, urljoin(page.url, "/")}
    # One to three words: an entry that says more is a title, or says what it holds.
    entries = {
        link.url: len(link.text.split())
        for link in page.links
        if (link.area is NAV or link.url in menu)
        and link.url
        and link.url not in known
        and 0 < len(link.text.split()) <= 3
        and folded(link.text) not in _PAGE_TITLES
        and is_post_category(link.text)
        and not section_refusal(link.url)
    }
    return sorted(entries, key=lambda url: entries[url])


def find_leads(page: Page, scope: Scope, site_url: str, cms: str) -> Leads:
    """What this page says about where posts may be found. ``cms`` is the system's name or an empty string."""
    home = _home(page, site_url)
    feeds = _named_feeds(page)
    sitemaps = [link.url for link in page.head_links if link.rel == "sitemap"]
    promises = [newslike(link.text, link.url) for link in page.links]
    lists, menu = _lists(page, promises, scope, home, cms), menu_entries(page)
    return Leads(
        feeds=_unique([*feeds, *(urljoin(home, path) for path in system(cms).feeds)], scope, page.url),
        of_page=_unique(_feeds_of_page(page, feeds, cms), scope, page.url),
        # Of a known system it is known where its feeds are: a guess would cost a request.
        guesses=()
        if system(cms).feeds
        else _unique([urljoin(home, path) for path in FEEDS_ANYWHERE], scope, page.url),
        rest=_unique(_rest(page, home, cms), scope, page.url),
        lists=_unique(lists, scope, page.url, MAX_LISTS),
        news=_unique(_named_for_news(page, promises, lists), scope, page.url, MAX_LISTS),
        others=_unique(_others(page, menu, lists), scope, page.url),
        sitemaps=_unique([*sitemaps, urljoin(home, system(cms).sitemap)], scope, page.url),
        unreachable=tuple(dict.fromkeys(_unreachable(page, promises, scope)))[:MAX_LEADS],
        lists_all=cms == "wordpress" and set(page.body_css.split()) >= _POSTS_PAGE,
        menu=menu,
    )
