"""The header of an answer, read as browsers read it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from opd_exporter.domain.vocabulary import Reason
from opd_exporter.fetch.failure import Failure

_TOKEN = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
"""The name of a field (RFC 9110, 5.6.2)."""

_SOUND = re.compile(
    rb"HTTP/1\.[01] [1-9]\d\d(?: [^\r\n]*)?\r\n(?:" + _TOKEN.pattern + rb":[^\r\n]*\r\n)*\r\n"
)
"""A header in the one spelling that every reader reads alike (RFC 9112, 4 and 5)."""

_BEGIN = re.compile(rb"[^\r\n\0]{0,4}?(?=http)", re.I)
"""What may stand before the status line: Chromium passes over four bytes, a byte order mark for example."""

_STATUS_LINE = re.compile(rb"http(?:/(?P<version>[^ \t]*))?[ \t]+(?P<status>\d+)", re.I)
"""Chromium reads a status wherever ``http``, a version and a number stand in a row."""
# The first two digits that a full stop parts: Chromium takes "HTTP/1.1x" for 1.1.
_VERSION = re.compile(rb"(\d)[^.]*\.(\d)")
_LINE_END = re.compile(rb"[\r\n]+")
"""A line ends at either of them, as browsers have it."""
_END = re.compile(rb"\n\r{0,2}\n")
"""An empty line, with whatever CRs stand around."""

_MAX_LENGTH = 2**63 - 1
"""Bytes; longer lengths are said to be this long, which is over any limit too."""

_SINGLE = (b"location", b"content-disposition")
"""Fields that no browser takes when they are said twice in two ways."""

_FRAMING = {b"content-length", b"transfer-encoding"}


@dataclass(frozen=True)
class Head:
    """What a header says."""

    status: int
    minor: int
    """The version is HTTP/1.``minor``; what is newer is read as 1.1, what is older as 1.0."""
    fields: tuple[tuple[bytes, bytes], ...]
    """In order, names in lower case, without those that say where the body ends."""
    chunked: bool
    """The body comes in chunks, whatever length is said beside (RFC 9112, 6.3)."""
    length: int | None
    """Bytes of body. None: chunks, or all that comes until the connection ends."""
    keeps: bool
    """The server means to keep the connection (RFC 9112, 9.3)."""
    sound: bool
    """Every reader reads it alike. After an answer that is not, nothing else is read off its connection."""

    @property
    def interim(self) -> bool:
        """Another header follows: it is no answer yet."""
        return 100 <= self.status < 200 and self.status != 101

    @property
    def bodyless(self) -> bool:
        """An answer of that status never has a body, whatever else is said (RFC 9112, 6.3)."""
        return self.status in (204, 304) or 100 <= self.status < 200

    @property
    def framing(self) -> tuple[tuple[bytes, bytes], ...]:
        """The field that says where the body ends, as it was understood."""
        if self.chunked:
            return ((b"transfer-encoding", b"chunked"),)
        return ((b"content-length", b"%d" % self.length),) if self.length is not None else ()


class Header:
    """One header on its way."""

    def __init__(self) -> None:
        self._raw = bytearray()
        """From the status line on, once that has begun."""
        self._begun = self._status_read = False
        self._clean = True
        """Nothing stood before it."""

    @property
    def foreign(self) -> bool:
        """What came so far is no beginning of a header, were it all."""
        return not self._begun and not b"http".startswith(bytes(self._raw[:4]).lower())

    def take(self, data: bytes) -> tuple[Head | None, bytes]:
        """The header once it is whole, and what lies behind it.

        What is no HTTP shows at once. Raises Failure (``protocol``).
        """
        if not self._raw:
            begin = data.lstrip(b"\r\n")
            self._clean = self._clean and len(begin) == len(data)
            data = begin
        # The end of a header may be cut between two packets.
        searched = max(0, len(self._raw) - 3)
        self._raw += data
        if not self._begun and not self._begins():
            return None, b""
        if not self._status_read and _LINE_END.search(self._raw, searched):
            _status(bytes(self._raw))
            self._status_read = True
        end = _END.search(self._raw, searched)
        if not end:
            return None, b""
        whole = bytes(self._raw[: end.end()])
        return _head(whole, whole[: end.start()], self._clean), bytes(self._raw[end.end() :])

    def _begins(self) -> bool:
        before = _BEGIN.match(self._raw)
        if before:
            self._begun = True
            self._clean = self._clean and not before.end()
            del self._raw[: before.end()]
        elif len(self._raw) >= 8 or any(char in self._raw for char in b"\r\n\0"):
            raise _wrong(f"it begins with {bytes(self._raw[:8])!r}")
        return self._begun


def _head(whole: bytes, block: bytes, clean: bool) -> Head:
    if b"\0" in block:
        raise _wrong("kepala dengan byte nol")
    status, minor = _status(block)
    fields = _fields(_LINE_END.split(block)[1:])
    _refuse_contradictions(status, fields)
    codings = _values(fields, b"transfer-encoding")
    lengths = _values(fields, b"content-length")
    chunked = b"chunked" in codings
    length = _length(lengths[0]) if lengths and not chunked else None
    # What the framing fields of an answer would be if they said what was understood, and nothing else.
    framed = [b"chunked"] if chunked and minor else [b"%d" % length] if length is not None else []
    sound = clean and bool(_SOUND.fullmatch(whole)) and codings + lengths == framed
    rest = tuple(field for field in fields if field[0] not in _FRAMING)
    wishes = _values(fields, b"connection")
    keeps = b"close" not in wishes if minor else b"keep-alive" in wishes
    return Head(status, minor, rest, chunked, length, keeps, sound)


def _refuse_contradictions(status: int, fields: Sequence[tuple[bytes, bytes]]) -> None:
    """Raises Failure for fields that say two things at once, where browsers refuse them too."""
    chunked = b"chunked" in _values(fields, b"transfer-encoding")
    if not chunked and len(set(_values(fields, b"content-length"))) > 1:
        raise _wrong("panjang isi yang berbeda-beda")
    if 300 <= status < 400:  # a redirect's ``Location`` has rules of its own (``redirects.py``)
        return
    for single in _SINGLE:
        if len({value for name, value in fields if name == single}) > 1:
            raise _wrong(f"two fields {single.decode()} that differ")


def _status(line: bytes) -> tuple[int, int]:
    """The status, and the minor version."""
    line = _LINE_END.split(line, 1)[0]
    found = _STATUS_LINE.match(line)
    digits = found["status"].lstrip(b"0") if found else b""
    # Noughts before it are passed over, as in browsers.
    if not found or len(digits) > 3:
        raise _wrong(f"a status line without a status: {line[:40]!r}")
    version = _VERSION.match(found["version"] or b"")
    return int(digits or b"0"), 1 if version and version.groups() >= (b"1", b"1") else 0


def _fields(lines: Sequence[bytes]) -> list[tuple[bytes, bytes]]:
    """A line without a name is left out, with the lines that go on from it, as browsers do."""
    fields = list[tuple[bytes, list[bytes]]]()
    kept = False
    for line in lines:
        if line[:1] in (b" ", b"\t"):  # the line before goes on
            if kept:
                fields[-1][1].append(line.strip(b" \t"))
            continue
        name, colon, value = line.partition(b":")
        name = name.rstrip(b" \t")
        kept = bool(colon and _TOKEN.fullmatch(name))
        if kept:
            fields.append((name.lower(), [value.strip(b" \t")]))
    return [(name, b" ".join(parts).strip(b" \t")) for name, parts in fields]


def _values(fields: Sequence[tuple[bytes, bytes]], wanted: bytes) -> list[bytes]:
    """The members of all fields of that name, in lower case."""
    return [
        part.strip(b" \t").lower() for name, value in fields if name == wanted for part in value.split(b",")
    ]


def _length(text: bytes) -> int | None:
    """A length that is no number (nothing, ``+4``, ``-1``, ``4 bytes``) is none, as for browsers."""
    if not text.isdigit():
        return None
    digits = text.lstrip(b"0") or b"0"
    return min(int(digits), _MAX_LENGTH) if len(digits) < 20 else _MAX_LENGTH


def _wrong(what: str) -> Failure:
    return Failure(Reason.PROTOCOL, f"jawabannya bukan HTTP: {what}")
