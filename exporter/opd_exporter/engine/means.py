"""What every look is made with: one client, the readers, the places. Made anew when their limits are configured anew."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable, Coroutine
from typing import Any

from opd_exporter.domain.budget import Budget
from opd_exporter.domain.config import ProbeSettings
from opd_exporter.domain.scope import Scope
from opd_exporter.domain.transport import Validators
from opd_exporter.engine.counters import Counters
from opd_exporter.engine.own_clock import OwnClock
from opd_exporter.engine.places import Places
from opd_exporter.engine.search.asking import READ_CPU, Get, Work
from opd_exporter.engine.waiting import MUCH
from opd_exporter.fetch.client import Fetcher
from opd_exporter.fetch.model import Fetched
from opd_exporter.text.sanitise import escaped
from opd_exporter.workers import tasks
from opd_exporter.workers.failures import TookTooLong, WorkFailed
from opd_exporter.workers.pool import Workers

log = logging.getLogger(__name__)

LOOK_TIMEOUT = 90.0
"""Seconds a look for posts may go on in the background, whatever the scrape's deadline was."""
LOOK_WAITS = 180.0
"""Seconds that it may wait beside these until a reader is free, in all. Pulls go first: on a cold start of thousands of
sites the readers are theirs for a minute or two, and a look that gave up had asked its site in vain. What waits keeps a
page in memory, so it is not longer."""


class Means:
    """``connect`` makes the client and ``hire`` the readers, so many as it is told."""

    def __init__(
        self,
        settings: ProbeSettings,
        metrics: Counters,
        *,
        connect: Callable[[ProbeSettings], Fetcher] | None = None,
        hire: Callable[[int], Workers] | None = None,
    ) -> None:
        self.settings, self._metrics = settings, metrics
        self._connect, self._hire = connect or self._counted, hire or Workers
        self.clock = OwnClock()
        self.places = Places(settings.concurrency)
        self.workers = self._hire(_readers(settings.readers))
        self._fetcher = self._connect(settings)
        self._slow: set[str] = set()
        """Sites whose pages took a reader too long the last time."""
        self._retired: set[asyncio.Task[None]] = set()

    def _counted(self, settings: ProbeSettings) -> Fetcher:
        return Fetcher(
            settings,
            on_request=self._metrics.site_request,
            on_bytes=self._metrics.site_received,
            on_sent=self._metrics.site_sent,
            on_date=self.clock.heard,
        )

    def of(self, key: str, scope: Scope, budget: Budget) -> tuple[Get, Work]:
        """What one look at a site is given: one way to ask, one way to have read."""
        return getter(self._fetcher, scope, budget), worker(self.workers, self._slow, key, budget)

    async def warm(self) -> None:
        """Warm the readers, so that the first probe does not wait for imports; tell which walls stand around them."""
        try:
            walls = await self.workers.warm()
        except WorkFailed as error:  # for want of memory or processes, which may pass
            log.error("no page can be read yet: %s", escaped(str(error)))
            return
        self._metrics.walls(walls)
        log.info("the readers are ready")
        if not walls.descriptors:
            log.warning("this system lets readers open files and sockets: see docs/security.md, The walls")
        elif not walls.calls:
            log.warning("this system filters no calls of readers: see docs/security.md, The walls")

    def renew(self, settings: ProbeSettings, users: set[asyncio.Task[None]]) -> None:
        """Take other limits; ``users`` may go on with what they have. Connections serve on where nothing changed."""
        before, self.settings = self.settings, settings
        if settings == before:
            return
        self.places = Places(settings.concurrency)  # who has a turn in the old line keeps it
        old, self._fetcher = self._fetcher, self._connect(settings)
        readers = None
        if settings.readers != before.readers:
            readers, self.workers = self.workers, self._hire(_readers(settings.readers))
        task = asyncio.create_task(_retire(old, readers, users))
        self._retired.add(task)
        task.add_done_callback(self._retired.discard)

    async def close(self) -> None:
        """End the client and the readers."""
        for task in self._retired:
            task.cancel()
        await asyncio.gather(*self._retired, return_exceptions=True)
        await self._fetcher.close()
        self.workers.close()


def getter(fetcher: Fetcher, scope: Scope, budget: Budget) -> Callable[..., Coroutine[Any, Any, Fetched]]:
    """Asks within the site and its budget."""

    async def get(url: str, *, accept: str, validators: Validators | None = None) -> Fetched:
        return await fetcher.get(url, scope=scope, budget=budget, validators=validators, accept=accept)

    return get


def worker(workers: Workers, slow: set[str], key: str, budget: Budget) -> Work:
    """Has something read; ``slow`` are the sites whose pages took a reader too long the last time."""

    async def work(function: Callable[..., Any], *arguments: Any) -> Any:
        try:
            found = await workers.run(function, *arguments, cpu=READ_CPU, budget=budget, slow=key in slow)
        except TookTooLong as error:
            if error.seconds >= MUCH:  # else it was the site that left no time
                slow.add(key)
            raise
        if function in (tasks.read_page, tasks.read_page_briefly):
            slow.discard(key)
        return found

    return work


def _readers(configured: int) -> int:
    """How many processes read pages. With two a page that takes long holds up no other."""
    return configured or min(4, max(2, len(os.sched_getaffinity(0))))


async def _retire(fetcher: Fetcher, readers: Workers | None, users: set[asyncio.Task[None]]) -> None:
    """Close what an earlier configuration had, connections and perhaps readers, once nobody uses them any more."""
    if users:
        await asyncio.wait(users, timeout=LOOK_TIMEOUT)
    await fetcher.close()
    if readers:
        await asyncio.to_thread(readers.close)
