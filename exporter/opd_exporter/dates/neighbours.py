"""Words beside numbers which say that these are no date: numbers of letters and telephones, counts."""

from __future__ import annotations

from opd_exporter.dates.tokens import TokenLine
from opd_exporter.dates.words import CONNECTORS, COUNTED, COUNTERS, NUMBER_OF, NUMBERED


def numbered(line: TokenLine, first: int) -> bool:
    """Whether what stands right before says that a number follows, not a day: ``Nomor``, ``Hal.``, ``(0254)``."""
    if line.is_number(first - 1) or line.text(first - 1) == ")":
        return _is_area_code(line, first - 1)
    at = first - 1
    # "No. : 12", "Hal. 3": at most three marks stand between a word and its number.
    while at >= max(0, first - 3) and line.text(at) in (".", ":", "-", "#"):
        at -= 1
    word = line.text(at)
    if word in NUMBERED or line.text(first - 1) == "#":
        return True
    # "Dibaca 12": a count, but in "12 views 3 Mei 2024" the count stands before the word.
    if word in COUNTERS:
        return not line.is_number(at - 1)
    return line.is_word(at) and word not in CONNECTORS and _number_of(line, at)


def _is_area_code(line: TokenLine, at: int) -> bool:
    """Whether a telephone's number goes on behind token ``at``: ``0254 12-3-2024``, ``+62 12 ...``, ``(0254) 12-03-24``.
    Area codes have three to five digits and begin with a nought, country codes with a plus."""
    if line.text(at) == ")":
        return line.is_number(at - 1) and line.text(at - 1)[0] in "06"
    return (line.text(at)[0] == "0" and 3 <= len(line.text(at)) <= 5) or line.text(at - 1) == "+"


def _number_of(line: TokenLine, at: int) -> bool:
    """Whether the word ``at`` says of what a number is one: ``Nomor Surat 3/12/2024``, ``No. Surat 3/12/2024``."""
    if line.text(at - 1) == ".":
        return line.text(at - 2) == "no"
    return line.text(at - 1) in NUMBER_OF


def counted(line: TokenLine, last: int) -> bool:
    """Whether the year is a count of something: ``2024 kali``."""
    after = line.text(last + 1)
    return after in COUNTED and line.text(last + 2) != ":" and not line.is_number(last + 2)
