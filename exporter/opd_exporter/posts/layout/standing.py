"""Dates that stand for themselves beside a title: for machines, labelled, alone in their text, or in boxes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from opd_exporter.dates.model import Found, Label
from opd_exporter.dates.printed import find_dates
from opd_exporter.page.model import Text
from opd_exporter.posts.context import Context
from opd_exporter.posts.layout.beside import MAX_TEXT, dates_of

DATEY = re.compile(r"\d|lalu|ago|kemarin|yesterday", re.I)
"""Without any of these a text is no date."""
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_DATE_CSS = re.compile(r"date|tanggal|tgl|time|meta|waktu|kalender|calendar|posted|publish")
_UPDATED_CSS = re.compile(r"\b(?:updated|modified|dt-updated|date-modified|last-updated)\b")
_PUBLISHED_CSS = re.compile(r"published|entry-date|post-date|created")


_MARKS = "|•·"
"""What sets the facts of one line apart."""


@dataclass(frozen=True)
class Printed:
    """A date as it stands on a page."""

    when: datetime
    found: str
    has_time: bool
    strong: bool
    """Given for machines (``datetime`` attribute), not only printed."""


def _machine(text: Text, context: Context) -> Printed | None:
    if not text.datetime:
        return None
    if text.itemprop.startswith("datemodified") or (
        _UPDATED_CSS.search(text.css) and not _PUBLISHED_CSS.search(text.css)
    ):
        return None
    parsed = context.machine_date(text.datetime)
    return Printed(parsed[0], "atribut datetime", parsed[1], True) if parsed else None


def _takes(text: Text, found: Found) -> bool:
    """Whether a printed date stands for itself rather than in a sentence."""
    if found.label in (Label.MODIFIED, Label.OTHER):
        return False
    if found.label is Label.PUBLISHED:
        return True
    share = (found.end - found.start) / max(1, len(_segment(text.text, found)))
    if text.link >= 0 and text.tag in ("a", *HEADINGS):
        return share >= 0.6
    return (
        share >= 0.35
        or len(text.text) <= 60
        or (len(text.text) <= 120 and _DATE_CSS.search(text.css) is not None)
    )


def _segment(text: str, found: Found) -> str:
    """The part of a line of facts in which a date stands: ``Dibaca 123 kali | 3 Desember 2024 | Admin``."""
    begins = max(text.rfind(mark, 0, found.start) for mark in _MARKS) + 1
    ends = min((at for mark in _MARKS if (at := text.find(mark, found.end)) >= 0), default=len(text))
    return text[begins:ends].strip()


def _any(found: Printed) -> bool:
    return True


def printed_date(
    texts: Sequence[Text], context: Context, *, where: str, fits: Callable[[Printed], bool] = _any
) -> Printed | None:
    """The date that a row or the surroundings of a title print: machine-readable first, then labelled, then
    the first that stands for itself, then day, month and year in boxes of their own. One that does not fit is
    passed over."""
    for text in texts:
        if (machine := _machine(text, context)) and fits(machine):
            return machine
    plain: Printed | None = None
    for number, text in enumerate(texts):
        if not DATEY.search(text.text[:MAX_TEXT]) or (
            _UPDATED_CSS.search(text.css) and not _PUBLISHED_CSS.search(text.css)
        ):
            continue
        for one in dates_of(texts, number, context):
            if not _takes(text, one):
                continue
            found = Printed(one.when, where, one.has_time, False)
            if not fits(found):
                continue
            if one.label is Label.PUBLISHED:
                return found
            plain = plain or found
    if plain:
        return plain
    badges = [text for text in texts if len(text.text) <= 14]
    for start in range(len(badges)):
        before = f"{badges[start - 1].text} " if start else ""  # ``Dilihat | 15 | Juli 2026`` is a counter
        joined = before + " ".join(text.text for text in badges[start : start + 3])
        dates = (
            find_dates(joined, now=context.now, zone=context.zone, month_first=context.month_first)
            if DATEY.search(joined)
            else []
        )
        for one in dates:
            found = Printed(one.when, where, one.has_time, False)
            own = one.start >= len(before) and one.label is Label.NONE and not one.relative
            if own and fits(found):
                return found
    return None
