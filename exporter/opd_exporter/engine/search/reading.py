"""Reading sources: a feed, an interface, a list, a sitemap are fetched, read, and what came of each is written down."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin

from opd_exporter.domain.budget import Budget
from opd_exporter.domain.config import Site
from opd_exporter.domain.spam import SpamSign
from opd_exporter.domain.vocabulary import Reason
from opd_exporter.engine.search.asking import (
    FEED,
    HTML,
    JSON,
    READ_TIMEOUT,
    TEXT,
    Get,
    Result,
    Work,
    answer_of,
    digest,
)
from opd_exporter.engine.search.state import SETTLES, Answered, Crawl
from opd_exporter.fetch.model import Fetched
from opd_exporter.judges.identity import NOBODY, Identity
from opd_exporter.judges.systems.records import UNKNOWN
from opd_exporter.posts.address_section import is_closed
from opd_exporter.posts.clock import days_shown_now
from opd_exporter.posts.context import Context
from opd_exporter.posts.discovery import wordpress_rest
from opd_exporter.posts.news_words import NEWS_SECTION, in_news_section, newslike
from opd_exporter.posts.sources.model import ROBOTS, Sitemap
from opd_exporter.posts.spam_runs import signs_of_entries
from opd_exporter.store.record import Learned
from opd_exporter.text.address import normal
from opd_exporter.workers import tasks
from opd_exporter.workers.pool import WorkFailed
from opd_exporter.workers.readings import PageReading

KEPT_FOR_ARTICLES = 2
"""Requests held back while sources are read, so that the newest candidate's page can be opened."""
MAX_SITEMAPS = 3
"""Sitemaps that are judged for spam at one look."""
MAX_AGAIN = 3
"""Pages with signs of spam that are opened again at one look."""
MIN_DAYS = 3
"""Past days printed on a list's page without any link from which on it seems to show posts in another way: neither a
clock's nor those of coming events."""
MAX_OLDER = 10
"""Further pages of lists that are looked at for memory alone."""
SHUT = frozenset({401, 402, 403, 405, 406, 407, 409, 418, 423, 429, 444, 451})
"""Status codes of a door shut in our face, which say nothing about what is behind it."""
_ELSEWHERE = (Reason.OFFSITE, Reason.REDIRECT)
"""What is asked for is not on this site,"""
_NOT_OURS = (Reason.CHALLENGE, Reason.BLOCKED, Reason.REFUSED_BY_POLICY)
"""or is shut to us: neither says that there is nothing."""


def answered(fetched: Fetched) -> tuple[Answered, str]:
    """What an answer without a readable body amounts to, and in a word what came."""
    if fetched.ok:
        return Answered.READ, ""
    if fetched.reason in _ELSEWHERE:
        return Answered.OTHER, ""
    if fetched.reason in _NOT_OURS or (fetched.reason is None and fetched.status in SHUT):
        return Answered.REFUSED, str(fetched.status or fetched.reason)
    if fetched.reason is None and fetched.status in (404, 410):
        return Answered.ABSENT, ""
    return Answered.BROKEN, fetched.reason.text if fetched.reason else str(fetched.status)


