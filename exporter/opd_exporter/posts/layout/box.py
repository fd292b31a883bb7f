"""The heading of the box in which a row stands, where the row itself takes it in."""

from __future__ import annotations

from opd_exporter.page.model import HEADINGS, Text
from opd_exporter.posts.layout.rows import Row
from opd_exporter.posts.layout.standing import DATEY
from opd_exporter.posts.news_words import is_post_category, newslike

_LONGEST = 60
"""Characters of a heading that names a kind of things."""
_NAMED = 4
"""What :func:`newslike` says at least of a heading that names a kind of posts, as in :func:`is_post_category`."""


def box_heading(row: Row, title: str, *, few: bool) -> str:
    """The heading of the box that a row stands in, when the row takes it for its own: it leads nowhere, stands before
    the title and names a kind of things. A day, or the title of a row whose link says "read more", names none.

    Where there are ``few`` rows, nothing keeps a row from taking in what stands above it: there the nearest heading
    may say anything, unless it is smaller than the title and names that post's topic, or is a title like it."""
    own = _own_at(row, title, few=few)
    headings = [text for text in row.texts[:own] if text.tag in HEADINGS and len(text.text) <= _LONGEST]
    # In a row with bounds the first heading is the box's; without them the nearest one is.
    for text in reversed(headings) if few else headings[:1]:
        told = newslike(text.text, "") >= _NAMED or not is_post_category(text.text)
        if told and not (few and _alike(text, row, own)):
            return text.text
        if few and own < len(row.texts) and _over(text, row, own):
            return text.text
    return ""


def _own_at(row: Row, title: str, *, few: bool) -> int:
    """Where the row's own texts begin: at its first link, of ``few`` rows at that of its own, or at its title."""
    for number, text in enumerate(row.texts):
        if text.text == title or (text.link in row.links if few else text.link >= 0):
            return number
    if few:  # a title that stands nowhere as it is: any link, then
        return _own_at(row, title, few=False)
    return len(row.texts)


def _over(heading: Text, row: Row, own: int) -> bool:
    """Whether a heading stands over the row's title rather than beside it."""
    title = row.texts[own]
    # In the same element, or the one around it, a heading stands beside the title rather than over it.
    beside = heading.path[:-1] in (title.path[:-1], title.path[:-2])
    # A title that is no heading counts as a card's beside a heading ("h4"); elsewhere no heading is smaller than it.
    usual = "h4" if beside else HEADINGS[-1]
    smaller = heading.tag > (title.tag if title.tag in HEADINGS else usual)
    return not smaller and not DATEY.search(heading.text) and not _alike(heading, row, own)


def _alike(heading: Text, row: Row, own: int) -> bool:
    """Whether a heading is itself a title of a series: it stands in its part of it where the row's title does."""
    title = row.texts[own].path if own < len(row.texts) else ()
    depth = next((n for n, (a, b) in enumerate(zip(heading.path, title, strict=False)) if a != b), 0)
    place = heading.path[depth + 1 :]
    return bool(place) and place in (title[depth + 1 :], title[depth + 1 : -1])
