"""The forms of a full date: which numbers, words and marks in a row are one, and which only look like it. Those of digits
alone: ``digits.py``."""

from __future__ import annotations

import re
from datetime import date

from opd_exporter.dates.clock import read_clock
from opd_exporter.dates.days import calendar_day
from opd_exporter.dates.digits import digits, year_first
from opd_exporter.dates.form import Form
from opd_exporter.dates.neighbours import counted, numbered
from opd_exporter.dates.tokens import Line
from opd_exporter.dates.words import CONNECTORS, MONTH_NUMBER

_MISSPELT = 6
"""Letters from which on one slip of the pen still leaves no doubt about the month."""
_ORDINALS = ("st", "nd", "rd", "th")
_DAY_MONTH = re.compile(r"\s*(?:-|/|\.|,|\|)?\s*")
_MONTH_YEAR = re.compile(r"\s*\.?\s*[-/,.|]?\s*'?\s*")
_SECONDS = re.compile(r"\s{1,3}\d{2}:\d{2}:\d{2}(?!\d)")


def _slip(word: str, name: str) -> bool:
    """Whether two words differ by one letter too many, too few, wrong, or two swapped."""
    if abs(len(word) - len(name)) > 1 or word == name:
        return word == name
    same = next(
        (i for i, (a, b) in enumerate(zip(word, name, strict=False)) if a != b), min(len(word), len(name))
    )
    # What is left from the first letter that differs on tells the slip.
    one, other = word[same:], name[same:]
    swapped = one[:2] == other[1::-1] and one[2:] == other[2:]
    return swapped or one[1:] == other[1:] or one[1:] == other or one == other[1:]


_LONG_NAMES = tuple(name for name in MONTH_NUMBER if len(name) >= _MISSPELT)


def month_of(word: str, *, misspelt: bool = False) -> int | None:
    """Number of a month's name; ``misspelt`` also takes a long name with one slip of the pen."""
    if word in MONTH_NUMBER or not misspelt or not _MISSPELT <= len(word) <= 11:
        return MONTH_NUMBER.get(word)
    return next(
        (MONTH_NUMBER[name] for name in _LONG_NAMES if name[0] == word[0] and _slip(word, name)), None
    )


def _begins(line: Line, first: int) -> bool:
    """Whether nothing that this could belong to stands before: the start, a mark, a weekday, ``pada``."""
    return (
        first == 0
        or not (line.is_word(first - 1) or line.is_number(first - 1))
        or line.text(first - 1) in CONNECTORS
    )


def _free_words(line: Line, first: int, last: int) -> bool:
    """Whether a date with a month's name stands for itself."""
    if line.joined(first):
        before = line.text(first - 1)
        # "A3 Mei 2024", "img_3 Mei 2024": a part of a name.
        if (line.is_number(first) and line.is_word(first - 1)) or before in "_#+°":
            return False
        # "2.3 Mei 2024", "10:3 Mei 2024": a version or a time ends here.
        if before in ".:" and line.joined(first - 1) and line.is_number(first - 2):
            return False
    if line.is_number(first) and line.is_word(first - 1) and line.text(first - 1) in MONTH_NUMBER:
        return False  # ``Januari 12 Februari 2024``: an archive with its counts
    # "Juli 2024/2025": a school year, of which "Juli 2024" is no day.
    academic = line.text(last + 1) in ("/", "-") and line.joined(last + 1) and line.joined(last + 2)
    if academic and len(line.text(last + 2)) == 4 and line.is_number(last + 2):
        return False
    return not numbered(line, first) and not counted(line, last)


def _two_digits(line: Line, last: int, before: str, after: str) -> bool:
    """Whether a year of two digits behind a month's name is one."""
    end = line.tokens[last].end
    return (
        "'" in after or (before == after != "" and before in "-/.") or bool(_SECONDS.match(line.plain, end))
    )


def _year_after(line: Line, at: int, before: str) -> int:
    """Index of the year behind token ``at``; ``before`` stood between day and month. -1 when there is none."""
    year, joint = line.after(at)
    # "3 Mei tahun 2024" leaves nothing open, so whatever marks stand there.
    if line.text(year) in ("tahun", "thn", "of") and year > 0:
        year, _ = line.after(year)
        return year if year > 0 and len(line.text(year)) == 4 and line.is_number(year) else -1
    if year < 0 or not line.is_number(year) or not _MONTH_YEAR.fullmatch(joint):
        return -1
    mark, other = before.strip(), joint.strip()
    # One date has one kind of mark: "3. Mei 2024" numbers a list, "3 - Mei 2024" may be a range.
    if (mark == "." and other != ".") or (mark in ("-", "/") and before != mark and other != mark):
        return -1
    size = len(line.text(year))
    return year if size == 4 or (size == 2 and _two_digits(line, year, before, joint)) else -1


def _day_first(line: Line, first: int, today: date) -> Form | None:
    """``3 Desember 2024``, ``03-Des-24``, ``3rd of December, 2024``, ``03 | Des | 2024``."""
    at = first + 1 if line.text(first + 1) in _ORDINALS and line.joined(first + 1) else first
    month, joint = line.after(at)
    # "3 bulan Desember 2024", "3rd of December 2024".
    if line.text(month) in ("of", "bulan") and month > 0:
        month, joint = line.after(month)
    if month < 0 or not line.is_word(month) or not _DAY_MONTH.fullmatch(joint):
        return None
    mark = joint.strip()
    # "3. Desember" may number a list; "12, Desember 2024" may end one: only at the beginning it is a day.
    if (mark == "." and joint != ".") or (mark in (",", "|") and not _begins(line, first)):
        return None
    number = month_of(line.text(month), misspelt=True)
    year = _year_after(line, month, joint) if number else -1
    if number is None or year < 0 or not _free_words(line, first, year):
        return None
    day = calendar_day(line.text(first), number, line.text(year), today)
    return Form(day, first, year) if day else None


def _month_first(line: Line, first: int, today: date) -> Form | None:
    """``Februari 03, 2026``, ``Aug 17th, 2025``, ``Dec 3 10:11:12 WIB 2024``."""
    number = MONTH_NUMBER[line.text(first)]
    day, joint = line.after(first)
    if day < 0 or not line.is_number(day) or len(line.text(day)) > 2 or not _MONTH_YEAR.fullmatch(joint):
        return None
    at = day + 1 if line.text(day + 1) in _ORDINALS and line.joined(day + 1) else day
    year, clock = _year_after(line, at, joint.replace(".", "")), None
    # What C's ctime() prints, as some templates do: the time stands before the year.
    if year < 0 and (clock := read_clock(line.plain, line.tokens[at].end)):
        year = next(
            (n for n in range(at, min(at + 9, len(line.tokens))) if line.tokens[n].start >= clock.end), -1
        )
        if not line.is_number(year) or len(line.text(year)) != 4:
            return None
    if year < 0 or not _free_words(line, first, year):
        return None
    found = calendar_day(line.text(day), number, line.text(year), today)
    return Form(found, first, year, clock) if found else None


def form_at(line: Line, first: int, today: date, *, month_first: bool = False) -> Form | None:
    """The full date that begins with this token, or None; looks at a handful of tokens only."""
    token = line.tokens[first]
    if token.number:
        if len(token.text) <= 2:
            return digits(line, first, today, month_first) or _day_first(line, first, today)
        return year_first(line, first, today) if len(token.text) == 4 else None
    return _month_first(line, first, today) if token.text in MONTH_NUMBER else None
