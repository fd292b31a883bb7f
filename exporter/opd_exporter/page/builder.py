"""What is collected while a page is walked: every list and every text has its limit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from opd_exporter.page.areas import leads_to_a_comment
from opd_exporter.page.bounds import (
    MAX_ASSETS,
    MAX_CHARS,
    MAX_COMMENT,
    MAX_DATA,
    MAX_HEADING,
    MAX_INLINE,
    MAX_LABEL,
    MAX_LINK_TITLE,
    MAX_LINKS,
    MAX_MANY,
    MAX_NAME,
    MAX_NAMES,
    MAX_NOSCRIPT,
    MAX_RUN,
    MAX_TEXTS,
)
from opd_exporter.page.elements import fold, opens_a_text
from opd_exporter.page.model import Area, HeadLink, Link, Path, Text
from opd_exporter.text.address import leads_to

TELLING = frozenset((
    "script", "style", "meta", "noscript", "body", "img", "source", "input", "embed", "video", "audio", "iframe", "frame",
    "form", "link",
))  # fmt: skip
"""Elements that bring something beside their text and their link."""
_MEDIA = frozenset(("img", "source", "input", "embed", "video", "audio"))
"""Elements that load what is shown in their place; an ``input`` may be a picture."""
_FOR_SCRIPTS = ("data-", "hx-")
"""How attributes begin that hand something to scripts,"""
_CODE = ("x-data", "x-init")
"""and those that are code (Alpine)."""
_IMPORTED = re.compile(r"@import\s{1,9}(?:url\(\s{0,9})?[\"']?([^\"')\s;]{1,300})")
"""A style sheet that another one loads: Drupal 7 names all of its own so."""


@dataclass(slots=True)
class OpenElement:
    """What is true inside an element that has begun and not yet ended."""

    tag: str
    area: Area
    path: Path
    css: str
    hidden: bool
    link: int
    block: int
    datetime: str = ""
    itemprop: str = ""
    table: Path | None = None
    cell: tuple[Path, int] | None = None
    """The table and the column that it stands in."""
    headed: bool = False
    """Inside an article or a quotation: a header or footer there is its own."""
    children: int = 0
    begins: int = 0
    """How much of the run stood before it."""
    silent: bool = False


_Facts = tuple[Area, Path, str, str, bool, bool]
"""Of a link, in the order of :class:`Link`."""


@dataclass
class Builder:
    """The page under construction; lists that are frozen at the end."""

    base: str
    addresses: dict[str, str] = field(default_factory=dict)
    """By what is written in the page."""
    asked: dict[str, None] = field(default_factory=dict)
    hollow: list[Path] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    metas: list[tuple[str, str]] = field(default_factory=list)
    head_links: list[HeadLink] = field(default_factory=list)
    links: list[tuple[str, str, _Facts]] = field(default_factory=list)
    """Address, label, and what else is known of each link before all that it shows was read."""
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
    columns: dict[tuple[Path, int], str] = field(default_factory=dict)
    """Headings of table columns."""
    noscript_chars: int = 0
    passwords: int = 0
    chars: int = 0
    data_chars: int = 0
    blocks: int = 0
    run: list[str] = field(default_factory=list)
    strong: list[str] = field(default_factory=list)
    """What of the run stands in ``b`` or ``strong``, element by element."""

    def address(self, href: str) -> str:
        """Where it leads: one address, taken apart once, however often the page names it."""
        known = self.addresses.get(href)
        if known is None:
            known = self.addresses[href] = leads_to(self.base, href)
        return known

    def called(self, tag: str, names: tuple[str, ...], attributes: Mapping[str, str]) -> None:
        """Keep what an element is called: ``names`` are its classes and its id."""
        if len(self.names) >= MAX_NAMES:
            return
        self.names.update(names)
        for name in attributes:
            if "-" in name:  # few have one, and all that is for scripts
                self._handed_to_scripts(name, attributes[name])
        if "-" in tag:
            self.names.add(tag[:MAX_NAME])
            # What HTML does not know is a script's, and so is what it is to show (Turbo's frames).
            if attributes.get("src") and len(self.asked) < MAX_MANY:
                self.asked[self.address(attributes["src"])] = None

    def _handed_to_scripts(self, name: str, value: str) -> None:
        if name.startswith("data-"):
            self.names.add(name[:MAX_NAME])
        if name in _CODE:
            if len(self.inline) < MAX_MANY:
                self.inline.append(value[:MAX_INLINE])
        elif value.startswith(("/", "http")) and name.startswith(_FOR_SCRIPTS) and len(self.asked) < MAX_MANY:
            self.asked[self.address(value)] = None

    def say(self, opened: OpenElement, text: str | None) -> None:
        """Add text that stands inside an element."""
        if text and not opened.silent:
            self.run.append(text)

    def flush(self, opened: OpenElement) -> None:
        """Close the run of text that belongs to this element."""
        if not self.run:
            return
        text = fold("".join(self.run))[:MAX_RUN]
        strong = [words for one in self.strong if (words := fold(one))] if text else []
        self.run.clear()
        self.strong.clear()
        if (text or opened.datetime) and len(self.texts) < MAX_TEXTS and self.chars < MAX_CHARS:
            self.chars += len(text)
            self.texts.append(
                Text(
                    text=text,
                    tag=opened.tag,
                    area=opened.area,
                    path=opened.path,
                    css=opened.css,
                    datetime=opened.datetime,
                    itemprop=opened.itemprop,
                    hidden=opened.hidden,
                    link=opened.link,
                    column=self._column(opened, text),
                    # Two bold parts are emphasis; one may be the title of the line.
                    strong=strong[0] if len(strong) == 1 and strong[0] in text else "",
                    block=opened.block,
                )
            )

    @property
    def holds(self) -> int:
        """How much there is so far beside texts to see or follow: what grows by none of it has held nothing."""
        return len(self.links) + len(self.assets) + len(self.frames) + len(self.inline)

    def heading(self, tag: str, before: int) -> None:
        """A heading ends; ``before`` texts stood before it. All that it says is the heading, whatever templates set
        around the words (``<h2><span class="title">``); what is a part of it, a link or a date, stays what it is."""
        if len(self.texts) == before + 1 and self.texts[before].tag not in ("a", "time"):
            self.texts[before] = replace(self.texts[before], tag=tag)

    def _column(self, opened: OpenElement, text: str) -> str:
        """The heading of the column that a text stands in; one that is a heading itself is kept for the texts below."""
        if opened.cell is None:
            return ""
        if opened.tag != "th":
            return self.columns.get(opened.cell, "")
        if len(text) <= MAX_HEADING:
            self.columns.setdefault(opened.cell, text)
        return ""

    def comment(self, text: str) -> None:
        """Keep the beginning of a comment."""
        if len(self.comments) < MAX_MANY:
            self.comments.append(fold(text[:MAX_INLINE])[:MAX_COMMENT])

    def element(
        self, opened: OpenElement, element: etree._Element, tag: str, attributes: Mapping[str, str]
    ) -> None:
        """Keep what an element itself brings beside its text and its link."""
        if tag == "script":
            self.script(attributes, element.text or "")
        elif tag == "style":
            for url in _IMPORTED.findall((element.text or "")[:MAX_INLINE]):
                self.media(tag, {"src": url})
        elif tag == "meta":
            self.meta(attributes)
        elif tag == "noscript":
            text = fold("".join(map(str, element.itertext()))[:MAX_INLINE])
            if text and self.noscript_chars < MAX_NOSCRIPT:
                self.noscript_chars += len(text)
                self.noscript.append(text)
        else:
            self.resource(tag, attributes)
            # A front page may lead on by it (``page/forward.py``).
            if tag == "body" and attributes.get("onload"):
                self.inline.append(attributes["onload"][:MAX_INLINE])
            if tag == "input" and attributes.get("type", "").lower() == "password":
                self.passwords += 1
            # What a link of a picture shows to whoever cannot see it.
            if tag == "img" and opened.link >= 0 and attributes.get("alt"):
                self.link_texts.setdefault(opened.link, []).append(attributes["alt"])
            # Inertia hands the page's data to its scripts so.
            if "data-page" in attributes:
                self.keep_data("data-page", attributes["data-page"])

    def script(self, attributes: Mapping[str, str], text: str) -> None:
        """Keep a script by what it is: an address, JSON-LD, other data, or code."""
        kind = attributes.get("type", "").lower()
        # What makes scripts wait keeps their addresses elsewhere: LiteSpeed's cache and WP Rocket.
        waiting = attributes.get("data-rocket-src") or attributes.get("data-src") or ""
        source = self.address(attributes.get("src") or waiting)
        if source and len(self.assets) < MAX_ASSETS:
            self.assets[source] = self.scripts[source] = None
        if not text.strip():
            return
        if "ld+json" in kind:
            if len(self.json_ld) < MAX_MANY and self.data_chars < MAX_DATA:
                self.data_chars += len(text)
                self.json_ld.append(text[:MAX_DATA])
        # Nuxt 2 hands its data over as code, which begins with that name.
        elif "json" in kind or "__NUXT__" in text[:200]:
            self.keep_data(attributes.get("id", ""), text)
        elif len(self.inline) < MAX_MANY:
            self.inline.append(text[:MAX_INLINE])

    def keep_data(self, name: str, text: str) -> None:
        """Keep data that stands in the page for its scripts."""
        if len(self.data) < MAX_MANY and self.data_chars < MAX_DATA:
            self.data_chars += len(text)
            self.data.append((name[:MAX_NAME], text[:MAX_DATA]))

    def meta(self, attributes: Mapping[str, str]) -> None:
        """Keep a ``<meta>`` by its name, property, itemprop or http-equiv."""
        content = fold(attributes.get("content", ""))[:MAX_INLINE]
        name = attributes.get("name") or attributes.get("property") or attributes.get("itemprop") or ""
        if not name and attributes.get("http-equiv"):
            name = "http-equiv:" + attributes["http-equiv"]
        # Search and social networks each ask for some dozens: of no other kind has a sound page as many.
        if name and len(self.metas) < 3 * MAX_MANY:
            self.metas.append((name.strip().lower()[:MAX_NAME], content))

    def link(self, opened: OpenElement, attributes: Mapping[str, str], href: str | None) -> int:
        """Keep a link; its index, or that of the link around it when there is none."""
        if href is None or len(self.links) >= MAX_LINKS:
            return opened.link
        label = attributes.get("title") or attributes.get("aria-label") or attributes.get("alt") or ""
        rel, opens = attributes.get("rel", "").lower()[:MAX_NAME], opens_a_text(attributes)
        area = Area.COMMENTS if leads_to_a_comment(href) else opened.area
        facts = area, opened.path, opened.css, rel, opened.hidden, opens
        self.links.append((self.address(href), fold(label)[:MAX_LABEL], facts))
        return len(self.links) - 1

    def resource(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Addresses that an element loads or leads to, other than links."""
        if tag in _MEDIA:
            self.media(tag, attributes)
        elif tag in ("iframe", "frame"):
            address = self.address(attributes.get("src") or attributes.get("data-src") or "")
            if address and len(self.frames) < MAX_MANY:
                self.frames[address] = None
        elif tag == "form":
            address = self.address(attributes.get("action", ""))
            if address and len(self.forms) < MAX_MANY:
                self.forms[address] = self.assets[address] = None
        elif tag == "link":
            self.head_link(attributes)

    def media(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Keep the addresses of a picture, a sound or a film; themes that load late keep theirs in data attributes."""
        for name in ("src", "data-src", "data-lazy-src"):
            address = self.address(attributes.get(name, ""))
            if address and len(self.assets) < MAX_ASSETS:
                self.assets[address] = None
                if tag == "img":
                    self.images[address] = None

    def head_link(self, attributes: Mapping[str, str]) -> None:
        """Keep a ``<link>``, and its address among what is loaded when it is of that kind."""
        address = self.address(attributes.get("href", ""))
        if not address or len(self.head_links) >= 2 * MAX_MANY:
            return
        rel = fold(attributes.get("rel", "").lower())
        kind = attributes.get("type", "").lower().strip()
        self.head_links.append(
            HeadLink(rel, address, kind, fold(attributes.get("title", ""))[:MAX_LINK_TITLE])
        )
        if "stylesheet" in rel or "icon" in rel or "preload" in rel:
            self.assets[address] = None

    def finished_links(self) -> tuple[Link, ...]:
        """The links, each with the text that it shows."""
        shown: dict[int, list[str]] = {}
        for text in self.texts:
            if text.link >= 0:
                shown.setdefault(text.link, []).append(text.text)
        links = []
        for number, (url, label, facts) in enumerate(self.links):
            words = fold(" ".join(shown.get(number, ())))[:MAX_LABEL]
            words = words or label or fold(" ".join(self.link_texts.get(number, ())))[:MAX_LABEL]
            links.append(Link(url, words, *facts))
        return tuple(links)
