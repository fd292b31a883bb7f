"""Dates that stand for themselves beside a title: for machines, labelled, alone in their text, or in boxes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta

from opd_exporter.dates.model import Found, Label
from opd_exporter.page.model import HEADINGS, Text
from opd_exporter.posts.context import Context
from opd_exporter.posts.layout.beside import MAX_DATED, dates_of
from opd_exporter.text.plain import many_a_page

DATEY = re.compile(r"\d|lalu|ago|kemarin|yesterday", re.I)
"""Without any of these a text is no date."""
_DATE_CSS = re.compile(r"date|tanggal|tgl|time|meta|waktu|kalender|calendar|posted|publish")
"""Class names by which templates mark a date."""
_UPDATED_CSS = re.compile(r"\b(?:updated|modified|dt-updated|date-modified|last-updated)\b")
"""Likewise that of the last edit,"""
_PUBLISHED_CSS = re.compile(r"published|entry-date|post-date|created")
"""and that of publishing, which stands where both are named."""


_OF_A_TITLE, _OF_A_LINE = 0.6, 0.35
"""Share of a linked title, and of another line, from which on a date in it stands for itself."""
_SHORT = 60
"""Characters of a line that holds little beside a date."""
_BADGE, _BOXES = 14, 3
"""Characters of the longest box that holds a part of a date ("September 2026"), and the boxes of one date."""
_MARKS = "|•·"
"""What sets the facts of one line apart."""


@many_a_page(frozen=True)
class Printed:
    """A date as it stands on a page."""

    when: datetime
    found: str
    has_time: bool
    strong: bool
    """Given for machines (``datetime`` attribute), not only printed."""
    label: Label = Label.NONE
    text: Text | None = None
    """Where it stands; of a date in boxes the first of them."""
    rounded: float = 0.0
    """Days by which it may look newer than it is, being told as an age ("3 bulan yang lalu")."""


def _rounded(found: Found) -> float:
    return max(1.0, found.coarse / timedelta(days=1)) if found.relative and not found.has_time else 0.0


def _called_edit(text: Text) -> bool:
    """Whether its element is called one of an edit. What it is called for machines outranks what its class is named:
    themes give the day of publishing the class ``updated`` since hAtom wants one in each entry, and say ``datePublished``
    beside it (Enfold, Kallyas, Highbend)."""
    if text.itemprop.startswith(("datepublished", "datecreated", "datemodified")):
        return text.itemprop.startswith("datemodified")
    return _UPDATED_CSS.search(text.css) is not None and not _PUBLISHED_CSS.search(text.css)


def _machine(text: Text, context: Context) -> Printed | None:
    if not text.datetime:
        return None
    date = context.machine_date(text.datetime)
    if date is None:
        return None
    label = Label.MODIFIED if _called_edit(text) else Label.NONE
    return Printed(date.when, "atribut datetime", date.has_time, strong=True, label=label, text=text)


def _takes(text: Text, found: Found) -> bool:
    """Whether a printed date stands for itself rather than in a sentence."""
    if found.label is not Label.NONE:
        return True
    # A date that fills much of its part of a line is a fact of its own; in a sentence it fills little.
    share = (found.end - found.start) / max(1, len(_segment(text.text, found)))
    if text.link >= 0 and text.tag in ("a", *HEADINGS):
        return share >= _OF_A_TITLE
    return share >= _OF_A_LINE or len(text.text) <= _SHORT or _called_date(text)


def _called_date(text: Text) -> bool:
    """Whether a line is not too long for one of facts, and its template calls it so."""
    return len(text.text) <= 2 * _SHORT and _DATE_CSS.search(text.css) is not None


def _segment(text: str, found: Found) -> str:
    """The part of a line of facts in which a date stands: ``Dibaca 123 kali | 3 Desember 2024 | Admin``."""
    begins = max(text.rfind(mark, 0, found.start) for mark in _MARKS) + 1
    ends = min((at for mark in _MARKS if (at := text.find(mark, found.end)) >= 0), default=len(text))
    return text[begins:ends].strip()


def _any(found: Printed) -> bool:
    return True


def is_of_publishing(found: Printed) -> bool:
    """Whether no label says that the date is something else's."""
    return found.label in (Label.NONE, Label.PUBLISHED)


def printed_date(
    texts: Sequence[Text], context: Context, *, where: str, fits: Callable[[Printed], bool] = _any
) -> Printed | None:
    """The date that a row or the surroundings of a title print: the first of :func:`standing_dates` that no label gives
    to something else. One that does not fit is passed over."""
    found = standing_dates(texts, context, where=where)
    return next((one for one in found if is_of_publishing(one) and fits(one)), None)


def standing_dates(texts: Sequence[Text], context: Context, *, where: str) -> Iterator[Printed]:
    """Dates that stand for themselves, the best first: machine-readable, then labelled, then as they follow, then day,
    month and year in boxes of their own. ``where`` tells people where they were printed."""
    yield from machine_dates(texts, context)
    yield from plain_dates(texts, context, where=where)


def machine_dates(texts: Sequence[Text], context: Context) -> Iterator[Printed]:
    """Dates that elements give to machines beside what they print."""
    for text in texts:
        if machine := _machine(text, context):
            yield machine


def plain_dates(texts: Sequence[Text], context: Context, *, where: str) -> Iterator[Printed]:
    """Dates that are only printed."""
    plain: list[Printed] = []
    for found in _in_one_text(texts, context, where=where):
        if found.label is Label.PUBLISHED:
            yield found
        else:
            plain.append(found)
    # What a label refuses first: it is shown, and decides nothing.
    yield from sorted(plain, key=is_of_publishing)
    yield from boxed_dates(texts, context, where=where)


def _in_one_text(texts: Sequence[Text], context: Context, *, where: str) -> Iterator[Printed]:
    for number, text in enumerate(texts):
        if not DATEY.search(text.text[:MAX_DATED]):
            continue
        found = dates_of(texts, number, context)
        edit = bool(found) and _called_edit(text)
        for one in found:
            if _takes(text, one):
                label = Label.MODIFIED if edit else one.label
                yield Printed(
                    when=one.when,
                    found=where,
                    has_time=one.has_time,
                    strong=False,
                    label=label,
                    text=text,
                    rounded=_rounded(one),
                )


def _in_one_piece(boxes: Sequence[Text]) -> bool:
    """Whether the first boxes of a date may be one: a link holds both or neither. The number of a list's page stands
    before whatever comes next on the page ("2" and "November 2025", the head of a calendar)."""
    return len({box.link >= 0 for box in boxes}) == 1


def boxed_dates(texts: Sequence[Text], context: Context, *, where: str) -> Iterator[Printed]:
    """Day, month and year in boxes of their own, as badges on pictures have them."""
    badges = [text for text in texts if len(text.text) <= _BADGE]
    for start, badge in enumerate(badges):
        before = f"{badges[start - 1].text} " if start else ""  # ``Dilihat | 15 | Juli 2026`` is a counter
        joined = before + " ".join(text.text for text in badges[start : start + _BOXES])
        if not DATEY.search(joined):
            continue
        ends = len(before) + len(badge.text)
        for one in context.printed_dates(joined):
            # One box alone was read above, with what its column or neighbour calls it.
            in_boxes = len(before) <= one.start < ends < one.end
            if (
                in_boxes
                and _in_one_piece(badges[start : start + 2])
                and one.label is Label.NONE
                and not one.relative
            ):
                yield Printed(one.when, where, one.has_time, strong=False, text=badge)
