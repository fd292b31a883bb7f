"""What a look at a site is given: one way to ask, one way to have read."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from opd_exporter.domain.budget import Budget
from opd_exporter.domain.scope import Scope
from opd_exporter.domain.transport import Validators
from opd_exporter.engine.search.asking import Work
from opd_exporter.fetch.client import Fetcher
from opd_exporter.fetch.model import Fetched
from opd_exporter.workers import tasks
from opd_exporter.workers.pool import TookTooLong, Workers

MUCH = 1.0
"""Seconds that matter: a site that had less is not judged, a probe under way whose time ends so much before ours is
no answer to us, and a reader that had so long and did not end is slow."""


def getter(fetcher: Fetcher, scope: Scope, budget: Budget) -> Callable[..., Coroutine[Any, Any, Fetched]]:
    """Asks within the site and its budget."""

    async def get(url: str, *, accept: str, validators: Validators | None = None) -> Fetched:
        return await fetcher.get(url, scope=scope, budget=budget, validators=validators, accept=accept)

    return get


def worker(workers: Workers, slow: set[str], key: str, budget: Budget) -> Work:
    """Has something read; ``slow`` are the sites whose pages took a reader too long the last time."""

    async def work(function: Callable[..., Any], *arguments: Any, within: float) -> Any:
        try:
            found = await workers.run(function, *arguments, within=within, budget=budget, slow=key in slow)
        except TookTooLong:
            if within >= MUCH:  # else it was the site that left no time
                slow.add(key)
            raise
        if function in (tasks.read_page, tasks.read_page_briefly):
            slow.discard(key)
        return found

    return work
