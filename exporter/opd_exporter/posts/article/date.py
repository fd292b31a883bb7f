"""When the article on a page was published, by the page's own word, and how much that word is worth."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import IntEnum

from htmldate import find_date
from lxml import etree

from opd_exporter.dates.model import Label
from opd_exporter.dates.url import date_in_url
from opd_exporter.page.model import Area, Page, Text
from opd_exporter.posts.address_shape import article_shape
from opd_exporter.posts.article.structured import edit_dates, structured_dates
from opd_exporter.posts.context import Context
from opd_exporter.posts.layout.beside import dates_of
from opd_exporter.posts.layout.boilerplate import Frame, pairs_of
from opd_exporter.posts.layout.rows import rows
from opd_exporter.posts.layout.standing import HEADINGS, Printed, printed_date
from opd_exporter.text.similarity import words

AFTER_TITLE = 250
"""Characters after the title within which its date stands (finding-posts.md, measured)."""
BEFORE_TITLE = 100
PROSE = 120
"""Characters from which on a text is the article's own words rather than a line about it."""
TITLE_WORDS = 4
"""Words from which on a link's text is another article's title."""
MAX_ROW = 12
"""Texts of the largest row of a box; a larger part of the page is no row."""
OUTSIDE = (Area.WIDGET, Area.COMMENTS, Area.ASIDE, Area.FOOTER, Area.NAV)
"""Areas that are never the article's column."""
AGREE = timedelta(hours=36)
"""Two dates this close are one: a day plus a zone's worth of confusion."""
TRUE_DATES = frozenset({"wordpress", "blogger", "drupal", "ghost", "popojicms", "opensid"})
"""Systems whose own templates and feeds carry the date of publishing by construction; what others tell machines is
often made by hand, from the date of the last change."""
_CLOCK = timedelta(minutes=5)
"""A page that was published in the moment of the request tells the time, not a date."""
_CREDIT = re.compile(
    r"^(?:tanggal|tgl|date)\s?:"
    r"|\b(?:oleh|by|penulis|author|admin|dibaca|dilihat|views?|hits?|kali|kategori|category)\b",
    re.I,
)
"""Words of the line that tells who wrote an article and how often it was read."""
_FIELD = re.compile(r"(?:tanggal|tgl\.?|date|published)\s{0,2}:?", re.I)
"""The name of a field that stands in an element of its own."""
_LINE = 120
"""Characters of such a line at most."""


class Trust(IntEnum):
    """How an article's page gives its date, weakest first."""

    LOOSE = 1
    """In a sentence or somewhere on the page: the day of an event as often as that of publishing."""
    PRINTED = 2
    """Standing for itself beside the title, or labelled."""
    MACHINE = 3
    """Given for machines, or in the address."""


@dataclass(frozen=True)
class Dated:
    """A date and its worth."""

    when: datetime
    found: str
    """How it was found, in a few words for people."""
    trust: Trust
    printed: datetime | None = None
    """What the page prints beside the title, when machines are given another date."""


def _days_printed(page: Page, context: Context) -> frozenset[date]:
    """Every day that the page prints in its main area and that no label gives to something else."""
    days: set[date] = set()
    others: set[date] = set()
    for number, text in enumerate(page.texts):
        if text.area is not Area.MAIN or not any(char.isdigit() for char in text.text[:200]):
            continue
        for found in dates_of(page.texts, number, context, limit=200):
            if not found.relative:
                fine = found.label in (Label.NONE, Label.PUBLISHED)
                (days if fine else others).add(found.when.astimezone(context.zone).date())
    return frozenset(days - others)


def _other_rows(page: Page, number: int, context: Context) -> set[int]:
    """Identities of texts that belong to links elsewhere: related articles, events, the portal's news."""
    links: dict[str, list[int]] = {}
    for at, link in enumerate(page.links):
        if not link.url or link.hidden or link.url == page.url or link.area is Area.NAV:
            continue
        count = len(words(link.text))
        if count >= TITLE_WORDS or (count == TITLE_WORDS - 1 and article_shape(link.url, context.scope)):
            links.setdefault(link.url, []).append(at)
    title = id(page.texts[number]) if number >= 0 else 0
    found = [[id(text) for text in row.texts] for row in rows(page, links)]
    return {one for texts in found if title not in texts and len(texts) <= MAX_ROW for one in texts}


