"""The city on loopback: a web server for each of its sites, on a port of its own."""

from __future__ import annotations

import hashlib
import socket
import ssl
import tempfile
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import yaml
from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from opd_exporter.demo import portal
from opd_exporter.demo.content import Portrait
from opd_exporter.demo.plan import PLANS, SCREEN_NAMES, portrait
from opd_exporter.demo.response import Request, Respond, Response

HOST = "127.0.0.1"


def _now() -> datetime:
    return datetime.now(UTC)


def _expired_certificate(now: datetime) -> ssl.SSLContext:
    """A certificate nobody signed that ended ten days ago (trap 11)."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "dinkes.example.go.id")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=375))
        .not_valid_after(now - timedelta(days=10))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(HOST))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "site.pem"
        private = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        path.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
        context.load_cert_chain(path)
    return context


def _kept(port: int) -> socket.socket:
    """A port that refuses connections, and that nobody else is given meanwhile. It listens when it is served again."""
    kept = socket.socket()
    kept.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # connections that ended just now still count
    kept.bind((HOST, port))
    return kept


class City:
    """All simulated sites; ``async with City() as city``."""

    def __init__(self, *, now: Callable[[], datetime] = _now) -> None:
        self._now = now
        self._runners: dict[str, web.AppRunner] = {}
        self._closed: dict[str, socket.socket] = {}
        self.sites: dict[str, tuple[Respond, Portrait]] = {}
        """What each site is. Read anew for each request: another system or portrait plays a fault, or a new post."""
        self.tls: dict[str, ssl.SSLContext] = {}
        """The sites with https, and the certificate each shows to new connections."""
        self.urls: dict[str, str] = {}
        self.portal = ""
        """The address of the city's own portal, which is none of the sites."""
        self.requests: Counter[str] = Counter()
        """Requests served, by site."""

    async def __aenter__(self) -> City:
        for plan in PLANS:
            self.sites[plan.key] = plan.system, portrait(plan, self._now())
            if "https" in plan.oddities:
                self.tls[plan.key] = _expired_certificate(self._now())
            await self.open(plan.key)
        self.portal = await self._open_portal()
        return self

    async def __aexit__(self, *_: object) -> None:
        for key in list(self._runners):
            await self.close(key)
        for kept in self._closed.values():
            kept.close()

    async def open(self, key: str) -> None:
        """Serve a site, on the port it had before if it was closed."""
        application = web.Application()
        application.router.add_route("GET", "/{path:.*}", self._handler(key))
        runner = self._runners[key] = web.AppRunner(application, access_log=None, shutdown_timeout=0.2)
        await runner.setup()
        port = self._closed.pop(key, None) or _kept(0)
        context = self.tls.get(key)
        await web.SockSite(runner, port, ssl_context=context).start()
        self.urls[key] = f"{'https' if context else 'http'}://{HOST}:{runner.addresses[0][1]}"

    async def _open_portal(self) -> str:
        """Serve the portal; gives its address."""

        async def handle(request: web.Request) -> web.Response:
            asked = Request(request.path, dict(request.query), self._now(), self.portal)
            return _response(portal.respond(self.urls, asked), request)

        application = web.Application()
        application.router.add_route("GET", "/{path:.*}", handle)
        runner = self._runners["portal"] = web.AppRunner(application, access_log=None, shutdown_timeout=0.2)
        await runner.setup()
        await web.TCPSite(runner, HOST, 0).start()
        return f"http://{HOST}:{runner.addresses[0][1]}/"

    async def close(self, key: str) -> None:
        """Let a site's server refuse connections, until :meth:`open`."""
        await self._runners.pop(key).cleanup()
        if key in self.urls:
            self._closed[key] = _kept(int(self.urls[key].rpartition(":")[2]))

    def _handler(self, key: str) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def handle(request: web.Request) -> web.Response:
            self.requests[key] += 1
            system, site = self.sites[key]
            asked = Request(request.path, dict(request.query), self._now(), self.urls[key])
            return _response(system(site, asked), request)

        return handle

    def config_text(self) -> str:
        """A configuration of these sites. Nothing in it says in which state they are."""
        sites = [
            {
                "key": plan.key,
                "nama": plan.name,
                "singkatan": plan.short,
                "kelompok": plan.group,
                "url": f"{self.urls[plan.key]}/",
            }
            | ({"nama_layar": SCREEN_NAMES[plan.key]} if plan.key in SCREEN_NAMES else {})
            for plan in PLANS
        ]
        probe = {"allow_networks": ["127.0.0.0/8"], "concurrency": 32, "concurrency_per_address": 8}
        data = {"city": "Kota Serang (simulasi)", "timezone": "Asia/Jakarta", "probe": probe, "sites": sites}
        return yaml.safe_dump(data, allow_unicode=True, sort_keys=False)


def _response(answer: Response, request: web.Request) -> web.Response:
    charset = answer.content_type.partition("charset=")[2] or "utf-8"
    body = answer.body.encode(charset, "xmlcharrefreplace")
    headers = {"Content-Type": answer.content_type, **answer.headers}
    if answer.cacheable:
        tag = f'"{hashlib.blake2b(body, digest_size=8).hexdigest()}"'
        headers["ETag"] = tag
        if request.headers.get("If-None-Match") == tag:
            return web.Response(status=304, headers={"ETag": tag})
    return web.Response(status=answer.status, body=body, headers=headers)
