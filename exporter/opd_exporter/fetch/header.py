"""A header on its way to the parser: what browsers pass over is taken out, since the parser refuses the whole."""

from __future__ import annotations

import re

_TOKEN = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
"""The name of a field (RFC 9110, 5.6.2)."""


class Header:
    """One header. A field whose name is none (``X Powered By``) is left out, blanks before the colon are taken
    away, and a length said twice is said once. What no browser reads either is left for the parser to refuse."""

    def __init__(self) -> None:
        self._begun = False
        """Something other than blank lines came: the status line."""
        self._status_read = False
        self._line = b""
        self._left_out = False
        self._length: bytes | None = None

    def take(self, data: bytes) -> tuple[bytes, bytes, bool]:
        """What the parser shall get of ``data``, what lies behind the header, and whether the header has ended.

        The status line goes on as it comes, so that what is no HTTP shows at once."""
        out = bytearray()
        while data:
            end = data.find(b"\n") + 1
            if not end and self._status_read:
                self._line += data
                break
            part, data = (data[:end], data[end:]) if end else (data, b"")
            if not self._status_read:
                out += part
                self._begun = self._begun or bool(part.strip())
                self._status_read = self._begun and bool(end)
                continue
            line, self._line = self._line + part, b""
            if line in (b"\r\n", b"\n"):
                return bytes(out + line), data, True
            out += self._cleaned(line)
        return bytes(out), b"", False

    def _cleaned(self, line: bytes) -> bytes:
        if line[:1] in (b" ", b"\t"):  # the line before goes on
            return b"" if self._left_out else line
        name, colon, value = line.partition(b":")
        name = name.rstrip(b" \t")
        self._left_out = bool(colon) and not _TOKEN.fullmatch(name)
        if name.lower() == b"content-length" and colon:
            length = value.strip()
            self._left_out = length == self._length
            self._length = length
        return b"" if self._left_out else name + colon + value
