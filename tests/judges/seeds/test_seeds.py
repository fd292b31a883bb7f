"""Posts that came with a system or its template."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from opd_exporter.judges.seeds.match import is_seed

ZONE = ZoneInfo("Asia/Jakarta")
URL = "https://dinkes.example.go.id/berita/satu"


@pytest.mark.parametrize(
    ("title", "summary"),
    [
        ("Hello world!", ""),
        ("Halo Dunia", ""),
        ("Sample Post 3", ""),
        ("tes", ""),
        ("Contoh Berita 2", ""),
        ("Judul", "Lorem ipsum dolor sit amet, consectetur"),
        ("Quia dolores et voluptatem", "Nihil aut quasi rerum consequatur molestiae."),
    ],
)
def test_a_seed_is_known_by_its_words(title: str, summary: str) -> None:
    assert is_seed(title, URL, None, "", summary)


@pytest.mark.parametrize(
    ("title", "summary"),
    [
        ("Tes Kesehatan Pegawai di Kasemen", "Tes kesehatan diikuti 40 pegawai."),
        ("Uji Coba Aplikasi Layanan", "Dinas menguji aplikasi layanan."),
        ("Lomba Karya Tulis", "Peserta mengirim curriculum vitae dan karya, minimal 10 halaman."),
        ("", ""),
    ],
)
def test_a_post_of_the_agency_is_none(title: str, summary: str) -> None:
    assert not is_seed(title, URL, None, "", summary)


def test_demo_posts_of_one_day_are_seeds_of_their_system_only() -> None:
    day = datetime(2016, 3, 31, 10, tzinfo=ZONE)
    assert is_seed("Wisata Alam", URL, day, "popojicms")
    assert not is_seed("Wisata Alam", URL, day, "wordpress")


def test_what_an_agency_wrote_in_the_month_of_a_systems_samples_is_its_own() -> None:
    day = datetime(2019, 10, 14, 10, tzinfo=ZONE)
    assert is_seed("Pantai Mera, Si Cantik dari Pulau Miangas", URL, day, "popojicms")
    assert not is_seed("Kader Memeriksa Jentik di Kasemen", URL, day, "popojicms")


def test_a_seed_is_known_by_its_address() -> None:
    assert is_seed("Apa saja", "https://dinkes.example.go.id/halo-dunia-2.html", None, "")
