"""Signs of gambling spam on a page: the word, the address it leads to, and where on the page it stands.

What people see and what only machines are told is judged alike. A sentence that warns takes its words with it, and a
page that warns by its title those that it quotes; what is hidden quotes nothing.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain, islice

from opd_exporter.domain.scope import Scope
from opd_exporter.domain.spam import MAX_SIGNS, MAX_SPAM_WORD, SpamSign, Where
from opd_exporter.judges.spam.addresses import sold_by, strange_original
from opd_exporter.judges.spam.judge import MAX_JUDGED, MAX_TITLE, SUMMARY, TOLD, adverts
from opd_exporter.judges.spam.score import IN_A_DESCRIPTION, IN_A_TEXT, IN_HIDING, score
from opd_exporter.page.model import Area, Page
from opd_exporter.text.address import absolute

MAX_ALIKE = 2
"""Signs kept of one place on a page: one to see what is sold, one to see that it is not the only one."""
MAX_AWAY = 300
"""Links to other hosts whose addresses are judged: a page of nothing but links shall cost no more."""
MAX_SPAM_LINKS = 40
"""Links that sell, after which the others of a page are not judged: nothing is told better by a forty-first."""
MAX_STRINGS = 600
"""Strings of a page's JSON-LD that are judged."""
MAX_STRUCTURED = 100_000
"""Characters of JSON-LD that are looked through."""
_SAYS_SOMETHING, _TITLE_OF_DATA = 4, 120
"""Characters of the shortest text that is judged, and of the longest string of JSON-LD that is a title for sure."""
_BESIDE = 160
"""Characters on each side of a link that are read as its sentence."""
_NAMES = ("og:title", "twitter:title", "og:site_name", "application-name", "title", "name", "headline")
"""Names of metas, and of JSON-LD, that hold a title,"""
_TEXTS = ("description", "og:description", "twitter:description", "keywords", "news_keywords", "abstract")
"""a text,"""
_ADDRESSES = ("og:url", "twitter:url", "og:image", "twitter:image", "al:web:url", "canonical", "url")
"""or an address."""
_RELS = {"canonical": Where.CANONICAL, "amphtml": Where.AMP, "alternate": Where.ALTERNATE}
_STRING = re.compile(r'"((?:[^"\\]++|\\.)*+)"')
"""A string of JSON, also where the whole is broken."""
_ANCHOR = re.compile(
    r"<(?:a|iframe)\b[^>]{0,600}?\b(?:href|src)\s{0,3}=\s{0,3}[\"']?([^\"'\s>]{1,500})[^>]{0,600}>([^<]{0,300})",
    re.I,
)
"""A link or a frame in markup that is no part of the tree: of a ``<noscript>``, a comment."""
_TAG = re.compile(r"<[^<>]{0,1000}>")
_AROUND = (Area.HEADER, Area.NAV, Area.ASIDE, Area.FOOTER)
"""Areas around what a page is about: what stands there stands on all pages."""

_Sign = tuple[str, str, Where]
"""Word, address, place."""


def signs(page: Page, scope: Scope) -> tuple[SpamSign, ...]:
    """What on a page sells gambling; empty when nothing does. What only machines are told comes first."""
    # A page that warns by its title quotes what it warns of, in sight; hidden parts quote nothing.
    quoting = score(page.title[:MAX_TITLE]).warns
    told = chain(
        _head(page, scope),
        _metas(page, scope, quoting),
        () if quoting else _structured(page),
        _structured_addresses(page, scope),
        _noscript(page, scope),
        _frames(page, scope),
        _links(page, scope, quoting),
        _hidden_texts(page),
        _text(page),
    )
    return tuple(
        SpamSign(word[:MAX_SPAM_WORD], link, page.url, where)
        for word, link, where in islice(_few(told), MAX_SIGNS)
    )


def _few(found: Iterable[_Sign]) -> Iterator[_Sign]:
    """Each sign once, and no more than a few of a place."""
    seen: set[_Sign] = set()
    count: Counter[Where] = Counter()
    for one in found:
        if one not in seen and count[one[2]] < MAX_ALIKE:
            count[one[2]] += 1
            seen.add(one)
            yield one


def _advert(text: str) -> str:
    """The word by which a title-like text sells."""
    advert = next(adverts(text[:MAX_TITLE]), "")
    return score(advert).word if advert else ""


def _away(url: str, scope: Scope) -> bool:
    return bool(url) and not scope.same_host(url)


def _head(page: Page, scope: Scope) -> Iterator[_Sign]:
    """The page's title, those after it, which only machines read, and the addresses that its head calls its own."""
    if word := _advert(page.title):
        yield word, "", Where.TITLE
    yield from ((word, "", Where.META) for title in page.further_titles if (word := _advert(title)))
    for link in page.head_links:
        where = next((_RELS[rel] for rel in link.rel.split() if rel in _RELS), None)
        if where is None or not _away(link.url, scope):
            continue
        if word := sold_by(link.url) if where is Where.ALTERNATE else strange_original(link.url):
            yield word, link.url, where


def _metas(page: Page, scope: Scope, quoting: bool) -> Iterator[_Sign]:
    for name, content in page.metas:
        if name in _ADDRESSES:
            url = absolute(page.base or page.url, content)
            if _away(url, scope) and (word := sold_by(url)):
                yield word, url, Where.META
        elif word := _said_in_a_meta(name, content, page.title, quoting):
            yield word, "", Where.META


