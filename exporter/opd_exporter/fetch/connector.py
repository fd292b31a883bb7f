"""Connections to exactly the addresses that were checked, each phase timed on its own."""

from __future__ import annotations

import asyncio
import errno
import os
import socket
import ssl
import time
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from contextvars import ContextVar
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Any

import aiohttp
from aiohttp import BaseConnector
from aiohttp.client_reqrep import ClientRequest
from aiohttp.connector import Connection

from opd_exporter.domain.budget import Budget, NoTurn
from opd_exporter.domain.config import ProbeSettings
from opd_exporter.domain.vocabulary import Phase, Reason
from opd_exporter.fetch.addresses import Address, allowed, literal
from opd_exporter.fetch.failure import Distrusted, Failure, described
from opd_exporter.fetch.names import Resolve, unresolved
from opd_exporter.fetch.turns import Turns
from opd_exporter.fetch.wire import Wire

STAGGER = 0.25
"""Seconds until the next address of a name is tried beside the one before (RFC 8305, 5)."""

MAX_ADDRESSES = 8
"""Addresses of one name that are tried."""

_UNLIMITED = 86400.0
"""Seconds; the deadline of the whole GET rules, not asyncio's own time limit for the handshake."""


@dataclass
class Exchange:
    """One request on its way: what the connector notes down for the fetcher."""

    budget: Budget
    phases: dict[Phase, float] = field(default_factory=dict)
    stage: str = "turn"
    """What is being waited for."""
    asked: bool = False
    """Something was sent to the site."""
    reused: bool = False
    """The request went out on a connection kept alive."""
    connected: float = 0.0
    """When the connection stood (``time.perf_counter``)."""
    queued: float = 0.0
    """Seconds spent waiting for a turn."""
    wire: Wire | None = None
    """The connection, once it stands."""
    certificate: bytes | None = None
    """What the server showed (DER), once the handshake is done."""
    held: AsyncExitStack = field(default_factory=AsyncExitStack)
    """Holds the turn of the address until the exchange ends."""

    @property
    def failure(self) -> Failure | None:
        """Why the answer was given up on the wire, when it was."""
        return self.wire.failure if self.wire is not None else None

    def spent(self, phase: Phase, since: float) -> None:
        """Adds the time since then to a phase."""
        self.phases[phase] = self.phases.get(phase, 0.0) + time.perf_counter() - since


_OURS = {errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM, socket.EAI_MEMORY}
"""Failures of this machine (files, memory), which say nothing of the site."""

Attempt = asyncio.Task[tuple[socket.socket, AsyncExitStack]]

current: ContextVar[Exchange] = ContextVar("current")
"""The exchange of the running task; aiohttp hands nothing of ours through to the connector."""


