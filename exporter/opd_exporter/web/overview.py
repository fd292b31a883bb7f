"""What people and programs read of what is known: the page of all sites and of one, the same as JSON, the guides."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import UTC, datetime

from aiohttp import web

from opd_exporter.evaluate.keeping import Known
from opd_exporter.evaluate.letters import LetterBook
from opd_exporter.evaluate.letters import known as known_letters
from opd_exporter.views import as_json
from opd_exporter.web import listing, pages
from opd_exporter.web.answer import HTML, JSON, answer, as_bytes, kept
from opd_exporter.web.choice import Choice
from opd_exporter.web.configured import Configured
from opd_exporter.web.engine import Engine
from opd_exporter.web.guides import GUIDES
from opd_exporter.web.shared import Shared, gently

AGE = 5.0
"""Seconds that an answer full of ages ("3 menit lalu") stays true enough while nothing changes."""


class Overview:
    """The endpoints over one engine; each answer is made once for all who ask."""

    def __init__(
        self,
        engine: Engine,
        configured: Configured,
        failed: Callable[[], pages.Failed | None],
        letters: LetterBook | None,
    ) -> None:
        self._engine, self._configured, self._failed, self._letters = engine, configured, failed, letters
        self._of_one = Shared(lambda: engine.changes)
        self._of_all = Shared(lambda: engine.changes)
        """Answers that tell of all sites: they take long, and the others do not wait for them."""

    def routes(self) -> list[web.RouteDef]:
        """The routes."""
        return [
            web.get("/", self.index),
            web.get("/situs/{key}", self.site),
            web.get("/panduan/", self.guide),
            web.get("/panduan/{place}", self.guide),
            web.get("/api/v1/sites", self.api_sites),
            web.get("/api/v1/sites/{key}", self.api_site),
        ]

    def close(self) -> None:
        """End the threads."""
        self._of_one.close()
        self._of_all.close()

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
        def prepare() -> Callable[[], bytes]:
            known, now = self._engine.snapshot(), datetime.now(UTC)
            return lambda: make(known, now)

        await self._engine.recalled()
        shared = self._of_all if of_all else self._of_one
        return kept(request, await shared.get(name, prepare, age=AGE), kind, status)

    async def index(self, request: web.Request) -> web.Response:
        """The page of all sites."""
        choice, failed = Choice.of(request.query, self._engine.config), self._failed()
        unwritten, behind = self._engine.unwritten, self._engine.clock_behind

        def make(known: Known, now: datetime) -> bytes:
            reports = gently(known.reports())
            return pages.index(reports, known.config, now, choice, failed, unwritten, behind).encode()

        name = ("index", choice, failed, unwritten, behind and behind.days)
        return await self._same_for_all(request, name, make, HTML, of_all=True)

    async def site(self, request: web.Request) -> web.Response:
        """The page of one site with its evidence."""
        key = request.match_info["key"]
        if key not in self._configured:
            return await self._same_for_all(
                request, "unknown", lambda known, _: pages.unknown(known.config).encode(), HTML, 404
            )

        def make(known: Known, now: datetime) -> bytes:
            return pages.site(known.report(key), known.config, now, known_letters(self._letters)).encode()

        return await self._same_for_all(request, ("page", key), make, HTML)

    async def guide(self, request: web.Request) -> web.Response:
        """One of the operators' guides; without a name: the first."""
        place = request.match_info.get("place") or next(iter(GUIDES))
        if place not in GUIDES:
            raise web.HTTPNotFound(text=f"panduan ini tidak ada; yang ada: {', '.join(GUIDES)}\n")
        return await self._same_for_all(
            request, ("guide", place), lambda known, _: pages.guide(place, known.config).encode(), HTML
        )

    async def api_sites(self, request: web.Request) -> web.Response:
        """Every site as JSON, or those asked for."""
        choice = Choice.of(request.query, self._engine.config)

        def make(known: Known, now: datetime) -> bytes:
            return listing.sites_json(gently(known.reports()), known.config, now, choice)

        return await self._same_for_all(request, ("sites", choice), make, JSON, of_all=True)

    async def api_site(self, request: web.Request) -> web.Response:
        """One site with its evidence as JSON."""
        key = request.match_info["key"]
        if key not in self._configured:
            return answer(as_bytes({"error": f"unknown site {key[:60]!r}"}), JSON, 404)

        def make(known: Known, now: datetime) -> bytes:
            config, letters = known.config, known_letters(self._letters)
            report = known.report(key)
            return as_bytes(as_json.detail_json(report, config.thresholds, config.timezone, now, letters))

        return await self._same_for_all(request, ("site", key), make, JSON)
