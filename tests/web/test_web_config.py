"""``--web-config``: TLS and passwords as Prometheus' programs have them, and every mistake told."""

from __future__ import annotations

import base64
import os
from pathlib import Path

import aiohttp
import bcrypt
import pytest

from opd_exporter.web.access import Access, credentials, knows
from opd_exporter.web.web_config import MAX_BYTES, WebConfigError, load_web_config
from presented import FakeEngine, served, silent_for

HASH = bcrypt.hashpw(b"rahasia", bcrypt.gensalt(4)).decode()
USERS = f"basic_auth_users:\n  prometheus: '{HASH}'\n"
TLS = "tls_server_config: {cert_file: server.pem, key_file: server.key}\n"


def basic(name: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()


def written(folder: Path, text: str) -> Path:
    (folder / "web.yml").write_text(text)
    return folder / "web.yml"


async def test_without_the_password_nothing_is_answered(tmp_path: Path) -> None:
    config = load_web_config(written(tmp_path, USERS))
    engine = FakeEngine(silent_for(3))
    async with served(engine, protect=Access(config).protect) as url, aiohttp.ClientSession(url) as session:
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


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("halo", "tls_server_config"),
        ("a: [", "tidak dapat dibaca"),
        ("basic_auth_users: {a: 2026-99-99}", "tidak dapat dibaca"),
        ("http_server_config: {http2: true}", "«http_server_config» tidak dikenal"),
        ("basic_auth_users: [a]", "pasangan nama: teks"),
        ("basic_auth_users: {a: rahasia}", "htpasswd"),
        ("basic_auth_users: {a: '$2y$10$pendek'}", "htpasswd"),
        (f"basic_auth_users: {{a: '$2y$03${'a' * 53}'}}", "htpasswd"),
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


def test_what_may_never_come_to_an_end_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipa")
    (tmp_path / "a.pem").touch()
    keys = written(tmp_path, "tls_server_config: {cert_file: a.pem, key_file: pipa}")
    for path in (tmp_path / "pipa", Path("/dev/zero"), keys):
        with pytest.raises(WebConfigError, match="bukan berkas biasa"):
            load_web_config(path)
    keys.write_bytes(b"#" * (MAX_BYTES + 1))
    with pytest.raises(WebConfigError, match="lebih besar"):
        load_web_config(keys)


def test_an_empty_file_asks_for_nothing(tmp_path: Path) -> None:
    config = load_web_config(written(tmp_path, ""))
    assert config.context is None
    assert config.users == {}


def test_a_password_with_colons_zeros_and_more_bytes_than_bcrypt_takes() -> None:
    for password in ("a:b:c", "x" * 100, "é" * 40):
        users = {"a": bcrypt.hashpw(password.encode()[:72], bcrypt.gensalt(4)).decode()}
        assert credentials(basic("a", password)) == ("a", password)
        assert knows(users, "a", password)
    assert not knows({"a": HASH}, "a", "ra\0hasia")


@pytest.mark.parametrize("costs", [(4,), (6,), (4, 6), (5, 7, 4)])
def test_every_refusal_costs_the_same_whoever_is_named(
    costs: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rounds are counted, since time is noisy: a check of cost c takes 2^c of them."""
    users = {f"u{cost}": bcrypt.hashpw(b"rahasia", bcrypt.gensalt(cost)).decode() for cost in costs}
    rounds: list[int] = []

    def counted(password: bytes, hashed: bytes) -> bool:
        rounds.append(2 ** int(hashed[4:6]))
        return real(password, hashed)

    real = bcrypt.checkpw
    monkeypatch.setattr(bcrypt, "checkpw", counted)
    spent = set()
    right = "rahasia"
    for name, password in [(name, word) for name in (*users, "lain", "") for word in ("salah", right)]:
        rounds.clear()
        assert knows(users, name, password) == (name in users and password == right)
        spent.add(sum(rounds))
    assert spent == {2 ** max(costs)}
