"""The web application: every endpoint of the contract."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime

from aiohttp import web

from opd_exporter.evaluate.archive import Archive
from opd_exporter.evaluate.letters import LetterBook
from opd_exporter.views.exporter_metrics import ExporterMetrics
from opd_exporter.web import pages
from opd_exporter.web.answer import TEXT, answer
from opd_exporter.web.configured import Configured
from opd_exporter.web.discovery import Discovery
from opd_exporter.web.engine import Engine
from opd_exporter.web.evaluations import Evaluations
from opd_exporter.web.guard import guard
from opd_exporter.web.letters import Noting
from opd_exporter.web.origin import foreign
from opd_exporter.web.overview import Overview
from opd_exporter.web.pipelining import in_line
from opd_exporter.web.probing import Probing
from opd_exporter.web.public import Public
from opd_exporter.web.shared import Shared

Reload = Callable[[], Awaitable[str]]
"""Loads the configuration again; gives an empty string, or what is wrong with it."""


class Server:
    """The endpoints over one engine; those of the process itself stand here."""

    def __init__(
        self,
        engine: Engine,
        metrics: ExporterMetrics,
        reload: Reload,
        *,
        failed: Callable[[], pages.Failed | None] = lambda: None,
        archive: Archive | None = None,
        letters: LetterBook | None = None,
        token: str = "",
        ready: bool = True,
    ) -> None:
        """``failed`` gives what was wrong with the last reload, None when it went well; ``archive`` holds the evaluations
        that are kept, ``letters`` the letters that are noted for whoever knows the ``token``; None: none are."""
        self._engine, self._metrics, self._reload = engine, metrics, reload
        configured = Configured(engine)
        self._probing = Probing(engine, metrics, configured)
        self._noting = Noting(engine, configured, letters, token)
        self._overview = Overview(engine, configured, failed, letters)
        self._discovery = Discovery(engine, configured)
        self._evaluations = Evaluations(engine, archive or Archive(None), letters)
        self._public = Public(engine)
        self._own = Shared(lambda: engine.changes)
        self.ready = ready
        """Whether ``/-/ready`` says so: False until the engine has started."""

    def application(self) -> web.Application:
        """The application with all its routes."""
        application = web.Application(middlewares=[guard, in_line()])
        application.add_routes(
            [
                *self._probing.routes(),
                *self._overview.routes(),
                *self._discovery.routes(),
                *self._noting.routes(),
                *self._evaluations.routes(),
                *self._public.routes(),
                web.get("/metrics", self.metrics),
                web.get("/-/healthy", self.healthy),
                web.get("/-/ready", self.readiness),
                web.post("/-/reload", self.reload),
            ]
        )
        application.cleanup_ctx.append(self._sharing)
        return application

    async def _sharing(self, _: web.Application) -> AsyncIterator[None]:
        yield
        for shared in (self._overview, self._discovery, self._evaluations, self._public, self._own):
            shared.close()

    async def metrics(self, _: web.Request) -> web.Response:
        """The exporter's own metrics."""

        def prepare() -> Callable[[], bytes]:
            self._metrics.city(self._engine.config, datetime.now(UTC))
            self._metrics.memory(written=not self._engine.unwritten)
            self._metrics.clock(self._engine.clock_behind)
            return self._metrics.exposed

        return answer((await self._own.get("metrics", prepare, age=0.0)).body, TEXT)

    async def healthy(self, _: web.Request) -> web.Response:
        """The process answers."""
        return web.Response(text="OK\n")

    async def readiness(self, _: web.Request) -> web.Response:
        """The exporter can probe."""
        return web.Response(text="OK\n" if self.ready else "starting\n", status=200 if self.ready else 503)

    async def reload(self, request: web.Request) -> web.Response:
        """Load the configuration again; the old one stays when the new one is bad."""
        if foreign(request):
            return web.Response(text="a page of another origin may not reload\n", status=403)
        wrong = await self._reload()
        if wrong:
            return web.Response(text=wrong + "\n", status=500)
        return web.Response(text="OK\n")
