"""Clients that speak no HTTP, hang up or ask too much: an answer or a closed connection, and a quiet log."""

from __future__ import annotations

import asyncio
import gzip
import logging
import re
import socket
import struct
import zlib
from collections.abc import Callable
from contextlib import suppress

import aiohttp
import brotli
import pytest

from opd_exporter.evaluate.letters import LetterBook
from presented import FakeEngine, served, silent_for

TOKEN = "c2VjcmV0"  # noqa: S105 # of this test alone
PROBE = b"GET /probe?target=dinkes HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"


async def said(url: str, raw: bytes) -> bytes:
    """What the server answers to these bytes."""
    host, _, port = url.removeprefix("http://").partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(raw)
    await writer.drain()
    answer = await asyncio.wait_for(reader.read(100_000), 60)
    writer.close()
    return answer


@pytest.mark.parametrize(
    "raw",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 200,
        b"\x1b[2Jhello\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET  /  HTTP/1.1\r\nHost x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nA\x1b[31m: b\r\n\r\n",
        b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nA: " + b"a" * 20_000 + b"\r\n\r\n",
        b"POST /-/reload HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
        b"POST /-/reload HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ],
)
async def test_what_is_no_http_is_refused_quietly(raw: bytes, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    async with served(FakeEngine(silent_for(1))) as url:
        answer = await said(url, raw)
        assert answer.endswith(b"\r\n\r\n400: Bad Request") or answer.startswith(b"HTTP/1.1 411 ")
        assert b"aiohttp" not in answer
        assert b"Python" not in answer
        assert b"Traceback" not in answer
        assert (await said(url, PROBE)).startswith(b"HTTP/1.1 200")
    assert "Traceback" not in caplog.text
    assert not any(record.exc_info for record in caplog.records)
    assert not any(record.levelno >= logging.WARNING for record in caplog.records)


async def test_a_scraper_that_hangs_up_leaves_no_trace_and_frees_its_place(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    engine = FakeEngine(silent_for(1), concurrency=1)
    go_on = asyncio.Event()
    engine.look = go_on.wait
    async with served(engine) as url, aiohttp.ClientSession(url) as session:
        host, _, port = url.removeprefix("http://").partition(":")
        _, writer = await asyncio.open_connection(host, int(port))
        writer.write(PROBE)
        await engine.asked(1)
        # A reset rather than a farewell.
        writer.get_extra_info("socket").setsockopt(
            socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)
        )
        writer.close()
        go_on.set()
        for _ in range(100):
            async with session.get("/probe?target=dinkes") as answer:
                status = answer.status
            if status == 200:
                break
            await asyncio.sleep(0.02)
        assert status == 200
        async with session.get("/metrics") as answer:
            assert "opd_exporter_probes_in_progress 0.0" in await answer.text()
    assert caplog.text == ""


@pytest.mark.parametrize(
    "path",
    ["/situs/..%2f..%2fetc%2fpasswd", "/situs/%3Cscript%3E", "/api/v1/sites/%00", "/api/v1/sites/%ff%fe",
     "/static/../cli.py", "//evil.example/", "/?urut=%3Cscript%3Ealert(1)%3C/script%3E", "/?urut=" + "a" * 5000],
)  # fmt: skip
async def test_odd_addresses_are_answered_and_not_repeated(path: str) -> None:
    async with served(FakeEngine(silent_for(1))) as url:
        answer = await said(url, f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    status = int(answer.split()[1])
    assert status == (200 if "urut" in path else 404)
    assert b"<script>" not in answer
    assert b"a" * 1000 not in answer


async def test_clients_that_only_connect_do_not_use_up_the_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("opd_exporter.web.listener.MAX_CONNECTIONS", 20)
    engine, go_on = FakeEngine(silent_for(3)), asyncio.Event()
    engine.look = go_on.wait
    async with served(engine) as url, aiohttp.ClientSession() as session:
        _, _, port = url.rpartition(":")
        probe = asyncio.create_task(session.get(f"{url}/probe?target=dinkes"))
        await engine.asked(1)
        idle = [await asyncio.open_connection("127.0.0.1", int(port)) for _ in range(100)]
        closed = 0
        for reader, _ in idle:
            with suppress(TimeoutError):
                closed += await asyncio.wait_for(reader.read(1), 30 if closed < 81 else 0.01) == b""
        assert closed == 81
        go_on.set()
        assert (await probe).status == 200, "the oldest, but under way"
        for _, writer in idle:
            writer.close()


@pytest.mark.parametrize(
    ("coding", "packed"), [("gzip", gzip.compress), ("deflate", zlib.compress), ("br", brotli.compress)]
)
async def test_what_a_client_packed_is_not_unpacked(coding: str, packed: Callable[[bytes], bytes]) -> None:
    """A kilobyte may unpack to a gibibyte, which took the loop from everybody, also before any password was asked for."""
    large = packed(b" " * (8 << 20))  # unpacked, it would be too large: 413
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Encoding": coding}
    async with (
        served(FakeEngine(silent_for(1)), letters=LetterBook(None), token=TOKEN) as url,
        aiohttp.ClientSession(url, headers=headers) as session,
        session.post("/api/v1/letters", data=large) as answer,
    ):
        assert answer.status == 400


async def test_a_client_that_hangs_up_within_its_body_is_no_error(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with served(FakeEngine(silent_for(1)), letters=LetterBook(None), token=TOKEN) as url:
        host, _, port = url.removeprefix("http://").partition(":")
        _, writer = await asyncio.open_connection(host, int(port))
        writer.write(
            b"POST /api/v1/letters HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n"
            b"Authorization: Bearer %s\r\n\r\n{" % TOKEN.encode()
        )
        await writer.drain()
        await said(url, PROBE)  # the letter is being read
        writer.close()
        for _ in range(500):
            if told := [one for one in caplog.records if "/api/v1/letters" in one.message]:
                break
            await asyncio.sleep(0.02)
    assert [one.levelno for one in told] == [logging.DEBUG]


async def test_a_body_in_chunks_is_not_asked_for_and_ends_the_connection() -> None:
    """Chunks of a byte cost a hundred times what they weigh, also behind a question that was answered."""
    chunks = (
        b"GET /-/healthy HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
        + b"1\r\na\r\n" * 9
        + b"0\r\n\r\n"
    )
    async with served(FakeEngine(silent_for(1))) as url:
        answer = await said(url, chunks)
        assert answer.startswith(b"HTTP/1.0 411 ")
        healthy = b"GET /-/healthy HTTP/1.1\r\nHost: x\r\n\r\n"
        host, _, port = url.removeprefix("http://").partition(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write(healthy + chunks + healthy)
        async with asyncio.timeout(30):
            answers = await reader.read()
        writer.close()
    assert [one[:3] for one in re.split(rb"HTTP/1\.\d ", answers)[1:]] == [b"200", b"411"]
