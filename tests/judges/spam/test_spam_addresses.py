"""Addresses that sell gambling by themselves, and those that only look like it."""

from __future__ import annotations

import pytest

from opd_exporter.judges.spam.addresses import in_sitemap, sold_by, strange_original

SITE = "https://dinkes.example.go.id"


@pytest.mark.parametrize(
    "url",
    [
        "https://amp.slot88-gacor.example.com/",
        "https://slotgacor-maxwin.example.com/",
        "https://bandartogel.example.com/",
        "https://slotonline-gacor.example/",
        "https://hoki138.example/",
        "https://smpn9.example.sch.id/wp-content/slot-gacor/",
        "https://apotek.example/jual-obat-aborsi",
        "https://x.example/?q=slot+gacor",
    ],
)
def test_an_address_sells_by_its_host_or_its_path(url: str) -> None:
    assert sold_by(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/read/polisi-gerebek-kantor-situs-slot-gacor",
        "https://antrean.example.go.id/slot-waktu/daftar",
        "https://kicau.example/burung-gacor",
        "https://bps.example.go.id/scatter-plot",
        "https://bandarlampungkota.example.go.id/",
        "https://toto.example/link",
        "https://toko88.example/",
        "https://stopjudionline.example/",
        "https://undian.example.go.id/live-draw-undian",
        "https://hoki88.example.go.id/",
    ],
)
def test_an_address_that_warns_or_means_something_else_sells_nothing(url: str) -> None:
    assert sold_by(url) == ""


@pytest.mark.parametrize(
    "url",
    [
        "https://kaisar88.example/",
        "https://togel.example/",
        "https://toto.example/",
        "https://liga.example/slot-online",
    ],
)
def test_a_page_has_no_original_at_a_host_of_any_gambling_name(url: str) -> None:
    assert strange_original(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://smkn88.example.sch.id/",
        "https://portal77.example.go.id/berita/7",
        "https://koran.example/daerah",
        "https://antijudi.example/",
        "https://koran.example/judi-online-di-serang",
    ],
)
def test_a_page_may_have_its_original_elsewhere(url: str) -> None:
    assert strange_original(url) == ""


def test_a_flooded_sitemap_is_told_and_a_few_cut_headlines_are_not() -> None:
    flood = [f"{SITE}/slot-gacor-{number}/" for number in range(5)]
    assert len(in_sitemap([f"{SITE}/profil", *flood])) == 5
    assert in_sitemap(flood[:2]) == []
    assert (
        in_sitemap([f"{SITE}/berita/polisi-tangkap-bandar-slot-gacor-{number}" for number in range(9)]) == []
    )
