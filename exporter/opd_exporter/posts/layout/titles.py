"""Titles that lead to no page of their own, and the dates beside them, as texts of their own: templates write
``<b>title</b> 5 Mei 2026`` or ``title (5 Mei 2026)`` in one line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from opd_exporter.dates.model import Found, Label
from opd_exporter.dates.words import CONNECTORS, WEEKDAYS
from opd_exporter.page.model import HEADINGS, Page, Text
from opd_exporter.posts.context import Context
from opd_exporter.posts.layout.beside import dates_of
from opd_exporter.posts.layout.standing import DATEY
from opd_exporter.posts.title_size import MAX_TITLE
from opd_exporter.text.files import is_file
from opd_exporter.text.plain import many_a_page
from opd_exporter.text.similarity import words

MAX_WORDS = 40
"""Words of the longest title."""
FEWEST = 2
"""Words of the shortest title: "Libur Lebaran"."""
_LINE = "line"
"""Kind of a title that shares its line with its date."""
_TITLE_TAGS = ("b", "strong", "dt", "summary", "button", "caption", "legend", "a")
"""Elements that templates set a title in where it is no heading,"""
_TITLE_CSS = re.compile(r"title|judul|heading|headline")
"""class names likewise,"""
_TITLE_COLUMN = re.compile(r"\b(?:judul|pengumuman|berita|perihal|title|isi)\b", re.I)
"""and headings of a table's column of titles."""
_EDGE = " \t|()[]{}<>-–—:;,.•·/"
"""What sets a title and a date in one line apart."""
_SET_APART = re.compile(r"[|()\[\]–—:•·/-]\s*$|^\s*[|()\[\]–—:•·/-]")
"""A mark at the joint of title and date."""
# A weekday at the end of a title belongs to the date behind it.
_WEEKDAY = re.compile(
    rf"(?:^|\s)(?:{'|'.join(sorted(map(re.escape, WEEKDAYS), key=len, reverse=True))})\W*$", re.I
)
_LEADS_TO_DAY = (CONNECTORS - WEEKDAYS) | {
    "sampai", "hingga", "mulai", "sejak", "per", "bulan", "tahun", "dan", "antara", "sd", "s", "d", "until", "from",
    "sebelum", "setelah", "dengan",
}  # fmt: skip
"""Words after which a day belongs to the sentence."""


@many_a_page(frozen=True)
class Piece:
    """A text of the page, or a part of one."""

    text: Text
    of: int = 0
    """Identity of the text that it is of."""
    kind: str = ""
    """What makes it a title, with where it stands in the tree: the titles of one list are of one kind. Empty: it is
    none."""
    apart: bool = True
    """False: only the order of words tells title and date apart, which proves little where there is no second one."""


def pieces_of(page: Page, texts: Sequence[Text], context: Context) -> list[Piece]:
    """These texts, title and date of one line taken apart."""
    return [
        piece if piece.text is text else replace(piece, of=id(text))
        for number, text in enumerate(texts)
        for piece in _parts(page, texts, number, context)
    ]


def _bold_title(texts: Sequence[Text], number: int, context: Context) -> list[Piece]:
    """``<b>title</b> 5 Mei 2026 ...``: the bold part is a title where hardly anything stands before it; and what stands
    before and behind it, a day right behind it by itself. Nothing where there is none."""
    text = texts[number]
    if not text.strong or text.strong == text.text or not _is_title(text.strong):
        return []
    before, _, after = text.text.partition(text.strong)
    behind = len(text.text) - len(after)
    if len(words(before)) >= FEWEST and not DATEY.search(before):
        return []
    title = Piece(replace(text, text=text.strong, path=(*text.path, -1)), kind=f"b {len(text.path)}")
    parts = [before, after]
    day = next((one for one in dates_of(texts, number, context) if one.start >= behind), None)
    joint = text.text[behind : day.start] if day else ""
    # In brackets it is the title's, whatever words come after them.
    told = day and ("(" in joint or day.label not in (Label.MODIFIED, Label.OTHER))
    if day and told and not joint.strip(_EDGE):
        parts = [before, text.text[day.start : day.end], text.text[day.end :]]
    lead, *rest = ([Piece(replace(text, text=one.strip()))] if one.strip(_EDGE) else [] for one in parts)
    return [*lead, title, *chain(*rest)]


