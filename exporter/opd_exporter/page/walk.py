"""One pass over a page's tree: where each piece stands is worked out here, what is kept of it in ``builder.py``."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from opd_exporter.page.areas import PLACES, area_of
from opd_exporter.page.builder import TELLING, Builder, OpenElement
from opd_exporter.page.elements import INLINE, SILENT, attributes_of, class_names, fold, is_hidden, target_of
from opd_exporter.page.model import HEADINGS, Area

MAX_ELEMENTS = 60_000
"""Elements of a page that are walked."""
MAX_DEPTH = 200
"""Elements of a path that are told apart; what lies deeper shares its place."""
MAX_CSS = 12
"""Names kept of an element and of those around it."""
_MAX_DATE, _MAX_ITEMPROP = 100, 60
"""Characters of a date for machines, and of the name of what it is, that are kept."""
_STRONG = ("b", "strong")
_APART = ("span", "small", "i", "em")
"""Inside a link these set a day or a counter apart from the title."""
_ALWAYS_APART = ("a", "time")
_NAMED = frozenset(("class", "itemprop", "id"))
"""Attributes by which templates set a part of a line apart."""
_STAMP = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""A date for machines in an ``abbr``'s title (the hAtom microformat)."""
_PLACED = frozenset(("table", "td", "th", "br", "hr", "html", "body"))
"""Elements that change what is true around their own content."""
_HEADED = frozenset(("article", "blockquote", "figure", "details", "li"))
"""Elements whose headers and footers are their own (HTML standard, "footer"); a page may stand in a ``section``."""
_POINTING = frozenset(("a", "area", "abbr", "time"))
_BOXES = frozenset(("div", "section", "article", "main", "ul", "ol", "table", "tbody", "iframe"))
"""Elements that hold others, or another page."""
_FOR_FRAMEWORKS = re.compile(r"(?!data-|aria-|accept-|xml:|xmlns:)[a-z]+[-:]|[@:]")
"""How attributes begin that HTML does not know; of those with a hyphen it knows ``data-``, ``aria-`` and
``accept-charset``."""
_POINTING_BY = frozenset(("onclick", "itemprop"))
"""Elements and attributes that may lead somewhere or tell a date to machines."""

Attributes = Mapping[str, str]


def _open(builder: Builder, outer: OpenElement, tag: str, attributes: Attributes) -> OpenElement:
    """Begin an element: what it is a place for, and what it points to."""
    opened = _inside(builder, outer, tag, attributes)
    if tag in _PLACED:
        _place(builder, outer, opened, tag)
    outer.children += 1
    if tag in _POINTING or not _POINTING_BY.isdisjoint(attributes):
        _point(builder, outer, opened, tag, attributes)
    return opened


def _inside(builder: Builder, outer: OpenElement, tag: str, attributes: Attributes) -> OpenElement:
    """What is true inside an element that begins; where it stands apart, the line before it ends."""
    names = _called(builder, tag, attributes)
    hidden = outer.hidden or is_hidden(attributes)
    inline = tag in INLINE
    apart = hidden != outer.hidden or _is_apart(outer, tag, attributes)
    if apart and builder.run:
        builder.flush(outer)
    if not inline:
        builder.blocks += 1
    return OpenElement(
        # What only flows in a line passes for the element around it, so that the line stays one text.
        tag=tag if apart else outer.tag,
        area=_area(outer, tag, attributes, names) if attributes or tag in PLACES else outer.area,
        path=(*outer.path, outer.children) if len(outer.path) < MAX_DEPTH else outer.path,
        css=_css(outer, names) if names and apart else outer.css,
        hidden=hidden,
        link=outer.link,
        block=outer.block if inline else builder.blocks,
        datetime=outer.datetime,
        itemprop=outer.itemprop,
        table=outer.table,
        cell=outer.cell,
        headed=outer.headed or tag in _HEADED,
        silent=outer.silent or tag in SILENT,
    )


def _called(builder: Builder, tag: str, attributes: Attributes) -> tuple[str, ...]:
    """The class names and the id of an element; the builder keeps all that it is called by."""
    if not attributes and "-" not in tag:
        return ()  # as half of all elements
    names = class_names(attributes)
    builder.called(tag, names, attributes)
    return names


def _area(outer: OpenElement, tag: str, attributes: Attributes, names: tuple[str, ...]) -> Area:
    """The part of the page; the header or footer of an article or a quotation is a part of that, as a ``div`` is."""
    part = "div" if outer.headed and tag in ("header", "footer") else tag
    return area_of(part, attributes.get("role", "").lower(), names, outer.area)


