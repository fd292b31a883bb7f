"""What comes slowly, or too late."""

from __future__ import annotations

import asyncio

import pytest
from fetch_world import CHUNKED, OK, H, World

from opd_exporter.domain.vocabulary import Reason


@pytest.mark.parametrize(
    ("first", "drip", "status"),
    [
        (b"", b"", None),
        (H, b"X: y\r\n", None),
        (H + b"X: ", b"y", None),
        (H + b"\r\n", b"x", 200),
        (H + b"Content-Length: 9999\r\n\r\n", b"x", 200),
        (CHUNKED, b"1\r\nx\r\n", 200),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n", None),
    ],
)
async def test_whatever_drips_ends_at_the_deadline(
    world: World, first: bytes, drip: bytes, status: int | None
) -> None:
    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(first)
        while True:
            writer.write(drip)
            await writer.drain()
            await asyncio.sleep(0.01)

    got = await world.get(f"http://127.0.0.1:{await world.serve(handler)}/", seconds=1.0)
    assert (got.reason, got.status) == (Reason.TIMEOUT, status), got.explanation
    assert not got.unasked


async def test_a_deadline_in_the_past(world: World) -> None:
    port = await world.answer(OK)
    got = await world.get(f"http://127.0.0.1:{port}/", seconds=-1)
    assert got.reason is Reason.TIMEOUT
    assert world.requests == []
