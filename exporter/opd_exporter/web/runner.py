"""The HTTP server under the application: its limits, and what it says of clients that speak no HTTP."""

from __future__ import annotations

import logging
from typing import Any

from aiohttp import web, web_response
from aiohttp.http_exceptions import HttpProcessingError

from opd_exporter.text.sanitise import escaped

SERVER = "opd-exporter"
MAX_LINE = 8192
"""Bytes of a request's first line, and of one header."""

# aiohttp answers what is no HTTP by itself, past every hook, and would name its version there.
web_response.SERVER_SOFTWARE = SERVER  # type: ignore[attr-defined]


class _OneLine(logging.LoggerAdapter[logging.Logger]):
    """aiohttp logs a traceback for each client that hangs up or speaks no HTTP; a line is enough."""

    def exception(
        self, msg: object, *args: object, exc_info: Any = True, stacklevel: int = 1, **_: object
    ) -> None:
        junk = isinstance(exc_info, HttpProcessingError | ConnectionError)
        what = f": {type(exc_info).__name__}: {exc_info}" if isinstance(exc_info, Exception) else ""
        self.log(logging.DEBUG if junk else logging.ERROR, "%s", escaped(str(msg) % args + what))


def quiet_runner(application: web.Application, *, drain: float = 0.0) -> web.AppRunner:
    """A runner of the application; ``listener.Listener`` brings it connections. ``drain``: seconds that requests
    under way may take when it ends."""
    return web.AppRunner(
        application,
        access_log=None,
        logger=_OneLine(logging.getLogger(__name__)),
        shutdown_timeout=drain
        / 2,  # aiohttp waits twice: until it says that it is enough, and then as long again
        max_line_size=MAX_LINE,
        max_field_size=MAX_LINE,
        # A few hundred bytes unpack to a gibibyte, in the loop, also of a body that nobody asked for or reads.
        auto_decompress=False,
    )
