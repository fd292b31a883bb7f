"""Dates as Indonesian sites print them: one walk over the words, day first, nothing guessed.

A text is cut into numbers, words and marks (``tokens.py``); from each token on a handful of neighbours is looked at
(``forms.py``, ``ages.py``), so the time is linear in the length of the text, which is limited.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from opd_exporter.dates.ages import age_at, stands_alone
from opd_exporter.dates.clock import read_clock
from opd_exporter.dates.form import Form
from opd_exporter.dates.forms import form_at
from opd_exporter.dates.labels import is_open_range, is_range, label_after, label_before
from opd_exporter.dates.model import Found, Label
from opd_exporter.dates.tokens import TokenLine, cut
from opd_exporter.dates.words import AGE_BEGINNINGS, MONTH_NUMBER
from opd_exporter.text.files import FILES
from opd_exporter.text.plain import many_a_page

MAX_TEXT = 20_000
"""Characters of a text that are looked at."""
_WORTH = re.compile(r"\d|lalu|silam|ago|kemar|yesterday|last", re.I)
"""Without any of these a text holds no date."""
_FILE = re.compile(r"(?:[ _-]{0,2}\(?\d{1,8}\)?)?\.([a-z]{2,4}\d?)(?![a-z])", re.I)
"""The rest of a file's name, perhaps behind a time or a copy's number."""


_SHORT = 500
"""Characters of a text whose dates are remembered for a moment."""


def _beyond(line: TokenLine, number: int, position: int) -> int:
    """The first token from ``number`` on that begins at or after ``position``."""
    while number < len(line.tokens) and line.tokens[number].start < position:
        number += 1
    return number


def _names_a_file(plain: str, end: int) -> bool:
    """Whether what ends here is part of a file's name: ``2024-12-03 101112.png``."""
    match = _FILE.match(plain, end, end + 30)
    return match is not None and match[1].lower() in FILES


def _fixed(line: TokenLine, form: Form, left: int, zone: tzinfo) -> tuple[Found, int] | None:
    """The date of a form, its time and label, and the index of the label's first token."""
    start, end = line.tokens[form.first].start, line.tokens[form.last].end
    clock = form.clock or read_clock(line.plain, end)
    if _names_a_file(line.plain, max(end, clock.end if clock else 0)):
        return None
    when = datetime(form.day.year, form.day.month, form.day.day, tzinfo=zone)
    said = label_before(line, form.first, left)
    label = said.label
    # "3 - 5 Desember 2024": an event, whatever stands before it.
    if is_open_range(line.plain, start, end, form.day.day):
        label = Label.OTHER
    if clock:
        when, end = clock.on(form.day, zone), max(end, clock.end)
        # A time until another ("08.00 - 12.00") is an event's; nobody posts that long.
        label = Label.OTHER if clock.until or is_open_range(line.plain, start, end, form.day.day) else label
    return Found(when, clock is not None, start, end, label), said.first


def _aged(line: TokenLine, at: int, left: int, now: datetime, zone: tzinfo) -> tuple[Found, int] | None:
    """An age that stands for itself, as the date it means, and the index of its label's first token."""
    age = age_at(line, at)
    when = age.before(now, zone) if age else None
    if age is None or when is None:
        return None
    said = label_before(line, at, left)
    if not stands_alone(line, at, age.last, said.label):
        return None
    start, end = line.tokens[at].start, line.tokens[age.last].end
    has_time = age.unit < timedelta(days=1)
    # "kemarin 14.15": the day by the age, the time as printed.
    if age.unit == timedelta(days=1) and (clock := read_clock(line.plain, end)):
        when, end, has_time = clock.on(when.date(), zone), clock.end, True
    found = Found(when, has_time, start, end, said.label, relative=True, coarse=age.coarse)
    return found, said.first


def _ranges(line: TokenLine, found: list[Found]) -> list[Found]:
    """The same dates; two that are joined by ``s.d.`` and the like are the ends of an event."""
    for number in range(len(found) - 1):
        one, other = found[number : number + 2]
        # "20 November 2026 - 4 hari yang lalu" says one day twice; words join an age to a range ("s.d. kemarin").
        if (one.relative or other.relative) and "-" in line.plain[one.end : other.start]:
            continue
        # Two dates that run backwards are two dates, as in a list that is sorted by age.
        if one.when <= other.when and is_range(line.plain, one.end, other.start):
            found[number], found[number + 1] = (
                replace(one, label=Label.OTHER),
                replace(other, label=Label.OTHER),
            )
    return found


def find_dates(
    text: str, *, now: datetime, zone: ZoneInfo, month_first: frozenset[str] = frozenset()
) -> list[Found]:
    """Every full date in the order of the text, at most ``MAX_TEXT`` characters of it.

    A date needs day, month and year. Of digits alone the day comes first unless their style is one of ``month_first``
    (``order.py``) or the calendar knows only the other reading. Years outside 1995 .. five ahead are none. Dates in the
    future are returned: whether they may count is for the caller to say. ``now`` is aware; what has no zone is in
    ``zone``. An age ("2 hari lalu") counts where it stands for itself, and is reckoned back from ``now``; "hari ini" and
    "baru saja" are no dates. Never fails."""
    text = text[:MAX_TEXT]
    if not _WORTH.search(text):
        return []
    find = _found_before if len(text) <= _SHORT else _found
    return list(find(text, now, zone, month_first))


@many_a_page(frozen=True)
class _Step:
    """A date that the walk came across."""

    found: Found
    label: int
    """Index of the first token of its label; -1 when none was said."""
    end: int
    """Index of the first token behind it."""


def _found(text: str, now: datetime, zone: ZoneInfo, month_first: frozenset[str]) -> tuple[Found, ...]:
    line = cut(text)
    steps = list(_walk(line, now, zone, month_first))
    following = (*(step.label for step in steps[1:]), -1)
    found = _ranges(line, [_labelled(line, *pair) for pair in zip(steps, following, strict=False)])
    if isinstance(line.places, range):  # as they stand in the text
        return tuple(found)
    spans = [line.span(date.start, date.end) for date in found]
    return tuple(replace(date, start=start, end=end) for date, (start, end) in zip(found, spans, strict=True))


def _walk(line: TokenLine, now: datetime, zone: ZoneInfo, month_first: frozenset[str]) -> Iterator[_Step]:
    """From each token on that a date may begin with; what was read once belongs to no other."""
    today = now.astimezone(zone).date()
    left = at = 0
    while at < len(line.tokens):
        token = line.tokens[at]
        one = None
        if token.number or token.text in MONTH_NUMBER or token.text in AGE_BEGINNINGS:
            form = form_at(line, at, today, month_first=month_first)
            one = _fixed(line, form, left, zone) if form else _aged(line, at, left, now, zone)
        if one is None:
            at += 1
            continue
        left = at = _beyond(line, at, one[0].end)
        yield _Step(*one, at)


def _labelled(line: TokenLine, step: _Step, following: int) -> Found:
    """The date with what stands behind it as its label, where nothing before it says one; not when these words are the
    next date's label (``following``, the index of its first token)."""
    if step.found.label is not Label.NONE:
        return step.found
    said = label_after(line, step.end)
    theirs = said.label is Label.NONE or said.first == following
    return step.found if theirs else replace(step.found, label=said.label)


_found_before = lru_cache(maxsize=256)(_found)
"""One text of a page is asked for as a row's, as a title's and as boilerplate's."""
