"""What addresses, headings and categories say of their kind."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opd_exporter.domain.config import Site
from opd_exporter.domain.scope import Scope
from opd_exporter.posts.address_parts import section_of
from opd_exporter.posts.address_section import Against, against, section_refusal
from opd_exporter.posts.address_shape import article_shape
from opd_exporter.posts.documents import names_document
from opd_exporter.posts.kinds import Kind, kind_of
from opd_exporter.posts.news_words import called_news, is_post_category, newslike, register_of

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


EVENT = "Lomba Perahu Hias di Waduk"


@pytest.mark.parametrize(
    "path",
    [
        "?module=detailagenda&id=5",
        "index.php?page=detail_agenda&id=5",
        "?mod=agenda&act=detail&id=5",
        "?q=agenda/5",
        "?agenda=5",
        "?p=agenda&no=5",
        "index.php?option=com_jevents&task=icalrepeat.detail&evid=5",
        "index.php/component/phocagallery/5-lomba",
        "agenda-5-lomba-perahu-hias-di-waduk.html",
        "album-5-lomba-perahu-hias-di-waduk.html",
        "agenda-lomba-perahu-hias-di-waduk",
        "lihat_album-5-lomba-perahu-hias-di-waduk.html",
        "detilalbum-5-lomba-perahu-hias-di-waduk.html",
        "agendadetail-5.html",
        "detailevent.php?id=5",
        "galeri_foto/5",
        "galerifoto/5",
        "agenda_kota/5/lomba",
        "kalender-kegiatan/lomba-perahu",
        "informasi/agenda/5",
        "events/5",
        "video/5/lomba-perahu",
        "detail_dokumen/5",
        "produkhukum/perwal-12",
    ],
)
def test_a_thing_is_told_by_any_part_of_its_address(path: str) -> None:
    found = against(f"https://dinkes.example.go.id/{path}", title=EVENT, dated=True)
    assert found is not None
    assert found.sure


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("agenda-tata-tertib-disepakati-dewan", "Agenda Tata Tertib Disepakati Dewan"),
        ("agenda-tata-tertib-disepakati-dewan/840", "Agenda Tata Tertib Disepakati Dewan"),
        ("read/840/agenda-2026-disusun-bersama-warga", "Agenda 2026 Disusun Bersama Warga"),
        ("agenda-17-agustus-disusun-warga", "Warga Menyusun Agenda Tujuh Belasan"),
        ("agenda-2026-disusun-warga", "Warga Menyusun Rencana Tahun Depan"),
        ("ppid/berita/pelayanan-informasi-dipercepat", "Pelayanan Informasi Dipercepat Tahun Ini"),
        ("fotografi/kelas-kamera-untuk-remaja", "Kelas Kamera untuk Remaja Kasemen"),
        ("dokumentasi/warga-membersihkan-saluran", "Warga Membersihkan Saluran Air"),
        ("author/admin/warga-membersihkan-saluran-air-di-unyur", "Warga Membersihkan Saluran Air di Unyur"),
        ("kategori/warga-membersihkan-saluran-air", "Warga Membersihkan Saluran Air"),
        ("kategori/912-warga-membersihkan-saluran-air.html", "Warga Membersihkan Saluran Air"),
        ("Pages/berita.aspx?ID=5", "Warga Membersihkan Saluran Air"),
        ("halaman/detail_berita.php?no=5", "Warga Membersihkan Saluran Air"),
        ("page/9077/warga-membersihkan-saluran-air", "Warga Membersihkan Saluran Air"),
        ("halaman/9077-warga-membersihkan-saluran-air", "Warga Membersihkan Saluran Air"),
        ("page/detail/warga-membersihkan-saluran-air", "Warga Membersihkan Saluran Air"),
    ],
)
def test_an_articles_own_name_and_news_below_a_thing_are_none(path: str, title: str) -> None:
    assert against(f"https://dinkes.example.go.id/{path}", title=title, dated=True) is None


@pytest.mark.parametrize("path", ["category/2/read/55", "kategori/umum/detail/55"])
def test_what_is_read_of_a_category_is_an_article_without_a_day_beside_it_too(path: str) -> None:
    assert against(f"https://dinkes.example.go.id/{path}", title="Warga Membersihkan Saluran Air") is None


@pytest.mark.parametrize(
    ("path", "title", "dated"),
    [
        ("kategori/kegiatan", "Kegiatan", False),
        ("kategori/kegiatan/2", "2", False),
        ("kategori/12-info-kesehatan", "Info Kesehatan", True),
        ("kategori/12-pembangunan-jalan-desa-wisata", "Lihat Semua Kabar Desa", True),
        ("kategori/12-pembangunan-jalan-desa-wisata", "Pembangunan Jalan Desa Wisata", False),
        ("kategori/3/info-kesehatan", "Info Kesehatan", False),
        ("category/informasi/informasi-serta-merta-dan-berkala", "Informasi Serta Merta dan Berkala", False),
        ("tag/hari-jadi-kota-serang-ke-18", "hari jadi kota serang ke-18", False),
        ("berita/page/2", "Halaman berikutnya dari semua berita", True),
        ("arsip/2026", "2026", False),
        ("category/view/2", "Warga Membersihkan Saluran Air", False),  # the list itself
        ("category/umum/list/3", "Berikutnya", False),
    ],
)
def test_a_lists_word_makes_a_list_when_a_name_a_number_or_a_page_follows(
    path: str, title: str, dated: bool
) -> None:
    found = against(f"https://dinkes.example.go.id/{path}", title=title, dated=dated)
    assert found is not None
    assert not found.sure


@pytest.mark.parametrize(
    "path", ["pages/formulir.php?id=5", "halaman/agenda-berita.php?id=5", "halaman/berita.html"]
)
def test_only_a_script_that_is_named_for_news_and_picks_one_outweighs_a_page(path: str) -> None:
    assert against(f"https://dinkes.example.go.id/{path}", title="Warga Membersihkan Saluran Air", dated=True)


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("page/warga-membersihkan-saluran-air", "Warga Membersihkan Saluran Air"),  # a name alone
        ("halaman/3-visi-dan-misi", "Visi dan Misi Dinas Sungai"),  # too short a one
        ("page/detail/tugas-pokok-dan-fungsi", "Apa saja yang kami kerjakan"),  # another than leads there
        ("page/detail/3", "Warga Membersihkan Saluran Air"),
        ("index.php?halaman=statis&id=8", "Warga Membersihkan Saluran Air"),  # named by its query alone
    ],
)
def test_a_page_that_a_site_has_once_stays_one(path: str, title: str) -> None:
    assert against(f"https://dinkes.example.go.id/{path}", title=title, dated=True) is not None


def test_a_folder_that_holds_the_whole_site_says_nothing_of_its_articles() -> None:
    url = "https://kota.example.go.id/layanan/dinkes/warga-membersihkan-saluran-air"
    assert against(url) == Against("layanan", sure=False)
    assert against(url, folder="/layanan/dinkes/") is None


def test_news_named_before_a_thing_leaves_it_open() -> None:
    assert against("https://dinkes.example.go.id/berita/agenda/rapat-dewan") == Against("agenda", sure=False)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("detailagenda", Kind.EVENT),
        ("jevents", Kind.EVENT),
        ("galeri_foto", Kind.ALBUM),
        ("beritafoto", Kind.NEWS),
        ("Laporan Kinerja", Kind.DOCUMENT),
        ("Layanan Informasi", Kind.OTHER),
        ("fotografi", None),
        ("dokumentasi", None),
        ("newsletter", None),
        ("mengagendakan", None),
    ],
)
def test_a_word_names_a_kind_also_inside_a_compound(text: str, kind: Kind | None) -> None:
    assert kind_of(text) is kind


@pytest.mark.parametrize(
    ("title", "document"),
    [
        ("Perjanjian Kinerja Kepala Dinas Pangan", True),
        ("Standar Operasional Prosedur Pelayanan Terpadu", True),
        ("SOP Penerbitan Izin", True),
        ("Renstra Dinas Dibahas Bersama Warga", False),
        ("SOP Baru Loket Mulai Berlaku Senin", False),
        ("Kepala Dinas Menyerahkan Laporan Kinerja", False),
        ("Laporan Warga soal Jalan Berlubang", False),
    ],
)
def test_documents_have_names_and_news_have_headlines(title: str, document: bool) -> None:
    assert names_document(title) is document


PART = st.text(
    st.characters(blacklist_characters="/?#[]@:\\", blacklist_categories=["Cc", "Cs"]), max_size=60
)


@given(st.lists(PART, max_size=14), st.text(max_size=80), st.booleans())
def test_any_address_is_read(parts: list[str], title: str, dated: bool) -> None:
    url = f"https://dinkes.example.go.id/{'/'.join(parts)}"
    found = against(url, title=title, dated=dated)
    assert found is None or found.word


@given(st.sampled_from(["kategori", "category", "tag", "topik"]), st.integers(1, 999))
def test_a_numbered_page_of_a_list_is_a_list_whatever_its_number(word: str, number: int) -> None:
    for path in (f"{word}/kegiatan/page/{number}", f"berita/page/{number}", f"{word}/{number}"):
        assert section_refusal(f"https://dinkes.example.go.id/{path}")
        assert not article_shape(f"https://dinkes.example.go.id/{path}", SCOPE)


@pytest.mark.parametrize(
    ("text", "path"),
    [("Kirim Artikel", "/member/kirim_artikel.php"), ("Tulis Berita", "/?form=1"), ("", "/kirim-berita")],
)
def test_a_form_for_news_is_no_list_of_them(text: str, path: str) -> None:
    assert newslike(text, f"https://a.example.go.id{path}") == 0


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("Berita Kiriman", "/k/3"),
        ("Tulisan Warga: Artikel", "/k/4"),
        ("Semua Berita", "/member/berita"),
        ("Kabar", "/berita/kirim"),
    ],
)
def test_what_readers_wrote_and_a_list_beside_a_form_are_lists(text: str, path: str) -> None:
    assert newslike(text, f"https://a.example.go.id{path}") > 0
