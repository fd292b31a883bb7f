"""The requests of ``discover``: few to the portal, one to the front page of each site that it names."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from opd_exporter.discover import names
from opd_exporter.discover.portal import (
    NamedSite,
    agencies_without_site,
    below,
    domain,
    joined,
    lists_of,
    pages_after,
    sites_named,
)
from opd_exporter.domain.budget import Budget
from opd_exporter.domain.config import ProbeSettings, Site
from opd_exporter.domain.scope import Scope
from opd_exporter.domain.vocabulary import Reason
from opd_exporter.fetch.client import HTML_ACCEPT, Fetcher
from opd_exporter.fetch.model import Fetched
from opd_exporter.fetch.names import Resolve
from opd_exporter.page.named_links import NamedLink
from opd_exporter.workers import tasks
from opd_exporter.workers.failures import WorkFailed
from opd_exporter.workers.pool import Workers
from opd_exporter.workers.readings import Answer, Signpost

PORTAL_REQUESTS = 12
"""To the portal in all: robots.txt, front page, sitemap, feed, and pages that may list agencies."""
PORTAL_TIME = 120.0
"""Seconds that they may take."""
MAX_PAGES = 7
"""Pages of the portal beside its front page."""
MAX_SITES = 200
"""Sites that are looked at; a city has 30 to 60, with its wards up to 200."""
READ_CPU = 10.0
"""Seconds that a reader may compute over one page."""
READING = 16 * READ_CPU
"""Seconds within which a site's page is read, when as many as are looked at together come before it."""
XML = "application/xml,text/xml;q=0.9,*/*;q=0.1"
ROBOTS_BYTES = 512_000
"""RFC 9309, 2.5: at least 500 KiB."""
AGENT = "opd-exporter"
"""How a robots.txt may name us (RFC 9309, 2.2.1)."""

Result = TypeVar("Result")


class CannotDiscover(Exception):
    """The portal could not be read; the message is for the person who typed its address."""


@dataclass(frozen=True)
class Looked:
    """A site that the portal names, and what its front page said."""

    found: NamedSite
    url: str
    """Where its front page is, by its own redirects."""
    titles: tuple[str, ...]
    answers: bool
    told: str
    """Why it does not answer, or what is wrong with what answered; may be empty."""


@dataclass(frozen=True)
class PortalReading:
    """All that a portal told."""

    portal: str
    titles: tuple[str, ...]
    sites: tuple[Looked, ...]
    nameless: tuple[str, ...]
    """Agencies that the portal names without an address of their own."""
    read: tuple[str, ...]
    """What was read of the portal."""
    left: int = 0
    """Sites over :data:`MAX_SITES` that were not looked at."""


@dataclass
class _Portal:
    """The portal while it is read."""

    url: str
    read: list[str] = field(default_factory=list)
    found: list[NamedSite] = field(default_factory=list)
    nameless: list[str] = field(default_factory=list)
    lists: list[str] = field(default_factory=list)
    """Pages still to read."""

    def take(self, links: Iterable[NamedLink], where: str, *, listed: bool) -> None:
        """Remember what the links of a page lead to."""
        links = list(links)
        self.found += sites_named(links, where, self.url, listed=listed)
        self.nameless += agencies_without_site(links, self.url)
        # Where a list goes on is read next; what waits already keeps its place.
        further = [url for url in pages_after(links, where) if url not in self.lists] if listed else []
        waiting = dict.fromkeys([*further, *self.lists, *lists_of(links, self.url)])
        self.lists = [url for url in waiting if url not in self.read]


def _scope(url: str) -> Scope:
    return Scope.of(Site("situs", "situs", "situs", "lainnya", url))


