"""Several addresses of one name tried beside each other: the first that answers wins (Happy Eyeballs, RFC 8305)."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Coroutine, Sequence

from opd_exporter.domain.budget import NoTurn
from opd_exporter.domain.queue import Turn
from opd_exporter.fetch.addresses import IpAddress

STAGGER = 0.25
"""Seconds until the next address of a name is tried beside the one before (RFC 8305, 5)."""

Attempted = tuple[socket.socket, IpAddress, Turn]
"""An open connection, the address at its other end, and the turn that is held of it."""
Attempt = Callable[[IpAddress], Coroutine[None, None, Attempted]]


async def first_of(addresses: Sequence[IpAddress], attempt: Attempt) -> Attempted:
    """What the first attempt that succeeds brings; all others are given up. When none does, raises what the first of
    them failed by, or the NoTurn of any: then nothing can be said of the site."""
    if len(addresses) == 1:
        return await attempt(addresses[0])
    waiting, under_way = list(addresses), set[asyncio.Task[Attempted]]()
    failed: BaseException | None = None
    try:
        while waiting or under_way:
            if waiting:
                under_way.add(asyncio.create_task(attempt(waiting.pop(0))))
            # The next address is tried when the one before failed or is slow, whichever comes first.
            stagger = STAGGER if waiting else None
            await asyncio.wait(under_way, timeout=stagger, return_when=asyncio.FIRST_COMPLETED)
            for done in [task for task in under_way if task.done()]:
                under_way.remove(done)
                if done.exception() is None:
                    return done.result()
                if failed is None or isinstance(done.exception(), NoTurn):
                    failed = done.exception()
    finally:
        await _abandon(under_way)
    raise failed or ValueError("no address to try")


async def _abandon(attempts: set[asyncio.Task[Attempted]]) -> None:
    """End them; what succeeded in the meantime gives its connection and its turn back."""
    for attempt in attempts:
        attempt.cancel()
    for outcome in await asyncio.gather(*attempts, return_exceptions=True):
        if not isinstance(outcome, BaseException):
            opened, _, turn = outcome
            opened.close()
            turn.end()
