"""Rows of a list that have no page of their own: around a title, with a day beside it, below a heading named for news."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, takewhile

from opd_exporter.page.model import HEADINGS, Link, Page, Path, Text, is_within, shared_depth
from opd_exporter.posts.address_section import section_refusal
from opd_exporter.posts.context import Context
from opd_exporter.posts.kinds import Kind, kinds_in
from opd_exporter.posts.layout.heading_above import (
    HeadingAbove,
    headings_above,
    is_of_news,
    names_a_box,
    names_news,
    names_what_follows,
    says_nothing_else,
)
from opd_exporter.posts.layout.more import is_more
from opd_exporter.posts.layout.row_dates import own_section, row_dates
from opd_exporter.posts.layout.rows import Row, rows
from opd_exporter.posts.layout.standing import DATEY, Printed
from opd_exporter.posts.layout.titles import Piece
from opd_exporter.text.files import is_file
from opd_exporter.text.parsed import parsed
from opd_exporter.text.similarity import words

MAX_TITLES = 200
"""Titles of one kind that are looked at: a page of announcements has some dozens."""
LONE_TITLE = 4
"""Words of the title of a list's only entry."""
LONE_ROW = 3
"""Steps above its title that a list's only entry reaches, as in ``layout/rows.py``."""
_BEFORE, _AFTER = 3, 4
"""Texts before and after a title among which its day is looked for: what comes later is the announcement's own text."""
_SENTENCE = 9
"""Words from which on a line that ends in a full stop is a sentence, its day one of whatever it tells: a day has three,
and "Serang, 5 Mei 2026." is none."""
RUNNING = 8
"""Words from which on a text is running text."""
_EVENT = re.compile(r"(?:tempat|lokasi|pukul|waktu|jam|venue|place|time|peserta)\b\s*(?::|$|\d)", re.I)
"""How fields of an invitation begin."""


@dataclass(frozen=True)
class Announcement:
    """A row, judged by nothing but where it stands."""

    title: str
    row: Row
    printed: Printed
    place: HeadingAbove
    dead: bool
    """Its title is a link that leads nowhere and opens nothing."""
    file: bool
    """Its title is a link to a file."""
    named: bool
    """Its heading, or its page, is named for news; else it only may stand over news."""
    apart: bool
    """A mark or a line sets its title apart from its day, as :class:`Piece` has it."""


def entries_of(
    kind: str, pieces: Sequence[Piece], page: Page, context: Context, taken: Collection[int]
) -> list[tuple[Announcement, set[int]]]:
    """Entries whose titles are of this kind, each with the identities of its texts."""
    titles = _titles_of(kind, pieces, taken, page)
    texts, found = _rows(titles, pieces, page, taken)
    number_of = {id(text): number for number, text in enumerate(texts)}
    dates = row_dates([_near(row) for row in found], context)
    dated = [row for row in found if row.url in dates]
    # A title belongs to the heading above it only when no dated row stands between.
    owner = {number_of[id(text)]: row.url for row in dated for text in row.texts}
    places = headings_above(pieces, owner, page, taken)
    spoken = {text.link for text in page.texts}
    paths = {pieces[number].text.path for number in titles}
    shown: list[tuple[Announcement, set[int]]] = []
    for row in dated:
        title = pieces[titles[int(row.url)]]
        place = places.get(row.url)
        if place is None:
            continue
        named = is_of_news(place, title.text, page)
        # Beside rows that have pages of their own only what is named for news is one.
        fits = named or (not taken and _may_stand_over_news(place, row, title))
        reach = _reach(title.text.path, place, paths)
        if fits and _is_all_there_is(row, title, reach, spoken, page):
            entry = _entry(row, title, dates[row.url], place, page, named=named)
            shown.append((entry, {pieces[number_of[id(text)]].of for text in row.texts}))
    without_day = headings_above(pieces, _undated(found, dates, number_of), page, taken)
    return _trusted(shown, Counter(place.heading for place in without_day.values()))


