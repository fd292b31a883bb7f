"""Words beside numbers which say that these are no date: numbers of letters and telephones, counts."""

from __future__ import annotations

from opd_exporter.dates.tokens import Line
from opd_exporter.dates.words import CONNECTORS, COUNTED, COUNTERS, NUMBER_OF, NUMBERED


def numbered(line: Line, first: int) -> bool:
    """Whether what stands right before says that a number follows, not a day: ``Nomor``, ``Hal.``, ``(0254)``."""
    at = first - 1
    # A telephone: "0254 12-3-2024" and "+62 12 ...". Area codes have three to five digits and begin with a nought.
    if line.is_number(at):
        size = len(line.text(at))
        return (line.text(at)[0] == "0" and 3 <= size <= 5) or line.text(at - 1) == "+"
    # "(0254) 12-03-24", "(62) ...": an area or a country.
    if line.text(at) == ")" and line.is_number(at - 1) and line.text(at - 1)[0] in "06":
        return True
    # "No. : 12", "Hal. 3": at most three marks stand between a word and its number.
    while at >= max(0, first - 3) and line.text(at) in (".", ":", "-", "#"):
        at -= 1
    word = line.text(at)
    if word in NUMBERED or line.text(first - 1) == "#":
        return True
    # "Dibaca 12": a count, but in "12 views 3 Mei 2024" the count stands before the word.
    if word in COUNTERS:
        return not line.is_number(at - 1)
    # "Nomor Surat 3/12/2024", "No. Surat 3/12/2024": one word may stand between.
    of = at - 2 if line.text(at - 1) == "." and line.text(at - 2) == "no" else at - 1
    return line.is_word(at) and word not in CONNECTORS and (of == at - 2 or line.text(of) in NUMBER_OF)


def counted(line: Line, last: int) -> bool:
    """Whether the year is a count of something: ``2024 kali``."""
    after = line.text(last + 1)
    return after in COUNTED and line.text(last + 2) != ":" and not line.is_number(last + 2)
