"""What an element's name and attributes alone tell of it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

# fmt: off
INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "em", "font", "i", "ins",
    "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u",
    "var", "wbr",
))
"""Elements that flow in a line of text and do not cut it."""

SILENT = frozenset((
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "canvas", "video",
    "audio", "select", "textarea", "head", "title", "noembed", "noframes", "datalist",
))
# fmt: on
"""Elements whose text no visitor reads."""

_CLICK = re.compile(
    r"(?:window\.|document\.|self\.|top\.)?(?:location(?:\.href|\.assign|\.replace)?|open)\s{0,3}(?:=|\()\s{0,3}[\"']([^\"'\s]{1,500})[\"']"
)
"""A click handler that leads to an address."""
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|opacity\s*:\s*0(?![.\d])"
    r"|(?:left|top|right|text-indent|margin-left|margin-top)\s*:\s*-\d{3,}"
    r"|(?<![-\w])height\s*:\s*[01](?:px)?\s*(?:;|$)|(?<![-\w])width\s*:\s*[01](?:px)?\s*(?:;|$)|clip\s*:\s*rect\(0"
)
"""Shows nothing, or nothing larger than a pixel, or far off the screen: how intruders hide links (domain.md 11)."""


def fold(text: str) -> str:
    """White space folded to single blanks, ends trimmed."""
    return " ".join(text.split())


def target_of(attributes: Mapping[str, str], tag: str) -> str | None:
    """Where a click on the element leads: its ``href``, or the address in its click handler when that leads nowhere.
    None when nowhere."""
    href = attributes.get("href") if tag in ("a", "area") else None
    if href is None or href.strip().lower().startswith(("#", "javascript:")) or not href.strip():
        clicked = _CLICK.search(attributes.get("onclick", "")[:1000])
        return clicked[1] if clicked else href
    return href


def opens_a_text(attributes: Mapping[str, str]) -> bool:
    """Whether a click on a link that leads to no other page opens something: an anchor with a name, a script, or data for
    one. A bare ``#`` leads nowhere."""
    href = attributes.get("href", "").strip()
    anchor = len(href.partition("#")[2]) > 0
    script = href.lower().startswith("javascript:") or "onclick" in attributes
    return anchor or script or any(name.startswith(("data-", "aria-controls")) for name in attributes)


def attributes_of(element: etree._Element) -> dict[str, str]:
    """An element's attributes, asked for once."""
    return dict(element.items())  # type: ignore[arg-type]  # of HTML they are texts


def class_names(attributes: Mapping[str, str]) -> tuple[str, ...]:
    """Class names and id, lower case."""
    if "class" not in attributes and "id" not in attributes:
        return ()  # as half of all elements
    # A class attribute may be as long as the page.
    raw = f"{attributes.get('class', '')} {attributes.get('id', '')}"[:300]
    return tuple(raw.lower().split())


def is_hidden(attributes: Mapping[str, str]) -> bool:
    """Whether its own attributes hide it: ``hidden``, or a style that shows nothing or moves it off screen."""
    if "hidden" in attributes:
        return True
    style = attributes.get("style")
    # As a class, a style may be as long as the page; 500 characters hold some twenty declarations.
    return style is not None and _HIDDEN_STYLE.search(style[:500].lower()) is not None
