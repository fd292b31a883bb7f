"""Lone samples: what a system brings along, told by how it speaks and by nothing standing before it."""

from __future__ import annotations

from datetime import date

import pytest

from opd_exporter.posts.lone_samples import Dated, lone_samples
from opd_exporter.posts.sample_wording import first_of_its_kind, like_a_sample, like_an_own

HOSTS = ("dinas-kajian.tirtagiri.go.id",)
TODAY, BEFORE = date(2026, 11, 24), date(2026, 10, 1)


def told(title: str, path: str, text: str, system: str = "") -> str:
    return like_a_sample(title, f"https://{HOSTS[0]}{path}", text, system=system, hosts=HOSTS)


@pytest.mark.parametrize(
    ("title", "path", "text"),
    [
        ("Create your own content", "/create", "Edit or delete it, then start writing about what you like."),
        ("Judul", "/berita/judul", "Anda dapat menghapus tulisan ini kapan saja."),
        ("Selamat pagi", "/berita/pagi", "Ini adalah artikel contoh dari Kota Contoh."),
        ("Dinas Kajian", "/berita/a", "This is a sample post of Dinas Kajian."),
        ("Selamat datang", "/berita/selamat-datang", "Semoga bermanfaat."),
        ("Berita pertama", "/berita/berita-pertama", "Isi."),
        ("The Art of Coffee", "/blog/coffee", "Coffee is more than a drink, it is a ritual that we share."),
        ("Premier billet", "/blog/premier", "Ceci est le premier billet de votre site, une page de plus."),
        ("Manfaat Olahraga", "/berita/1-manfaat", "Olahraga pagi menyehatkan badan dan pikiran."),
        ("Manfaat Olahraga", "/?p=1", "Olahraga pagi menyehatkan badan dan pikiran."),
        ("Tips Sehat", "/uncategorized/tips-sehat", "Kesehatan adalah harta yang berharga bagi kita."),
    ],
)
def test_a_sample_of_an_unknown_system_is_told_by_how_it_speaks(title: str, path: str, text: str) -> None:
    assert told(title, path, text)


@pytest.mark.parametrize(
    ("title", "path", "text"),
    [
        ("Kerja bakti di Kampung Sangkuh", "/berita/1", "Warga membersihkan saluran air."),
        ("DINAS KAJIAN LANTIK PEJABAT", "/uncategorized/lantik", "BERLANGSUNG DI AULA"),
        ("Selamat datang di laman Dinas Kajian", "/?p=1", "Laman ini dibuat untuk warga."),
        ("Tirtagiri bersih", "/p/1", "Tirtagiri bersih adalah gerakan warga."),
        ("Workshop opened", "/news/workshop", "The mayor opened the workshop of Dinas Kajian on Monday."),
        ("Petugas memperbaiki lampu", "/berita/lampu", "Lampu yang padam sejak pekan lalu diganti."),
        ("Kartu kuning", "/berita/kartu", "Anda dapat mengganti kartu yang rusak atau hilang di loket satu."),
        ("CCTV berhasil dipasang", "/berita/cctv", "Kamera itu dipasang oleh petugas."),
        ("Lomba menulis", "/2026/1/lomba-menulis", "Peserta menulis tentang sungai yang bersih."),
    ],
)
def test_a_first_post_that_names_the_agency_or_a_place_or_speaks_indonesian_is_none(
    title: str, path: str, text: str
) -> None:
    assert told(title, path, text) == ""


def test_naming_its_own_system_is_a_sign_unless_the_agency_is_named_too() -> None:
    assert told("Mengenal Nusaweb", "/berita/kenal", "Nusaweb dapat dipakai siapa saja.", "nusaweb")
    text = "Dinas Kajian Kota Tirtagiri memakai Nusaweb."
    assert told("Mengenal Nusaweb", "/berita/kenal", text, "nusaweb") == ""


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("/berita/1", "1"),
        ("/index.php/8-berita/1-judul", "1-judul"),
        ("/post-1.html", "post-1.html"),
        ("/?id=1", "id=1"),
        ("/index.php?option=com_content&id=1:judul", "id=1:judul"),
        ("/uncategorised/judul", "uncategorised"),
        ("/berita/12", ""),
        ("/2026/1/judul", ""),
        ("/?page=1", ""),
        ("/?tahun=1", ""),
    ],
)
def test_the_first_of_its_kind_by_its_address(path: str, part: str) -> None:
    assert first_of_its_kind(f"https://{HOSTS[0]}{path}") == part


def test_a_title_alone_speaks_for_somebody_here_by_its_words() -> None:
    assert like_an_own("Warga Membersihkan Saluran")
    assert like_an_own("Lomba di RW 07")
    assert not like_an_own("Five ways to relax")
    assert not like_an_own("Lampu jalan")


SAMPLE, OWN, NEITHER = Dated(TODAY, "contoh"), Dated(TODAY, own=True), Dated(TODAY)


def test_a_sample_alone_is_not_settled() -> None:
    assert lone_samples({"a": SAMPLE}) == {"a": "contoh"}


def test_an_own_post_before_it_speaks_for_it() -> None:
    assert lone_samples({"a": SAMPLE, "b": Dated(BEFORE, own=True)}) == {}
    assert lone_samples({"a": SAMPLE}, [BEFORE]) == {}


def test_neither_an_older_sample_nor_a_title_that_tells_nothing_speaks_for_it() -> None:
    assert set(lone_samples({"a": SAMPLE, "b": Dated(BEFORE, "contoh"), "c": Dated(BEFORE)})) == {"a", "b"}


def test_an_own_post_after_it_stands_and_the_sample_stays_one() -> None:
    assert set(lone_samples({"a": Dated(BEFORE, "contoh"), "b": OWN})) == {"a"}


def test_what_is_of_one_day_with_a_sample_came_along_with_it_unless_more_of_it_is_own() -> None:
    assert set(lone_samples({"a": SAMPLE, "b": NEITHER, "c": OWN})) == {"a", "b", "c"}
    assert set(lone_samples({"a": SAMPLE, "b": OWN, "c": OWN})) == {"a"}
    assert lone_samples({"b": OWN, "c": NEITHER}) == {}
