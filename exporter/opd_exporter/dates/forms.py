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
from opd_exporter.dates.tokens import TokenLine
from opd_exporter.dates.words import CONNECTORS, MONTH_NUMBER, WEEKDAY_NUMBER

_MISSPELT = 6
"""Letters from which on one slip of the pen still leaves no doubt about the month."""
_ORDINALS = ("st", "nd", "rd", "th")
_DAY_MONTH = re.compile(r"\s*(?:-|/|\.|,|\||_)?\s*")
"""What may stand between day and month,"""
_MONTH_YEAR = re.compile(r"\s*\.?\s*[-/,.|_]?\s*'?\s*")
"""and between month and year: ``Des. 2024``, ``Mei '24``."""
_SECONDS = re.compile(r"\s{1,3}\d{2}:\d{2}:\d{2}(?!\d)")
"""A whole time right behind: only machines write so, and they write years of two digits."""


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
    # The longest name has nine letters ("september"), and a slip may double some.
    if word in MONTH_NUMBER or not misspelt or not _MISSPELT <= len(word) <= 11:
        return MONTH_NUMBER.get(word)
    return next(
        (MONTH_NUMBER[name] for name in _LONG_NAMES if name[0] == word[0] and _slip(word, name)), None
    )


def _begins(line: TokenLine, first: int) -> bool:
    """Whether nothing that this could belong to stands before: the start, a mark, a weekday, ``pada``."""
    return (
        first == 0
        or not (line.is_word(first - 1) or line.is_number(first - 1))
        or line.text(first - 1) in CONNECTORS
    )


def _free_words(line: TokenLine, first: int, last: int) -> bool:
    """Whether a date with a month's name stands for itself."""
    return not (
        _ends_something(line, first)
        or _in_a_name(line, first, last)
        or _counts_a_month(line, first)
        or _in_a_school_year(line, last)
        or numbered(line, first)
        or counted(line, last)
    )


def _ends_something(line: TokenLine, first: int) -> bool:
    """Whether the first token touches what stands before and is a part of that."""
    if not line.joined(first):
        return False
    before = line.text(first - 1)
    # "A3 Mei 2024", "img_3 Mei 2024": a part of a name.
    if (line.is_number(first) and line.is_word(first - 1)) or before in "_#+°":
        return True
    # "2.3 Mei 2024", "10:3 Mei 2024": a version or a time ends here.
    return before in ".:" and line.joined(first - 1) and line.is_number(first - 2)


def _in_a_name(line: TokenLine, first: int, last: int) -> bool:
    """``3_Mei_2024_rapat``: the beginning of a file's name."""
    return "_" in line.between(first, last) and line.text(last + 1) == "_" and line.joined(last + 1)


def _counts_a_month(line: TokenLine, first: int) -> bool:
    """``Januari 12 Februari 2024``: an archive whose months have their counts behind them."""
    return line.is_number(first) and line.text(first - 1) in MONTH_NUMBER


def _in_a_school_year(line: TokenLine, last: int) -> bool:
    """``Juli 2024/2025``: a school year, of which "Juli 2024" is no day."""
    joined = line.text(last + 1) in ("/", "-") and line.joined(last + 1) and line.joined(last + 2)
    return joined and len(line.text(last + 2)) == 4 and line.is_number(last + 2)


def _two_digits(line: TokenLine, last: int, before: str, after: str) -> bool:
    """Whether a year of two digits behind a month's name is one."""
    end = line.tokens[last].end
    return (
        "'" in after or (before == after != "" and before in "-/.") or bool(_SECONDS.match(line.plain, end))
    )


def _year_by_its_weekday(line: TokenLine, first: int, month: int, number: int, today: date) -> int:
    """Index of a year of two digits that closes a line which begins with the weekday of just that day: ``Sabtu, 5 Juli
    25``. -1 when there is none: after "Rabu, 5 Juli" a count or a time of day may follow as well."""
    year, weekday = month + 1, WEEKDAY_NUMBER.get(line.text(0))
    if weekday is None or len(line.text(year)) != 2 or not line.is_number(year) or line.joined(year):
        return -1
    # Where something follows, or a number stands before, the two digits may count or tell a time.
    if line.text(year + 1) not in ("", "|") or any(map(line.is_number, range(first))):
        return -1
    day = calendar_day(line.text(first), number, line.text(year), today)
    return year if day and day.weekday() == weekday else -1


