"""Dates of digits alone: ``03/12/2024``, ``2024-12-03``; which numbers are one, and which a part of something longer."""

from __future__ import annotations

from datetime import date

from opd_exporter.dates.clock import read_clock
from opd_exporter.dates.days import calendar_day
from opd_exporter.dates.form import Form
from opd_exporter.dates.neighbours import counted, numbered
from opd_exporter.dates.tokens import TokenLine
from opd_exporter.dates.words import MONTH_NUMBER, WEEKDAYS

_MARKS = frozenset("-/.")
"""What joins day, month and year of digits alone."""
_HALF = "m"
"""Behind its mark in the style of a date with AM or PM behind it."""
STYLES = _MARKS | {mark + _HALF for mark in _MARKS}
"""How dates of digits alone are written: ``/`` as in "3/12/2024 16:15", ``/m`` as in "12/3/2024 4:15 PM". A template
writes all its dates in one style; the clock in the footer may come from another."""


def _marked(line: TokenLine, first: int) -> str:
    """The mark that joins three fields from here on, with its gap (``"-"``, ``" / "``), or an empty string."""
    mark = line.text(first + 1)
    if mark not in _MARKS or line.text(first + 3) != mark:
        return ""
    if not (line.is_number(first + 2) and len(line.text(first + 2)) <= 2 and line.is_number(first + 4)):
        return ""
    joints = line.between(first, first + 2), line.between(first + 2, first + 4)
    # "03. 12. 2024" is typed so; "3. 12. 2024" are three items of a list.
    padded = joints == (". ", ". ") and len(line.text(first)) == len(line.text(first + 2)) == 2
    if joints == (mark, mark) or padded:
        return mark
    # Blanks around strokes ("3 - 12 - 2024"), up to three on a side.
    return f" {mark} " if mark != "." and max(map(len, joints)) <= 7 else ""


def _free_digits(line: TokenLine, first: int, last: int, mark: str) -> bool:
    """Whether three numbers are no part of a longer one: a telephone, a letter's number, a version, a file."""
    return (
        _free_before(line, first, mark)
        and _free_behind(line, last, mark)
        and not (mark.startswith(" ") and _in_a_row_of_numbers(line, first, last, mark.strip()))
        and not numbered(line, first)
        and not counted(line, last)
    )


def _free_before(line: TokenLine, first: int, mark: str) -> bool:
    """Whether what touches the first number from the left is none of its own."""
    if not line.joined(first):
        return True
    before = line.text(first - 1)
    if line.is_word(first - 1) or line.is_number(first - 1):
        return False
    # Behind a sign a number is no day of its own.
    if before in "-+#_=@\\°":  # but the second date of a range stands behind the stroke
        return before == "-" != mark and first >= 6 and _marked(line, first - 6) == mark
    if before not in "/.:," or not line.joined(first - 1):
        return True
    # "/files/12-03-2024" names a file; "Senin/12-03-2024" a day.
    folder = before == "/" and line.is_word(first - 2) and line.text(first - 2) not in WEEKDAYS
    return not (line.is_number(first - 2) or folder)


def _free_behind(line: TokenLine, last: int, mark: str) -> bool:
    """Whether what touches the last number from the right is none of its own; a time of day may."""
    if not line.joined(last + 1):
        return True
    after, end = line.text(last + 1), line.tokens[last].end
    if line.is_word(last + 1):
        return after == "t" and line.joined(last + 2) and read_clock(line.plain, end) is not None
    if after in "%_\\=@+°":
        return False
    # A mark that ends a sentence or a bracket.
    if after not in "/-.:," or not line.joined(last + 2):
        return True
    if not line.is_number(last + 2) and after in ",:":
        return True
    # "1/3/2024-5/3/2024": the other end of a range, in the same form.
    another = after in "-/" and _marked(line, last + 2).strip() == mark.strip() and after != mark
    return another or read_clock(line.plain, end) is not None


def _in_a_row_of_numbers(line: TokenLine, first: int, last: int, stroke: str) -> bool:
    """Whether numbers set apart by blanks and strokes go on: ``12 / 3 / 2024 / 7``."""
    return line.text(last + 1) == "/" or (line.text(first - 1) == stroke and line.is_number(first - 2))


def year_first(line: TokenLine, first: int, today: date) -> Form | None:
    """``2024-12-03``, ``2024/12/03``, ``2024-Des-03``."""
    mark, last = _marked(line, first), first + 4
    if mark and len(line.text(last)) <= 2:
        day = calendar_day(line.text(last), line.text(first + 2), line.text(first), today)
        return Form(day, first, last) if day and _free_digits(line, first, last, mark) else None
    # Beside a named month only strokes join the parts: a blank may part a year from what follows.
    month, joint = line.after(first)
    if joint not in ("-", "/") or line.text(month) not in MONTH_NUMBER:
        return None
    last, other = line.after(month)
    if other != joint or not line.is_number(last) or len(line.text(last)) > 2:
        return None
    day = calendar_day(line.text(last), MONTH_NUMBER[line.text(month)], line.text(first), today)
    return Form(day, first, last) if day and _free_digits(line, first, last, joint) else None


def _short_year(line: TokenLine, first: int, last: int, mark: str) -> bool:
    """Whether ``05-03-21`` is a date: by its own look, else by a weekday before or a time behind it."""
    if mark in ("-", "/") and len(line.text(first)) == 2 and len(line.text(first + 2)) == 2:
        return True
    at = first - 2 if line.text(first - 1) == "," else first - 1
    # "3/5/21" alone in its element, or in brackets, is a day; in a sentence it may be a fraction or a number.
    alone = mark == "/" and first == 0 and last == len(line.tokens) - 1
    alone = alone or (mark == "/" and line.text(first - 1) == "(" and line.text(last + 1) == ")")
    clock = read_clock(line.plain, line.tokens[last].end)
    return mark in ("-", "/", ".") and (alone or line.text(at) in WEEKDAYS or clock is not None)


def _style(line: TokenLine, last: int, mark: str) -> str:
    """The style of a date that ends with this token."""
    clock = read_clock(line.plain, line.tokens[last].end)
    return mark.strip() + (_HALF if clock and clock.half else "")


def digits(line: TokenLine, first: int, today: date, month_first: frozenset[str]) -> Form | None:
    """``03/12/2024``, ``3 - 12 - 2024``, ``05-03-21``: the day first, unless the site (by ``month_first``, of
    ``STYLES``) or the calendar says no."""
    mark, last = _marked(line, first), first + 4
    if not mark:
        return None
    one, two, year = line.text(first), line.text(first + 2), line.text(last)
    short = len(year) == 2
    if short and not _short_year(line, first, last, mark):
        return None
    style = _style(line, last, mark)
    turned = style in month_first
    day = calendar_day(two, one, year, today) if turned else calendar_day(one, two, year, today)
    if day is None and not short:  # 12/31/2024 can be read in one way only
        day = calendar_day(one, two, year, today) if turned else calendar_day(two, one, year, today)
    if day is None or not _free_digits(line, first, last, mark):
        return None
    return Form(day, first, last, fields=(int(one), int(two)), style=style)