def _titles_of(kind: str, pieces: Sequence[Piece], taken: Collection[int], page: Page) -> list[int]:
    """Numbers of the pieces that may be titles of this kind."""
    found = (
        number
        for number, piece in enumerate(pieces)
        if piece.kind == kind
        and piece.of not in taken
        and not is_more(piece.text.text)
        and not _heads_a_box(piece.text, page)
    )
    return list(islice(found, MAX_TITLES))


def _heads_a_box(text: Text, page: Page) -> bool:
    """Whether a name says what else stands below it ("Galeri Foto", "Komentar Terbaru"), whatever day does. What it
    begins with is what it names: "Libur Layanan" is a title."""
    begins = any(name.startswith(words(text.text)[0]) for _, name in kinds_in(text.text))
    kind = names_what_follows(text, page)
    return begins and kind not in (None, Kind.NEWS) and len(words(text.text)) < LONE_TITLE


def _entry(
    row: Row, title: Piece, printed: Printed, place: HeadingAbove, page: Page, *, named: bool
) -> Announcement:
    link = page.links[title.text.link] if title.text.link >= 0 else None
    file = link is not None and is_file(link.url)
    # A click on "#" opens nothing: the entry is here or nowhere.
    dead = link is not None and not link.opens and not file
    return Announcement(
        title=title.text.text,
        row=row,
        printed=printed,
        place=place,
        dead=dead,
        file=file,
        named=named,
        apart=title.apart,
    )


def _is_all_there_is(row: Row, title: Piece, reach: Path, spoken: Collection[int], page: Page) -> bool:
    """Whether a row is an announcement in full: no page of its own beside it, and no invitation's fields."""
    if _has_own_page(row, reach, spoken, page) or _heads_a_list(title.text, row):
        return False
    return not any(_EVENT.match(text.text) for text in row.texts)


def _heads_a_list(title: Text, row: Row) -> bool:
    """Whether a heading stands over items that have days of their own ("Komentar Terbaru"); a post's facts have one."""
    items = {text.path for text in row.texts if text.tag == "li" and DATEY.search(text.text)}
    return title.tag in HEADINGS and sum(not is_within(title.path, item) for item in items) > 1


def _trusted(
    shown: Sequence[tuple[Announcement, set[int]]], undated: Mapping[str, int]
) -> list[tuple[Announcement, set[int]]]:
    """The entries of lists most of which have days: else the days are of something else. A lone entry must speak for
    itself. ``undated`` counts titles without a day by their heading."""
    below = Counter(entry.place.heading for entry, _ in shown)
    return [
        (entry, parts)
        for entry, parts in shown
        if below[entry.place.heading] >= undated.get(entry.place.heading, 0)
        and (below[entry.place.heading] > 1 or (entry.named and _stands_alone(entry)))
    ]


def _rows(
    titles: Sequence[int], pieces: Sequence[Piece], page: Page, taken: Collection[int]
) -> tuple[list[Text], list[Row]]:
    """Rows around these titles, as if each were a link to a page of its own, and the texts that they are made of: hidden
    ones too, since a click shows them. Other headings, and rows that have a page, are held by none."""
    # Each title becomes a link whose address is its number, and no other text is one: then rows are told as those of
    # linked titles are.
    key = {number: at for at, number in enumerate(titles)}
    texts = [
        replace(piece.text, link=key[number], tag="a") if number in key else _unlinked(piece.text)
        for number, piece in enumerate(pieces)
    ]
    links = tuple(
        Link(str(at), texts[number].text, texts[number].area, texts[number].path)
        for number, at in key.items()
    )
    bounds = [
        piece.text.path
        for number, piece in enumerate(pieces)
        if number not in key and not piece.text.hidden and (piece.of in taken or piece.text.tag in HEADINGS)
    ]
    found = rows(
        replace(page, texts=tuple(texts), links=links), {str(at): [at] for at in key.values()}, bounds
    )
    found = [row for row in found if row.texts]
    return texts, [_up_to_headings(found[0], page)] if len(titles) == 1 and found else found