class Connector(BaseConnector):
    """aiohttp's connection pool over connections of our own making."""

    def __init__(self, settings: ProbeSettings, turns: Turns, resolve: Resolve) -> None:
        super().__init__(limit=0)
        self._settings = settings
        self._turns = turns
        self._resolve = resolve

    async def connect(self, req: ClientRequest, traces: list[Any], timeout: Any) -> Connection:  # noqa: ASYNC109
        """A connection for the request, and a turn of the address at its other end.

        Raises Failure, Distrusted.
        """
        exchange = current.get()
        await exchange.held.aclose()
        exchange.reused, exchange.stage, exchange.connected = True, "turn", 0.0
        connection = await super().connect(req, traces, timeout)
        try:
            transport, wire = connection.transport, connection.protocol
            if transport is None or not isinstance(wire, Wire):
                raise aiohttp.ServerDisconnectedError  # closed at this very moment
            secured = transport.get_extra_info("ssl_object")
            exchange.certificate = secured.getpeercert(binary_form=True) if secured else None
            if exchange.reused:
                start = time.perf_counter()
                try:
                    peer = ip_address(transport.get_extra_info("peername")[0])
                    await exchange.held.enter_async_context(self._turn(exchange, peer))
                finally:
                    exchange.queued += time.perf_counter() - start
        except BaseException:
            connection.close()
            raise
        exchange.wire = wire
        exchange.connected = time.perf_counter()
        exchange.stage, exchange.asked = "header", True
        return connection

    def _turn(self, exchange: Exchange, address: Address) -> AbstractAsyncContextManager[None]:
        budget = exchange.budget
        return budget.queued(self._turns.address(address, budget.rank, budget.hold))

    async def _create_connection(self, req: ClientRequest, traces: list[Any], timeout: Any) -> Wire:  # noqa: ASYNC109
        exchange = current.get()
        exchange.reused = False
        host, port = req.url.raw_host or "", req.url.port or 80
        addresses = await self._addresses(exchange, host)
        opened = await self._open(exchange, addresses, port)
        context = req.ssl if isinstance(req.ssl, ssl.SSLContext) and req.is_ssl() else None
        return await self._speak(exchange, opened, context, host)

    async def _addresses(self, exchange: Exchange, host: str) -> list[Address]:
        """The addresses of the host that may be contacted, best first."""
        address = literal(host)
        found = [address] if address is not None else await self._look_up(exchange, host)
        good = [address for address in found if allowed(address, self._settings.allow_networks)]
        if found and not good:
            told = f"{host}: alamat {found[0]} tidak boleh diakses"
            remedy = "bila memang situs jaringan dalam, izinkan di probe.allow_networks"
            raise Failure(Reason.REFUSED_BY_POLICY, f"{told}; {remedy}")
        if not good:
            raise Failure(Reason.DNS, f"{host} tidak punya alamat")
        return good[:MAX_ADDRESSES]

    async def _look_up(self, exchange: Exchange, host: str) -> list[Address]:
        exchange.stage = "name"
        start = time.perf_counter()
        try:
            found = [ip_address(text) for text in await self._resolve(host)]
        except (OSError, ValueError) as error:
            if _out_of_files() or (isinstance(error, OSError) and error.errno in _OURS):
                raise NoTurn(described(error)) from error
            raise unresolved(host, error) from error
        finally:
            exchange.spent(Phase.RESOLVE, start)
        exchange.stage = "turn"
        return found

    async def _open(self, exchange: Exchange, addresses: Sequence[Address], port: int) -> socket.socket:
        """A TCP connection to the first address that answers (RFC 8305), its turn kept in the exchange."""
        waiting, under_way = list(addresses), set[Attempt]()
        began, first_sent = time.perf_counter(), list[float]()

        async def attempt(address: Address) -> tuple[socket.socket, AsyncExitStack]:
            async with AsyncExitStack() as turn:
                await turn.enter_async_context(self._turn(exchange, address))
                exchange.stage, exchange.asked = "connection", True
                first_sent.append(time.perf_counter())
                try:
                    opened = await _connected(address, port)
                except OSError as error:
                    if error.errno in _OURS:
                        raise NoTurn(described(error)) from error
                    raise
                return opened, turn.pop_all()

        failed: BaseException | None = None
        try:
            while waiting or under_way:
                if waiting:
                    under_way.add(asyncio.create_task(attempt(waiting.pop(0))))
                await asyncio.wait(
                    under_way, timeout=STAGGER if waiting else None, return_when=asyncio.FIRST_COMPLETED
                )
                for done in [task for task in under_way if task.done()]:
                    under_way.remove(done)
                    if done.exception() is None:
                        opened, exchange.held = done.result()
                        return opened
                    if failed is None or isinstance(done.exception(), NoTurn):
                        failed = done.exception()
        finally:
            await _abandon(under_way)
            if first_sent:
                exchange.spent(Phase.CONNECT, first_sent[0])
            exchange.queued += (first_sent[0] if first_sent else time.perf_counter()) - began
        if isinstance(failed, NoTurn):
            raise failed
        if isinstance(failed, TimeoutError):  # the kernel's own, ETIMEDOUT
            raise Failure(Reason.TIMEOUT, f"{addresses[0]} tidak menjawab") from failed
        raise Failure(Reason.CONNECT, f"{addresses[0]} port {port}: {described(failed)}") from failed

    async def _speak(
        self, exchange: Exchange, opened: socket.socket, context: ssl.SSLContext | None, host: str
    ) -> Wire:
        """HTTP over the connection, within TLS when there is a context."""
        loop = asyncio.get_running_loop()
        max_body = self._settings.max_body
        if context is None:
            _, wire = await loop.create_connection(lambda: Wire(loop, max_body), sock=opened)
            return wire
        exchange.stage = "handshake"
        start = time.perf_counter()
        try:
            _, wire = await loop.create_connection(
                lambda: Wire(loop, max_body),
                sock=opened,
                ssl=context,
                server_hostname=host,
                ssl_handshake_timeout=_UNLIMITED,
                ssl_shutdown_timeout=1.0,
            )
        except ssl.SSLCertVerificationError as error:
            raise Distrusted(error.verify_message) from error
        except TimeoutError as error:  # the kernel's own, ETIMEDOUT
            raise Failure(Reason.TIMEOUT, "sambungan habis waktu saat jabat tangan TLS") from error
        except (OSError, ValueError) as error:
            raise Failure(Reason.TLS, f"tidak ada sambungan TLS: {described(error)}") from error
        finally:
            exchange.spent(Phase.TLS, start)
        return wire


def _out_of_files() -> bool:
    """Whether that is why a name was not found: the resolver does not say so."""
    try:
        os.close(os.open(os.devnull, os.O_RDONLY))
    except OSError:
        return True
    return False


async def _connected(address: Address, port: int) -> socket.socket:
    opened = socket.socket(socket.AF_INET6 if address.version == 6 else socket.AF_INET, socket.SOCK_STREAM)
    try:
        opened.setblocking(False)
        await asyncio.get_running_loop().sock_connect(opened, (str(address), port))
    except BaseException:
        opened.close()
        raise
    return opened


async def _abandon(attempts: set[Attempt]) -> None:
    for attempt in attempts:
        attempt.cancel()
    for outcome in await asyncio.gather(*attempts, return_exceptions=True):
        if not isinstance(outcome, BaseException):
            opened, turn = outcome
            opened.close()
            await turn.aclose()
