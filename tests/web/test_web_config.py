"""``--web-config``: TLS and passwords as Prometheus' programs have them, and every mistake told."""

from __future__ import annotations

import asyncio
import base64
import ssl
from pathlib import Path

import aiohttp
import bcrypt
import pytest
from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from opd_exporter.views.exporter_metrics import ExporterMetrics
from opd_exporter.web.runner import quiet_runner
from opd_exporter.web.server import Server
from opd_exporter.web.web_config import WebConfigError, knows, load_web_config
from presented import NOW, FakeEngine, served, silent_for

HASH = bcrypt.hashpw(b"rahasia", bcrypt.gensalt(4)).decode()
USERS = f"basic_auth_users:\n  prometheus: '{HASH}'\n"
TLS = "tls_server_config: {cert_file: server.pem, key_file: server.key}\n"


def basic(name: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()


def certificate(folder: Path, number: int = 1) -> None:
    """A certificate and its key, as ``server.pem`` and ``server.key``."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(number)
        .not_valid_before(NOW.replace(year=2020))
        .not_valid_after(NOW.replace(year=2040))
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "server.key").write_bytes(private)
    (folder / "server.pem").write_bytes(signed.public_bytes(serialization.Encoding.PEM))


def written(folder: Path, text: str) -> Path:
    (folder / "web.yml").write_text(text)
    return folder / "web.yml"


async def test_without_the_password_nothing_is_answered(tmp_path: Path) -> None:
    config = load_web_config(written(tmp_path, USERS))
    engine = FakeEngine(silent_for(3))
    async with served(engine, protect=config.protect) as url, aiohttp.ClientSession(url) as session:
        for path in ("/", "/metrics", "/sd", "/probe?target=dinkes", "/-/healthy", "/tidak-ada"):
            for header in (
                "",
                basic("prometheus", "salah"),
                basic("lain", "rahasia"),
                "Basic !!!",
                "Bearer x",
                "Basic \u00e9",
            ):
                async with session.get(path, headers={"Authorization": header}) as answer:
                    assert answer.status == 401
                    assert answer.headers["WWW-Authenticate"].startswith("Basic")
        assert engine.deadlines == []
        for _ in range(2):
            async with session.get(
                "/sd", headers={"Authorization": basic("prometheus", "rahasia")}
            ) as answer:
                assert answer.status == 200


async def test_https_and_a_certificate_that_is_renewed(tmp_path: Path) -> None:
    certificate(tmp_path, 1)
    config = load_web_config(written(tmp_path, TLS))
    runner = quiet_runner(Server(FakeEngine(silent_for(3)), ExporterMetrics(), None).application())  # type: ignore[arg-type]
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=config.context).start()
    port = runner.addresses[0][1]
    anybody = ssl.create_default_context()
    anybody.check_hostname, anybody.verify_mode = False, ssl.CERT_NONE

    async def serial() -> int:
        _, writer = await asyncio.open_connection("127.0.0.1", port, ssl=anybody)
        shown = writer.get_extra_info("ssl_object").getpeercert(binary_form=True)
        writer.close()
        return x509.load_der_x509_certificate(shown).serial_number

    try:
        assert await serial() == 1
        certificate(tmp_path, 2)
        config.renew()
        assert await serial() == 2
        (tmp_path / "server.pem").write_text("rusak")
        with pytest.raises(WebConfigError, match=r"server\.pem"):
            config.renew()
        assert await serial() == 2
    finally:
        await runner.cleanup()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("halo", "tls_server_config"),
        ("a: [", "tidak dapat dibaca"),
        ("http_server_config: {http2: true}", "«http_server_config» tidak dikenal"),
        ("basic_auth_users: [a]", "pasangan nama: teks"),
        ("basic_auth_users: {a: rahasia}", "htpasswd"),
        ("basic_auth_users: {a: '$2y$10$pendek'}", "htpasswd"),
        ("tls_server_config: {cert_file: server.pem}", "belum lengkap"),
        (
            "tls_server_config: {cert_file: a, key_file: b, client_auth_type: c}",
            "tidak mendukung client_auth_type",
        ),
        (TLS, "tidak dapat dipakai"),
    ],
)
def test_a_mistake_is_told_and_nothing_is_ignored(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(WebConfigError) as raised:
        load_web_config(written(tmp_path, text))
    assert str(tmp_path) in str(raised.value)
    assert says in str(raised.value)


def test_an_empty_file_asks_for_nothing(tmp_path: Path) -> None:
    config = load_web_config(written(tmp_path, ""))
    assert config.context is None
    assert config.users == {}


def test_a_password_with_colons_zeros_and_more_bytes_than_bcrypt_takes() -> None:
    for password in ("a:b:c", "x" * 100, "é" * 40):
        users = {"a": bcrypt.hashpw(password.encode()[:72], bcrypt.gensalt(4)).decode()}
        assert knows(users, basic("a", password))
    assert not knows({"a": HASH}, basic("a", "ra\0hasia"))
