"""Waiting in line: so many turns at once, given by rank and then in the order of coming."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count

Rank = tuple[int, float]
"""Who goes first: the lower one. A pull that somebody waits for before work in the background, and among
equals the one whose site was asked longest ago, so that a crowd at a slow server starves nobody."""

PULL, BACKGROUND = 0, 1
ANYBODY: Rank = (PULL, 0.0)


class Line:
    """A semaphore whose waiters have ranks."""

    def __init__(self, width: int) -> None:
        self._free = width
        self._waiting: list[tuple[Rank, int, asyncio.Future[None]]] = []
        self._numbers = count()

    @property
    def waiting(self) -> int:
        """How many wait for a turn, at most."""
        return len(self._waiting)

    @asynccontextmanager
    async def turn(self, rank: Rank = ANYBODY, seconds: float | None = None) -> AsyncIterator[None]:
        """One turn, from the moment it is given until the end of the block, but no longer than ``seconds``: whoever
        takes longer goes on, and counts no more among those at once."""
        await self.take(rank)
        kept = True

        def give_back() -> None:
            nonlocal kept
            if kept:
                kept = False
                self.give_back()

        timer = None
        if seconds is not None:
            timer = asyncio.get_running_loop().call_later(seconds, give_back)
        try:
            yield
        finally:
            if timer:
                timer.cancel()
            give_back()

    async def take(self, rank: Rank) -> None:
        """Wait for a turn; it has to be given back."""
        if self._free > 0:
            self._free -= 1
            return
        given = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (rank, next(self._numbers), given))
        try:
            await given
        except asyncio.CancelledError:
            if given.done() and not given.cancelled():
                self.give_back()  # given at the very moment of giving up
            raise

    def give_back(self) -> None:
        """The turn goes to the next."""
        while self._waiting:
            given = heapq.heappop(self._waiting)[2]
            if not given.done():
                given.set_result(None)
                return
        self._free += 1
