"""Certificates of every kind, and servers that do not speak TLS where they should, or where they should not."""

from __future__ import annotations

import asyncio
import datetime
import os
import re
import socket
import ssl
import time
from pathlib import Path

import pytest
from fetch_world import OK, Authority, World, moved

from opd_exporter.domain.config import Site
from opd_exporter.domain.scope import Scope
from opd_exporter.domain.vocabulary import Phase, Reason
from opd_exporter.fetch import Budget, connector
from opd_exporter.fetch.tls import not_after, trusting


def test_a_machine_that_trusts_nobody_is_told_of_and_no_other(
    tmp_path: Path, authority: Authority, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "certificates"
    monkeypatch.setenv("SSL_CERT_FILE", str(folder / "none.pem"))
    monkeypatch.setenv("SSL_CERT_DIR", str(folder))
    trusting()
    assert "install ca-certificates" in caplog.text
    folder.mkdir()
    caplog.clear()
    trusting()
    assert "install ca-certificates" in caplog.text
    caplog.clear()
    (folder / "0a0b0c0d.0").write_text("as c_rehash names them")
    trusting()
    monkeypatch.setenv("SSL_CERT_DIR", str(folder / "none"))
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    trusting()
    assert not caplog.text


async def test_a_trusted_certificate(world: World, authority: Authority) -> None:
    port = await world.answer(OK, tls=authority.server(ends=30))
    got = await world.get(f"https://127.0.0.1:{port}/")
    assert got.ok
    assert got.requests == 1
    assert set(got.phases) == {Phase.CONNECT, Phase.TLS, Phase.PROCESSING, Phase.TRANSFER}
    assert got.tls is not None
    assert got.tls.valid
    days = (got.tls.not_after - datetime.datetime.now(datetime.UTC)) / datetime.timedelta(days=1)
    assert days == pytest.approx(30, abs=0.1)


@pytest.mark.parametrize(
    ("options", "days"),
    [
        ({"ends": -10}, -10),
        ({"own": True}, 30),
        ({"name": "lain.example.go.id"}, 30),
        ({"name": "127.0.0.2"}, 30),
        ({"own": True, "ends": -1}, -1),
    ],
)
async def test_a_certificate_that_is_not_trusted_is_told_and_the_page_read(
    world: World, authority: Authority, options: dict[str, object], days: float
) -> None:
    port = await world.answer(OK, tls=authority.server(**options), close=False)  # type: ignore[arg-type]
    asked: list[None] = []
    fetcher = world.fetcher(on_request=lambda: asked.append(None))
    got = await world.get(f"https://127.0.0.1:{port}/", fetcher=fetcher)
    assert got.ok
    assert got.body == b"halo\n"
    assert got.requests == len(asked) == 2
    assert got.tls is not None
    assert not got.tls.valid
    left = (got.tls.not_after - datetime.datetime.now(datetime.UTC)) / datetime.timedelta(days=1)
    assert left == pytest.approx(days, abs=0.1)


async def test_nothing_is_trusted_without_the_authority(
    world: World, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    port = await world.answer(OK, tls=authority.server())
    got = await world.get(f"https://127.0.0.1:{port}/")
    assert got.ok
    assert got.tls is not None
    assert not got.tls.valid


async def test_a_name_is_checked_against_the_certificate(world: World, authority: Authority) -> None:
    port = await world.answer(OK, tls=authority.server(name="dinkes.example.go.id"))

    async def resolve(host: str) -> list[str]:
        return ["127.0.0.1"]

    for host, valid in [("dinkes.example.go.id", True), ("lain.example.go.id", False)]:
        got = await world.get(f"https://{host}:{port}/", resolve=resolve)
        assert got.ok
        assert got.tls is not None
        assert got.tls.valid is valid


async def test_trust_is_judged_once_in_a_probe_and_anew_in_the_next(
    world: World, authority: Authority
) -> None:
    port = await world.answer(OK, tls=authority.server(own=True), close=False)
    fetcher, url = world.fetcher(), f"https://127.0.0.1:{port}/"
    scope = Scope.of(Site("a", "a", "a", "dinas", url))
    budget = Budget.of(5, 8)
    spent = [(await fetcher.get(url, scope=scope, budget=budget)).requests for _ in range(3)]
    assert spent == [2, 1, 1]
    assert budget.requests == 4
    again = await fetcher.get(url, scope=scope, budget=Budget.of(5, 8))
    assert again.requests == 2
    assert again.tls is not None
    assert not again.tls.valid


async def test_a_certificate_that_ends_while_the_connection_stays_open_is_not_valid_any_more(
    world: World, authority: Authority
) -> None:
    ends = time.time() + 6
    port = await world.answer(OK, tls=authority.server(ends=6 / 86400), close=False)
    fetcher, url = world.fetcher(), f"https://127.0.0.1:{port}/"
    first = await world.get(url, fetcher=fetcher)
    assert first.tls is not None
    assert first.tls.valid
    await asyncio.sleep(max(0.0, ends - time.time()) + 0.5)
    later = await world.get(url, fetcher=fetcher)
    assert later.ok
    assert later.requests == 1, "no second handshake"
    assert later.tls is not None
    assert not later.tls.valid


async def test_no_request_left_to_look_without_trust(world: World, authority: Authority) -> None:
    port = await world.answer(OK, tls=authority.server(own=True))
    got = await world.get(f"https://127.0.0.1:{port}/", requests=1)
    assert got.reason is Reason.TLS
    plain = await world.answer(moved(b"https://127.0.0.1:%d/" % port))
    world.requests.clear()
    got = await world.get(f"http://127.0.0.1:{plain}/", aliases=(f"127.0.0.1:{port}",), requests=2)
    assert (got.reason, got.status) == (Reason.REDIRECT, 302)


async def test_the_certificate_is_told_also_when_the_answer_fails(world: World, authority: Authority) -> None:
    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()

    port = await world.serve(silent, tls=authority.server(ends=-3))
    got = await world.get(f"https://127.0.0.1:{port}/", seconds=2)
    assert got.reason is Reason.TIMEOUT
    assert got.tls is not None
    assert not got.tls.valid


async def test_from_https_to_http_the_last_answer_decides(world: World, authority: Authority) -> None:
    plain = await world.answer(OK)

    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(moved(b"http://127.0.0.1:%d/" % plain))

    port = await world.serve(handler, tls=authority.server())
    got = await world.get(f"https://127.0.0.1:{port}/", aliases=(f"127.0.0.1:{plain}",))
    assert got.ok
    assert got.tls is None


@pytest.mark.parametrize(
    "hello",
    [
        b"",
        b"HTTP/1.1 400 Bad Request\r\n\r\nplain HTTP",
        b"\x15\x03\x01\x00\x02\x02\x28",
        b"\x16\x03\x03\xff\xff" + b"x" * 70_000,
        b"\0" * 100,
    ],
)
async def test_no_hello_is_a_tls_failure(world: World, hello: bytes) -> None:
    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1000)
        writer.write(hello)

    got = await world.get(f"https://127.0.0.1:{await world.serve(handler)}/", seconds=30)
    assert got.reason is Reason.TLS, got.explanation
    assert got.tls is None
    assert world.connections == 1


async def test_a_handshake_without_end_is_ended(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """OpenSSL reads as many requests for a hello as come, a tenth of a megabyte in a tenth of a second."""
    monkeypatch.setattr(connector, "MAX_HANDSHAKE", 10_000)

    async def asks_for_hellos(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1000)
        while True:
            writer.write(b"\x16\x03\x03\0\4\0\0\0\0" * 100)
            await writer.drain()
            await asyncio.sleep(0.01)

    got = await world.get(f"https://127.0.0.1:{await world.serve(asks_for_hellos)}/", seconds=60)
    assert got.reason is Reason.TLS, got.explanation


async def test_a_handshake_that_is_reset_or_closed_unread(world: World) -> None:
    async def reset(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        writer.transport.abort()

    got = await world.get(f"https://127.0.0.1:{await world.serve(reset)}/", seconds=30)
    assert got.reason is Reason.TLS


async def test_a_silent_handshake_is_a_timeout(world: World) -> None:
    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1000)
        await asyncio.sleep(5)

    got = await world.get(f"https://127.0.0.1:{await world.serve(silent)}/", seconds=2)
    assert got.reason is Reason.TIMEOUT
    assert max(got.phases, key=lambda phase: got.phases[phase]) is Phase.TLS


async def test_tls_on_a_plain_port_is_a_protocol_failure(world: World, authority: Authority) -> None:
    port = await world.answer(OK, tls=authority.server())
    got = await world.get(f"http://127.0.0.1:{port}/", seconds=30)
    assert got.reason is Reason.CONNECT  # asyncio's server closes without an alert
    with_alert = await world.serve(_alert)
    got = await world.get(f"http://127.0.0.1:{with_alert}/", seconds=30)
    assert got.reason is Reason.PROTOCOL


async def _alert(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    writer.write(b"\x15\x03\x03\x00\x02\x02\x46")


async def test_tls_that_breaks_after_the_handshake(world: World, authority: Authority) -> None:
    start = b""

    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(start)
        await asyncio.sleep(0.05)
        with socket.socket(fileno=os.dup(writer.get_extra_info("socket").fileno())) as below:
            below.send(b"this is no TLS record at all")
        await reader.read()

    port = await world.serve(handler, tls=authority.server())
    got = await world.get(f"https://127.0.0.1:{port}/", seconds=30)
    assert got.reason is Reason.TLS, got.explanation
    start = b"HTTP/1.0 200 OK\r\n\r\n<html>setengah"
    got = await world.get(f"https://127.0.0.1:{port}/", seconds=30)
    assert (got.reason, got.status) == (Reason.PROTOCOL, 200), got.explanation


async def test_a_server_that_wants_our_certificate(world: World, authority: Authority) -> None:
    context = authority.server()
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_verify_locations(authority.file)
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    got = await world.get(f"https://127.0.0.1:{await world.answer(OK, tls=context)}/", seconds=30)
    assert got.reason is Reason.TLS, got.explanation


async def test_versions_and_suites_of_todays_browsers(world: World, authority: Authority) -> None:
    for suites, version, opens in [
        ("ECDHE+AESGCM", ssl.TLSVersion.TLSv1_2, True),
        ("ECDHE-ECDSA-AES128-SHA", ssl.TLSVersion.TLSv1_2, True),
        ("ECDHE-ECDSA-AES128-CCM", ssl.TLSVersion.TLSv1_2, False),
        ("ALL:@SECLEVEL=0", ssl.TLSVersion.TLSv1_1, False),
    ]:
        context = authority.server()
        context.set_ciphers(suites)
        context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
        context.maximum_version = version
        got = await world.get(f"https://127.0.0.1:{await world.answer(OK, tls=context)}/", seconds=30)
        assert (got.reason is None) is opens, (suites, got.explanation)
        if not opens:
            assert got.reason is Reason.TLS


async def test_a_body_that_ends_with_tls_not_shut_down_is_whole(world: World, authority: Authority) -> None:
    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.0 200 OK\r\n\r\nhalo")
        await writer.drain()
        await asyncio.sleep(0.05)
        with socket.socket(fileno=os.dup(writer.get_extra_info("socket").fileno())) as below:
            below.shutdown(socket.SHUT_RDWR)

    got = await world.get(
        f"https://127.0.0.1:{await world.serve(handler, tls=authority.server())}/", seconds=30
    )
    assert (got.reason, got.body) == (None, b"halo")


def test_a_certificate_that_cannot_be_read_gives_no_date() -> None:
    assert not_after(b"\x30\x03\x02\x01\x00") is None
    assert not_after(b"") is None


async def test_a_certificate_without_an_end_is_trusted_and_told(world: World, authority: Authority) -> None:
    """RFC 5280 writes "no end" as the last second of the year 9999, which eastern zones' calendars do not hold."""
    last = datetime.datetime(9999, 12, 31, 23, 59, 58, tzinfo=datetime.UTC)
    ends = (last - datetime.datetime.now(datetime.UTC)) / datetime.timedelta(days=1)
    port = await world.answer(OK, tls=authority.server(ends=ends))
    got = await world.get(f"https://127.0.0.1:{port}/")
    assert got.tls is not None
    assert got.tls.valid
    assert abs(got.tls.not_after - last) < datetime.timedelta(seconds=30)


@pytest.mark.parametrize(
    "end", [b"00000101000000Z", b"00010101000000Z", b"99991231235959Z", b"20269999999999Z"]
)
def test_any_end_that_a_certificate_names_is_a_moment_or_none(authority: Authority, end: bytes) -> None:
    authority.server(ends=365.25 * 60)
    (file,) = (one for one in authority.folder.glob("*.pem") if one != authority.file)
    text = file.read_text()
    made = ssl.PEM_cert_to_DER_cert(text[text.index("-----BEGIN CERTIFICATE") :])
    (found,) = re.findall(rb"\d{14}Z", made)
    moment = not_after(made.replace(found, end))
    assert moment is None or moment.tzinfo is not None
