"""Sites that mean harm or are broken, as raw servers; each with the verdict that a person would give."""

from __future__ import annotations

import asyncio
import gzip
import socket
import zlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

import brotli

from site_server import front

Handler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]

LIST = "<ul><li><a href=/berita/kegiatan-satu-dinas>Kegiatan Satu Dinas Kota</a> 12 November 2024</li></ul>"
FRONT = front(links=LIST).encode()
FED = front(links=LIST, head='<link rel="alternate" type="application/rss+xml" href="/feed">').encode()
MIB2 = 2 << 20
KIND = b"Content-Type: text/html; charset=utf-8"
REFRESH = b"<html><head><meta http-equiv=refresh content='0; url=%s'></head></html>"
H = b"HTTP/1.1 200 OK\r\n" + KIND + b"\r\n"
CHUNKED = H + b"Transfer-Encoding: chunked\r\n\r\n"
UP = "up"


def page(body: bytes = FRONT, *fields: bytes, status: bytes = b"200 OK", kind: bytes = KIND) -> bytes:
    return b"\r\n".join([b"HTTP/1.1 " + status, kind, *fields, b"Content-Length: %d" % len(body), b"", body])


def moved(location: bytes) -> bytes:
    return page(b"", b"Location: " + location, status=b"302 Found")


def chunked(body: bytes, size: int = 1000) -> bytes:
    parts = (body[at : at + size] for at in range(0, len(body), size))
    return CHUNKED + b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


@dataclass(frozen=True)
class Bomb:
    """A body that is small on the wire alone, packed where it is served: each process that runs tests loads this file."""

    coding: bytes
    packed: Callable[[bytes], bytes]
    megabytes: int

    def answer(self) -> bytes:
        return page(self.packed(b"a" * (self.megabytes << 20)), b"Content-Encoding: " + self.coding)


def says(answer: bytes) -> Handler:
    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        await writer.drain()

    return handler


def drips(first: bytes, part: bytes, every: float) -> Handler:
    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(first)
        while True:
            writer.write(part)
            await writer.drain()
            await asyncio.sleep(every)

    return handler


