"""How a body is handed over: a piece at a time, so that who does not read it costs a piece and not all of it."""

from __future__ import annotations

from typing import cast

from aiohttp import web

PIECE = 16 * 1024
"""Bytes written at once. ``listener`` lets as many wait for a client before the next are held back."""


class InPieces(web.Response):
    """A response whose body is written in pieces, each when the one before has left."""

    async def write_eof(self, data: bytes = b"") -> None:
        body = cast("bytes | None", self.body)
        if body and len(body) > PIECE and not self._must_be_empty_body and not self._eof_sent:
            for start in range(0, len(body), PIECE):
                await self.write(body[start : start + PIECE])
                if self._payload_writer:
                    await self._payload_writer.drain()
            self._body = None
        await super().write_eof(data)
