"""Where a body ends, and what of the bytes that come is of it."""

from __future__ import annotations

import re

from opd_exporter.domain.vocabulary import Reason
from opd_exporter.fetch.failure import Failure
from opd_exporter.fetch.header import Head

MAX_LINE = 16 * 1024
"""Bytes of a line that a chunk begins with, extensions included, and of a trailer; as in Chromium."""

MAX_LINES = 64 * 1024
"""Lines between chunks, two for each, and trailers: room for a page of 2 MiB in pieces of 64 bytes. Reading them
takes a tenth of a second."""

# RFC 9112, 7.1: the size, and extensions that nobody reads. Fifteen digits hold more than any limit; the look-ahead keeps
# an empty line from being read as nought.
_SIZE = re.compile(rb"(?=[0-9A-Fa-f])0*([0-9A-Fa-f]{0,15}) *(?:;.*)?", re.S)


class Body:
    """Of a length that is known, or all that comes until the connection ends."""

    sound = True
    """Every reader reads it alike."""

    counted = False
    """Its length was said; what lies behind it shows that this is wrong."""

    ends_with_connection = False
    """Nothing says where it ends: all that comes is of it."""

    def __init__(self, length: int | None) -> None:
        self._left = length

    @property
    def ended(self) -> bool:
        """Nothing of it is to come."""
        return self._left == 0

    def take(self, data: bytes) -> tuple[bytes, bytes]:
        """What belongs to it, and what lies behind it. Raises Failure."""
        if self._left is None:
            return data, b""
        part, behind = data[: self._left], data[self._left :]
        self._left -= len(part)
        return part, behind


class Chunks(Body):
    """In chunks (RFC 9112, 7.1). Lines may end without a CR, as browsers have it, but not with two; blanks may
    follow a size, nothing may come before it. Trailers are passed over."""

    def __init__(self) -> None:
        super().__init__(None)
        self._chunk = 0
        """Bytes to come of the chunk."""
        self._line = b""
        self._lines = 0
        self._next = "size"
        """What the next line is: ``size``, ``end`` of a chunk, ``trailer``, or ``none``."""

    @property
    def ended(self) -> bool:
        """The last chunk and its trailers came."""
        return self._next == "none"

    def take(self, data: bytes) -> tuple[bytes, bytes]:
        """See :meth:`Body.take`: what chunks hold, without what stands around them."""
        parts, at = list[bytes](), 0
        while at < len(data) and not self.ended:
            if self._chunk:
                part = data[at : at + self._chunk]
                parts.append(part)
                self._chunk -= len(part)
                at += len(part)
                continue
            end = data.find(b"\n", at)
            line = self._line + (data[at:] if end < 0 else data[at:end])
            if len(line) > MAX_LINE:
                raise Failure(Reason.TOO_LARGE, f"baris lebih dari {MAX_LINE} byte di antara potongan")
            if end < 0:
                self._line, at = line, len(data)
                self._check_begun(line)
            else:
                self._line, at = b"", end + 1
                self._read(line)
        return b"".join(parts), data[at:]

    def _check_begun(self, line: bytes) -> None:
        """What is no chunk shows before its line ends, which it may never do."""
        if self._next == "size" and line and not _SIZE.match(line):
            raise _wrong(line)
        if self._next == "end" and line not in (b"", b"\r"):
            raise _wrong(line)

    def _read(self, line: bytes) -> None:
        self._lines += 1
        if self._lines > MAX_LINES:
            raise Failure(Reason.TOO_LARGE, f"lebih dari {MAX_LINES} baris di antara potongan")
        if line[-1:] == b"\r":
            line = line[:-1]
        else:
            self.sound = False
        if self._next == "trailer":
            if not line:
                self._next = "none"
        elif self._next == "end":
            if line:
                raise _wrong(line)
            self._next = "size"
        else:
            size = _SIZE.fullmatch(line)
            if not size:
                raise _wrong(line)
            self._chunk = int(size[1] or b"0", 16)
            self._next = "end" if self._chunk else "trailer"


def body_of(head: Head) -> Body:
    """The body that follows a header."""
    if head.bodyless:
        return Body(0)
    if head.chunked:
        return Chunks()
    body = Body(head.length)
    body.counted = head.length is not None
    body.ends_with_connection = not body.counted
    return body


def _wrong(line: bytes) -> Failure:
    return Failure(Reason.PROTOCOL, f"isinya tidak sesuai dengan kepalanya: bukan potongan: {line[:20]!r}")
