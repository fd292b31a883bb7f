"""A province of simulated sites on loopback, light enough to stand beside what it measures: one socket, each site at an
address of its own in 127.0.0.0/8 (Linux answers at all of them).

    python bench/farm.py PORT [--size KB]

What an address answers follows from its second number: the kinds of ``KINDS``. Every site is a small WordPress: a front
page, a feed, articles.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import cache
from itertools import count

KINDS = ("304", "same", "counter", "changed")
"""Second number of the address, from 1: a server that knows conditional requests; one that sends the same bytes; a
counter of visitors and a token that differ at each view; other news at each view."""
BEGAN = datetime.now(UTC)
_WORDS = ("kegiatan", "pelayanan", "masyarakat", "dinas", "kota", "program", "sosialisasi", "pembangunan", "warga",
          "rapat", "koordinasi")  # fmt: skip
_views = count(1)


def _title(site: int, post: int) -> str:
    return f"{_WORDS[(site + post) % 11].capitalize()} {_WORDS[(site * 3 + post) % 11]} {site}-{post}"


def _date(post: int) -> datetime:
    return BEGAN - timedelta(days=3 + 5 * post, hours=2)


def _path(site: int, post: int) -> str:
    return f"/berita/{post}/{_title(site, post).lower().replace(' ', '-')}/"


def _entry(site: int, post: int) -> str:
    when = _date(post)
    return (
        f'<article class="post"><h2 class="entry-title"><a href="{_path(site, post)}">{_title(site, post)}</a></h2>'
        f'<time class="entry-date" datetime="{when:%Y-%m-%dT%H:%M:%S+00:00}">{when:%d/%m/%Y}</time>'
        f"<p>{' '.join(_WORDS * 6)}</p></article>"
    )


@cache
def _filler(kilobytes: int) -> bytes:
    """What makes a page long: texts, scripts, some links."""
    links = "".join(
        f'<li class="item item-{n}"><a href="/layanan/{n}/">Layanan {n}</a></li>' for n in range(5)
    )
    script = (
        "<script>function slide(n){for(var i=0;i<slides.length;i++){slides[i].hidden=i!==n}}</script>" * 20
    )
    texts = f"<div class=box><ul>{links}</ul><p>{' '.join(_WORDS * 20)}</p></div>{script}"
    return (texts * max(1, kilobytes * 1024 // len(texts))).encode()


def _front(site: int, first: int, size: int, footer: str = "") -> bytes:
    entries = "".join(_entry(site, post) for post in range(first, first + 10))
    head = (
        f'<!doctype html><html lang="id"><head><meta charset="utf-8"><title>Dinas Contoh {site}</title>'
        '<meta name="generator" content="WordPress 6.4.3">'
        '<link rel="alternate" type="application/rss+xml" href="/feed/"></head><body>'
        '<nav><a href="/">Beranda</a><a href="/profil/">Profil</a><a href="/berita/">Berita</a></nav>'
        f"<main>{entries}</main>"
    )
    foot = f"<footer>Kantor Dinas Contoh {site}, Jalan Raya Nomor {site} {footer}</footer></body></html>"
    return head.encode() + _filler(size) + foot.encode()


def _feed(site: int) -> str:
    items = "".join(
        f"<item><title>{_title(site, post)}</title><link>{_path(site, post)}</link>"
        f"<pubDate>{format_datetime(_date(post))}</pubDate></item>"
        for post in range(10)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Dinas Contoh {site}</title>{items}</channel></rss>'


def _article(site: int, path: str) -> str:
    post = int(path.split("/")[2])
    when = _date(post)
    return (
        f'<html><head><title>{_title(site, post)}</title><meta property="article:published_time" '
        f'content="{when:%Y-%m-%dT%H:%M:%S+00:00}"></head><body><nav><a href="/">Beranda</a></nav>'
        f"<h1>{_title(site, post)}</h1><p>{' '.join(_WORDS * 20)}</p></body></html>"
    )


class Farm(asyncio.Protocol):
    """One connection."""

    size = 80

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport: asyncio.Transport = transport  # type: ignore[assignment]
        if not transport.get_extra_info("peername")[0].startswith("127."):
            self._transport.abort()  # the socket stands at all addresses of this machine
        address = transport.get_extra_info("sockname")[0].split(".")
        self._kind = KINDS[(int(address[1]) - 1) % len(KINDS)]
        self._site = int(address[2]) * 256 + int(address[3])
        self._read = b""

    def data_received(self, data: bytes) -> None:
        self._read += data
        while b"\r\n\r\n" in self._read:
            head, _, self._read = self._read.partition(b"\r\n\r\n")
            self._answer(head.decode("latin-1"))

    def _answer(self, head: str) -> None:
        path, site = head.split(" ", 2)[1], self._site
        kind = "text/html; charset=utf-8"
        status, tag = "200 OK", ""
        if path == "/":
            body = self._page()
            if self._kind == "304":
                tag = f'"{hashlib.blake2b(str(site).encode(), digest_size=8).hexdigest()}"'
                if f"\r\nif-none-match: {tag}" in head.lower():
                    status, body = "304 Not Modified", b""
        elif path == "/feed/":
            body, kind = _feed(site).encode(), "application/rss+xml; charset=utf-8"
        elif path.startswith("/berita/") and path.count("/") == 4:
            body = _article(site, path).encode()
        else:
            status, body = "404 Not Found", b"<html><title>404</title><h1>Tidak ditemukan</h1></html>"
        etag = f"ETag: {tag}\r\n" if tag else ""
        length = "" if status.startswith("304") else f"Content-Length: {len(body)}\r\n"
        said = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{etag}{length}\r\n"
        self._transport.write(said.encode() + body)

    def _page(self) -> bytes:
        if self._kind in ("304", "same"):
            return _front(self._site, 0, self.size)
        view = next(_views)
        if self._kind == "changed":
            return _front(self._site, view % 7, self.size)
        token = hashlib.blake2b(str(view).encode(), digest_size=16).hexdigest()
        footer = f'Pengunjung: {view} <input type="hidden" name="_token" value="{token}">'
        return _front(self._site, 0, self.size, footer)


async def main(port: int) -> None:
    server = await asyncio.get_running_loop().create_server(Farm, "0.0.0.0", port, backlog=4096)  # noqa: S104
    print("ready", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("port", type=int)
    arguments.add_argument("--size", type=int, default=80, help="kilobytes of a front page")
    options = arguments.parse_args()
    Farm.size = options.size
    asyncio.run(main(options.port))
