"""What addresses, headings and categories say of their kind."""

from __future__ import annotations

import pytest

from opd_exporter.domain.config import Site
from opd_exporter.domain.scope import Scope
from opd_exporter.posts.address_parts import section_of
from opd_exporter.posts.address_section import section_refusal
from opd_exporter.posts.address_shape import article_shape
from opd_exporter.posts.news_words import called_news, is_post_category, register_of

SCOPE = Scope.of(Site("dinkes", "Dinas", "Dinkes", "dinas", "https://dinkes.example.go.id/"))


@pytest.mark.parametrize(
    "name",
    [
        "Berita",
        "Umum",
        "",
        "Berita Foto",
        "Kegiatan Layanan",
        "Berita & Agenda",
        "Agenda dan Berita",
        "Info Dinas",
    ],
)
def test_posts_may_stand_under(name: str) -> None:
    assert is_post_category(name)


@pytest.mark.parametrize(
    "name",
    [
        "Agenda",
        "Agenda Kegiatan",
        "Galeri Kegiatan",
        "Foto Berita",
        "Infografis",
        "Layanan Informasi",
        "Dokumen Publik",
    ],
)
def test_no_posts_stand_under(name: str) -> None:
    assert not is_post_category(name)


@pytest.mark.parametrize(
    "path",
    [
        "berita/detail/rapat-koordinasi-paten",
        "detailpost/rapat-koordinasi-paten",
        "2025/08/11/rapat-koordinasi",
        "berita/baca/590",
        "?p=590",
        "media.php?module=detailberita&id=12",
        "index.php/informasi/berita/12-rapat-paten",
    ],
)
def test_an_articles_address(path: str) -> None:
    url = f"https://dinkes.example.go.id/{path}"
    assert article_shape(url, SCOPE)
    assert section_refusal(url) == ""


@pytest.mark.parametrize(
    "path",
    [
        "agenda/rapat-rutin-bulanan",
        "galeri/foto-kegiatan-dinas",
        "index.php?page=galeri&id=12",
        "index.php?p=show_detail&id=12",
        "produk-hukum/perwal-nomor-12-tahun-2024",
    ],
)
def test_an_address_that_is_never_a_posts(path: str) -> None:
    assert section_refusal(f"https://dinkes.example.go.id/{path}")


@pytest.mark.parametrize(
    ("path", "section"),
    [
        ("pengaduan/101", "pengaduan"),
        ("index.php/web/pengaduan/detail/101", "pengaduan"),
        ("2025/08/11/rapat-koordinasi", ""),
        ("rapat-koordinasi-paten", ""),
        ("detail/101", ""),
        ("index.php?page=pengaduan&id=7", "pengaduan"),
        ("?id=7", ""),
    ],
)
def test_the_section_that_an_address_names(path: str, section: str) -> None:
    assert section_of(f"https://dinkes.example.go.id/{path}") == section


@pytest.mark.parametrize(
    ("path", "news"),
    [
        ("berita/rapat", True),
        ("info-kegiatan/rapat", True),
        ("opini/rapat", True),
        ("2025/08/11/rapat", True),
        ("info-lelang/12", False),
        ("pengaduan/101", False),
    ],
)
def test_what_an_address_leaves_news(path: str, news: bool) -> None:
    assert called_news(f"https://dinkes.example.go.id/{path}") is news


@pytest.mark.parametrize(
    ("path", "heading", "register"),
    [
        ("pengaduan/jalan-berlubang-di-unyur", "", "pengaduan"),
        ("lelang/pembangunan-jembatan", "Berita", "lelang"),
        ("jembatan-kasemen-dibangun", "Paket Lelang", "paket"),
        ("data/berita/jembatan-kasemen-dibangun", "", ""),
        ("berita/harga-pangan-turun", "", ""),
        ("umum/jembatan-kasemen-dibangun", "Kabar Dinas", ""),
        ("2026/11/jembatan-kasemen-dibangun", "", ""),
    ],
)
def test_an_entry_of_a_register_is_told_by_its_section_or_heading(
    path: str, heading: str, register: str
) -> None:
    assert register_of(f"https://dinkes.example.go.id/{path}", heading) == register