async def silent(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
    await reader.read(1000)
    await asyncio.sleep(60)


async def resets(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    writer.write(H + b"Content-Length: 5000\r\n\r\nsetengah")
    await writer.drain()
    await asyncio.sleep(0.05)
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    writer.transport.abort()


def never_the_same_place() -> Handler:
    hops = 0

    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal hops
        await reader.readuntil(b"\r\n\r\n")
        hops += 1
        writer.write(moved(b"/halaman-%d" % hops))

    return handler


async def cookie_wall(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    asked = await reader.readuntil(b"\r\n\r\n")
    wall = page(b"", b"Location: /", b"Set-Cookie: masuk=1; path=/", status=b"302 Found")
    writer.write(page() if b"masuk=1" in asked else wall)


def paths(answers: dict[str, bytes | Handler]) -> Handler:
    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        path = (await reader.readuntil(b"\r\n\r\n")).split(b" ")[1].split(b"?")[0].decode()
        answer = answers.get(path, page(b"<h1>404</h1>", status=b"404 Not Found"))
        if callable(answer):
            await answer(reader, writer)
        else:
            writer.write(answer)
            await writer.drain()

    return handler


def feeds(answer: bytes | Handler) -> Handler:
    """A sound site whose feed is not."""
    return paths({"/": page(FED), "/feed": answer})


def xml(body: bytes) -> bytes:
    return page(body, kind=b"Content-Type: application/rss+xml")


async def endless_feed(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(
        b"HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\n\r\n<?xml version='1.0'?><rss><channel>"
    )
    while True:
        writer.write(b"<item><title>a</title></item>" * 100)
        await writer.drain()


LAUGHS = b"".join(b'<!ENTITY t%d "%s">' % (n, b"&t%d;" % (n - 1) * 10) for n in range(1, 10))
SITES: dict[str, tuple[bytes | Handler | Bomb, str]] = {
    "plain": (page(), UP),
    "http 1.0": (b"HTTP/1.0 200 OK\r\n" + KIND + b"\r\n\r\n" + FRONT, UP),
    "no length": (H + b"\r\n" + FRONT, UP),
    "length too long": (page()[:-50], "protocol"),
    "length too short": (H + b"Content-Length: 10\r\n\r\n" + FRONT, "protocol"),
    "chunked": (chunked(FRONT), UP),
    "chunks of a byte": (chunked(FRONT, 1), UP),
    "chunks cut": (chunked(FRONT)[:-5], "protocol"),
    "reset in the body": (resets, "protocol"),
    "gzip": (page(gzip.compress(FRONT), b"Content-Encoding: gzip"), UP),
    "gzip cut": (page(gzip.compress(FRONT)[:-9], b"Content-Encoding: gzip"), "protocol"),
    "gzip claimed": (page(FRONT, b"Content-Encoding: gzip"), "protocol"),
    "gzip unsaid": (page(gzip.compress(FRONT)), "empty_shell"),
    "gzip bomb": (Bomb(b"gzip", gzip.compress, 200), "too_large"),
    "brotli bomb": (Bomb(b"br", partial(brotli.compress, quality=4), 100), "too_large"),
    "deflate bomb": (Bomb(b"deflate", zlib.compress, 100), "too_large"),
    "zstd unasked": (page(b"\x28\xb5\x2f\xfd\x04\0\x99\4\0" + bytes(99), b"Content-Encoding: zstd"), "protocol"),
    "body at the limit": (page(FRONT.ljust(MIB2)), UP),
    "body over the limit": (page(FRONT.ljust(MIB2 + 1)), "too_large"),
    "header drips": (drips(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n", 0.1), "timeout"),
    "body drips": (drips(H + b"Content-Length: 99999\r\n\r\n", b"a", 0.1), "timeout"),
    "header endless": (drips(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n" * 999, 0), "too_large"),
    "silent": (silent, "timeout"),
    "closes at once": (b"", "connect"),
    "304 unasked": (page(b"", status=b"304 Not Modified"), "http_status"),
    "206": (page(status=b"206 Partial Content"), "protocol"),
    "204": (b"HTTP/1.1 204 No Content\r\n\r\n", "empty_shell"),
    "empty": (page(b""), "empty_shell"),
    "interim answers": (b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 50 + page(), UP),
    "101": (b"HTTP/1.1 101 Switching\r\nConnection: upgrade\r\nUpgrade: h2c\r\n\r\n", "protocol"),
    "offers an upgrade": (page(FRONT, b"Connection: upgrade", b"Upgrade: h2,h2c"), UP),
    "speaks http/2": (b"\0\0\x12\4\0\0\0\0\0\0\3\0\0\0\x64\0\4\0\0\xff\xff", "protocol"),
    "zero bytes": (page(FRONT.replace(b"Selamat", b"Sela\0mat")), UP),
    "utf-16 claimed": (page(kind=b"Content-Type: text/html; charset=utf-16"), UP),
    "utf-7 claimed": (page(kind=b"Content-Type: text/html; charset=utf-7"), UP),
    "charset nonsense": (page(kind=b'Content-Type: text/html; charset="x-\xff nonsense'), UP),
    "utf-16": (page(b"\xff\xfe" + FRONT.decode().encode("utf-16-le")), UP),
    "json": (page(b'{"a":1}', kind=b"Content-Type: application/json"), "empty_shell"),
    "a picture": (page(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9), "empty_shell"),
    "500": (page(b"<h1>galat</h1>", status=b"500 Internal Server Error"), "http_status"),
    "500 with a whole page": (page(status=b"500 Internal Server Error"), "http_status"),
    "redirects to itself": (moved(b"/"), "redirect"),
    "redirects for ever": (never_the_same_place(), "redirect"),
    "redirects nowhere": (page(b"", status=b"301 Moved"), "redirect"),
    "redirects to a script": (moved(b"javascript:alert(1)"), "redirect"),
    "redirects to a file": (moved(b"file:///etc/passwd"), "redirect"),
    "redirects to metadata": (moved(b"http://169.254.169.254/latest/"), "refused_by_policy"),
    "redirects to a mapped address": (moved(b"http://[::ffff:10.0.0.1]/"), "refused_by_policy"),
    "redirects away": (moved(b"https://portal.example.go.id/"), "offsite"),
    "redirects to a block page": (moved(b"http://internetpositif.id/x"), "blocked"),
    "cookie wall": (cookie_wall, UP),
    "refreshes to another site": (page(REFRESH % b"https://portal.example.go.id/"), "offsite"),
    "refreshes to another port": (page(REFRESH % b"http://127.0.0.1:9/"), "offsite"),
    "refreshes to a private address": (page(REFRESH % b"http://10.0.0.1/"), "refused_by_policy"),
    "refreshes to a block page": (page(REFRESH % b"http://internetpositif.id/"), "blocked"),
    "refreshes within": (paths({"/": page(REFRESH % b"/beranda"), "/beranda": page()}), UP),
    "refreshes for ever": (paths({"/": page(REFRESH % b"/a"), "/a": page(REFRESH % b"/")}), "redirect"),
    "a million tags": (page(FRONT + b"<i>" * 650_000), UP),
    "nested boxes": (page(FRONT + b"<div>" * 400_000), UP),
    "an attribute of 2 MB": (page(b"<a title='" + b"a" * 1_900_000 + b"'>x</a>" + FRONT), UP),
    "angle brackets": (page(FRONT + b"<" * 1_900_000), UP),
    "comments in comments": (page(FRONT + b"<!--" * 450_000), UP),
    "quotes in a script": (page(FRONT + b"<script>" + b"'/api/a" * 200_000 + b"</script>"), UP),
    "digits": (page(FRONT + b"<p>" + b"1" * 1_900_000), UP),
    "blanks": (page(FRONT + b"<p>" + b" \n" * 900_000), UP),
    "dates": (page(FRONT + b"<p>" + b"12 November 2024 - " * 90_000), UP),
    "entities": (page(FRONT + b"&#x41;" * 300_000), UP),
    "nested json": (page(FRONT + b"<script type='application/ld+json'>" + b"[" * 500_000 + b"</script>"), UP),
    "a number of a million digits": (
        page(FRONT + b"<script type='application/json'>" + b"1" * 1_000_000 + b"</script>"),
        UP,
    ),
    "feed of entities": (
        feeds(xml(b'<!DOCTYPE t [<!ENTITY t0 "ha">' + LAUGHS + b"]><rss><channel><title>&t9;</title>")),
        UP,
    ),
    "feed reads files": (
        feeds(xml(b'<!DOCTYPE t [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><title>&x;</title>')),
        UP,
    ),
    "feed nested": (feeds(xml(b"<rss><channel>" + b"<item>" * 300_000)), UP),
    "feed of nested json": (feeds(xml(b'{"version":"https://jsonfeed.org/version/1","items":' + b"[" * 900_000)), UP),
    "feed endless": (feeds(endless_feed), UP),
    "feed silent": (feeds(silent), UP),
    "sitemap of a million addresses": (
        paths({"/": page(front().encode()), "/sitemap.xml": xml((b"<urlset>" + b"<url><loc>/b/1</loc></url>" * 90_000)[:MIB2])}),
        UP,
    ),
}  # fmt: skip
"""Name -> what it answers, and ``up`` or the reason why it is not."""
