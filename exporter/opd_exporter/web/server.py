"""The web application: every endpoint of the contract, and what all answers have in common."""

from __future__ import annotations

import asyncio
import logging
import math
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

from aiohttp import web

from opd_exporter.domain.config import Config
from opd_exporter.domain.report import SiteReport
from opd_exporter.engine.places import TooMany
from opd_exporter.engine.visit import Busy, LineDown
from opd_exporter.evaluate.archive import Archive
from opd_exporter.text.sanitise import escaped
from opd_exporter.views import as_json
from opd_exporter.views.exporter_metrics import ExporterMetrics
from opd_exporter.views.site_metrics import site_metrics
from opd_exporter.web import debug, listing, pages
from opd_exporter.web.answer import InPieces
from opd_exporter.web.choice import Choice
from opd_exporter.web.evaluations import Evaluations
from opd_exporter.web.guides import GUIDES
from opd_exporter.web.origin import foreign
from opd_exporter.web.pipelining import in_line
from opd_exporter.web.public import Public
from opd_exporter.web.shared import Made, Shared, gently

log = logging.getLogger(__name__)

TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8"
DEADLINE_MARGIN = 0.5
"""Seconds of the scrape's time-out that are kept for the answer (contract, HTTP)."""
LEAST = 1.0
"""Seconds that a site must be left: what it does in less is no verdict on it (contract, HTTP)."""
CROWD = 200
"""Pulls that may share one look; a crowd at one slow site shall not take all connections."""
AGE = 5.0
"""Seconds that an answer full of ages ("3 menit lalu") stays true enough while nothing changes."""
TEXT, JSON, HTML = TEXT_FORMAT, "application/json", "text/html; charset=utf-8"
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": f"default-src 'none'; style-src '{pages.STYLE_HASH}'; frame-ancestors 'self'; "
    "base-uri 'none'; form-action 'self'",
}


class Known(Protocol):
    """What is known at one moment, for any thread (``snapshot.Snapshot``)."""

    @property
    def config(self) -> Config: ...
    def report(self, key: str) -> SiteReport: ...
    def reports(self) -> Iterable[SiteReport]: ...


class Engine(Protocol):
    """What the server needs of the engine (``engine.scheduler.Observatory``)."""

    config: Config
    changes: int

    def snapshot(self) -> Known: ...
    async def recalled(self) -> None: ...
    async def probe(self, key: str, *, deadline: float) -> SiteReport: ...


Reload = Callable[[], Awaitable[str]]
"""Loads the configuration again; gives an empty string, or what is wrong with it."""


def _now() -> datetime:
    return datetime.now(UTC)


def deadline(header: str | None, limit: float) -> float | None:
    """Seconds a probe may take: the scrape's time-out less the margin, at most the configured limit. None when that
    leaves the site less than a second (or than the limit, where that is shorter). A header that is no positive
    number is as good as none."""
    try:
        seconds = float(header or "inf")
    except ValueError:
        seconds = math.inf
    if not seconds > 0:
        seconds = math.inf
    left = min(limit, seconds - DEADLINE_MARGIN)
    return left if left >= min(LEAST, limit) else None


@dataclass(frozen=True)
class _Numbered:
    """A configuration, the how-manieth it is, and the place of each site in it from 1."""

    config: Config
    number: int
    places: Mapping[str, int]

    @classmethod
    def of(cls, config: Config, number: int) -> _Numbered:
        return cls(config, number, {site.key: place for place, site in enumerate(config.sites, 1)})


