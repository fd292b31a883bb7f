"""Two copies of a page where they differ: the words that stand there, and whether they look drawn by chance."""

from __future__ import annotations

import re
from dataclasses import dataclass

MAX_WORD = 512
"""Bytes of a word that differs."""
_DIGITS = re.compile(rb"[0-9]{1,12}")
_HEX = re.compile(rb"[0-9a-f]{8,}|[0-9A-F]{8,}")
"""Runs of hexadecimal digits,"""
_TOKEN = re.compile(rb"[0-9A-Za-z_+=.|%~-]{8,}")
"""and of the letters of Base64 and the like, long enough to be drawn by chance."""
_PARTS = re.compile(rb"[0-9]+|[a-z]+|[A-Z]+")
"""Changes between digits, small letters and capitals: names have few."""


Ends = tuple[int, int]
"""Where the words end in both copies."""


@dataclass(frozen=True)
class Words:
    """Two words, one of each copy, that differ."""

    old: bytes
    new: bytes
    begin: int
    """Where the first stands in the copy that was judged."""
    ends: Ends

    @property
    def are_random(self) -> bool:
        """Whether both look drawn by chance."""
        return is_random(self.old) and is_random(self.new)

    @property
    def are_digits(self) -> bool:
        """Whether both are numbers."""
        return bool(_DIGITS.fullmatch(self.old) and _DIGITS.fullmatch(self.new))


@dataclass(frozen=True)
class Difference:
    """Where the copies begin to differ. Before it they are alike, but for noise."""

    old: bytes
    at: int
    new: bytes
    there: int
    part: str
    """``comment``, the name of the element whose raw content it is, or empty for text and tags."""
    opening: bytes
    """Attributes of that element."""

    def words(self, letters: bytes) -> Words | None:
        """The words of these letters that differ here; None when either is empty or too long."""
        begin = self.at
        while begin and self.old[begin - 1] in letters and self.at - begin <= MAX_WORD:
            begin -= 1
        # What stands before the place is alike in both copies, so that both words begin equally far before it.
        end, their_end = _end(self.old, self.at, letters), _end(self.new, self.there, letters)
        old, new = self.old[begin:end], self.new[self.there - (self.at - begin) : their_end]
        if not old or not new or max(len(old), len(new)) > MAX_WORD:
            return None
        return Words(old, new, begin, (end, their_end))


def is_random(word: bytes) -> bool:
    """Whether a word looks drawn by chance: a hash, or letters and digits that alternate as no name's do."""
    if len(word) > MAX_WORD:
        return False
    if _HEX.fullmatch(word):
        # A word of letters a to f alone may be one ("facade"): a quarter of a hash is digits.
        return (len(word) - len(word.translate(None, b"0123456789"))) * 4 >= len(word)
    if not _TOKEN.fullmatch(word) or not re.search(rb"[0-9]", word):
        return False
    # Three characters on average without a change of kind; a name with a number has longer runs.
    return len(_PARTS.findall(word)) * 3 >= len(word)


def _end(body: bytes, at: int, letters: bytes) -> int:
    last = min(len(body), at + MAX_WORD + 1)
    while at < last and body[at] in letters:
        at += 1
    return at
