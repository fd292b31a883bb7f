"""Connections to exactly the addresses that were checked, each phase timed on its own."""

from __future__ import annotations

import asyncio
import errno
import os
import socket
import ssl
import struct
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from ipaddress import ip_address

from opd_exporter.domain.budget import Budget, NoTurn
from opd_exporter.domain.config import ProbeSettings
from opd_exporter.domain.queue import Turn
from opd_exporter.domain.vocabulary import Phase, Reason
from opd_exporter.fetch.addresses import IpAddress, allowed, literal
from opd_exporter.fetch.failure import Distrusted, Failure, described
from opd_exporter.fetch.idle import Endpoint, Idle
from opd_exporter.fetch.names import Resolve, unresolved
from opd_exporter.fetch.race import Attempted, first_of
from opd_exporter.fetch.turns import Turns
from opd_exporter.fetch.wire import Wire

MAX_ADDRESSES = 8
"""Addresses of one name that are tried."""

_UNLIMITED = 86400.0
"""Seconds; the deadline of the whole GET rules, not asyncio's own time limit for the handshake."""

MAX_HANDSHAKE = 256 * 1024
"""Bytes that a server may send in a handshake. OpenSSL takes certificates of 100 KiB."""
_EVERY = 0.1
"""Seconds between two looks at how many came; most handshakes are done before the first."""
_RECEIVED = 128
"""Where ``struct tcp_info`` of ``linux/tcp.h`` holds ``tcpi_bytes_received``."""


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
    held: Turn | None = None
    """The turn of the address, kept until the exchange ends."""

    @property
    def failure(self) -> Failure | None:
        """Why the answer was given up on the wire, when it was."""
        return self.wire.failure if self.wire is not None else None

    def release(self) -> None:
        """Give the turn of the address back."""
        if self.held is not None:
            self.held.end()
            self.held = None

    def spent(self, phase: Phase, since: float) -> None:
        """Adds the time since then to a phase."""
        self.phases[phase] = self.phases.get(phase, 0.0) + time.perf_counter() - since


_OURS = {errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM, socket.EAI_MEMORY}
"""Failures of this machine (files, memory), which say nothing of the site."""


