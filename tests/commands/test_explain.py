"""``explain`` as a person types it: a saved page, its entries, its dates and what became of each."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from test_commands import typed_in_turn

URL = "https://dinkes.example.go.id/berita/rapat-warga-kasemen"
PAGE = """<html><head><title>Rapat Warga Kasemen</title>
<meta name="generator" content="WordPress 6.4.3">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Jalan Pasar Rau Diperbaiki",
"url":"https://dinkes.example.go.id/berita/jalan","datePublished":"2026-10-20T08:00:00+07:00"}</script></head><body>
<main><h1>Rapat Warga Kasemen</h1><p>Terakhir diperbarui: 20 November 2025</p><p>Selasa, 3 Desember 2024</p>
<p>Warga dan kader memenuhi balai desa sejak pagi, lalu bersama petugas memeriksa saluran air di semua kampung.</p></main>
<ul><li><a href="/berita/posyandu-melati-gelar-imunisasi">Posyandu Melati Gelar Imunisasi</a> 5 Desember 2024</li>
<li><a href="/agenda/rapat-kerja-dinas-kesehatan">Rapat Kerja Dinas Kesehatan</a> 9 Desember 2024</li>
<li><a href="/berita/posyandu-mawar-gelar-imunisasi">Posyandu Mawar Gelar Imunisasi</a> 1 Desember 2024</li></ul>
</body></html>"""
SITES = "probe: {max_body: 1KiB}\nsites:\n- {key: dinkes, nama: Dinas Kesehatan, url: 'https://dinkes.example.go.id/'}\n"


def saved(folder: Path) -> Path:
    """The folder, with pages in it."""
    (folder / "rapat.html").write_text(PAGE)
    (folder / "foto.html").write_bytes(b"\x89PNG\r\n\x1a\n<\x00\x00" * 90)
    (folder / "kosong.html").write_bytes(b"")
    (folder / "besar.html").write_text("<p>panjang</p>" * 200_000)
    (folder / "kota.yml").write_text(SITES)
    return folder


@pytest.fixture(scope="module")
def explained(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[int, str, str]]:
    """What is said of a page to people and to programs, and of one that is no site."""
    folder = saved(tmp_path_factory.mktemp("good"))
    (folder / "indeks.html").write_text("<title>Index of /</title><h1>Index of /</h1><a href=a/>a/</a>")
    return typed_in_turn(
        folder,
        ["explain", "rapat.html", "--url", URL],
        ["explain", "rapat.html", "--url", URL, "--json"],
        ["explain", "indeks.html", "--url", "https://dinkes.example.go.id/"],
    )


def test_a_saved_page_is_explained_to_people(explained: list[tuple[int, str, str]]) -> None:
    code, said, complained = explained[0]
    assert (code, complained) == (0, "")
    assert "● halaman sebuah situs" in said
    assert "CMS: wordpress 6.4.3" in said
    assert "✕ ditolak: bagian alamatnya bukan bagian berita [aturan section] (agenda)" in said
    assert "Sebagai daftar: 3 entri" in said
    assert "Tanggal terbit: 3 Desember 2024, tercetak di bawah judul" in said
    assert "✕ 20 Oktober 2026, JSON-LD datePublished" in said
    assert "tanggal artikel lain di halaman yang sama" in said
    assert "✕ 20 November 2025, tercetak di bawah judul («Terakhir diperbarui: 20 November 2025»)" in said
    assert "● 3 Desember 2024, tercetak di bawah judul («Selasa, 3 Desember 2024»): menentukan" in said


def test_and_to_programs(explained: list[tuple[int, str, str]]) -> None:
    code, said, _ = explained[1]
    told = json.loads(said)
    assert code == 0
    assert (told["page"]["site"], told["page"]["cms"]["name"]) == (True, "wordpress")
    assert [(one["rule"], one["date"][:10]) for one in told["entries"]] == [
        (None, "2024-12-05"),
        ("section", "2024-12-09"),
        (None, "2024-12-01"),
    ]
    assert (told["article"]["date"][:10], told["article"]["witness"]) == ("2024-12-03", "below_title")
    assert [(one["witness"], one["refused"], one["decides"]) for one in told["article"]["dates"]] == [
        ("json_ld", "other_article", False),
        ("below_title", "label", False),
        ("below_title", None, True),
    ]


def test_a_page_that_is_no_site_is_called_what_it_is(explained: list[tuple[int, str, str]]) -> None:
    code, said, _ = explained[2]
    assert code == 0
    assert "✕ bukan situs yang dapat dipakai: hanya daftar berkas" in said


BAD: list[tuple[list[str], str]] = [
    (["rapat.html"], "belum disebutkan: --url"),
    (["--url", URL], "belum disebutkan: BERKAS"),
    (["tidak-ada.html", "--url", URL], "tidak-ada.html: berkas ini tidak ada"),
    ([".", "--url", URL], ".: tidak dapat dibaca"),
    (["foto.html", "--url", URL], "foto.html: bukan halaman HTML"),
    (["kosong.html", "--url", URL], "kosong.html: bukan halaman HTML"),
    (["besar.html", "--url", URL], "besar.html: lebih besar dari 2097152 byte (probe.max_body)"),
    (["besar.html", "--url", URL, "--config", "kota.yml"], "lebih besar dari 1024 byte"),
    (["rapat.html", "--url", "dinkes.example.go.id"], "bukan alamat halaman"),
    (["rapat.html", "--url", "http://[::1"], "bukan alamat halaman"),
    (["rapat.html", "--url", "https://lain.example.go.id/", "--config", "kota.yml"], "bukan alamat salah satu situs"),
    (["rapat.html", "--url", URL, "--config", "tidak-ada.yml"], "tidak-ada.yml: berkas ini tidak ada"),
]  # fmt: skip


@pytest.fixture(scope="module")
def badly_given(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[int, str, str]]:
    """What came of each of them."""
    return typed_in_turn(saved(tmp_path_factory.mktemp("bad")), *(["explain", *words] for words, _ in BAD))


@pytest.mark.parametrize("number", range(len(BAD)), ids=lambda number: " ".join(BAD[number][0]))
def test_bad_input_is_told_in_a_line(number: int, badly_given: list[tuple[int, str, str]]) -> None:
    code, said, complained = badly_given[number]
    assert (code, said) == (2, "")
    assert BAD[number][1] in complained
    assert len(complained.splitlines()) <= 2