class Server:
    """The endpoints over one engine."""

    def __init__(
        self,
        engine: Engine,
        metrics: ExporterMetrics,
        reload: Reload,
        *,
        failed: Callable[[], pages.Failed | None] = lambda: None,
        archive: Archive | None = None,
        ready: bool = True,
    ) -> None:
        """``failed`` gives what was wrong with the last reload, None when it went well; ``archive`` holds the evaluations
        that are kept."""
        self._engine, self._metrics, self._reload, self._failed = engine, metrics, reload, failed
        self._pulls: Counter[str] = Counter()
        """Pulls under way by site."""
        self._shared = Shared(lambda: engine.changes)
        self._of_all = Shared(lambda: engine.changes)
        """Answers that tell of all sites: they take long, and the others do not wait for them."""
        self._settled = Shared(lambda: self._numbered.number)
        """Answers that only another configuration changes."""
        self._evaluations = Evaluations(engine, archive or Archive(None))
        self._public = Public(engine)
        self._last_numbered: _Numbered | None = None
        self._exposed: dict[str, tuple[SiteReport, int, bytes]] = {}
        self.ready = ready
        """Whether ``/-/ready`` says so: False until the engine has started."""

    def application(self) -> web.Application:
        """The application with all its routes."""
        application = web.Application(middlewares=[_guard, in_line()])
        application.add_routes(
            [
                web.get("/", self.index),
                web.get("/situs/{key}", self.site),
                web.get("/panduan/", self.guide),
                web.get("/panduan/{place}", self.guide),
                web.get("/probe", self.probe),
                web.get("/metrics", self.metrics),
                web.get("/sd", self.discovery),
                web.get("/api/v1/sites", self.api_sites),
                web.get("/api/v1/sites/{key}", self.api_site),
                web.get("/-/healthy", self.healthy),
                web.get("/-/ready", self.readiness),
                web.post("/-/reload", self.reload),
                *self._evaluations.routes(),
                *self._public.routes(),
            ]
        )
        application.cleanup_ctx.append(self._sharing)
        return application

    async def _sharing(self, _: web.Application) -> AsyncIterator[None]:
        yield
        for shared in (self._shared, self._of_all, self._settled):
            shared.close()
        self._evaluations.close()
        self._public.close()

    @property
    def _numbered(self) -> _Numbered:
        """The sites as configured now."""
        last, config = self._last_numbered, self._engine.config
        if last is None or last.config is not config:
            last = self._last_numbered = _Numbered.of(config, last.number + 1 if last else 1)
        return last

    def _known(self, key: str) -> bool:
        return key in self._numbered.places

    async def probe(self, request: web.Request) -> web.Response:
        """Probe one configured site now and answer its metrics."""
        key = request.query.get("target", "")
        if not self._known(key):
            self._metrics.probe_refused("unknown_target")
            what = f"unknown target {key[:60]!r}" if key else "parameter target is missing"
            raise web.HTTPBadRequest(text=f"{what}; targets are the keys listed by /sd\n")
        config = self._engine.config
        limit = deadline(request.headers.get("X-Prometheus-Scrape-Timeout-Seconds"), config.probe.timeout)
        if limit is None:
            raise self._refused("too_short", f"the time-out leaves the site less than {LEAST:g} s")
        if self._pulls[key] >= CROWD:
            raise self._refused("too_many", "too many pulls of this site wait already")
        loop = asyncio.get_running_loop()
        began = loop.time()
        self._pulls[key] += 1
        self._metrics.probe_began()
        outcome = "failed"
        try:
            report = await self._engine.probe(key, deadline=limit)
            outcome = "up" if report.up else "down"
        except LineDown as error:
            outcome = ""
            raise self._refused("line_down", str(error)) from None
        except TooMany as error:
            outcome = ""
            raise self._refused("too_many", f"no turn in time (probe.concurrency): {error}") from None
        except Busy as error:
            outcome = ""
            raise self._refused(
                "no_turn", f"no turn in time (probe.concurrency_per_address): {error}"
            ) from None
        finally:
            self._pulls[key] -= 1
            self._pulls = +self._pulls
            self._metrics.probe_ended(loop.time() - began, outcome)
        body = self._exposition(report)
        if request.query.get("debug", "").lower() == "true":
            story = debug.story(report, self._engine.config, _now())
            return web.Response(text=story + body.decode(), content_type="text/plain", charset="utf-8")
        return _answer(body, TEXT)

    def _refused(self, reason: str, why: str) -> web.HTTPServiceUnavailable:
        """Nothing is said of the site; it may be asked again."""
        self._metrics.probe_refused(reason)
        return web.HTTPServiceUnavailable(text=why + "\n", headers={"Retry-After": "5"})

    def _exposition(self, report: SiteReport) -> bytes:
        """The metrics of a report; those who share a look share them."""
        key = report.site.key
        position = self._numbered.places[key]
        made = self._exposed.get(key)
        if made is None or made[:2] != (report, position):
            made = self._exposed[key] = report, position, site_metrics(report, _now(), position)
        return made[2]

    async def metrics(self, _: web.Request) -> web.Response:
        """The exporter's own metrics."""

        def prepare() -> Callable[[], bytes]:
            self._metrics.city(self._engine.config, _now())
            return self._metrics.exposed

        return _answer((await self._shared.get("metrics", prepare, age=0.0)).body, TEXT)

    async def _same_for_all(
        self,
        request: web.Request,
        name: Hashable,
        make: Callable[[Known, datetime], bytes],
        kind: str,
        status: int = 200,
        *,
        of_all: bool = False,
    ) -> web.Response:
        """An answer made of what is known, once for all who ask."""

        def prepare() -> Callable[[], bytes]:
            known, now = self._engine.snapshot(), _now()
            return lambda: make(known, now)

        await self._engine.recalled()
        shared = self._of_all if of_all else self._shared
        return _kept(request, await shared.get(name, prepare, age=AGE), kind, status)

    async def discovery(self, request: web.Request) -> web.Response:
        """Prometheus HTTP service discovery."""

        def prepare() -> Callable[[], bytes]:
            config = self._engine.config
            return lambda: _json(_targets(config))

        return _kept(request, await self._settled.get("sd", prepare, age=math.inf), JSON)

    async def api_sites(self, request: web.Request) -> web.Response:
        """Every site as JSON, or those asked for."""
        choice = Choice.of(request.query, self._engine.config)

        def make(known: Known, now: datetime) -> bytes:
            return listing.sites_json(gently(known.reports()), known.config, now, choice)

        return await self._same_for_all(request, ("sites", choice), make, JSON, of_all=True)

    async def api_site(self, request: web.Request) -> web.Response:
        """One site with its evidence as JSON."""
        key = request.match_info["key"]
        if not self._known(key):
            return _answer(_json({"error": f"unknown site {key[:60]!r}"}), JSON, 404)

        def make(known: Known, now: datetime) -> bytes:
            config = known.config
            return _json(as_json.detail_json(known.report(key), config.thresholds, config.timezone, now))

        return await self._same_for_all(request, ("site", key), make, JSON)

    async def index(self, request: web.Request) -> web.Response:
        """The page of all sites."""
        choice, failed = Choice.of(request.query, self._engine.config), self._failed()

        def make(known: Known, now: datetime) -> bytes:
            reports = gently(known.reports())
            return pages.index(reports, known.config, now, choice, failed).encode()

        return await self._same_for_all(request, ("index", choice, failed), make, HTML, of_all=True)

    async def site(self, request: web.Request) -> web.Response:
        """The page of one site with its evidence."""
        key = request.match_info["key"]
        if not self._known(key):
            return await self._same_for_all(
                request, "unknown", lambda known, _: pages.unknown(known.config).encode(), HTML, 404
            )

        def make(known: Known, now: datetime) -> bytes:
            return pages.site(known.report(key), known.config, now).encode()

        return await self._same_for_all(request, ("page", key), make, HTML)

    async def guide(self, request: web.Request) -> web.Response:
        """One of the operators' guides; without a name: the first."""
        place = request.match_info.get("place") or next(iter(GUIDES))
        if place not in GUIDES:
            raise web.HTTPNotFound(text=f"there is no such guide; there are: {', '.join(GUIDES)}\n")
        return await self._same_for_all(
            request, ("guide", place), lambda known, _: pages.guide(place, known.config).encode(), HTML
        )

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


