"""Whether two titles are the same, though one is cut, decorated or cased otherwise."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")


def words(title: str) -> list[str]:
    """The title's words, lower case, without punctuation; at most 60."""
    title = title[:600]
    if not title.isascii():  # most titles are: there is nothing to put together
        title = unicodedata.normalize("NFKC", title)
    return _WORD.findall(title.casefold())[:60]


def folded(title: str) -> str:
    """The title as one comparable string."""
    return " ".join(words(title))


def alike(one: str, other: str) -> float:
    """0..1: the share of the shorter title's words that stand in the longer one. A cut title ("...") is
    wholly contained in the full one; a single shared word is no likeness."""
    first, second = words(one), words(other)
    if not first or not second:
        return 0.0
    if len(first) > len(second):
        first, second = second, first
    there = set(second)
    shared = sum(word in there for word in first)
    # "Pengumuman" stands in many titles; in one of two words it is half of it.
    if shared < 2 and len(second) > 2:
        return 0.0
    return shared / len(first)