def _year_after(line: TokenLine, at: int, before: str) -> int:
    """Index of the year behind token ``at``; ``before`` stood between day and month. -1 when there is none."""
    year, joint = line.after(at)
    # "3 Mei tahun 2024" leaves nothing open, so whatever marks stand there.
    if year > 0 and line.text(year) in ("tahun", "thn", "of"):
        year, _ = line.after(year)
        return year if _is_full_year(line, year) else -1
    if not line.is_number(year) or not _MONTH_YEAR.fullmatch(joint) or not _one_kind_of_mark(before, joint):
        return -1
    two_digits = len(line.text(year)) == 2 and _two_digits(line, year, before, joint)
    return year if two_digits or _is_full_year(line, year) else -1


def _is_full_year(line: TokenLine, at: int) -> bool:
    return line.is_number(at) and len(line.text(at)) == 4


def _one_kind_of_mark(before: str, after: str) -> bool:
    """Whether the marks before and behind a month are those of one date: ``3. Mei 2024`` numbers a list, ``3 - Mei 2024``
    may be a range."""
    mark, other = before.strip(), after.strip()
    if mark == "." or "_" in (mark, other):
        return other == mark
    return mark not in ("-", "/") or before == mark or other == mark


def _day_first(line: TokenLine, first: int, today: date) -> Form | None:
    """``3 Desember 2024``, ``03-Des-24``, ``3rd of December, 2024``, ``03 | Des | 2024``."""
    month, joint = _month_behind(line, first)
    if not line.is_word(month) or not _DAY_MONTH.fullmatch(joint):
        return None
    mark = joint.strip()
    # "3. Desember" may number a list; "12, Desember 2024" may end one: only at the beginning it is a day.
    if (mark == "." and joint != ".") or (mark in (",", "|") and not _begins(line, first)):
        return None
    number = month_of(line.text(month), misspelt=True)
    year = -1
    if number:
        year = max(_year_after(line, month, joint), _year_by_its_weekday(line, first, month, number, today))
    if number is None or year < 0 or not _free_words(line, first, year):
        return None
    day = calendar_day(line.text(first), number, line.text(year), today)
    return Form(day, first, year) if day else None


def _month_behind(line: TokenLine, day: int) -> tuple[int, str]:
    """Where a month's name may stand behind a day, and what stands between; -1 when nothing does. ``3rd of December``,
    ``3 bulan Desember``."""
    month, joint = line.after(_behind_the_ending(line, day))
    if month > 0 and line.text(month) in ("of", "bulan"):
        return line.after(month)
    return month, joint


def _behind_the_ending(line: TokenLine, day: int) -> int:
    """The token that ends a day's number: ``th`` in "17th"."""
    return day + 1 if line.text(day + 1) in _ORDINALS and line.joined(day + 1) else day


def _month_first(line: TokenLine, first: int, today: date) -> Form | None:
    """``Februari 03, 2026``, ``Aug 17th, 2025``, ``Dec 3 10:11:12 WIB 2024``."""
    number = MONTH_NUMBER[line.text(first)]
    day, joint = line.after(first)
    if not line.is_number(day) or len(line.text(day)) > 2 or not _MONTH_YEAR.fullmatch(joint):
        return None
    at = _behind_the_ending(line, day)
    year, clock = _year_after(line, at, joint.replace(".", "")), None
    # What C's ctime() prints, as some templates do: the time stands before the year.
    if year < 0 and (clock := read_clock(line.plain, line.tokens[at].end)):
        year = _year_from(line, at, clock.end)
    if year < 0 or not _free_words(line, first, year):
        return None
    found = calendar_day(line.text(day), number, line.text(year), today)
    return Form(found, first, year, clock) if found else None


def _year_from(line: TokenLine, at: int, position: int) -> int:
    """Index of the token from ``position`` on when that is a year, else -1; a time has eight tokens at most."""
    near = range(at, min(at + 9, len(line.tokens)))
    year = next((number for number in near if line.tokens[number].start >= position), -1)
    return year if _is_full_year(line, year) else -1


def form_at(
    line: TokenLine, first: int, today: date, *, month_first: frozenset[str] = frozenset()
) -> Form | None:
    """The full date that begins with this token, or None; looks at a handful of tokens only. ``month_first`` are the
    styles of digits in which the month comes first."""
    token = line.tokens[first]
    if token.number:
        if len(token.text) <= 2:
            return digits(line, first, today, month_first) or _day_first(line, first, today)
        return year_first(line, first, today) if len(token.text) == 4 else None
    return _month_first(line, first, today) if token.text in MONTH_NUMBER else None
