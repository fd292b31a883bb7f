"""Markup as libxml2 reads it right: one pass over the tokens, in time proportional to the page.

libxml2 cuts markup into tokens as browsers do (from 2.14 on), but builds its tree by the rules of HTML 4. Where the two
trees differ in what a visitor sees, the tags that are missing to libxml2 are written out here, as the standard's tree
construction has them. What libxml2 pays for dearly is bounded here too: attributes of a tag, elements of a page, depth.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape

from opd_exporter.page.bounds import MAX_NOSCRIPT
from opd_exporter.page.opened import ElementStack
from opd_exporter.page.tokens import RAW, TOKEN, few_attributes, names, raw_end, template_end

MAX_TAGS = 100_000
"""Tags and comments of a page that are read."""
MAX_ARTICLE = 20_000
"""Of an article's page, by libraries that look for its text and its date: they visit each several times."""
MAX_OPEN = 200
"""Elements open at once. libxml2 gives the whole page up from 256 on; browsers put what lies deeper than 512 side by
side, and so is it done here."""

_VOID = frozenset(
    names(
        "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr"
    )
)
"""Elements without an end."""
_NO_VOID_TO_LIBXML2 = frozenset(names("bgsound embed keygen source track wbr"))
"""Those of them that libxml2 would leave open."""
_TABLE_PARTS = frozenset(names("caption colgroup col tbody thead tfoot tr td th"))
"""Tags that make no element outside a table."""
_HEAD = RAW - {"textarea", "xmp", "iframe", "noembed"} | frozenset(
    names("html head base basefont bgsound link meta template")
)
"""Elements that leave the head open; libxml2 lets it be ended by those of HTML 4 only."""
_OF_THE_PAGE = frozenset(("html", "head", "body"))
"""Elements whose end tags say nothing of what stands behind them."""
_OWN_WORLD = frozenset(("svg", "math"))
"""Elements with rules of their own inside."""
_POINTS = frozenset(
    ("/foreignobject", "/desc", "/title", "/mi", "/mo", "/mn", "/ms", "/mtext", "/annotation-xml")
)
"""Elements of a drawing or formula that hold HTML again."""
_BREAK_OUT = frozenset(
    names(
        "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu"
        " meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var"
    )
)
"""HTML elements that end a drawing or formula which nobody closed."""
_PLAIN_THERE = RAW | {"plaintext", "template", "select"}
"""Names that mean nothing special inside a drawing or formula, but would to libxml2."""


_ORDINARY_UNLESS = (
    _TABLE_PARTS
    | _OWN_WORLD
    | _NO_VOID_TO_LIBXML2
    | RAW
    | {"template", "select", "input", "image", "plaintext"}
)
"""Start tags of these may need more than what their predecessors leave open."""


