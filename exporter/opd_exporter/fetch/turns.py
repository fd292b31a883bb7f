"""Politeness: one request at a time to a host, few at a time to an address.

A request that nobody answers gives the turn of its address on after a while, else a few sites that hang would
keep the others at the same server from being looked at.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Hashable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from opd_exporter.domain.queue import ANYBODY, Line, Rank
from opd_exporter.fetch.addresses import Address, judged


class Turns:
    """The lines in which requests wait. A line exists only while somebody is in it."""

    def __init__(self, per_address: int) -> None:
        self._per_address = per_address
        self._lines: dict[Hashable, Line] = {}
        self._users: dict[Hashable, int] = {}

    def host(self, host: str, port: int, rank: Rank = ANYBODY) -> AbstractAsyncContextManager[None]:
        """The one turn of a host and port."""
        return self._turn((host, port), 1, rank, None)

    def address(
        self, address: Address, rank: Rank = ANYBODY, seconds: float | None = None
    ) -> AbstractAsyncContextManager[None]:
        """One of the turns of an IP address, which many sites may share; kept for at most so many seconds."""
        return self._turn(judged(address), self._per_address, rank, seconds)

    @asynccontextmanager
    async def _turn(
        self, key: Hashable, width: int, rank: Rank, seconds: float | None
    ) -> AsyncIterator[None]:
        line = self._lines.setdefault(key, Line(width))
        self._users[key] = self._users.get(key, 0) + 1
        try:
            async with line.turn(rank, seconds):
                yield
        finally:
            self._users[key] -= 1
            if not self._users[key]:
                del self._users[key], self._lines[key]
