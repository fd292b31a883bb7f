"""The door: takes connections as long as there are descriptors for them, and speaks TLS as configured now.

When all places are taken, one that asks for nothing makes room: clients that open many connections and say nothing,
or do not read what they asked for, shut nobody out and use up no file that looking at sites needs.
"""

from __future__ import annotations

import asyncio
import errno
import logging
import os
import resource
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from aiohttp import web

from opd_exporter.web.connection import Connection

log = logging.getLogger(__name__)

MAX_CONNECTIONS = 2048
"""Connections kept; a few Prometheus servers and a roomful of browsers have a twentieth of that."""
FEWEST = 4
"""Connections kept however few descriptors there are."""
RESERVED = 16
"""Descriptors that this process opens after it listens: readers and their pipes, logs, files of its own."""
BACKLOG = 1024
"""Connections that wait in the kernel; a client beyond them tries again after a second."""
AT_ONCE = 64
"""Connections taken in one turn of the event loop, before those that made room are closed; fewer where there are few
places."""
FRESH = 5.0
"""Seconds in which a new connection is given the time to ask."""
UNSENT = 16 * 1024
"""Bytes that wait in this process until a client takes them."""
PAUSE = 0.1
"""Seconds until it is tried again when there was no room."""
HANDSHAKE = 15.0
"""Seconds that a client may take for TLS."""
UNREAD = 60_000
"""Milliseconds after which the kernel gives up a connection whose other end takes nothing (TCP_USER_TIMEOUT)."""
_NO_MORE = {errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM}
"""What ``accept`` says when this process or machine has no descriptors or memory left (accept(2)). Anything else is
about a connection that came to nothing."""

TlsContext = Callable[[], ssl.SSLContext | None]


def places() -> int:
    """Connections that may be open: half of the descriptors that are left, the other half is for the sites."""
    limit, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if limit == resource.RLIM_INFINITY:
        return MAX_CONNECTIONS
    try:
        taken = len(os.listdir("/proc/self/fd"))
    except OSError:
        taken = RESERVED
    return max(FEWEST, min(MAX_CONNECTIONS, (limit - taken - RESERVED) // 2))


@dataclass(eq=False)
class _Client:
    """A connection. Its handler exists from the beginning, and has a transport once TLS is agreed on."""

    socket: socket.socket
    handler: Connection
    came: float
    task: asyncio.Task[None] | None = None
    ending: bool = False

    @property
    def over(self) -> bool:
        """Whether its descriptor is free again, or about to be."""
        return self.ending or self.socket.fileno() < 0

    @property
    def rank(self) -> int | None:
        """How willingly it is let go: first who never asked, then who asks for nothing now or does not read the
        answer, who sends questions faster than it takes answers, and who has just come. None: it waits for one
        answer."""
        handler = self.handler
        if handler.writing_paused:
            return 1
        if handler._messages:
            return 2 if handler._current_request is not None else None
        if handler._waiter is None and handler._request_count:  # it is being answered
            return None
        if handler._request_count:
            return 1
        return 3 if asyncio.get_running_loop().time() - self.came < FRESH else 0

    def end(self) -> None:
        """Close it at once, whatever has not been sent. A handler that has its transport hears of the end by it alone:
        a cancelled task would leave it behind, writing to nobody."""
        self.ending = True
        if self.handler.transport is not None:
            self.handler.transport.abort()
        elif self.task:
            self.task.cancel()


@dataclass
class Listener:
    """Sockets that listen for a runner. ``context`` gives the TLS of the next connection, None for plain HTTP."""

    runner: web.AppRunner
    context: TlsContext = lambda: None
    _sockets: list[socket.socket] = field(default_factory=list)
    _clients: list[_Client] = field(default_factory=list)
    _retry: asyncio.TimerHandle | None = None
    _most: int = 0
    _server: web.Server | None = None

    async def open(self, host: str | None, port: int) -> tuple[str, int]:
        """Listen on all addresses of the host (None: of this machine); gives the first with its port. The runner is
        set up by then. Raises OSError."""
        self._server, loop = self.runner.server, asyncio.get_running_loop()
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        try:
            for family, _, _, _, address in dict.fromkeys(found):
                self._bind(family, address)
        except OSError:
            self.close()
            raise
        self._most = places()
        self._resume()
        name = self._sockets[0].getsockname()
        return name[0], name[1]

    def _bind(self, family: int, address: tuple[object, ...]) -> None:
        try:
            listening = socket.socket(family, socket.SOCK_STREAM)
        except OSError:
            if not self._sockets:
                raise
            return  # a kernel without IPv6
        self._sockets.append(listening)
        listening.setblocking(False)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            listening.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        listening.bind(address)
        listening.listen(BACKLOG)

    def close(self) -> None:
        """Listen no more; connections that are open stay the server's."""
        loop = asyncio.get_running_loop()
        if self._retry:
            self._retry.cancel()
        for listening in self._sockets:
            loop.remove_reader(listening)
            listening.close()
        self._sockets.clear()
        for client in self._clients:
            if client.task and client.handler.transport is None:
                client.task.cancel()

    def _resume(self) -> None:
        self._retry = None
        for listening in self._sockets:
            asyncio.get_running_loop().add_reader(listening, self._take, listening)

    def _pause(self) -> None:
        """Leave who comes now with the kernel, and look again soon."""
        loop = asyncio.get_running_loop()
        for listening in self._sockets:
            loop.remove_reader(listening)
        if self._retry is None:
            self._retry = loop.call_later(PAUSE, self._resume)

    def _take(self, listening: socket.socket) -> None:
        self._clients = [client for client in self._clients if not client.over]
        open_now, batch = len(self._clients), max(1, min(AT_ONCE, self._most // 4))
        leaving = self._leaving() if open_now + batch > self._most else []
        for _ in range(batch):
            full = open_now >= self._most
            if full and not leaving:
                log.warning("all %d connections wait for answers; others wait until one is done", self._most)
                return self._pause()
            try:
                connection, _ = listening.accept()
            except OSError as error:
                if error.errno in _NO_MORE:
                    log.error("no connection can be taken: %s", error.strerror)
                    for client in (leaving or self._leaving())[-1:]:
                        client.end()
                    self._pause()
                return
            if full:
                leaving.pop().end()
            else:
                open_now += 1
            self._begin(connection)

    def _leaving(self) -> list[_Client]:
        """Those that can make room, the one that is missed least at the end."""
        ranks = [(client.rank, place) for place, client in enumerate(self._clients)]
        least = sorted((rank, place) for rank, place in ranks if rank is not None)
        return [self._clients[place] for _, place in reversed(least)]

    def _begin(self, connection: socket.socket) -> None:
        if self._server is None:
            raise RuntimeError("the runner is not set up")
        connection.setblocking(False)
        with suppress(OSError):
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, UNREAD)
        client = _Client(connection, Connection(self._server), asyncio.get_running_loop().time())
        self._clients.append(client)
        client.task = asyncio.create_task(self._connect(client))

    async def _connect(self, client: _Client) -> None:
        context = self.context()
        try:
            transport, _ = await asyncio.get_running_loop().connect_accepted_socket(
                lambda: client.handler,
                client.socket,
                ssl=context,
                ssl_handshake_timeout=HANDSHAKE if context else None,
            )
            transport.set_write_buffer_limits(high=UNSENT)
        except OSError as error:  # no TLS, or gone meanwhile
            log.debug("no connection: %s", error)
            client.socket.close()
        finally:
            client.task = None
