"""``/evaluasi/``: the evaluations that are kept, each with what changed, to print, for Excel and as JSON."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from urllib.parse import quote

from aiohttp import web

from opd_exporter.domain.config import Config
from opd_exporter.domain.moments import local
from opd_exporter.evaluate import words
from opd_exporter.evaluate.archive import Archive, is_name
from opd_exporter.evaluate.compare import Comparison, compared
from opd_exporter.evaluate.keeping import Knowing, NothingKnown, keep
from opd_exporter.evaluate.letters import LetterBook
from opd_exporter.evaluate.letters import known as known_letters
from opd_exporter.evaluate.model import Evaluation
from opd_exporter.evaluate.page import STYLE, as_html
from opd_exporter.evaluate.sheet import as_xlsx
from opd_exporter.evaluate.shelf import before, named, shelf
from opd_exporter.store.codec import encode
from opd_exporter.web import pages
from opd_exporter.web.answer import InPieces
from opd_exporter.web.origin import foreign
from opd_exporter.web.shared import Shared

log = logging.getLogger(__name__)

AGE = 60.0
"""Seconds that an answer stays true while nothing is kept: names and groups come from the configuration."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HTML, JSON = "text/html; charset=utf-8", "application/json"
_PRINTED = {
    "Content-Security-Policy": f"default-src 'none'; style-src '{STYLE.hash}'; frame-ancestors 'self'; base-uri 'none';"
    " form-action 'none'"
}
_LIST = {"Referrer-Policy": "same-origin"}
"""With less, a browser calls the origin of the page's form null."""


class Evaluations:
    """The endpoints over one archive."""

    def __init__(self, engine: Knowing, archive: Archive, letters: LetterBook | None) -> None:
        self._engine, self._archive, self._letters = engine, archive, letters
        self._shared = Shared(lambda: archive.changes)
        self._turn = asyncio.Lock()

    def routes(self) -> list[web.RouteDef]:
        """The routes, the more special ones first."""
        return [
            web.get("/evaluasi/", self.index),
            web.post("/evaluasi/", self.keep),
            web.get("/evaluasi/{name}.xlsx", self.workbook),
            web.get("/evaluasi/{name}.json", self.document),
            web.get("/evaluasi/{name}", self.page),
        ]

    def close(self) -> None:
        """End the thread."""
        self._shared.close()

    async def _made(self, name: tuple[str, ...], make: Callable[[Config, list[Evaluation]], bytes]) -> bytes:
        def prepare() -> Callable[[], bytes]:
            config = self._engine.config
            return lambda: make(config, shelf(self._archive, config))

        return (await self._shared.get(name, prepare, age=AGE)).body

    async def index(self, _: web.Request) -> web.Response:
        """The page that lists them."""

        def make(config: Config, all_of: list[Evaluation]) -> bytes:
            return pages.evaluations(config, [_row(one, all_of, config) for one in reversed(all_of)]).encode()

        return _answer(await self._made(("index",), make), HTML, _LIST)

    async def keep(self, request: web.Request) -> web.Response:
        """Keep today's; a second one of a day takes the place of the first."""
        if foreign(request):
            return web.Response(text="a page of another origin may not keep an evaluation\n", status=403)
        now = datetime.now(UTC)
        name = local(now, self._engine.config.timezone).date().isoformat()
        try:
            async with self._turn:
                await asyncio.to_thread(
                    keep, self._engine.snapshot(), self._archive, name, now, known_letters(self._letters)
                )
        except NothingKnown:
            return web.Response(text="belum ada situs yang pernah diperiksa\n", status=409)
        except OSError as error:
            log.error("the evaluation of today cannot be kept: %s", error)
            return web.Response(text="evaluasi tidak dapat disimpan; sebabnya ada di log\n", status=500)
        return web.Response(status=303, headers={"Location": name})

    async def page(self, request: web.Request) -> web.Response:
        """One evaluation, to read and to print."""
        name, against = _asked(request)

        def make(config: Config, all_of: list[Evaluation]) -> bytes:
            found, comparison = _pair(all_of, name, against)
            bar = [
                ("./", "← Semua evaluasi"),
                (f"{name}.xlsx{_query(against)}", "Excel"),
                (f"{name}.json", "JSON"),
                *((f"{name}{_query(one.name)}", f"bandingkan dengan {words.title(one, config.timezone)}") for one in
                  _others(all_of, found, comparison)),
            ]  # fmt: skip
            notes = [note] if (note := words.late(found, config.timezone)) else []
            return as_html(found, comparison, config.timezone, bar, notes).encode("utf-8", "replace")

        return _answer(await self._made(("page", name, against), make), HTML, _PRINTED)

    async def workbook(self, request: web.Request) -> web.Response:
        """The same for Excel."""
        name, against = _asked(request)

        def make(config: Config, all_of: list[Evaluation]) -> bytes:
            return as_xlsx(*_pair(all_of, name, against), config.timezone)

        return _answer(
            await self._made(("xlsx", name, against), make), XLSX, _saved_as(f"evaluasi-{name}.xlsx")
        )

    async def document(self, request: web.Request) -> web.Response:
        """What was kept, as it was."""
        name, _ = _asked(request)

        def make(_: Config, all_of: list[Evaluation]) -> bytes:
            found = _pair(all_of, name, "")[0]
            return (self._archive.text(name) or encode(found)).encode("utf-8", "replace")

        return _answer(await self._made(("json", name), make), JSON, _saved_as(f"evaluasi-{name}.json"))


def _asked(request: web.Request) -> tuple[str, str]:
    """Which evaluation, and against which: an empty string for the one before it."""
    name, against = request.match_info["name"], request.query.get("banding", "")
    if not is_name(name) or (against and not is_name(against)):
        raise web.HTTPNotFound(text="tidak ada evaluasi dengan nama itu; lihat /evaluasi/\n")
    return name, against


def _pair(all_of: list[Evaluation], name: str, against: str) -> tuple[Evaluation, Comparison | None]:
    found = named(all_of, name)
    earlier = named(all_of, against) if against else found and before(all_of, found)
    if found is None or (against and earlier is None):
        raise web.HTTPNotFound(text="tidak ada evaluasi dengan nama itu; lihat /evaluasi/\n")
    return found, compared(found, earlier) if earlier else None


def _others(all_of: list[Evaluation], found: Evaluation, comparison: Comparison | None) -> list[Evaluation]:
    """What else it may be held against: the latest few before it."""
    used = comparison.before.name if comparison else ""
    return [one for one in all_of if one.generated_at < found.generated_at and one.name != used][-4:]


def _query(against: str) -> str:
    return f"?banding={quote(against)}" if against else ""


def _row(one: Evaluation, all_of: list[Evaluation], config: Config) -> dict[str, object]:
    """What the list says of one."""
    earlier = before(all_of, one)
    comparison = compared(one, earlier) if earlier else None
    return {
        "name": one.name,
        "title": words.title(one, config.timezone),
        "headline": words.headline(one, comparison, config.timezone),
        "origin": words.late(one, config.timezone) or words.origin(one, config.timezone),
        "counts": one.counts(),
    }


def _saved_as(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}


def _answer(body: bytes, kind: str, headers: Mapping[str, str]) -> web.Response:
    return InPieces(
        body=body, headers={"Content-Type": kind, "Cache-Control": "private, no-cache", **headers}
    )
