"""One look at one site, top to bottom: fetch -> page -> dead? -> what it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

from opd_exporter.domain.budget import Budget
from opd_exporter.domain.config import Site
from opd_exporter.domain.report import Visit
from opd_exporter.domain.vocabulary import Phase, Reason
from opd_exporter.engine.search.asking import HTML, JSON, READ_TIMEOUT, Get, Work, answer_of, digest
from opd_exporter.fetch.addresses import Network
from opd_exporter.fetch.failure import Failure
from opd_exporter.fetch.model import Fetched
from opd_exporter.fetch.redirects import target
from opd_exporter.page.noise import Kept
from opd_exporter.posts.context import Context
from opd_exporter.store.record import Learned
from opd_exporter.text.address import normal
from opd_exporter.workers import tasks
from opd_exporter.workers.pool import NotBegun, TookTooLong, WorkFailed
from opd_exporter.workers.tasks import Answer, PageReading

Result = TypeVar("Result")

MAX_DOORS = 3
"""Refreshes, frames and splash pages followed one after another."""
MAX_SCRIPTS = 3
MAX_INTERFACES = 3


class Busy(Exception):
    """The time ran out in our own lines, so nothing can be said of the site."""


class LineDown(Busy):
    """No site answers for so long that our own line must be down: nobody looked."""


@dataclass(frozen=True)
class Judged:
    """A front page that was judged to be the site's own: what a later copy of it is held against."""

    url: str
    """The address that answered."""
    sent_as: str
    """Status and kind, as it was sent."""
    digest: str
    """The name under which its judgement is remembered (``Learned.digests``)."""
    body: Kept

    def is_repeated_by(self, fetched: Fetched, learned: Learned, url: str) -> bool:
        """Whether this answer says the same as the page, on which the judgement still rests: nothing else was judged
        since, and it was a site's own."""
        return (
            learned.digests.get(url) == self.digest
            and not learned.front_reason
            and (fetched.final_url, _sent_as(fetched)) == (self.url, self.sent_as)
            and not fetched.header("refresh")
            and self.body.differs_in_noise_only(fetched.body)
        )


@dataclass(frozen=True)
class Visited:
    """What a visit to the front page brought."""

    visit: Visit
    learned: Learned
    front: PageReading | None = None
    """None when the site is not up, and when the page says what it said when it was judged."""
    url: str = ""
    """The address of the page judged."""
    page: Answer | None = None
    """The page itself, when it may have to be read once more: its dates read both ways, or it was read briefly."""
    judged: Judged | None = None
    """The page, when it is the site's own and was judged now."""


def _measured(fetched: Fetched, at: datetime, reason: Reason | None, explanation: str) -> Visit:
    received = fetched.reason is None and not fetched.not_modified
    return Visit(
        at=at,
        up=reason is None,
        reason=reason,
        explanation=explanation,
        url=fetched.final_url,
        status=fetched.status,
        redirects=fetched.redirects if fetched.status is not None else None,
        http_version=fetched.http_version,
        body_bytes=len(fetched.body) if received else None,
        duration=fetched.duration,
        phases=fetched.phases,
        tls=fetched.tls,
    )


def _joined(first: Fetched, second: Fetched) -> Fetched:
    """Two fetches that a visitor sees as one: the door and what lies behind."""
    phases: dict[Phase, float] = dict(first.phases)
    for phase, seconds in second.phases.items():
        phases[phase] = phases.get(phase, 0.0) + seconds
    return replace(
        second,
        redirects=first.redirects + second.redirects + 1,
        duration=first.duration + second.duration,
        wire_bytes=first.wire_bytes + second.wire_bytes,
        requests=first.requests + second.requests,
        phases=phases,
        tls=second.tls or first.tls,
        status=second.status if second.status is not None else first.status,
    )


class _NoSite(Exception):
    """The visit ends here: what came is no page of the site."""

    def __init__(self, fetched: Fetched, reason: Reason, explanation: str) -> None:
        super().__init__(explanation)
        self.fetched, self.reason, self.explanation = fetched, reason, explanation


@dataclass
class _Place:
    """The page that is the site's front, once doors were passed."""

    fetched: Fetched
    front: PageReading
    doors: int = 0
    """How many doors lead to it."""


@dataclass(frozen=True)
class _Means:
    """What the steps of a visit share."""

    site: Site
    context: Context
    get: Get
    work: Work
    budget: Budget
    allow_networks: Sequence[Network]

    async def read(self, function: Callable[..., PageReading], fetched: Fetched) -> PageReading:
        """What a reader makes of the page. Raises :class:`Busy`, :class:`_NoSite`."""
        page = answer_of(fetched)
        try:
            return await self.work(function, page, self.context, self.site.url, within=_within(self.budget))
        except NotBegun as error:
            raise Busy(f"{fetched.url}: {error}") from None
        except TookTooLong as error:
            raise _NoSite(fetched, Reason.TIMEOUT, str(error)) from None
        except WorkFailed as error:
            raise _NoSite(fetched, Reason.PROTOCOL, str(error)) from None


