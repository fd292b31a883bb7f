"""Markup cut into tokens as the HTML standard does (https://html.spec.whatwg.org/multipage/parsing.html#tokenization).

Every expression is possessive or bounded, so that no character is read more than a few times, whatever the page holds.
"""

from __future__ import annotations

import re

MAX_ATTRIBUTES = 100
"""Of one tag. libxml2 takes time in the square of their number."""

_S = r"[\t\n\f\r ]"
_ATTRIBUTE = (
    r"[\t\n\f\r /]*+[^\t\n\f\r />][^\t\n\f\r />=]*+"
    rf"""(?:{_S}*+={_S}*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\t\n\f\r >"'][^\t\n\f\r >]*+)?)?+"""
)
TOKEN = re.compile(
    r"<(?:!--(?:-?>|.*?(?:--!?>|\Z))"
    rf"|(?P<end>/?)(?P<name>[a-zA-Z][^\t\n\f\r />]*+)(?P<attributes>(?:{_ATTRIBUTE})*+)[\t\n\f\r /]*+(?P<closed>>|\Z)"
    r"|[!?/][^>]*+(?:>|\Z))",
    re.S,
)
"""A comment, a tag (``name``), or what the standard calls a bogus comment (a doctype, ``<?php ... ?>``)."""
# More attributes than any element has: the rest of the tag is passed over unread.
_MANY = re.compile(f"(?:{_ATTRIBUTE}){{{MAX_ATTRIBUTES}}}")


def names(listed: str) -> tuple[str, ...]:
    """Names of elements, as the standard lists them."""
    return tuple(listed.split())


RAW = frozenset(names("title textarea style script xmp iframe noembed noframes noscript"))
"""Elements whose content is text, whatever it looks like, where scripts run."""
_ENDS = {name: re.compile(rf"</{name}(?=[\t\n\f\r />])", re.I) for name in RAW}
_SCRIPT = re.compile(r"<!--(?!-*>)|-->|<(/?)script(?=[\t\n\f\r />])", re.I)
"""What decides where a script ends: comments in it, and ``<script`` within those (HTML standard, "script data double
escaped state")."""


def few_attributes(tag: re.Match[str]) -> str:
    """The attributes of a tag, or the first :data:`MAX_ATTRIBUTES` of a flood of them."""
    attributes: str = tag["attributes"]
    # A flood has two characters each at least; nearly no tag is long enough to be counted.
    if len(attributes) > 2 * MAX_ATTRIBUTES and (first := _MANY.match(attributes)):
        return first[0]
    return attributes


def raw_end(text: str, name: str, start: int) -> int:
    """Where the content of a raw element that begins at ``start`` ends: at its end tag, or with the page."""
    if name != "script":
        found = _ENDS[name].search(text, start)
        return found.start() if found else len(text)
    # "<!--" alone hides no end tag; a "<script" within it hides the next one.
    escaped = doubly = False
    for mark in _SCRIPT.finditer(text, start):
        if mark[0] == "<!--":
            escaped = True
        elif mark[0] == "-->":
            escaped = doubly = False
        elif doubly:
            doubly = not mark[1]
        elif mark[1]:
            return mark.start()
        else:
            doubly = escaped
    return len(text)


def template_end(text: str, start: int) -> int:
    """Where the end tag ends that closes a template whose content begins at ``start``; the page's end without one."""
    depth = 1
    while token := TOKEN.search(text, start):
        start = token.end()
        name = (token["name"] or "").lower()
        if name == "template":
            depth += -1 if token["end"] else 1
            if not depth:
                return start
        # Nothing ends it: all that follows is text.
        elif name == "plaintext" and not token["end"]:
            break
        elif name in RAW and not token["end"]:
            start = raw_end(text, name, start)
    return len(text)
