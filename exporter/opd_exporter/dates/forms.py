"""The forms of a full date: which numbers, words and marks in a row are one, and which only look like it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from opd_exporter.dates.clock import Clock, read_clock
from opd_exporter.dates.days import calendar_day
from opd_exporter.dates.tokens import Line
from opd_exporter.dates.words import (
    CONNECTORS,
    COUNTED,
    COUNTERS,
    MONTH_NUMBER,
    NUMBER_OF,
    NUMBERED,
    WEEKDAYS,
)

_MISSPELT = 6
"""Letters from which on one slip of the pen still leaves no doubt about the month."""
_ORDINALS = ("st", "nd", "rd", "th")
_DAY_MONTH = re.compile(r"\s*(?:-|/|\.|,|\|)?\s*")
_MONTH_YEAR = re.compile(r"\s*\.?\s*[-/,.|]?\s*'?\s*")
_SECONDS = re.compile(r"\s{1,3}\d{2}:\d{2}:\d{2}(?!\d)")


@dataclass(frozen=True)
class Form:
    """A full date among the tokens."""

    day: date
    first: int
    last: int
    """Indexes of its first and last token."""
    clock: Clock | None = None
    """A time of day that stands inside (``Dec 3 10:11:12 2024``)."""
    fields: tuple[int, int] | None = None
    """Both fields before the year, as printed, when digits alone tell day and month."""


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


def _numbered(line: Line, first: int) -> bool:
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


def _counted(line: Line, last: int) -> bool:
    """Whether the year is a count of something: ``2024 kali``."""
    after = line.text(last + 1)
    return after in COUNTED and line.text(last + 2) != ":" and not line.is_number(last + 2)


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
    return not _numbered(line, first) and not _counted(line, last)


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


def _marked(line: Line, first: int) -> str:
    """The mark that joins three fields from here on, with its gap (``"-"``, ``" / "``), or an empty string."""
    mark = line.text(first + 1)
    if mark not in ("-", "/", ".") or line.text(first + 3) != mark:
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


def _free_digits(line: Line, first: int, last: int, mark: str) -> bool:
    """Whether three numbers are no part of a longer one: a telephone, a letter's number, a version, a file."""
    return (
        _free_before(line, first, mark)
        and _free_behind(line, last, mark)
        and not (mark.startswith(" ") and _in_a_row_of_numbers(line, first, last, mark.strip()))
        and not _numbered(line, first)
        and not _counted(line, last)
    )


def _free_before(line: Line, first: int, mark: str) -> bool:
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


def _free_behind(line: Line, last: int, mark: str) -> bool:
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


def _in_a_row_of_numbers(line: Line, first: int, last: int, stroke: str) -> bool:
    """Whether numbers set apart by blanks and strokes go on: ``12 / 3 / 2024 / 7``."""
    return line.text(last + 1) == "/" or (line.text(first - 1) == stroke and line.is_number(first - 2))


def _year_first(line: Line, first: int, today: date) -> Form | None:
    """``2024-12-03``, ``2024/12/03``, ``2024-Des-03``."""
    mark, last = _marked(line, first), first + 4
    if mark and len(line.text(last)) <= 2:
        day = calendar_day(line.text(last), line.text(first + 2), line.text(first), today)
        return Form(day, first, last) if day and _free_digits(line, first, last, mark) else None
    month, joint = line.after(first)
    if joint not in ("-", "/") or line.text(month) not in MONTH_NUMBER:
        return None
    last, other = line.after(month)
    if other != joint or not line.is_number(last) or len(line.text(last)) > 2:
        return None
    day = calendar_day(line.text(last), MONTH_NUMBER[line.text(month)], line.text(first), today)
    return Form(day, first, last) if day and _free_digits(line, first, last, joint) else None


def _short_year(line: Line, first: int, last: int, mark: str) -> bool:
    """Whether ``05-03-21`` is a date: by its own look, else by a weekday before or a time behind it."""
    if mark in ("-", "/") and len(line.text(first)) == 2 and len(line.text(first + 2)) == 2:
        return True
    at = first - 2 if line.text(first - 1) == "," else first - 1
    # "3/5/21" alone in its element, or in brackets, is a day; in a sentence it may be a fraction or a number.
    alone = mark == "/" and first == 0 and last == len(line.tokens) - 1
    alone = alone or (mark == "/" and line.text(first - 1) == "(" and line.text(last + 1) == ")")
    clock = read_clock(line.plain, line.tokens[last].end)
    return mark in ("-", "/", ".") and (alone or line.text(at) in WEEKDAYS or clock is not None)


def _digits(line: Line, first: int, today: date, month_first: bool) -> Form | None:
    """``03/12/2024``, ``3 - 12 - 2024``, ``05-03-21``: the day first, unless the site or the calendar says no."""
    mark, last = _marked(line, first), first + 4
    if not mark:
        return None
    one, two, year = line.text(first), line.text(first + 2), line.text(last)
    short = len(year) == 2
    if short and not _short_year(line, first, last, mark):
        return None
    day = calendar_day(two, one, year, today) if month_first else calendar_day(one, two, year, today)
    if day is None and not short:  # 12/31/2024 can be read in one way only
        day = calendar_day(one, two, year, today) if month_first else calendar_day(two, one, year, today)
    if day is None or not _free_digits(line, first, last, mark):
        return None
    return Form(day, first, last, fields=(int(one), int(two)))


def form_at(line: Line, first: int, today: date, *, month_first: bool = False) -> Form | None:
    """The full date that begins with this token, or None; looks at a handful of tokens only."""
    token = line.tokens[first]
    if token.number:
        if len(token.text) <= 2:
            return _digits(line, first, today, month_first) or _day_first(line, first, today)
        return _year_first(line, first, today) if len(token.text) == 4 else None
    return _month_first(line, first, today) if token.text in MONTH_NUMBER else None
