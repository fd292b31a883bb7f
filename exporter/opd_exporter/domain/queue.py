"""Waiting in a queue: so many turns at once, given by rank and then in the order of coming."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import Callable
from itertools import count

Rank = tuple[int, float]
"""Who goes first: the lower one. A pull that somebody waits for before work in the background, and among
equals the one whose site was asked longest ago, so that a crowd at a slow server starves nobody."""

PULL, BACKGROUND = 0, 1
ANYBODY: Rank = (PULL, 0.0)


class Turn:
    """One turn in a queue: taken at once or waited for, and ended once. It counts no longer than ``seconds``: whoever
    takes longer goes on, and counts no more among those at once."""

    def __init__(
        self, queue: Queue, rank: Rank, seconds: float | None = None, over: Callable[[], None] | None = None
    ) -> None:
        """``over`` is called when it is ended, or was waited for in vain."""
        self._queue, self._rank, self._seconds, self._over = queue, rank, seconds, over
        self._counts = False
        self._until = 0.0
        self._timer: asyncio.TimerHandle | None = None

    def at_once(self) -> bool:
        """Take it now; False when others have all there are."""
        taken = self._queue.take_at_once()
        if taken:
            self._began()
        return taken

    async def wait(self) -> None:
        """Wait for it, as long as it takes."""
        try:
            await self._queue.take(self._rank)
        except BaseException:
            if self._over:
                self._over()
            raise
        self._began()

    def _began(self) -> None:
        self._counts = True
        if self._seconds is not None:
            self._until = asyncio.get_running_loop().time() + self._seconds
            self._queue.limited(self)

    def arm(self) -> None:
        """Somebody waits: from now on it ends by itself when its time is up."""
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_at(self._until, self._give_back)

    def _give_back(self) -> None:
        if self._counts:
            self._counts = False
            self._queue.give_back(self)

    def end(self) -> None:
        """The next may go."""
        if self._timer:
            self._timer.cancel()
        self._give_back()
        if self._over:
            self._over()

    async def __aenter__(self) -> None:
        if not self.at_once():
            await self.wait()

    async def __aexit__(self, *_: object) -> None:
        self.end()


class Queue:
    """A semaphore whose waiters have ranks."""

    def __init__(self, width: int) -> None:
        self._width = self._free = width
        self._waiting: list[tuple[Rank, int, asyncio.Future[None]]] = []
        self._limited: set[Turn] = set()
        """Turns that count for a time only. Their time is kept from when somebody waits: mostly nobody does."""
        self._numbers = count()

    @property
    def waiting(self) -> int:
        """How many wait for a turn, at most."""
        return len(self._waiting)

    @property
    def idle(self) -> bool:
        """Whether nobody has a turn or waits for one."""
        return self._free == self._width

    def turn(self, rank: Rank = ANYBODY, seconds: float | None = None) -> Turn:
        """A turn, to be taken as a context."""
        return Turn(self, rank, seconds)

    def limited(self, turn: Turn) -> None:
        """A turn was taken that counts for a time only."""
        self._limited.add(turn)
        if self._waiting:
            turn.arm()

    def take_at_once(self) -> bool:
        """Take a turn if one is free; it has to be given back."""
        if self._free > 0:
            self._free -= 1
            return True
        return False

    async def take(self, rank: Rank) -> None:
        """Wait for a turn; it has to be given back."""
        if self.take_at_once():
            return
        given = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (rank, next(self._numbers), given))
        for turn in self._limited:
            turn.arm()
        try:
            await given
        except asyncio.CancelledError:
            if given.done() and not given.cancelled():
                self._pass_on()  # given at the very moment of giving up
            raise

    def give_back(self, turn: Turn) -> None:
        """The turn goes to the next."""
        self._limited.discard(turn)
        self._pass_on()

    def _pass_on(self) -> None:
        while self._waiting:
            given = heapq.heappop(self._waiting)[2]
            if not given.done():
                given.set_result(None)
                return
        self._free += 1
