"""Names to addresses, by the system's resolver."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import socket
import threading
from collections.abc import Awaitable, Callable, Sequence

from opd_exporter.domain.vocabulary import Reason
from opd_exporter.fetch.failure import Failure

Resolve = Callable[[str], Awaitable[Sequence[str]]]
"""A host name to its IP addresses, best first. Raises OSError (``socket.gaierror``) when there are none."""


class Names:
    """The system's resolver. Each look-up has a thread of its own, so that names nobody answers for hold up
    neither other names nor the end of the program; a name is asked for once at a time."""

    def __init__(self) -> None:
        self._under_way: dict[str, asyncio.Future[list[str]]] = {}

    async def __call__(self, host: str) -> Sequence[str]:
        answer = self._under_way.get(host)
        if answer is None:
            loop = asyncio.get_running_loop()
            answer = self._under_way[host] = loop.create_future()
            answer.add_done_callback(lambda done: self._finished(host, done))
            thread = threading.Thread(target=_look_up, args=(host, answer, loop), name="resolve", daemon=True)
            try:
                thread.start()
            except RuntimeError as error:  # no more threads
                answer.set_exception(OSError(errno.ENOMEM, str(error)))
        return await asyncio.shield(answer)

    def _finished(self, host: str, answer: asyncio.Future[list[str]]) -> None:
        del self._under_way[host]
        if not answer.cancelled():
            answer.exception()  # nobody may be waiting any more


def _look_up(host: str, answer: asyncio.Future[list[str]], loop: asyncio.AbstractEventLoop) -> None:
    found: list[str] | Exception
    try:
        infos = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        found = list(dict.fromkeys(str(info[4][0]) for info in infos))
    except (OSError, UnicodeError) as error:
        found = error
    with contextlib.suppress(RuntimeError):  # the loop has ended meanwhile
        loop.call_soon_threadsafe(_deliver, answer, found)


def _deliver(answer: asyncio.Future[list[str]], found: list[str] | Exception) -> None:
    if answer.done():
        return
    if isinstance(found, Exception):
        answer.set_exception(found)
    else:
        answer.set_result(found)


def unresolved(host: str, error: Exception) -> Failure:
    """What a failed look-up means: the name has no address, or no name server answered."""
    if isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN:
        return Failure(Reason.DNS, f"tidak ada server nama yang menjawab untuk {host}")
    return Failure(Reason.DNS, f"{host} tidak punya alamat")