def _around(page: Page, number: int, context: Context) -> tuple[list[Text], list[Text], list[Text]]:
    """Texts between the title and the article's own words, those that follow within the limit, and those shortly
    before the title; side columns and the rows of other articles left out."""
    own = page.texts[number].link if number >= 0 else -1
    others = _other_rows(page, number, context)
    after: list[Text] = []
    later: list[Text] = []
    left, begun = AFTER_TITLE, False
    for text in page.texts[number + 1 :]:
        if text.hidden or text.area in OUTSIDE or id(text) in others:
            continue
        if left <= 0 or (text.tag in HEADINGS and after and text.tag <= "h2" and len(text.text) > 25):
            break
        begun = begun or len(text.text) >= PROSE
        if text.link < 0 or text.link == own or len(text.text) <= 40:
            (later if begun else after).append(text)
        left -= len(text.text)
    before: list[Text] = []
    left = BEFORE_TITLE
    for text in reversed(page.texts[: max(0, number)]):
        if text.hidden or text.area in OUTSIDE or text.area is Area.HEADER or id(text) in others:
            continue
        if left <= 0:
            break
        before.append(text)
        left -= len(text.text)
    return after, later, before


def _in_sentence(texts: Sequence[Text], context: Context) -> Printed | None:
    """The first date within the limit even inside a sentence: a dateline ("SERANG, 3 Desember 2024 -")."""
    left = AFTER_TITLE
    for number, text in enumerate(texts):
        for found in dates_of(texts, number, context, limit=left):
            if found.label in (Label.NONE, Label.PUBLISHED) and not found.relative:
                return Printed(found.when, "tercetak di awal berita", found.has_time, False)
        left -= len(text.text)
        if left <= 0:
            return None
    return None


def _labelled(page: Page, furniture: set[int], context: Context) -> Printed | None:
    """A date that words call that of publishing, anywhere in the article's column."""
    for number, text in enumerate(page.texts):
        if text.hidden or text.area in OUTSIDE or id(text) in furniture:
            continue
        if not any(char.isdigit() for char in text.text):
            continue
        for found in dates_of(page.texts, number, context):
            if found.label is Label.PUBLISHED:
                return Printed(found.when, "tercetak sebagai tanggal terbit", found.has_time, False)
    return None


def _credited(page: Page, number: int, furniture: set[int], context: Context) -> Printed | None:
    """The one date below the article that stands in a line of credits ("03/12/2024 - Oleh Admin - Dilihat 34 kali") or
    in a field named date; several such lines are those of other articles."""
    below = page.texts[number + 1 :]
    lines = [
        text
        for before, text in zip([None, *below], below, strict=False)
        if not text.hidden
        and text.area not in OUTSIDE
        and id(text) not in furniture
        and text.link < 0
        and len(text.text) <= _LINE
        and (_CREDIT.search(text.text) or (before and _FIELD.fullmatch(before.text)))
    ]
    found = [
        Printed(one.when, "tercetak di bawah berita", one.has_time, False)
        for text in lines
        for one in dates_of([text], 0, context)
        if one.label in (Label.NONE, Label.PUBLISHED)
    ]
    return found[0] if len({one.when.date() for one in found}) == 1 else None


def _last_witness(tree: etree._Element | None, page: Page, context: Context) -> Printed | None:
    """htmldate in fast mode; only a day that is printed on the page too."""
    if tree is None:
        return None
    try:
        day = find_date(
            tree, url=page.url, extensive_search=False, original_date=True, outputformat="%Y-%m-%d"
        )
    except Exception:  # whatever a hostile page does to the library, it is only the last witness
        return None
    if not day:
        return None
    when = datetime.strptime(day, "%Y-%m-%d").replace(tzinfo=context.zone)
    return Printed(when, "htmldate", False, False) if when.date() in _days_printed(page, context) else None


