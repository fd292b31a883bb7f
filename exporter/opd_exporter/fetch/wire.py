"""The protocol on a connection: one question, one answer, read as browsers read it, capped in what a server may send."""

from __future__ import annotations

import asyncio
import select
import ssl
from typing import cast

from opd_exporter.domain.vocabulary import Reason
from opd_exporter.fetch.addresses import IpAddress
from opd_exporter.fetch.body import Body, body_of
from opd_exporter.fetch.failure import Closed, Failure, described
from opd_exporter.fetch.header import Head, Header

MAX_HEADER = 64 * 1024
"""Bytes of header in all, interim answers included."""

_MAX_OVERHEAD = 4
"""Bytes on the wire per byte of body allowed: room for chunks of a few bytes, none for endless chunk
extensions and trailers."""


class Wire(asyncio.Protocol):
    """Whatever readers could read in two ways is the last answer on its connection, and what lies behind an answer
    belongs to none. ``failure`` says why the answer was given up, when that was found here."""

    def __init__(self, max_body: int, address: IpAddress) -> None:
        """``address``: at its other end, as it was checked."""
        self.address = address
        self._max_wire = MAX_HEADER + _MAX_OVERHEAD * max_body
        self._transport: asyncio.Transport | None = None
        self._lost = False
        self._error: Exception | None = None
        """What the connection was lost by; None: it was closed."""
        self._begin()

    def _begin(self) -> None:
        self.failure: Failure | None = None
        self.received = 0
        """Bytes received for this request, header included."""
        self._reader = Header()
        self._head: Head | None = None
        self._body: Body | None = None
        self._parts: list[bytes] = []
        """What came of the body and was not taken yet."""
        self._whole = False
        """All of the body came."""
        self._keeps = True
        self._news: asyncio.Future[None] | None = None

    # -- for who asks ------------------------------------------------------------------------------------------

    def send(self, request: bytes) -> None:
        """A new question begins on this connection; on one that ended meanwhile, :meth:`header` says so."""
        self._begin()
        if self._transport is not None and self._stands:
            self._transport.write(request)

    async def header(self) -> Head:
        """The final header of the answer. Raises Failure, or the OSError that the connection was lost by."""
        while self._head is None:
            self._check()
            await self._wait()
        return self._head

    async def part(self) -> bytes:
        """What came of the body since the last time; empty at its end. Raises as :meth:`header`."""
        while not self._parts:
            if self.failure or not self._whole:
                self._check()
            else:
                return b""
            await self._wait()
        part = b"".join(self._parts)
        self._parts.clear()
        return part

    def _check(self) -> None:
        if self.failure:
            raise self.failure
        if self._lost:
            raise self._error or Closed("sambungan ditutup server")

    async def _wait(self) -> None:
        self._news = asyncio.get_running_loop().create_future()
        try:
            await self._news
        finally:
            self._news = None

    def _tell(self) -> None:
        if self._news is not None and not self._news.done():
            self._news.set_result(None)

    @property
    def certificate(self) -> bytes | None:
        """What the server showed (DER)."""
        secured = self._transport.get_extra_info("ssl_object") if self._transport else None
        return cast("bytes | None", secured.getpeercert(binary_form=True)) if secured else None

    @property
    def reusable(self) -> bool:
        """Whether another question may follow the answer that has ended."""
        return self._whole and self._keeps and not self.failure and self._stands

    @property
    def quiet(self) -> bool:
        """Whether the connection, idle so far, can be used: not when anything came, which would be taken for the next
        answer, nor when it ended."""
        return self._stands and not self._has_unread()

    @property
    def _stands(self) -> bool:
        return self._transport is not None and not self._lost and not self._transport.is_closing()

    def _has_unread(self) -> bool:
        """Whether bytes, or the end of the connection, wait to be read."""
        opened = self._transport.get_extra_info("socket") if self._transport else None
        if opened is None or opened.fileno() < 0:
            return True
        waiting = select.poll()
        waiting.register(opened.fileno(), select.POLLIN)
        return bool(waiting.poll(0))

    def close(self) -> None:
        """End the connection."""
        if self._transport is not None:
            self._transport.close()

    def abort(self) -> None:
        """End the connection at once: whatever else comes is not waited for."""
        if self._transport is not None:
            self._transport.abort()

    # -- for the event loop ------------------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The connection stands, TLS agreed on."""
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Bytes from the server."""
        if self.failure:
            return
        try:
            self._read(data)
        except Failure as failure:
            self.failure = failure
            self.abort()
        self._tell()

    def _read(self, data: bytes) -> None:
        if self._body is None:
            data = self._read_headers(data)
        if self._body is None:
            return
        self.received += len(data)
        if self.received > self._max_wire:
            raise Failure(Reason.TOO_LARGE, f"lebih dari {self._max_wire} byte diterima")
        if data and not self._body.ended:
            # What lies behind the body is none of it.
            part, data = self._body.take(data)
            self._keeps = self._keeps and self._body.sound
            if part:
                self._parts.append(part)
        self._whole = self._body.ended
        if data:
            self._refuse(self._body, data)

    def _read_headers(self, data: bytes) -> bytes:
        """Up to the final header, over interim ones; what lies behind it, once it is there."""
        while data and self._body is None:
            before = len(data)
            head, data = self._reader.take(data)
            self.received += before - len(data)
            if self.received > MAX_HEADER:
                raise Failure(Reason.TOO_LARGE, f"kepala jawaban lebih dari {MAX_HEADER} byte")
            if head is None:
                break
            self._keeps = self._keeps and head.sound
            if head.interim:
                self._reader = Header()
            else:
                self._head, self._body = head, body_of(head)
                self._keeps = self._keeps and head.keeps and not self._body.ends_with_connection
        return data

    def _refuse(self, body: Body, behind: bytes) -> None:
        """Bytes behind an answer: nobody asked for them. That a body is longer than its length is a fault of the
        answer; another answer, or blank lines, are not."""
        begins = behind.lstrip(b"\r\n")[:4].lower()
        if body.counted and not b"http".startswith(begins):
            self.failure = Failure(Reason.PROTOCOL, "isinya lebih panjang daripada Content-Length")
        self._keeps = False
        self.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """A body that ends with the connection is whole only when the connection ended well, or without the
        farewell of TLS, which many servers leave out."""
        self._lost, self._error = True, exc
        broken = exc is not None and not isinstance(exc, ssl.SSLEOFError)
        if self._body is None:
            if self._reader.foreign:
                self._fail("jawabannya bukan HTTP, dan langsung berakhir")
        elif not self._whole:
            if broken:
                self._fail(f"sambungan terputus di tengah isi: {described(exc)}")
            elif self._body.ends_with_connection:
                self._whole = True
            else:
                self._fail("sambungan berakhir sebelum isinya lengkap")
        self._tell()

    def _fail(self, why: str) -> None:
        self.failure = self.failure or Failure(Reason.PROTOCOL, why)
