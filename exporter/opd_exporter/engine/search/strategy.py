"""The look for posts: which sources are asked, in which order, and when it is known enough.

Cheap and exact sources first; whatever is newest has its own page opened before it counts. There are two ways:
:meth:`Search.full` looks through everything, :meth:`Search.known` only where posts were found last time.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urljoin

from opd_exporter.domain.candidate import Candidate
from opd_exporter.domain.config import Site
from opd_exporter.domain.vocabulary import Source, State
from opd_exporter.engine.search.asking import Get, Work
from opd_exporter.engine.search.confirm import confirm
from opd_exporter.engine.search.outcome import Findings, settle, what_worked
from opd_exporter.engine.search.reading import Reader
from opd_exporter.engine.search.state import Notebook, normal
from opd_exporter.fetch.budget import Budget
from opd_exporter.posts.context import Context
from opd_exporter.posts.layout.boilerplate import Frame
from opd_exporter.store.record import Learned
from opd_exporter.workers.tasks import PageReading

MAX_MENU = 200
"""Entries of the menu that are remembered."""
MAX_INTERFACES = 2
"""Interfaces that scripts inside the pages ask, tried where the pages list nothing."""
KEPT_FOR_LEADERS = 3
"""Requests held back while a second list is read, since lists without dates need more articles opened."""

MAX_OTHERS = 3
"""Entries of unknown name that are opened on a site where nothing that may be a post was seen."""
SILENT = timedelta(days=30)
"""Age of the newest post found from which on the menu's further lists are read too."""


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
        judged: Iterable[Candidate] = (),
    ) -> None:
        """``judged`` are candidates whose pages need not be opened again: accepted or refused before."""
        self._site, self._context = site, context
        self._notebook = Notebook({normal(one.url): one for one in judged})
        self._reader = Reader(site, context, get, work, budget, self._notebook, learned)

    def _start(self, front: PageReading, front_url: str) -> None:
        notebook = self._notebook
        notebook.menu, notebook.frame = front.leads.menu, notebook.frame | front.frame
        notebook.take(front.embedded, front_url)
        notebook.take(front.listing.candidates, front_url)

    def _glance(self, front: PageReading, front_url: str, source: str) -> None:
        """What a changed front page adds to a steady look. Where it is not the source itself, only what it dates newer
        than all that is known: boxes of random articles change at each view."""
        self._start(front, front_url)
        if source == front_url:
            return
        judged = self._notebook.judged
        known = [one.published for one in judged.values() if one.published and not one.refused]
        for key, one in list(self._notebook.candidates.items()):
            older = one.published is None or (known and one.published <= max(known))
            if older and key not in judged:
                self._notebook.forget(key)

    def _silent(self) -> bool:
        """Whether the newest post found is so old that another section may hold a newer one."""
        newest = self._notebook.newest()
        when = newest.published if newest else None
        return when is not None and self._context.now - when > SILENT

    async def full(self, front: PageReading, front_url: str) -> Findings:
        """Look through every source, cheapest and most exact first."""
        self._start(front, front_url)
        site, leads, reader, notebook = self._site, front.leads, self._reader, self._notebook
        reader.learned = replace(reader.learned, feed="", listing="", searched=self._context.now)
        for url in dict.fromkeys([*([urljoin(site.url, site.feed)] if site.feed else []), *leads.feeds[:2]]):
            if reader.spare() and await reader.feed(url):
                break
        exact = any(one.source is Source.FEED and one.published for one in notebook.usable().values())
        if reader.learned.rest and "/wp/v2/" not in reader.learned.rest:
            await reader.rest(reader.learned.rest)
        elif not exact and leads.rest and reader.spare():
            await reader.rest(leads.rest[0])
        lists = dict.fromkeys([*([urljoin(site.url, site.listing)] if site.listing else []), *leads.lists])
        pages = iter([url for url in lists if not reader.has_read(url)])
        page = await reader.first_list(pages)
        if page and page.listing.ascending and page.listing.last and reader.spare():
            await reader.list(page.listing.last)
        if leads.rest and not any(one.published for one in notebook.usable().values()):
            await reader.other_types(leads.rest[0])
        if not exact:
            await reader.first_list(pages, keep=KEPT_FOR_LEADERS)
        found = await confirm(reader)
        while found and not exact and self._silent() and await reader.first_list(pages):
            await confirm(reader)
        if not found and page and page.listing.next and notebook.spam and not reader.budget.exhausted:
            await reader.list(page.listing.next)
            found = await confirm(reader)
        if not found:
            await reader.first_list(pages)
            found = await confirm(reader)
        if not found:
            asked = dict.fromkeys([*front.interfaces, *(page.interfaces if page else ())])
            for url in list(asked)[:MAX_INTERFACES]:
                if reader.spare(keep=1):
                    await reader.rest(url)
            found = await confirm(reader)
        others = iter([url for url in leads.others[:MAX_OTHERS] if not reader.has_read(url)])
        while not found and not notebook.usable() and await reader.first_list(others):
            found = await confirm(reader)
        if not found:
            await reader.sitemap(leads.sitemaps)
            await confirm(reader)
        learned = what_worked(notebook, reader.learned, front_url, reader.lists)
        kept = tuple(sorted(notebook.menu)[:MAX_MENU])
        return settle(notebook, replace(learned, frame=notebook.frame.kept(), menu=kept))

    async def known(self, front: PageReading | None, front_url: str) -> Findings | None:
        """Look only where posts were found last time; None when that no longer works."""
        reader, notebook = self._reader, self._notebook
        learned = reader.learned
        notebook.frame, notebook.menu = Frame.of(learned.frame), frozenset(learned.menu)
        if front:
            self._glance(front, front_url, learned.feed or learned.rest or learned.listing)
        read: bool | None
        if learned.feed:
            read = await reader.feed(learned.feed, conditional=True)
        elif learned.rest:
            read = await reader.rest(learned.rest, conditional=True)
        elif learned.listing == front_url:
            read = True if front else None
        elif learned.listing:
            before = len(notebook.steps)
            page = await reader.list(learned.listing, conditional=True)
            read = True if page else None if len(notebook.steps) > before and notebook.unread == 0 else False
        else:
            return None
        if read is False:
            return None
        if read is None and not any(key not in notebook.judged for key in notebook.candidates):
            return Findings(
                State.UNKNOWN, steps=tuple(notebook.steps), learned=reader.learned, unchanged=True
            )
        await confirm(reader)
        return settle(notebook, reader.learned)
