"""Runs in a network namespace of its own in which every address leads back here. Prints what was reached, as JSON.

A missed check shows as a connection instead of leaving the machine. Only name resolution is replaced.
"""

from __future__ import annotations

import asyncio
import json
import socket
from ipaddress import ip_network

import uvloop
from fetch_world import World

NAMES = {
    "umum.example.go.id": ["8.8.8.8"],
    "privat.example.go.id": ["10.0.0.1"],
    "campur.example.go.id": ["10.0.0.1", "fe80::1%lo", "::1", "2606:4700::1", "169.254.169.254", "8.8.8.8"],
    "terbungkus.example.go.id": ["::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::1"],
    "nat64.example.go.id": ["64:ff9b::808:808"],
    "taut.example.go.id": ["fe80::1%lo"],
    "aneh.example.go.id": ["bukan alamat"],
    "kosong.example.go.id": [],
}
LITERALS = """
10.0.0.1 127.0.0.1 127.1 2130706433 0x7f000001 0177.0.0.1 169.254.169.254 192.168.1.1 100.64.0.1 0.0.0.0 0
198.18.0.1 224.0.0.1 255.255.255.255 8.8.8.8 134744072 [::1] [::] [::ffff:127.0.0.1] [::ffff:8.8.8.8] [64:ff9b::7f00:1]
[2002:7f00:1::] [fc00::1] [fe80::1] [fe80::1%25lo] [2001:db8::1] [2606:4700::1] [100::1] [ff02::1]
"""


async def main() -> None:
    world = World()
    reached: list[str] = []
    asked: list[str] = []
    location = b""

    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        reached.append(writer.get_extra_info("sockname")[0])
        await reader.readuntil(b"\r\n\r\n")
        if location:
            writer.write(b"HTTP/1.1 302 Found\r\nLocation: " + location + b"\r\nContent-Length: 0\r\n\r\n")
        else:
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nhalo")

    async def resolve(host: str) -> list[str]:
        asked.append(host)
        if host == "berganti.example.go.id":  # "DNS rebinding": another answer each time
            return ["8.8.8.8"] if asked.count(host) == 1 else ["10.0.0.1"]
        if host not in NAMES:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return NAMES[host]

    for port in (80, 443):
        await world.serve(handler, host="0.0.0.0", port=port)
        await world.serve(handler, host="::", port=port)

    outcome: dict[str, object] = {}

    async def look(label: str, url: str, allow: str = "") -> None:
        reached.clear()
        asked.clear()
        networks = (ip_network(allow),) if allow else ()
        got = await world.get(url, resolve=resolve, allow_networks=networks, seconds=3)
        outcome[label] = [got.reason, sorted(reached), sorted(asked)]

    for literal in LITERALS.split():
        await look(literal, f"http://{literal}/")
    for name in (*NAMES, "tidak-ada.example.go.id"):
        await look(name, f"http://{name}/")
    await look("https privat", "https://privat.example.go.id/")
    await look("allowed name", "http://privat.example.go.id/", "10.0.0.0/8")
    await look("allowed wrapped name", "http://terbungkus.example.go.id/", "10.0.0.0/8")
    await look("allowed literal", "http://127.1/", "127.0.0.0/8")
    for label, there in [
        ("redirect literal", b"http://10.0.0.1/"),
        ("redirect number", b"http://2130706433/"),
        ("redirect mapped", b"http://[::ffff:a9fe:a9fe]/"),
        ("redirect fullwidth", "http://１２７.０.０.１/".encode()),
        ("redirect name", b"http://privat.example.go.id/"),
        ("redirect global literal", b"http://1.1.1.1/"),
        ("redirect userinfo", b"http://umum.example.go.id@10.0.0.1/"),
    ]:
        location = there
        await look(label, "http://umum.example.go.id/")
    location = b"/lagi"
    await look("rebinding", "http://berganti.example.go.id/")
    await world.end()
    print(json.dumps(outcome))


uvloop.run(main())