def _targets(config: Config) -> list[dict[str, Any]]:
    """What ``/sd`` says."""
    groups = []
    for site in config.sites:
        labels = {
            "kota": config.city,
            "opd": site.key,
            "nama": site.nama,
            "singkatan": site.singkatan,
            "kelompok": site.kelompok,
            "nama_layar": site.nama_layar,
        }
        if site.email:
            labels["email"] = ", ".join(site.email)
        groups.append({"targets": [site.key], "labels": labels})
    return groups


def _json(data: Any) -> bytes:
    return as_json.dumped(data).encode()


def _kept(request: web.Request, made: Made, kind: str, status: int = 200) -> web.Response:
    """An answer that its reader may keep, and ask whether it is still the same (RFC 9110, 13.1.2)."""
    headers = {"ETag": f'"{made.tag}"', "Cache-Control": "private, no-cache"}
    asked = request.if_none_match or ()
    if status == 200 and any(one.value in (made.tag, "*") for one in asked):
        return web.Response(status=304, headers=headers)
    response = _answer(made.body, kind, status)
    response.headers.update(headers)
    return response


def _answer(body: bytes, kind: str, status: int = 200) -> web.Response:
    return InPieces(body=body, status=status, headers={"Content-Type": kind})


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
    for name, value in (*_HEADERS.items(), ("Cache-Control", "no-store")):
        response.headers.setdefault(name, value)
    return response
