"""Real servers on loopback for the fetcher: canned bytes, hostile behaviour, certificates of every kind."""

from __future__ import annotations

import asyncio
import dataclasses
import datetime
import ipaddress
import ssl
from collections.abc import Awaitable, Callable
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from opd_exporter.domain.config import ProbeSettings, Site
from opd_exporter.domain.scope import Scope
from opd_exporter.fetch import Budget, Fetched, Fetcher

Handler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]

LOOPBACK = (ipaddress.ip_network("127.0.0.0/8"), ipaddress.ip_network("::1/128"))
SETTINGS = ProbeSettings(max_body=100_000, allow_networks=LOOPBACK)

H = b"HTTP/1.1 200 OK\r\n"
CHUNKED = H + b"Transfer-Encoding: chunked\r\n\r\n"
OK = H + b"Content-Type: text/html\r\nContent-Length: 5\r\n\r\nhalo\n"


def page(body: bytes, *fields: bytes, status: bytes = b"200 OK") -> bytes:
    lines = [b"HTTP/1.1 " + status, *fields, b"Content-Length: %d" % len(body)]
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


def moved(location: bytes, *fields: bytes, status: bytes = b"302 Found") -> bytes:
    return page(b"", b"Location: " + location, *fields, status=status)


class World:
    """Servers and a fetcher, and how often each server was asked."""

    def __init__(self) -> None:
        self.connections = 0
        self.requests: list[bytes] = []
        self.servers: list[asyncio.Server] = []
        self.tasks: set[asyncio.Task[None]] = set()
        self.fetchers: list[Fetcher] = []

    async def serve(
        self, handler: Handler, *, tls: ssl.SSLContext | None = None, host: str = "127.0.0.1", port: int = 0
    ) -> int:
        """Starts a server and returns its port."""

        async def serve_one(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            self.connections += 1
            task = asyncio.current_task()
            assert task
            self.tasks.add(task)
            try:
                await handler(reader, writer)
            except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
                pass  # the client hung up, or the test is over
            finally:
                self.tasks.discard(task)
                writer.close()

        server = await asyncio.start_server(serve_one, host, port, ssl=tls)
        self.servers.append(server)
        return int(server.sockets[0].getsockname()[1])

    async def answer(self, *answers: bytes, tls: ssl.SSLContext | None = None, close: bool = True) -> int:
        """A server that answers the n-th request with the n-th answer, the last one again and again."""

        async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            while True:
                self.requests.append(await reader.readuntil(b"\r\n\r\n"))
                writer.write(answers[min(len(self.requests), len(answers)) - 1])
                await writer.drain()
                if close:
                    return

        return await self.serve(handler, tls=tls)

    def fetcher(self, settings: ProbeSettings = SETTINGS, **options: object) -> Fetcher:
        fetcher = Fetcher(settings, **options)  # type: ignore[arg-type]
        self.fetchers.append(fetcher)
        return fetcher

    async def get(
        self,
        url: str,
        *,
        site: str | None = None,
        seconds: float = 5.0,
        requests: int = 20,
        fetcher: Fetcher | None = None,
        aliases: tuple[str, ...] = (),
        resolve: object = None,
        **options: object,
    ) -> Fetched:
        """Fetches one address of the site at ``site`` (default: the address itself)."""
        get_options = {key: options.pop(key) for key in ("validators", "accept") if key in options}
        settings = dataclasses.replace(SETTINGS, **options)  # type: ignore[arg-type]
        scope = Scope.of(Site("a", "a", "a", "dinas", site or url, aliases=aliases))
        fetcher = fetcher or self.fetcher(settings, resolve=resolve)
        budget = Budget.of(seconds, requests)
        return await fetcher.get(url, scope=scope, budget=budget, **get_options)  # type: ignore[arg-type]

    async def end(self) -> None:
        for fetcher in self.fetchers:
            await fetcher.close()
        for task in list(self.tasks):
            task.cancel()
        for server in self.servers:
            server.close()
        await asyncio.gather(*self.tasks, return_exceptions=True)


class Authority:
    """A certificate authority of our own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Example CA")])
        self.certificate = self._signed(self.name, self.key, -1, 100, ca=True)
        self.file = folder / "ca.pem"
        self.file.write_bytes(self.certificate.public_bytes(serialization.Encoding.PEM))

    def _signed(
        self,
        subject: x509.Name,
        key: ec.EllipticCurvePrivateKey,
        begins: float,
        ends: float,
        *names: x509.GeneralName,
        ca: bool = False,
        own: bool = False,
    ) -> x509.Certificate:
        now = datetime.datetime.now(datetime.UTC)
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(subject if own else self.name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now + datetime.timedelta(days=begins))
            .not_valid_after(now + datetime.timedelta(days=ends))
            .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        )
        if names:
            builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
        return builder.sign(key if own else self.key, hashes.SHA256())

    def server(self, *, ends: float = 30.0, name: str = "127.0.0.1", own: bool = False) -> ssl.SSLContext:
        """A server's context with a certificate for ``name`` that ends in so many days."""
        key = ec.generate_private_key(ec.SECP256R1())
        try:
            general: x509.GeneralName = x509.IPAddress(ipaddress.ip_address(name))
        except ValueError:
            general = x509.DNSName(name)
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        certificate = self._signed(subject, key, -60, ends, general, own=own)
        file = self.folder / f"{certificate.serial_number}.pem"
        file.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
            + certificate.public_bytes(serialization.Encoding.PEM)
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        return context
