"""Markup as libxml2 reads it right: one pass over the tokens, in time proportional to the page.

libxml2 cuts markup into tokens as browsers do (from 2.14 on), but builds its tree by the rules of HTML 4. Where the two
trees differ in what a visitor sees, the tags that are missing to libxml2 are written out here, as the standard's tree
construction has them. What libxml2 pays for dearly is bounded here too: attributes of a tag, elements of a page, depth.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape

from opd_exporter.page.opened import Opened
from opd_exporter.page.tokens import RAW, TOKEN, few_attributes, names, raw_end, template_end

MAX_TAGS = 100_000
"""Tags and comments of a page that are read."""
MAX_ARTICLE = 20_000
"""Of an article's page, by libraries that look for its text and its date: they visit each several times."""
MAX_OPEN = 200
"""Elements open at once. libxml2 gives the whole page up from 256 on; browsers put what lies deeper than 512 side by
side, and so is it done here."""
MAX_NOSCRIPT = 20_000
"""Characters kept of a ``<noscript>``."""

_VOID = frozenset(
    names(
        "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr"
    )
)
"""Elements without an end."""
_NO_VOID_TO_LIBXML2 = frozenset(names("bgsound embed keygen source track wbr"))
_TABLE_PARTS = frozenset(names("caption colgroup col tbody thead tfoot tr td th"))
"""Tags that make no element outside a table."""
_HEAD = RAW - {"textarea", "xmp", "iframe", "noembed"} | frozenset(
    names("html head base basefont bgsound link meta template")
)
"""Elements that leave the head open; libxml2 lets it be ended by those of HTML 4 only."""
_OWN_WORLD = frozenset(("svg", "math"))
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


class _Repair:
    """One page's repair: what was written so far, and what is open."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._opened = Opened()
        self._in_head = True
        self.out: list[str] = []

    def _foreign(self) -> bool:
        last = self._opened.last
        return last[:1] == "/" and last not in _POINTS

    def _break_out(self) -> None:
        """Close what is open of a drawing or formula."""
        while self._foreign():
            self.out.append(f"</{_shown(self._opened.pop())}>")

    def _make_room(self) -> None:
        if len(self._opened) >= MAX_OPEN:
            self.out.append(f"</{_shown(self._opened.pop())}>")

    def other(self, token: re.Match[str]) -> int:
        """A comment, or what is read as one; where to go on."""
        if self._foreign() and token[0].startswith("<![CDATA["):
            end = self._text.find("]]>", token.start())
            return end + 3 if end >= 0 else len(self._text)
        self.out.append(token[0])
        return token.end()

    def end(self, name: str) -> None:
        """An end tag. Those of the page itself are left out: libxml2 drops what follows them, browsers do not."""
        if name in ("html", "body") or (name in _VOID and name != "br"):
            return
        if name in ("br", "p"):
            self._break_out()
        name = f"/{name}" if f"/{name}" in self._opened else name
        self._in_head = self._in_head and name != "head"
        makes = name == "br" or (
            name == "p" and name not in self._opened
        )  # an element, though it is an end tag
        if self._opened.end(name) or makes or name == "head":
            self.out.append(f"</{_shown(name)}>")
        while over := self._opened.overdue():
            self.out.append(f"</{_shown(over)}>")

    def start(self, name: str, token: re.Match[str]) -> int:
        """A start tag; where to go on."""
        if self._foreign():
            if name not in _BREAK_OUT:
                self._start_foreign(name, token)
                return token.end()
            self._break_out()
        if name in _TABLE_PARTS and "table" not in self._opened:
            return token.end()
        if self._in_head and name not in _HEAD:
            self._in_head = False
            self.out.append("</head>")
        if name == "template":
            return template_end(self._text, token.end())
        if name in ("select", "input", "keygen") and "select" in self._opened:
            self.out.append("</select>")
            self._opened.end("select")
            if name == "select":
                return token.end()
        tag = "img" if name == "image" else token["name"]
        if name in _OWN_WORLD:
            self._start_foreign(name, token)
            return token.end()
        for ended in self._opened.ended_by(name):
            self.out.append(f"</{_shown(ended)}>")
        self._make_room()
        self.out.append(f"<{tag}{few_attributes(token)}>")
        if name in _NO_VOID_TO_LIBXML2:
            self.out.append(f"</{tag}>")
        if name not in _VOID and name != "image":
            self._opened.push(name)
        return self._content(name, token.end())

    def _content(self, name: str, start: int) -> int:
        """Write the content of an element whose content is text; where to go on."""
        if name == "plaintext":
            self.out.append(self._text[start:])
            return len(self._text)
        if name not in RAW:
            return start
        end = raw_end(self._text, name, start)
        if name == "noscript":
            self.out.append(escape(self._text[start : min(end, start + MAX_NOSCRIPT)]))
        else:
            self.out.append(self._text[start:end])
        return end

    def _start_foreign(self, name: str, token: re.Match[str]) -> None:
        """An element of a drawing or formula: nothing in it is special, and it may close itself."""
        self._make_room()
        self.out.append(f"<{_shown('/' + name)}{few_attributes(token)}>")
        if token[0].endswith("/>"):
            self.out.append(f"</{_shown('/' + name)}>")
        else:
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
        repair.out.append(text[at : token.start()])
        at = token.end()
        name = (token["name"] or "").lower()
        count += 1
        if count > tags or (name and not token["closed"]):
            return "".join(repair.out)  # a tag that the page's end cuts off is none
        if not name:
            at = repair.other(token)
        elif token["end"]:
            repair.end(name)
        else:
            at = repair.start(name, token)
    repair.out.append(text[at:])
    return "".join(repair.out)