def _said_in_a_meta(name: str, content: str, title: str, quoting: bool) -> str:
    """The word by which a title or a text for machines sells."""
    if name in _NAMES:
        return _advert(content)
    # Many themes repeat the title as the description: it was judged already.
    if name not in _TEXTS or quoting or content == title:
        return ""
    told = score(content[:SUMMARY])
    return told.word if told.sells(*IN_A_DESCRIPTION) else ""


def _strings(page: Page) -> Iterator[str]:
    """Strings of the page's JSON-LD, also of one that is cut or broken."""
    text = "\n".join(page.json_ld)[:MAX_STRUCTURED]
    for found in islice(_STRING.finditer(text), MAX_STRINGS):
        string = found[1]
        if "\\" in string:
            with suppress(ValueError):
                string = str(json.loads(f'"{string}"'))
        yield string


def _structured(page: Page) -> Iterator[_Sign]:
    for string in _strings(page):
        # Addresses are judged as addresses, below.
        if string.startswith(("http:", "https:", "//")) or len(string) < _SAYS_SOMETHING:
            continue
        if len(string) <= MAX_TITLE:
            # A longer one than titles are may be a text in itself: there gambling must be what it is about.
            word = _advert(string) if len(string) <= _TITLE_OF_DATA or score(string).dense else ""
        else:
            told = score(string[:SUMMARY])
            word = told.word if told.sells(*IN_A_TEXT) and told.dense else ""
        if word:
            yield word, "", Where.STRUCTURED


def _structured_addresses(page: Page, scope: Scope) -> Iterator[_Sign]:
    for string in _strings(page):
        if string.startswith(("http:", "https:", "//")):
            url = absolute(page.url, string)
            if _away(url, scope) and (word := sold_by(url)):
                yield word, url, Where.STRUCTURED


def _noscript(page: Page, scope: Scope) -> Iterator[_Sign]:
    for found in _ANCHOR.finditer(page.noscript):
        url = absolute(page.base or page.url, found[1])
        word = _advert(found[2]) or (sold_by(url) if _away(url, scope) else "")
        if word:
            yield word, url, Where.NOSCRIPT
    # Only search engines and readers without scripts see it: less is enough than of a text in sight.
    told = score(_TAG.sub(" ", page.noscript)[:MAX_JUDGED])
    if told.core >= TOLD and told.sells(*IN_HIDING):
        yield told.word, "", Where.NOSCRIPT


def _frames(page: Page, scope: Scope) -> Iterator[_Sign]:
    for url in page.frames:
        if _away(url, scope) and (word := sold_by(url)):
            yield word, url, Where.FRAME


def _place(area: Area, hidden: bool, otherwise: Where, unseen: Where) -> Where:
    if area in (Area.COMMENTS, Area.WIDGET):
        return Where.COMMENT if area is Area.COMMENTS else Where.AROUND
    if area in _AROUND:
        return Where.AROUND
    return unseen if hidden else otherwise


def _links(page: Page, scope: Scope, quoting: bool) -> Iterator[_Sign]:
    """Links whose text advertises gambling, and links to addresses that do so by their name."""
    judged = found = 0
    runs: dict[int, list[int]] = {}
    for at, text in enumerate(page.texts):
        if text.link >= 0:
            runs.setdefault(text.link, []).append(at)
    for number, link in enumerate(page.links):
        word = _advert(link.text)
        if not word and judged < MAX_AWAY and _away(link.url, scope):
            # Each costs a walk through its letters; what a page of thousands of links sells shows in the first
            # hundreds.
            judged += 1
            word = sold_by(link.url) if score(link.text[:MAX_TITLE]).warn == 0 else ""
        if word and (link.hidden or not (quoting or _in_a_warning(page, runs.get(number, [])))):
            yield word, link.url, _place(link.area, link.hidden, Where.LINK, Where.HIDDEN_LINK)
            found += 1
            if found == MAX_SPAM_LINKS:
                return


def _in_a_warning(page: Page, runs: list[int]) -> bool:
    """Whether the sentence around a link, which shows these runs of text, warns of what the link says."""
    if not runs:
        return False
    first, last = runs[0], runs[-1]
    block = page.texts[first].block
    # Three runs of text on each side, of the same block: the sentence that the link stands in.
    before = " ".join(text.text for text in page.texts[max(0, first - 3) : first] if text.block == block)
    after = " ".join(text.text for text in page.texts[last + 1 : last + 4] if text.block == block)
    own = " ".join(text.text for text in page.texts[first : last + 1])
    return score(f"{before[-_BESIDE:]} {own[:MAX_TITLE]} {after[:_BESIDE]}").warns


def _hidden_texts(page: Page) -> Iterator[_Sign]:
    """Runs of hidden text, and all of it together."""
    hidden = [text for text in page.texts if text.hidden]
    left = 2 * MAX_JUDGED
    # Links are judged by themselves, with what they say.
    for text in hidden:
        if text.link >= 0 or len(text.text) < _SAYS_SOMETHING:
            continue
        told = score(text.text[:MAX_TITLE])
        if told.core >= TOLD and told.sells(*IN_HIDING) and told.dense:
            yield told.word, "", _place(text.area, True, Where.TEXT, Where.HIDDEN_TEXT)
        left -= len(text.text)
        if left < 0:
            break
    told = score(" \n ".join(text.text for text in hidden)[: 2 * MAX_JUDGED])
    if told.core >= TOLD and told.sells(*IN_A_TEXT):
        yield told.word, "", Where.HIDDEN_TEXT


def _text(page: Page) -> Iterator[_Sign]:
    told = score(" \n ".join(text.text for text in page.texts if not text.hidden)[: 2 * MAX_JUDGED])
    if told.core >= TOLD and told.sells(*IN_A_TEXT) and told.dense:
        yield told.word, "", Where.TEXT
