"""The heading that a row stands below, and whether it names news: rows without pages of their own have no other sign of
what they are."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from opd_exporter.page.model import HEADINGS, Area, Page, Path, Text
from opd_exporter.posts.kinds import NOUN, Kind, kind_of, kinds_in
from opd_exporter.posts.layout.titles import Piece
from opd_exporter.posts.news_words import (
    is_post_category,
    list_named_for_news,
    names_another_thing,
    newslike,
    register_of,
)
from opd_exporter.text.similarity import words

_HEADING_WORDS, _HEADING = 5, 60
"""Words and characters of the longest line that names what stands below it."""


@dataclass(frozen=True)
class HeadingAbove:
    """What stands above a row."""

    heading: str
    path: Path
    """Where the heading stands; the root where there is none."""
    after_others: bool
    """Rows with pages of their own stand before it, and no heading named for news between."""
    at_once: bool
    """Nothing stands between the heading and it."""


def names_what_follows(text: Text, page: Page) -> Kind | None:
    """The kind of things that a short line names as what stands below it, or None."""
    linked = text.link >= 0 and page.links[text.link].url not in ("", page.url)
    if linked or text.hidden or len(text.text) > _HEADING or not 0 < len(words(text.text)) <= _HEADING_WORDS:
        return None
    first = next(iter(kinds_in(text.text)), None)
    if text.tag not in HEADINGS and (first is None or not first[1].startswith(words(text.text)[0])):
        return None  # a sentence
    return Kind.NEWS if newslike(text.text, "") >= NOUN else kind_of(text.text)


def headings_above(
    pieces: Sequence[Piece], owner: dict[int, str], page: Page, taken: Collection[int]
) -> dict[str, HeadingAbove]:
    """By row: the heading that it stands below. ``owner`` has the row of each line that belongs to one."""
    found: dict[str, HeadingAbove] = {}
    heading, path, others, between = "", Path(), False, 0
    for number, piece in enumerate(pieces):
        text = piece.text
        if url := owner.get(number, ""):
            found.setdefault(url, HeadingAbove(heading, path, others, between == 0))
        elif piece.of in taken:
            others = True
        elif not text.hidden and (
            (text.tag in HEADINGS and len(text.text) <= _HEADING) or names_what_follows(text, page)
        ):
            # A box behind a list has a heading of its own and is no part of that list: only another list's name ends it.
            others = others and not names_news(text.text)
            heading, path, between = text.text, text.path, 0
        elif not text.hidden:
            between += 1
    return found


def is_of_news(place: HeadingAbove, title: Text, page: Page) -> bool:
    """Whether the heading over a row, or the page where the heading says nothing, is named for news. What stands at the
    side is named by its own heading alone: it stands there on every page; and so is a part of a page, which has no title,
    and whose address names what it belongs to ("/berita/komentar")."""
    if not says_nothing_else(place):
        return False
    by_its_page = bool(page.title) and title.area is not Area.ASIDE and list_named_for_news(page.url)
    return names_news(place.heading) or by_its_page


def says_nothing_else(place: HeadingAbove) -> bool:
    """Whether the heading over a row names no other things than posts. Behind rows that have pages of their own it is a
    footer's or a box's, whatever heading came before."""
    return (
        not place.after_others
        and is_post_category(place.heading)
        and not register_of("", place.heading)
        and not names_another_thing(place.heading)
    )


def names_news(heading: str) -> bool:
    """Whether a heading is named for news, and for nothing beside."""
    return newslike(heading, "") >= NOUN and not names_another_thing(heading)


def names_a_box(title: str) -> bool:
    """Whether a short title begins with something else than news, and names nothing but things ("Agenda Kegiatan Bulan
    Ini", "Gempa Terkini di Pesisir"); an announcement tells of one ("Jadwal baru loket keliling")."""
    named = kinds_in(title) if len(words(title)) <= _HEADING_WORDS else ()
    begins = len(named) > 1 and named[0][0] is not Kind.NEWS and named[0][1].startswith(words(title)[0])
    return begins or names_another_thing(title)
