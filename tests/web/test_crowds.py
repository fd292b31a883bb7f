"""Crowds of clients, from outside: Prometheus is answered, memory and descriptors stay bounded, the log stays short."""

from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.web_protocol import RequestHandler

from exporter_process import Exporter, configured, exporter
from opd_exporter.web.listener import Listener
from opd_exporter.web.runner import quiet_runner
from site_server import Pages, front, serving

PULL = b"GET /probe?target=opd-0 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"


def asking(path: str, times: int) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode() * times


def memory(one: Exporter) -> int:
    """Megabytes that the exporter's main process has in memory."""
    text = Path(f"/proc/{one.process.pid}/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+)", text)
    assert found
    return int(found[1]) // 1024


def descriptors(one: Exporter) -> int:
    """Files that the exporter's main process has open."""
    return len(list(Path(f"/proc/{one.process.pid}/fd").iterdir()))


async def pulled(one: Exporter) -> bytes:
    """What a pull on a connection of its own is answered within a scrape's usual time."""
    async with asyncio.timeout(10):
        reader, writer = await asyncio.open_connection("127.0.0.1", one.port)
        writer.write(PULL)
        answer = await reader.read()
        writer.close()
    return answer


@asynccontextmanager
async def crowd(one: Exporter, number: int, said: bytes, *, reads: bool) -> AsyncIterator[None]:
    """So many clients that say this again and again, and read the answers or not."""

    async def client() -> None:
        while True:
            with suppress(OSError):
                reader, writer = await asyncio.open_connection("127.0.0.1", one.port, limit=4096)
                try:
                    writer.write(said)
                    if reads:
                        while await reader.read(1 << 16):
                            writer.write(said[: len(said) // 50])
                    else:
                        writer.transport.pause_reading()  # type: ignore[attr-defined]
                        await asyncio.sleep(60)
                finally:
                    writer.transport.abort()
            await asyncio.sleep(0.2)

    clients = [asyncio.create_task(client()) for _ in range(number)]
    try:
        await asyncio.sleep(1)
        yield
    finally:
        for task in clients:
            task.cancel()
        await asyncio.gather(*clients, return_exceptions=True)


async def test_a_crowd_keeps_prometheus_from_nothing(tmp_path: Path) -> None:
    """One after the other, and whatever the crowd before left behind."""
    crowds = {
        "json": (asking("/api/v1/sites", 50), True),
        "json unread": (asking("/api/v1/sites", 50), False),
        "page": (asking("/", 50), True),
        "page of a site": (asking("/situs/opd-0", 50), True),
        "metrics": (asking("/metrics", 50), True),
        "probe": (asking("/probe?target=opd-1", 50), True),
        "silent": (b"", False),
    }
    pages = [Pages({"/": front()}), Pages({"/": front()})]
    async with serving(*pages), exporter(tmp_path, configured(*pages)) as one:
        for name, (said, reads) in crowds.items():
            async with crowd(one, 150, said, reads=reads):
                for _ in range(5):
                    assert b"opd_site_up 1.0" in await pulled(one), name
        assert await one.stopped() == 0
    assert "Traceback" not in one.log
    assert "level=ERROR" not in one.log


async def test_pipelined_questions_are_all_answered_in_order(tmp_path: Path) -> None:
    pages = Pages({"/": front()})
    async with serving(pages), exporter(tmp_path, configured(pages)) as one:
        reader, writer = await asyncio.open_connection("127.0.0.1", one.port)
        writer.write(asking("/-/healthy", 1) + asking("/probe?target=opd-0", 3) + asking("/sd", 100) + PULL)
        async with asyncio.timeout(30):
            answers = (await reader.read()).split(b"HTTP/1.1 ")[1:]
        writer.close()
    assert len(answers) == 105
    assert {answer[:3] for answer in answers} == {b"200"}
    assert answers[0].endswith(b"OK\n")
    assert all(b"opd_site_up 1.0" in answer for answer in [*answers[1:4], answers[-1]])


async def test_who_does_not_read_a_big_answer_costs_a_piece_of_it(tmp_path: Path) -> None:
    pages = Pages({"/": front()})
    async with serving(pages):
        many = configured(pages) + "".join(
            f"  - {{key: s{n}, nama: S {n}, url: 'http://s{n}.example.go.id/'}}\n" for n in range(2000)
        )
        async with exporter(tmp_path, many) as one:
            size = len((await one.get("/api/v1/sites"))[1])
            assert size > 900_000
            before = memory(one)
            clients = []
            for _ in range(100):
                client = socket.create_connection(("127.0.0.1", one.port))
                client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
                client.sendall(asking("/api/v1/sites", 20))
                clients.append(client)
            await asyncio.sleep(3)
            assert b"opd_site_up 1.0" in await pulled(one)
            assert memory(one) - before < 40, "a hundred answers of a megabyte are not kept for them"
            for client in clients:
                client.close()


async def test_a_client_that_closes_its_half_leaves_nothing_behind(tmp_path: Path) -> None:
    pages = Pages({"/": front()}, delay=0.5)
    async with serving(pages), exporter(tmp_path, configured(pages)) as one:
        for _ in range(30):
            reader, writer = await asyncio.open_connection("127.0.0.1", one.port)
            writer.write(PULL)
            writer.write_eof()
            await asyncio.wait_for(reader.read(), 10)
            writer.close()
        for _ in range(100):
            if "opd_exporter_probes_in_progress 0.0" in (await one.get("/metrics"))[1]:
                break
            await asyncio.sleep(0.1)
        assert "opd_exporter_probes_in_progress 0.0" in (await one.get("/metrics"))[1]
        assert b"opd_site_up 1.0" in await pulled(one)


async def test_who_is_let_go_as_the_connection_stands_leaves_nothing_behind(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """In that moment the handler has its transport and has begun to work; nobody else holds it yet."""
    made = RequestHandler.connection_made

    def made_and_let_go(handler: RequestHandler, transport: asyncio.BaseTransport) -> None:
        made(handler, transport)
        (client,) = (one for one in listener._clients if one.handler is handler)
        asyncio.get_running_loop().call_soon(client.end)

    monkeypatch.setattr(RequestHandler, "connection_made", made_and_let_go)
    runner = quiet_runner(web.Application())
    await runner.setup()
    listener = Listener(runner)
    try:
        reader, writer = await asyncio.open_connection(*await listener.open("127.0.0.1", 0))
        writer.write(asking("/", 1))
        with suppress(ConnectionResetError):
            assert await asyncio.wait_for(reader.read(), 10) == b""
        await asyncio.sleep(0.05)
        assert runner.server is not None
        assert not runner.server.connections
        writer.close()
    finally:
        listener.close()
        await runner.cleanup()
    assert not caplog.records


async def test_few_descriptors_and_many_connections_leave_it_reachable(tmp_path: Path) -> None:
    pages = Pages({"/": front()})
    async with serving(pages), exporter(tmp_path, configured(pages), files=64) as one:
        for said in 2 * [b"", b"GET / HTTP/1.1\r\n", asking("/-/healthy", 1), asking("/sd", 40)]:
            idle = []
            for _ in range(120):
                reader, writer = await asyncio.open_connection("127.0.0.1", one.port)
                writer.write(said)
                idle.append((reader, writer))
            for _ in range(3):
                assert b"opd_site_up 1.0" in await pulled(one)
            assert descriptors(one) < 60
            for _, writer in idle:
                writer.transport.abort()
        assert await one.stopped() == 0
    assert len(one.log.splitlines()) < 10, one.log


async def test_a_crowd_at_a_slow_site_leaves_the_others_their_places(tmp_path: Path) -> None:
    pages = [Pages({"/": front()}) for _ in range(6)]
    pages[1].delay = 3
    async with serving(*pages), exporter(tmp_path, configured(*pages, probe=", concurrency: 5")) as one:
        crowd_there = [asyncio.create_task(one.get("/probe?target=opd-1")) for _ in range(60)]
        await pages[1].until_asked()
        others = await asyncio.gather(*(one.get(f"/probe?target=opd-{n}") for n in (0, 2, 3, 4)))
        assert {status for status, _ in others} == {200}
        assert all("opd_site_up 1.0" in text for _, text in others)
        assert {status for status, _ in await asyncio.gather(*crowd_there)} == {200}
    assert pages[1].asked.count("/") == 1


async def test_a_second_is_the_least_that_says_something_of_a_site(tmp_path: Path) -> None:
    pages = Pages({"/": front()}, delay=0.4)
    header = "X-Prometheus-Scrape-Timeout-Seconds"
    async with serving(pages), exporter(tmp_path, configured(pages)) as one:
        for short in ("0.001", "0.5", "1", "1.4"):
            async with one.session.get("/probe?target=opd-0", headers={header: short}) as answer:
                assert answer.status == 503
        assert pages.asked == []
        _, city = await one.get("/api/v1/sites/opd-0")
        assert '"unusable_since": null' in city
        assert '"checked_at": null' in city
        for enough in ("1.5", "nan", "-1", "1e9", "0", "sepuluh"):
            async with one.session.get("/probe?target=opd-0", headers={header: enough}) as answer:
                assert answer.status == 200
                assert "opd_site_up 1.0" in await answer.text()


async def test_what_is_no_http_leaves_nothing_behind_however_much_it_is(tmp_path: Path) -> None:
    """Each piece of it was an error that repeated it, and all of them stayed: ten megabytes for one."""
    starts = {
        "a line without end": b"GET /",
        "no HTTP": b"\x16\x03\x01" * 9000,
        "a header without end": b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 9000,
    }
    pages = Pages({"/": front()})
    async with serving(pages), exporter(tmp_path, configured(pages)) as one:
        assert b"opd_site_up 1.0" in await pulled(one)
        for name, start in starts.items():
            before = memory(one)
            for _ in range(30):
                await asyncio.to_thread(pour, one.port, start + b"a" * (2 << 20))
            assert b"opd_site_up 1.0" in await pulled(one), name
            assert memory(one) - before < 20, name
    assert "Traceback" not in one.log


def pour(port: int, what: bytes) -> None:
    with socket.create_connection(("127.0.0.1", port)) as client, suppress(ConnectionError):
        client.sendall(what)
