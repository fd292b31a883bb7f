"""What servers answer, right and wrong, over real connections."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from functools import partial

import brotli
import pytest
from fetch_world import CHUNKED, OK, H, World, moved, page

from opd_exporter.domain.vocabulary import Phase, Reason

gzipped = partial(gzip.compress, mtime=0)  # the same bytes at any time: tests are named by them


async def test_a_page_and_its_facts(world: World) -> None:
    port = await world.answer(OK)
    counted: list[object] = []
    fetcher = world.fetcher(
        on_request=lambda: counted.append("request"),
        on_bytes=counted.append,
        on_sent=lambda size: counted.append(("sent", size)),
    )
    got = await world.get(f"http://127.0.0.1:{port}/a?b=c#d", fetcher=fetcher)
    assert got.ok
    assert (got.status, got.body, got.http_version) == (200, b"halo\n", 1.1)
    assert got.final_url == f"http://127.0.0.1:{port}/a?b=c"
    assert got.headers == (("content-type", "text/html"), ("content-length", "5"))
    assert (got.requests, got.redirects, got.wire_bytes, got.tls) == (1, 0, 5, None)
    assert set(got.phases) == {Phase.CONNECT, Phase.PROCESSING, Phase.TRANSFER}
    assert sum(got.phases.values()) <= got.duration
    [request] = world.requests
    assert request.startswith(b"GET /a?b=c HTTP/1.1\r\n")
    assert b"\r\nAccept-Encoding: gzip, deflate, br\r\n" in request
    assert b"\r\nUser-Agent: opd-exporter/" in request
    assert set(counted) == {"request", 5, ("sent", len(request))}


async def test_a_name_is_resolved_and_the_phase_measured(world: World) -> None:
    port = await world.answer(OK)
    got = await world.get(f"http://localhost:{port}/")
    assert got.ok
    assert Phase.RESOLVE in got.phases


async def test_an_ipv6_literal(world: World) -> None:
    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        world.requests.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(OK)

    port = await world.serve(handler, host="::1")
    got = await world.get(f"http://[0:0::1]:{port}/")
    assert got.ok
    assert f"Host: [::1]:{port}".encode() in world.requests[0]


@pytest.mark.parametrize(
    ("raw", "reason", "status"),
    [
        (b"", Reason.CONNECT, None),
        (H + b"Content-Type: te", Reason.CONNECT, None),
        (b"<html>halo</html>", Reason.PROTOCOL, None),
        (b"SSH-2.0-OpenSSH_9.2p1\r\n", Reason.PROTOCOL, None),
        (b"220 ProFTPD Server ready\r\n", Reason.PROTOCOL, None),
        (b"\x15\x03\x01\x00\x02\x02\x46", Reason.PROTOCOL, None),
        (b"ICY 200 OK\r\n\r\n", Reason.PROTOCOL, None),
        (b"HTTP/1.1 OK 200\r\n\r\n", Reason.PROTOCOL, None),
        (H + b"A: b\0c\r\n\r\n", Reason.PROTOCOL, None),
        (H + b"Content-Length: 9\r\n\r\nhalo", Reason.PROTOCOL, 200),
        (H + b"Content-Length: 4\r\n\r\nhalo dunia", Reason.PROTOCOL, 200),
        (H + b"Content-Length: 4\r\nContent-Length: 9\r\n\r\nhalo", Reason.PROTOCOL, None),
        (CHUNKED + b"4\r\nhalo\r\n", Reason.PROTOCOL, 200),
        (CHUNKED + b"zz\r\nhalo\r\n0\r\n\r\n", Reason.PROTOCOL, 200),
        (H + b"Content-Length: 100001\r\n\r\n", Reason.TOO_LARGE, 200),
        (b"HTTP/1.1 404 No\r\nContent-Length: 9\r\n\r\nhalo", Reason.PROTOCOL, 404),
        (page(b"halo", b"Content-Encoding: gzip"), Reason.PROTOCOL, 200),
        (page(gzipped(b"halo" * 99)[:-4], b"Content-Encoding: gzip"), Reason.PROTOCOL, 200),
        (page(gzipped(b"\0" * 10_000_000), b"Content-Encoding: gzip"), Reason.TOO_LARGE, 200),
        (b"HTTP/1.1 101 S\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n\x81", Reason.PROTOCOL, 101),
        (page(b"halo", status=b"206 Partial"), Reason.PROTOCOL, 206),
        (page(b"halo", status=b"099 X"), Reason.PROTOCOL, 99),
        (page(b"halo", status=b"600 X"), Reason.PROTOCOL, 600),
        (page(b"halo", status=b"999 Denied"), Reason.PROTOCOL, 999),
        (page(b"", status=b"302 Found"), Reason.REDIRECT, 302),
        (page(b"", status=b"307 T"), Reason.REDIRECT, 307),
        (page(b"", status=b"310 T"), Reason.REDIRECT, 310),
        (moved(b"http://127.0.0.2/"), Reason.OFFSITE, 302),
        (moved(b"http://10.0.0.1/"), Reason.REFUSED_BY_POLICY, 302),
        (moved(b"http://internetpositif.id/"), Reason.BLOCKED, 302),
        (moved(b"javascript:1"), Reason.REDIRECT, 302),
        (moved(b"/\\x"), Reason.REDIRECT, 302),
        (moved(b"/"), Reason.REDIRECT, 302),
    ],
)  # fmt: skip
async def test_failures(world: World, raw: bytes, reason: Reason, status: int | None) -> None:
    port = await world.answer(raw)
    got = await world.get(f"http://127.0.0.1:{port}/", seconds=3)
    assert (got.reason, got.status) == (reason, status), got.explanation
    assert got.explanation.isprintable()
    assert got.body == b""
    assert not got.ok


@pytest.mark.parametrize(
    ("raw", "status", "body"),
    [
        (H + b"\r\nhalo", 200, b"halo"),
        (b"HTTP/1.0 200 OK\r\nContent-Length: 4\r\n\r\nhalo", 200, b"halo"),
        (b"HTTP/1.1 200\r\nContent-Length: 4\r\n\r\nhalo", 200, b"halo"),
        (b"HTTP/1.1 200 OK\nContent-Length: 4\n\nhalo", 200, b"halo"),
        (CHUNKED + b"2\r\nha\r\n2;x=y\r\nlo\r\n0\r\nT: r\r\n\r\n", 200, b"halo"),
        (b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\nLink: </a>\r\n\r\n" + OK, 200, b"halo\n"),
        (b"HTTP/1.1 102 Processing\r\n\r\n" + OK, 200, b"halo\n"),
        (b"HTTP/1.1 204 No Content\r\n\r\n", 204, b""),
        (page(b"halo", b"Server : x", b"X Powered By: PHP", b"X (a): b", b"\xc3\xa9: c", b": d"), 200, b"halo"),
        (page(b"halo", b"X Powered By: PHP", b"  goes on", b"X-B: c", b"\tgoes on"), 200, b"halo"),
        (page(b"halo", b"Content-Length: 4"), 200, b"halo"),
        (page(b"", status=b"205 Reset"), 205, b""),
        (page(b"", b"Location: /x", status=b"300 Multiple"), 300, b""),
        (page(b"", b"Location: /x", status=b"305 Proxy"), 305, b""),
        (b"HTTP/1.1 304 Not Modified\r\n\r\n", 304, b""),
        (page(b"hilang", status=b"404 Not Found"), 404, b"hilang"),
        (page(b"rusak", status=b"500 Error"), 500, b"rusak"),
        (page(b"tunggu", status=b"599 X"), 599, b"tunggu"),
        (page(gzipped(b"halo"), b"Content-Encoding: gzip"), 200, b"halo"),
        (page(zlib.compress(b"halo"), b"Content-Encoding: deflate"), 200, b"halo"),
        (page(zlib.compress(b"halo")[2:-4], b"Content-Encoding: deflate"), 200, b"halo"),
        (page(brotli.compress(b"halo"), b"Content-Encoding: br"), 200, b"halo"),
        (page(b"halo", b"Content-Encoding: UTF-8"), 200, b"halo"),
        (page(b"halo", b"Content-Type: a", b"Content-Type: b", b"Server: x", b"Server: y"), 200, b"halo"),
    ],
)  # fmt: skip
async def test_answers(world: World, raw: bytes, status: int, body: bytes) -> None:
    port = await world.answer(raw)
    got = await world.get(f"http://127.0.0.1:{port}/", seconds=3)
    assert (got.reason, got.status, got.body) == (None, status, body), got.explanation
    assert not got.not_modified
    assert got.ok is (200 <= status < 300)


async def test_the_version_is_the_answers(world: World) -> None:
    port = await world.answer(b"HTTP/1.0 200 OK\r\n\r\nhalo")
    assert (await world.get(f"http://127.0.0.1:{port}/")).http_version == 1.0


async def test_bytes_that_are_no_text_in_a_header_are_made_harmless(world: World) -> None:
    port = await world.answer(page(b"halo", b"X-A: caf\xe9 \xc3\xa9 \x1b[31m \xe2\x80\xae", b"Server: \xff"))
    got = await world.get(f"http://127.0.0.1:{port}/")
    assert got.header("x-a") == "caf\ufffd é [31m "
    assert got.header("server") == "\ufffd"


@pytest.mark.parametrize(
    ("size", "fits"), [(40_000, True), (65_300, True), (66_000, False), (300_000, False)]
)
async def test_the_header_may_be_64_kib_in_all(world: World, size: int, fits: bool) -> None:
    for fields in (
        [b"X: " + b"a" * size],
        [b"X%d: " % n + b"a" * 900 for n in range(size // 906 + (not fits))],
    ):
        world.requests.clear()
        port = await world.answer(page(b"halo", *fields))
        got = await world.get(f"http://127.0.0.1:{port}/")
        assert got.reason is (None if fits else Reason.TOO_LARGE), got.explanation


@pytest.mark.parametrize(
    ("fields", "heard"),
    [
        ((), ["Tue, 24 Nov 2026 08:00:00 GMT"]),
        ((b"Age: 0",), ["Tue, 24 Nov 2026 08:00:00 GMT"]),
        ((b"Age: 200000",), []),
        ((b"Age: 0", b"Age: sehari"), []),
    ],
)
async def test_a_server_is_heard_to_tell_the_time_and_a_cache_is_not(
    world: World, fields: tuple[bytes, ...], heard: list[str]
) -> None:
    port = await world.answer(page(b"halo", b"Date: Tue, 24 Nov 2026 08:00:00 GMT", *fields))
    told: list[str] = []
    fetcher = world.fetcher(on_date=lambda _, __, date: told.append(date))
    await world.get(f"http://127.0.0.1:{port}/", fetcher=fetcher)
    assert told == heard
