"""Politeness: one request at a time to a host, few at a time to an address.

A request that nobody answers gives the turn of its address on after a while, else a few sites that hang would
keep the others at the same server from being looked at.
"""

from __future__ import annotations

from collections.abc import Hashable

from opd_exporter.domain.queue import ANYBODY, Line, Rank, Turn
from opd_exporter.fetch.addresses import Address, judged


class Turns:
    """The lines in which requests wait. A line exists only while somebody is in it."""

    def __init__(self, per_address: int) -> None:
        self._per_address = per_address
        self._lines: dict[Hashable, Line] = {}

    def host(self, host: str, port: int, rank: Rank = ANYBODY) -> Turn:
        """The one turn of a host and port."""
        return self._turn((host, port), 1, rank, None)

    def address(self, address: Address, rank: Rank = ANYBODY, seconds: float | None = None) -> Turn:
        """One of the turns of an IP address, which many sites may share; it counts for at most so many seconds."""
        return self._turn(judged(address), self._per_address, rank, seconds)

    def _turn(self, key: Hashable, width: int, rank: Rank, seconds: float | None) -> Turn:
        line = self._lines.get(key)
        if line is None:
            line = self._lines[key] = Line(width)

        def over() -> None:
            if line.idle and self._lines.get(key) is line:
                del self._lines[key]

        return Turn(line, rank, seconds, over)
