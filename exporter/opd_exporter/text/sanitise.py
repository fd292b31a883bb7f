"""What a site wrote, made fit for a label, a page, a terminal or a log: nothing in it is obeyed."""

from __future__ import annotations

import re

OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""Control characters, marks that turn the direction of reading, line separators, and halves of surrogate
pairs, which no encoding can write."""


def printable(text: str, most: int = 1000) -> str:
    """One line of at most ``most`` characters, with blanks in place of what would be obeyed."""
    return OBEYED.sub(" ", text[:most])


def escaped(text: str) -> str:
    """All of it, with what would be obeyed written as ``\\x1b`` or ``\\u202e``."""
    return OBEYED.sub(lambda found: found[0].encode("unicode_escape").decode(), text)
