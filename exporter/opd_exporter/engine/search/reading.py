"""Reading sources: a feed, an interface, a list, a sitemap are fetched, read, and their candidates noted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin

from opd_exporter.domain.config import Site
from opd_exporter.domain.vocabulary import Reason
from opd_exporter.engine.search.asking import (
    FEED,
    HTML,
    JSON,
    READ_TIMEOUT,
    Get,
    Result,
    Work,
    answer_of,
    digest,
)
from opd_exporter.engine.search.state import Notebook, normal
from opd_exporter.fetch.budget import Budget
from opd_exporter.fetch.model import Fetched
from opd_exporter.posts.context import Context
from opd_exporter.posts.discovery import SITEMAP, wordpress_rest
from opd_exporter.posts.news_words import NEWS_SECTION, newslike
from opd_exporter.posts.sources.rest import types_of_wordpress
from opd_exporter.posts.sources.sitemap import Sitemap
from opd_exporter.store.record import Learned
from opd_exporter.workers import tasks
from opd_exporter.workers.pool import WorkFailed
from opd_exporter.workers.tasks import PageReading

KEPT_FOR_ARTICLES = 2
"""Requests held back while sources are read, so that the newest candidate's page can be opened."""
MIN_DAYS = 3
"""Days printed on a list's page without any link from which on it seems to show posts in another way."""


