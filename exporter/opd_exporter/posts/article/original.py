"""Where an article's head and its data say that it first stood (docs/domain.md, 7)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from opd_exporter.judges.spam.addresses import strange_original
from opd_exporter.page.model import Area, Page
from opd_exporter.posts.address_section import section_refusal
from opd_exporter.posts.article.witnesses.json_ld import article_nodes
from opd_exporter.posts.context import Context
from opd_exporter.posts.title_size import TITLE_WORDS
from opd_exporter.posts.words import words_of
from opd_exporter.text.address import absolute, host_and_path, is_public
from opd_exporter.text.files import is_file
from opd_exporter.text.similarity import alike

_ORIGINAL = re.compile(
    r"\b(?:sumber|artikel|berita|tulisan)\s+(?:asli|aslinya)\b|\boriginal\s+(?:article|source|post)\b", re.I
)
"""What a link to the original of a copied article says."""
_METAS = ("dc.source", "dcterms.source", "original-source", "syndication-source", "isbasedon", "isbasedonurl")
"""Names of metas that hold the address of the original (domain.md 7)."""
_ADDRESSES = ("http://", "https://", "//")
_RELS = ("original-source", "syndication-source")
"""Likewise of links in the head."""
_WORD = re.compile(r"[a-z0-9]+")
SAME = 0.8
"""How alike an article's address and its title are: addresses leave out short words and marks."""
_REFERENCES = words_of("credits", "references")
_PLATFORMS = words_of("credits", "platforms")


def elsewhere(url: str, context: Context) -> str:
    """Host of an address on another site, or an empty string. A name below the site's own is its own."""
    if not url or context.scope.same_host(url):
        return ""
    host = host_and_path(url)[0]
    own = tuple(f".{name}" for name, _ in context.scope.places)
    return "" if host.endswith(own) else host


def article_elsewhere(url: str, context: Context) -> str:
    """Host of another site's article, or an empty string: not of a front page, a file, a law, a table of figures, a
    picture, or what stands on a platform where everybody has an account."""
    host = elsewhere(url, context)
    parts = urlsplit(url)
    labels = host.split(".")
    # "jdih.x.go.id", "/statistik/...": laws and figures are cited, whoever publishes them (domain.md 7).
    said = {*_section_words(parts.path), *labels[:-2], labels[0]}
    front = not parts.path.strip("/") and not parts.query
    cites = bool(_REFERENCES & said) or bool(section_refusal(url)) or is_file(url)
    return "" if front or cites or is_platform(host) else host


def _section_words(path: str) -> list[str]:
    """Words of an address that say what stands there; those of an article's own title say nothing of it."""
    folders, _, name = path.lower()[:200].rstrip("/").rpartition("/")
    titled = _WORD.findall(name)
    return _WORD.findall(folders) + (titled if len(titled) < TITLE_WORDS else [])


def is_platform(host: str) -> bool:
    """Whether everybody may have an account there."""
    labels = host.removeprefix("m.").split(".")
    return labels[0] in _PLATFORMS or (len(labels) > 1 and labels[-2] in _PLATFORMS)


def _based_on(page: Page, title: str) -> Iterator[str]:
    """Addresses of what the article's data say that it was made from."""
    for node in article_nodes(page, title):
        for key in ("isBasedOn", "isBasedOnUrl", "sameAs"):
            yield from _addresses(node.get(key))


def _addresses(value: Any) -> Iterator[str]:
    for one in value[:20] if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            one = one.get("url") or one.get("@id")
        if isinstance(one, str):
            yield one


def named_original(page: Page, title: str, context: Context) -> str:
    """Host of the original that the page's head or data name, or an empty string. The same path on another host may be
    the site itself under a name it once had (:func:`named_alike`)."""
    # It decides alone: a page has one canonical address.
    if url := _canonical(page):
        own = not host_and_path(url)[1].strip("/") or _same_path(url, page) or not is_public(url)
        return "" if own else elsewhere(url, context)
    here = host_and_path(page.url)[1]
    named = (absolute(page.url, one) for one in _told(page, title) if one.lower().startswith(_ADDRESSES))
    # Below a folder of a portal's, too, it is the same article: the site under the portal's name.
    hosts = (article_elsewhere(one, context) for one in named if not host_and_path(one)[1].endswith(here))
    return next(filter(None, hosts), "")


def named_alike(page: Page, context: Context) -> str:
    """Another host whose page of the same path the canonical address is, or an empty string: perhaps that of the site
    from which it was copied. Unless the front page is called otherwise, it is the site under a name it once had."""
    url = _canonical(page)
    host = elsewhere(url, context) if is_public(url) and _same_path(url, page) else ""
    return "" if context.called in ("", host) else host


def _canonical(page: Page) -> str:
    """The page's canonical address, or an empty string. An intruder's is none of a copy: it is a sign of spam, and the
    post may be the agency's own."""
    given = (link.url for link in page.head_links if link.rel == "canonical" and link.url)
    return next((url for url in given if not strange_original(url)), "")


def _same_path(url: str, page: Page) -> bool:
    return host_and_path(url)[1].rstrip("/") == host_and_path(page.url)[1].rstrip("/")


def _is_called(url: str, title: str) -> bool:
    """Whether an address that a page shares itself as is that of this article: templates write one for all pages."""
    name = host_and_path(url)[1].rstrip("/").rpartition("/")[2]
    return alike(name, title) >= SAME


def _told(page: Page, title: str) -> Iterator[str]:
    """What the page names as its original elsewhere than in its canonical address, the plainest way first."""
    yield from (link.url for link in page.head_links if link.rel in _RELS)
    yield from (value for name in _METAS for value in page.all_meta(name))
    yield from (value for value in page.all_meta("og:url") if _is_called(value, title))
    yield from (page.links[one.link].url for one in page.texts if one.link >= 0 and one.itemprop in _METAS)
    yield from _based_on(page, title)
    yield from (link.url for link in page.links if link.area is Area.MAIN and _ORIGINAL.search(link.text))
