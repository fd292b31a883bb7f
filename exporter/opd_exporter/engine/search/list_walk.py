"""From list to list until a post is found: the site's lists, and what it may have in their place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta

from opd_exporter.engine.search.confirm import confirm
from opd_exporter.engine.search.fetcher import KEPT_FOR_ARTICLES, Fetcher
from opd_exporter.engine.search.lists import first_list, read_list
from opd_exporter.engine.search.sources import read_feed, read_other_types, read_rest
from opd_exporter.engine.search.state import Answered
from opd_exporter.posts.clock import could_be_clock
from opd_exporter.posts.discovery import Leads
from opd_exporter.posts.reconcile import EXACT
from opd_exporter.text.address import normal
from opd_exporter.workers.readings import PageReading

MAX_INTERFACES = 2
"""Interfaces that scripts inside the pages ask, tried where the pages list nothing."""
KEPT_FOR_LEADERS = 3
"""Requests held back while a second list is read, since lists without dates need more articles opened."""
MAX_FEEDLESS = 2
"""Lists without a feed of their own after which no other is asked for one."""
MAX_OTHERS = 3
"""Entries of unknown name that are opened on a site where nothing that may be a post was seen."""
MAX_RUBRICS = 2
"""Rubrics that are opened where the list of news shows nothing else."""
SILENT = timedelta(days=30)
"""Age of the newest post found from which on the menu's further lists are read too."""


async def in_lists(fetcher: Fetcher, front: PageReading, front_url: str, pages: Iterator[str]) -> bool:
    """Whether the lists ``pages``, or what a site has in their place, show a post; each step only where those before
    it showed none."""
    leads = front.leads
    page = await _best_list(fetcher, pages, leads)
    if not fetcher.crawl.exact():
        await next_list(fetcher, pages, keep=KEPT_FOR_LEADERS)
    found = await confirm(fetcher)
    while found and not fetcher.crawl.exact() and _silent(fetcher) and await next_list(fetcher, pages):
        await confirm(fetcher)
    return (
        found
        or await _behind_a_flood(fetcher, page)
        or await _in_the_next(fetcher, pages)
        or await _rubrics(fetcher)
        or await _interfaces_of_scripts(fetcher, front, front_url, page)
        or await _in_any(fetcher, leads.news)
        or await _others(fetcher, leads)
    )


def _silent(fetcher: Fetcher) -> bool:
    """Whether the newest post found is so old that another section may hold a newer one."""
    newest = fetcher.crawl.newest()
    when = newest.published if newest else None
    return when is not None and fetcher.context.now - when > SILENT


async def _best_list(fetcher: Fetcher, pages: Iterator[str], leads: Leads) -> PageReading | None:
    """The best list of news; its last page when it runs oldest first; further types where nothing is dated."""
    page = await next_list(fetcher, pages)
    if page and page.listing.ascending and page.listing.last and fetcher.spare():
        await read_list(fetcher, page.listing.last)
    if leads.rest and not any(one.published for one in fetcher.crawl.usable().values()):
        await read_other_types(fetcher, leads.rest[0])
    return page


async def next_list(
    fetcher: Fetcher, pages: Iterator[str], keep: int = KEPT_FOR_ARTICLES
) -> PageReading | None:
    """The next list that can be read; with its own feed, where no exact source dates what it lists."""
    page = await first_list(fetcher, pages, keep)
    if page and _wants_dates(fetcher, page):
        await _feed_of(fetcher, page, keep)
    return page


def _wants_dates(fetcher: Fetcher, page: PageReading) -> bool:
    """Whether entries of this list have no date, or one that may be a clock's; or whether there are none, and nothing
    exact lists posts."""
    listed = [fetcher.crawl.candidates.get(normal(one.url)) for one in page.listing.candidates]
    return (not listed and not fetcher.crawl.exact()) or any(
        one.source not in EXACT
        and one.refused is None
        and (one.published is None or could_be_clock(one.published, fetcher.context))
        for one in listed
        if one
    )


async def _feed_of(fetcher: Fetcher, page: PageReading, keep: int = KEPT_FOR_ARTICLES) -> None:
    """A list's own feed. Where two of a site's lists have none, the others are not asked for theirs."""
    crawl, before = fetcher.crawl, fetcher.learned.feed
    asked = set(map(normal, crawl.asked))
    url = next((one for one in page.leads.of_page if normal(one) not in asked), "")
    if not url or fetcher.crawl.feedless >= MAX_FEEDLESS or not fetcher.spare(keep):
        return
    await read_feed(fetcher, url)
    fetcher.crawl.feedless += not crawl.order.get(url)
    if before and crawl.newest_of(before) >= crawl.newest_of(url):
        fetcher.learned = replace(fetcher.learned, feed=before)


async def _behind_a_flood(fetcher: Fetcher, page: PageReading | None) -> bool:
    """Whether a list that spam fills has posts on its next page."""
    if not (page and page.listing.next and fetcher.crawl.spam) or fetcher.budget.exhausted:
        return False
    await read_list(fetcher, page.listing.next)
    return await confirm(fetcher)


async def _in_the_next(fetcher: Fetcher, pages: Iterator[str]) -> bool:
    await next_list(fetcher, pages)
    return await confirm(fetcher)


async def _rubrics(fetcher: Fetcher) -> bool:
    """What a list of news names by a word or two, and turned out to be no article with a day: lists of their own."""
    found = False
    rubrics = iter(fetcher.crawl.short_and_undated()[:MAX_RUBRICS])
    while not found and fetcher.spare() and (url := next(rubrics, "")):
        await read_list(fetcher, url)
        found = await confirm(fetcher)
    return found


async def _interfaces_of_scripts(
    fetcher: Fetcher, front: PageReading, front_url: str, page: PageReading | None
) -> bool:
    """What scripts inside the pages ask for. Posts found there are what the page would have listed."""
    crawl = fetcher.crawl
    asked = dict.fromkeys([*front.interfaces, *(page.interfaces if page else ())])
    for url in list(asked)[:MAX_INTERFACES]:
        if fetcher.spare(keep=1):
            await read_rest(fetcher, url)
        if crawl.order.get(url):
            for shell, came in list(crawl.asked.items()):
                if came is Answered.SHELL:
                    crawl.answered(shell, Answered.READ)
    return await confirm(fetcher)


async def _in_any(fetcher: Fetcher, news: Iterable[str]) -> bool:
    waiting, found = iter(news), False
    while not found and await next_list(fetcher, waiting):
        found = await confirm(fetcher)
    return found


async def _others(fetcher: Fetcher, leads: Leads) -> bool:
    """Entries of the menu whose names say nothing."""
    found = False
    others = iter([url for url in leads.others[:MAX_OTHERS] if not fetcher.has_read(url)])
    while not found and not fetcher.crawl.usable() and await first_list(fetcher, others):
        found = await confirm(fetcher)
    return found
