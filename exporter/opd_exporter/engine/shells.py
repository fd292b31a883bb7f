"""Shells: pages that scripts fill. What the scripts load is asked for as they would."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from opd_exporter.domain.budget import Budget
from opd_exporter.engine.busy import Busy
from opd_exporter.engine.search.asking import FEED, JSON, Get, Work, answer_of, digest
from opd_exporter.posts.context import Context
from opd_exporter.store.record import Learned
from opd_exporter.workers import tasks
from opd_exporter.workers.failures import NotBegun, WorkFailed
from opd_exporter.workers.readings import Answer, PageReading

Result = TypeVar("Result")

MAX_SCRIPTS = 3
"""Scripts of a shell that are read for the interfaces that they ask,"""
MAX_INTERFACES = 3
"""and interfaces that are asked."""


@dataclass
class Behind:
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
        # 4xx says that there is no such interface; 5xx, that nobody could tell.
        self.certain = self.certain and fetched.reason is None and (fetched.status or 0) < 500
        return answer_of(fetched) if fetched.ok else None

    async def read(self, function: Callable[..., Result], *arguments: Any) -> Result | None:
        """What a reader makes of an answer; None when it fails. Raises :class:`Busy`."""
        try:
            return await self.work(function, *arguments)
        except NotBegun as error:
            raise Busy(str(error)) from None
        except WorkFailed:
            self.certain = False
            return None


async def behind_scripts(
    shell: Answer, front: PageReading, behind: Behind, learned: Learned
) -> tuple[PageReading, Learned]:
    """A shell filled by scripts: find the interface they ask, and ask it. Nothing found leaves it a shell."""
    if front.embedded:
        return front, learned
    # A feed dates all posts and says so itself; an interface has to be found first.
    if read := await _by_its_feed(front, behind):
        return read, learned
    for url in (await _interfaces(shell, front, behind, learned))[:MAX_INTERFACES]:
        answer = await behind.ask(url, JSON)
        found = await behind.read(tasks.read_rest, answer, behind.context) if answer else None
        if answer and found and found.candidates:
            digests = {**learned.digests, url: digest(answer)}
            order = front.order | found.order
            return replace(front, embedded=found.candidates, order=order), replace(
                learned, rest=url, digests=digests
            )
    return front, learned


async def _by_its_feed(front: PageReading, behind: Behind) -> PageReading | None:
    """The shell with the posts of the feed that it names."""
    for url in front.leads.feeds[:1]:
        answer = await behind.ask(url, FEED)
        told = await behind.read(tasks.read_feed, answer, behind.context) if answer else None
        if told and told.candidates and not told.comments:
            return replace(front, embedded=told.candidates, order=front.order | told.order)
    return None


async def _interfaces(shell: Answer, front: PageReading, behind: Behind, learned: Learned) -> list[str]:
    """Where its posts may be asked for: where they were found before, what the page names, else what its scripts do."""
    if learned.rest:
        return [learned.rest]
    if front.interfaces or not front.scripts:
        return list(front.interfaces)
    scripts = [await behind.ask(url, "*/*") for url in front.scripts[-MAX_SCRIPTS:]]
    read = [script for script in scripts if script]
    return list(await behind.read(tasks.read_interfaces, shell, read, behind.context) or ())