async def visit(
    site: Site,
    context: Context,
    get: Get,
    work: Work,
    budget: Budget,
    learned: Learned,
    *,
    afresh: bool,
    steady: bool = False,
    judged: Judged | None = None,
    allow_networks: Sequence[Network] = (),
) -> Visited:
    """Look at the front page. ``afresh`` asks for the page itself even when it did not change, since a look
    through all sources starts from it. ``steady``: nothing is looked for beside it, so that a page which says what the
    one ``judged`` last said keeps its judgement, and another is read only for what a pull answers.

    Never raises for anything a site does; raises :class:`Busy`."""
    means = _Means(site, context, get, work, budget, allow_networks)
    validators = None if afresh else learned.validators.get(site.url)
    try:
        fetched = _answered(await get(site.url, accept=HTML, validators=validators))
        if not afresh and (fetched.not_modified or learned.digests.get(site.url) == _print(fetched)):
            return _as_before(fetched, context, learned)
        if steady and judged and judged.is_repeated_by(fetched, learned, site.url):
            return _as_before(fetched, context, learned)
        if steady and (brief := await _read_briefly(means, fetched)):
            return _own_page(_Place(fetched, brief), context, learned, site.url)
        place = await _behind_doors(means, fetched)
        return await _judge(means, place, learned)
    except _NoSite as ended:
        return Visited(_measured(ended.fetched, context.now, ended.reason, ended.explanation), learned)


def _answered(fetched: Fetched) -> Fetched:
    """The answer, when there is one. Raises :class:`Busy`, :class:`_NoSite`."""
    if fetched.unasked:
        raise Busy(f"{fetched.url}: {fetched.explanation}")
    if fetched.reason:
        raise _NoSite(fetched, fetched.reason, fetched.explanation)
    return fetched


async def _read_briefly(means: _Means, fetched: Fetched) -> PageReading | None:
    """What a pull asks of a page, when it is plainly a site's own; what is not, is read in full."""
    brief = await means.read(tasks.read_page_briefly, fetched)
    return brief if brief.dead is None and not brief.forward else None


async def _behind_doors(means: _Means, fetched: Fetched) -> _Place:
    """Follow refreshes, frames and splash pages as far as they lead to a page of their own."""
    greeting: _Place | None = None
    """The first page, when it may be the place although it has one link only."""
    passed: set[str] = set()
    place = _Place(fetched, await means.read(tasks.read_page, fetched))
    while place.front.forward and 200 <= (place.fetched.status or 0) < 300:
        if place.doors == 0 and place.front.greets:
            greeting = place
        passed.add(normal(place.fetched.final_url))
        if greeting and (place.doors == MAX_DOORS or normal(place.front.forward) in passed):
            return greeting  # what lies behind leads back: no door
        behind = await _next_door(means, place)
        if behind is None:
            break  # a page with something to read is the place when its only link leads to nothing
        place = _Place(behind, await means.read(tasks.read_page, behind), place.doors + 1)
    if greeting and place.front.dead and place.front.dead.reason is Reason.EMPTY_SHELL:
        return greeting  # nothing lies behind
    return place


async def _next_door(means: _Means, place: _Place) -> Fetched | None:
    """What lies behind a door; None when the page itself is the place. Raises :class:`_NoSite`."""
    fetched, forward = place.fetched, place.front.forward
    if place.doors == MAX_DOORS or means.budget.exhausted:
        raise _NoSite(fetched, Reason.REDIRECT, "one door leads to another")
    try:
        target(302, [forward], fetched.final_url, means.context.scope, means.allow_networks)
    except Failure as failure:
        raise _NoSite(fetched, failure.reason, str(failure)) from None
    behind = await means.get(forward, accept=HTML)
    if place.front.dead is None and not behind.unasked and not behind.ok:
        return None
    return _answered(_joined(fetched, behind))


async def _judge(means: _Means, place: _Place, learned: Learned) -> Visited:
    """What the page amounts to, after a shell's scripts were asked for what they load."""
    fetched, front, context = place.fetched, place.front, means.context
    certain, reason = True, front.dead.reason if front.dead else None
    if reason is Reason.EMPTY_SHELL and 200 <= (fetched.status or 0) < 300:
        interfaces = _Behind(means.get, means.work, means.budget, context)
        front, learned = await _behind_scripts(answer_of(fetched), front, interfaces, learned)
        reason, certain = None if front.embedded else reason, interfaces.certain
    if reason is None and place.doors == 0 and certain:
        return _own_page(replace(place, front=front), context, learned, means.site.url)
    explanation = front.dead.explanation if front.dead and reason else ""
    result = _measured(fetched, context.now, reason, explanation)
    if place.doors == 0 and certain:
        learned = _remember(fetched, learned, means.site.url, reason)
    page = answer_of(fetched) if front.order.has_two_readings else None
    return Visited(result, learned, front if reason is None else None, fetched.final_url, page)


