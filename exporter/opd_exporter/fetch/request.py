"""One request on one connection, by aiohttp: what was asked, what came back, how long each phase took."""

from __future__ import annotations

import ssl
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from types import SimpleNamespace

import aiohttp
from aiohttp.client_middlewares import ClientHandlerType
from yarl import URL

from opd_exporter.domain.budget import NoTurn
from opd_exporter.domain.config import ProbeSettings
from opd_exporter.domain.vocabulary import Phase, Reason
from opd_exporter.fetch.connector import Connector, Exchange, current
from opd_exporter.fetch.failure import Distrusted, Failure, before_header, in_body, printable
from opd_exporter.fetch.names import Resolve
from opd_exporter.fetch.turns import Turns
from opd_exporter.fetch.wire import MAX_HEADER

_PER_LINE = MAX_HEADER * 16
"""aiohttp's own limits for lines and fields, out of the way of ours, which counts the whole header."""


@dataclass(frozen=True)
class Answer:
    """A whole final header, and the body still to be read."""

    status: int
    http_version: float
    fields: tuple[tuple[str, str], ...]
    """Names in lower case, values without control characters, what is no UTF-8 replaced."""
    locations: tuple[str, ...]
    """The ``Location`` fields as they came, bytes that are no UTF-8 as lone surrogates."""
    response: aiohttp.ClientResponse
    exchange: Exchange

    def all(self, name: str) -> list[str]:
        """The values of all fields of that name."""
        return [value for key, value in self.fields if key == name]

    async def body(self, limit: int, on_bytes: Callable[[int], None]) -> bytes:
        """The body as it is on the wire. ``on_bytes`` hears of each part as it comes.

        Raises Failure: ``too_large`` beyond ``limit`` bytes, ``protocol`` when it breaks off or its length is
        wrong.
        """
        self.exchange.stage = "body"
        start, body = time.perf_counter(), bytearray()
        try:
            async for part in self.response.content.iter_any():
                body += part
                on_bytes(len(part))
                if len(body) > limit:
                    raise Failure(Reason.TOO_LARGE, f"isinya lebih dari {limit} byte")
            if self.exchange.failure:
                raise self.exchange.failure
        except Failure:
            raise
        except Exception as error:
            raise self.exchange.failure or in_body(error) from error
        finally:
            self.exchange.spent(Phase.TRANSFER, start)
        return bytes(body)


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
        self._settings, self._turns, self._resolve = settings, turns, resolve
        self._on_request, self._on_sent = on_request, on_sent
        self._session: aiohttp.ClientSession | None = None

    @asynccontextmanager
    async def open(
        self, url: str, fields: dict[str, str], trust: ssl.SSLContext, exchange: Exchange
    ) -> AsyncIterator[Answer]:
        """Sends a GET and reads the header of the answer; the connection is given back at the end.

        Raises Failure, Distrusted.
        """
        token = current.set(exchange)
        try:
            response = await self._header(url, fields, trust, exchange)
            try:
                yield _answer(response, exchange)
            finally:
                response.release()
        except BaseException:
            if exchange.wire is not None:
                exchange.wire.abort()  # whatever else it sends is not waited for
            raise
        finally:
            current.reset(token)
            if exchange.asked:
                self._on_request()
            await exchange.held.aclose()

    async def close(self) -> None:
        """Closes all connections."""
        if self._session:
            await self._session.close()

    async def _header(
        self, url: str, fields: dict[str, str], trust: ssl.SSLContext, exchange: Exchange
    ) -> aiohttp.ClientResponse:
        try:
            return await self._opened_session().get(
                URL(url, encoded=True), headers=fields, ssl=trust, allow_redirects=False
            )
        except (Failure, Distrusted, NoTurn):
            raise
        except Exception as error:
            raise exchange.failure or before_header(error) from error
        finally:
            if exchange.connected:
                exchange.spent(Phase.PROCESSING, exchange.connected)

    def _opened_session(self) -> aiohttp.ClientSession:
        if self._session is None:
            sent = aiohttp.TraceConfig()
            sent.on_request_headers_sent.append(self._sent)
            self._session = aiohttp.ClientSession(
                connector=Connector(self._settings, self._turns, self._resolve),
                timeout=aiohttp.ClientTimeout(total=None, sock_connect=None),
                cookie_jar=aiohttp.DummyCookieJar(),
                auto_decompress=False,
                trust_env=False,
                max_line_size=_PER_LINE,
                max_field_size=_PER_LINE,
                max_headers=MAX_HEADER,
                middlewares=(_again_when_idle,),
                trace_configs=[sent],
            )
        return self._session

    async def _sent(
        self,
        _session: aiohttp.ClientSession,
        _context: SimpleNamespace,
        request: aiohttp.TraceRequestHeadersSentParams,
    ) -> None:
        line = f"{request.method} {request.url.raw_path_qs} HTTP/1.1\r\n\r\n"
        self._on_sent(len(line) + sum(len(f"{name}: {value}\r\n") for name, value in request.headers.items()))


async def _again_when_idle(
    request: aiohttp.ClientRequest, handler: ClientHandlerType
) -> aiohttp.ClientResponse:
    """A connection kept alive which the server closed meanwhile says nothing: the request goes out once more.

    On a fresh connection a failure is the server's. aiohttp would send that request twice too, so it is told.
    """
    exchange = current.get()
    while True:
        try:
            return await handler(request)
        except (aiohttp.ClientOSError, aiohttp.ServerDisconnectedError) as error:
            if not exchange.reused or (exchange.wire is not None and exchange.wire.received):
                raise exchange.failure or before_header(error) from error


def _answer(response: aiohttp.ClientResponse, exchange: Exchange) -> Answer:
    raw, version = response.raw_headers, response.version
    return Answer(
        status=response.status,
        http_version=float(f"{version.major}.{version.minor}") if version else 0.0,
        fields=tuple((_text(name).lower(), _text(value)) for name, value in raw),
        locations=tuple(
            value.decode("utf-8", "surrogateescape") for name, value in raw if name.lower() == b"location"
        ),
        response=response,
        exchange=exchange,
    )


def _text(raw: bytes) -> str:
    return printable(raw.decode("utf-8", "replace"))
