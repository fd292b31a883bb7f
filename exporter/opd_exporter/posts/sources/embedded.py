"""Pages whose content comes by script: data inside the page, and the interfaces that its scripts ask."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from opd_exporter.dates.order import WORTH
from opd_exporter.domain.candidate import Candidate
from opd_exporter.page.model import Page
from opd_exporter.posts.address_parts import folders_and_name, without_ending
from opd_exporter.posts.context import Context
from opd_exporter.posts.history import name_of
from opd_exporter.posts.news_words import is_post_category, newslike
from opd_exporter.posts.sources.pooled import unpooled
from opd_exporter.posts.sources.rest import Homes, dates_in, posts_in, singular
from opd_exporter.posts.title_size import TITLE_WORDS
from opd_exporter.text.address import absolute, normal

MAX_SCRIPT = 2 * 1024 * 1024
"""Characters of a script that are searched."""
MAX_FOUND = 6
"""Interfaces named, the likeliest; a search asks for two or three."""
_PROMISING = 3
"""What :func:`newslike` says at least of a word that is worth a request: one for deeds ("kegiatan") is."""
_LONGEST_WORD = 60
"""Characters of a word that may be a path: longer ones are texts."""
MAX_PATHS = 5_000
"""Different addresses, and words, of all scripts together that are looked at."""
_QUOTED = re.compile(
    r"""["'`]((?:https?://[\w.:-]{1,100})?/?(?:[\w.-]{1,40}/){0,5}[\w.-]{1,60}/?(?:\?[\w=&%$.{}*:,+\[\]-]{0,120})?)["'`]"""
)
"""A quoted string made of an address' characters alone."""
_ROOT = re.compile(r"(?:https?://[\w.:-]{1,100})?/?(?:api|wp-json)(?:/v\d)?/?")
"""The root of an interface, below which scripts put a word."""
_STATE = re.compile(
    r"(?:window\.)?__(?:INITIAL_STATE|NUXT|APOLLO_STATE|PRELOADED_STATE|DATA)__\s{0,3}=\s{0,3}"
)
"""How frameworks hand their page's data to its scripts (Nuxt, Apollo, Redux)."""
_FILE = re.compile(r"\.(?:js|css|png|jpe?g|svg|woff2?|html?|map|ico|json5|vue|tsx?)(?:\?|$)", re.I)
_API = re.compile(
    r"(?:^|/)(?:api|wp-json|rest|json|v[12]|graphql|data|services?)(?:/|$)|\.json(?:\?|$)", re.I
)
"""A path that says itself that it answers data."""


def _paths(text: str) -> list[str]:
    """Quoted strings that look like an interface's path."""
    found = []
    for match in _QUOTED.finditer(text[:MAX_SCRIPT]):
        path = match[1]
        if (_API.search(path) and not _FILE.search(path)) or path.endswith(".json"):
            found.append(re.sub(r"\$\{[^}]{0,60}\}", "", path))
    return found


def interfaces(page: Page, scripts: Sequence[str], context: Context) -> tuple[str, ...]:
    """Own addresses of interfaces that may list posts, the likeliest first."""
    texts = (*page.inline_scripts, *scripts)
    told = (path for text in (*texts, *(f"'{url}'" for url in page.asked)) for path in _paths(text))
    paths = list(dict.fromkeys(told))[:MAX_PATHS]
    # Scripts put addresses together from a root and a word; the words that promise news are tried below it.
    if root := next(filter(_ROOT.fullmatch, paths), ""):
        paths += _below(root, texts)
    scored: dict[str, int] = {}
    for path in paths:
        url = absolute(page.base or page.url, path)
        # Judged as words, as the entry of a menu would be: the path is all that is known of it.
        # Interfaces speak of many: Strapi makes "beritas" of "berita".
        name = " ".join(map(singular, re.findall(r"[a-z]+", path.lower())))
        if url and context.scope.owns(url) and is_post_category(name):
            scored.setdefault(url, newslike(name, url))
    ranked = sorted((url for url, score in scored.items() if score > 0), key=lambda url: -scored[url])
    return tuple(ranked[:MAX_FOUND])


def _below(root: str, texts: Sequence[str]) -> list[str]:
    """Addresses below an interface's root that quoted words name: scripts write ``base + "berita"``."""
    words = dict.fromkeys(match[1] for text in texts for match in _QUOTED.finditer(text[:MAX_SCRIPT]))
    return [
        f"{root.rstrip('/')}/{word.lstrip('/')}"
        for word in list(words)[:MAX_PATHS]
        if newslike(word, f"/{word}") >= _PROMISING and len(word) < _LONGEST_WORD
    ]


def _states(page: Page) -> Iterator[Any]:
    """The data inside the page."""
    texts = [text for _, text in page.data_scripts]
    texts += [script for script in page.inline_scripts if _STATE.search(script[:500])]
    for text in texts:
        state = _STATE.search(text[:500])
        try:
            data = json.loads(text[state.end() :].strip().rstrip(";") if state else text)
        except (ValueError, RecursionError):
            continue
        yield unpooled(data)


def embedded_dates(page: Page) -> Iterator[str]:
    """Dates of publishing in the data inside the page, as they are written."""
    if any(WORTH.search(text) for text in (*page.inline_scripts, *(text for _, text in page.data_scripts))):
        for data in _states(page):
            yield from dates_in(data)


def embedded(page: Page, context: Context) -> tuple[Candidate, ...]:
    """Posts that stand as data inside the page."""
    states = list(_states(page))
    if not states:
        return ()  # as nearly all pages
    homes = _homes(page, context)
    lists = (posts_in(data, page.url, context, homes=homes) for data in states)
    best = max(lists, key=_dated, default=())
    return best if _dated(best) else ()


def _homes(page: Page, context: Context) -> Homes:
    """Where entries stand whose data names them and not their address: the page links to them, by the same name or under
    the same title. A number names pages of all kinds, a word or two an entry of the menu; a title that leads to two
    places, or to another site, tells nothing."""
    links: dict[str, dict[str, str]] = defaultdict(dict)
    for link in page.links:
        if not link.url or link.opens:
            continue
        slug = without_ending(next(reversed(folders_and_name(link.url)), ""))
        # Joints and one more are the words of a name; as many as a title has tell one entry from all others.
        for key in (slug if slug.count("-") + 1 >= TITLE_WORDS else "", name_of(link.text)):
            if key:
                links[key][normal(link.url)] = link.url

    def home(name: str, title: str) -> str:
        found = [*(links.get(name.lower()) or links.get(name_of(title)) or {}).values()]
        return found[0] if len(found) == 1 and context.scope.owns(found[0]) else ""

    return home


def _dated(found: Iterable[Candidate]) -> int:
    return sum(one.published is not None for one in found)
