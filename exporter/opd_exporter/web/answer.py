"""Answers: their kinds, what makes a reader keep one, and how a body is handed over."""

from __future__ import annotations

from typing import Any, cast

from aiohttp import web

from opd_exporter.views import as_json
from opd_exporter.web.shared import Made

TEXT, JSON, HTML = "text/plain; version=0.0.4; charset=utf-8", "application/json", "text/html; charset=utf-8"
"""Kinds of content: Prometheus' text format, and the others."""
PIECE = 16 * 1024
"""Bytes written at once. ``listener`` lets as many wait for a client before the next are held back."""


class InPieces(web.Response):
    """A response whose body is written in pieces, each when the one before has left, so that who does not read it costs
    a piece and not all of it."""

    async def write_eof(self, data: bytes = b"") -> None:
        body = cast("bytes | None", self.body)
        if body and len(body) > PIECE and not self._must_be_empty_body and not self._eof_sent:
            for start in range(0, len(body), PIECE):
                await self.write(body[start : start + PIECE])
                if self._payload_writer:
                    await self._payload_writer.drain()
            self._body = None
        await super().write_eof(data)


def answer(body: bytes, kind: str, status: int = 200) -> web.Response:
    """An answer of this kind."""
    return InPieces(body=body, status=status, headers={"Content-Type": kind})


def kept(request: web.Request, made: Made, kind: str, status: int = 200) -> web.Response:
    """An answer that its reader may keep, and ask whether it is still the same (RFC 9110, 13.1.2)."""
    headers = {"ETag": f'"{made.tag}"', "Cache-Control": "private, no-cache"}
    asked = request.if_none_match or ()
    if status == 200 and any(one.value in (made.tag, "*") for one in asked):
        return web.Response(status=304, headers=headers)
    response = answer(made.body, kind, status)
    response.headers.update(headers)
    return response


def as_bytes(data: Any) -> bytes:
    """Data as JSON, in UTF-8."""
    return as_json.dumped(data).encode()
