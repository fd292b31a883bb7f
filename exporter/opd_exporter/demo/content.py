"""What the simulated agencies publish: titles and texts made from word lists, always the same for the same site."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Jakarta")

_VERBS = (
    "Gelar",
    "Laksanakan",
    "Tingkatkan",
    "Luncurkan",
    "Evaluasi",
    "Sosialisasikan",
    "Perkuat",
    "Siapkan",
    "Tuntaskan",
)
_THINGS = (
    "Pelayanan Terpadu", "Rapat Koordinasi Triwulan", "Bimbingan Teknis Operator", "Program Kerja Tahunan",
    "Pembinaan Kelompok Warga", "Survei Kepuasan Masyarakat", "Apel Kesiapsiagaan", "Gerakan Serang Bersih",
    "Pendataan Lapangan", "Forum Perangkat Daerah", "Pelatihan Kader", "Musyawarah Perencanaan",
)  # fmt: skip
_PLACES = (
    "di Kecamatan Kasemen", "di Kecamatan Walantaka", "bersama Warga Taktakan", "di Alun-alun Barat",
    "untuk Enam Kecamatan", "di Aula Setda", "bagi Aparatur Kelurahan", "di Kecamatan Curug",
)  # fmt: skip
_SENTENCES = (
    "Kegiatan ini dihadiri perwakilan kelurahan dan kecamatan se-Kota Serang.",
    "Pelaksanaan berlangsung tertib dan mendapat sambutan baik dari warga.",
    "Hasilnya akan menjadi bahan penyusunan rencana kerja tahun berikutnya.",
    "Warga diharapkan ikut menjaga dan memanfaatkan layanan yang telah disediakan.",
    "Petugas lapangan juga membuka meja pengaduan selama acara.",
    "Pemerintah Kota Serang berkomitmen melanjutkan program ini secara bertahap.",
)

SEEDS = (
    ("walikota-serang-kukuhkan-lp4-kota-serang", "Walikota Serang Kukuhkan LP4 Kota Serang", "2019-07-24"),
    (
        "satpol-pp-kota-serang-tertibkan-pkl-di-kelapa-dua",
        "Satpol PP Kota Serang Tertibkan PKL di Kelapa Dua",
        "2019-07-24",
    ),
    (
        "kota-serang-menuju-kota-sehat-tingkat-nasional",
        "Kota Serang Menuju Kota Sehat Tingkat Nasional",
        "2019-07-24",
    ),
    (
        "indikator-penyelenggaraan-kota-sehat-tingkat-kabupaten-kota",
        "Indikator Penyelenggaraan Kota Sehat Tingkat Kabupaten/Kota",
        "2019-07-24",
    ),
    (
        "mahasiswa-untirta-ciptakan-teknologi-asistif-untuk-penyandang-disabilitas",
        "Mahasiswa Untirta Ciptakan Teknologi Asistif untuk Penyandang Disabilitas",
        "2019-07-24",
    ),
    (
        "rapat-koordinasi-paten-tingkat-kecamatan-kota-serang",
        "Rapat Koordinasi PATEN Tingkat Kecamatan Kota Serang",
        "2019-07-24",
    ),
    (
        "sosialisasi-pelaporan-dana-hibah-bansos-tahun-2019",
        "Sosialisasi Pelaporan Dana Hibah Bansos Tahun 2019",
        "2019-07-24",
    ),
    (
        "rakernas-apeksi-jangan-ada-lagi-kota-yang-tertinggal",
        "Rakernas APEKSI: Jangan Ada Lagi Kota yang Tertinggal",
        "2019-07-24",
    ),
    ("rangkaian-kegiatan-hut-kota-serang-ke-12", "Rangkaian Kegiatan HUT Kota Serang ke-12", "2019-07-24"),
    (
        "pengukuhan-pengurus-forum-anak-kota-serang",
        "Pengukuhan Pengurus Forum Anak Kota Serang",
        "2019-04-30",
    ),
)
"""The ten posts of the template that every site was cloned from (docs/domain.md, 13)."""


@dataclass(frozen=True)
class Post:
    """One post on a simulated site."""

    title: str
    slug: str
    date: datetime
    body: str
    number: int
    views: int = 0
    category: str = "berita"
    pinned: bool = False


@dataclass(frozen=True)
class Portrait:
    """What one simulated site is, whatever system serves it."""

    key: str
    name: str
    short: str
    posts: tuple[Post, ...]
    """Newest first."""
    oddities: frozenset[str] = field(default_factory=frozenset)
    """Traps that its pages carry, by name."""


def slug_of(title: str) -> str:
    """A title as the last part of an address."""
    return "-".join(re.findall(r"[a-z0-9]+", title.lower()))[:90]


def _body(dice: random.Random, title: str) -> str:
    return f"SERANG – {title}. " + " ".join(dice.sample(_SENTENCES, 4))


def own_posts(key: str, short: str, ages: tuple[float, ...], now: datetime) -> list[Post]:
    """Posts of these ages in days, newest first."""
    dice = random.Random(key)  # noqa: S311 - the same text each time, nothing secret
    made = []
    for number, age in enumerate(sorted(ages)):
        title = f"{short} {dice.choice(_VERBS)} {dice.choice(_THINGS)} {dice.choice(_PLACES)} Tahap {len(ages) - number}"
        date = (now - timedelta(days=age)).astimezone(ZONE).replace(second=dice.randrange(60), microsecond=0)
        made.append(
            Post(
                title,
                slug_of(title),
                date,
                _body(dice, title),
                100 + len(ages) - number,
                dice.randrange(40, 900),
            )
        )
    return made


def seed_posts(key: str) -> list[Post]:
    """The template's posts, at their own dates."""
    dice = random.Random(key)  # noqa: S311
    return [
        Post(
            title,
            slug,
            datetime.fromisoformat(f"{day}T09:15:00").replace(tzinfo=ZONE),
            _body(dice, title),
            10 - n,
            50 + n,
        )
        for n, (slug, title, day) in enumerate(SEEDS)
    ]


def named_post(
    title: str, date: datetime, *, body: str = "", number: int = 900, category: str = "berita"
) -> Post:
    """A post with a given title."""
    return Post(
        title,
        slug_of(title),
        date.astimezone(ZONE),
        body or f"SERANG – {title}. {' '.join(_SENTENCES[:4])}",
        number,
        77,
        category,
    )
