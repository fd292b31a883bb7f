"""A city whose sites can be hurt, a real exporter, Prometheus and Alertmanager over it, and a server that takes the mail."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from ipaddress import ip_address
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import yaml
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from mail_sink import Mail, Sink, sink
from sped_up import speed_up_folder

from opd_exporter.demo.city import City
from opd_exporter.demo.stack import ALERTMANAGER, PROMETHEUS, Stack, free_address, installed, stack

OPERATORS = ("satu@example.go.id", "dua@example.go.id")
ADMIN = "admin-bpbd@example.go.id"
OTHER_ADMIN = "admin-bappeda@example.go.id"
OF_THE_CITY = r" · Kota Serang \\(simulasi\\)$"
"""How every subject ends."""
LETTERS, CERTIFICATE = 20, 45
"""Shipped minutes between two Monday letters, and until the certificate of dinkes ends."""
FASTEST, SLOWEST = 30.0, 25.0
"""How much quicker than shipped: two seconds and a bit for the minute between two pulls. Prometheus hands on what it
discovers every five seconds, whatever is configured, and by then no exporter may count as down (``for: 5m``)."""


def lacking() -> list[str]:
    """Programs that are not installed."""
    return [names[0] for names in (PROMETHEUS, ALERTMANAGER) if not installed(names)]


class Authority:
    """Somebody whose certificates the exporter trusts."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test authority")])
        self.file = folder / "authority.pem"
        root = self._certificate(self._name, self._key, timedelta(days=2))
        self.file.write_bytes(root.public_bytes(serialization.Encoding.PEM))

    def _certificate(
        self, name: x509.Name, key: ec.EllipticCurvePrivateKey, valid: timedelta
    ) -> x509.Certificate:
        now = datetime.now(UTC)
        own = name == self._name
        return (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(self._name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + valid)
            .add_extension(x509.BasicConstraints(ca=own, path_length=None), critical=True)
            .add_extension(
                x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
            )
            .sign(self._key, hashes.SHA256())
        )

    def load(self, context: ssl.SSLContext, valid: timedelta) -> None:
        """Let a server show a certificate for 127.0.0.1 that ends so long from now."""
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
        private = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        path = self._folder / "server.pem"
        path.write_bytes(
            private + self._certificate(name, key, valid).public_bytes(serialization.Encoding.PEM)
        )
        context.load_cert_chain(path)


@dataclass
class Exporter:
    """``opd-exporter serve`` as a process that can be ended and started again with the data it had."""

    config: Path
    listen: str
    data: Path
    trust: Path
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Run it, and wait until it is ready."""
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-m", "opd_exporter", "serve", "--config", str(self.config)),
                *("--listen", self.listen, "--data-dir", str(self.data)),
            ],
            env={**os.environ, "SSL_CERT_FILE": str(self.trust)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            assert self.process.poll() is None, "the exporter ended by itself"
            try:
                with urlopen(f"http://{self.listen}/-/ready", timeout=2):
                    return
            except OSError:
                time.sleep(0.05)
        raise AssertionError("the exporter is not ready")

    def probe(self, key: str) -> None:
        """Let it look at a site; once more where it had no turn for it in time, as on a busy machine."""
        deadline = time.monotonic() + 120
        while True:
            try:
                with urlopen(f"http://{self.listen}/probe?target={key}", timeout=30):
                    return
            except HTTPError as refused:
                if refused.code != HTTPStatus.SERVICE_UNAVAILABLE or time.monotonic() > deadline:
                    raise

    def end(self, how: signal.Signals) -> None:
        """Send it a signal and wait until it is gone."""
        if self.process:
            self.process.send_signal(how)
            self.process.wait(20)
            self.process = None


@dataclass
class World:
    """All that runs, what was done to it when, and which mails were expected."""

    city: City
    exporter: Exporter
    stack: Stack
    sink: Sink
    authority: Authority
    speed: float
    """How much quicker than shipped all of it goes: less on a busy machine, where pulls take longer."""
    certificate_ends: float
    """When that of dinkes does, as ``time.time()``."""
    expected: list[Mail] = field(default_factory=list)
    delays: dict[str, float] = field(default_factory=dict)
    """From what was done to its mail, in minutes of the shipped configuration, by the mail's subject."""

    async def minutes(self, count: float) -> None:
        """Wait for so many minutes of the shipped configuration."""
        await asyncio.sleep(count * 60 / self.speed)

    def since(self, then: float, now: float | None = None) -> float:
        """Minutes of the shipped configuration from one moment to another (to now)."""
        return ((now or time.time()) - then) / 60 * self.speed

    async def mail(self, subject: str, *, within: float, since: float, to: str = OPERATORS[0]) -> Mail:
        """The mail with this subject, at most so many shipped minutes after a moment.

        A busy machine may take twice as long and ten seconds: what is late is not lost."""
        subject = re.sub(r"\$(?=\||$)", OF_THE_CITY, subject)
        left = since + 2 * within * 60 / self.speed + 10 - time.time()
        mail = await asyncio.to_thread(self.sink.wait, to, subject, max(left, 0), since)
        self.expected.append(mail)
        self.delays[f"{to}: {mail.subject}"] = self.since(since, mail.at)
        return mail


