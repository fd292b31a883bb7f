"""The look for posts: which addresses are asked, in which order, and when it is known enough.

Cheap and exact sources first; whatever is newest has its own page opened before it counts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Protocol, TypeVar
from urllib.parse import urljoin, urlsplit

from opd_exporter import readings
from opd_exporter.config import Site
from opd_exporter.evidence import Candidate, Refusal
from opd_exporter.fetch.budget import Budget
from opd_exporter.fetch.model import Fetched, Validators
from opd_exporter.memory.record import Learned
from opd_exporter.readings import Answer, PageReading
from opd_exporter.sources.context import Context
from opd_exporter.sources.kinds import newslike
from opd_exporter.sources.leads import SITEMAP, wordpress_rest
from opd_exporter.sources.rest import types_of_wordpress
from opd_exporter.verdict.weigh import EXACT, Opened, weigh
from opd_exporter.vocabulary import Reason, Source, State
from opd_exporter.workers import WorkFailed

Result = TypeVar("Result")

KEPT_FOR_ARTICLES = 2
"""Requests held back while sources are read, so that the newest candidate's page can be opened."""
MAX_LEADERS = 2
"""Undated candidates at the top of a list that are opened beside the dated ones."""
MAX_EVIDENCE = 80
READ_TIMEOUT = 10.0
"""Seconds a worker may need for one answer."""
HTML = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1"
FEED = "application/rss+xml,application/atom+xml,application/xml;q=0.9,*/*;q=0.1"
JSON = "application/json,*/*;q=0.1"


class Get(Protocol):
    """One GET within the site's limits; never raises for anything a site does."""

    async def __call__(self, url: str, *, accept: str, validators: Validators | None = None) -> Fetched: ...


class Work(Protocol):
    """A pure function run where it can be killed; raises :class:`WorkFailed`."""

    async def __call__(self, function: Callable[..., Result], *arguments: Any, within: float) -> Result: ...


@dataclass(frozen=True)
class Findings:
    """The outcome of a look for posts."""

    state: State
    posts: tuple[Candidate, ...] = ()
    """Accepted, newest first."""
    evidence: tuple[Candidate, ...] = ()
    listed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By source: keys (:func:`normal`) of what it lists, in its own order."""
    steps: tuple[str, ...] = ()
    learned: Learned = field(default_factory=Learned)
    spam: bool = False
    unchanged: bool = False
    """The known sources hold what they held last time: all that was known stands, and was looked at now."""
    complete: bool = True
    """False when something could not be read and nothing was found, so that what was known before stands."""


def answer_of(fetched: Fetched) -> Answer:
    """What the readers need of a response."""
    return Answer(fetched.final_url, fetched.status or 0, dict(reversed(fetched.headers)), fetched.body)


def digest(fetched: Fetched) -> str:
    """A short name of a body's exact content."""
    return hashlib.blake2b(fetched.body, digest_size=12).hexdigest()


def normal(url: str) -> str:
    """An address as a key: scheme, ``www.`` and a closing slash do not make another article."""
    parts = urlsplit(url)
    return f"{parts.netloc.removeprefix('www.')}{parts.path.rstrip('/')}?{parts.query}"


def _stronger(known: Candidate, other: Candidate) -> Candidate:
    """Which of two witnesses for one address stands: a refusal, then an exact date, then any date."""
    if other.refused or known.published is None:
        return other if other.refused or other.published else known
    exact = other.source in EXACT and known.source not in EXACT
    return other if exact and other.published else known


