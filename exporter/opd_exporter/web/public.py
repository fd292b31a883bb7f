"""``/publik``: what citizens are told, as a page, open data and badges; only where the configuration opens it."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from opd_exporter.domain.config import Config
from opd_exporter.domain.vocabulary import Status
from opd_exporter.evaluate.csv_file import cell
from opd_exporter.evaluate.keeping import Knowing
from opd_exporter.views import as_json
from opd_exporter.views.citizens import PublicSite, all_told, as_data, words
from opd_exporter.views.wording import day, moment
from opd_exporter.web import pages
from opd_exporter.web.answer import InPieces
from opd_exporter.web.shared import Shared, gently

PREFIX = "/publik"
AGE = 30.0
"""Seconds that an answer stays true enough for citizens, of whom there may be many."""
_CLOSED = "halaman publik tidak dibuka di pemantau ini (pilihan «public» di konfigurasi)\n"
_OPEN = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
"""Data and badges may be shown by any page."""


def is_public(request: web.Request) -> bool:
    """Whether the request is for one of these endpoints, by the route that answers it."""
    resource = request.match_info.route.resource
    return resource is not None and resource.canonical.split("/")[1] == PREFIX.strip("/")


class Public:
    """The endpoints over one engine."""

    def __init__(self, engine: Knowing) -> None:
        self._engine = engine
        self._shared = Shared(lambda: 0)

    def routes(self) -> list[web.RouteDef]:
        """The routes."""
        return [
            web.get(PREFIX, self.page),
            web.get(f"{PREFIX}/data.json", self.data),
            web.get(f"{PREFIX}/data.csv", self.table),
            web.get(f"{PREFIX}/lencana/{{key}}.svg", self.badge),
        ]

    def close(self) -> None:
        """End the thread."""
        self._shared.close()

    async def _made(
        self, name: tuple[str, ...], make: Callable[[list[PublicSite], Config, datetime], str]
    ) -> bytes:
        self._opened()

        def prepare() -> Callable[[], bytes]:
            known, now = self._engine.snapshot(), datetime.now(UTC)
            reports = [known.report(name[1])] if len(name) > 1 else known.reports()

            def made() -> bytes:
                sites = all_told(gently(reports), known.config, now)
                return make(sites, known.config, now).encode("utf-8", "replace")

            return made

        return (await self._shared.get(name, prepare, age=AGE)).body

    def _opened(self) -> None:
        if not self._engine.config.public:
            raise web.HTTPNotFound(text=_CLOSED)

    async def page(self, _: web.Request) -> web.Response:
        """The page."""
        return _answer(await self._made(("page",), _page), "text/html; charset=utf-8")

    async def data(self, _: web.Request) -> web.Response:
        """Open data as JSON."""

        def make(sites: list[PublicSite], config: Config, now: datetime) -> str:
            return as_json.dumped(as_data(sites, config, now), indent=1) + "\n"

        return _answer(await self._made(("json",), make), "application/json", _OPEN)

    async def table(self, _: web.Request) -> web.Response:
        """Open data as CSV."""
        return _answer(await self._made(("csv",), _table), "text/csv; charset=utf-8", _OPEN)

    async def badge(self, request: web.Request) -> web.Response:
        """One site's status as a picture with words."""
        self._opened()
        key = request.match_info["key"]
        if not any(site.key == key for site in self._engine.config.sites):
            raise web.HTTPNotFound(text="tidak ada situs dengan kunci itu\n")
        return _answer(await self._made(("badge", key), _badge), "image/svg+xml; charset=utf-8", _OPEN)


def _page(sites: list[PublicSite], config: Config, now: datetime) -> str:
    found = Counter(site.status for site in sites)
    return pages.public(
        config,
        [words(site, config, now) for site in sites],
        {one: found[one] for one in Status},
        moment(now, config.timezone),
    )


def _table(sites: list[PublicSite], config: Config, now: datetime) -> str:
    """CSV as open data has it (RFC 4180): commas, ISO dates, UTF-8, an empty cell for what is not known."""
    rows: list[dict[str, Any]] = as_data(sites, config, now)["sites"]
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    if rows:
        writer.writerow(rows[0])
    for row in rows:
        writer.writerow(map(_plain, row.values()))
    return stream.getvalue()


def _plain(value: Any) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else cell(str(value))


def _badge(sites: list[PublicSite], config: Config, now: datetime) -> str:
    (site,) = sites
    posted = f", posting terakhir {day(site.last_post, config.timezone)}" if site.last_post else ""
    return pages.badge(site, posted)


def _answer(body: bytes, kind: str, headers: dict[str, str] | None = None) -> web.Response:
    kept = {"Content-Type": kind, "Cache-Control": f"public, max-age={AGE:.0f}"}
    return InPieces(body=body, headers={**kept, **(headers or {})})
