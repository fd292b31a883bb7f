"""Questions sent before the last answer came (HTTP pipelining): answered in order, but not ahead of anybody else.

No browser and no Prometheus asks like that. Those who do stand in one line, all connections together, so that a crowd
of them costs a known share of a core and everybody else is answered at once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

PACE = 0.01
"""Seconds between two such answers."""
WAITING = 1024
"""Questions that may stand in line; beyond them the connection is told to come again."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def in_line() -> Any:
    """The middleware."""
    turn = asyncio.Lock()
    waiting = 0

    @web.middleware
    async def wait(request: web.Request, handler: Handler) -> web.StreamResponse:
        nonlocal waiting
        if not request.protocol._messages:
            return await handler(request)
        if waiting >= WAITING:
            refusal = web.Response(status=503, text="one question at a time\n", headers={"Retry-After": "5"})
            refusal.force_close()
            return refusal
        waiting += 1
        try:
            async with turn:
                if request.transport is not None and not request.protocol._force_close:  # else nobody waits
                    await asyncio.sleep(PACE)
        finally:
            waiting -= 1
        return await handler(request)

    return wait