def _up_to_headings(row: Row, page: Page) -> Row:
    """A lone row that has no element of its own, as where title, day and text lie in the body itself: what stands from
    the heading before it to the next is its own."""
    if any(text.link < 0 for text in row.texts):
        return row
    before, after = _section(row.before[::-1], page), _section(row.after, page)
    return replace(row, texts=[*before[::-1], *row.texts, *after])


def _section(texts: Sequence[Text], page: Page) -> list[Text]:
    """Texts that lead away from a title, as far as one that heads what follows."""
    return list(takewhile(lambda text: names_what_follows(text, page) is None, own_section(texts)))


def _unlinked(text: Text) -> Text:
    return replace(text, link=-1, hidden=False) if text.link >= 0 or text.hidden else text


def _near(row: Row) -> Row:
    """The row with only those of its texts that may date it."""
    at = next((number for number, text in enumerate(row.texts) if text.link >= 0), 0)
    near = row.texts[max(0, at - _BEFORE) : at + 1 + _AFTER]
    return replace(row, texts=[text for text in near if text.link >= 0 or not _sentence(text)])


def _sentence(text: Text) -> bool:
    return (
        DATEY.search(text.text) is not None and text.text.endswith(".") and len(words(text.text)) >= _SENTENCE
    )


def _undated(found: Sequence[Row], dated: Collection[str], number_of: dict[int, int]) -> dict[int, str]:
    return {
        number_of[id(text)]: row.url
        for row in found
        if row.url not in dated
        for text in row.texts
        if text.link >= 0
    }


def _may_stand_over_news(place: HeadingAbove, row: Row, title: Piece) -> bool:
    """Whether a heading that names neither news nor anything else ("Dari Lapangan") may stand over them all the same:
    each is titled as news are, and told in running text."""
    return says_nothing_else(place) and len(words(title.text.text)) >= LONE_TITLE and is_told(row)


def is_told(row: Row) -> bool:
    """Whether a row holds running text beside its title: the announcement itself."""
    return any(len(words(text.text)) >= RUNNING for text in row.texts if text.link < 0)


def _reach(path: Path, place: HeadingAbove, titles: Collection[Path]) -> Path:
    """The element up to which the row of a title at ``path`` reaches: where the next title's begins; of a lone title
    where that of the news above it begins, which holds other things too."""
    others = [other for other in titles if other != path]
    if not others and names_news(place.heading):
        others = [place.path]
    deepest = max((shared_depth(path, other) for other in others), default=len(path) - LONE_ROW)
    return path[: max(0, min(deepest + 1, len(path)))]


def _has_own_page(row: Row, reach: Path, spoken: Collection[int], page: Page) -> bool:
    """Whether a link in a row, which reaches up to ``reach``, leads to a page of its own: it says that there is more,
    is a picture's (``spoken`` are the links that have words), or leads on within the site; links to files are
    attachments."""
    begins, ends = row.texts[0].path, row.texts[-1].path
    home = parsed(page.url).host
    for number, link in enumerate(page.links):
        # In the row's own element, or, where it has none, between its first and its last text.
        if not (is_within(link.path, reach) or begins <= link.path <= ends):
            continue
        if link.url in ("", page.url) or is_file(link.url):
            continue
        # A link elsewhere, or to an agenda or a document, is something that the entry mentions.
        own = parsed(link.url).host == home and not section_refusal(link.url)
        if own or number not in spoken or is_more(link.text):
            return True
    return False


def _stands_alone(entry: Announcement) -> bool:
    """Whether a list's only entry is one: right below its heading, titled and told as news are. A box below an empty list
    stands there, too."""
    titled = entry.apart and len(words(entry.title)) >= LONE_TITLE and not names_a_box(entry.title)
    return titled and entry.place.at_once and is_told(entry.row)
