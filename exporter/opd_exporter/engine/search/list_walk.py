"""From list to list until a post is found: the site's lists, and what it may have in their place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from opd_exporter.domain.vocabulary import EXACT
from opd_exporter.engine.search.answered import SETTLES, Answered
from opd_exporter.engine.search.asking import JSON, answer_of
from opd_exporter.engine.search.confirm import confirm
from opd_exporter.engine.search.inquiry import KEPT_FOR_ARTICLES, Inquiry
from opd_exporter.engine.search.lists import first_list, list_in, read_list
from opd_exporter.engine.search.sources import data_in, is_html, read_feed, read_other_types, read_rest
from opd_exporter.posts.clock import could_be_clock
from opd_exporter.posts.leads import Leads
from opd_exporter.text.address import normal
from opd_exporter.workers import tasks
from opd_exporter.workers.readings import Answer, PageReading

MAX_FILES = 2
"""Script files of a page that waits for them that are read, the last first: libraries stand before what uses them."""
MAX_INTERFACES = 2
"""Interfaces that scripts inside the pages ask, tried where the pages list nothing."""
KEPT_FOR_LEADERS = 3
"""Requests held back while a second list is read, since lists without dates need more articles opened."""
RISING = 4
"""Days of articles, in the order of a list without days, that tell how it runs: of three one in six orders rises."""
NOT_TO_ITS_END = "berurut dari yang lama, dan tidak terbaca sampai akhirnya"
"""What is left open of a list; only a look through everything settles it."""
MAX_FEEDLESS = 2
"""Lists without a feed of their own after which no other is asked for one: a system has them for all or for none."""
MAX_OTHERS = 3
"""Entries of unknown name that are opened on a site where nothing that may be a post was seen."""
MAX_RUBRICS = 2
"""Rubrics that are opened where the list of news shows nothing else: the others come in turn (``rotation``)."""
SILENT = timedelta(days=30)
"""Age of the newest post found from which on the menu's further lists are read too."""


async def in_lists(inquiry: Inquiry, front: PageReading, pages: Iterator[str]) -> bool:
    """Whether the lists ``pages``, or what a site has in their place, show a post; each step only where those before
    it showed none."""
    leads = front.leads
    page = await _best_list(inquiry, pages, leads)
    url = inquiry.learned.listing
    # Sites keep news in two lists ("berita", "kegiatan"); where a feed tells of all posts one is enough.
    if not inquiry.crawl.exact():
        await next_list(inquiry, pages, keep=KEPT_FOR_LEADERS)
    found = await confirm(inquiry)
    if page and _runs_oldest_first(inquiry, page):  # as articles told that were opened now
        await _to_its_end(inquiry, url, page)
        found = await confirm(inquiry)
    # A newest post that is old may be the newest of its section only.
    while found and not inquiry.crawl.exact() and _silent(inquiry) and await next_list(inquiry, pages):
        await confirm(inquiry)
    return (
        found
        or await _behind_a_flood(inquiry, page)
        or await _in_the_next(inquiry, pages)
        or await _rubrics(inquiry)
        or await _asked_by_scripts(inquiry, front, page)
        or await _in_any(inquiry, leads.news)
        or await _others(inquiry, leads)
        or await _asked_by_their_files(inquiry, front, page)
    )


def _silent(inquiry: Inquiry) -> bool:
    """Whether the newest post found is so old that another section may hold a newer one."""
    newest = inquiry.crawl.newest()
    when = newest.published if newest else None
    return when is not None and inquiry.context.now - when > SILENT


async def _best_list(inquiry: Inquiry, pages: Iterator[str], leads: Leads) -> PageReading | None:
    """The best list of news; further types where nothing is dated."""
    page = await next_list(inquiry, pages)
    if leads.rest and not any(one.published for one in inquiry.crawl.usable().values()):
        await read_other_types(inquiry, leads.rest[0])
    return page


async def next_list(
    inquiry: Inquiry, pages: Iterator[str], keep: int = KEPT_FOR_ARTICLES
) -> PageReading | None:
    """The next list that can be read, to its end where it runs oldest first; with its own feed, where no exact source
    dates what it lists."""
    page = await first_list(inquiry, pages, keep)
    if page and _runs_oldest_first(inquiry, page):
        await _to_its_end(inquiry, inquiry.learned.listing, page)
    if page and _wants_dates(inquiry, page):
        await _feed_of(inquiry, page, keep)
    return page


def _runs_oldest_first(inquiry: Inquiry, page: PageReading) -> bool:
    """Whether a list does, by the days that it shows; one that shows none, by those that its articles told, now or at an
    earlier look."""
    listed, crawl = page.listing.candidates, inquiry.crawl
    if page.listing.ascending or any(one.published for one in listed):
        return page.listing.ascending
    keys = dict.fromkeys(normal(one.url) for one in listed)
    now = {key: one for key, one in crawl.usable().items() if one.published}
    told = (now.get(key) or crawl.earlier.posts.get(key) for key in keys)
    days = [inquiry.context.day(one.published) for one in told if one and one.published]
    return len(set(days)) >= RISING and days == sorted(days)


async def _to_its_end(inquiry: Inquiry, url: str, page: PageReading) -> None:
    """The last page of a list at ``url`` that runs oldest first, or its next one where no number leads to the last. Where
    the end is not reached, what is newest was not read."""
    last, crawl = page.listing.last, inquiry.crawl
    onward = last or page.listing.next
    if not onward or onward == url:
        return
    further = await read_list(inquiry, onward) if inquiry.spare() else None
    # Behind a next page that leads on to newer ones, or shows no days either, lies more than one request tells.
    goes_on = not last and further and further.listing.next and _newest(further) >= _newest(page)
    if crawl.asked.get(onward) not in SETTLES or goes_on:
        crawl.answered(url, Answered.BROKEN, NOT_TO_ITS_END)


