"""Places: how many sites are looked at at once. Whoever finds none free waits, as long as the one who asks has time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from opd_exporter.domain.budget import QUEUING, Budget, hold_of
from opd_exporter.domain.queue import BACKGROUND, PULL, Queue, Turn
from opd_exporter.engine.busy import TooMany
from opd_exporter.engine.waiting import MUCH

MOST_LOOKS = 4
"""Looks that wait for a turn, for each that is under way: what waits keeps a page in memory. A look beyond them begins
with a later pull."""
LOOK_HOLD = 15.0
"""Seconds after which a look for posts counts no more among those at once: its sites are slow, and cost nothing."""


class Place:
    """A visit's turn: ``came`` is the moment at which it was given, in the event loop's time."""

    def __init__(self, began: float, came: float, ends: float) -> None:
        self.came = came
        self._waited, self._whole = came - began, ends - began
        self._seconds = ends - came

    def budget(self, requests: int, asked: float) -> Budget:
        """What the visit may spend: the time that is left. ``asked``: when its site was looked at before."""
        return Budget.of(self._seconds, requests, (PULL, asked))

    def crowded_out(self, budget: Budget) -> bool:
        """Whether our own lines took more of the time than they may: what the site did not answer is no verdict."""
        queued = max(0.0, self._seconds * QUEUING - budget.patience)
        return self._waited > 0 and self._waited + queued > self._whole * QUEUING


class Places:
    """Two queues of one width: for visits, and for the looks for posts that follow them. Pulls are answered while looks
    wait: those of a cold start come one after another."""

    def __init__(self, width: int) -> None:
        self._visits, self._looks, self._width = Queue(width), Queue(width), width

    @asynccontextmanager
    async def visit(self, asked: float, ends: float) -> AsyncIterator[Place]:
        """A turn to look at a front page, given while at least a second (or half of the time, where that is less) is
        left. A site that lets us wait gives its turn on. Raises :class:`TooMany`."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        whole = ends - began
        turn = self._visits.turn((PULL, asked), hold_of(whole))
        if not turn.at_once():
            try:
                async with asyncio.timeout_at(max(ends - MUCH, began + whole * QUEUING)):
                    await turn.wait()
            except TimeoutError:
                raise TooMany("other sites were looked at until the time was up") from None
        try:
            yield Place(began, loop.time(), ends)
        finally:
            turn.end()

    @property
    def has_looks_enough(self) -> bool:
        """Whether so many looks wait that the next had better begin with a later pull."""
        return self._looks.waiting >= MOST_LOOKS * self._width

    def look(self, asked: float) -> Turn:
        """A turn to look for posts, waited for as long as it takes: first the site that was looked at longest ago."""
        return self._looks.turn((BACKGROUND, asked), LOOK_HOLD)
