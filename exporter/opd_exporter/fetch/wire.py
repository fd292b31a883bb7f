"""The protocol on a connection: aiohttp's own, behind a reader of our own and caps on what a server may send."""

from __future__ import annotations

import asyncio
import select
import socket
import ssl
from typing import Any

from aiohttp.client_proto import ResponseHandler
from aiohttp.http_exceptions import HttpProcessingError

from opd_exporter.domain.vocabulary import Reason
from opd_exporter.fetch.body import Body, body_of
from opd_exporter.fetch.failure import Failure, described
from opd_exporter.fetch.header import Header

MAX_HEADER = 64 * 1024
"""Bytes of header in all, interim answers included."""

_MAX_OVERHEAD = 4
"""Bytes on the wire per byte of body allowed: room for chunks of a few bytes, none for endless chunk
extensions and trailers."""


class Wire(ResponseHandler):
    """Reads answers as browsers do and hands them on in the one spelling that aiohttp's strict parser takes.

    Whatever readers could read in two ways is the last answer on its connection, and what lies behind an
    answer belongs to none. ``failure`` says why the answer was given up, when that was found here.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop, max_body: int) -> None:
        super().__init__(loop)
        self._max_wire = MAX_HEADER + _MAX_OVERHEAD * max_body
        self._begin()

    def _begin(self) -> None:
        self.failure: Failure | None = None
        self.received = 0
        """Bytes received for this request, header included."""
        self._header = Header()
        self._body: Body | None = None
        """Behind the header."""

    def set_response_params(self, **params: Any) -> None:
        """A new request begins on this connection."""
        self._begin()
        super().set_response_params(**params)

    def is_connected(self) -> bool:
        """Whether the connection stands, and can be used again when its answer has ended: not when more came,
        which would be taken for the next answer."""
        if self.transport is None or not super().is_connected():
            return False
        ended = self._body is not None and self._body.ended
        return not ended or not _unread(self.transport.get_extra_info("socket"))

    def data_received(self, data: bytes) -> None:
        """Bytes from the server; none when aiohttp goes on with what it was given."""
        if not data:
            super().data_received(data)
        elif not self.failure:
            try:
                self._read(data)
            except Failure as failure:
                self._give_up(failure)

    def _read(self, data: bytes) -> None:
        while self._body is None:
            if not data:
                return
            before = len(data)
            head, data = self._header.take(data)
            self.received += before - len(data)
            if self.received > MAX_HEADER:
                raise Failure(Reason.TOO_LARGE, f"kepala jawaban lebih dari {MAX_HEADER} byte")
            if head is None:
                return
            if not head.sound:
                self.force_close()
            if head.interim:
                self._header = Header()
            else:
                self._body = body_of(head)
                super().data_received(head.written())
        self.received += len(data)
        if self.received > self._max_wire:
            raise Failure(Reason.TOO_LARGE, f"lebih dari {self._max_wire} byte diterima")
        if self._body.ended and data:
            self._refuse(data)
        elif data:
            self._read_body(self._body, data)

    def _read_body(self, body: Body, data: bytes) -> None:
        part, behind = body.take(data)
        if not body.sound:
            self.force_close()  # before the end is told, since then the connection is given back
        if part:
            super().data_received(part)
        if behind:
            self._refuse(behind)

    def _refuse(self, behind: bytes) -> None:
        """Bytes behind an answer: nobody asked for them. That a body is longer than its length is a fault of the
        answer; another answer, or blank lines, are not."""
        begins = behind.lstrip(b"\r\n")[:4].lower()
        if self._body is not None and self._body.counted and not b"http".startswith(begins):
            self._fail(Failure(Reason.PROTOCOL, "isinya lebih panjang daripada Content-Length"))
        self.force_close()
        idle = self._payload is None or self._payload.is_eof()  # else the body is still being taken in
        if idle and self.transport is not None:
            self.transport.close()

    def set_exception(self, exc: BaseException, exc_cause: BaseException | None = None) -> None:
        """The parser gave up. In a body aiohttp leaves the reader waiting; after one it forgets why."""
        if isinstance(exc, HttpProcessingError) and self._body is not None and not self.failure:
            self._fail(Failure(Reason.PROTOCOL, f"isinya tidak sesuai dengan kepalanya: {described(exc)}"))
        super().set_exception(exc, exc_cause or exc)

    def connection_lost(self, exc: BaseException | None) -> None:
        """A body that ends with the connection is whole only when the connection ended well, or without the
        farewell of TLS, which many servers leave out.
        """
        if self._body is None and self._header.foreign:
            self._fail(Failure(Reason.PROTOCOL, "jawabannya bukan HTTP, dan langsung berakhir"))
        payload, broken = self._payload, isinstance(exc, OSError) and not isinstance(exc, ssl.SSLEOFError)
        if broken and payload is not None and not payload.is_eof():
            self._fail(Failure(Reason.PROTOCOL, f"sambungan terputus di tengah isi: {described(exc)}"))
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


def _unread(opened: socket.socket) -> bool:
    """Whether bytes, or the end of the connection, wait to be read."""
    waiting = select.poll()
    waiting.register(opened.fileno(), select.POLLIN)
    return bool(waiting.poll(0))