def _newest(page: PageReading) -> datetime:
    dated = (one.published for one in page.listing.candidates if one.published)
    return max(dated, default=datetime.min.replace(tzinfo=UTC))


def _wants_dates(inquiry: Inquiry, page: PageReading) -> bool:
    """Whether entries of this list have no date, or one that may be a clock's; or whether there are none, and nothing
    exact lists posts."""
    listed = [inquiry.crawl.candidates.get(normal(one.url)) for one in page.listing.candidates]
    return (not listed and not inquiry.crawl.exact()) or any(
        one.source not in EXACT
        and one.refused is None
        and (one.published is None or could_be_clock(one.published, inquiry.context))
        for one in listed
        if one
    )


async def _feed_of(inquiry: Inquiry, page: PageReading, keep: int = KEPT_FOR_ARTICLES) -> None:
    """A list's own feed. Where two of a site's lists have none, the others are not asked for theirs."""
    crawl, before = inquiry.crawl, inquiry.learned.feed
    asked = set(map(normal, crawl.asked))
    url = next((one for one in page.leads.of_page if normal(one) not in asked), "")
    if not url or inquiry.crawl.feedless >= MAX_FEEDLESS or not inquiry.spare(keep):
        return
    await read_feed(inquiry, url)
    inquiry.crawl.feedless += not crawl.listed.get(url)
    # The feed to go back to at steady looks is the one with the newest post: a category's may be silent for months.
    if before and crawl.newest_of(before) >= crawl.newest_of(url):
        inquiry.learned = replace(inquiry.learned, feed=before)


async def _behind_a_flood(inquiry: Inquiry, page: PageReading | None) -> bool:
    """Whether a list that spam fills has posts on its next page."""
    if not (page and page.listing.next and inquiry.crawl.spam) or inquiry.budget.exhausted:
        return False
    await read_list(inquiry, page.listing.next)
    return await confirm(inquiry)


async def _in_the_next(inquiry: Inquiry, pages: Iterator[str]) -> bool:
    await next_list(inquiry, pages)
    return await confirm(inquiry)


async def _rubrics(inquiry: Inquiry) -> bool:
    """What a list of news names by a word or two, and turned out to be no article with a day: lists of their own."""
    found = False
    rubrics = iter(inquiry.crawl.short_and_undated()[:MAX_RUBRICS])
    while not found and inquiry.spare() and (url := next(rubrics, "")):
        await read_list(inquiry, url)
        found = await confirm(inquiry)
    return found


async def _asked_by_scripts(inquiry: Inquiry, front: PageReading, page: PageReading | None) -> bool:
    """What scripts inside the pages ask for: data, and parts of pages. Posts found there are what the page would have
    listed."""
    pages = [front, *([page] if page else ())]
    data = dict.fromkeys(url for one in pages for url in one.interfaces)
    parts = dict.fromkeys(url for one in pages for url in one.leads.asked)
    return await _in_place_of_shells(inquiry, list(data)[:MAX_INTERFACES], list(parts)[:MAX_INTERFACES])


async def _asked_by_their_files(inquiry: Inquiry, front: PageReading, page: PageReading | None) -> bool:
    """What the script files of pages ask for that are yet to be filled, where nothing else shows a post."""
    if Answered.SHELL not in inquiry.crawl.asked.values():
        return False
    scripts = []
    for url in dict.fromkeys(url for one in (page, front) if one for url in one.scripts[-MAX_FILES:]):
        if inquiry.spare() and (fetched := await inquiry.get(url, "*/*")).ok:
            scripts.append(answer_of(fetched))
    home = Answer(inquiry.site.url, 200, {}, b"")
    found = await inquiry.read(tasks.read_interfaces, home, scripts, inquiry.context) if scripts else None
    return await _in_place_of_shells(inquiry, (), (found or ())[:MAX_INTERFACES])


async def _in_place_of_shells(inquiry: Inquiry, data: Sequence[str], parts: Sequence[str]) -> bool:
    """Whether one of these interfaces, or parts of pages, shows a post."""
    crawl = inquiry.crawl
    for url in dict.fromkeys([*data, *parts]):
        if inquiry.spare(keep=1):
            await (read_rest if url in data else _read_either)(inquiry, url)
        # The shells were to show what the interface lists: with that read, nothing newer hides behind them.
        if crawl.listed.get(url):
            for shell, came in list(crawl.asked.items()):
                if came is Answered.SHELL:
                    crawl.answered(shell, Answered.READ)
    return await confirm(inquiry)


async def _read_either(inquiry: Inquiry, url: str) -> None:
    """What a script asks for: data, or a part of a page."""
    if fetched := await inquiry.fetch(url, JSON):
        await (list_in if is_html(fetched) else data_in)(inquiry, url, fetched)


async def _in_any(inquiry: Inquiry, news: Iterable[str]) -> bool:
    waiting, found = iter(news), False
    while not found and await next_list(inquiry, waiting):
        found = await confirm(inquiry)
    return found


async def _others(inquiry: Inquiry, leads: Leads) -> bool:
    """Entries of the menu whose names say nothing."""
    found = False
    others = iter([url for url in leads.others[:MAX_OTHERS] if not inquiry.has_read(url)])
    while not found and not inquiry.crawl.usable() and await first_list(inquiry, others):
        found = await confirm(inquiry)
    return found