def article_date(
    page: Page, number: int, title: str, frame: Frame, tree: etree._Element | None, context: Context
) -> Dated | None:
    """The date of publishing, or None when the page gives none that can be trusted. ``number`` is the index of the
    title among the page's texts or -1, ``frame`` the site's furniture."""
    today = context.now.astimezone(context.zone).date()

    def fits(found: Printed) -> bool:
        day = found.when.astimezone(context.zone).date()
        return day not in frame.days and own(found)

    def own(found: Printed) -> bool:
        """Right under the title a day may well be that of an event beside it; a clock is no article's."""
        day = found.when.astimezone(context.zone).date()
        return day != today and not _new_year(found.when, found.has_time, context)

    around = _around(page, number, context)
    furniture = {id(text) for pair, text in pairs_of(page) if pair in frame.pairs}
    after, later, before = ([text for text in part if id(text) not in furniture] for part in around)
    near = printed_date(after, context, where="tercetak di bawah judul", fits=own)
    near = near or _fitting(_labelled(page, furniture, context), own)
    near = near or printed_date(before, context, where="tercetak di atas judul", fits=own)
    near = near or _fitting(_credited(page, number, furniture, context), own)
    told = _told(page, title, context)
    if told and not (near and near.when < told.when - AGREE and _doubtful(told, page, context)):
        return replace(told, printed=near.when if near else None)
    if near:
        return Dated(near.when, near.found, Trust.MACHINE if near.strong else Trust.PRINTED)
    placed = {_shape(text.text) for text in page.texts if id(text) in furniture}
    clocks = {
        _shape(text) for _, text in frame.pairs
    } - placed  # beside a clock at its place, a day is another's
    said = [text for text in after if _shape(text.text) not in clocks]
    now = printed_date(said, context, where="tercetak di bawah judul")
    if now and now.when.astimezone(context.zone).date() == today:
        return Dated(now.when, now.found, Trust.LOOSE)
    loose = _fitting(_in_sentence([*after, *later], context), fits)
    loose = loose or printed_date(later, context, where="tercetak di bawah judul", fits=fits)
    loose = loose or _fitting(_last_witness(tree, page, context), fits)
    return Dated(loose.when, loose.found, Trust.LOOSE) if loose else None


def _shape(text: str) -> str:
    """A text with its digits made alike: a clock shows other seconds on each page."""
    return re.sub(r"\d", "0", text)


def _told(page: Page, title: str, context: Context) -> Dated | None:
    """What the page tells machines, or its address says."""
    today = context.now.astimezone(context.zone).date()
    for one in structured_dates(page, title, context):
        is_today = one.when.astimezone(context.zone).date() == today
        clock = abs(one.when - context.now) <= _CLOCK or (is_today and not one.sure)
        if not clock and not _new_year(one.when, one.has_time, context):
            return Dated(one.when, one.found, Trust.MACHINE)
    if in_url := date_in_url(page.url, zone=context.zone, now=context.now):
        return Dated(in_url, "tanggal di alamat", Trust.MACHINE)
    return None


def _doubtful(told: Dated, page: Page, context: Context) -> bool:
    """Whether a template may have put the day of the request or of the last edit where publishing belongs."""
    if context.cms in TRUE_DATES:
        return False
    is_today = told.when.astimezone(context.zone).date() == context.now.astimezone(context.zone).date()
    return is_today or any(abs(told.when - edited) < AGREE for edited in edit_dates(page, context))


def _fitting(found: Printed | None, fits: Callable[[Printed], bool]) -> Printed | None:
    return found if found and fits(found) else None


def _new_year(when: datetime, has_time: bool, context: Context) -> bool:
    """1 January alone is what is left of a year."""
    local = when.astimezone(context.zone)
    return (local.month, local.day) == (1, 1) and not has_time
