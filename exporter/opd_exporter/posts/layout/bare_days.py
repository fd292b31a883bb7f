"""Days that a page without a list prints all the same: its entries are there, and scripts open them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opd_exporter.page.model import Area, Page, Text
from opd_exporter.posts.context import Context
from opd_exporter.posts.kinds import Kind, kind_of
from opd_exporter.posts.layout.boilerplate import boilerplate_of
from opd_exporter.posts.layout.unlinked_rows import names_what_follows
from opd_exporter.posts.news_words import NEWS_SECTION, list_named_for_news, newslike


def bare_days(page: Page, context: Context) -> frozenset[date]:
    """The days in the page's own column that stand below a name for news, or below none on a page whose address is named
    for them: events and comments of a side column are no list's entries."""
    return boilerplate_of(page, {id(text) for text in _elsewhere(page)}, context).days


def _elsewhere(page: Page) -> Iterator[Text]:
    below: Kind | None = None
    by_address = newslike("", page.url) >= NEWS_SECTION or list_named_for_news(page.url)
    fine = (None, Kind.NEWS) if by_address else (Kind.NEWS,)
    for text in page.texts:
        # The head of a column names what stands in it, and nothing of the days beside.
        if text.tag != "th" and (named := names_what_follows(text, page)):
            below = kind_of(text.text) or named  # "Agenda Kegiatan": its noun comes first
        if text.area is not Area.MAIN or below not in fine:
            yield text
