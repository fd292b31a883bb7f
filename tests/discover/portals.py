"""Simulated portals of cities, each host by its own name, all on one port of loopback."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from ipaddress import ip_network

from aiohttp import web

from opd_exporter.discover.draft import Entry, draft, entries
from opd_exporter.discover.search import PortalReading, PortalSearch
from opd_exporter.domain.config import ProbeSettings

PORTAL = "www.example.go.id"
LOOPBACK = (ip_network("127.0.0.0/8"),)


def page(title: str, body: str = "") -> str:
    """A page that is somebody's."""
    text = f"<p>Selamat datang di situs resmi {title}. Kami melayani warga pada hari kerja.</p>"
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{text}{body}</body></html>"


@dataclass
class Town:
    """Host -> path -> page. Hosts that are not here have no address; ``PORT`` in a page is the port."""

    hosts: dict[str, dict[str, str]]
    addresses: dict[str, str] = field(default_factory=dict)
    """Hosts that have another address than loopback."""
    redirects: dict[str, str] = field(default_factory=dict)
    """Host and path -> where it redirects to."""
    asked: list[str] = field(default_factory=list)
    port: int = 0

    async def resolve(self, host: str) -> Sequence[str]:
        """The names of the town."""
        if host in self.addresses:
            return [self.addresses[host]]
        if host not in self.hosts:
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        return ["127.0.0.1"]

    async def answer(self, request: web.Request) -> web.Response:
        host = request.host.partition(":")[0]
        self.asked.append(f"{host}{request.path_qs}")
        if there := self.redirects.get(f"{host}{request.path_qs}"):
            return web.Response(status=302, headers={"Location": there.replace("PORT", str(self.port))})
        text = self.hosts.get(host, {}).get(request.path_qs)
        if text is None:
            return web.Response(status=404, text="<h1>Not Found</h1>", content_type="text/html")
        kind = {"t": "text/plain", "l": "text/html"}["t" if request.path == "/robots.txt" else "l"]
        kind = "application/xml" if text.startswith("<?xml") else kind
        return web.Response(text=text.replace("PORT", str(self.port)), content_type=kind)

    def asked_of(self, host: str) -> list[str]:
        """Paths that a host was asked for."""
        return [one.removeprefix(host) for one in self.asked if one.startswith(host)]


@asynccontextmanager
async def standing(town: Town) -> AsyncIterator[str]:
    """The town on loopback; gives the portal's address."""
    application = web.Application()
    application.router.add_route("GET", "/{path:.*}", town.answer)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        town.port = runner.addresses[0][1]
        yield f"http://{PORTAL}:{town.port}/"
    finally:
        await runner.cleanup()


async def discovered(town: Town) -> tuple[PortalReading, list[Entry], str]:
    """What ``discover`` makes of a town."""
    async with standing(town) as url:
        search = PortalSearch(ProbeSettings(allow_networks=LOOPBACK, timeout=5), town.resolve)
        try:
            discovery = await search.discover(url, lambda *_: None)
        finally:
            await search.close()
    found = entries(discovery)
    return discovery, found, draft(discovery, found, "hari ini", LOOPBACK)
