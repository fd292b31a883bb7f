"""Requests take turns: one at a time to a host, few to an address; and of several addresses the next is tried."""

from __future__ import annotations

import asyncio
import dataclasses
import socket
import time

import pytest
from fetch_world import OK, SETTINGS, World

from opd_exporter.domain.config import ProbeSettings
from opd_exporter.domain.vocabulary import Phase, Reason
from opd_exporter.fetch import Fetched


async def test_never_two_requests_at_a_time_to_one_host(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside, most, clock = 0, 0, 0.0

    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal inside, most, clock
        while True:
            await reader.readuntil(b"\r\n\r\n")
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0.01)
            inside -= 1
            clock += 1
            writer.write(OK)

    port = await world.serve(handler)
    fetcher = world.fetcher()
    monkeypatch.setattr(time, "perf_counter", lambda: clock)
    got = await asyncio.gather(
        *(world.get(f"http://127.0.0.1:{port}/{n}", fetcher=fetcher) for n in range(5))
    )
    assert all(one.ok for one in got)
    assert most == 1
    assert world.connections == 1
    assert [one.duration for one in got] == [1.0] * 5, "waiting for a turn is not the site's time"


async def test_few_at_a_time_to_one_address_also_on_kept_connections(world: World) -> None:
    inside, most = 0, 0

    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal inside, most
        while True:
            await reader.readuntil(b"\r\n\r\n")
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0.02)
            inside -= 1
            writer.write(OK)

    ports = [await world.serve(handler) for _ in range(6)]
    fetcher = world.fetcher(_settings(concurrency_per_address=2))
    for _ in range(2):
        got = await asyncio.gather(
            *(world.get(f"http://127.0.0.1:{port}/", fetcher=fetcher) for port in ports)
        )
        assert all(one.ok for one in got)
    assert most == 2
    assert world.connections == 6


async def test_who_waited_in_vain_was_not_asked(world: World) -> None:
    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()

    port, other = await world.serve(handler), await world.serve(handler)
    asked: list[None] = []
    fetcher = world.fetcher(_settings(concurrency_per_address=1), on_request=lambda: asked.append(None))

    async def get(port: int, seconds: float) -> tuple[Fetched, float]:
        began = time.monotonic()
        got = await world.get(f"http://127.0.0.1:{port}/", fetcher=fetcher, seconds=seconds)
        return got, time.monotonic() - began

    (first, _), (same_host, went_by), (same_address, _) = await asyncio.gather(
        get(port, 0.6), get(port, 0.3), get(other, 0.3)
    )
    assert [first.reason, same_host.reason, same_address.reason] == [Reason.TIMEOUT] * 3
    assert [first.unasked, same_host.unasked, same_address.unasked] == [False, True, True]
    assert same_host.duration <= went_by - 0.14, "half of the time went by in line"
    assert len(asked) == 1
    assert not fetcher._turns._queues


async def test_the_second_address_of_a_name_is_tried_when_the_first_is_dead(world: World) -> None:
    port = await world.answer(OK)

    async def two(host: str) -> list[str]:
        return ["127.0.0.9", "127.0.0.1"]

    got = await world.get(f"http://dinkes.example.go.id:{port}/", resolve=two)
    assert got.ok


async def test_an_address_that_is_silent_holds_up_the_next_only_briefly(world: World) -> None:
    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(OK)

    async def two(host: str) -> list[str]:
        return ["127.0.0.9", "127.0.0.1"]

    port = await world.serve(handler)
    with socket.socket() as full:
        full.bind(("127.0.0.9", port))  # every address of 127.0.0.0/8 has ports of its own
        full.listen(0)
        with socket.create_connection(("127.0.0.9", port)):
            fetcher = world.fetcher(resolve=two)
            got = await world.get(f"http://dinkes.example.go.id:{port}/", fetcher=fetcher)
    assert got.ok
    assert got.phases[Phase.CONNECT] < 5  # the kernel itself would try for two minutes
    assert not fetcher._turns._queues


def _settings(**changes: int) -> ProbeSettings:
    return dataclasses.replace(SETTINGS, **changes)  # type: ignore[arg-type]
