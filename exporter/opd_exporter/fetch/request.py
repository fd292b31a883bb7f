"""One request on one connection: what was asked, what came back, how long each phase took."""

from __future__ import annotations

import ssl
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from opd_exporter.domain.budget import NoTurn
from opd_exporter.domain.config import ProbeSettings
from opd_exporter.domain.vocabulary import Phase, Reason
from opd_exporter.fetch.connector import Connector, Exchange
from opd_exporter.fetch.failure import Distrusted, Failure, before_header, without_controls
from opd_exporter.fetch.header import Head
from opd_exporter.fetch.idle import Endpoint
from opd_exporter.fetch.names import Resolve
from opd_exporter.fetch.turns import Turns
from opd_exporter.fetch.wire import Wire


@dataclass(frozen=True)
class BegunAnswer:
    """A whole final header, and the body still to be read."""

    status: int
    http_version: float
    fields: tuple[tuple[str, str], ...]
    """Names in lower case, values without control characters, what is no UTF-8 replaced."""
    locations: tuple[str, ...]
    """The ``Location`` fields as they came, bytes that are no UTF-8 as lone surrogates."""
    length: int | None
    """Bytes of body, where the header says."""
    wire: Wire
    exchange: Exchange

    def all(self, name: str) -> list[str]:
        """The values of all fields of that name."""
        return [value for key, value in self.fields if key == name]

    @property
    def made(self) -> str:
        """When its server says that it was made (``Date``); empty where a cache kept it since then (RFC 9111, 5.1)."""
        kept = any(age.strip("0") for age in self.all("age"))
        return "" if kept else next(iter(self.all("date")), "")

    async def body(self, limit: int, on_bytes: Callable[[int], None]) -> bytes:
        """The body as it is on the wire. ``on_bytes`` hears of each part as it comes.

        Raises Failure: ``too_large`` beyond ``limit`` bytes, ``protocol`` when it breaks off or its length is
        wrong.
        """
        self.exchange.stage = "body"
        start, size, parts = time.perf_counter(), 0, list[bytes]()
        try:
            while part := await self.wire.part():
                parts.append(part)
                size += len(part)
                on_bytes(len(part))
                if size > limit:
                    raise Failure(Reason.TOO_LARGE, f"isinya lebih dari {limit} byte")
        finally:
            self.exchange.spent(Phase.TRANSFER, start)
        return b"".join(parts)


class Requests:
    """Makes requests, over connections kept alive where the server allows."""

    def __init__(
        self,
        settings: ProbeSettings,
        turns: Turns,
        resolve: Resolve,
        on_request: Callable[[], None],
        on_sent: Callable[[int], None],
    ) -> None:
        self._connector = Connector(settings, turns, resolve)
        self._on_request, self._on_sent = on_request, on_sent

    @asynccontextmanager
    async def open(
        self,
        url: str,
        here: tuple[str, int],
        fields: dict[str, str],
        trust: ssl.SSLContext | None,
        exchange: Exchange,
    ) -> AsyncIterator[BegunAnswer]:
        """Sends a GET to ``here``, host and port of the canonical ``url``, by TLS with ``trust`` or in the clear, and
        reads the header of the answer; the connection is given back at the end.

        Raises Failure, Distrusted, NoTurn.
        """
        _, _, rest = url.partition("://")
        netloc, slash, path = rest.partition("/")
        lines = [f"GET {slash}{path} HTTP/1.1", f"Host: {netloc}"]
        lines += [f"{name}: {value}" for name, value in fields.items()]
        request = "\r\n".join((*lines, "\r\n")).encode()
        where = (*here, trust)
        try:
            try:
                wire, head = await self._asked(where, request, exchange)
                yield _answer(head, wire, exchange)
            except BaseException:
                if exchange.wire is not None:
                    exchange.wire.abort()  # whatever else it sends is not waited for
                raise
            self._connector.keep(where, wire)
        finally:
            if exchange.asked:
                self._on_request()
            exchange.release()

    async def _asked(self, where: Endpoint, request: bytes, exchange: Exchange) -> tuple[Wire, Head]:
        """The header of the answer. A connection kept alive which the server closed meanwhile says nothing: the request
        goes out once more. On a fresh connection a failure is the server's."""
        try:
            while True:
                try:
                    wire = await self._connector.connect(where, exchange)
                    wire.send(request)
                    self._on_sent(len(request))
                    return wire, await wire.header()
                except (Failure, Distrusted, NoTurn):
                    raise
                except Exception as error:
                    # RFC 9112, 9.3.1: what was idle may be closed at any time; nothing of an answer came, so nothing was
                    # done.
                    again = exchange.reused and isinstance(error, OSError)
                    if not again or (exchange.wire is not None and exchange.wire.received):
                        raise before_header(error) from error
        finally:
            if exchange.connected:
                exchange.spent(Phase.PROCESSING, exchange.connected)

    async def close(self) -> None:
        """Closes all connections that wait for a request."""
        self._connector.close()


def _answer(head: Head, wire: Wire, exchange: Exchange) -> BegunAnswer:
    return BegunAnswer(
        status=head.status,
        http_version=1.1 if head.minor else 1.0,
        fields=tuple((_text(name), _text(value)) for name, value in (*head.fields, *head.framing)),
        locations=tuple(
            value.decode("utf-8", "surrogateescape") for name, value in head.fields if name == b"location"
        ),
        length=head.length,
        wire=wire,
        exchange=exchange,
    )


def _text(raw: bytes) -> str:
    return without_controls(raw.decode("utf-8", "replace"))
