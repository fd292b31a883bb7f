"""The town's web server: real HTTP on loopback, one port, sites told apart by name."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import format_datetime
from urllib.parse import parse_qsl, urlencode

from aiohttp import web

from years.scene import Reply, Scene
from years.site import Site
from years.strangers import DENIED, ERROR, INJECTED, INSTEAD, WALL
from years.systems import SYSTEMS
from years.town import Town

NOBODY = "127.0.0.9"
"""A loopback address where nothing listens."""
AT = "127.0.0.1"


def answer(site: Site, path: str, query: str, now: datetime, origin: str) -> Reply:
    """What the server sends for an address of a site."""
    wrong = site.now_wrong(now)
    for state, page in INSTEAD.items():
        if state in wrong:
            return page
    stands = (
        site.shows if "another site's pages" in wrong else site.successor if "taken over" in wrong else None
    )
    if stands:
        site, wrong = stands, stands.now_wrong(now)
    if "refused" in wrong and path != "/":
        return Reply(DENIED, 429 if len(site.key) % 2 else 403)
    if "firewall" in wrong and path != "/":
        return Reply(WALL)
    query = urlencode([pair for pair in parse_qsl(query) if pair[0] != "PHPSESSID"])
    path = path.partition(";jsessionid=")[0]
    system, scene = SYSTEMS[site.style.system], Scene(site, now, origin)
    if (since := _cached_since(site, path, query, wrong)) is not None:
        scene = replace(scene, now=since)
    if _feed_broken(scene, wrong) and (_asked(system.interface, path, query) or "feed" in path + query):
        return Reply(ERROR, 500)
    reply = system.answer(scene, path, query)
    if "links injected" in wrong and "</footer>" in reply.body:
        return replace(reply, body=reply.body.replace("</footer>", f"{INJECTED}</footer>"))
    return reply


def _cached_since(site: Site, path: str, query: str, wrong: set[str]) -> datetime | None:
    """The moment at which a page was made that is sent to everybody since."""
    asked = f"{path}?{query}" if query else path
    pages = {"front page cached": "/", "list cached": SYSTEMS[site.style.system].news}
    return next(
        (site.states[state][0] for state, page in pages.items() if state in wrong and asked == page), None
    )


def _feed_broken(scene: Scene, wrong: set[str]) -> bool:
    return "feed broken" in wrong or ("feed flaps" in wrong and scene.chance("flaps").random() < 0.5)


def _asked(place: str, path: str, query: str) -> bool:
    """Whether this is the address of a feed or an interface."""
    return bool(place) and f"{path}?{query}".startswith(place)


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
        site = self._sites[host.removeprefix("www.")]
        wrong = site.now_wrong(self._now())
        if wrong & {"down: dns", "line down"}:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return [NOBODY if "down: connect" in wrong else AT]

    async def respond(self, request: web.Request) -> web.StreamResponse:
        """One request. The connection ends with it, so that what happens next happens to the next."""
        self.requests += 1
        now = self._now()
        host = (request.host or "").partition(":")[0]
        site = self._sites[host.removeprefix("www.")]
        if site.has("down: timeout", now):
            await asyncio.sleep(60)
        if site.has("moved to www", now) and not host.startswith("www."):
            moved = f"http://www.{host}:{self.port}{request.path_qs}"
            return web.Response(status=301, headers={"Location": moved, "Connection": "close"})
        reply = answer(site, request.path, request.query_string, now, f"http://{host}:{self.port}")
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
