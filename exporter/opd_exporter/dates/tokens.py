"""A text as numbers, words and marks, with odd characters made plain and every position kept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from opd_exporter.text.plain import many_a_page

MAX_GAP = 40
"""Characters that may stand between two parts of one date (a badge's parts stand on lines of their own)."""

_UNSEEN = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")
"""Characters that take no room; they are left out."""
_TOKEN = re.compile(r"[0-9]+|[^\W0-9_]+|[^\w\s]|_")
"""Numbers, words, single marks; ``_`` is a mark."""
_LIKE = {"-": "‐‑‒–—―−﹣", "'": "’‘`´ʼ′‛＇", "|": "•·●▪∙⋅‣│┃¦»›▸►→◆■□○★", "/": "⁄∕"}
"""Marks, and what is typed or set in their place."""
_PLAIN = {code: chr(code) for code in range(128)}
_PLAIN |= {ord(odd): mark for mark, odds in _LIKE.items() for odd in odds}
_PLAIN |= {ord(space): " " for space in "\t\n\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\u2028\u2029"}


class _Table(dict[int, str]):
    """What a character is read as."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if char.isspace() or unicodedata.category(char) == "Co":  # icon fonts live in the private area
            return " "
        if unicodedata.category(char) == "So" and char not in "°©®":  # pictures set things apart
            return "|"
        digit = unicodedata.decimal(char, None)
        if digit is not None:
            return str(digit)
        plain = unicodedata.normalize("NFKC", char)
        if len(plain) == 1 and plain.isalpha():
            plain = unicodedata.normalize("NFD", plain)[0]  # accents of Sundanese and Javanese
        return plain if len(plain) == 1 and plain.isascii() else char


_TABLE = _Table(_PLAIN)


class Token(NamedTuple):
    """A number, a word (lower case) or a single mark."""

    text: str
    start: int
    end: int

    @property
    def number(self) -> bool:
        """Whether it is a run of digits."""
        return "0" <= self.text[0] <= "9"

    @property
    def word(self) -> bool:
        """Whether it is a run of letters."""
        return self.text[0].isalpha()


@many_a_page(frozen=True)
class TokenLine:
    """A text and its tokens."""

    plain: str
    tokens: Sequence[Token]
    places: Sequence[int]
    """Where each character of ``plain`` stood in the text."""

    def between(self, one: int, other: int) -> str:
        """What stands between two tokens."""
        return self.plain[self.tokens[one].end : self.tokens[other].start]

    def joined(self, number: int) -> bool:
        """Whether nothing, not even a space, stands between this token and the one before."""
        return 0 < number < len(self.tokens) and self.tokens[number - 1].end == self.tokens[number].start

    def text(self, number: int) -> str:
        """A token's text; empty beyond either end."""
        return self.tokens[number].text if 0 <= number < len(self.tokens) else ""

    def is_number(self, number: int) -> bool:
        """Whether there is such a token and it is a number."""
        return 0 <= number < len(self.tokens) and self.tokens[number].number

    def is_word(self, number: int) -> bool:
        """Whether there is such a token and it is a word."""
        return 0 <= number < len(self.tokens) and self.tokens[number].word

    def after(self, number: int) -> tuple[int, str]:
        """The next number or word behind at most two marks and a gap, and what stands between; -1 when none."""
        for other in range(number + 1, min(number + 4, len(self.tokens))):
            token = self.tokens[other]
            if token.start - self.tokens[number].end > MAX_GAP:
                break
            if token.number or token.word:
                return other, self.between(number, other)
        return -1, ""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Positions in ``plain`` as positions in the text."""
        return self.places[start], self.places[end - 1] + 1


def cut(text: str) -> TokenLine:
    """Cut a text into tokens; linear in its length, which the caller limits."""
    places: Sequence[int] = range(len(text))
    if not text.isascii() and _UNSEEN.search(text):
        # Only texts with unseen characters pay for a table of positions.
        places = [place for place, char in enumerate(text) if not _UNSEEN.match(char)]
        text = "".join(text[place] for place in places)
    plain = text.translate(_TABLE)
    return TokenLine(
        plain,
        [Token(m[0] if m[0].isdigit() else m[0].lower(), *m.span()) for m in _TOKEN.finditer(plain)],
        places,
    )
