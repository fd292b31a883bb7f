"""Politeness: one request at a time to a host, few at a time to an address.

A request that nobody answers gives the turn of its address on after a while, else a few sites that hang would
keep the others at the same server from being looked at.
"""

from __future__ import annotations

from collections.abc import Hashable

from opd_exporter.domain.queue import ANYBODY, Queue, Rank, Turn
from opd_exporter.fetch.addresses import IpAddress, judged


class Turns:
    """The queues in which requests wait. A queue exists only while somebody is in it."""

    def __init__(self, per_address: int) -> None:
        self._per_address = per_address
        self._queues: dict[Hashable, Queue] = {}

    def host(self, host: str, port: int, rank: Rank = ANYBODY) -> Turn:
        """The one turn of a host and port."""
        return self._turn((host, port), 1, rank, None)

    def address(self, address: IpAddress, rank: Rank = ANYBODY, seconds: float | None = None) -> Turn:
        """One of the turns of an IP address, which many sites may share; it counts for at most so many seconds."""
        return self._turn(judged(address), self._per_address, rank, seconds)

    def _turn(self, key: Hashable, width: int, rank: Rank, seconds: float | None) -> Turn:
        queue = self._queues.get(key)
        if queue is None:
            queue = self._queues[key] = Queue(width)

        def over() -> None:
            if queue.idle and self._queues.get(key) is queue:
                del self._queues[key]

        return Turn(queue, rank, seconds, over)
