"""What the title of a row is, among its links and headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from opd_exporter.page.model import HEADINGS, Link, Text
from opd_exporter.posts.layout.more import is_more
from opd_exporter.posts.layout.rows import Row
from opd_exporter.posts.layout.standing import Printed
from opd_exporter.posts.news_words import NEWS_NOUN, in_news_section, newslike
from opd_exporter.posts.title_size import MAX_TITLE, TITLE_WORDS
from opd_exporter.text.similarity import words

_SHORTEST = 4
"""Characters of a heading that can be a title: "12" is a day, "Jul" a month."""
FEW = 3
"""Rows from which on they show what all of a list say alike."""
_EMPHASIS = (*HEADINGS, "strong", "b")
"""Elements that make a link stand out as the title of its row."""
_CALLED_TITLE = re.compile(r"(?<![a-z])(?:judul|title|headline)(?![a-z])")
"""Class names by which templates mark a title."""
_TEASER = 150
"""Characters from which on a link's text is the whole row, title and beginning of the text."""
_FULL, _CUT = 120, 0.6
"""Of several links to one article the shortest is its title, unless it is cut: shorter than six tenths of the longest,
of which no more than these characters count, since a long one holds the beginning of the text too."""


@dataclass(frozen=True)
class Titled:
    """A row, the links in it that lead to its article, and the day that it shows."""

    row: Row
    links: Sequence[Link]
    printed: Printed | None
    above: str
    """The heading that it stands below."""


def titles_of(listed: Sequence[Titled], *, of_news: bool) -> list[str]:
    """The titles that the rows of one list show. What several say alike names none of them, whatever it means ("Rincian",
    "Simak ulasannya"), where another title stands before it; what all say alike, briefly, is none either. That is so of
    news, which are to be read: what one does with other things says what they are ("Daftar", "Tanggapi"). ``of_news``:
    the page is a list of news."""
    news = [of_news or newslike(one.above, "") >= NEWS_NOUN or in_news_section(one.row.url) for one in listed]
    told = [title_of(one.links, one.row, one.printed) for one in listed]
    said = Counter(told)
    before = [
        _before_its_link(one) if may and said[title] > 1 else ""
        for one, title, may in zip(listed, told, news, strict=True)
    ]
    # Yearly posts share a title, perhaps below a heading that they share as well.
    own = Counter(before)
    told = [
        name if own[name] == 1 and len(words(name)) >= min(TITLE_WORDS, len(words(title))) else title
        for title, name in zip(told, before, strict=True)
    ]
    alike = all(news) and len(told) >= FEW and len(set(told)) == 1 and len(words(told[0])) < TITLE_WORDS
    return [""] * len(told) if alike else told


def _before_its_link(one: Titled) -> str:
    """The heading, or what else stands out, before all that a row links."""
    unlinked = takewhile(lambda text: text.link < 0, one.row.texts)
    dating = one.printed.text if one.printed else None
    before = [text for text in unlinked if len(text.text) >= _SHORTEST and text is not dating]
    headings = [text.text for text in before if text.tag in HEADINGS]
    return _longest(headings or _standing_out(before, one.printed))


def title_of(links: Sequence[Link], row: Row, printed: Printed | None) -> str:
    """The title that a row, dated by ``printed``, shows for the article that these ``links`` of it lead to: a linked
    heading; else any heading where the links only say "read more" or hold the whole row; else what the links say; else
    the cell beside a link that says nothing ("Lihat" in a table of titles and days)."""
    said = [text for text in row.texts if len(text.text) >= _SHORTEST]
    # A linked heading is what a template means by a title; the longest, since a badge or a number may be one too.
    linked = [text.text for text in said if text.link >= 0 and text.tag in _EMPHASIS]
    if linked:
        return _longest(linked)
    headings = [text.text for text in said if text.tag in HEADINGS]
    told = [
        _line_of_card(number, row, printed) or link.text
        for number, link in zip(row.links, links, strict=True)
    ]
    spoken = [text for text in told if not is_more(text)]
    # A link around the whole row says title and text in one.
    if headings and any(len(text) > _TEASER for text in spoken):
        return _longest(headings)
    beside = _longest(_standing_out(said, printed)) or _cell_beside(links, row, printed)
    return _shortest_uncut(spoken) or _longest(headings) or beside


def _standing_out(said: Sequence[Text], printed: Printed | None) -> list[str]:
    """What a row without headings, whose link only says "read more", sets in bold or calls its title."""
    dating = printed.text if printed else None
    plain = [text for text in said if text.link < 0 and text is not dating]
    return [text.text for text in plain if text.strong == text.text or _CALLED_TITLE.search(text.css)]


def _shortest_uncut(spoken: Sequence[str]) -> str:
    """Of several links to one article the one that says its title; empty where none says anything."""
    longest = max(map(len, spoken), default=0)
    return min((text for text in spoken if len(text) >= _CUT * min(_FULL, longest)), key=len, default="")


def _line_of_card(number: int, row: Row, printed: Printed | None) -> str:
    """The title in a link around a whole card: its first line of several words but the one that dates it, which changes
    from day to day where clocks do, and would make the post another; empty for a link of one line."""
    lines: dict[int, list[str]] = {}
    for text in row.texts:
        if text.link == number:
            lines.setdefault(text.block, []).append(text.text)
    if len(lines) < 2:
        return ""
    dating = printed.text.block if printed and printed.text else None
    told = (" ".join(parts) for block, parts in lines.items() if block != dating)
    return next((line for line in told if len(words(line)) >= TITLE_WORDS), "")


def _cell_beside(links: Sequence[Link], row: Row, printed: Printed | None) -> str:
    """Of a table's row whose link says nothing the first cell of several words that does not date it, or an empty
    string."""
    dating = printed.text.block if printed and printed.text else None
    # Paths of all that holds a link: a cell whose parent is among them stands in the row of that link.
    around = {link.path[:depth] for link in links for depth in range(len(link.path))}
    cells = (text for text in row.texts if text.tag == "td" and text.link < 0 and text.block != dating)
    told = (text.text for text in cells if text.path[:-1] in around)
    return next((cell for cell in told if len(words(cell)) >= TITLE_WORDS and len(cell) <= MAX_TITLE), "")


def _longest(headings: Sequence[str]) -> str:
    """The heading that is the title: the longest, since a category or a day may be one too."""
    short = (text for text in headings if len(text) <= MAX_TITLE)
    return max(short, key=len, default=headings[0] if headings else "")