def _css(outer: OpenElement, names: tuple[str, ...]) -> str:
    """The class names of an element, then of those around it."""
    return " ".join((*names, *outer.css.split())[:MAX_CSS])


def _is_apart(outer: OpenElement, tag: str, attributes: Attributes) -> bool:
    """Whether an element cuts the line before it: every block does, and of what flows in a line a link, a date, what a
    template gives a name."""
    if tag not in INLINE:
        return True
    return tag in _ALWAYS_APART or not _NAMED.isdisjoint(attributes) or (outer.link >= 0 and tag in _APART)


def _place(builder: Builder, outer: OpenElement, opened: OpenElement, tag: str) -> None:
    """Tables and their columns, line breaks, and the page itself, whose names say nothing of a part of it."""
    if tag == "table":
        opened.table, opened.cell = opened.path, None
    elif tag in ("td", "th"):
        opened.cell = (opened.table, outer.children) if opened.table is not None else opened.cell
    elif tag in ("br", "hr"):
        outer.block = builder.blocks
    else:
        opened.css = ""


def _point(
    builder: Builder, outer: OpenElement, opened: OpenElement, tag: str, attributes: Attributes
) -> None:
    """Where an element leads, and the date that it tells machines."""
    if tag in ("a", "area") or "onclick" in attributes:
        opened.link = builder.link(opened, attributes, target_of(attributes, tag))
    # Microformats put the date for machines into an abbreviation's title.
    if tag == "abbr" and _STAMP.match(attributes.get("title", "")):
        opened.datetime = attributes["title"][:_MAX_DATE]
    if tag == "time" or "itemprop" in attributes:
        opened.datetime = fold(attributes.get("datetime") or attributes.get("content") or "")[:_MAX_DATE]
        opened.itemprop = (attributes.get("itemprop") or outer.itemprop).lower()[:_MAX_ITEMPROP]
        if opened.datetime:
            builder.run.append(" ")


def _close(builder: Builder, opened: OpenElement, outer: OpenElement, tag: str) -> None:
    """An element ends: its text is a run of its own unless it only flows in that of the element around it."""
    if tag in _STRONG:
        builder.strong.append("".join(builder.run[opened.begins :]))
    if builder.run and (
        opened.tag != outer.tag
        or opened.path is outer.path
        or opened.block != outer.block
        or opened.css != outer.css
        or opened.hidden != outer.hidden
    ):
        builder.flush(opened)


def _may_be_filled(tag: str, attributes: Attributes) -> bool:
    """Whether something may come into an element later: a frame's page, or what a script writes where it has a name by
    which scripts find it, or attributes that HTML does not know (``wire:init``, ``ng-repeat``)."""
    named = "id" in attributes or tag == "iframe" or "-" in tag
    return named or any(map(_FOR_FRAMEWORKS.match, attributes))


def walk(builder: Builder, root: etree._Element) -> None:
    """Hand everything below ``root`` to the builder, at most ``MAX_ELEMENTS`` elements of it."""
    around = OpenElement("html", Area.MAIN, path=(), css="", hidden=False, link=-1, block=0)
    _Walk(builder).visit(around, root, root.tag)


class _Walk:
    """One page's walk. The tree is as deep as libxml2 allows (``page/markup.py``: MAX_OPEN)."""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        self._left = MAX_ELEMENTS

    def visit(self, outer: OpenElement, element: etree._Element, tag: str) -> None:
        """Everything of one element; of what lies beyond the last one that is taken, nothing."""
        builder, run = self._builder, self._builder.run
        self._left -= 1
        if self._left < 0:
            return
        attributes = attributes_of(element)
        opened = _open(builder, outer, tag, attributes)
        opened.begins = len(run)
        if tag in TELLING or "data-page" in attributes:
            builder.element(opened, element, tag, attributes)
        silent, before = opened.silent, len(builder.texts)
        box = tag in _BOXES or "-" in tag
        held = builder.holds if box else 0
        if (text := element.text) and not silent:
            run.append(text)
        for child in element:
            name = child.tag  # made anew each time it is asked for
            if isinstance(name, str):
                self.visit(opened, child, name)
                if self._left < 0:
                    builder.flush(opened)
                    return
            elif name is etree.Comment:
                builder.comment(child.text or "")
            if (text := child.tail) and not silent:
                run.append(text)
        _close(builder, opened, outer, tag)
        if tag in HEADINGS:
            builder.heading(tag, before)
        elif (
            box and len(builder.texts) == before and builder.holds == held and _may_be_filled(tag, attributes)
        ):
            builder.hollow.append(opened.path)