class Reader:
    """Reads the sources of one site into a notebook, and learns what to send so that a steady look is cheap."""

    def __init__(
        self,
        site: Site,
        context: Context,
        get: Get,
        work: Work,
        budget: Budget,
        notebook: Notebook,
        learned: Learned,
    ) -> None:
        self.site, self.context, self.budget, self.notebook, self.learned = (
            site,
            context,
            budget,
            notebook,
            learned,
        )
        self._get, self._work = get, work
        self._read: set[str] = set()
        self.lists: set[str] = set()
        """Pages with a list that were read."""

    def spare(self, keep: int = KEPT_FOR_ARTICLES) -> bool:
        """Whether another source may be read, and so many articles still be opened after it."""
        return self.budget.requests > keep and not self.budget.exhausted

    def has_read(self, url: str) -> bool:
        """Whether the address was asked for in this look."""
        return url in self._read

    async def get(self, url: str, accept: str) -> Fetched:
        """One GET; leaves its line in the story."""
        fetched = await self._get(url, accept=accept)
        self.notebook.tell(f"{url} — {_outcome(fetched)}")
        return fetched

    async def reading(self, function: Callable[..., Result], *arguments: Any) -> Result | None:
        """The reader's result, or None when it could not finish."""
        try:
            return await self._work(
                function, *arguments, within=min(READ_TIMEOUT, max(0.1, self.budget.remaining()))
            )
        except WorkFailed as error:
            self.notebook.tell(f"{error}")
            self.notebook.unread += 1
            return None

    async def _fetch(self, url: str, accept: str, *, conditional: bool = False) -> Fetched | None:
        """The answer, or None when it is no 2xx (or 304); every try leaves a line in the story."""
        if self.budget.exhausted or (url in self._read and not conditional):
            return None
        self._read.add(url)
        fetched = await self._get(
            url, accept=accept, validators=self.learned.validators.get(url) if conditional else None
        )
        self.notebook.tell(f"{url} — {_outcome(fetched)}")
        if fetched.ok:
            return fetched
        self._failed(fetched)
        return None

    def _failed(self, fetched: Fetched) -> None:
        """A page that is not there says something; one that could not be read says nothing."""
        if fetched.reason not in (None, Reason.OFFSITE, Reason.REDIRECT) or (fetched.status or 0) >= 500:
            self.notebook.unread += 1

    async def feed(self, url: str, *, conditional: bool = False) -> bool | None:
        """True: read; None: unchanged since last time; False: no feed there."""
        fetched = await self._fetch(url, FEED, conditional=conditional)
        if fetched is None:
            return False
        if conditional and self._unchanged(url, fetched):
            return None
        found = await self.reading(tasks.read_feed, answer_of(fetched), self.context)
        if found is None or found.comments:
            self.notebook.note("bukan umpan posting")
            return False
        self.notebook.note(f"umpan {found.kind}: {len(found.candidates)} entri")
        self.notebook.take(found.candidates, url)
        self._learn(url, fetched, feed=url)
        return True

    async def rest(self, url: str, *, conditional: bool = False) -> bool | None:
        """Likewise of a JSON interface."""
        fetched = await self._fetch(url, JSON, conditional=conditional)
        if fetched is None:
            return False
        if conditional and self._unchanged(url, fetched):
            return None
        found = await self.reading(tasks.read_rest, answer_of(fetched), self.context)
        if found is None:
            self.notebook.note("bukan data posting")
            return False
        self.notebook.note(f"{len(found)} entri")
        self.notebook.take(found, url)
        if found:
            self._learn(url, fetched, rest=url)
        return True

    async def other_types(self, rest: str) -> None:
        """News kept in a WordPress type of its own."""
        root, _, _ = rest.partition("/wp/v2/")
        if "rest_route" in rest or not root or not self.spare():
            return
        fetched = await self._fetch(f"{root}/wp/v2/types", JSON)
        if fetched is None:
            return
        for base in types_of_wordpress(fetched.body)[:2]:
            if self.spare():
                await self.rest(wordpress_rest(root, base))

    async def list(self, url: str, *, conditional: bool = False) -> PageReading | None:
        """A page with a list; None also when it is unchanged."""
        fetched = await self._fetch(url, HTML, conditional=conditional)
        if fetched is None or (conditional and self._unchanged(url, fetched)):
            return None
        page = await self.reading(tasks.read_page, answer_of(fetched), self.context, self.site.url)
        if page is None:
            return None
        if page.dead or fetched.status not in (200, 203):
            self.notebook.note(page.dead.explanation if page.dead else "tidak terbaca")
            return None
        listed = (*page.embedded, *page.listing.candidates)
        self.notebook.note(f"{len(listed)} calon posting")
        self.notebook.take(listed, url, {normal(one) for one in page.listing.main})
        self.notebook.frame |= page.frame
        if not listed and len(page.frame.days) >= MIN_DAYS and newslike("", url) >= NEWS_SECTION:
            self.notebook.undecided = True
        if listed:
            self.lists.add(url)
            self._learn(url, fetched, listing=url)
        return page

    async def first_list(self, urls: Iterator[str], keep: int = KEPT_FOR_ARTICLES) -> PageReading | None:
        """The first of these lists that can be read."""
        while self.spare(keep) and (url := next(urls, "")):
            if normal(url) in self.notebook.candidates:
                continue
            page = await self.list(url)
            if page:
                return page
        return None

    async def sitemap(self, urls: Iterable[str]) -> None:
        """Addresses, and believable dates, of the sitemap or of the likeliest that its index names."""
        for url in list(urls)[:1] or [urljoin(self.site.url, SITEMAP)]:
            found = await self._sitemap(url)
            if found and found.children and self.spare():
                found = await self._sitemap(found.children[0])
            if found:
                self.notebook.note(f"peta situs: {len(found.candidates)} alamat artikel")
                self.notebook.take(found.candidates[:200], url)

    async def _sitemap(self, url: str) -> Sitemap | None:
        fetched = await self._fetch(url, FEED)
        if fetched is None:
            return None
        return await self.reading(tasks.read_sitemap, answer_of(fetched), self.context)

    def _unchanged(self, url: str, fetched: Fetched) -> bool:
        same = fetched.not_modified or self.learned.digests.get(url) == digest(fetched)
        if same:
            self.notebook.note("tidak berubah")
        return same

    def _learn(self, url: str, fetched: Fetched, **what: str) -> None:
        validators = dict(self.learned.validators)
        validators.pop(url, None)
        if fetched.validators:
            validators[url] = fetched.validators
        digests = {**self.learned.digests, url: digest(fetched)}
        self.learned = replace(self.learned, validators=validators, digests=digests)
        self.learned = replace(self.learned, **what)  # type: ignore[arg-type]


def _outcome(fetched: Fetched) -> str:
    if fetched.ok:
        return f"{fetched.status}"
    return fetched.explanation or (fetched.reason.text if fetched.reason else f"{fetched.status}")
