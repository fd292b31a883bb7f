"""Runs in a network namespace of its own in which every address leads back here, name servers too. Prints, as JSON, who
was reached while readers read bodies that look like addresses: without walls, and with them."""

from __future__ import annotations

import asyncio
import json

from sandbox_bait import KINDS, all_of_them, library

from opd_exporter.domain.budget import Budget
from opd_exporter.workers.pool import PRELOAD, Workers

TURNS = len(KINDS) + 1
"""Behind walls each body is read once: nothing is asked of the system there, whatever the kind."""


class _Names(asyncio.DatagramProtocol):
    """A name server that knows no name; who asks is written down."""

    def __init__(self, reached: list[str]) -> None:
        self._reached = reached

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def datagram_received(self, data: bytes, address: tuple[str, int]) -> None:
        self._reached.append("name")
        answer = data[:2] + b"\x81\x83" + data[4:6] + bytes(6) + data[12:]
        self._transport.sendto(answer, address)  # type: ignore[attr-defined]


async def main() -> None:
    reached: list[str] = []

    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        reached.append(writer.get_extra_info("sockname")[0])
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\nhalo")
        await writer.drain()
        writer.close()

    loop = asyncio.get_running_loop()
    for port in (21, 53, 80, 443):
        await asyncio.start_server(handler, "0.0.0.0", port)
    await loop.create_datagram_endpoint(lambda: _Names(reached), ("0.0.0.0", 53))
    workers = Workers(1, (*PRELOAD, "sandbox_bait"))
    walls = await workers.warm()
    outcome: dict[str, object] = {"walls": [walls.descriptors, walls.calls]}

    async def note(label: str, found: object) -> None:
        await asyncio.sleep(0.3)
        outcome[label] = [found, sorted(set(reached))]
        reached.clear()

    budget = Budget.of(300, 0)
    await note("readers without walls", await loop.run_in_executor(None, all_of_them))
    await note("readers", await workers.run(all_of_them, TURNS, cpu=120, budget=budget))
    await note("library without walls", await loop.run_in_executor(None, library))
    await note("library", await workers.run(library, cpu=120, budget=budget))
    workers.close()
    print(json.dumps(outcome))


if __name__ == "__main__":
    asyncio.run(main())
