"""What stands beside the posts and moves with the days whoever posts: boxes, and lists of what is no news."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from years.words import TOWN, slug

BOXES = ("partner", "comments", "updated", "visitors")
"""Boxes: the portal's news, comments, the day of the last change, a counter of visitors."""
WEEK = timedelta(days=7)
EACH = 6
"""Entries of such a list."""


@dataclass(frozen=True)
class Kind:
    """A list of what is no news."""

    name: str
    path: str
    ahead: int
    """Days by which its entries are dated ahead of the week in which they are made."""
    titles: tuple[str, ...]


KINDS = {
    one.path: one
    for one in (
        Kind(
            "Agenda",
            "agenda",
            9,
            ("Rapat Koordinasi Bulanan di Aula Bawah", "Apel Gabungan Pegawai di Halaman Kantor"),
        ),
        Kind(
            "Dokumen",
            "dokumen",
            0,
            ("Laporan Kinerja Instansi Pemerintah Triwulan", "Rencana Kerja Tahunan Perubahan"),
        ),
        Kind("Galeri Foto", "galeri", 0, ("Album Foto Kerja Bakti Pegawai", "Album Foto Senam Jumat Pagi")),
    )
}


@dataclass(frozen=True)
class Entry:
    """An event, a document, an album."""

    number: int
    title: str
    slug: str
    when: datetime


def entries(kind: Kind, now: datetime) -> list[Entry]:
    """What such a list holds now, the newest first."""
    week = now.toordinal() // 7
    found = []
    for number in range(week, week - EACH, -1):
        title = f"{Random(f'{kind.path} {number}').choice(kind.titles)} {number % 53 + 1}"
        when = now - timedelta(days=now.toordinal() % 7) - (week - number) * WEEK + timedelta(days=kind.ahead)
        found.append(Entry(number, title, slug(title), when.replace(hour=9, minute=0, second=0)))
    return found


PARTNER = tuple(
    (
        f"https://portal.arjasura.example.go.id/berita/{n}",
        f"Wali Kota Tinjau Perbaikan Jalan Tahap {n} {TOWN}",
    )
    for n in (1, 2, 3)
)
"""The portal's news: addresses and titles."""
