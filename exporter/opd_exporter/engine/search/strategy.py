"""The search for posts: which sources are asked, in which order, and when it is known enough.

Cheap and exact sources first; whatever is newest has its own page opened before it counts. There are three ways:
:meth:`Search.full` looks through everything, :meth:`Search.known` only where posts were found last time, and
:meth:`Search.resume` reads what the budget of an earlier look did not reach.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urljoin

from opd_exporter.domain.budget import Budget
from opd_exporter.domain.candidate import Doubt
from opd_exporter.domain.config import Site
from opd_exporter.domain.spam import SpamSign
from opd_exporter.engine.search.answered import Answered
from opd_exporter.engine.search.asking import Get, Work
from opd_exporter.engine.search.confirm import confirm
from opd_exporter.engine.search.earlier import Earlier
from opd_exporter.engine.search.inquiry import KEPT_FOR_ARTICLES, Inquiry
from opd_exporter.engine.search.left_open import named_places
from opd_exporter.engine.search.list_walk import in_lists, next_list
from opd_exporter.engine.search.lists import glimpse, leave_bare_days_open, read_list
from opd_exporter.engine.search.outcome import Findings, outcome_of, what_worked
from opd_exporter.engine.search.rotation import (
    is_stale,
    leave_out_closed,
    longest_unread_first,
    pages,
    read_in_rotation,
    settled_lately,
)
from opd_exporter.engine.search.sitemaps import read_sitemap
from opd_exporter.engine.search.sources import read_feed, read_rest
from opd_exporter.engine.search.spam import judge_sitemaps, look_again
from opd_exporter.engine.search.state import Crawl
from opd_exporter.engine.search.taking import take
from opd_exporter.posts.context import Context
from opd_exporter.posts.layout.boilerplate import Boilerplate
from opd_exporter.posts.leads import Leads
from opd_exporter.store.limits import MAX_MENU
from opd_exporter.store.record import Learned
from opd_exporter.text.address import normal
from opd_exporter.workers.readings import PageReading


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
        earlier: Earlier,
        spam: Iterable[SpamSign] = (),
    ) -> None:
        """``spam`` are the signs so far."""
        self._context = context
        self._crawl = Crawl(context, earlier)
        self._spam = tuple(spam)
        self._inquiry = Inquiry(site, get, work, budget, self._crawl, learned)

    # -- the three ways ----------------------------------------------------------------------------------------

    async def full(self, front: PageReading, front_url: str) -> Findings:
        """Look through every source, cheapest and most exact first."""
        self._begin(front, front_url)
        inquiry, leads, crawl = self._inquiry, front.leads, self._crawl
        before = inquiry.learned
        inquiry.learned = self._begun_anew(before, leads)
        # A feed dates all posts for one request, and so does an interface; lists date some, and their articles cost more.
        await _feeds(inquiry, leads)
        await _interface_of_the_system(inquiry, leads)
        # A sitemap's dates are those of edits, and its addresses of pages too: the last resort.
        if not await in_lists(inquiry, front, pages(inquiry, before.listing)):
            await read_sitemap(inquiry, leads.sitemaps)
            await confirm(inquiry)
        named = _named(inquiry, leads)
        # First what nobody settled lately; with requests that are left then, what was.
        await _unasked(inquiry, (url for url in named if not settled_lately(inquiry, url)))
        # At a first look articles are worth more than what other lists are remembered by.
        await _glimpse(inquiry, KEPT_FOR_ARTICLES if before.searched is None else 1)
        await _unasked(inquiry, named)
        leave_out_closed(inquiry)
        # After each look through everything its sitemaps are judged for spam once (``mapped``).
        inquiry.learned = replace(inquiry.learned, sitemap=next(iter(leads.sitemaps), ""), mapped=None)
        await self._look_for_spam(front_url)
        worked = what_worked(crawl, inquiry.learned, front_url, crawl.lists_read)
        learned = _where_the_newest_stands(inquiry, worked, before)
        # Steady looks do not read the front page: what it says of all the others is kept for them.
        menu = tuple(sorted(crawl.menu)[:MAX_MENU])
        return outcome_of(crawl, replace(learned, frame=crawl.boilerplate.kept(), menu=menu), leads)

    async def known(self, front: PageReading | None, front_url: str) -> Findings | None:
        """Look only where posts were found last time; None when that is not there any more, or cannot be read."""
        inquiry, crawl = self._inquiry, self._crawl
        learned = inquiry.learned
        crawl.boilerplate, crawl.menu = Boilerplate.of(learned.frame), frozenset(learned.menu)
        source = learned.feed or learned.rest or learned.listing
        if not source:
            return None
        if front:
            self._glance(front, front_url, source)
        if (
            source == learned.listing == front_url
        ):  # the visit before this look read it, or found it unchanged
            crawl.answered(front_url, Answered.READ if front else Answered.UNCHANGED)
        else:
            await _read_again(inquiry, learned)
        if not _still_lists_posts(source, crawl):
            return None
        if source == learned.listing:
            await read_in_rotation(inquiry)
        await _glimpse(inquiry)
        # Where all is known from before there is nothing to open.
        if any(key not in crawl.earlier.judged for key in crawl.candidates):
            await confirm(inquiry)
        await self._look_for_spam(front_url)
        learned = _where_the_newest_stands(inquiry, self._learned_again(learned), learned)
        return outcome_of(crawl, learned, None)

    async def resume(self, front: PageReading, front_url: str, unread: Iterable[str]) -> Findings:
        """Read the places ``unread`` that an earlier look had no requests left for."""
        self._begin(front, front_url)
        inquiry, crawl = self._inquiry, self._crawl
        for url in unread:
            if not inquiry.spare():
                break
            if url in front.leads.feeds:
                await read_feed(inquiry, url)
            elif url in front.leads.rest:
                await read_rest(inquiry, url)
            elif url in front.leads.lists:
                await next_list(inquiry, iter([url]))
        await confirm(inquiry)
        await self._look_for_spam(front_url)
        return replace(outcome_of(crawl, inquiry.learned, front.leads), whole=False)

    # -- their steps -------------------------------------------------------------------------------------------

    def _begun_anew(self, before: Learned, leads: Leads) -> Learned:
        """What is known at the beginning of a search through everything: the places that the site names now, and of the
        lists that it names by nothing those that turned out to hold posts."""
        proven = (url for url in before.lists if url in leads.others)
        return replace(
            before,
            feed="",
            listing="",
            lists=(*leads.lists, *proven),
            others=leads.others,
            searched=self._context.now,
        )

    def _begin(self, front: PageReading, front_url: str) -> None:
        """Begin with the front page as one of the places that are to be read."""
        self._start(front, front_url)
        for url in front.leads.waiting:
            self._crawl.answered(url, Answered.SHELL)
            leave_bare_days_open(self._inquiry, url, front)

    def _start(self, front: PageReading, front_url: str) -> None:
        crawl = self._crawl
        self._inquiry.identity = front.identity
        crawl.saw_order(front.order)
        crawl.menu, crawl.boilerplate = front.leads.menu, crawl.boilerplate | front.boilerplate
        take(crawl, front.embedded, front_url)
        take(crawl, front.listing.candidates, front_url)

    def _glance(self, front: PageReading, front_url: str, source: str) -> None:
        """What a changed front page adds to a steady look. Where it is not the source itself, only what it dates newer
        than all that is known: boxes of random articles change at each view."""
        self._start(front, front_url)
        if source == front_url:
            return
        crawl = self._crawl
        known = [one.published for one in crawl.earlier.judged.values() if one.published and one.counts]
        for key, one in list(crawl.candidates.items()):
            older = one.published is None or (known and one.published <= max(known))
            if older and key not in crawl.earlier.judged:
                crawl.forget(key)

    def _learned_again(self, before: Learned) -> Learned:
        """Where the next steady look goes: to the list of the new post, else where this one went."""
        newest, learned = self._crawl.newest(), replace(self._inquiry.learned, listing=before.listing)
        if newest is None or before.feed or before.rest or normal(newest.url) in self._crawl.earlier.judged:
            return learned
        return what_worked(self._crawl, learned, before.listing, self._crawl.lists_read)

    async def _look_for_spam(self, front_url: str) -> None:
        """With requests that are left: the sitemaps, once after each look through everything, and pages on which spam was
        seen before."""
        inquiry = self._inquiry
        if inquiry.learned.mapped is None and inquiry.spare(keep=0):
            await judge_sitemaps(inquiry, inquiry.learned.sitemap)
            inquiry.learned = replace(inquiry.learned, mapped=self._context.now)
        await look_again(inquiry, self._spam, front_url)


async def _read_again(inquiry: Inquiry, learned: Learned) -> None:
    """Ask the source where posts were found last time, the most exact one: mostly for one request and no body."""
    if learned.feed:
        await read_feed(inquiry, learned.feed, conditional=True)
    elif learned.rest:
        await read_rest(inquiry, learned.rest, conditional=True)
    else:
        await read_list(inquiry, learned.listing, conditional=True)


def _still_lists_posts(source: str, crawl: Crawl) -> bool:
    """Whether a source still holds what it held. One that lists nothing any more was emptied or moved: the search
    through everything finds where to."""
    came = crawl.asked.get(source)
    return came is Answered.UNCHANGED or (came is Answered.READ and bool(crawl.listed.get(source)))


async def _feeds(inquiry: Inquiry, leads: Leads) -> None:
    """The site's feeds until one is read, and what they say of the system that writes them; where none can be read,
    what they said before."""
    site = inquiry.site
    said = inquiry.learned.system
    inquiry.learned = replace(inquiry.learned, system=None)
    named = [urljoin(site.url, site.feed)] if site.feed else []
    guesses = [url for url in leads.guesses if not settled_lately(inquiry, url)]
    # Of those that the page names two: further ones are of categories and in other forms, and each costs a request.
    for url in dict.fromkeys([*named, *leads.feeds[:2], *guesses]):
        if inquiry.spare():
            await read_feed(inquiry, url)
        if inquiry.learned.feed:
            break
    if leads.feeds and not any(map(inquiry.settled, leads.feeds)):
        inquiry.learned = replace(inquiry.learned, system=inquiry.learned.system or said)


async def _interface_of_the_system(inquiry: Inquiry, leads: Leads) -> None:
    """The interface that a shell was filled from, else that of the system where no feed dates posts."""
    if inquiry.learned.rest and "/wp/v2/" not in inquiry.learned.rest:
        await read_rest(inquiry, inquiry.learned.rest)
    elif not inquiry.crawl.exact() and leads.rest and inquiry.spare():
        await read_rest(inquiry, leads.rest[0])


def _where_the_newest_stands(inquiry: Inquiry, learned: Learned, before: Learned) -> Learned:
    """The list that comes first next time: that of a newer entry whose date another day settles; that of the newest
    post that is known, where this look did not come to it."""
    crawl = inquiry.crawl
    newest = crawl.newest()
    best = newest.published if newest else None
    # A date that may be a clock's is settled by seeing it on another day: the list that shows it has to be read then.
    places = {
        one.published: crawl.origin.get(key, one.seen_on)
        for key, one in crawl.usable().items()
        if one.open is Doubt.CLOCK and one.published and (best is None or one.published > best)
    }
    if places and (place := places[max(places)]) in crawl.lists_read:
        return replace(learned, listing=place)
    # That this look did not come to the newest post known says nothing against it: its list stays the first.
    known = crawl.earlier.history.newest()
    unread = before.listing in learned.lists and not inquiry.has_read(before.listing)
    return replace(learned, listing=before.listing) if best and known and best < known and unread else learned


def _named(inquiry: Inquiry, leads: Leads) -> list[str]:
    """The lists of news, by the site's word or by what they turned out to hold, those first that nobody read for the
    longest."""
    exact, lists = inquiry.crawl.exact(), inquiry.learned.lists
    places = [*named_places(leads, exact=exact), *(() if exact else filter(leads.others.__contains__, lists))]
    return longest_unread_first(inquiry, (url for url in places if url in lists and is_stale(inquiry, url)))


async def _unasked(inquiry: Inquiry, named: Iterable[str]) -> None:
    """Requests that are left go to the lists that nobody asked for yet."""
    for url in named:
        unasked = not (inquiry.has_read(url) or inquiry.crawl.is_an_entry(url))
        if unasked and inquiry.spare(keep=1):
            await read_list(inquiry, url)
            await confirm(inquiry)


async def _glimpse(inquiry: Inquiry, keep: int = KEPT_FOR_ARTICLES) -> None:
    """One list more that nobody looked at for a week: under a name that says nothing its entries are no evidence of
    posts, but one of them is no new post when it turns up among the news with a new date, and neither is one of a
    list's further pages. What their own addresses call news is evidence."""
    for url in (*inquiry.learned.others, *inquiry.learned.older):
        if not inquiry.has_read(url) and not settled_lately(inquiry, url) and inquiry.spare(keep):
            await glimpse(inquiry, url)
            await confirm(inquiry)
            return