class _Repair:
    """One page's repair: what is open, and what is written otherwise than it stands in the page. What needs no repair is
    copied in long pieces."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._opened = ElementStack()
        self._in_head = True
        self._drawn = False
        """There is a drawing or a formula."""
        self._out: list[str] = []
        self._copied = 0
        """How far the page is written."""

    def _put(self, start: int, end: int, markup: str) -> None:
        """Write the page up to ``start``, then ``markup`` in place of what stands up to ``end``."""
        self._out += (self._text[self._copied : start], markup)
        self._copied = end

    def whole(self, end: int) -> str:
        """What is written, with the page up to ``end``."""
        return "".join((*self._out, self._text[self._copied : end]))

    def _foreign(self) -> bool:
        last = self._opened.last
        return last[:1] == "/" and last not in _POINTS

    def _break_out(self, at: int) -> None:
        """Close what is open of a drawing or formula."""
        while self._foreign():
            self._put(at, at, f"</{_shown(self._opened.pop())}>")

    def _make_room(self, at: int) -> None:
        if len(self._opened) >= MAX_OPEN:
            self._put(at, at, f"</{_shown(self._opened.pop())}>")

    def other(self, token: re.Match[str]) -> int:
        """A comment, or what is read as one; where to go on."""
        if self._drawn and self._foreign() and token[0].startswith("<![CDATA["):
            end = self._text.find("]]>", token.start())
            end = end + 3 if end >= 0 else len(self._text)
            self._put(token.start(), end, "")
            return end
        return token.end()

    def end(self, name: str, token: re.Match[str]) -> None:
        """An end tag. Those of the page itself are left out: libxml2 drops what follows them, browsers do not."""
        start, end = token.span()
        plain = end - start == len(name) + 3 and name not in _OF_THE_PAGE
        if plain and self._opened.end_innermost(name):
            return
        if name in ("html", "body") or (name in _VOID and name != "br"):
            self._put(start, end, "")
            return
        if self._drawn:
            name = self._as_drawn(name, start)
        self._in_head = self._in_head and name != "head"
        makes = self._makes_an_element(name)
        if not (self._opened.end(name) or makes or name == "head"):
            self._put(start, end, "")
        # "</p >" and "</p class=x>" end an element in browsers; libxml2 is given what it takes for one.
        elif end - start != len(name) + 3 or name[0] == "/":
            self._put(start, end, f"</{_shown(name)}>")
        while over := self._opened.overdue():
            self._put(end, end, f"</{_shown(over)}>")

    def _as_drawn(self, name: str, at: int) -> str:
        """The name of an end tag where something is drawn (SVG, MathML), whose own elements are kept under ``/name``; an
        end tag of text ends the drawing (WHATWG, 13.2.6.5)."""
        if name in ("br", "p"):
            self._break_out(at)
        return f"/{name}" if f"/{name}" in self._opened else name

    def _makes_an_element(self, name: str) -> bool:
        """Whether an end tag stands for an element: ``</br>``, and ``</p>`` where none is open (WHATWG, 13.2.6.4.7)."""
        return name == "br" or (name == "p" and name not in self._opened)

    def start(self, name: str, token: re.Match[str]) -> int:
        """A start tag; where to go on."""
        start, end = token.span()
        if self._drawn and self._foreign():
            if name not in _BREAK_OUT:
                self._start_foreign(name, token)
                return end
            self._break_out(start)
        if self._in_head and name not in _HEAD:
            if name in _TABLE_PARTS and "table" not in self._opened:
                self._put(start, end, "")
                return end
            self._in_head = False
            self._put(start, start, "</head>")
        if name in _ORDINARY_UNLESS:
            return self._start_odd(name, token)
        self._start_element(name, name not in _VOID, token)
        return end

    def _start_odd(self, name: str, token: re.Match[str]) -> int:
        """A start tag that browsers and libxml2 read each in their own way; where to go on."""
        start, end = token.span()
        if name in _TABLE_PARTS and "table" not in self._opened:
            self._put(start, end, "")
            return end
        if name == "template":
            end = template_end(self._text, end)
            self._put(start, end, "")
            return end
        # HTML standard, "in select": each of them ends it; a second ``<select>`` is no element of its own.
        if name in ("select", "input", "keygen") and "select" in self._opened:
            self._put(start, start, "</select>")
            self._opened.end("select")
            if name == "select":
                self._put(start, end, "")
                return end
        if name in _OWN_WORLD:
            self._start_foreign(name, token)
            return end
        self._start_element(name, name not in _VOID and name != "image", token)
        if name in _NO_VOID_TO_LIBXML2:
            self._put(end, end, f"</{name}>")
        return self._content(name, end)

    def _start_element(self, name: str, opens: bool, token: re.Match[str]) -> None:
        """Close what it ends, and write it; as it stands, unless it closes itself or has a flood of attributes."""
        start, end = token.span()
        for ended in self._opened.ended_by(name):
            self._put(start, start, f"</{_shown(ended)}>")
        self._make_room(start)
        attributes = few_attributes(token)
        if name == "image" or token.end("name") + len(attributes) + 1 != end:
            self._put(start, end, f"<{'img' if name == 'image' else name}{attributes}>")
        if opens:
            self._opened.push(name)

    def _content(self, name: str, start: int) -> int:
        """The content of an element whose content is text; where to go on."""
        if name == "plaintext":
            return len(self._text)
        if name not in RAW:
            return start
        end = raw_end(self._text, name, start)
        if name == "noscript":
            self._put(start, end, escape(self._text[start : min(end, start + MAX_NOSCRIPT)]))
        return end

    def _start_foreign(self, name: str, token: re.Match[str]) -> None:
        """An element of a drawing or formula: nothing in it is special, and it may close itself."""
        start, end = token.span()
        self._drawn = True
        self._make_room(start)
        shown = _shown(f"/{name}")
        if token[0].endswith("/>"):
            self._put(start, end, f"<{shown}{few_attributes(token)}></{shown}>")
        else:
            self._put(start, end, f"<{shown}{few_attributes(token)}>")
            self._opened.push(f"/{name}")


def _shown(name: str) -> str:
    """The name under which an open element is written."""
    return name if name[0] != "/" else f"x-{name[1:]}" if name[1:] in _PLAIN_THERE else name[1:]


@lru_cache(maxsize=1)  # an article's page makes two trees
def repaired(text: str, tags: int = MAX_TAGS) -> str:
    """The same page in markup whose tree libxml2 builds as browsers do, as far as a visitor sees it; of a page with more
    than ``tags`` tags and comments the beginning."""
    repair = _Repair(text)
    at = count = 0
    while token := TOKEN.search(text, at):
        at = token.end()
        closing, name, _, closed = token.groups()
        count += 1
        if count > tags or (name and not closed):
            return repair.whole(token.start())  # a tag that the page's end cuts off is none
        if not name:
            at = repair.other(token)
        elif closing:
            repair.end(name.lower(), token)
        else:
            at = repair.start(name.lower(), token)
    return repair.whole(len(text))
