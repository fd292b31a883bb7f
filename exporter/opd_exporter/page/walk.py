"""One pass over a page's tree: where each piece stands is worked out here, what is kept of it in ``builder.py``."""

from __future__ import annotations

import re

from lxml import etree

from opd_exporter.page.areas import area_of
from opd_exporter.page.builder import Builder, Frame
from opd_exporter.page.elements import INLINE, SILENT, class_names, fold, is_hidden, target_of
from opd_exporter.page.model import Area

MAX_ELEMENTS = 60_000
MAX_DEPTH = 200
"""Elements of a path that are told apart; what lies deeper shares its place."""
_STRONG = ("b", "strong")
_APART = ("span", "small", "i", "em")
"""Inside a link these set a day or a counter apart from the title."""
_STAMP = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""A date for machines in an ``abbr``'s title (the hAtom microformat)."""


def _open(builder: Builder, outer: Frame, element: etree._Element, tag: str) -> Frame:
    names = class_names(element)
    part = "div" if outer.article and tag in ("header", "footer") else tag
    area = area_of(part, (element.get("role") or "").lower(), names, outer.area)
    inline = tag in INLINE
    attributes = element.attrib
    hidden = outer.hidden or is_hidden(element)
    bounded = (
        not inline
        or hidden != outer.hidden
        or tag in ("a", "time")
        or "class" in attributes
        or "itemprop" in attributes
        or "id" in attributes
        or (outer.link >= 0 and tag in _APART)
    )
    if bounded:
        builder.flush(outer)
        if not inline:
            builder.blocks += 1
    frame = Frame(
        tag=tag if bounded else outer.tag,
        area=area,
        path=(*outer.path, outer.children) if len(outer.path) < MAX_DEPTH else outer.path,
        css=(names + outer.css)[:12] if bounded else outer.css,
        hidden=hidden,
        link=outer.link,
        block=outer.block if inline else builder.blocks,
        silent=outer.silent or tag in SILENT,
        datetime=outer.datetime,
        itemprop=outer.itemprop,
        table=outer.table,
        cell=outer.cell,
        article=outer.article or tag == "article",
    )
    if tag == "table":
        frame.table, frame.cell = frame.path, None
    elif tag in ("td", "th") and frame.table is not None:
        frame.cell = frame.table, outer.children
    outer.children += 1
    if tag in ("br", "hr"):
        outer.block = builder.blocks
    if tag in ("html", "body"):
        frame.css = ()
    if tag in ("a", "area") or "onclick" in attributes:
        frame.link = builder.link(frame, element, target_of(element, tag))
    if tag == "abbr" and _STAMP.match(element.get("title") or ""):
        frame.datetime = (element.get("title") or "")[:100]
    if tag == "time" or "itemprop" in attributes:
        frame.datetime = fold(element.get("datetime") or element.get("content") or "")[:100]
        frame.itemprop = (element.get("itemprop") or outer.itemprop).lower()[:60]
        if frame.datetime:
            builder.run.append(" ")
    return frame


def walk(builder: Builder, root: etree._Element) -> None:
    """Hand everything below ``root`` to the builder, at most ``MAX_ELEMENTS`` elements of it."""
    stack = [Frame("html", Area.MAIN, (), (), False, -1, 0)]
    seen = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment")):
        if event == "comment":
            builder.comment(element.text or "")
            builder.say(stack[-1], element.tail)
            continue
        tag = element.tag
        if not isinstance(tag, str):
            continue
        if event == "start":
            seen += 1
            if seen > MAX_ELEMENTS:
                break
            frame = _open(builder, stack[-1], element, tag)
            frame.begins = len(builder.run)
            stack.append(frame)
            builder.element(frame, element, tag)
            builder.say(frame, element.text)
        else:
            frame = stack.pop()
            outer = stack[-1]
            if tag in _STRONG:
                builder.strong.append("".join(builder.run[frame.begins :]))
            if (
                frame.tag != outer.tag
                or frame.path[:-1] != outer.path
                or frame.block != outer.block
                or frame.css != outer.css
                or frame.hidden != outer.hidden
            ):
                builder.flush(frame)
            builder.say(outer, element.tail)
    while stack:
        builder.flush(stack.pop())
