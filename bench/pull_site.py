"""Sites that differ in how their front page comes: each on a port of its own, of one page of some 80 KB with a feed.

python bench/pull_site.py FILE     writes {row: address} to FILE, and answers until it is told to stop
"""

from __future__ import annotations

import asyncio
import itertools
import json
import random
import ssl
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

ETAG = '"front"'
NEWS, OTHERS = 12, 24
TITLES = tuple(
    f"Dinas {verb} {what} bagi Warga {where}"
    for verb in ("Gelar", "Buka", "Dampingi", "Resmikan")
    for what in ("Pelatihan Usaha", "Pasar Murah", "Posko Layanan", "Lomba Kebersihan")
    for where in ("Kecamatan Taktakan", "Kelurahan Unyur", "Kampung Cipare")
)
TEXT = "Kegiatan ini dihadiri perwakilan kelurahan dan kecamatan serta mendapat sambutan baik dari warga yang datang"
SCRIPT = "function slide(n){for(var i=0;i<slides.length;i++){slides[i].hidden=i!==n}}" * 24


def _when(number: int) -> datetime:
    return datetime.now(UTC).replace(hour=2, minute=0, second=0, microsecond=0) - timedelta(days=3 + number)


def _title(name: str, number: int) -> str:
    return f"{TITLES[number % len(TITLES)]} {name} {number}"


def _card(name: str, number: int) -> str:
    title, path = _title(name, number), f"/berita/{number}-kegiatan-{name}"
    return (
        f'<div class="card"><a href="{path}"><img src="/foto/{number}.jpg" alt=""><h3>{title}</h3></a>'
        f'<span class="date">{_when(number):%d-%m-%Y}</span><p>{TEXT}.</p></div>\n'
    )


def page(name: str, views: int, boxes: int) -> bytes:
    """The front page of a site at its ``views``-th view. ``boxes`` chooses the older news in its side boxes."""
    token = random.Random(views).randbytes(16).hex()
    menu = "".join(f'<li><a href="/halaman/{name}/{n}">Bidang {name} {n}</a></li>\n' for n in range(60))
    news = "".join(_card(name, n) for n in range(NEWS))
    chosen = random.Random(boxes).sample(range(NEWS, NEWS + 3 * OTHERS), OTHERS)
    others = "".join(_card(name, n) for n in chosen)
    scripts = "\n".join(f"<script>/* {n} */{SCRIPT}</script>" for n in range(30))
    body = (
        '<!doctype html><html lang="id"><head><meta charset="utf-8"><title>Dinas {name}</title>'
        '<link rel="alternate" type="application/rss+xml" href="/feed">'
        f'<meta name="csrf-token" content="{token}"></head><body><nav><ul>{menu}</ul></nav>'
        f'<form action="/cari"><input type="hidden" name="_token" value="{token}"><input name="q"></form>'
        f"<main><h2>Berita Terbaru</h2>{news}</main><aside><h2>Berita Lainnya</h2>{others}</aside>"
        f"<footer><p>Pengunjung hari ini: {views}</p><p>Total kunjungan: {90_000 + views}</p></footer>"
        f"{scripts}<script nonce='{token}'>var nonce='{token}';</script></body></html>"
    )
    return body.encode()


def feed(name: str) -> bytes:
    items = "".join(
        f"<item><title>{_title(name, n)}</title><link>/berita/{n}-kegiatan-{name}</link>"
        f"<pubDate>{format_datetime(_when(n))}</pubDate></item>"
        for n in range(NEWS)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Dinas</title>{items}</channel></rss>'.encode()


def article(name: str, path: str) -> bytes:
    number = int(path.rpartition("/")[2].partition("-")[0])
    title = _title(name, number)
    return (
        f"<html><head><title>{title} - Dinas</title></head><body><h1>{title}</h1>"
        f'<p class="tanggal">{_when(number):%d-%m-%Y}</p><p>{TEXT}. {TEXT}.</p></body></html>'
    ).encode()


Front = Callable[[str, int], bytes]
"""Name of the site, and which view it is -> the page."""

FRONTS: dict[str, Front] = {
    "304": lambda name, view: page(name, 1, 1),
    "same": lambda name, view: page(name, 1, 1),
    "counter": lambda name, view: page(name, view, 1),
    "changed": lambda name, view: page(name, view, view),
}
WORDS = str.maketrans("304", "abc")
WAYS = ("kept", "tls")
"""``kept``: plain, connections stay open. ``tls``: over TLS, and each connection is closed after its answer."""


def _answer(request: bytes, kind: str, name: str, views: itertools.count[int]) -> tuple[int, str, bytes]:
    path = request.split(b" ", 2)[1].decode()
    if path == "/":
        valid = kind == "304"
        if valid and ETAG.encode() in request:
            return 304, "", b""
        body = FRONTS[kind](name, next(views))
        return (
            200,
            f"Content-Type: text/html; charset=utf-8\r\n{f'ETag: {ETAG}' if valid else 'X-Kind: page'}",
            body,
        )
    if path == "/feed":
        return 200, "Content-Type: application/rss+xml", feed(name)
    if path.startswith("/berita/"):
        return 200, "Content-Type: text/html; charset=utf-8", article(name, path)
    return 404, "Content-Type: text/html", b"<html><title>404</title><h1>Tidak ditemukan</h1></html>"


async def serve(kind: str, way: str, secured: ssl.SSLContext) -> int:
    """Serves one site; gives its port."""
    views, name = itertools.count(1), f"{kind}{way}".translate(WORDS)

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                request = await reader.readuntil(b"\r\n\r\n")
                status, fields, body = _answer(request, kind, name, views)
                ends = "close" if way == "tls" else "keep-alive"
                length = "" if status == 304 else f"Content-Length: {len(body)}\r\n"
                head = f"HTTP/1.1 {status} X\r\n{length}Connection: {ends}\r\n{fields}\r\n\r\n".replace(
                    "\r\n\r\n\r\n", "\r\n\r\n"
                )
                writer.write(head.encode() + body)
                await writer.drain()
                if way == "tls":
                    break
        except (asyncio.IncompleteReadError, OSError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(connected, "127.0.0.1", 0, ssl=secured if way == "tls" else None)
    return int(server.sockets[0].getsockname()[1])


def certified(folder: Path) -> tuple[Path, Path]:
    """A certificate of loopback that vouches for itself, and its key, as files: ``certificate.pem``, ``key.pem``."""
    key, name = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "bench")]),
    )
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    files = folder / "certificate.pem", folder / "key.pem"
    files[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    files[1].write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    )
    return files


async def main(file: Path) -> None:
    certificate, key = certified(file.parent)
    secured = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    secured.load_cert_chain(certificate, key)
    addresses = {}
    for kind, way in itertools.product(FRONTS, WAYS):
        port = await serve(kind, way, secured)
        addresses[f"{kind}-{way}"] = f"{'https' if way == 'tls' else 'http'}://127.0.0.1:{port}/"
    file.with_suffix(".new").write_text(json.dumps(addresses))
    file.with_suffix(".new").rename(file)
    print("ready", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
