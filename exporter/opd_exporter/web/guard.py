"""What all answers have in common: headers, plain errors, never a traceback."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from aiohttp import web

from opd_exporter.text.sanitise import escaped
from opd_exporter.web import pages

log = logging.getLogger(__name__)

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": f"default-src 'none'; style-src '{pages.STYLE.hash}'; frame-ancestors 'self'; "
    "base-uri 'none'; form-action 'self'",
    "Cache-Control": "no-store",
}
"""Of every answer that says nothing else."""


@web.middleware
async def guard(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """The middleware."""
    try:
        response = await handler(request)
    except web.HTTPException as error:
        response = _told(request, error)
        for name in ("Allow", "Retry-After"):
            if name in error.headers:
                response.headers[name] = error.headers[name]
    except Exception as error:  # whatever it is, the one who asked gets an answer and the log one line
        hung_up = isinstance(error, ConnectionError) and request.transport is None  # in the midst of a body
        log.log(
            logging.DEBUG if hung_up else logging.ERROR,
            "%s: %s: %s",
            escaped(request.path[:80]),
            type(error).__name__,
            escaped(str(error)),
        )
        response = web.Response(text="internal error; the log says more\n", status=500)
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def _told(request: web.Request, error: web.HTTPException) -> web.Response:
    """What went wrong: one line, and to a browser a page where there is none."""
    text = error.text or ""
    if error.status == 404:
        if text == f"404: {error.reason}":  # aiohttp's own, of a path that leads nowhere
            text = "halaman ini tidak ada\n"
        if "text/html" in request.headers.get("Accept", ""):
            page = pages.missing(text.strip())
            return web.Response(text=page, status=404, content_type="text/html")
    return web.Response(text=text, status=error.status)