class Search:
    """One look at one site. Holds what was found so far; :meth:`full` and :meth:`known` are its two ways."""

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
        self.site, self.context, self.budget, self.learned = site, context, budget, learned
        self._get, self._work = get, work
        self._judged = {normal(one.url): one for one in judged}
        self._candidates: dict[str, Candidate] = {}
        self._order: dict[str, list[str]] = {}
        self._opened: dict[str, Opened] = {}
        self._read: set[str] = set()
        self._steps: list[str] = []
        self._unread = 0
        self._spam = False
        self._menu: frozenset[str] = frozenset()
        self._away: frozenset[Any] = frozenset()
        self._clock = False
        self._lying: set[str] = set()
        self._origin: dict[str, str] = {}

    # -- reading sources -------------------------------------------------------------------------------------

    async def _fetch(self, url: str, accept: str, *, conditional: bool = False) -> Fetched | None:
        """The answer, or None when it is no 2xx (or 304); every try leaves a line in the story."""
        if self.budget.exhausted or (url in self._read and not conditional):
            return None
        self._read.add(url)
        fetched = await self._get(
            url, accept=accept, validators=self.learned.validators.get(url) if conditional else None
        )
        outcome = fetched.explanation or (fetched.reason.text if fetched.reason else str(fetched.status))
        self._steps.append(f"{url} — {outcome if not fetched.ok else fetched.status}")
        if fetched.ok:
            return fetched
        self._failed(fetched)
        return None

    def _failed(self, fetched: Fetched) -> None:
        """A page that is not there says something; one that could not be read says nothing."""
        if fetched.reason not in (None, Reason.OFFSITE, Reason.REDIRECT) or (fetched.status or 0) >= 500:
            self._unread += 1

    async def _reading(self, function: Callable[..., Result], *arguments: Any) -> Result | None:
        try:
            return await self._work(
                function, *arguments, within=min(READ_TIMEOUT, max(0.1, self.budget.remaining()))
            )
        except WorkFailed as error:
            self._steps.append(f"{error}")
            self._unread += 1
            return None

    def _take(self, candidates: Iterable[Candidate], place: str) -> None:
        """Remember candidates; a second witness keeps the stronger date, a refusal for content stands."""
        order = self._order.setdefault(place, [])
        for candidate in candidates:
            key = normal(candidate.url)
            order.append(key)
            self._spam = self._spam or candidate.refused is Refusal.SPAM
            known = self._candidates.get(key)
            if known is None and key in self._judged and candidate.refused is None:
                self._candidates[key] = replace(self._judged[key], seen_on=place)
                self._opened[key] = Opened()
            elif known is None:
                self._candidates[key] = candidate
            elif key not in self._opened and known.refused is None:
                self._candidates[key] = _stronger(known, candidate)

    def _note(self, text: str) -> None:
        if self._steps:
            self._steps[-1] += f", {text}"

    async def _feed(self, url: str, *, conditional: bool = False) -> bool | None:
        """True: read; None: unchanged since last time; False: no feed there."""
        fetched = await self._fetch(url, FEED, conditional=conditional)
        if fetched is None:
            return False
        if conditional and self._unchanged(url, fetched):
            self._note("tidak berubah")
            return None
        found = await self._reading(readings.read_feed, answer_of(fetched), self.context)
        if found is None or found.comments:
            self._note("bukan umpan posting")
            return False
        self._note(f"umpan {found.kind}: {len(found.candidates)} entri")
        self._take(found.candidates, url)
        self._clock = self._clock or any(one.refused is Refusal.CLOCK for one in found.candidates)
        self._learn(url, fetched, feed=url)
        return True

    async def _rest(self, url: str, *, conditional: bool = False) -> bool | None:
        fetched = await self._fetch(url, JSON, conditional=conditional)
        if fetched is None:
            return False
        if conditional and self._unchanged(url, fetched):
            self._note("tidak berubah")
            return None
        found = await self._reading(readings.read_rest, answer_of(fetched), self.context)
        if found is None:
            self._note("bukan data posting")
            return False
        self._note(f"{len(found)} entri")
        self._take(found, url)
        if found:
            self._learn(url, fetched, rest=url)
        return True

    async def _list(self, url: str, *, conditional: bool = False) -> PageReading | None:
        """A page with a list; None also when it is unchanged."""
        fetched = await self._fetch(url, HTML, conditional=conditional)
        if fetched is None or (conditional and self._unchanged(url, fetched)):
            return None
        page = await self._reading(readings.read_page, answer_of(fetched), self.context, self.site.url)
        if page is None:
            return None
        if page.dead or fetched.status not in (200, 203):
            self._note(page.dead.explanation if page.dead else "tidak terbaca")
            return None
        self._note(f"{len(page.listing.candidates)} calon posting")
        self._take(page.listing.candidates, fetched.final_url)
        self._away |= page.loose
        if page.listing.candidates:
            self._learn(url, fetched, listing=url)
        return page

    def _unchanged(self, url: str, fetched: Fetched) -> bool:
        return fetched.not_modified or self.learned.digests.get(url) == digest(fetched)

    def _learn(self, url: str, fetched: Fetched, **what: str) -> None:
        validators = dict(self.learned.validators)
        validators.pop(url, None)
        if fetched.validators:
            validators[url] = fetched.validators
        digests = {**self.learned.digests, url: digest(fetched)}
        self.learned = replace(self.learned, validators=validators, digests=digests)
        self.learned = replace(self.learned, **what)  # type: ignore[arg-type]

    # -- opening articles ------------------------------------------------------------------------------------

    async def _open(self, key: str) -> None:
        """Open a candidate's own page and weigh the two."""
        candidate = self._candidates[key]
        if candidate.source is Source.REST and "#" in candidate.url:
            self._opened[key] = Opened()
            return
        fetched = await self._get(candidate.url, accept=HTML)
        self._steps.append(f"{candidate.url} — {fetched.explanation if fetched.reason else fetched.status}")
        self._opened[key] = opened = await self._judge(candidate, fetched)
        self._candidates[key] = weighed = weigh(candidate, opened, self.context)
        self._spam = self._spam or weighed.refused is Refusal.SPAM
        self._origin[key] = candidate.seen_on
        if candidate.published and weighed.source is not candidate.source:
            self._lying.add(candidate.seen_on)
        if weighed.published and not weighed.refused:
            self._note(f"{weighed.published.astimezone(self.context.zone):%d-%m-%Y} ({weighed.found})")
        elif weighed.refused:
            self._note(f"ditolak: {weighed.refused.text}")

    async def _judge(self, candidate: Candidate, fetched: Fetched) -> Opened:
        if fetched.reason in (Reason.OFFSITE, Reason.BLOCKED, Reason.REFUSED_BY_POLICY):
            return Opened(refused=Refusal.LEADS_AWAY)
        if fetched.status in (404, 410) and not fetched.reason:
            return Opened(refused=Refusal.GONE)
        if not fetched.ok:
            self._unread += 1
            return Opened(detail=fetched.explanation or str(fetched.status))
        if normal(fetched.final_url) == normal(self.site.url):
            return Opened(refused=Refusal.GONE, detail="dialihkan ke halaman depan")
        article = await self._reading(
            readings.read_article_page,
            answer_of(fetched),
            self.context,
            candidate.title,
            self._away,
            self._menu,
        )
        return Opened(article)

    def _newest(self) -> Candidate | None:
        """The newest candidate whose page was opened and which still counts."""
        opened = [self._candidates[key] for key in self._opened]
        fine = [one for one in opened if one.refused is None and one.published]
        return max(fine, key=lambda one: one.published or self.context.now, default=None)

    def _next(self, leaders: int) -> str:
        """Key of the candidate to open next, or an empty string when it is known enough."""
        best = self._newest()
        waiting = {
            key: one
            for key, one in self._candidates.items()
            if one.refused is None and key not in self._opened
        }
        newer = [
            (one.published, key)
            for key, one in waiting.items()
            if one.published and (best is None or best.published is None or one.published > best.published)
        ]
        top = self._leader(waiting) if leaders < MAX_LEADERS else ""
        if newer and not (top and leaders == 0 and best):
            return max(newer)[1]
        return top

    def _leader(self, waiting: dict[str, Candidate]) -> str:
        """An undated candidate that stands before every dated one of its list, or in a list without dates:
        first, then last (some lists run oldest first), then what follows."""
        for order in self._order.values():
            keys = [key for key in dict.fromkeys(order) if key in self._candidates]
            usable = [key for key in keys if self._candidates[key].refused is None]
            if usable and all(
                self._candidates[key].published is None or key in self._opened for key in usable
            ):
                todo = [key for key in usable if key in waiting]
                tried = sum(key in self._opened for key in usable)
                if todo:
                    return todo[-1] if tried == 1 and len(usable) > 2 else todo[0]
            elif usable and usable[0] in waiting and waiting[usable[0]].published is None:
                return usable[0]
        return ""

    async def _confirm(self, keep: int = 0) -> bool:
        """Open pages until the newest candidate is one whose page was read. True when there is one."""
        leaders = 0
        while not self.budget.exhausted and self.budget.requests > keep:
            key = self._next(leaders)
            if not key:
                break
            leaders += self._candidates[key].published is None
            await self._open(key)
        return self._newest() is not None

    # -- the two ways ----------------------------------------------------------------------------------------

    def _start(self, front: PageReading, front_url: str) -> None:
        self._menu, self._away = front.leads.menu, front.loose
        self._take(front.embedded, front_url)
        self._take(front.listing.candidates, front_url)

    async def full(self, front: PageReading, front_url: str) -> Findings:
        """Look through every source, cheapest and most exact first."""
        self._start(front, front_url)
        site, leads = self.site, front.leads
        self.learned = replace(
            self.learned, feed="", rest=self.learned.rest, listing="", searched=self.context.now
        )
        fed = False
        for url in dict.fromkeys([*([urljoin(site.url, site.feed)] if site.feed else []), *leads.feeds[:2]]):
            fed = self._spare() and bool(await self._feed(url))
            if fed:
                break
        exact = any(
            one.source is Source.FEED and one.published and not one.refused
            for one in self._candidates.values()
        )
        if self.learned.rest and "/wp/v2/" not in self.learned.rest:
            await self._rest(self.learned.rest)
        elif not exact and leads.rest and self._spare():
            await self._rest(leads.rest[0])
        lists = dict.fromkeys([*([urljoin(site.url, site.listing)] if site.listing else []), *leads.lists])
        pages = iter([url for url in lists if url not in self._read])
        page = await self._list_next(pages)
        if leads.rest and not any(one.published and not one.refused for one in self._candidates.values()):
            await self._other_types(leads.rest[0])
        found = await self._confirm()
        if not found and page and page.listing.next and self._spam and not self.budget.exhausted:
            await self._list(page.listing.next)
            found = await self._confirm()
        if not found:
            await self._list_next(pages)
            found = await self._confirm()
        if not found:
            await self._sitemap(leads.sitemaps)
            await self._confirm()
        self._keep_what_worked(front_url)
        return self._settle()

    def _keep_what_worked(self, front_url: str) -> None:
        """Of the sources read, remember those that accepted posts came from; without any, all of them."""
        fine = [key for key, one in self._candidates.items() if one.refused is None and one.published]
        places = {self._origin.get(key, self._candidates[key].seen_on) for key in fine}
        if not places:
            return
        learned = self.learned
        self.learned = replace(
            learned,
            feed=learned.feed if learned.feed in places else "",
            rest=learned.rest if learned.rest in places else "",
            listing=learned.listing
            if learned.listing in places
            else front_url
            if front_url in places
            else "",
        )

    async def known(self, front: PageReading | None, front_url: str) -> Findings | None:
        """Look only where posts were found last time; None when that no longer works."""
        if front:
            self._start(front, front_url)
        if self.learned.feed:
            read = await self._feed(self.learned.feed, conditional=True)
        elif self.learned.rest:
            read = await self._rest(self.learned.rest, conditional=True)
        elif self.learned.listing == front_url:
            read = True if front else None
        elif self.learned.listing:
            before = len(self._steps)
            page = await self._list(self.learned.listing, conditional=True)
            read = True if page else None if len(self._steps) > before and self._unread == 0 else False
        else:
            return None
        if read is False:
            return None
        if read is None and not any(key not in self._judged for key in self._candidates):
            return Findings(State.UNKNOWN, steps=tuple(self._steps), learned=self.learned, unchanged=True)
        await self._confirm()
        return self._settle()

    def _spare(self) -> bool:
        return self.budget.requests > KEPT_FOR_ARTICLES and not self.budget.exhausted

    async def _list_next(self, pages: Iterable[str]) -> PageReading | None:
        for url in pages:
            if not self._spare():
                return None
            page = await self._list(url)
            if page:
                return page
        return None

    async def _other_types(self, rest: str) -> None:
        """News kept in a WordPress type of its own."""
        root, _, _ = rest.partition("/wp/v2/")
        if "rest_route" in rest or not root or not self._spare():
            return
        fetched = await self._fetch(f"{root}/wp/v2/types", JSON)
        if fetched is None:
            return
        for base in types_of_wordpress(fetched.body)[:2]:
            if self._spare():
                await self._rest(wordpress_rest(root, base))

    async def _sitemap(self, urls: Iterable[str]) -> None:
        for url in list(urls)[:1] or [urljoin(self.site.url, SITEMAP)]:
            fetched = await self._fetch(url, FEED)
            found = (
                await self._reading(readings.read_sitemap, answer_of(fetched), self.context)
                if fetched
                else None
            )
            if found and found.children and self._spare():
                fetched = await self._fetch(found.children[0], FEED)
                found = (
                    await self._reading(readings.read_sitemap, answer_of(fetched), self.context)
                    if fetched
                    else None
                )
            if found:
                self._note(f"peta situs: {len(found.candidates)} alamat artikel")
                self._take(found.candidates[:200], url)

    # -- the outcome -----------------------------------------------------------------------------------------

    def _settle(self) -> Findings:
        best = self._newest()
        accepted = [self._candidates[key] for key in self._opened if self._candidates[key].refused is None]
        for key, one in self._candidates.items():
            if key in self._opened or one.refused or one.published is None or one.seen_on in self._lying:
                continue
            exact = one.source in (Source.FEED, Source.REST)
            if exact or (
                best and best.published and one.source is Source.LISTING and one.published <= best.published
            ):
                accepted.append(one)
        posts = sorted(
            (one for one in accepted if one.published),
            key=lambda one: one.published or self.context.now,
            reverse=True,
        )
        return Findings(
            state=self._state(bool(posts)),
            posts=tuple(posts),
            evidence=tuple(sorted(self._candidates.values(), key=self._rank)[:MAX_EVIDENCE]),
            listed={place: tuple(dict.fromkeys(keys)) for place, keys in self._order.items()},
            steps=tuple(self._steps),
            learned=self.learned,
            spam=self._spam,
            complete=bool(posts) or not self._unread,
        )

    def _state(self, posts: bool) -> State:
        if posts:
            return State.MEASURED
        if self._unread or self._clock or any(map(self._open_question, self._candidates.values())):
            return State.UNKNOWN
        return State.NO_POSTS

    def _open_question(self, candidate: Candidate) -> bool:
        """Whether this may be an own post that could not be dated. A page that nothing calls news and that
        prints no date is just a page."""
        if candidate.refused in (Refusal.CLOCK, Refusal.FUTURE):
            return True
        if candidate.refused not in (None, Refusal.NO_DATE, Refusal.UNCONFIRMED):
            return False
        named = (
            candidate.source in EXACT
            or newslike("", candidate.url) > 0
            or newslike("", candidate.seen_on) > 0
        )
        return named or (candidate.refused is Refusal.UNCONFIRMED and candidate.published is not None)

    def _rank(self, candidate: Candidate) -> tuple[bool, float]:
        when = candidate.published or self.context.now.replace(year=1995)
        return candidate.refused is not None, -when.timestamp()
