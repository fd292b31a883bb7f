"""``/probe``: one configured site is looked at now, and its metrics are the answer."""

from __future__ import annotations

import asyncio
import math
from collections import Counter, defaultdict
from datetime import UTC, datetime

from aiohttp import web

from opd_exporter.domain.report import SiteReport
from opd_exporter.engine.busy import Busy, LineDown, TooMany, WrongClock
from opd_exporter.views.exporter_metrics import ExporterMetrics
from opd_exporter.views.site_metrics import Exposition
from opd_exporter.web import debug
from opd_exporter.web.answer import TEXT, answer
from opd_exporter.web.configured import Configured
from opd_exporter.web.engine import Engine

DEADLINE_MARGIN = 0.5
"""Seconds of the scrape's time-out that are kept for the answer (docs/endpoints.md)."""
LEAST = 1.0
"""Seconds that a site must be left: what it does in less is no verdict on it (docs/endpoints.md)."""
CROWD = 200
"""Pulls that may share one look; a crowd at one slow site shall not take all connections."""


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


class Probing:
    """The endpoint over one engine."""

    def __init__(self, engine: Engine, metrics: ExporterMetrics, configured: Configured) -> None:
        self._engine, self._metrics, self._configured = engine, metrics, configured
        self._pulls: Counter[str] = Counter()
        """Pulls under way by site."""
        self._exposed: defaultdict[str, Exposition] = defaultdict(Exposition)

    def routes(self) -> list[web.RouteDef]:
        """The route."""
        return [web.get("/probe", self.probe)]

    async def probe(self, request: web.Request) -> web.Response:
        """Probe one configured site now and answer its metrics."""
        key = request.query.get("target", "")
        if key not in self._configured:
            self._metrics.probe_refused("unknown_target")
            what = f"unknown target {key[:60]!r}" if key else "parameter target is missing"
            raise web.HTTPBadRequest(text=f"{what}; targets are the keys listed by /sd\n")
        config = self._engine.config
        limit = deadline(request.headers.get("X-Prometheus-Scrape-Timeout-Seconds"), config.probe.timeout)
        if limit is None:
            raise self._refused("too_short", f"the time-out leaves the site less than {LEAST:g} s")
        if self._pulls[key] >= CROWD:
            raise self._refused("too_many", "too many pulls of this site wait already")
        report = await self._counted(key, limit)
        body = self._exposition(report)
        if request.query.get("debug", "").lower() == "true":
            story = debug.story(report, self._engine.config, datetime.now(UTC))
            return web.Response(text=story + body.decode(), content_type="text/plain", charset="utf-8")
        return answer(body, TEXT)

    async def _counted(self, key: str, limit: float) -> SiteReport:
        """What the engine finds within the limit, and a count of how it went."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        self._pulls[key] += 1
        self._metrics.probe_began()
        outcome = ""
        try:
            report = await self._engine.probe(key, deadline=limit)
            outcome = "up" if report.up else "down"
        except LineDown as error:
            raise self._refused("line_down", str(error)) from None
        except WrongClock as error:
            raise self._refused("wrong_clock", str(error)) from None
        except TooMany as error:
            raise self._refused("too_many", f"no turn in time (probe.concurrency): {error}") from None
        except Busy as error:
            raise self._refused("no_turn", f"no turn in time: {error}") from None
        except BaseException:
            outcome = "failed"
            raise
        finally:
            self._pulls[key] -= 1
            self._pulls = +self._pulls
            self._metrics.probe_ended(loop.time() - began, outcome)
        return report

    def _refused(self, reason: str, why: str) -> web.HTTPServiceUnavailable:
        """Nothing is said of the site; it may be asked again."""
        self._metrics.probe_refused(reason)
        return web.HTTPServiceUnavailable(text=why + "\n", headers={"Retry-After": "5"})

    def _exposition(self, report: SiteReport) -> bytes:
        """The metrics of a report."""
        key = report.site.key
        return self._exposed[key].text(report, datetime.now(UTC), self._configured[key])
