"""A client's connection: what is no HTTP, or cut into chunks, is answered in a word, and nothing behind it is read.

aiohttp makes of every piece of what is no HTTP an error that repeats it, and reads on until the first is answered:
a megabyte sent at once took ten of memory, and they stayed.
"""

from __future__ import annotations

import asyncio
from http import HTTPStatus

from aiohttp import web
from aiohttp.http_exceptions import BadHttpMessage
from aiohttp.streams import EMPTY_PAYLOAD
from aiohttp.web_protocol import RequestHandler, _ErrInfo

PIECE = 16 * 1024
"""Bytes that are read before it is looked at what they were."""


class Connection(RequestHandler):
    """One connection of a server."""

    __slots__ = ("_refused",)

    def __init__(self, server: web.Server) -> None:
        super().__init__(server, loop=asyncio.get_running_loop(), **server._kwargs)
        self._refused = False

    def data_received(self, data: bytes) -> None:
        """Read what came, as far as it is asked for."""
        for start in range(0, len(data) or 1, PIECE):
            if self._refused:
                return
            super().data_received(data[start : start + PIECE])
            self._look()

    def _look(self) -> None:
        """At the questions that wait: the first that is refused is the last."""
        for place, (message, _) in enumerate(self._messages):
            if isinstance(message, _ErrInfo):
                message.exc.__traceback__ = None  # it holds what came
                self._refuse(place, HTTPStatus.BAD_REQUEST)
            elif message.chunked:
                # A byte in a chunk costs a hundred times one in a body of a known length, and nobody who asks
                # something here needs chunks (RFC 9110, 15.5.12).
                self._refuse(place, HTTPStatus.LENGTH_REQUIRED)
            if self._refused:
                return

    def _refuse(self, place: int, status: HTTPStatus) -> None:
        self._refused = True
        while len(self._messages) > place:
            self._messages.pop()
        why = f"{status.value}: {status.phrase}"
        self._messages.append((_ErrInfo(status, BadHttpMessage(why), why), EMPTY_PAYLOAD))