async def _speed(exporter: Exporter, keys: list[str]) -> float:
    """How quick the world may go here, from how long the exporter needs to look at every site at once.

    Its first look at each is longer, and does not count: a minute of the shipped configuration is for it."""
    for key in keys:
        await asyncio.to_thread(exporter.probe, key)
    longest = 0.0
    for _ in range(5):
        began = time.monotonic()
        await asyncio.gather(*(asyncio.to_thread(exporter.probe, key) for key in keys))
        longest = max(longest, time.monotonic() - began)
    return max(SLOWEST, min(FASTEST, 15 / longest))


@asynccontextmanager
async def running(slower: float = 1.0) -> AsyncIterator[World]:
    """The world as it is a moment after the start: the city of 2024, and the certificate of dinkes ends soon. It goes so
    many times slower than the machine seems to allow."""
    with tempfile.TemporaryDirectory(prefix="opd-mail-") as name, sink() as mails:
        folder = Path(name)
        authority = Authority(folder)
        async with City() as city:
            data = yaml.safe_load(city.config_text())
            data["probe"]["freshness_interval"] = "20s"
            addresses = {"bpbd": ADMIN, "bappeda": OTHER_ADMIN}
            for site in data["sites"]:
                if site["key"] in addresses:
                    site["email"] = addresses[site["key"]]
            config = folder / "config.yml"
            config.write_text(yaml.safe_dump(data, sort_keys=False), "utf-8")
            exporter = Exporter(config, free_address(), folder / "data", authority.file)
            settings = {
                "OPD_SMTP_SMARTHOST": mails.address,
                "OPD_SMTP_FROM": "pemantau@example.go.id",
                "OPD_SMTP_REQUIRE_TLS": "false",
                "OPD_MAIL_OPERATORS": ",".join(OPERATORS),
                "OPD_URL_EXPORTER": f"http://{exporter.listen}",
                "OPD_URL_GRAFANA": "http://192.0.2.10:3000",
            }
            await asyncio.to_thread(exporter.start)
            try:
                speed = await _speed(exporter, [site["key"] for site in data["sites"]]) / slower
                valid = timedelta(minutes=CERTIFICATE / speed)
                authority.load(city.tls["dinkes"], valid)
                ends = time.time() + valid.total_seconds()
                with stack(
                    exporter.listen,
                    mail=settings,
                    edit=lambda files: speed_up_folder(files, speed, LETTERS * 60 / speed),
                    prometheus_options=[
                        f"--query.lookback-delta={300_000 / speed:.0f}ms",
                        f"--rules.alert.resend-delay={60_000 / speed:.0f}ms",
                    ],
                ) as programs:
                    yield World(city, exporter, programs, mails, authority, speed, ends)
            finally:
                await asyncio.to_thread(exporter.end, signal.SIGTERM)