class Reader:
    """Reads the sources of one site into a crawl, and learns what to send so that a steady look is cheap."""

    def __init__(
        self,
        site: Site,
        get: Get,
        work: Work,
        budget: Budget,
        crawl: Crawl,
        learned: Learned,
        identity: Identity = NOBODY,
    ) -> None:
        """``identity`` is what the front page is known by: a page that shares nothing with it, where a source was
        asked for, is somebody who stands before the site."""
        self.site, self.budget, self.crawl, self.learned = site, budget, crawl, learned
        self.identity = identity
        self._get, self._work = get, work
        self._robots: Sitemap | None = None
        """What robots.txt names; None: it was not read."""

    @property
    def context(self) -> Context:
        """Whose pages, which clock, which zone."""
        return self.crawl.context

    def spare(self, keep: int = KEPT_FOR_ARTICLES) -> bool:
        """Whether another source may be read, and so many articles still be opened after it."""
        return self.budget.requests > keep and not self.budget.exhausted

    def has_read(self, url: str) -> bool:
        """Whether the address was asked for in this look."""
        return url in self.crawl.asked

    async def get(self, url: str, accept: str) -> Fetched:
        """One GET; leaves its line in the story."""
        fetched = await self._get(url, accept=accept)
        self.crawl.tell(f"{url} — {_outcome(fetched)}")
        return fetched

    async def reading(self, function: Callable[..., Result], *arguments: Any) -> Result | None:
        """The reader's result, or None when it could not finish."""
        try:
            return await self._work(
                function, *arguments, within=min(READ_TIMEOUT, max(0.1, self.budget.remaining()))
            )
        except WorkFailed as error:
            self.crawl.tell(f"{error}")
            return None

    async def _fetch(self, url: str, accept: str, *, conditional: bool = False) -> Fetched | None:
        """The answer, or None when there is nothing to read; every try leaves a line in the story."""
        if self.budget.exhausted or (self.has_read(url) and not conditional):
            return None
        fetched = await self._get(
            url, accept=accept, validators=self.learned.validators.get(url) if conditional else None
        )
        self.crawl.tell(f"{url} — {_outcome(fetched)}")
        if not fetched.unasked:
            self.crawl.answered(url, *answered(fetched))
        if not fetched.ok:
            return None
        if conditional and (fetched.not_modified or self.learned.digests.get(url) == digest(fetched)):
            self.crawl.note("tidak berubah")
            self.crawl.answered(url, Answered.UNCHANGED)
            return None
        return fetched

    async def feed(self, url: str, *, conditional: bool = False) -> None:
        """Read a feed."""
        fetched = await self._fetch(url, FEED, conditional=conditional)
        if fetched is None:
            return
        found = await self.reading(tasks.read_feed, answer_of(fetched), self.context)
        if found is None or found.comments:
            self.crawl.note("bukan umpan posting")
            await self._no_source(url, fetched)
            return
        self.crawl.saw_order(found.order)
        self.crawl.note(f"umpan {found.kind}: {len(found.candidates)} entri")
        self.crawl.take(found.candidates, url)
        self.crawl.saw(url, signs_of_entries(found.candidates, url))
        self._learn(url, fetched)
        self.learned = replace(self.learned, feed=url, system=found.system or self.learned.system)

    async def rest(self, url: str, *, conditional: bool = False) -> None:
        """Read a JSON interface."""
        fetched = await self._fetch(url, JSON, conditional=conditional)
        if fetched is None:
            return
        found = await self.reading(tasks.read_rest, answer_of(fetched), self.context)
        if found is None:
            self.crawl.note("bukan data posting")
            if _is_html(fetched):
                await self._no_source(url, fetched)
            else:  # an object that says why it gives nothing
                self.crawl.answered(url, Answered.REFUSED, "tanpa data")
            return
        self.crawl.saw_order(found.order)
        self.crawl.note(f"{len(found.candidates)} entri")
        self.crawl.take(found.candidates, url)
        self.crawl.saw(url, signs_of_entries(found.candidates, url))
        if found.candidates:
            self._learn(url, fetched)
            self.learned = replace(self.learned, rest=url)

    async def _no_source(self, url: str, fetched: Fetched) -> None:
        """What came instead: a page of the site (there is no such source), or somebody who stands before it."""
        seen = await self.reading(tasks.read_refusal, answer_of(fetched), self.context, self.site.url)
        if seen is None:
            self.crawl.answered(url, Answered.BROKEN, "tidak terbaca")
            return
        dead, identity = seen
        foreign = self.identity and not identity.shares(self.identity)
        if dead and dead.reason is not Reason.EMPTY_SHELL:
            self.crawl.answered(url, Answered.REFUSED, dead.reason.text)
        elif foreign and _is_html(fetched):
            self.crawl.answered(url, Answered.REFUSED, "halaman pihak lain")
        else:
            self.crawl.answered(url, Answered.OTHER)

    async def other_types(self, rest: str) -> None:
        """News kept in a WordPress type of its own."""
        root, _, _ = rest.partition("/wp/v2/")
        if "rest_route" in rest or not root or not self.spare():
            return
        fetched = await self._fetch(f"{root}/wp/v2/types", JSON)
        if fetched is None:
            return
        for base in (await self.reading(tasks.read_types, answer_of(fetched)) or ())[:2]:
            if self.spare():
                await self.rest(wordpress_rest(root, base))

    async def list(self, url: str, *, conditional: bool = False) -> PageReading | None:
        """Read a page with a list; None when it is none, or unchanged."""
        fetched = await self._fetch(url, HTML, conditional=conditional)
        if fetched is None:
            return None
        page = await self.reading(tasks.read_page, answer_of(fetched), self.context, self.site.url)
        if page is None:
            self.crawl.answered(url, Answered.BROKEN, "tidak terbaca")
            return None
        self.crawl.saw_order(page.order)
        listed = (*page.embedded, *page.listing.candidates)
        self._judged(url, fetched, page, bool(listed))
        if page.dead or fetched.status not in (200, 203):
            self.crawl.note(page.dead.explanation if page.dead else "tidak terbaca")
            return None
        self.crawl.note(f"{len(listed)} calon posting")
        self.crawl.saw(url, page.spam)
        self.crawl.take(listed, url, {normal(one) for one in page.listing.main})
        self.crawl.boilerplate |= page.boilerplate
        past = {day for day in page.boilerplate.days if day < min(days_shown_now(self.context.now))}
        if not listed and len(past) >= MIN_DAYS and newslike("", url) >= NEWS_SECTION:
            self.crawl.answered(url, Answered.BROKEN, "tanggal tanpa tautan")
        if listed:
            self.crawl.lists_read.add(url)
            self._learn(url, fetched)
            self.learned = replace(self.learned, listing=url)
            self._go_on_from(page)
        return page

    def _go_on_from(self, page: PageReading) -> None:
        """Keep in mind where a list goes on."""
        older, url = self.learned.older, page.listing.next
        if url and url not in older and len(older) < MAX_OLDER:
            self.learned = replace(self.learned, older=(*older, url))

    async def glimpse(self, url: str) -> None:
        """Remember what a page under another name lists; what its entries' own addresses call news is taken, and where
        nothing that was read lists it, the page is one of the site's lists from now on."""
        fetched = await self._fetch(url, HTML)
        if fetched is None:
            return
        page = await self.reading(tasks.read_page, answer_of(fetched), self.context, self.site.url)
        if page is None or page.dead:
            return
        self.crawl.note(f"{len(page.listing.candidates)} entri, hanya untuk diingat")
        self.crawl.glimpsed += page.listing.candidates
        if url in self.learned.older:
            self._go_on_from(page)
            return
        main = {normal(one) for one in page.listing.main}
        news = {
            key: one
            for one in page.listing.candidates
            if (key := normal(one.url)) in main and one.refused is None and in_news_section(one.url)
        }
        if news.keys() - self.crawl.candidates.keys():
            self.crawl.note("di antaranya berita")
            self.crawl.take(news.values(), url, main)
            self.crawl.lists_read.add(url)
            self.learned = replace(self.learned, lists=(*self.learned.lists, url))

    def _judged(self, url: str, fetched: Fetched, page: PageReading, lists: bool) -> None:
        """Write down whether the page was read, or what it was instead of a list."""
        if page.dead and page.dead.reason is Reason.EMPTY_SHELL:
            self.crawl.answered(url, Answered.SHELL)
        elif page.dead:
            self.crawl.answered(url, Answered.REFUSED, page.dead.reason.text)
        elif fetched.status not in (200, 203):
            self.crawl.answered(url, Answered.BROKEN, str(fetched.status))
        elif not lists and is_closed(fetched.final_url) and not is_closed(url):
            self.crawl.answered(url, Answered.REFUSED, "halaman masuk")
        elif not lists and self.identity and not page.identity.shares(self.identity):
            self.crawl.answered(url, Answered.REFUSED, "halaman pihak lain")
        elif page.unfilled and not lists:
            self.crawl.answered(url, Answered.SHELL)

    async def first_list(self, urls: Iterator[str], keep: int = KEPT_FOR_ARTICLES) -> PageReading | None:
        """The first of these lists that can be read."""
        while self.spare(keep) and (url := next(urls, "")):
            if normal(url) in self.crawl.candidates:
                continue
            page = await self.list(url)
            if page:
                return page
        return None

    async def sitemap(self, urls: Iterable[str]) -> None:
        """Addresses, and believable dates, of the sitemap or of the likeliest that its index names; where there is none
        of the usual name, of the one that robots.txt names."""
        url = next(iter(urls), "") or urljoin(self.site.url, UNKNOWN.sitemap)
        found = await self._sitemap(url)
        if found is None and self.spare() and (named := await self._named_by_robots()):
            url = named[0]
            found = await self._sitemap(url)
        if found and found.children and self.spare():
            found = await self._sitemap(found.children[0])
        if found:
            self.crawl.note(f"peta situs: {len(found.candidates)} alamat artikel")
            self.crawl.take(found.candidates[:200], url)

    async def _named_by_robots(self) -> tuple[str, ...]:
        """The sitemaps that robots.txt names, without those that were read."""
        url = urljoin(self.site.url, ROBOTS)
        if (
            self._robots is None
            and self.context.scope.owns(url)
            and (fetched := await self._fetch(url, TEXT))
        ):
            self._robots = await self.reading(tasks.read_robots, answer_of(fetched), self.context)
            self.crawl.saw(url, self._robots.spam if self._robots else ())
        named = self._robots.children if self._robots else ()
        return tuple(one for one in named if not self.has_read(one))

    async def _sitemap(self, url: str) -> Sitemap | None:
        fetched = await self._fetch(url, FEED)
        if fetched is None:
            return None
        found = await self.reading(tasks.read_sitemap, answer_of(fetched), self.context)
        if found:
            self.crawl.saw(url, found.spam)
        return found

    async def judge_sitemaps(self, url: str) -> None:
        """Look for spam in the site's sitemap (empty: it names none), in those of robots.txt, where intruders name
        theirs, and in the likeliest of those that an index names."""
        waiting, judged = [url] if url else [], 0
        if self.spare(keep=len(waiting)):
            waiting += [one for one in await self._named_by_robots() if one != url]
        while waiting and judged < MAX_SITEMAPS and self.spare(keep=0):
            found = await self._sitemap(waiting.pop(0))
            judged += 1
            if found:
                self.crawl.note(f"peta situs: {len(found.spam)} alamat judi")
                waiting += found.children

    async def look_again(self, known: Iterable[SpamSign], front_url: str) -> None:
        """Open pages on which spam was seen and that this look did not read, those seen last the longest ago first: what
        was cleaned is no alarm any more."""
        waiting = {one.page: one.where for one in sorted(known, key=lambda one: one.seen or self.context.now)}
        waiting.pop(front_url, None)
        todo = [(page, where) for page, where in waiting.items() if page not in self.crawl.spam_read]
        for page, where in todo[:MAX_AGAIN]:
            if not self.spare(keep=0):
                return
            fetched = await self.get(page, HTML)
            if is_gone(fetched):
                self.crawl.saw(page)
            elif fetched.ok:
                found = await self.reading(tasks.read_spam, answer_of(fetched), self.context, where)
                if found is not None:
                    self.crawl.note(f"{len(found)} tanda spam")
                    self.crawl.saw(page, found)

    def settled(self, url: str) -> bool:
        """Whether this look read the source, or found that there is none."""
        return self.crawl.asked.get(url) in SETTLES

    def _learn(self, url: str, fetched: Fetched) -> None:
        """Keep what makes asking for it once more cheap."""
        validators = dict(self.learned.validators)
        validators.pop(url, None)
        if fetched.validators:
            validators[url] = fetched.validators
        digests = {**self.learned.digests, url: digest(fetched)}
        self.learned = replace(self.learned, validators=validators, digests=digests)


def is_gone(fetched: Fetched) -> bool:
    """Whether nothing of the site stands at an address any more."""
    return fetched.reason is Reason.OFFSITE or (fetched.reason is None and fetched.status in (404, 410))


def _is_html(fetched: Fetched) -> bool:
    return b"<" in fetched.body[:1000] and "json" not in fetched.header("content-type")


def _outcome(fetched: Fetched) -> str:
    if fetched.ok:
        return f"{fetched.status}"
    return fetched.explanation or (fetched.reason.text if fetched.reason else f"{fetched.status}")
