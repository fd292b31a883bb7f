"""Politeness: one request at a time to a host, few at a time to an address; first come, first served."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Hashable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass

from opd_exporter.fetch.addresses import Address, judged


@dataclass
class _Line:
    turns: asyncio.Semaphore
    users: int = 0


class Turns:
    """The lines in which requests wait. A line exists only while somebody is in it."""

    def __init__(self, per_address: int) -> None:
        self._per_address = per_address
        self._lines: dict[Hashable, _Line] = {}

    def host(self, host: str, port: int) -> AbstractAsyncContextManager[None]:
        """The one turn of a host and port."""
        return self._turn((host, port), 1)

    def address(self, address: Address) -> AbstractAsyncContextManager[None]:
        """One of the turns of an IP address, which many sites may share."""
        return self._turn(judged(address), self._per_address)

    @asynccontextmanager
    async def _turn(self, key: Hashable, width: int) -> AsyncIterator[None]:
        line = self._lines.setdefault(key, _Line(asyncio.Semaphore(width)))
        line.users += 1
        try:
            async with line.turns:
                yield
        finally:
            line.users -= 1
            if not line.users:
                del self._lines[key]
