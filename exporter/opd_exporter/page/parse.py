"""Bytes of a web page -> :class:`Page`, in one pass over the tree, every size capped.

lxml holds the interpreter lock and cannot be interrupted: run this in a worker process.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import islice

from lxml import etree

from opd_exporter.page.bounds import MAX_MANY, MAX_NOSCRIPT
from opd_exporter.page.builder import Builder
from opd_exporter.page.charset import decode
from opd_exporter.page.elements import attributes_of, class_names, fold
from opd_exporter.page.markup import MAX_TAGS, repaired
from opd_exporter.page.model import Page
from opd_exporter.page.walk import walk
from opd_exporter.text.address import absolute
from opd_exporter.text.parsed import parsed

_MARKUP = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|script|link|div|frameset|h1|p|a|table|center|br)\b", re.I
)
"""Tags that make a page of a text whatever it is said to be."""


MAX_TITLE = 500
MAX_TITLES = 6
"""Characters of a title, and titles of a page: a second one is an intruder's (domain.md 11)."""
_BINARY = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]")
"""Characters that no text has, and those that no encoding had."""
_SNIFFED = 512
"""Characters that are looked at for them."""
_FEW = 0.1
"""Share of characters that no text has, from which on it is a picture, an archive or the like: of random bytes a
tenth are control characters alone, of a text that was cut or decoded wrongly hardly any."""


def _looks_like_html(text: str, content_type: str) -> bool:
    if len(_BINARY.findall(text[:_SNIFFED])) > _FEW * min(len(text), _SNIFFED) and not _MARKUP.search(
        text[:_SNIFFED]
    ):
        return False
    kind = content_type.partition(";")[0].strip().lower()
    if kind in ("", "text/html", "application/xhtml+xml"):
        # Without a type its first tags tell; comments and blanks may stand before them.
        return kind != "" or _MARKUP.search(text[:4000]) is not None
    return (
        kind in ("text/xml", "application/xml", "application/octet-stream") and "<html" in text[:2000].lower()
    )


def tree_of(
    text: str, tags: int = MAX_TAGS, parser: Callable[..., etree.HTMLParser] = etree.HTMLParser
) -> etree._Element | None:
    """The tree of the markup's first ``tags`` tags, or None when it makes none, of the elements that ``parser`` makes.
    Libraries are given this and never the text: some take a text that looks like an address or a file's name for one,
    and fetch it."""
    clean = repaired(text.replace("\x00", ""), tags).encode("utf-8", "replace")
    if not clean.strip():
        return None
    try:
        return etree.fromstring(clean, parser(encoding="utf-8", remove_pis=True, huge_tree=False))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def parse(body: bytes, *, url: str, status: int = 200, headers: Mapping[str, str] | None = None) -> Page:
    """The page that these bytes make. Never fails: what cannot be parsed is a page without content.

    ``url`` is the address that answered; ``headers`` the response's fields, lower-case names.
    """
    headers = dict(headers or {})
    content_type = headers.get("content-type", "")
    text = decode(body, content_type)
    html = _looks_like_html(text, content_type)
    root = tree_of(text) if html else None
    if root is None:
        return Page(
            url=url, status=status, headers=headers, html=html and bool(body.strip()), markup_bytes=len(body)
        )
    url = base = parsed(url)
    # The first counts (HTML standard, "the base element"); another host's makes links somebody
    # else's (contract, Transport).
    declared = root.find(".//base[@href]")
    if declared is not None:
        base = parsed(absolute(url, declared.get("href") or "") or url)
    builder = Builder(base)
    walk(builder, root)
    titles = _titles(root)
    body_element = root.find("body")
    names = class_names(attributes_of(root))
    if body_element is not None:
        names += class_names(attributes_of(body_element))
    return Page(
        url=url,
        status=status,
        headers=headers,
        title=titles[0] if titles else "",
        further_titles=titles[1:],
        lang=(root.get("lang") or "").lower()[:20],
        base=base,
        body_css=" ".join(names),
        names=frozenset(builder.names),
        metas=tuple(builder.metas),
        head_links=tuple(builder.head_links),
        links=builder.finished_links(),
        texts=tuple(builder.texts),
        assets=tuple(builder.assets),
        scripts=tuple(builder.scripts),
        inline_scripts=tuple(builder.inline),
        json_ld=tuple(builder.json_ld),
        data_scripts=tuple(builder.data),
        images=tuple(builder.images),
        frames=tuple(builder.frames),
        forms=tuple(builder.forms),
        asked=tuple(filter(None, builder.asked)),
        hollow=tuple(builder.hollow[:MAX_MANY]),
        passwords=builder.passwords,
        comments=tuple(builder.comments),
        noscript=" ".join(builder.noscript)[:MAX_NOSCRIPT],
        markup_bytes=len(body),
        html=True,
    )


def _titles(root: etree._Element) -> tuple[str, ...]:
    """The text of each ``<title>``, the page's own first."""
    own = (one for one in root.iter("title") if next(one.iterancestors("svg"), None) is None)
    return tuple(fold("".join(map(str, one.itertext())))[:MAX_TITLE] for one in islice(own, MAX_TITLES))
