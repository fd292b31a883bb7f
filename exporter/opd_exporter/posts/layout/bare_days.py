"""Days that a page without a list shows all the same: its entries are there, as posters or opened by scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from opd_exporter.dates.days import calendar_day
from opd_exporter.dates.model import Label
from opd_exporter.page.model import Area, Page, Text
from opd_exporter.posts.article.original import article_elsewhere
from opd_exporter.posts.clock import days_shown_now
from opd_exporter.posts.context import Context
from opd_exporter.posts.kinds import Kind, kind_of
from opd_exporter.posts.layout.boilerplate import MAX_REPEATED, boilerplate_of
from opd_exporter.posts.layout.heading_above import names_what_follows
from opd_exporter.posts.layout.row_dates import dated_by, row_dates
from opd_exporter.posts.layout.rows import rows
from opd_exporter.posts.layout.standing import DATEY
from opd_exporter.posts.layout.unfilled import says_none
from opd_exporter.posts.news_words import NEWS_SECTION, list_named_for_news, newslike
from opd_exporter.posts.sources.model import SEVERAL_DAYS
from opd_exporter.posts.title_size import TITLE_WORDS
from opd_exporter.text.address import are_kin
from opd_exporter.text.parsed import parsed
from opd_exporter.text.similarity import words

FEW = 3
"""Titles that lead to other sites from which on they are a list."""
_HALF_A_YEAR = timedelta(days=180)
"""Age of a poster from which on it is no sign of life (docs/thresholds.md)."""
# The day on which telephones took it, or people say they made it: "IMG-20261124-WA0001.jpg", "poster_2026-11-24.png".
_NAMED = re.compile(r"(?<!\d)(20\d\d)[-_]?(\d\d)[-_]?(\d\d)(?!\d)")


def bare_days(page: Page, context: Context) -> frozenset[date]:
    """The past days in the page's own column that stand below a name for news, or below none on a page whose address is
    named for them: events and comments of a side column are no list's entries, and neither is what other sites wrote.
    There pictures tell days by their names, too, where they are several. Where the page says that it holds nothing, a day
    or two is of something else."""
    theirs = {id(text) for text in (*_elsewhere(page, context), *_of_other_sites(page, context))}
    printed = boilerplate_of(page, theirs, context).days
    posters = frozenset(_of_posters(page, context)) if _named_for_news(page) else frozenset()
    # A clock shows today, and coming events what is ahead.
    past = {day for day in printed | posters if day < min(days_shown_now(context.now))}
    if len(past) >= SEVERAL_DAYS:
        return frozenset(past)
    return frozenset() if says_none(page) else printed & past


def _of_other_sites(page: Page, context: Context) -> Iterator[Text]:
    """Texts in the rows of a list of other sites' articles: it shows what others wrote, and when. A few links of that
    kind may stand beside entries of the page's own, and those to a name that the site may have had before are open."""
    links: dict[str, list[int]] = {}
    for number, link in enumerate(page.links):
        host = article_elsewhere(link.url, context) if len(words(link.text)) >= TITLE_WORDS else ""
        if host and not any(are_kin(host, own) for own, _ in context.scope.places):
            links.setdefault(link.url, []).append(number)
    if len(links) < FEW:
        return
    found = rows(page, links)
    dates = row_dates(found, context)
    for row in found:
        yield from row.texts
        if row.url in dates:
            yield from dated_by(row, dates[row.url], context)


def _of_posters(page: Page, context: Context) -> Iterator[date]:
    """Days of the last half year that names of pictures tell. None of a page that says that it holds nothing: then they
    are those of its frame."""
    if says_none(page):
        return
    for url in page.images:
        for year, month, day in _NAMED.findall(parsed(url).path.rpartition("/")[2]):
            told = calendar_day(day, month, year, context.today)
            if told and context.today - _HALF_A_YEAR < told:
                yield told


def _named_for_news(page: Page) -> bool:
    return newslike("", page.url) >= NEWS_SECTION or list_named_for_news(page.url)


def _elsewhere(page: Page, context: Context) -> Iterator[Text]:
    """What tells no day of an entry: it stands below another name or at the side, or tells when the page was edited."""
    below: Kind | None = None
    fine = (None, Kind.NEWS) if _named_for_news(page) else (Kind.NEWS,)
    for text in page.texts:
        # The head of a column names what stands in it, and nothing of the days beside.
        if text.tag != "th" and (named := names_what_follows(text, page)):
            below = kind_of(text.text) or named  # "Agenda Kegiatan": its noun comes first
        if text.area is not Area.MAIN or below not in fine or _tells_an_edit(text, context):
            yield text


def _tells_an_edit(text: Text, context: Context) -> bool:
    short = text.text[:MAX_REPEATED]
    return DATEY.search(short) is not None and any(
        one.label is Label.MODIFIED for one in context.printed_dates(short)
    )
