"""A web page as plain data, made in one pass over the tree (``page/parse.py``).

Whatever judges pages (``judges/``, ``posts/``) reads this and never the markup.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, wraps
from typing import TypeVar

from opd_exporter.text.plain import many_a_page

T = TypeVar("T")


class Area(StrEnum):
    """Where on the page something stands, by element, role and the usual class names."""

    HEADER = "header"
    NAV = "nav"
    MAIN = "main"
    ASIDE = "aside"
    FOOTER = "footer"
    COMMENTS = "comments"
    WIDGET = "widget"
    """Somebody else's content rendered into the page, such as the ministry's GPR widget."""


NAV, FOOTER = Area.NAV, Area.FOOTER
"""For what asks each link or text of a page: Python 3.11 takes ten times as long to find them in the enumeration."""

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
"""Elements that head what follows, the largest first."""

Path = tuple[int, ...]
"""Child indexes from the root: the common prefix of two paths is their nearest common ancestor."""


def shared_depth(one: Path, other: Path) -> int:
    """How many elements, from the root down, hold both places."""
    depth = 0
    for step, other_step in zip(one, other, strict=False):
        if step != other_step:
            break
        depth += 1
    return depth


def is_within(place: Path, element: Path) -> bool:
    """Whether a place lies in an element, or is that element."""
    return place[: len(element)] == element


@many_a_page(frozen=True)
class Text:
    """A run of text inside one element, white space folded."""

    text: str
    tag: str
    """The element it stands in directly: ``p``, ``h1``, ``time``, ``span`` ..."""
    area: Area
    path: Path
    css: str = ""
    """Class and id names of the element and of two ancestors, lower case, space separated."""
    datetime: str = ""
    """The ``datetime`` attribute (of ``time`` and the like), or ``content`` of an ``itemprop`` date."""
    itemprop: str = ""
    hidden: bool = False
    """Not shown to a person: ``hidden``, ``display:none``, far off screen, zero size."""
    link: int = -1
    """Index into ``Page.links`` when it stands in a link, else -1."""
    column: str = ""
    """The heading of its table's column, when the table names its columns."""
    strong: str = ""
    """The one part of it that stands in ``b`` or ``strong``."""
    block: int = 0
    """Number of the block element it flows in: runs of one block are read as one line."""


@many_a_page(frozen=True)
class Link:
    """An ``<a href>`` or ``<area href>``."""

    url: str
    """Absolute, without fragment; empty when it leads nowhere (``javascript:``, ``#``, malformed)."""
    text: str
    """What is shown: its text, else its image's alt text, its title or aria-label."""
    area: Area
    path: Path
    css: str = ""
    rel: str = ""
    hidden: bool = False
    opens: bool = False
    """It leads nowhere else and opens a text of this page: an anchor, or a script's."""


@dataclass(frozen=True)
class HeadLink:
    """A ``<link>`` element."""

    rel: str
    url: str
    type: str = ""
    title: str = ""


@dataclass(frozen=True)
class Page:
    """One HTML page. Sizes are capped while parsing, so every field is small enough to walk."""

    url: str
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    """Header fields, lower-case names; repeated ones joined by a comma."""
    title: str = ""
    further_titles: tuple[str, ...] = ()
    """Of ``<title>`` elements after the first, which browsers pass over; not those of drawings."""
    lang: str = ""
    base: str = ""
    """What relative links are resolved against."""
    body_css: str = ""
    """Class and id names of ``<html>`` and ``<body>``."""
    names: frozenset[str] = frozenset()
    """What elements are called, lower case: class names and ids, names of ``data-`` attributes, and of elements that HTML
    does not know (with a hyphen)."""
    metas: tuple[tuple[str, str], ...] = ()
    """``(name | property | itemprop | "http-equiv:..." in lower case, content)``, in order."""
    head_links: tuple[HeadLink, ...] = ()
    links: tuple[Link, ...] = ()
    texts: tuple[Text, ...] = ()
    assets: tuple[str, ...] = ()
    """Absolute addresses of scripts, images, style sheets, sources and form actions."""
    scripts: tuple[str, ...] = ()
    """Absolute addresses of scripts."""
    inline_scripts: tuple[str, ...] = ()
    """Beginnings of inline scripts that are neither JSON-LD nor other data."""
    json_ld: tuple[str, ...] = ()
    data_scripts: tuple[tuple[str, str], ...] = ()
    """``(id, text)`` of ``<script type="application/json">`` and the like (``__NEXT_DATA__``)."""
    images: tuple[str, ...] = ()
    frames: tuple[str, ...] = ()
    """Absolute addresses of frames and iframes."""
    forms: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    """Absolute addresses that elements hand to scripts, in ``hx-get``, ``data-url`` and the like."""
    hollow: tuple[Path, ...] = ()
    """Places of what holds nothing to read, see or follow yet: frames, and elements that scripts fill, which have an id
    or are such as HTML does not know."""
    passwords: int = 0
    """Password fields: a page with one is a login form."""
    comments: tuple[str, ...] = ()
    """HTML comments, beginnings."""
    noscript: str = ""
    """What stands inside ``<noscript>``, markup and all: no element where scripts run."""
    markup_bytes: int = 0
    html: bool = True
    """False when the body is not HTML at all."""

    @cached_property
    def text(self) -> str:
        """All text a person sees, a line per run."""
        return "\n".join(text.text for text in self.texts if not text.hidden)

    def meta(self, *names: str) -> str:
        """Content of the first meta of one of these names, or an empty string."""
        return next((content for name, content in self.metas if name in names), "")

    def all_meta(self, name: str) -> tuple[str, ...]:
        """Contents of all metas of this name."""
        return tuple(content for key, content in self.metas if key == name)

    def header(self, name: str) -> str:
        """A response header's value, or an empty string."""
        return self.headers.get(name, "")


def once_a_page(fact: Callable[[Page], T]) -> Callable[[Page], T]:
    """A fact about a page that is worked out once and kept with it: several rules ask for what its menu names. What was
    kept goes with the page; nobody may change it."""
    name = f"{fact.__module__}.{fact.__qualname__}"

    @wraps(fact)
    def asked(page: Page) -> T:
        kept = page.__dict__
        if name not in kept:
            kept[name] = fact(page)
        return kept[name]  # type: ignore[no-any-return]

    return asked
