"""What stands around an article's title: below it, in the article's own words, above it, and what is another's there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from opd_exporter.page.model import Area, Link, Page, Text
from opd_exporter.posts.address_shape import article_shape
from opd_exporter.posts.context import Context
from opd_exporter.posts.layout.rows import rows
from opd_exporter.posts.title_size import TITLE_WORDS
from opd_exporter.text.similarity import words

AFTER_TITLE = 250
"""Characters after the title within which its date stands (domain.md 31, measured)."""
BEFORE_TITLE = 100
"""Likewise before it, where nothing stands after it."""
TEXT_BEGINS = 120
"""Characters from which on a text below the title begins the article's own words, rather than being a line about it."""
SHORT_LINK = 40
"""Characters up to which a link is the author's name, a category or the day, whose archive it leads to."""
OTHER_TITLE = 25
"""Characters above which a heading is a title rather than "Berita" or "Bagikan"."""
MAX_ROW = 12
"""Texts of the largest row of a box; a larger part of the page is no row."""
MAX_OTHERS = 12
"""Texts of other articles' rows that are kept, to show why their dates do not count."""
OUTSIDE = (Area.WIDGET, Area.COMMENTS, Area.ASIDE, Area.FOOTER, Area.NAV)
"""Areas that are never the article's column."""


@dataclass(frozen=True)
class Surroundings:
    """Texts around a title, in the order of the page but those before it, which lead away from it."""

    after: tuple[Text, ...] = ()
    """Between the title and the article's own words."""
    later: tuple[Text, ...] = ()
    """From the article's own words on, within the limit."""
    before: tuple[Text, ...] = ()
    """Shortly before the title."""
    others: tuple[Text, ...] = ()
    """Among them, but of rows of other articles."""
    rows: frozenset[int] = frozenset()
    """Identities of all texts of such rows, wherever on the page."""
    boilerplate: tuple[Text, ...] = ()
    """Among them, but also on the site's other pages."""


def in_column(text: Text) -> bool:
    """Whether a text stands in the article's column, for people to see."""
    return not text.hidden and text.area not in OUTSIDE


def _other_rows(page: Page, number: int, context: Context) -> set[int]:
    """Identities of texts that belong to links elsewhere: related articles, events, the portal's news."""
    links: dict[str, list[int]] = {}
    for at, link in enumerate(page.links):
        if _leads_to_another(link, page, context):
            links.setdefault(link.url, []).append(at)
    # A row that holds the title is the article's own; a very large one is the page.
    title = id(page.texts[number]) if number >= 0 else 0
    found = [[id(text) for text in row.texts] for row in rows(page, links)]
    return {one for texts in found if title not in texts and len(texts) <= MAX_ROW for one in texts}


def _leads_to_another(link: Link, page: Page, context: Context) -> bool:
    """Whether a link is another article's title. One that is none ("Selengkapnya", a category) begins no row."""
    if not link.url or link.hidden or link.url == page.url or link.area is Area.NAV:
        return False
    count = len(words(link.text))
    return count >= TITLE_WORDS or (count == TITLE_WORDS - 1 and article_shape(link.url, context.scope))


def surroundings_of(page: Page, number: int, context: Context, boilerplate: Collection[int]) -> Surroundings:
    """What stands around the title with index ``number`` (-1: there is none); ``boilerplate`` are identities of texts."""
    others = _other_rows(page, number, context)
    foreign: list[Text] = []

    def own(texts: Iterable[Text]) -> Iterator[Text]:
        """Of these texts those of the article's column, as they are read; other articles' are laid aside."""
        for text in filter(in_column, texts):
            if id(text) in others:
                foreign.append(text)
            else:
                yield text

    # A title may be a link to its own page: what else stands in that link is the title's.
    link = page.texts[number].link if number >= 0 else -1
    after, later = _below(own(page.texts[number + 1 :]), link)
    above = (text for text in reversed(page.texts[: max(0, number)]) if text.area is not Area.HEADER)
    before = _within(own(above), BEFORE_TITLE)

    def apart(texts: list[Text]) -> tuple[Text, ...]:
        return tuple(text for text in texts if id(text) not in boilerplate)

    framed = tuple(text for text in (*after, *later, *before) if id(text) in boilerplate)
    return Surroundings(
        apart(after), apart(later), apart(before), tuple(foreign[:MAX_OTHERS]), frozenset(others), framed
    )


def _below(texts: Iterable[Text], link: int) -> tuple[list[Text], list[Text]]:
    """Texts below a title up to where its date may stand: before the article's own words, and from these on. What is
    linked elsewhere than the title (``link``) is another's, unless it is as short as a name or a day."""
    after: list[Text] = []
    later: list[Text] = []
    left, begun = AFTER_TITLE, False
    for text in texts:
        if left <= 0 or (after and _begins_another(text)):
            break
        # From the first long text on it is the article that speaks: a date there may be of what it tells.
        begun = begun or len(text.text) >= TEXT_BEGINS
        if text.link < 0 or text.link == link or len(text.text) <= SHORT_LINK:
            (later if begun else after).append(text)
        left -= len(text.text)
    return after, later


def _begins_another(text: Text) -> bool:
    """Whether a text is a title as large as an article's; smaller ones head its parts."""
    return text.tag in ("h1", "h2") and len(text.text) > OTHER_TITLE


def _within(texts: Iterable[Text], left: int) -> list[Text]:
    """The first texts, up to and with the one that reaches the limit."""
    found: list[Text] = []
    for text in texts:
        if left <= 0:
            break
        found.append(text)
        left -= len(text.text)
    return found
