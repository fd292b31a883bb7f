"""Servers that mean harm: endless, huge, nonsensical. Nothing raises, nothing grows, nothing is logged."""

from __future__ import annotations

import asyncio
import logging
import random
import tracemalloc
from collections.abc import Iterator

import pytest
from fetch_world import CHUNKED, OK, H, World, moved, page
from hypothesis import given
from hypothesis import strategies as st

from opd_exporter.domain.vocabulary import Reason
from opd_exporter.fetch import Fetcher


@pytest.mark.parametrize(
    ("first", "endless", "reason"),
    [
        (H, b"X: " + b"a" * 5000 + b"\r\n", Reason.TOO_LARGE),
        (H + b"X: ", b"a" * 5000, Reason.TOO_LARGE),
        (H, b"a" * 5000, Reason.TOO_LARGE),
        (b"HTTP/1.1 200 ", b"a" * 5000, Reason.TOO_LARGE),
        (H, b"A:\r\n" * 1000, Reason.TOO_LARGE),
        (b"", b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 100, Reason.TOO_LARGE),
        (b"", b"\r\n" * 5000, Reason.TOO_LARGE),
        (H + b"\r\n", b"a" * 5000, Reason.TOO_LARGE),
        (CHUNKED, b"1000\r\n" + b"a" * 4096 + b"\r\n", Reason.TOO_LARGE),
        (CHUNKED, b"1\r\na\r\n" * 1000, Reason.TOO_LARGE),
        (CHUNKED + b"1", b";x=y" * 1000, Reason.TOO_LARGE),
        (CHUNKED + b"0\r\n", b"T: " + b"a" * 5000 + b"\r\n", Reason.TOO_LARGE),
        (CHUNKED + b"0\r\n", b"T: a\r\n" * 1000, Reason.TOO_LARGE),
        (CHUNKED, b"0" * 5000, Reason.TOO_LARGE),
        (OK, OK * 100, None),
    ],
)  # fmt: skip
async def test_endless_answers_end_at_a_cap(
    world: World, first: bytes, endless: bytes, reason: Reason | None
) -> None:
    sent = 0

    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        await reader.readuntil(b"\r\n\r\n")
        writer.write(first)
        while True:
            writer.write(endless)
            sent += len(endless)
            await writer.drain()

    port = await world.serve(handler)
    tracemalloc.start()
    try:
        got = await world.get(f"http://127.0.0.1:{port}/", seconds=20)  # what ends by its cap ends before
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    if reason is not None:
        assert got.reason is reason, got.explanation
    else:
        assert got.reason in (None, Reason.PROTOCOL)
    assert peak < 8_000_000
    assert sent < 20_000_000
    assert world.connections == 1


def _mutations() -> Iterator[bytes]:
    chance = random.Random(20241203)  # noqa: S311
    seeds = [
        OK,
        CHUNKED + b"5\r\nhalo\n\r\n0\r\n\r\n",
        page(b"halo", b"Content-Encoding: gzip, br", b"Set-Cookie: a=b; Domain=x; Expires=Wed"),
        moved(b"/lain", b"Set-Cookie: a=b; Path=/; Max-Age=99"),
        b"HTTP/1.1 103 Hints\r\nLink: a\r\n\r\n" + OK,
    ]
    for _ in range(400):
        answer = bytearray(chance.choice(seeds))
        for _ in range(chance.randrange(1, 5)):
            at = chance.randrange(len(answer) + 1)
            match chance.randrange(4):
                case 0:
                    answer[at:at] = chance.randbytes(chance.randrange(1, 9))
                case 1:
                    del answer[at : at + chance.randrange(1, 20)]
                case 2:
                    answer[at:at] = chance.choice(
                        [b"\r\n", b"\n\n", b"\0", b": ", b"\xff", b"1" * 30, b";", b","]
                    )
                case _:
                    answer[at:at] = chance.choice(
                        [b"Content-Length: 3\r\n", b"Location: \xff\r\n", b"Set-Cookie: =;=\xff\r\n"]
                    )
        yield bytes(answer)


async def test_any_answer_gives_an_outcome(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    outcomes: set[Reason | None] = set()
    current = b""

    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(current)

    port = await world.serve(handler)
    fetcher = world.fetcher()
    for current in _mutations():
        got = await world.get(f"http://127.0.0.1:{port}/", fetcher=fetcher, seconds=2)
        assert got.reason is not Reason.TIMEOUT, current
        assert all(value.isprintable() for _, value in got.headers)
        assert got.explanation.isprintable()
        outcomes.add(got.reason)
    assert {None, Reason.PROTOCOL, Reason.CONNECT, Reason.REDIRECT} <= outcomes
    assert caplog.text == ""
    assert not fetcher._turns._queues


PIECES = (
    b"HTTP/1.1 200 OK\r\n|http/1.0 200\n|HTTP/1.1 302 F\r\nLocation: /x\r\n|HTTP/1.1 204 N\r\n|HTTP/1.1 100 C\r\n\r\n"
    b"|HTTP/1.1 101 S\r\nUpgrade: websocket\r\nConnection: upgrade\r\n|Content-Length: 4\r\n|Content-Length: +4\r\n"
    b"|Content-Length: 999\r\n|Transfer-Encoding: chunked\r\n|Transfer-Encoding: identity\r\n|Content-Encoding: gzip\r\n"
    b"|Connection: close\r\n|no colon\r\n|\r\n|\n|\r|\0| |halo|4\r\nhalo\r\n|4\nhalo\n|0\r\n\r\n|;|\x1f\x8b\x08"
).split(b"|")

packets = st.lists(
    st.lists(st.one_of(st.sampled_from(PIECES), st.binary(max_size=6)), max_size=8).map(b"".join), max_size=4
)


def test_any_bytes_in_any_packets_end_in_a_page_or_a_reason() -> None:
    world, complaints, sending = World(), list[str](), list[bytes]()

    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        for packet in sending:
            writer.write(packet)
            await writer.drain()
            await asyncio.sleep(0)

    async def start() -> tuple[str, Fetcher]:
        asyncio.get_running_loop().set_exception_handler(lambda _, context: complaints.append(f"{context}"))
        return f"http://127.0.0.1:{await world.serve(handler)}/", world.fetcher()

    with asyncio.Runner() as runner:
        url, fetcher = runner.run(start())

        @given(st.sampled_from(PIECES[:6]), packets)
        def look(first: bytes, rest: list[bytes]) -> None:
            sending[:] = [first, *rest]
            for _ in range(2):
                got = runner.run(world.get(url, fetcher=fetcher, seconds=5, requests=3))
                assert got.reason in (None, Reason.PROTOCOL, Reason.CONNECT, Reason.REDIRECT), got.explanation
                assert got.explanation.isprintable()
                assert got.reason is None or got.body == b""
            assert not complaints

        look()
        runner.run(world.end())


async def test_hostile_cookies_do_no_harm(world: World) -> None:
    cookies = [
        b"Set-Cookie: " + text
        for text in (b"a" * 9000, b"=", b";;;", b'a="' + b"\\" * 3000, b"\xff=\xff", b"__Host-a=b")
    ]
    many = [b"Set-Cookie: k%d=v" % n for n in range(2000)]
    port = await world.answer(moved(b"/x", *cookies, *many), OK)
    got = await world.get(f"http://127.0.0.1:{port}/")
    assert got.ok
    assert len(world.requests[1]) < 5000
