"""Sites on loopback, a port each."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager

from aiohttp import web

from eval.model import Reply

Answer = Callable[[str, str, str], Reply]
"""Path, query and origin -> what the server sends."""


def _application(answer: Answer, origin: Callable[[], str]) -> web.Application:
    async def handle(request: web.Request) -> web.Response:
        reply = answer(request.path, request.query_string, origin())
        headers = {"Content-Type": reply.kind, **reply.headers}
        return web.Response(status=reply.status, body=reply.body.encode(), headers=headers)

    application = web.Application()
    application.router.add_get("/{path:.*}", handle)
    return application


@asynccontextmanager
async def on_loopback(answers: Mapping[str, Answer | None]) -> AsyncIterator[Mapping[str, str]]:
    """Key -> address while the context lasts. Without an answer nothing listens there."""
    addresses: dict[str, str] = {}
    runners = []
    try:
        for key, answer in answers.items():
            known = answer or (lambda path, query, origin: Reply())
            application = _application(known, lambda key=key: addresses[key].rstrip("/"))  # type: ignore[misc]
            runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            addresses[key] = f"http://127.0.0.1:{runner.addresses[0][1]}/"
            if answer:
                runners.append(runner)
            else:
                await runner.cleanup()
        yield addresses
    finally:
        for runner in runners:
            await runner.cleanup()
