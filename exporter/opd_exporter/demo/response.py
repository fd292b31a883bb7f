"""What a simulated site is asked and answers, without any server."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from html import escape

from opd_exporter.demo.content import ZONE, Portrait, Post

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip
ENGLISH = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


@dataclass(frozen=True)
class Request:
    """A GET: path, query, and the moment it arrives."""

    path: str
    query: Mapping[str, str]
    now: datetime
    origin: str
    """``http://127.0.0.1:PORT``."""


@dataclass(frozen=True)
class Response:
    """Status, headers and body."""

    body: str
    status: int = 200
    content_type: str = "text/html; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)
    cacheable: bool = False
    """The server knows conditional requests for this."""


Respond = Callable[[Portrait, Request], Response]


def moved(to: str) -> Response:
    """A redirect."""
    return Response("", 302, headers={"Location": to})


def long_date(date: datetime) -> str:
    """``24 Juli 2019``."""
    local = date.astimezone(ZONE)
    return f"{local.day} {MONTHS[local.month - 1]} {local.year}"


def english_date(date: datetime) -> str:
    """``15 January 2026``."""
    local = date.astimezone(ZONE)
    return f"{local.day} {ENGLISH[local.month - 1]} {local.year}"


def weekday(date: datetime) -> str:
    """``Rabu``."""
    return DAYS[date.astimezone(ZONE).weekday()]


def e(text: str) -> str:
    """Text for HTML."""
    return escape(text, quote=True)


def found(site: Portrait, slug: str) -> Post | None:
    """The post of this name."""
    return next((post for post in site.posts if post.slug == slug), None)


def numbered(site: Portrait, number: str) -> Post | None:
    """The post of this number."""
    return next((post for post in site.posts if str(post.number) == number), None)


def widgets(site: Portrait, request: Request) -> str:
    """Side matter that a site carries beside its posts: what misleads readers."""
    parts = []
    if "gpr" in site.oddities:  # trap 2: the ministry's news, rendered by the server
        items = "".join(
            f'<li><a href="https://www.komdigi.go.id/berita/detail/berita-pusat-{n}">Menteri Buka Forum Digital Nasional {n}</a>'
            f"<span>{long_date(request.now)}</span></li>"
            for n in range(3)
        )
        parts.append(f'<div id="gpr-kominfo-widget-container"><h4>GPR Komdigi</h4><ul>{items}</ul></div>')
    if "agenda" in site.oddities:  # trap 5: an event ahead
        ahead = request.now + timedelta(days=365)
        parts.append(
            f'<div class="widget agenda"><h4>Agenda</h4><ul><li><a href="/agenda/detail/forum-perangkat-daerah-kota-serang">'
            f"Forum Perangkat Daerah Kota Serang</a> <span>{long_date(ahead)}</span></li></ul></div>"
        )
    if "counter" in site.oddities:  # trap 7: a page that changes at every view
        count = int(request.now.timestamp()) % 9973
        parts.append(
            f'<div class="widget statistik"><h4>Statistik</h4><p>Pengunjung hari ini: {count}</p></div>'
        )
    if "hidden-spam" in site.oddities:  # trap 10: links that only search engines see
        parts.append(
            '<div style="position:absolute;left:-9999px"><a href="https://slot-gacor.example/">Slot Gacor Maxwin Hari Ini</a> '
            '<a href="https://togel.example/">Situs Toto Macau Terpercaya</a></div>'
        )
    return "\n".join(parts)
