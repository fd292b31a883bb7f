"""What one probe may spend: time and requests, shared by all its GETs."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from opd_exporter.domain.queue import ANYBODY, Rank, Turn

QUEUING = 0.5
"""Share of a probe's time that may go by in our own lines. The rest is the site's, so that a verdict of
``timeout`` is never the fault of the crowd."""

HOLD, MAX_HOLD = 1 / 3, 5.0
"""Share of a probe's time, and at most seconds, after which a request that is still unanswered counts no more
among those that a server is asked at once. A server that answers at all does so earlier."""


def hold_of(seconds: float) -> float:
    """Seconds that an unanswered request of a probe with so much time keeps its turn."""
    return min(MAX_HOLD, seconds * HOLD)


class NoTurn(Exception):
    """Our own lines were too long, or this machine had no files or memory left: nothing can be said of the site."""


@dataclass
class Budget:
    """A deadline and a number of requests. Hops, and connections made again without trust, count."""

    deadline: float
    """Moment in the event loop's time (``loop.time()``), seconds."""
    requests: int
    """Requests left."""
    patience: float
    """Seconds that may still go by in our own lines."""
    hold: float = MAX_HOLD
    """Seconds that an unanswered request keeps the turn of an address that others wait for."""
    rank: Rank = ANYBODY
    """Who goes first there."""
    distrusted: set[tuple[str, int]] = field(default_factory=set)
    """Host and port whose certificate was refused in this probe: judged once, then fetched without trust."""
    stands_still: bool = False
    """No time passes for it in our own lines: nobody waits for what it brings."""
    _queuing: int = 0
    _since: float = 0.0

    @classmethod
    def of(cls, seconds: float, requests: int, rank: Rank = ANYBODY, *, waits: float | None = None) -> Budget:
        """A budget that begins now. Needs a running event loop. ``waits``: the seconds that may go by in our own lines
        beside these; by default a share of these."""
        ends, patience = asyncio.get_running_loop().time() + seconds, seconds * QUEUING
        if waits is not None:
            patience = waits
        return cls(ends, requests, patience, hold_of(seconds), rank, stands_still=waits is not None)

    def remaining(self) -> float:
        """Seconds left, never negative."""
        return max(0.0, self.deadline - asyncio.get_running_loop().time())

    @property
    def exhausted(self) -> bool:
        """Whether no request or no time is left."""
        return self.requests <= 0 or self.remaining() <= 0

    def spend(self) -> bool:
        """Takes one request; False when none is left."""
        if self.requests <= 0:
            return False
        self.requests -= 1
        return True

    async def wait_for(self, turn: Turn) -> None:
        """A turn, waited for as long as patience and time last; it has to be ended. Raises :class:`NoTurn`."""
        if turn.at_once():
            return
        loop = asyncio.get_running_loop()
        if not self._queuing:  # several addresses of one name may be queued for at once: time counts once
            self._since = loop.time()
        self._queuing += 1
        try:
            patient = self._since + self.patience
            async with asyncio.timeout_at(patient if self.stands_still else min(self.deadline, patient)):
                await turn.wait()
        except TimeoutError:
            raise NoTurn from None
        finally:
            self._queuing -= 1
            if not self._queuing:
                waited = loop.time() - self._since
                self.patience = max(0.0, self.patience - waited)
                self.deadline += waited if self.stands_still else 0.0
