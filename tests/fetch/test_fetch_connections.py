"""Connections: made, kept, shared out, refused."""

from __future__ import annotations

import asyncio
import resource
import socket
from ipaddress import ip_address

import pytest
from fetch_world import OK, SETTINGS, World, page

from opd_exporter.domain.vocabulary import Phase, Reason
from opd_exporter.fetch.failure import Closed
from opd_exporter.fetch.wire import Wire


async def test_connections_are_kept_and_their_phases_absent(world: World) -> None:
    port = await world.answer(OK, close=False)
    fetcher = world.fetcher()
    await world.get(f"http://127.0.0.1:{port}/", fetcher=fetcher)
    got = await world.get(f"http://127.0.0.1:{port}/", fetcher=fetcher)
    assert world.connections == 1
    assert set(got.phases) == {Phase.PROCESSING, Phase.TRANSFER}


async def test_a_connection_closed_while_idle_is_no_failure(world: World) -> None:
    port = await world.answer(OK)
    fetcher = world.fetcher()
    for _ in range(3):
        got = await world.get(f"http://127.0.0.1:{port}/", fetcher=fetcher)
        assert got.ok
        assert got.requests == 1


async def test_a_connection_that_ends_while_its_turn_is_waited_for_says_so(world: World) -> None:
    async def hangs_up(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    here = "127.0.0.1"
    _, wire = await asyncio.get_running_loop().create_connection(
        lambda: Wire(SETTINGS.max_body, ip_address(here)), here, await world.serve(hangs_up)
    )
    await asyncio.sleep(0.1)
    wire.send(b"GET / HTTP/1.1\r\n\r\n")
    with pytest.raises(Closed):
        await wire.header()


async def test_a_connection_that_breaks_when_it_is_used_again_is_made_anew_once(world: World) -> None:
    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        if world.connections <= 2:
            writer.write(OK)
            await reader.readuntil(b"\r\n\r\n")  # and closes without an answer

    port = await world.serve(handler)
    fetcher = world.fetcher()
    url = f"http://127.0.0.1:{port}/"
    assert (await world.get(url, fetcher=fetcher)).ok
    assert (await world.get(url, fetcher=fetcher)).ok
    assert world.connections == 2
    assert (await world.get(url, fetcher=fetcher)).reason is Reason.CONNECT
    assert world.connections == 3


async def test_a_fresh_connection_that_breaks_is_not_tried_again(world: World) -> None:
    port = await world.answer(b"")
    got = await world.get(f"http://127.0.0.1:{port}/")
    assert got.reason is Reason.CONNECT
    assert world.connections == 1


class TestConnections:
    async def test_refused(self, world: World) -> None:
        got = await world.get("http://127.0.0.1:1/")
        assert got.reason is Reason.CONNECT
        assert Phase.CONNECT in got.phases
        assert Phase.PROCESSING not in got.phases

    async def test_closed_as_soon_as_it_is_accepted(self, world: World) -> None:
        async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            return

        port = await world.serve(handler)
        for scheme, reason in [("http", Reason.CONNECT), ("https", Reason.TLS)]:
            got = await world.get(f"{scheme}://127.0.0.1:{port}/")
            assert got.reason is reason

    async def test_reset_before_the_header(self, world: World) -> None:
        async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.readuntil(b"\r\n\r\n")
            _reset(writer)

        got = await world.get(f"http://127.0.0.1:{await world.serve(handler)}/")
        assert got.reason is Reason.CONNECT

    async def test_reset_in_a_body_that_ends_with_the_connection(self, world: World) -> None:
        async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(b"HTTP/1.0 200 OK\r\n\r\n<html>setengah")
            await asyncio.sleep(0.05)
            _reset(writer)

        got = await world.get(f"http://127.0.0.1:{await world.serve(handler)}/")
        assert (got.reason, got.status) == (Reason.PROTOCOL, 200)

    async def test_a_full_queue_is_a_timeout(self, world: World) -> None:
        with socket.socket() as listening:
            listening.bind(("127.0.0.1", 0))
            listening.listen(0)
            port = listening.getsockname()[1]
            with socket.create_connection(("127.0.0.1", port)):
                got = await world.get(f"http://127.0.0.1:{port}/", seconds=2)
        assert got.reason is Reason.TIMEOUT
        assert not got.unasked

    async def test_want_of_files_here_is_no_failure_of_the_site(self, world: World) -> None:
        port = await world.answer(OK)
        few, many = resource.getrlimit(resource.RLIMIT_NOFILE)
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (3, many))
            got = await world.get(f"http://127.0.0.1:{port}/")
            named = await world.get(f"http://localhost:{port}/")
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, (few, many))
        assert got.unasked, got.explanation
        assert named.unasked, named.explanation
        assert (await world.get(f"http://127.0.0.1:{port}/")).ok

    async def test_names_without_address(self, world: World) -> None:
        got = await world.get("http://tidak-ada.invalid/")
        assert got.reason is Reason.DNS
        assert Phase.RESOLVE in got.phases
        assert Phase.CONNECT not in got.phases

    async def test_a_name_server_that_is_silent_until_the_deadline(self, world: World) -> None:
        async def silent(host: str) -> list[str]:
            await asyncio.sleep(60)
            return []

        got = await world.get("http://dinkes.example.go.id/", seconds=2, resolve=silent)
        assert got.reason is Reason.TIMEOUT
        assert not got.unasked
        assert got.phases[Phase.RESOLVE] > 0.05

    async def test_no_name_server(self, world: World) -> None:
        async def none(host: str) -> list[str]:
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

        got = await world.get("http://dinkes.example.go.id/", resolve=none)
        assert got.reason is Reason.DNS

    @pytest.mark.parametrize("url", ["http://a b/", "gopher://a.example/", "", "http://1.2.3.999/"])
    async def test_what_is_no_address(self, world: World, url: str) -> None:
        got = await world.get(url, site="http://a.example/")
        assert got.reason is Reason.DNS

    async def test_no_proxy_of_the_environment_is_used(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        proxy, port = await world.answer(page(b"proxy")), await world.answer(OK)
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy}")
        got = await world.get(f"http://127.0.0.1:{port}/")
        assert got.body == b"halo\n"

    async def test_cancelling_leaves_nothing_behind(self, world: World) -> None:
        asked, closed = asyncio.Event(), asyncio.Event()

        async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.readuntil(b"\r\n\r\n")
            asked.set()
            await reader.read()
            closed.set()

        port = await world.serve(handler)
        fetcher = world.fetcher()
        task = asyncio.create_task(world.get(f"http://127.0.0.1:{port}/", fetcher=fetcher))
        await asked.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await asyncio.wait_for(closed.wait(), 30)
        assert not fetcher._turns._queues


def _reset(writer: asyncio.StreamWriter) -> None:
    sock = writer.get_extra_info("socket")
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    writer.transport.abort()
