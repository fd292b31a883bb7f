"""The web application: every endpoint of the contract, and what all answers have in common."""

from __future__ import annotations

import asyncio
import logging
import math
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any, Protocol

from aiohttp import web

from opd_exporter.domain.config import Config
from opd_exporter.domain.report import SiteReport
from opd_exporter.engine.visit import Busy
from opd_exporter.text.sanitise import escaped
from opd_exporter.views import as_json
from opd_exporter.views.exporter_metrics import ExporterMetrics
from opd_exporter.views.site_metrics import site_metrics
from opd_exporter.web import debug, pages

log = logging.getLogger(__name__)

TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8"
DEADLINE_MARGIN = 0.5
"""Seconds of the scrape's time-out that are kept for the answer (contract, HTTP)."""
SHORTEST = 0.2
"""Seconds a probe gets of a time-out so short that the margin would leave less."""
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": f"default-src 'none'; style-src '{pages.STYLE_HASH}'; frame-ancestors 'self'; "
    "base-uri 'none'; form-action 'none'",
    "Cache-Control": "no-store",
}


class Engine(Protocol):
    """What the server needs of the engine (``engine.scheduler.Observatory``)."""

    config: Config

    def report(self, key: str) -> SiteReport: ...
    def reports(self) -> list[SiteReport]: ...
    async def probe(self, key: str, *, deadline: float) -> SiteReport: ...


Reload = Callable[[], Awaitable[str]]
"""Loads the configuration again; gives an empty string, or what is wrong with it."""


def _now() -> datetime:
    return datetime.now(UTC)


def deadline(header: str | None, limit: float) -> float:
    """Seconds a probe may take: the scrape's time-out less the margin, at most the configured limit. A header
    that is no positive number is as good as none."""
    try:
        seconds = float(header or "inf")
    except ValueError:
        seconds = math.inf
    if not seconds > 0:
        seconds = math.inf
    return min(limit, max(seconds - DEADLINE_MARGIN, min(SHORTEST, seconds / 2)))


