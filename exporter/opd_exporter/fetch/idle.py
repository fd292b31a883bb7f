"""Connections kept alive between two requests, by where they lead and whom they trust."""

from __future__ import annotations

import asyncio
import ssl

from opd_exporter.fetch.wire import Wire

Endpoint = tuple[str, int, ssl.SSLContext | None]
"""Host, port, and the context of TLS."""

KEPT = 15.0
"""Seconds that an idle connection is kept: servers close theirs after 5 to 75, and a pull comes once a minute."""


class Idle:
    """Each is taken at most once, and never when it said anything meanwhile."""

    def __init__(self) -> None:
        self._kept: dict[Endpoint, list[tuple[float, Wire]]] = {}
        self._sweep: asyncio.TimerHandle | None = None

    def take(self, place: Endpoint) -> Wire | None:
        """One that can be used; None when there is none."""
        oldest = asyncio.get_running_loop().time() - KEPT
        while kept := self._kept.get(place):
            since, wire = kept.pop()
            if not kept:
                del self._kept[place]
            if since >= oldest and wire.quiet:
                return wire
            wire.close()
        return None

    def keep(self, place: Endpoint, wire: Wire) -> None:
        """Keep one whose answer has ended."""
        loop = asyncio.get_running_loop()
        self._kept.setdefault(place, []).append((loop.time(), wire))
        if self._sweep is None:
            self._sweep = loop.call_later(KEPT, self._close_old)

    def _close_old(self) -> None:
        loop, self._sweep = asyncio.get_running_loop(), None
        oldest = loop.time() - KEPT
        for place, kept in list(self._kept.items()):
            young = [one for one in kept if one[0] > oldest]
            for since, wire in kept:
                if since <= oldest:
                    wire.close()
            if young:
                self._kept[place] = young
            else:
                del self._kept[place]
        if self._kept:
            self._sweep = loop.call_later(KEPT, self._close_old)

    def close(self) -> None:
        """Close all."""
        if self._sweep:
            self._sweep.cancel()
        for kept in self._kept.values():
            for _, wire in kept:
                wire.close()
        self._kept.clear()
