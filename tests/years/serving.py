"""The town's web server: real HTTP on loopback, one port, sites told apart by name."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from email.utils import format_datetime
from urllib.parse import parse_qsl, urlencode

from aiohttp import web

from years.scene import Reply, Scene
from years.site import Site
from years.systems import SYSTEMS
from years.town import Town

NOBODY = "127.0.0.9"
"""A loopback address where nothing listens."""
AT = "127.0.0.1"

ROUTER = """<html><head><title>ONT Web Management</title></head><body><form action=/login.cgi method=post><h3>Masuk ke
Perangkat</h3>Nama Pengguna <input name=user> Kata Sandi <input type=password name=pass><button>Masuk</button></form>
<p>Model HG-8 versi perangkat lunak V5R20. Silakan masuk untuk mengatur sambungan.</p></body></html>"""
PROVIDER = """<html><head><title>Pemberitahuan Layanan</title></head><body><h1>Pemberitahuan</h1><p>Yth. Pelanggan, halaman yang
Anda tuju tidak dapat kami sajikan melalui jaringan ini. Keterangan lebih lanjut dapat diperoleh di gerai kami atau
melalui pusat layanan pelanggan.</p><p>Hormat kami, Pengelola Jaringan</p></body></html>"""
SUSPENDED = """<html><head><title>Account Suspended</title></head><body><h1>Account Suspended</h1><p>This account has been
suspended. Contact your hosting provider for more information.</p></body></html>"""
INSTEAD = {"replaced: router": ROUTER, "replaced: provider": PROVIDER, "replaced: suspended": SUSPENDED}
ERROR = "<html><head><title>500 Internal Server Error</title></head><body><h1>Internal Server Error</h1></body></html>"
DENIED = "<html><head><title>Akses ditolak</title></head><body><h1>403</h1><p>Permintaan Anda ditolak.</p></body></html>"


def answer(site: Site, path: str, query: str, now: datetime, origin: str) -> Reply:
    """What the server sends for an address of a site."""
    wrong = site.now_wrong(now)
    if "down: 500" in wrong:
        return Reply(ERROR, 500)
    for state, page in INSTEAD.items():
        if state in wrong:
            return Reply(page)
    if "another site's pages" in wrong and site.shows:
        site = site.shows
        wrong = site.now_wrong(now)
    if "refused" in wrong and path != "/":
        return Reply(DENIED, 429 if len(site.key) % 2 else 403)
    query = urlencode([pair for pair in parse_qsl(query) if pair[0] != "PHPSESSID"])
    system = SYSTEMS[site.style.system]
    if "feed broken" in wrong and (path == system.interface or "feed" in path + query):
        return Reply(ERROR, 500)
    return system.answer(Scene(site, now, origin), path, query)


class Server:
    """Answers for every site of a town, and for their names."""

    def __init__(self, town: Town, now: Callable[[], datetime]) -> None:
        self._town, self._now = town, now
        self._sites = {site.host: site for site in town.sites}
        self.port = 0
        self.requests = 0

    def url(self, site: Site) -> str:
        return f"http://{site.host}:{self.port}/"

    async def resolve(self, host: str) -> Sequence[str]:
        """The name server."""
        site = self._sites[host]
        wrong = site.now_wrong(self._now())
        if wrong & {"down: dns", "line down"}:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return [NOBODY if "down: connect" in wrong else AT]

    async def respond(self, request: web.Request) -> web.StreamResponse:
        """One request. The connection ends with it, so that what happens next happens to the next."""
        self.requests += 1
        now = self._now()
        site = self._sites[(request.host or "").partition(":")[0]]
        if site.has("down: timeout", now):
            await asyncio.sleep(60)
        reply = answer(site, request.path, request.query_string, now, f"http://{site.host}:{self.port}")
        headers = {"Content-Type": reply.kind, "Date": format_datetime(now.astimezone(UTC), usegmt=True)}
        response = web.Response(
            body=reply.body.encode(), status=reply.status, headers={**headers, **reply.headers}
        )
        response.force_close()
        return response


@asynccontextmanager
async def serving(server: Server) -> AsyncIterator[None]:
    """The server while the context lasts."""
    application = web.Application()
    application.router.add_route("*", "/{path:.*}", server.respond)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, AT, 0).start()
        server.port = runner.addresses[0][1]
        yield
    finally:
        await runner.cleanup()
