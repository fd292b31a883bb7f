"""Every site has a name that can be read across a room, and no two have the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opd_exporter.config.file import ConfigError, load, parse
from opd_exporter.config.screen_name import LONGEST, cut, named
from opd_exporter.demo.city import City
from opd_exporter.domain.config import Site

ROOT = Path(__file__).parents[2]


def configured(*sites: str) -> str:
    rows = [
        f"  - {{key: s{number}, url: 'https://s{number}.example.go.id/', {site}}}\n"
        for number, site in enumerate(sites)
    ]
    return "sites:\n" + "".join(rows)


def screen_names(*sites: str) -> list[str]:
    return [site.nama_layar for site in parse(configured(*sites), "x").sites]


@pytest.mark.parametrize(
    ("singkatan", "expected"),
    [
        ("BPBD", "BPBD"),
        ("Satpol PP", "Satpol PP"),
        ("Kec. Kasemen", "Kasemen"),
        ("Kec. Cipocok Jaya", "Cipocok J"),
        ("Kecamatan Serang", "Serang"),
        ("Kel. Lontar Baru", "Lontar Ba"),
        ("Kec. Raya", "Kec. Raya"),
        ("Kecapi Emas", "Kecapi Em"),
        ("Disnakertrans", "Disnakert"),
        ("Dinas PU & Perumahan", "Dinas PU"),
        ("Bagian A. Umum", "Bagian A"),
    ],
)
def test_a_long_name_loses_its_rank_and_then_its_end(singkatan: str, expected: str) -> None:
    assert cut(singkatan) == expected


def test_the_written_name_wins_and_the_others_are_cut() -> None:
    assert screen_names(
        "nama: Dinas Tenaga Kerja, singkatan: Disnakertrans, nama_layar: Disnaker",
        "nama: Dinas Komunikasi, singkatan: Diskominfo",
        "nama: Kecamatan Curug",
        "nama: Bapenda, nama_layar: null",
    ) == ["Disnaker", "Diskominf", "Curug", "Bapenda"]


def test_names_that_would_be_cut_to_the_same_are_numbered_and_written_ones_stay() -> None:
    assert screen_names(
        "nama: Dinas Kesehatan", "nama: Dinas Kesenian", "nama: Dinas Kesra, nama_layar: dinas ke2"
    ) == ["Dinas Kes", "Dinas Ke3", "dinas ke2"]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("Disdukcapil", "terlalu panjang (11 huruf); paling banyak 9"),
        ("''", "kosong"),
        ("12", "apit dengan tanda kutip"),
        ('"a\\tb"', "karakter kendali"),
    ],
)
def test_a_wrong_name_is_told_with_its_line_and_field(written: str, told: str) -> None:
    with pytest.raises(ConfigError) as caught:
        screen_names("nama: A", f"nama: B, nama_layar: {written}")
    (problem,) = caught.value.problems
    assert (problem.line, problem.field) == (3, "situs s1: nama_layar")
    assert told in problem.message


def test_a_name_written_twice_is_told_with_both_lines() -> None:
    with pytest.raises(ConfigError) as caught:
        screen_names("nama: A, nama_layar: Serang", "nama: B", "nama: C, nama_layar: SERANG")
    (problem,) = caught.value.problems
    assert (problem.line, problem.field) == (4, "situs s2: nama_layar")
    assert "sudah dipakai di baris 2" in problem.message


@given(st.lists(st.text("abcKec. 12", min_size=1, max_size=14).filter(str.strip), max_size=60))
def test_any_names_become_short_and_different(texts: list[str]) -> None:
    sites = named([Site(f"k{n}", text, text.strip(), "x", "") for n, text in enumerate(texts)])
    names = [site.nama_layar.casefold() for site in sites]
    assert len(set(names)) == len(names)
    assert all(1 <= len(name) <= LONGEST and name == name.strip() for name in names)


def test_the_citys_names_are_words_and_not_cut_ones() -> None:
    """Nobody at Diskominfo should have to guess what «Disnakert» is."""
    for site in load(ROOT / "config/kota-serang.yml").sites:
        assert site.nama_layar != site.singkatan[:LONGEST] or len(site.singkatan) <= LONGEST, site.key


async def test_the_demo_shows_the_names_of_the_city() -> None:
    async with City() as city:
        demo = {site.key: site.nama_layar for site in parse(city.config_text(), "demo").sites}
    assert demo == {site.key: site.nama_layar for site in load(ROOT / "config/kota-serang.yml").sites}


def test_thousands_of_wards_of_one_name_are_each_numbered_and_not_counted_from_two_each_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cuts = 0

    def counted(singkatan: str, most: int = LONGEST) -> str:
        nonlocal cuts
        cuts += 1
        return cut(singkatan, most)

    monkeypatch.setattr("opd_exporter.config.screen_name.cut", counted)
    sites = named([Site(f"k{n}", "x", f"Desa Sukamaju {n}", "desa", "") for n in range(3000)])
    assert len({one.nama_layar for one in sites}) == 3000
    assert [one.nama_layar for one in sites[:3]] == ["Desa Suka", "Desa Suk2", "Desa Suk3"]
    assert cuts < 6 * 3000