def _parts(page: Page, texts: Sequence[Text], number: int, context: Context) -> list[Piece]:
    text = texts[number]
    if text.hidden or _leads_on(page, text):
        return [Piece(text, id(text))]
    if bold := _bold_title(texts, number, context):
        return bold
    # A longer one is a text, whose days are those of what it tells; and without a digit or a word of time there is none.
    if len(text.text) <= MAX_TITLE and DATEY.search(text.text):
        for one in dates_of(texts, number, context):
            if shared := _shared(text, one):
                return shared
            if _is_day(text, one):
                return [Piece(text, id(text))]
    return [Piece(text, id(text), _kind(text))]


def _leads_on(page: Page, text: Text) -> bool:
    """Whether a text stands in a link to another page; a file is none."""
    url = page.links[text.link].url if text.link >= 0 else ""
    return bool(url) and url != page.url and not is_file(url)


def _is_title(text: str) -> bool:
    return len(text) <= MAX_TITLE and FEWEST <= len(words(text)) <= MAX_WORDS


def _is_day(text: Text, found: Found) -> bool:
    """Whether a text says a day and hardly more ("Senin, 23 November 2026", "Diposting: 23-11-2026"): what dates a row
    is not its title."""
    before, after = text.text[: found.start], text.text[found.end :]
    return len(words(_WEEKDAY.sub("", before))) + len(words(after)) < FEWEST


def _shared(text: Text, found: Found) -> list[Piece]:
    """The title and the date of a line that holds both; empty when the date stands inside it or in a sentence."""
    if found.label in (Label.MODIFIED, Label.OTHER):
        return []
    before, day, after = text.text[: found.start], text.text[found.start : found.end], text.text[found.end :]
    if not after.strip(_EDGE) or after.strip(_EDGE).lower() in ("wib", "wita", "wit"):
        lead = _WEEKDAY.sub("", before)
        title = lead.strip(_EDGE)
        spoken = words(title)
        # "... dibuka mulai 5 Mei 2026": the day belongs to the sentence.
        if not spoken or spoken[-1] in _LEADS_TO_DAY:
            return []
        apart = bool(_SET_APART.search(lead))
        parts = [(title, True), (day, False)]
    elif not _WEEKDAY.sub("", f" {before}").strip(_EDGE):
        title = after.strip(_EDGE)
        # "5 Mei 2026 telah dibuka ...": a sentence goes on.
        if title[:1].islower():
            return []
        apart = bool(_SET_APART.search(after))
        parts = [(day, False), (title, True)]
    else:
        return []
    if len(words(title)) <= FEWEST or not _is_title(title):
        return []
    kind = f"{_LINE} {len(text.path)}"
    return [
        Piece(replace(text, text=one, path=(*text.path, -1)), kind=kind, apart=apart)
        if titled
        else Piece(replace(text, text=one))
        for one, titled in parts
    ]


def _kind(text: Text) -> str:
    """What makes a whole text a title, or an empty string."""
    own = text.text
    # An item of an enumeration, or a date, is no title.
    if not _is_title(own) or own.endswith((";", ",")) or text.datetime:
        return ""
    tag = text.tag
    if text.link >= 0:
        how = tag if tag in HEADINGS else "link"
    elif tag in HEADINGS or tag in _TITLE_TAGS:
        how = tag
    elif text.strong == own:
        how = "b"
    elif text.column and _TITLE_COLUMN.search(text.column):
        how = f"cell {text.column}"
    elif text.css and any(map(_TITLE_CSS.search, text.css.split()[:1])):
        how = "css"
    else:
        return ""
    return f"{how} {len(text.path)}"
