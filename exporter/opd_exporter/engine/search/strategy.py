"""The search for posts: which sources are asked, in which order, and when it is known enough.

Cheap and exact sources first; whatever is newest has its own page opened before it counts. There are three ways:
:meth:`Search.full` looks through everything, :meth:`Search.known` only where posts were found last time, and
:meth:`Search.resume` reads what the budget of an earlier look did not reach.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urljoin

from opd_exporter.domain.budget import Budget
from opd_exporter.domain.candidate import Candidate
from opd_exporter.domain.config import Site
from opd_exporter.domain.spam import SpamSign
from opd_exporter.engine.search.asking import Get, Work
from opd_exporter.engine.search.confirm import confirm
from opd_exporter.engine.search.left_open import named_places
from opd_exporter.engine.search.outcome import Findings, settle, what_worked
from opd_exporter.engine.search.reading import KEPT_FOR_ARTICLES, Reader
from opd_exporter.engine.search.state import Answered, Crawl
from opd_exporter.posts.clock import could_be_clock
from opd_exporter.posts.context import Context
from opd_exporter.posts.discovery import Leads
from opd_exporter.posts.history import History, Sighting
from opd_exporter.posts.layout.boilerplate import Boilerplate
from opd_exporter.posts.reconcile import EXACT
from opd_exporter.store.limits import MAX_MENU
from opd_exporter.store.record import Learned
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
LISTS_EVERY = timedelta(hours=20)
"""How often each list of a site is read where nothing exact tells of all posts: daily, at whatever hours."""


class Search:
    """One look at one site."""

    def __init__(
        self,
        site: Site,
        context: Context,
        get: Get,
        work: Work,
        budget: Budget,
        learned: Learned,
        *,
        sightings: Mapping[str, Sighting],
        judged: Iterable[Candidate] = (),
        spam: Iterable[SpamSign] = (),
    ) -> None:
        """``sightings`` are what earlier looks saw; ``judged`` are candidates whose pages need not be opened again:
        accepted or refused before; ``spam`` are the signs known so far."""
        self._site, self._context = site, context
        self._crawl = Crawl(context, {normal(one.url): one for one in judged}, History.of(sightings))
        self._spam = tuple(spam)
        self._reader = Reader(site, get, work, budget, self._crawl, learned)
        self._feedless = 0

    # -- the three ways ----------------------------------------------------------------------------------------

    async def full(self, front: PageReading, front_url: str) -> Findings:
        """Look through every source, cheapest and most exact first."""
        self._start(front, front_url)
        reader, leads, crawl = self._reader, front.leads, self._crawl
        before = reader.learned
        lists = (*leads.lists, *(url for url in before.lists if url in leads.others))
        reader.learned = replace(
            before, feed="", listing="", lists=lists, others=leads.others, searched=self._context.now
        )
        await self._feeds(leads)
        await self._interface_of_the_system(leads)
        if not await self._in_lists(front, front_url, self._pages(before.listing)):
            await reader.sitemap(leads.sitemaps)
            await confirm(reader)
        await self._unasked(leads)
        await self._glimpse()
        self._leave_out_closed()
        reader.learned = replace(reader.learned, sitemap=next(iter(leads.sitemaps), ""), mapped=None)
        await self._look_for_spam(front_url)
        learned = what_worked(crawl, reader.learned, front_url, crawl.lists_read)
        kept = tuple(sorted(crawl.menu)[:MAX_MENU])
        return settle(crawl, replace(learned, frame=crawl.boilerplate.kept(), menu=kept), leads)

    async def known(self, front: PageReading | None, front_url: str) -> Findings | None:
        """Look only where posts were found last time; None when that is not there any more, or cannot be read."""
        reader, crawl = self._reader, self._crawl
        learned = reader.learned
        crawl.boilerplate, crawl.menu = Boilerplate.of(learned.frame), frozenset(learned.menu)
        source = learned.feed or learned.rest or learned.listing
        if not source:
            return None
        if front:
            self._glance(front, front_url, source)
        if learned.feed:
            await reader.feed(learned.feed, conditional=True)
        elif learned.rest:
            await reader.rest(learned.rest, conditional=True)
        elif learned.listing != front_url:
            await reader.list(learned.listing, conditional=True)
        else:
            crawl.answered(front_url, Answered.READ if front else Answered.UNCHANGED)
        read = crawl.asked.get(source)
        if read not in (Answered.READ, Answered.UNCHANGED) or (
            read is Answered.READ and not crawl.order.get(source)
        ):
            return None
        if source == learned.listing:
            await self._lists_in_turn()
        await self._glimpse()
        if any(key not in crawl.judged for key in crawl.candidates):
            await confirm(reader)
        await self._look_for_spam(front_url)
        return settle(crawl, self._learned_again(learned), None)

    async def resume(self, front: PageReading, front_url: str, unread: Iterable[str]) -> Findings:
        """Read the places ``unread`` that an earlier look had no requests left for."""
        self._start(front, front_url)
        reader, crawl = self._reader, self._crawl
        for url in unread:
            if not reader.spare():
                break
            if url in front.leads.feeds:
                await reader.feed(url)
            elif url in front.leads.rest:
                await reader.rest(url)
            elif url in front.leads.lists:
                await self._next_list(iter([url]))
        await confirm(reader)
        await self._look_for_spam(front_url)
        return replace(settle(crawl, reader.learned, front.leads), whole=False)

    # -- their steps -------------------------------------------------------------------------------------------

    def _start(self, front: PageReading, front_url: str) -> None:
        crawl = self._crawl
        self._reader.identity = front.identity
        crawl.saw_order(front.order)
        crawl.menu, crawl.boilerplate = front.leads.menu, crawl.boilerplate | front.boilerplate
        crawl.take(front.embedded, front_url)
        crawl.take(front.listing.candidates, front_url)

    async def _in_lists(self, front: PageReading, front_url: str, pages: Iterator[str]) -> bool:
        """Whether the lists ``pages``, or what a site has in their place, show a post; each step only where those before
        it showed none."""
        reader, leads = self._reader, front.leads
        page = await self._first_list(pages, leads)
        if not self._exact():
            await self._next_list(pages, keep=KEPT_FOR_LEADERS)
        found = await confirm(reader)
        while found and not self._exact() and self._silent() and await self._next_list(pages):
            await confirm(reader)
        return (
            found
            or await self._behind_a_flood(page)
            or await self._in_the_next(pages)
            or await self._rubrics()
            or await self._interfaces_of_scripts(front, front_url, page)
            or await self._in_any(leads.news)
            or await self._others(leads)
        )

    async def _behind_a_flood(self, page: PageReading | None) -> bool:
        """Whether a list that spam fills has posts on its next page."""
        reader = self._reader
        if not (page and page.listing.next and self._crawl.spam) or reader.budget.exhausted:
            return False
        await reader.list(page.listing.next)
        return await confirm(reader)

    async def _in_the_next(self, pages: Iterator[str]) -> bool:
        await self._next_list(pages)
        return await confirm(self._reader)

    async def _in_any(self, news: Iterable[str]) -> bool:
        waiting, found = iter(news), False
        while not found and await self._next_list(waiting):
            found = await confirm(self._reader)
        return found

    def _glance(self, front: PageReading, front_url: str, source: str) -> None:
        """What a changed front page adds to a steady look. Where it is not the source itself, only what it dates newer
        than all that is known: boxes of random articles change at each view."""
        self._start(front, front_url)
        if source == front_url:
            return
        crawl = self._crawl
        known = [one.published for one in crawl.judged.values() if one.published and one.counts]
        for key, one in list(crawl.candidates.items()):
            older = one.published is None or (known and one.published <= max(known))
            if older and key not in crawl.judged:
                crawl.forget(key)

    async def _lists_in_turn(self) -> None:
        """The other lists that nobody read for most of a day, the longest unread first: a new post may stand in any of
        them."""
        reader = self._reader
        for url in sorted(filter(self._waits, reader.learned.lists), key=self._read_last):
            if not reader.has_read(url) and reader.spare():
                await reader.list(url, conditional=True)
        self._leave_out_closed()

    def _leave_out_closed(self) -> None:
        """A list that could not be read waits for the next search through everything."""
        reader = self._reader
        closed = {url for url in reader.learned.lists if reader.has_read(url) and not reader.settled(url)}
        if closed:
            lists = tuple(url for url in reader.learned.lists if url not in closed)
            reader.learned = replace(reader.learned, lists=lists)

    def _learned_again(self, before: Learned) -> Learned:
        """Where the next steady look goes: to the list of the new post, else where this one went."""
        newest, learned = self._crawl.newest(), replace(self._reader.learned, listing=before.listing)
        if newest is None or before.feed or before.rest or normal(newest.url) in self._crawl.judged:
            return learned
        return what_worked(self._crawl, learned, before.listing, self._crawl.lists_read)

    def _exact(self) -> bool:
        """Whether a feed or an interface dates posts."""
        return any(
            one.source in EXACT and one.published and one.counts for one in self._crawl.usable().values()
        )

    def _silent(self) -> bool:
        """Whether the newest post found is so old that another section may hold a newer one."""
        newest = self._crawl.newest()
        when = newest.published if newest else None
        return when is not None and self._context.now - when > SILENT

    def _hasty(self, url: str) -> bool:
        """Whether a place was settled within the last days, so that others come first."""
        return normal(url) in self._reader.learned.settled

    def _read_last(self, url: str) -> float:
        """When a place was read last, as a timestamp; 0 when it was not within the last days."""
        when = self._reader.learned.settled.get(normal(url))
        return when.timestamp() if when else 0.0

    def _waits(self, url: str) -> bool:
        """Whether a list was not read for most of a day."""
        return self._context.now.timestamp() - self._read_last(url) >= LISTS_EVERY.total_seconds()

    async def _feeds(self, leads: Leads) -> None:
        """The site's feeds until one is read, and what they say of the system that writes them; where none can be read,
        what they said before."""
        site, reader = self._site, self._reader
        said = reader.learned.system
        reader.learned = replace(reader.learned, system=None)
        named = [urljoin(site.url, site.feed)] if site.feed else []
        guesses = [url for url in leads.guesses if not self._hasty(url)]
        for url in dict.fromkeys([*named, *leads.feeds[:2], *guesses]):
            if reader.spare():
                await reader.feed(url)
            if reader.learned.feed:
                break
        if leads.feeds and not any(map(reader.settled, leads.feeds)):
            reader.learned = replace(reader.learned, system=reader.learned.system or said)

    async def _interface_of_the_system(self, leads: Leads) -> None:
        """The interface that a shell was filled from, else that of the system where no feed dates posts."""
        reader = self._reader
        if reader.learned.rest and "/wp/v2/" not in reader.learned.rest:
            await reader.rest(reader.learned.rest)
        elif not self._exact() and leads.rest and reader.spare():
            await reader.rest(leads.rest[0])

    def _pages(self, last: str) -> Iterator[str]:
        """Pages with lists: the likeliest; the one that held the newest post at the ``last`` look; then those that nobody
        read for the longest, but for what was read within the day."""
        named = [urljoin(self._site.url, self._site.listing)] if self._site.listing else []
        lists = list(dict.fromkeys([*named, *self._reader.learned.lists]))
        waiting = sorted(filter(self._waits, lists), key=self._read_last)
        first = [*lists[:1], *([last] if last in lists else [])]
        return (url for url in dict.fromkeys([*first, *waiting]) if not self._reader.has_read(url))

    async def _first_list(self, pages: Iterator[str], leads: Leads) -> PageReading | None:
        """The best list of news; its last page when it runs oldest first; further types where nothing is dated."""
        reader = self._reader
        page = await self._next_list(pages)
        if page and page.listing.ascending and page.listing.last and reader.spare():
            await reader.list(page.listing.last)
        if leads.rest and not any(one.published for one in self._crawl.usable().values()):
            await reader.other_types(leads.rest[0])
        return page

    async def _next_list(self, pages: Iterator[str], keep: int = KEPT_FOR_ARTICLES) -> PageReading | None:
        """The next list that can be read; with its own feed, where no exact source dates what it lists."""
        page = await self._reader.first_list(pages, keep)
        if page and self._wants_dates(page):
            await self._feed_of(page, keep)
        return page

    def _wants_dates(self, page: PageReading) -> bool:
        """Whether entries of this list have no date, or one that may be a clock's; or whether there are none, and nothing
        exact lists posts."""
        listed = [self._crawl.candidates.get(normal(one.url)) for one in page.listing.candidates]
        return (not listed and not self._exact()) or any(
            one.source not in EXACT
            and one.refused is None
            and (one.published is None or could_be_clock(one.published, self._context))
            for one in listed
            if one
        )

    async def _feed_of(self, page: PageReading, keep: int = KEPT_FOR_ARTICLES) -> None:
        """A list's own feed. Where two of a site's lists have none, the others are not asked for theirs."""
        reader, crawl, before = self._reader, self._crawl, self._reader.learned.feed
        asked = set(map(normal, crawl.asked))
        url = next((one for one in page.leads.of_page if normal(one) not in asked), "")
        if not url or self._feedless >= MAX_FEEDLESS or not reader.spare(keep):
            return
        await reader.feed(url)
        self._feedless += not crawl.order.get(url)
        if before and crawl.newest_of(before) >= crawl.newest_of(url):
            reader.learned = replace(reader.learned, feed=before)

    async def _rubrics(self) -> bool:
        """What a list of news names by a word or two, and turned out to be no article with a day: lists of their own."""
        reader, found = self._reader, False
        rubrics = iter(self._crawl.short_and_undated()[:MAX_RUBRICS])
        while not found and reader.spare() and (url := next(rubrics, "")):
            await reader.list(url)
            found = await confirm(reader)
        return found

    async def _interfaces_of_scripts(
        self, front: PageReading, front_url: str, page: PageReading | None
    ) -> bool:
        """What scripts inside the pages ask for. Posts found there are what the page would have listed."""
        reader, crawl = self._reader, self._crawl
        asked = dict.fromkeys([*front.interfaces, *(page.interfaces if page else ())])
        for url in list(asked)[:MAX_INTERFACES]:
            if reader.spare(keep=1):
                await reader.rest(url)
            if crawl.order.get(url):
                for shell, came in list(crawl.asked.items()):
                    if came is Answered.SHELL:
                        crawl.answered(shell, Answered.READ)
        return await confirm(reader)

    async def _others(self, leads: Leads) -> bool:
        """Entries of the menu whose names say nothing."""
        reader, found = self._reader, False
        others = iter([url for url in leads.others[:MAX_OTHERS] if not reader.has_read(url)])
        while not found and not self._crawl.usable() and await reader.first_list(others):
            found = await confirm(reader)
        return found

    async def _unasked(self, leads: Leads) -> None:
        """Requests that are left go to the places that the site names and that nobody asked yet."""
        reader = self._reader
        for url in sorted(named_places(leads, exact=self._exact()), key=self._read_last):
            waits = url in leads.lists and self._waits(url) and not reader.has_read(url)
            if waits and not self._crawl.is_an_entry(url) and reader.spare(keep=1):
                await reader.list(url)
                await confirm(reader)

    async def _glimpse(self) -> None:
        """One list more: under a name that says nothing its entries are no evidence of posts, but one of them is no new
        post when it turns up among the news with a new date, and neither is one of a list's further pages. What their own
        addresses call news is evidence."""
        reader = self._reader
        for url in (*reader.learned.others, *reader.learned.older):
            if not reader.has_read(url) and not self._hasty(url) and reader.spare():
                await reader.glimpse(url)
                await confirm(reader)
                return

    async def _look_for_spam(self, front_url: str) -> None:
        """With requests that are left: the sitemaps, once after each look through everything, and pages on which spam was
        seen before."""
        reader = self._reader
        if reader.learned.mapped is None and reader.spare(keep=0):
            await reader.judge_sitemaps(reader.learned.sitemap)
            reader.learned = replace(reader.learned, mapped=self._context.now)
        await reader.look_again(self._spam, front_url)