class PortalSearch:
    """Fetches and reads, within the limits of a probe."""

    def __init__(self, settings: ProbeSettings, resolve: Resolve | None = None) -> None:
        """``resolve`` replaces the system's resolver."""
        self._settings = settings
        self._fetcher = Fetcher(settings, resolve=resolve)
        self._workers = Workers(2)
        self._turns = asyncio.Semaphore(settings.concurrency)

    async def close(self) -> None:
        """End the readers and all connections."""
        self._workers.close()
        await self._fetcher.close()

    async def discover(self, url: str, done: Callable[[int, int], None]) -> PortalReading:
        """What the portal at ``url`` names; ``done`` is told how many of how many sites were looked at. Raises
        :class:`CannotDiscover`."""
        try:
            await self._workers.warm()
        except WorkFailed as error:
            raise CannotDiscover(f"pembaca halaman tidak dapat dijalankan ({error})") from None
        portal = _Portal(url)
        titles = await self._read_portal(portal)
        sites = joined(portal.found)
        looks = [asyncio.create_task(self._look(one)) for one in sites[:MAX_SITES]]
        for number, look in enumerate(asyncio.as_completed(looks), 1):
            await look
            done(number, len(looks))
        looked = tuple(look.result() for look in looks)
        named = {names.agency((*one.titles, *one.found.names)).casefold() for one in looked}
        nameless = [name for name in dict.fromkeys(portal.nameless) if name.casefold() not in named]
        return PortalReading(
            portal.url, titles, looked, tuple(nameless), tuple(portal.read), len(sites) - len(looked)
        )

    async def _read_portal(self, portal: _Portal) -> tuple[str, ...]:
        budget, scope = Budget.of(PORTAL_TIME, PORTAL_REQUESTS), _scope(portal.url)
        robots = await self._robots(portal.url, scope, budget)
        fetched = await self._fetcher.get(portal.url, scope=scope, budget=budget)
        if not fetched.ok:
            raise CannotDiscover(_why_not(fetched))
        front = await self._sign(fetched, budget)
        if front is None:
            raise CannotDiscover("halamannya tidak dapat dibaca")
        portal.url = fetched.final_url
        portal.read.append(fetched.final_url)
        portal.take(front.links, fetched.final_url, listed=False)
        await self._read_files(portal, front, scope, budget, robots)
        while portal.lists and len(portal.read) <= MAX_PAGES and not budget.exhausted:
            url = portal.lists.pop(0)
            portal.read.append(url)
            if not robots.can_fetch(AGENT, url):
                continue
            page = await self._fetcher.get(url, scope=scope, budget=budget)
            if page.ok and (sign := await self._sign(page, budget)):
                portal.take(sign.links, url, listed=True)
        return front.titles

    async def _robots(self, url: str, scope: Scope, budget: Budget) -> RobotFileParser:
        """What the portal allows: everything where it has no robots.txt, nothing beside the page that was typed where it
        cannot be asked (RFC 9309, 2.3.1)."""
        address = urljoin(url, "/robots.txt")
        fetched = await self._fetcher.get(address, scope=scope, budget=budget, accept="text/plain,*/*;q=0.1")
        told = ["User-agent: *", "Disallow: /"]
        if fetched.ok:
            told = fetched.body[:ROBOTS_BYTES].decode("utf-8", "replace").splitlines()
        elif fetched.reason is None and fetched.status is not None and fetched.status < 500:
            told = []
        rules = RobotFileParser()
        rules.parse(told)
        return rules

    async def _read_files(
        self,
        portal: _Portal,
        front: Signpost,
        scope: Scope,
        budget: Budget,
        robots: RobotFileParser,
    ) -> None:
        """Its sitemap and its feed: addresses without names."""
        for url in (urljoin(portal.url, "/sitemap.xml"), *front.feeds):
            if not scope.same_host(url) or not robots.can_fetch(AGENT, url):
                continue
            fetched = await self._fetcher.get(url, scope=scope, budget=budget, accept=XML)
            if not fetched.ok:
                continue
            addresses = await self._worked(tasks.read_addresses, fetched, budget) or ()
            city = domain(portal.url)
            links = [NamedLink(one, ()) for one in addresses if below(one, city)]
            portal.found += sites_named(links, url, portal.url, listed=False)
            mapped = [one for one in lists_of(links, portal.url) if one not in portal.lists]
            portal.lists += [one for one in mapped if one not in portal.read][:2]

    async def _look(self, one: NamedSite) -> Looked:
        """One request to the front page of a site, as a probe makes it."""
        async with self._turns:
            budget = Budget.of(self._settings.timeout, self._settings.max_requests)
            scope = _scope(one.url)
            fetched = await self._fetcher.get(one.url, scope=scope, budget=budget, accept=HTML_ACCEPT)
            if not fetched.ok:
                return Looked(one, one.url, titles=(), answers=False, told=_why_not(fetched))
            sign = await self._sign(fetched, Budget.of(READING, 0))
        if sign is None:
            return Looked(one, one.url, titles=(), answers=False, told="halamannya tidak dapat dibaca")
        url = _front(one.url, fetched.final_url)
        if sign.dead:
            return Looked(one, url, titles=(), answers=True, told=sign.dead.reason.text)
        return Looked(one, url, sign.titles, answers=True, told="")

    async def _sign(self, fetched: Fetched, budget: Budget) -> Signpost | None:
        return await self._worked(tasks.read_signpost, fetched, budget)

    async def _worked(
        self, function: Callable[[Answer], Result], fetched: Fetched, budget: Budget
    ) -> Result | None:
        headers: dict[str, Any] = dict(reversed(fetched.headers))
        answer = Answer(fetched.final_url, fetched.status or 0, headers, fetched.body)
        try:
            return await self._workers.run(function, answer, cpu=READ_CPU, budget=budget)
        except WorkFailed:
            return None


def _front(url: str, final: str) -> str:
    """The address of a front page: with the scheme and the name that it redirects to, not the page below them."""
    ended, asked = urlsplit(final), urlsplit(url)
    return f"{ended.scheme}://{ended.netloc}{asked.path or '/'}"


def _why_not(fetched: Fetched) -> str:
    if fetched.reason is Reason.OFFSITE and (there := fetched.header("location")):
        return f"dialihkan ke {there[:200]}"
    return fetched.reason.text if fetched.reason else f"menjawab {fetched.status}"
