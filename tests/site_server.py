"""A real web server on loopback whose pages a test writes down, and which counts what it is asked."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from ipaddress import ip_network
from pathlib import Path
from zoneinfo import ZoneInfo

from aiohttp import web

from opd_exporter.domain.config import Config, ProbeSettings, Site, Thresholds
from opd_exporter.engine.means import Means
from opd_exporter.engine.scheduler import Observatory
from opd_exporter.views.exporter_metrics import ExporterMetrics
from opd_exporter.workers.pool import Workers
from readers import hired

ZONE = ZoneInfo("Asia/Jakarta")
HTML = "text/html; charset=utf-8"


@dataclass
class Pages:
    """Path (with query) -> body, or a function that makes a response."""

    bodies: dict[str, str | Callable[[web.Request], web.Response]] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    conditional: bool = True
    delay: float = 0.0
    """Seconds before an answer,"""
    delays: dict[str, float] = field(default_factory=dict)
    """and at paths that have their own."""
    gate: asyncio.Event | None = None
    """What every answer waits for."""
    address: str = "127.0.0.1"
    url: str = ""

    async def until_asked(self, times: int = 1) -> None:
        """Wait until so many requests have come."""
        async with asyncio.timeout(60):
            while len(self.asked) < times:  # noqa: ASYNC110
                await asyncio.sleep(0.01)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        path = request.path_qs
        self.asked.append(path)
        if delay := self.delays.get(path, self.delay):
            await asyncio.sleep(delay)
        if self.gate:
            await self.gate.wait()
        response = self._made(path, request)
        self.statuses.append(response.status)
        return response

    def _made(self, path: str, request: web.Request) -> web.Response:
        if path in self.redirects:
            return web.Response(status=302, headers={"Location": self.redirects[path]})
        body = self.bodies.get(path)
        if body is None:
            return web.Response(
                status=404,
                text="<html><title>404</title><h1>Tidak ditemukan</h1></html>",
                content_type="text/html",
            )
        if callable(body):
            return body(request)
        raw = body.replace("SITE/", f"{self.url}/").encode()
        headers = {"Content-Type": self.types.get(path, HTML)}
        if self.conditional:
            headers["ETag"] = f'"{hashlib.blake2b(raw, digest_size=6).hexdigest()}"'
            if request.headers.get("If-None-Match") == headers["ETag"]:
                return web.Response(status=304, headers=headers)
        return web.Response(body=raw, headers=headers)


@asynccontextmanager
async def serving(*all_pages: Pages) -> AsyncIterator[None]:
    runners = []
    try:
        for pages in all_pages:
            application = web.Application()
            application.router.add_route("*", "/{path:.*}", pages.answer)
            runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
            runners.append(runner)
            await runner.setup()
            await web.TCPSite(runner, pages.address, 0).start()
            pages.url = f"http://{pages.address}:{runner.addresses[0][1]}"
        yield
    finally:
        for runner in runners:
            await runner.cleanup()


BEGAN = datetime.now(UTC)
"""The moment of the run: what a module's sites print as today is today for each of its tests, past midnight too."""


class Clock:
    """Time that a test moves, from ``BEGAN`` on."""

    def __init__(self) -> None:
        self.now = BEGAN

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **how_long: float) -> None:
        self.now += timedelta(**how_long)


def config_of(*all_pages: Pages, path: str = "/", **settings: object) -> Config:
    """A configuration of these sites. One reader, unless a test needs more."""
    usual = {"allow_networks": (ip_network("127.0.0.0/8"),), "timeout": 30.0, "readers": 1}
    probe = ProbeSettings(**{**usual, **settings})  # type: ignore[arg-type]
    sites = tuple(
        Site(f"opd-{n}", f"Dinas {n}", f"D{n}", "dinas", pages.url + path)
        for n, pages in enumerate(all_pages)
    )
    return Config("Kota", ZONE, Thresholds(), probe, sites)


@asynccontextmanager
async def watching(
    config: Config,
    clock: Clock,
    data_dir: Path | None = None,
    *,
    hire: Callable[[int], Workers] = hired,
) -> AsyncIterator[Observatory]:
    means = Means(config.probe, metrics := ExporterMetrics(), hire=hire)
    observatory = Observatory(config, data_dir, metrics, now=clock, means=means)
    await observatory.start()
    try:
        yield observatory
    finally:
        await observatory.close()


def feed(items: list[tuple[str, str, datetime | None]], title: str = "Dinas") -> str:
    rows = "".join(
        f"<item><title>{name}</title><link>{link}</link>{f'<pubDate>{format_datetime(when)}</pubDate>' if when else ''}</item>"
        for name, link, when in items
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title><lastBuildDate>{format_datetime(BEGAN)}</lastBuildDate>{rows}</channel></rss>'


def article(title: str, date: str = "", body: str = "") -> str:
    text = (
        body
        or "Kegiatan ini dihadiri perwakilan kelurahan dan kecamatan serta mendapat sambutan baik dari warga yang datang."
    )
    return f"<html><head><title>{title} - Dinas</title></head><body><div class=menu><a href=/>Beranda</a></div><h1>{title}</h1><p class=tanggal>{date}</p><p>{text}</p></body></html>"


def front(links: str = "", head: str = "") -> str:
    words = "Selamat datang di situs resmi dinas. Kami melayani warga setiap hari kerja di kantor dan melalui layanan daring."
    menu = "<nav><a href=/profil>Profil</a><a href=/layanan>Layanan</a><a href=/kontak>Kontak</a></nav>"
    return f"<html><head><title>Dinas</title>{head}</head><body>{menu}<p>{words}</p>{links}</body></html>"


def with_feed(clock: Clock, *ages: float) -> Pages:
    """A site with a feed and an article for each age in days."""
    pages = Pages()
    items = []
    for number, age in enumerate(ages):
        when = clock.now - timedelta(days=age)
        title, path = (
            f"Dinas Gelar Kegiatan Warga Nomor {number} {'abcdefgh'[number]}",
            f"/berita/dinas-gelar-kegiatan-{number}",
        )
        items.append((title, path, when))
        pages.bodies[path] = article(title, f"{when:%d-%m-%Y}")
    pages.bodies["/"] = front(head='<link rel="alternate" type="application/rss+xml" href="/feed">')
    pages.bodies["/feed"] = feed(items)
    pages.types["/feed"] = "application/rss+xml"
    return pages
