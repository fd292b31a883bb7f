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
class Visited:
    """What a visit to the front page brought."""

    visit: Visit
    learned: Learned
    front: PageReading | None = None
    """None when the site is not up, and when the page is the one judged last time."""
    url: str = ""
    """The address of the page judged."""
    page: Answer | None = None
    """The page itself, when its dates read both ways."""


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


async def visit(
    site: Site,
    context: Context,
    get: Get,
    work: Work,
    budget: Budget,
    learned: Learned,
    *,
    afresh: bool,
    allow_networks: Sequence[Network] = (),
) -> Visited:
    """Look at the front page. ``afresh`` asks for the page itself even when it did not change, since a look
    through all sources starts from it. Never raises for anything a site does; raises :class:`Busy`."""
    fetched = await get(
        site.url, accept=HTML, validators=None if afresh else learned.validators.get(site.url)
    )
    front: PageReading | None = None
    greeting: tuple[Fetched, PageReading] | None = None
    """The first page, when it may be the place although it has one link only."""
    passed: set[str] = set()
    for doors in range(MAX_DOORS + 1):
        if fetched.unasked:
            raise Busy(f"{fetched.url}: {fetched.explanation}")
        if fetched.reason:
            return Visited(_measured(fetched, context.now, fetched.reason, fetched.explanation), learned)
        if (
            doors == 0
            and not afresh
            and (fetched.not_modified or learned.digests.get(site.url) == _print(fetched))
        ):
            return _as_before(fetched, context, learned)
        try:
            front = await work(
                tasks.read_page,
                answer_of(fetched),
                context,
                site.url,
                within=_within(budget),
            )
        except NotBegun as error:
            raise Busy(f"{fetched.url}: {error}") from None
        except TookTooLong as error:
            return Visited(_measured(fetched, context.now, Reason.TIMEOUT, str(error)), learned)
        except WorkFailed as error:
            return Visited(_measured(fetched, context.now, Reason.PROTOCOL, str(error)), learned)
        if not front.forward or not 200 <= (fetched.status or 0) < 300:
            break
        if doors == 0 and front.greets:
            greeting = fetched, front
        passed.add(normal(fetched.final_url))
        if greeting and (doors == MAX_DOORS or normal(front.forward) in passed):
            fetched, front = greeting  # what lies behind leads back: no door
            doors = 0
            break
        if doors == MAX_DOORS or budget.exhausted:
            return Visited(
                _measured(fetched, context.now, Reason.REDIRECT, "one door leads to another"), learned
            )
        try:
            target(302, [front.forward], fetched.final_url, context.scope, allow_networks)
        except Failure as failure:
            return Visited(_measured(fetched, context.now, failure.reason, str(failure)), learned)
        behind = await get(front.forward, accept=HTML)
        if front.dead is None and not behind.unasked and not behind.ok:
            break  # a page with something to read is the place when its only link leads to nothing
        fetched = _joined(fetched, behind)
    if front is None:
        raise AssertionError("unreachable")
    if greeting and front.dead and front.dead.reason is Reason.EMPTY_SHELL:
        (fetched, front), doors = greeting, 0  # nothing lies behind
    certain, reason = True, front.dead.reason if front.dead else None
    explanation = front.dead.explanation if front.dead else ""
    if reason is Reason.EMPTY_SHELL and 200 <= (fetched.status or 0) < 300:
        interfaces = _Behind(get, work, budget, context)
        front, learned = await _behind_scripts(answer_of(fetched), front, interfaces, learned)
        reason, certain = None if front.embedded else reason, interfaces.certain
    result = _measured(fetched, context.now, reason, explanation if reason else "")
    if doors == 0 and certain:
        learned = _remember(fetched, learned, site.url, reason)
    page = answer_of(fetched) if front.order.has_two_readings else None
    return Visited(result, learned, front if reason is None else None, fetched.final_url, page)


def _within(budget: Budget) -> float:
    """Seconds that a reader may work."""
    return min(READ_TIMEOUT, max(0.1, budget.remaining()))


def _print(fetched: Fetched) -> str:
    """What the judgement of a page rests on: its content, and what status and kind it was sent as."""
    return f"{digest(fetched)} {fetched.status} {fetched.header('content-type')[:100]}"


def _as_before(fetched: Fetched, context: Context, learned: Learned) -> Visited:
    """The page is the one that was judged last time, so its judgement stands."""
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
