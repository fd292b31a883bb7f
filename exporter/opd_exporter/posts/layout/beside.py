"""The dates of one text of a page, and what the texts beside it say of them: templates put a label, a date and the
end of a range into elements of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from opd_exporter.dates.model import Found, Label
from opd_exporter.page.model import HEADINGS, Text
from opd_exporter.posts.context import Context

MAX_DATED = 400
"""Characters of a text in which dates are looked for."""
NEIGHBOUR = 60
"""Characters of the longest text that may be a label or the other end of a range."""
NEIGHBOURS = 3
"""Texts on each side that are read: label, colon and the other end of a range."""
_NAMES = ("dt", "th")
"""Elements that name what stands beside them."""
_JOINT = re.compile(r"[-–—]|s\s?[./]?\s?d\.?|sampai(?: dengan)?|hingga|to|until", re.I)
"""Between the ends of a range."""
_DAY_COLUMN = re.compile(
    r"\b(?:tanggal|tgl|date|waktu|jadwal|batas|akhir|penutupan|tutup|berlaku|sampai|deadline|mulai|selesai"
    r"|pelaksanaan|update[ds]?|diperbarui|perubahan|modified)\b",
    re.I,
)
"""Words of a table column whose heading says what its days are."""


def _speaks(texts: Iterable[Text], date: Text) -> list[str]:
    """The nearest short texts, of the date's own block and of one more."""
    found: list[str] = []
    own = other = date.block
    for text in texts:
        if _is_title(text, date) or len(found) >= NEIGHBOURS or len(text.text) > NEIGHBOUR:
            break
        if text.text != ":" and not _JOINT.fullmatch(text.text):
            # Labels stand in the block of the date, or in one more beside it: further away they are another fact's.
            if text.block not in (own, other) and other != own:
                break
            other = text.block if text.block != own else other
        names = text.tag in _NAMES and _same_row(text, date) and not text.text.endswith(":")
        found.append(f"{text.text}:" if names else text.text)
    return found


def _is_title(text: Text, date: Text) -> bool:
    """Titles, and the head of a column, say nothing of the date beside them."""
    return text.link >= 0 or text.tag in HEADINGS or (text.tag == "th" and not _same_row(text, date))


def _same_row(text: Text, date: Text) -> bool:
    """Whether both stand right within one element: the row of a table, a list of definitions."""
    return text.path[:-1] == date.path[:-1]


def _set_apart(one: str, other: str) -> str:
    """What stands between two texts when they are read as one line."""
    close = (
        one.endswith(":")
        or other == ":"
        or other.startswith("(")
        or _JOINT.fullmatch(one)
        or _JOINT.fullmatch(other)
    )
    return " " if close else " | "


def dates_of(texts: Sequence[Text], number: int, context: Context, *, limit: int = MAX_DATED) -> list[Found]:
    """Every full date of a text, labelled also by the texts right before and after it. Never fails."""
    own, text = texts[number], texts[number].text[:limit]
    # Most texts hold no date and are done with; only for the rest the neighbours are read.
    alone = context.printed_dates(text)
    if not alone:
        return alone
    before = _speaks(reversed(texts[max(0, number - NEIGHBOURS) : number]), own)
    after = _speaks(texts[number + 1 : number + 1 + NEIGHBOURS], own)
    column = f"{own.column}: " if _DAY_COLUMN.search(own.column) else ""
    if not before and not after and not column:
        return alone
    lead, line = _as_one_line(before, text, after)
    beside = _by_start(line, len(lead), context)
    headed = _by_start(column + text, len(column), context) if column else {}
    named = lead.endswith(": ")
    labelled = (_labelled(one, beside, headed, named=named) for one in alone)
    return [one for one in labelled if one]


def _as_one_line(before: Sequence[str], text: str, after: Sequence[str]) -> tuple[str, str]:
    """A text and its neighbours, the nearest first, read as one line; and what of it stands before the text."""
    joints = [part + _set_apart(part, following) for part, following in pairwise([*reversed(before), text])]
    rest = [_set_apart(part, following) + following for part, following in pairwise([text, *after])]
    lead = "".join(joints)
    return lead, lead + text + "".join(rest)


def _by_start(line: str, before: int, context: Context) -> dict[int, Found]:
    """The dates of a line by where they begin in the text that stands behind ``before`` characters of it."""
    return {one.start - before: one for one in context.printed_dates(line)}


def _labelled(
    date: Found, beside: Mapping[int, Found], headed: Mapping[int, Found], *, named: bool
) -> Found | None:
    """The date, with what is said of it by the texts beside it (``beside``), else by the head of its column. ``named``: a
    name with a colon stands before it. None when it is no date beside them: ``Kemarin`` before a number is a counter,
    what follows ``Nomor:`` a number."""
    said = beside.get(date.start)
    if said and said.label is Label.NONE:
        said = headed.get(date.start, said)
    if said is None and (date.relative or named):
        return None
    # What stands in the date's own text is nearer than all that.
    if said is None or said.label is Label.NONE or date.label is not Label.NONE:
        return date
    return replace(date, label=said.label)
