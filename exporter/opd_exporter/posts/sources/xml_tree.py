"""XML as sites write it, mended to what a reader sees and parsed: behind notices, with HTML's references, a bare
``&``, prefixes that nothing declares, and tags in a title that nothing closes."""

from __future__ import annotations

import re
from collections.abc import Collection
from html.entities import html5

from lxml import etree

from opd_exporter.page.charset import decode
from opd_exporter.posts.sources.documents import characters, only_notices, unpacked

MAX_ROOTS = 20
"""Places tried at which the document may begin."""
_ROOT = re.compile(r"<(?:[\w.-]{1,40}:)?(rss|feed|rdf|urlset|sitemapindex)[\s>]", re.I)
"""How a feed or a sitemap begins, with any prefix."""
_END = re.compile(
    r"</(?:[\w.-]{1,40}:)?(?:rss|feed|rdf|channel)\s{0,20}>|<(?:[\w.-]{1,40}:)?(?:rss|feed|rdf|channel)\b[^<>]{0,2000}/>",
    re.I,
)
"""How a feed ends."""
_REFERENCE = re.compile(
    r"((?:&#(?:\d{1,8}|[xX][0-9a-fA-F]{1,8});){1,200})|&(?:([A-Za-z][A-Za-z0-9]{1,31});)?"
)
"""References by number, several together since two may be halves of one character; by name; and a bare ``&``."""
# Within CDATA and comments nothing is a reference or a tag.
_OPENING = re.compile(r"<!\[CDATA\[|<!--")
_IN_XML = frozenset(("amp", "lt", "gt", "quot", "apos"))
"""The five names that XML has itself."""
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 allows nowhere (section 2.2)."""
_TAG = re.compile(
    r"<(/?)((?:[\w.-]{1,40}:)?(?:title|description|summary|encoded|content|item|entry|channel))(?=[\s/>])"
    r"[^<>]{0,2000}>",
    re.I,
)
"""Tags of feeds whose texts are made plain, and those that end a text which nothing closes."""
_HTML = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|big|blockquote|br|button|center|cite|code|col|dd|del|details|dfn|div|dl|dt|em|embed|figcaption"
    r"|figure|font|h[1-6]|hr|i|iframe|img|input|ins|kbd|li|mark|ol|p|picture|pre|q|s|samp|script|section|small|span|strike"
    r"|strong|style|sub|sup|table|tbody|td|tfoot|th|thead|tr|tt|u|ul|var|wbr)(?=[\s/>])[^<>]{0,2000}>",
    re.I,
)
"""Tags of HTML that say how a text looks (WHATWG HTML, section 4); no feed names anything of its own so."""
_BOUNDARIES = ("item", "entry", "channel")
"""Elements that end a title or a text, closed or not."""


def local_name(element: etree._Element) -> str:
    """The element's name in lower case, without its prefix, declared or not; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""


def ends(text: str) -> bool:
    """Whether the text holds the end of a feed, be it that of its channel alone."""
    return _END.search(text) is not None


def text_in(body: bytes, content_type: str) -> str:
    """The document's text, unpacked; its XML declaration counts also where notices stand before it."""
    body = unpacked(body)
    declared = body.find(b"<?xml")
    if declared <= 0 or _ROOT.search(body[:declared].decode("latin-1")):
        return decode(body, content_type)
    return decode(body[:declared], content_type) + decode(body[declared:], content_type)


def root_of(text: str, names: Collection[str]) -> etree._Element | None:
    """The root of the document in a text, one of these names; None when there is none. Never fails."""
    # Notices of PHP stand before the document; each place that may be its beginning is tried, a few of them.
    starts = (found for found in _ROOT.finditer(text) if found[1].lower() in names)
    for tried, start in enumerate(starts):
        if tried == MAX_ROOTS or not only_notices(text[: start.start()]):
            return None
        root = _parsed(mended(text[start.start() :]))
        if root is not None and local_name(root) in names:
            return root
    return None


def _parsed(text: str) -> etree._Element | None:
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True
    )
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def mended(text: str) -> str:
    """The same document, well-formed where a reader would not stumble: references resolved, CDATA as text, comments and
    tags of HTML left out, other markup in titles and texts as text."""
    return _flattened(_HTML.sub(" ", "".join(_plain_parts(_FORBIDDEN.sub("", text)))))


def _plain_parts(text: str) -> list[str]:
    """The text in parts: what lies in CDATA escaped, comments left out, references of the rest mended."""
    parts, at = [], 0
    while opening := _OPENING.search(text, at):
        cdata = opening[0] != "<!--"
        end = text.find("]]>" if cdata else "-->", opening.end())
        if end < 0:
            break
        parts.append(_REFERENCE.sub(_reference, text[at : opening.start()]))
        if cdata:
            parts.append(_escaped(text[opening.end() : end]))
        at = end + 3
    parts.append(_REFERENCE.sub(_reference, text[at:]))
    return parts


def _reference(found: re.Match[str]) -> str:
    if found[1]:
        return _escaped(_FORBIDDEN.sub("", characters(found[1])))
    name = found[2]
    if name in _IN_XML:
        return found[0]
    known = html5.get(f"{name};", "") if name else ""
    return _escaped(known) if known else f"&amp;{found[0][1:]}"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _flattened(text: str) -> str:
    """The text with markup in titles and texts as text, so that what is no tag, or one left open, ends with them. An
    element that its entry does not close is left to the parser."""
    parts, at, inside, begun = [], 0, "", 0
    for tag in _TAG.finditer(text):
        name = tag[2].lower()
        if name.rpartition(":")[2] in _BOUNDARIES:
            inside = ""
        # The first that begins; what looks like a tag inside it is its text.
        elif not tag[1] and not inside and not tag[0].endswith("/>"):
            inside, begun = name, tag.end()
        elif tag[1] and name == inside:
            parts += [text[at:begun], text[begun : tag.start()].replace("<", "&lt;")]
            at, inside = tag.start(), ""
    return "".join([*parts, text[at:]])
