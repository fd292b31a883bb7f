"""The protocol on a connection: aiohttp's own, with caps on what a server may send for one request."""

from __future__ import annotations

import asyncio
import ssl
from typing import Any

from aiohttp.client_proto import ResponseHandler
from aiohttp.http import RawResponseMessage
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.streams import StreamReader

from opd_exporter.domain.vocabulary import Reason
from opd_exporter.fetch.failure import Failure, described
from opd_exporter.fetch.header import Header

MAX_HEADER = 64 * 1024
"""Bytes of header in all, interim answers included."""

_MAX_OVERHEAD = 4
"""Bytes on the wire per byte of body allowed: room for chunks of a few bytes, none for endless chunk
extensions and trailers."""


class Wire(ResponseHandler):
    """Counts what comes. ``failure`` says why the answer was given up, when a cap was why."""

    def __init__(self, loop: asyncio.AbstractEventLoop, max_body: int) -> None:
        super().__init__(loop)
        self._max_wire = MAX_HEADER + _MAX_OVERHEAD * max_body
        self._begin()

    def _begin(self) -> None:
        self.failure: Failure | None = None
        self.received = 0
        """Bytes received for this request, header included."""
        self._in_header = True
        self._header = Header()

    def set_response_params(self, **params: Any) -> None:
        """A new request begins on this connection."""
        self._begin()
        super().set_response_params(**params)

    def feed_data(self, data: tuple[RawResponseMessage, StreamReader], size: int = 0) -> None:
        """A whole header was read; it is the final one unless its status is interim."""
        status = data[0].code
        if status >= 200 or status < 100 or status == 101:
            self._in_header = False
        super().feed_data(data, size)

    def data_received(self, data: bytes) -> None:
        """Bytes from the server. The header is parsed apart from the body, since aiohttp's parser forgets a
        whole header when what follows it is wrong."""
        while self._in_header and data and not self.failure:
            clean, rest, ended = self._header.take(data)
            self.received += len(data) - len(rest)
            data = rest
            if self.received > MAX_HEADER:
                self._give_up(Failure(Reason.TOO_LARGE, f"a header of more than {MAX_HEADER} bytes"))
                return
            if ended:
                self._header = Header()
            if clean:
                super().data_received(clean)
        if self.failure:
            return
        self.received += len(data)
        if self.received > self._max_wire:
            self._give_up(Failure(Reason.TOO_LARGE, f"more than {self._max_wire} bytes on the wire"))
            return
        super().data_received(data)

    def set_exception(self, exc: BaseException, exc_cause: BaseException | None = None) -> None:
        """The parser gave up. In a body aiohttp leaves the reader waiting; after one it forgets why."""
        if isinstance(exc, HttpProcessingError) and not self._in_header and not self.failure:
            self._fail(Failure(Reason.PROTOCOL, f"the body is not what its header says: {described(exc)}"))
        super().set_exception(exc, exc_cause or exc)

    def connection_lost(self, exc: BaseException | None) -> None:
        """A body that ends with the connection is whole only when the connection ended well, or without the
        farewell of TLS, which many servers leave out.
        """
        payload, broken = self._payload, isinstance(exc, OSError) and not isinstance(exc, ssl.SSLEOFError)
        if broken and payload is not None and not payload.is_eof():
            self._fail(Failure(Reason.PROTOCOL, f"the connection broke off in the body: {described(exc)}"))
        super().connection_lost(exc)

    def _give_up(self, failure: Failure) -> None:
        self._fail(failure)
        self.set_exception(failure)
        if self.transport is not None:
            self.transport.abort()

    def _fail(self, failure: Failure) -> None:
        self.failure = self.failure or failure
        if self._payload is not None and not self._payload.is_eof():
            self._payload.set_exception(failure)