class Connector:
    """Opens connections, and keeps those that another request may use."""

    def __init__(self, settings: ProbeSettings, turns: Turns, resolve: Resolve) -> None:
        self._settings, self._turns, self._resolve = settings, turns, resolve
        self._idle = Idle()

    async def connect(self, place: Endpoint, exchange: Exchange) -> Wire:
        """A connection for the exchange, and a turn of the address at its other end.

        Raises Failure, Distrusted, NoTurn.
        """
        exchange.release()
        exchange.stage, exchange.connected = "turn", 0.0
        wire = exchange.wire = self._idle.take(place)
        exchange.reused = wire is not None
        if wire is None:
            wire = exchange.wire = await self._opened(place, exchange)
        else:
            start = time.perf_counter()
            try:
                turn = self._turn(exchange, wire.address)
                await exchange.budget.wait_for(turn)
                exchange.held = turn
            finally:
                exchange.queued += time.perf_counter() - start
        exchange.certificate = wire.certificate
        exchange.connected = time.perf_counter()
        exchange.stage, exchange.asked = "header", True
        return wire

    def keep(self, place: Endpoint, wire: Wire) -> None:
        """The answer has ended: the connection waits for another request, when it may."""
        if wire.reusable:
            self._idle.keep(place, wire)
        else:
            wire.close()

    def close(self) -> None:
        """Close all connections that wait."""
        self._idle.close()

    def _turn(self, exchange: Exchange, address: IpAddress) -> Turn:
        return self._turns.address(address, exchange.budget.rank, exchange.budget.hold)

    async def _opened(self, place: Endpoint, exchange: Exchange) -> Wire:
        host, port, context = place
        addresses = await self._addresses(exchange, host)
        opened, address = await self._open(exchange, addresses, port)
        return await self._speak(
            exchange, opened, lambda: Wire(self._settings.max_body, address), context, host
        )

    async def _addresses(self, exchange: Exchange, host: str) -> list[IpAddress]:
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

    async def _look_up(self, exchange: Exchange, host: str) -> list[IpAddress]:
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

    async def _open(
        self, exchange: Exchange, addresses: Sequence[IpAddress], port: int
    ) -> tuple[socket.socket, IpAddress]:
        """A TCP connection to the first address that answers, its turn kept in the exchange."""
        began, sent = time.perf_counter(), list[float]()
        try:
            opened, address, exchange.held = await first_of(
                addresses, lambda one: self._attempt(exchange, one, port, sent)
            )
        except TimeoutError as error:  # the kernel's own, ETIMEDOUT
            raise Failure(Reason.TIMEOUT, f"{addresses[0]} tidak menjawab") from error
        except OSError as error:
            raise Failure(Reason.CONNECT, f"{addresses[0]} port {port}: {described(error)}") from error
        finally:
            if sent:
                exchange.spent(Phase.CONNECT, sent[0])
            exchange.queued += (sent[0] if sent else time.perf_counter()) - began
        return opened, address

    async def _attempt(
        self, exchange: Exchange, address: IpAddress, port: int, sent: list[float]
    ) -> Attempted:
        """One address, when its turn has come; the moment is added to ``sent``."""
        turn = self._turn(exchange, address)
        await exchange.budget.wait_for(turn)
        exchange.stage, exchange.asked = "connection", True
        sent.append(time.perf_counter())
        try:
            return await _connected(address, port), address, turn
        except BaseException as error:
            turn.end()
            if isinstance(error, OSError) and error.errno in _OURS:
                raise NoTurn(described(error)) from error
            raise

    async def _speak(
        self,
        exchange: Exchange,
        opened: socket.socket,
        made: Callable[[], Wire],
        context: ssl.SSLContext | None,
        host: str,
    ) -> Wire:
        """HTTP over the connection, within TLS when there is a context."""
        loop = asyncio.get_running_loop()
        if context is None:
            _, wire = await loop.create_connection(made, sock=opened)
            return wire
        exchange.stage = "handshake"
        start = time.perf_counter()
        try:
            with _bounded(opened):
                _, wire = await loop.create_connection(
                    made,
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


@contextmanager
def _bounded(opened: socket.socket) -> Iterator[None]:
    """Ends a connection over which more comes meanwhile than a handshake is. Of messages that say nothing (HelloRequest)
    OpenSSL reads as many as come, and the event loop does nothing else."""
    loop = asyncio.get_running_loop()
    again: asyncio.TimerHandle

    def look() -> None:
        nonlocal again
        if _received(opened) > MAX_HANDSHAKE:
            with suppress(OSError):  # the server has ended it
                opened.shutdown(socket.SHUT_RDWR)
        else:
            again = loop.call_later(_EVERY, look)

    again = loop.call_later(_EVERY, look)
    try:
        yield
    finally:
        again.cancel()


def _received(opened: socket.socket) -> int:
    """Bytes that came over a connection; none where the system does not tell."""
    try:
        told = opened.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, _RECEIVED + 8)
        return int(struct.unpack_from("Q", told, _RECEIVED)[0])
    except (OSError, AttributeError, struct.error):
        return 0


def _out_of_files() -> bool:
    """Whether that is why a name was not found: the resolver does not say so."""
    try:
        os.close(os.open(os.devnull, os.O_RDONLY))
    except OSError:
        return True
    return False


async def _connected(address: IpAddress, port: int) -> socket.socket:
    """By ``connect(2)`` itself: ``loop.sock_connect`` hands the address to a resolver first, in a thread."""
    opened = socket.socket(socket.AF_INET6 if address.version == 6 else socket.AF_INET, socket.SOCK_STREAM)
    try:
        opened.setblocking(False)
        error = opened.connect_ex((str(address), port))
        if error == errno.EINPROGRESS:
            await _writable(opened)
            error = opened.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if error:
            raise OSError(error, os.strerror(error))
    except BaseException:
        opened.close()
        raise
    return opened


async def _writable(opened: socket.socket) -> None:
    loop = asyncio.get_running_loop()
    ready = loop.create_future()
    loop.add_writer(opened, _tell, ready)
    try:
        await ready
    finally:
        loop.remove_writer(opened)


def _tell(ready: asyncio.Future[None]) -> None:
    if not ready.done():
        ready.set_result(None)
