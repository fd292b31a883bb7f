"""The dates of one text of a page, and what the texts beside it say of them: templates put a label, a date and the
end of a range into elements of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from opd_exporter.dates.model import Found, Label
from opd_exporter.dates.printed import find_dates
from opd_exporter.page.model import Text
from opd_exporter.posts.context import Context

MAX_TEXT = 400
"""Characters of a text in which dates are looked for."""
NEIGHBOUR = 60
"""Characters of the longest text that may be a label or the other end of a range."""
NEIGHBOURS = 3
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
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
        beside = text.path[:-1] == date.path[:-1]
        # a title, and the head of a column, say nothing of the date beside them
        title = text.link >= 0 or text.tag in _HEADINGS or (text.tag == "th" and not beside)
        if title or len(found) >= NEIGHBOURS or len(text.text) > NEIGHBOUR:
            break
        if text.text != ":" and not _JOINT.fullmatch(text.text):
            # Labels stand in the block of the date, or in one more beside it: further away they are another fact's.
            if text.block not in (own, other) and other != own:
                break
            other = text.block if text.block != own else other
        names = text.tag in _NAMES and beside and not text.text.endswith(":")
        found.append(f"{text.text}:" if names else text.text)
    return found


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


def dates_of(texts: Sequence[Text], number: int, context: Context, *, limit: int = MAX_TEXT) -> list[Found]:
    """Every full date of a text, labelled also by the texts right before and after it. Never fails."""
    own, text = texts[number], texts[number].text[:limit]
    # Most texts hold no date and are done with; only for the rest the neighbours are read.
    alone = _find(text, context)
    if not alone:
        return alone
    before = _speaks(reversed(texts[max(0, number - NEIGHBOURS) : number]), own)
    after = _speaks(texts[number + 1 : number + 1 + NEIGHBOURS], own)
    column = f"{own.column}: " if _DAY_COLUMN.search(own.column) else ""
    if not before and not after and not column:
        return alone
    joints = [part + _set_apart(part, following) for part, following in pairwise([*reversed(before), text])]
    rest = [_set_apart(part, following) + following for part, following in pairwise([text, *after])]
    lead = "".join(joints)
    beside = {one.start - len(lead): one for one in _find(lead + text + "".join(rest), context)}
    headed = {one.start - len(column): one for one in _find(column + text, context)} if column else {}
    found = []
    for one in alone:
        # The nearest says it: the date itself, the texts beside it, the head of its column.
        said = beside.get(one.start)
        if said and said.label is Label.NONE:
            said = headed.get(one.start, said)
        if said is None and (one.relative or lead.endswith(": ")):
            continue  # ``Kemarin`` before a number is a counter, what follows ``Nomor:`` a number
        found.append(replace(one, label=said.label) if said and one.label is Label.NONE else one)
    return found


def _find(line: str, context: Context) -> list[Found]:
    return find_dates(line, now=context.now, zone=context.zone, month_first=context.month_first)
