"""One look at one site, top to bottom: fetch -> page -> dead? -> what it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from opd_exporter import readings
from opd_exporter.config import Site
from opd_exporter.fetch.budget import Budget
from opd_exporter.fetch.failure import Failure
from opd_exporter.fetch.model import Fetched
from opd_exporter.fetch.redirects import target
from opd_exporter.memory.record import Learned
from opd_exporter.readings import PageReading
from opd_exporter.report import Visit
from opd_exporter.search.asking import HTML, JSON, READ_TIMEOUT, Get, Work, answer_of, digest
from opd_exporter.sources.context import Context
from opd_exporter.vocabulary import Phase, Reason
from opd_exporter.workers import WorkFailed

MAX_DOORS = 3
"""Refreshes, frames and splash pages followed one after another."""
MAX_SCRIPTS = 3
MAX_INTERFACES = 3


class Busy(Exception):
    """The time ran out in our own queue: nothing was asked, so nothing can be said of the site."""


@dataclass(frozen=True)
class Visited:
    """What a visit to the front page brought."""

    visit: Visit
    learned: Learned
    front: PageReading | None = None
    """None when the site is not up, and when the page is the one judged last time."""
    url: str = ""
    """The address of the page judged."""


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
    site: Site, context: Context, get: Get, work: Work, budget: Budget, learned: Learned, *, afresh: bool
) -> Visited:
    """Look at the front page. ``afresh`` asks for the page itself even when it did not change, since a look
    through all sources starts from it. Never raises for anything a site does; raises :class:`Busy`."""
    fetched = await get(
        site.url, accept=HTML, validators=None if afresh else learned.validators.get(site.url)
    )
    front: PageReading | None = None
    for doors in range(MAX_DOORS + 1):
        if fetched.unasked:
            raise Busy(f"{fetched.url}: {fetched.explanation}")
        if fetched.reason:
            return Visited(_measured(fetched, context.now, fetched.reason, fetched.explanation), learned)
        if (
            doors == 0
            and not afresh
            and (fetched.not_modified or learned.digests.get(site.url) == digest(fetched))
        ):
            return _as_before(fetched, context, learned)
        try:
            front = await work(
                readings.read_page,
                answer_of(fetched),
                context,
                site.url,
                within=min(READ_TIMEOUT, max(0.1, budget.remaining())),
            )
        except WorkFailed as error:
            failed = Reason.TIMEOUT if budget.remaining() <= 0 else Reason.PROTOCOL
            return Visited(_measured(fetched, context.now, failed, str(error)), learned)
        if not front.forward or not 200 <= (fetched.status or 0) < 300:
            break
        if doors == MAX_DOORS or budget.exhausted:
            return Visited(
                _measured(fetched, context.now, Reason.REDIRECT, "one door leads to another"), learned
            )
        try:
            target(302, [front.forward], fetched.final_url, context.scope)
        except Failure as failure:
            return Visited(_measured(fetched, context.now, failure.reason, str(failure)), learned)
        behind = await get(front.forward, accept=HTML)
        fetched = _joined(fetched, behind)
    if front is None:
        raise AssertionError("unreachable")
    reason: Reason | None = front.dead.reason if front.dead else None
    explanation = front.dead.explanation if front.dead else ""
    if reason is Reason.EMPTY_SHELL and 200 <= (fetched.status or 0) < 300:
        front, learned = await _behind_scripts(fetched, front, context, get, work, budget, learned)
        reason = None if front.embedded else reason
    result = _measured(fetched, context.now, reason, explanation if reason else "")
    if doors == 0:
        learned = _remember(fetched, learned, site.url, reason)
    return Visited(result, learned, front if reason is None else None, fetched.final_url)


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
        digests={**learned.digests, url: digest(fetched)},
        front_reason=reason.value if reason else "",
    )


async def _behind_scripts(
    fetched: Fetched,
    front: PageReading,
    context: Context,
    get: Get,
    work: Work,
    budget: Budget,
    learned: Learned,
) -> tuple[PageReading, Learned]:
    """A shell filled by scripts: find the interface they ask, and ask it. Nothing found leaves it a shell."""
    if front.embedded:
        return front, learned
    wanted = [learned.rest] if learned.rest else list(front.interfaces)
    if not wanted and front.scripts:
        scripts = []
        for url in front.scripts[-MAX_SCRIPTS:]:
            script = await get(url, accept="*/*")
            if script.ok:
                scripts.append(answer_of(script))
        try:
            wanted = list(
                await work(
                    readings.read_interfaces,
                    answer_of(fetched),
                    scripts,
                    context,
                    within=min(READ_TIMEOUT, max(0.1, budget.remaining())),
                )
            )
        except WorkFailed:
            wanted = []
    for url in wanted[:MAX_INTERFACES]:
        if budget.exhausted:
            break
        answer = await get(url, accept=JSON)
        if not answer.ok:
            continue
        try:
            found = await work(
                readings.read_rest,
                answer_of(answer),
                context,
                within=min(READ_TIMEOUT, max(0.1, budget.remaining())),
            )
        except WorkFailed:
            continue
        if found:
            return replace(front, embedded=found), replace(
                learned, rest=url, digests={**learned.digests, url: digest(answer)}
            )
    return front, learned
