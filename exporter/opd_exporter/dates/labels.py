"""What the words right before or after a date say of it, and whether it is an end of a range."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from opd_exporter.dates.model import Label
from opd_exporter.dates.tokens import TokenLine
from opd_exporter.dates.words import (
    AUTHORS,
    CONNECTORS,
    EVENT_FIELDS,
    FAR,
    FIELDS,
    LABEL_ENDINGS,
    LEADING,
    MONTH_NUMBER,
    NAMES_TOO,
    NEAR,
    PLAIN_FIELD,
    SUBJECTS,
    WEEKDAYS,
)

# In words, and in characters, whichever comes first.
_WORDS = 12
_CHARACTERS = 90
"""How far before a date its label is looked for: what stands further away is a sentence of its own."""
_PHRASE = 4
"""Words in the longest label."""
_HEAD = 2
"""Words before a label behind which a separator comes: a heading such as ``Masa berlaku sampai |``, no title."""
_BREAK = "|"
"""Stands for any separator in the words before a date."""
_BREAKS = "|<>!?;"
_RELATIVE = ("yang", "yg", "that", "which")
"""What is told of something else: ``foto yang diposting pada ...``."""
_ABBREVIATION = 4
"""A full stop behind a shorter word ends no sentence (``Tgl.``, ``Hj.``, ``S.Pd.``)."""

_TO = r"(?: - | s\s?[./]?\s?d\.?(?=[\s\d]) | sampai(?:\ dengan)? | hingga | to | until | till )"
# What stands between the two dates of a range, up to the second's weekday if it has one.
_BETWEEN = re.compile(
    rf"\s* {_TO} \s* (?: (?: tanggal|tgl\.? ) \s* )? (?: (?P<weekday> [a-z']{{3,9}} ) \s? ,? \s* )?",
    re.I | re.X,
)
_FIRST_DAY = re.compile(
    rf"""
    (?<! [\d.:/] )                                # no end of a longer number, a time or a date
    (?: (?P<day> \d{{1,2}} ) (?: \s{{0,2}} (?P<month> [a-z]{{3,9}} ) \.? )? \s{{0,3}}
        (?: {_TO} | (?: ,\ ? )? (?: dan|and|& ) | ,(?!\ ) | / )
      | (?P<numeric> \d{{1,2}}/\d{{1,2}} ) \s{{0,3}} {_TO}
    )
    \s{{0,3}} (?: (?: tanggal|tgl\.? ) \s{{1,2}} )? (?: (?P<weekday> [a-z']{{3,9}} ) \s? ,? \s{{1,2}} )? $
    """,
    re.I | re.X,
)
"""The other end of a range, before its full date: ``3 - ``, ``28 November s.d. ``, ``2/5 - ``, ``3 dan Selasa, ``."""
_OPEN_END = re.compile(
    r"""
    \s{0,3}
    (?: (?: s\s?[./]\s?d\b | sd\s(?=selesai) | sampai | hingga | until )
      | - \s{0,3} (?: selesai | sekarang | present | now | seterusnya )\b
    )
    """,
    re.I | re.X,
)


@dataclass(frozen=True)
class Said:
    """A label and where its words begin."""

    label: Label = Label.NONE
    first: int = -1
    """Index of the token; -1 when nothing was said."""


_NOTHING = Said()


def _items(line: TokenLine, first: int, left: int) -> list[tuple[str, int]]:
    """Words before a date, the nearest first, with a break where a separator or the end of a sentence stands."""
    items: list[tuple[str, int]] = []
    start = line.tokens[first].start
    for number in range(first - 1, left - 1, -1):
        token = line.tokens[number]
        if len(items) >= _WORDS or start - token.end > _CHARACTERS:
            break
        # Only words and numbers name; "©" is a word for a year of copyright.
        if token.word or token.number or token.text == "©":
            items.append((token.text, number))
        # A full stop ends a sentence where a blank follows and no abbreviation stands before it.
        elif token.text in _BREAKS or (
            token.text == "."
            and not line.joined(number + 1)
            and line.is_word(number - 1)
            and len(line.text(number - 1)) >= _ABBREVIATION
        ):
            items.append((_BREAK, number))
    return items


def _phrase(items: list[tuple[str, int]], at: int) -> tuple[str, int]:
    """The longest label that ends at this word, and how many words it has."""
    # The longest first: "tanggal posting" is another label than "posting".
    for size in range(min(_PHRASE, len(items) - at), 0, -1):
        phrase = " ".join(word for word, _ in reversed(items[at : at + size]))
        if phrase in FAR or phrase in NEAR or phrase in LEADING:
            return phrase, size
    return "", 0


def _clause(items: list[tuple[str, int]]) -> list[str]:
    """Words up to the next separator."""
    words = [word for word, _ in items]
    return words[: words.index(_BREAK)] if _BREAK in words else words


def _field(line: TokenLine, items: list[tuple[str, int]]) -> Said:
    """What a field's name says that is none of the known labels: ``Tanggal Lelang:`` and ``Closing date:`` are the day
    of something else, ``Tanggal:`` is not; ``Waktu:`` is an event's."""
    for at, (word, number) in enumerate(items):
        if line.text(number + 1) == ":":
            return _named_field(line, items, at)
        if word not in CONNECTORS:
            return _bare_field(items)
        if word in FIELDS and line.is_number(number - 1):  # ``UU No. 32 Tahun 2007 tanggal ...``
            return Said(Label.OTHER, number)
    return _NOTHING


def _named_field(line: TokenLine, items: list[tuple[str, int]], at: int) -> Said:
    """What a name before a colon says, the word ``at`` being its last: it ends where the field before it does."""
    more = next((n for n in range(at + 1, len(items)) if line.text(items[n][1] + 1) == ":"), None)
    name = _clause(items[at:more])
    if not name or len(name) > _PHRASE:
        return _NOTHING
    # ``Closing date:``; behind another field it may be that one's value.
    alone = name[0] == "date" and more is None
    rest: Sequence[str] = ()
    if name[-1] in FIELDS:
        rest = name[:-1]
    elif alone:
        rest = name[1:]
    of_something = any(one not in PLAIN_FIELD for one in rest)
    of_an_event = len(name) == 1 and name[0] in EVENT_FIELDS
    return Said(Label.OTHER, items[at + len(name) - 1][1]) if of_something or of_an_event else _NOTHING


def _bare_field(items: list[tuple[str, int]]) -> Said:
    """The same of a name without a colon, right before its date: ``Tanggal Masuk 3-12-2024``."""
    name = _clause(items)
    named = len(name) == 2 and name[1] in FIELDS and name[0] not in PLAIN_FIELD
    return Said(Label.OTHER, items[1][1]) if named else _NOTHING


def label_before(line: TokenLine, first: int, left: int) -> Said:
    """What the words between token ``left`` and the date that begins with token ``first`` say of it. The nearest
    label decides; whether it reaches the date depends on what stands between."""
    items = _items(line, first, left)
    for at, (last, _) in enumerate(items):
        phrase, size = _phrase(items, at) if last in LABEL_ENDINGS else ("", 0)
        if not phrase:
            continue
        following = line.text(items[at][1] + 1)
        # "Kegiatan | 3 Mei 2024" names a category, "Kegiatan: 3 Mei 2024" a day.
        if phrase in NAMES_TOO and following not in (":", "pada"):
            continue
        label = FAR.get(phrase) or NEAR.get(phrase, Label.PUBLISHED)
        ahead = _clause(items[at + size :])
        between = [word for word, _ in items[:at] if word not in CONNECTORS]
        reaches = _reaches(phrase, label, ahead, between, colon=following == ":")
        # "foto yang diposting pada ...": the photograph was, not the article.
        of_another = label is Label.PUBLISHED and ahead and ahead[0] in _RELATIVE
        return Said(label, items[at + size - 1][1]) if reaches and not of_another else _NOTHING
    return _field(line, items)


def _reaches(phrase: str, label: Label, ahead: Sequence[str], between: Sequence[str], *, colon: bool) -> bool:
    """Whether a label is the date's, by the words ahead of it in its clause and those between it and the date."""
    # Separators do not part a label from its date, words do: "Diterbitkan | 3 Mei 2024".
    near = all(word == _BREAK for word in between)
    by = bool(between) and between[-1] in AUTHORS
    if _BREAK in between and label is not Label.MODIFIED and not by and len(ahead) > _HEAD:
        return False  # a title may end in ``... resmi dibuka |``
    if phrase in LEADING:
        return (near or by) and (colon or SUBJECTS.issuperset(ahead))
    return near or (phrase in FAR and (by or _BREAK not in between))


def label_after(line: TokenLine, number: int) -> Said:
    """What the words from token ``number`` on, right behind a date, say of it: ``(diperbarui)``."""
    if line.text(number) in ("(", "-"):
        number += 1
    for size in range(2, 0, -1):
        phrase = " ".join(line.text(n) for n in range(number, number + size))
        label = FAR.get(phrase, Label.NONE)
        if label in (Label.PUBLISHED, Label.MODIFIED) and line.text(number + size) != ":":
            return Said(label, number)
    return _NOTHING


def _is_weekday(word: str | None) -> bool:
    return word is None or word.lower() in WEEKDAYS


def is_range(plain: str, start: int, end: int) -> bool:
    """Whether what stands between two dates joins them to a range (``3 Desember 2024 s.d. 5 Januari 2025``)."""
    # "sampai dengan tanggal Selasa, " is the longest; texts between two dates may be whole pages.
    match = _BETWEEN.fullmatch(plain, start, end) if end - start <= 30 else None
    return match is not None and _is_weekday(match["weekday"])


def is_open_range(plain: str, start: int, end: int, day: int) -> bool:
    """Whether one date is an end of a range whose other end is no full date: ``3 - 5 Desember 2024``,
    ``28 November s.d. 3 Desember 2024``, ``3 Desember 2024 s.d. selesai``."""
    if _OPEN_END.match(plain, end, end + 20):
        return True
    match = _FIRST_DAY.search(plain[max(0, start - 45) : start])
    if not match or not _is_weekday(match["weekday"]):
        return False
    if match["numeric"]:
        return True
    if match["month"]:
        return match["month"].lower() in MONTH_NUMBER
    # "3 - 5 Desember": the first day comes first; "12 - 3 Desember" is something else.
    return 1 <= int(match["day"]) < day
