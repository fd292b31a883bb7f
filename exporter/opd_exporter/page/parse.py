"""Bytes of a web page -> :class:`Page`, in one pass over the tree, every size capped.

lxml holds the interpreter lock and cannot be interrupted: run this in a worker process.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import lxml.html
from lxml import etree

from opd_exporter.page.address import absolute
from opd_exporter.page.areas import area_of
from opd_exporter.page.charset import decode
from opd_exporter.page.model import Area, HeadLink, Link, Page, Path, Text

MAX_ELEMENTS = 60_000
MAX_TEXTS = 6_000
MAX_TEXT = 4_000
"""Characters of one run of text."""
MAX_CHARS = 600_000
"""Characters of all text together."""
MAX_LINKS = 3_000
MAX_ASSETS = 1_500
MAX_DATA = 1_000_000
"""Characters of all data scripts together."""
MAX_INLINE = 3_000
"""Characters kept of one inline script or comment."""
MAX_MANY = 100
"""Inline scripts, comments, metas, frames ... kept."""
MAX_DEPTH = 200

_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
_SILENT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "canvas",
        "video",
        "audio",
        "select",
        "textarea",
        "head",
    ]
)
_SPACE = re.compile(r"\s+")
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|opacity\s*:\s*0(?![.\d])"
    r"|(?:left|top|right|text-indent|margin-left|margin-top)\s*:\s*-\d{3,}"
    r"|(?<![-\w])height\s*:\s*[01](?:px)?\s*(?:;|$)|(?<![-\w])width\s*:\s*[01](?:px)?\s*(?:;|$)|clip\s*:\s*rect\(0"
)
_MARKUP = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|script|link|div|frameset|h1|p|a|table|center|br)\b", re.I
)


def fold(text: str) -> str:
    """White space folded to single blanks, ends trimmed."""
    return _SPACE.sub(" ", text).strip()


@dataclass
class _Frame:
    """What is true inside the element being walked."""

    tag: str
    area: Area
    path: Path
    css: tuple[str, ...]
    hidden: bool
    link: int
    block: int
    datetime: str = ""
    itemprop: str = ""
    children: int = 0
    silent: bool = False


@dataclass
class _Builder:
    """The page under construction; lists that are frozen at the end."""

    base: str
    metas: list[tuple[str, str]] = field(default_factory=list)
    head_links: list[HeadLink] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    link_texts: dict[int, list[str]] = field(default_factory=dict)
    texts: list[Text] = field(default_factory=list)
    assets: dict[str, None] = field(default_factory=dict)
    scripts: dict[str, None] = field(default_factory=dict)
    images: dict[str, None] = field(default_factory=dict)
    frames: dict[str, None] = field(default_factory=dict)
    forms: dict[str, None] = field(default_factory=dict)
    inline: list[str] = field(default_factory=list)
    json_ld: list[str] = field(default_factory=list)
    data: list[tuple[str, str]] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    noscript: list[str] = field(default_factory=list)
    passwords: int = 0
    chars: int = 0
    data_chars: int = 0
    blocks: int = 0
    run: list[str] = field(default_factory=list)

    def flush(self, frame: _Frame) -> None:
        """Close the run of text that belongs to this frame."""
        if not self.run:
            return
        text = fold("".join(self.run))[:MAX_TEXT]
        self.run.clear()
        if (text or frame.datetime) and len(self.texts) < MAX_TEXTS and self.chars < MAX_CHARS:
            self.chars += len(text)
            self.texts.append(
                Text(
                    text=text,
                    tag=frame.tag,
                    area=frame.area,
                    path=frame.path,
                    css=" ".join(frame.css),
                    datetime=frame.datetime,
                    itemprop=frame.itemprop,
                    hidden=frame.hidden,
                    link=frame.link,
                    block=frame.block,
                )
            )

    def script(self, element: etree._Element) -> None:
        kind = (element.get("type") or "").lower()
        source = absolute(self.base, element.get("src") or "")
        if source and len(self.assets) < MAX_ASSETS:
            self.assets[source] = self.scripts[source] = None
        text = element.text or ""
        if not text.strip():
            return
        if "ld+json" in kind:
            if len(self.json_ld) < MAX_MANY and self.data_chars < MAX_DATA:
                self.data_chars += len(text)
                self.json_ld.append(text[:MAX_DATA])
        elif "json" in kind or "__NUXT__" in text[:200]:
            self.keep_data(element.get("id") or "", text)
        elif len(self.inline) < MAX_MANY:
            self.inline.append(text[:MAX_INLINE])

    def keep_data(self, name: str, text: str) -> None:
        if len(self.data) < MAX_MANY and self.data_chars < MAX_DATA:
            self.data_chars += len(text)
            self.data.append((name[:100], text[:MAX_DATA]))

    def meta(self, element: etree._Element) -> None:
        content = fold(element.get("content") or "")[:MAX_INLINE]
        name = element.get("name") or element.get("property") or element.get("itemprop") or ""
        if not name and element.get("http-equiv"):
            name = "http-equiv:" + (element.get("http-equiv") or "")
        if name and len(self.metas) < 3 * MAX_MANY:
            self.metas.append((name.strip().lower()[:100], content))


def _names(element: etree._Element) -> tuple[str, ...]:
    raw = f"{element.get('class') or ''} {element.get('id') or ''}"[:300]
    return tuple(raw.lower().split())


def _is_hidden(element: etree._Element) -> bool:
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return bool(style) and _HIDDEN_STYLE.search((style or "")[:500].lower()) is not None


def _resource(builder: _Builder, tag: str, element: etree._Element) -> None:
    """Addresses that an element loads or leads to, other than links."""
    if tag in ("img", "source", "input", "embed", "video", "audio"):
        for name in ("src", "data-src", "data-lazy-src"):
            address = absolute(builder.base, element.get(name) or "")
            if address and len(builder.assets) < MAX_ASSETS:
                builder.assets[address] = None
                if tag == "img":
                    builder.images[address] = None
    elif tag in ("iframe", "frame"):
        address = absolute(builder.base, element.get("src") or element.get("data-src") or "")
        if address and len(builder.frames) < MAX_MANY:
            builder.frames[address] = None
    elif tag == "form":
        address = absolute(builder.base, element.get("action") or "")
        if address and len(builder.forms) < MAX_MANY:
            builder.forms[address] = builder.assets[address] = None
    elif tag == "link":
        address = absolute(builder.base, element.get("href") or "")
        if address and len(builder.head_links) < 2 * MAX_MANY:
            rel = fold((element.get("rel") or "").lower())
            builder.head_links.append(
                HeadLink(
                    rel,
                    address,
                    (element.get("type") or "").lower().strip(),
                    fold(element.get("title") or "")[:200],
                )
            )
            if "stylesheet" in rel or "icon" in rel or "preload" in rel:
                builder.assets[address] = None


def _open(builder: _Builder, outer: _Frame, element: etree._Element, tag: str) -> _Frame:
    names = _names(element)
    area = area_of(tag, (element.get("role") or "").lower(), names, outer.area)
    inline = tag in _INLINE
    attributes = element.attrib
    bounded = (
        not inline
        or tag in ("a", "time")
        or "class" in attributes
        or "itemprop" in attributes
        or "id" in attributes
    )
    if bounded:
        builder.flush(outer)
        if not inline:
            builder.blocks += 1
    frame = _Frame(
        tag=tag if bounded else outer.tag,
        area=area,
        path=(*outer.path, outer.children) if len(outer.path) < MAX_DEPTH else outer.path,
        css=(names + outer.css)[:12] if bounded else outer.css,
        hidden=outer.hidden or _is_hidden(element),
        link=outer.link,
        block=outer.block if inline else builder.blocks,
        silent=outer.silent or tag in _SILENT,
        datetime=outer.datetime,
        itemprop=outer.itemprop,
    )
    outer.children += 1
    if tag in ("br", "hr"):
        outer.block = builder.blocks
    if tag in ("html", "body"):
        frame.css = ()
    if tag in ("a", "area"):
        frame.link = _link(builder, frame, element, names)
    if tag == "time" or "itemprop" in attributes:
        frame.datetime = fold(element.get("datetime") or element.get("content") or "")[:100]
        frame.itemprop = (element.get("itemprop") or outer.itemprop).lower()[:60]
        if frame.datetime:
            builder.run.append(" ")
    return frame


def _link(builder: _Builder, frame: _Frame, element: etree._Element, names: tuple[str, ...]) -> int:
    href = element.get("href")
    if href is None or len(builder.links) >= MAX_LINKS:
        return frame.link
    label = element.get("title") or element.get("aria-label") or element.get("alt") or ""
    builder.links.append(
        Link(
            url=absolute(builder.base, href),
            text=fold(label)[:300],
            area=frame.area,
            path=frame.path,
            css=" ".join(frame.css),
            rel=(element.get("rel") or "").lower()[:100],
            hidden=frame.hidden,
        )
    )
    return len(builder.links) - 1


def _walk(builder: _Builder, root: etree._Element) -> None:
    stack = [_Frame("html", Area.MAIN, (), (), False, -1, 0)]
    seen = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment")):
        if event == "comment":
            if len(builder.comments) < MAX_MANY:
                builder.comments.append(fold((element.text or "")[:MAX_INLINE])[:500])
            _say(builder, stack[-1], element.tail)
            continue
        tag = element.tag
        if not isinstance(tag, str):
            continue
        if event == "start":
            seen += 1
            if seen > MAX_ELEMENTS:
                break
            frame = _open(builder, stack[-1], element, tag)
            stack.append(frame)
            if tag == "script":
                builder.script(element)
            elif tag == "meta":
                builder.meta(element)
            elif tag == "noscript":
                builder.noscript.append(fold("".join(element.itertext())[:MAX_INLINE]))
            else:
                _resource(builder, tag, element)
                if tag == "input" and (element.get("type") or "").lower() == "password":
                    builder.passwords += 1
                if tag == "img" and frame.link >= 0 and element.get("alt"):
                    builder.link_texts.setdefault(frame.link, []).append(element.get("alt") or "")
                if "data-page" in element.attrib:
                    builder.keep_data("data-page", element.get("data-page") or "")
            _say(builder, frame, element.text)
        else:
            frame = stack.pop()
            outer = stack[-1]
            if (
                frame.tag != outer.tag
                or frame.path[:-1] != outer.path
                or frame.block != outer.block
                or frame.css != outer.css
            ):
                builder.flush(frame)
            _say(builder, outer, element.tail)
    while stack:
        builder.flush(stack.pop())


def _say(builder: _Builder, frame: _Frame, text: str | None) -> None:
    if text and not frame.silent:
        builder.run.append(text)


def _finished_links(builder: _Builder) -> tuple[Link, ...]:
    shown: dict[int, list[str]] = {}
    for text in builder.texts:
        if text.link >= 0:
            shown.setdefault(text.link, []).append(text.text)
    links = []
    for number, link in enumerate(builder.links):
        words = fold(" ".join(shown.get(number, ())))[:300]
        words = words or link.text or fold(" ".join(builder.link_texts.get(number, ())))[:300]
        links.append(Link(link.url, words, link.area, link.path, link.css, link.rel, link.hidden))
    return tuple(links)


def _looks_like_html(text: str, content_type: str) -> bool:
    kind = content_type.partition(";")[0].strip().lower()
    if kind in ("", "text/html", "application/xhtml+xml"):
        return kind != "" or _MARKUP.search(text[:4000]) is not None
    return (
        kind in ("text/xml", "application/xml", "application/octet-stream") and "<html" in text[:2000].lower()
    )


def _tree(text: str) -> etree._Element | None:
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_pis=True, huge_tree=False)
    # Templates glued from parts close the document in the middle: libxml2 drops the rest, browsers do not.
    for closing in ("</html>", "</body>", "</HTML>", "</BODY>", "\x00"):
        text = text.replace(closing, "")
    clean = text.encode("utf-8", "replace")
    if not clean.strip():
        return None
    try:
        return etree.fromstring(clean, parser)
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
    root = _tree(text) if html else None
    if root is None:
        return Page(
            url=url, status=status, headers=headers, html=html and bool(body.strip()), markup_bytes=len(body)
        )
    base = url
    declared = root.find(".//base[@href]")
    if declared is not None:
        base = absolute(url, declared.get("href") or "") or url
    builder = _Builder(base)
    _walk(builder, root)
    title = root.find(".//title")
    body_element = root.find("body")
    names = _names(root) + (_names(body_element) if body_element is not None else ())
    return Page(
        url=url,
        status=status,
        headers=headers,
        title=fold("".join(map(str, title.itertext())))[:500] if title is not None else "",
        lang=(root.get("lang") or "").lower()[:20],
        base=base,
        body_css=" ".join(names),
        metas=tuple(builder.metas),
        head_links=tuple(builder.head_links),
        links=_finished_links(builder),
        texts=tuple(builder.texts),
        assets=tuple(builder.assets),
        scripts=tuple(builder.scripts),
        inline_scripts=tuple(builder.inline),
        json_ld=tuple(builder.json_ld),
        data_scripts=tuple(builder.data),
        images=tuple(builder.images),
        frames=tuple(builder.frames),
        forms=tuple(builder.forms),
        passwords=builder.passwords,
        comments=tuple(builder.comments),
        noscript=" ".join(builder.noscript)[:MAX_INLINE],
        markup_bytes=len(body),
        html=True,
    )