class Server:
    """The endpoints over one engine."""

    def __init__(
        self, engine: Engine, metrics: ExporterMetrics, reload: Reload, *, ready: bool = True
    ) -> None:
        self._engine, self._metrics, self._reload = engine, metrics, reload
        self._under_way = 0
        self.ready = ready
        """Whether ``/-/ready`` says so: False until the engine has started."""

    def application(self) -> web.Application:
        """The application with all its routes."""
        application = web.Application(middlewares=[_guard])
        application.add_routes(
            [
                web.get("/", self.index),
                web.get("/situs/{key}", self.site),
                web.get("/probe", self.probe),
                web.get("/metrics", self.metrics),
                web.get("/sd", self.discovery),
                web.get("/api/v1/sites", self.api_sites),
                web.get("/api/v1/sites/{key}", self.api_site),
                web.get("/-/healthy", self.healthy),
                web.get("/-/ready", self.readiness),
                web.post("/-/reload", self.reload),
            ]
        )
        return application

    def _known(self, key: str) -> bool:
        return any(site.key == key for site in self._engine.config.sites)

    async def probe(self, request: web.Request) -> web.Response:
        """Probe one configured site now and answer its metrics."""
        key = request.query.get("target", "")
        if not self._known(key):
            self._metrics.probe_refused("unknown_target")
            what = f"unknown target {key[:60]!r}" if key else "parameter target is missing"
            raise web.HTTPBadRequest(text=f"{what}; targets are the keys listed by /sd\n")
        if self._under_way >= self._engine.config.probe.concurrency:
            self._metrics.probe_refused("too_many")
            raise web.HTTPServiceUnavailable(
                text="too many probes under way (probe.concurrency)\n", headers={"Retry-After": "5"}
            )
        position = 1 + [site.key for site in self._engine.config.sites].index(key)
        limit = deadline(
            request.headers.get("X-Prometheus-Scrape-Timeout-Seconds"), self._engine.config.probe.timeout
        )
        loop = asyncio.get_running_loop()
        began = loop.time()
        self._under_way += 1
        self._metrics.probe_began()
        outcome = "failed"
        try:
            report = await self._engine.probe(key, deadline=limit)
            outcome = "up" if report.up else "down"
        except Busy as error:
            outcome = ""
            self._metrics.probe_refused("no_turn")
            raise web.HTTPServiceUnavailable(
                text=f"no turn in time (probe.concurrency_per_address): {error}\n",
                headers={"Retry-After": "5"},
            ) from None
        finally:
            self._under_way -= 1
            self._metrics.probe_ended(loop.time() - began, outcome)
        body = site_metrics(report, _now(), position)
        if request.query.get("debug", "").lower() == "true":
            story = debug.story(report, self._engine.config, _now())
            return web.Response(text=story + body.decode(), content_type="text/plain", charset="utf-8")
        return web.Response(body=body, headers={"Content-Type": TEXT_FORMAT})

    async def metrics(self, _: web.Request) -> web.Response:
        """The exporter's own metrics."""
        self._metrics.thresholds(self._engine.config.city, self._engine.config.thresholds)
        return web.Response(body=self._metrics.exposed(), headers={"Content-Type": TEXT_FORMAT})

    async def discovery(self, _: web.Request) -> web.Response:
        """Prometheus HTTP service discovery."""
        groups = []
        for site in self._engine.config.sites:
            labels = {
                "kota": self._engine.config.city,
                "opd": site.key,
                "nama": site.nama,
                "singkatan": site.singkatan,
                "kelompok": site.kelompok,
                "nama_layar": site.nama_layar,
            }
            groups.append(
                {"targets": [site.key], "labels": {**labels, **({"email": site.email} if site.email else {})}}
            )
        return _json(groups)

    async def api_sites(self, _: web.Request) -> web.Response:
        """Every site as JSON."""
        return _json(as_json.city_json(self._engine.reports(), self._engine.config, _now()))

    async def api_site(self, request: web.Request) -> web.Response:
        """One site with its evidence as JSON."""
        key = request.match_info["key"]
        if not self._known(key):
            return _json({"error": f"unknown site {key[:60]!r}"}, status=404)
        config = self._engine.config
        return _json(
            as_json.detail_json(self._engine.report(key), config.thresholds, config.timezone, _now())
        )

    async def index(self, request: web.Request) -> web.Response:
        """The page of all sites."""
        text = pages.index(self._engine.reports(), self._engine.config, _now(), request.query.get("urut", ""))
        return web.Response(text=text, content_type="text/html")

    async def site(self, request: web.Request) -> web.Response:
        """The page of one site with its evidence."""
        key = request.match_info["key"]
        config = self._engine.config
        if not self._known(key):
            return web.Response(text=pages.unknown(config), content_type="text/html", status=404)
        return web.Response(
            text=pages.site(self._engine.report(key), config, _now()), content_type="text/html"
        )

    async def healthy(self, _: web.Request) -> web.Response:
        """The process answers."""
        return web.Response(text="OK\n")

    async def readiness(self, _: web.Request) -> web.Response:
        """The exporter can probe."""
        return web.Response(text="OK\n" if self.ready else "starting\n", status=200 if self.ready else 503)

    async def reload(self, _: web.Request) -> web.Response:
        """Load the configuration again; the old one stays when the new one is bad."""
        wrong = await self._reload()
        if wrong:
            return web.Response(text=wrong + "\n", status=500)
        return web.Response(text="OK\n")


def _json(data: Any, status: int = 200) -> web.Response:
    return web.Response(body=as_json.dumped(data).encode(), content_type="application/json", status=status)


@web.middleware
async def _guard(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Headers for all answers, plain errors, and never a traceback."""
    try:
        response = await handler(request)
    except web.HTTPException as error:
        response = web.Response(text=error.text, status=error.status)
        for name in ("Allow", "Retry-After"):
            if name in error.headers:
                response.headers[name] = error.headers[name]
    except Exception as error:  # whatever it is, the one who asked gets an answer and the log one line
        log.error("%s: %s: %s", escaped(request.path[:80]), type(error).__name__, escaped(str(error)))
        response = web.Response(text="internal error; the log says more\n", status=500)
    response.headers.update(_HEADERS)
    return response