def _own_page(place: _Place, context: Context, learned: Learned, url: str) -> Visited:
    """The front page is the site's own: its judgement is remembered, and the page to hold its next copies against."""
    fetched, front = place.fetched, place.front
    body = Kept.of(fetched.body) if 200 <= (fetched.status or 0) < 300 else None
    judged = Judged(fetched.final_url, _sent_as(fetched), _print(fetched), body) if body else None
    again = front.brief or front.order.has_two_readings
    return Visited(
        _measured(fetched, context.now, None, ""),
        _remember(fetched, learned, url, None),
        front,
        fetched.final_url,
        answer_of(fetched) if again else None,
        judged,
    )


async def read_in_full(visited: Visited, site: Site, work: Work, context: Context, budget: Budget) -> Visited:
    """A visit whose page was read briefly, with all that the page says. Raises :class:`Busy`."""
    if visited.page is None:
        return visited
    try:
        front = await work(tasks.read_page, visited.page, context, site.url, within=_within(budget))
    except NotBegun as error:
        raise Busy(f"{visited.url}: {error}") from None
    except WorkFailed as error:
        reason = Reason.TIMEOUT if isinstance(error, TookTooLong) else Reason.PROTOCOL
        seen = replace(visited.visit, up=False, reason=reason, explanation=str(error))
        return replace(visited, visit=seen, front=None, judged=None)
    return replace(visited, front=front)


def _within(budget: Budget) -> float:
    """Seconds that a reader may work."""
    return min(READ_TIMEOUT, max(0.1, budget.remaining()))


def _print(fetched: Fetched) -> str:
    """What the judgement of a page rests on: its content, and what status and kind it was sent as."""
    return f"{digest(fetched)} {_sent_as(fetched)}"


def _sent_as(fetched: Fetched) -> str:
    return f"{fetched.status} {fetched.header('content-type')[:100]}"


def _as_before(fetched: Fetched, context: Context, learned: Learned) -> Visited:
    """The page says what it said when it was judged last, so its judgement stands."""
    try:
        reason = Reason(learned.front_reason) if learned.front_reason else None
    except ValueError:
        reason = None
    explanation = "the page has not changed since it was judged" if reason else ""
    return Visited(_measured(fetched, context.now, reason, explanation), learned, url=fetched.final_url)


def _remember(fetched: Fetched, learned: Learned, url: str, reason: Reason | None) -> Learned:
    validators = {key: value for key, value in learned.validators.items() if key != url}
    if fetched.validators and 200 <= (fetched.status or 0) < 300 and fetched.redirects == 0:
        validators[url] = fetched.validators
    return replace(
        learned,
        validators=validators,
        digests={**learned.digests, url: _print(fetched)},
        front_reason=reason.value if reason else "",
    )


@dataclass
class _Behind:
    """What the scripts of a shell load: found by asking as they would."""

    get: Get
    work: Work
    budget: Budget
    context: Context
    certain: bool = True
    """Every address answered, so that what was not found is not there."""

    async def ask(self, url: str, accept: str) -> Answer | None:
        """One answer; None when there is none. Raises :class:`Busy`."""
        if self.budget.exhausted:
            self.certain = False
            return None
        fetched = await self.get(url, accept=accept)
        if fetched.unasked:
            raise Busy(f"{url}: {fetched.explanation}")
        self.certain = self.certain and fetched.reason is None and (fetched.status or 0) < 500
        return answer_of(fetched) if fetched.ok else None

    async def read(self, function: Callable[..., Result], *arguments: Any) -> Result | None:
        """What a reader makes of an answer; None when it fails. Raises :class:`Busy`."""
        try:
            return await self.work(function, *arguments, within=_within(self.budget))
        except NotBegun as error:
            raise Busy(str(error)) from None
        except WorkFailed:
            self.certain = False
            return None


async def _behind_scripts(
    shell: Answer, front: PageReading, behind: _Behind, learned: Learned
) -> tuple[PageReading, Learned]:
    """A shell filled by scripts: find the interface they ask, and ask it. Nothing found leaves it a shell."""
    if front.embedded:
        return front, learned
    wanted = [learned.rest] if learned.rest else list(front.interfaces)
    if not wanted and front.scripts:
        scripts = [await behind.ask(url, "*/*") for url in front.scripts[-MAX_SCRIPTS:]]
        read = [script for script in scripts if script]
        wanted = list(await behind.read(tasks.read_interfaces, shell, read, behind.context) or ())
    for url in wanted[:MAX_INTERFACES]:
        answer = await behind.ask(url, JSON)
        found = await behind.read(tasks.read_rest, answer, behind.context) if answer else None
        if answer and found and found.candidates:
            digests = {**learned.digests, url: digest(answer)}
            order = front.order | found.order
            return replace(front, embedded=found.candidates, order=order), replace(
                learned, rest=url, digests=digests
            )
    return front, learned
