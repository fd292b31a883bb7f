"""Which rows of a list are posts: their headings and addresses, judged by the rules."""

from __future__ import annotations

import pytest
from list_pages import ORIGIN, TITLES, read, rows

from opd_exporter.domain.candidate import Candidate, Doubt
from opd_exporter.posts.sources.model import Listing


def rules_of(found: Listing) -> set[str]:
    return {one.rule for one in found.candidates}


def folders(candidates: tuple[Candidate, ...], rule: str) -> set[str]:
    return {one.url.removeprefix(ORIGIN).split("/")[1] for one in candidates if one.rule == rule}


def test_rows_below_a_heading_of_news_are_posts() -> None:
    found = read("<h2>Berita</h2>" + rows("/detail/"))
    assert rules_of(found) == {""}
    assert not found.boilerplate.days


def test_rows_below_a_heading_of_documents_are_none_and_their_days_are_boilerplate() -> None:
    found = read("<h2>Berita</h2>" + rows("/berita/", 600) + "<h2>LAKIP dan Renstra</h2>" + rows("/post/"))
    assert folders(found.candidates, "heading") == {"post"}
    assert len(found.boilerplate.days) == 3


def test_the_name_of_the_site_is_no_heading_of_its_news() -> None:
    body = "<h1>PPID Dinas Pangan</h1>" + rows("/detail/")
    assert rules_of(read(body, title="PPID Dinas Pangan - Beranda")) == {""}
    assert rules_of(read(body, "/ppid", title="PPID Dinas Pangan")) == {"heading"}


@pytest.mark.parametrize(
    ("heading", "title", "called"),
    [
        ("Berita Terbaru", "Berita Terbaru - Dinas Pengairan", True),
        ("Berita Terbaru", "Beranda - Dinas Pengairan", True),
        ("Berita Kota Serang", "Berita Kota Serang", False),  # how a portal is called
        ("Info Pasar", "Info Pasar - Dinas Perdagangan", False),
        ("Buku Tamu", "Buku Tamu - Dinas Pengairan", False),
    ],
)
def test_a_heading_that_says_only_news_names_what_stands_below_it_though_the_page_is_titled_so(
    heading: str, title: str, called: bool
) -> None:
    found = read(f"<h2>{heading}</h2>{rows('/node/')}", title=title)
    assert found.candidates
    assert {one.news for one in found.candidates} == {called}


def test_an_agenda_below_old_news_is_refused_by_its_addresses() -> None:
    found = read("<h2>Berita</h2>" + rows("/berita/", 600) + f"<div>{rows('/detailagenda/')}</div>")
    assert folders(found.candidates, "section") == {"detailagenda"}


def test_a_word_that_all_rows_of_the_news_share_leaves_them_open() -> None:
    for path in ("/dokumen/", "/produk/", "/layanan/"):
        found = read("<h2>Berita</h2>" + rows(path))
        assert {one.open for one in found.candidates} == {Doubt.ADDRESS_ALONE}, path
        assert not found.boilerplate.days


@pytest.mark.parametrize(
    ("heading", "path", "open_"),
    [
        ("Pengumuman", "/search/", True),
        ("Info Terkini", "/storage/", True),
        ("Pengumuman", "/admin/", True),
        ("Kegiatan", "/agenda/", False),  # deeds may be an agenda's
        ("Galeri", "/storage/", False),
        ("Unduhan", "/assets/", False),
    ],
)
def test_announcements_that_share_a_word_of_machinery_are_open(heading: str, path: str, open_: bool) -> None:
    found = read(f"<h2>{heading}</h2>{rows(path)}")
    assert {one.open is Doubt.ADDRESS_ALONE for one in found.candidates} == {open_}


def test_a_list_that_nothing_calls_news_stays_refused() -> None:
    assert rules_of(read(rows("/agenda/"))) == {"section"}
    assert rules_of(read("<h2>Agenda</h2>" + rows("/kegiatan/"))) == {"heading"}


@pytest.mark.parametrize(
    ("page", "news"),
    [
        ("/berita", True),
        ("/pengumuman", True),
        ("/index.php/pengumuman", True),
        ("/kegiatan", False),
        ("/info", False),
        ("/layanan", False),
    ],
)
def test_the_main_list_of_a_page_named_for_news_or_announcements_is_news(page: str, news: bool) -> None:
    found = read(rows("/node/"), page)
    assert {one.news for one in found.candidates} == {news}


def test_the_links_to_a_lists_pages_are_no_posts() -> None:
    pages = "".join(f'<a href="/berita/page/{number}">{number}</a>' for number in (2, 3))
    found = read("<h2>Berita</h2>" + rows("/berita/") + pages)
    assert [one.title for one in found.candidates] == TITLES


PAGES = '<div class=numbers><a href="/semua-berita.html?page=1">1</a> <a href="/semua-berita.html?page=2">2</a></div>'


@pytest.mark.parametrize(
    "pages",
    [
        PAGES,
        PAGES.replace(" <a", " ... | <a"),
        PAGES + '<a href="/semua-berita.html?page=2">Berikutnya »</a>',
        "<b>1</b>" + PAGES[PAGES.index('<a href="/semua-berita.html?page=2') :],
    ],
)
def test_numbers_beside_each_other_lead_to_a_lists_pages_though_nothing_calls_them_navigation(
    pages: str,
) -> None:
    found = read("<h2>Berita</h2>" + rows("/berita/") + pages, "/semua-berita.html")
    assert [one.title for one in found.candidates] == TITLES


@pytest.mark.parametrize(
    "row",
    [
        '<td><a href="/berita-{n}.html">{n}</a></td><td>{title}</td><td>1{n}-11-2026</td>',
        '<td><a href="/berita-{n}.html">{n}</a></td><td>7</td><td><a href="/berita-{n}.html">{title}</a></td><td>1{n}-11-2026</td>',
    ],
)
def test_a_number_that_leads_to_an_article_numbers_its_row(row: str) -> None:
    table = "".join(f"<tr>{row.format(n=n, title=title)}</tr>" for n, title in enumerate(TITLES, 1))
    found = read(f"<h2>Berita</h2><table>{table}</table>", "/semua-berita.html")
    assert [one.published.day for one in found.candidates if one.published] == [11, 12, 13]


def test_a_link_that_says_no_more_than_what_news_are_called_is_no_entry() -> None:
    menu = "<ul><li><a href=/informasi/berita-kota-kita>Berita</a><li><a href=/member/kirim_artikel.php>Kirim artikel</a></ul>"
    cards = "<div><img src=1.jpg> Pasar dibuka <a href=/berita/pasar-dibuka-lagi>Selengkapnya</a></div>"
    dated = "<li><a href=/berita/berita-terbaru-kami>Berita Terbaru</a> <i>20-11-2026</i></li>"
    listed = {one.url.rpartition("/")[2] for one in read(menu + cards + dated).candidates}
    assert listed == {"pasar-dibuka-lagi", "berita-terbaru-kami"}


def test_what_news_are_called_may_be_a_phrase() -> None:
    names = "<ul><li><a href=/siaran-pers.html>Siaran Pers</a><li><a href=/arsip/semua-informasi>Semua Informasi Terkini</a></ul>"
    assert not read(names).candidates
    titles = (
        "<li><a href=/baca/siaran-pers-banjir>Siaran Pers Banjir</a><li><a href=/baca/pers-mahasiswa>Pers Mahasiswa</a>"
        "<li><a href=/siaran-pers-lama.html>Siaran Pers</a> <i>20-11-2026</i>"
    )
    listed = {one.url.rpartition("/")[2] for one in read(f"<h2>Berita</h2><ul>{titles}</ul>").candidates}
    assert listed == {"siaran-pers-banjir", "pers-mahasiswa", "siaran-pers-lama.html"}


@pytest.mark.parametrize(
    ("heading", "refused"),
    [("Agenda", True), ("Berita", False), ("Dinas Pengairan Kota", False), ("", False)],
)
def test_where_heading_and_address_say_agenda_the_address_is_not_alone(heading: str, refused: bool) -> None:
    made = "".join(
        f"<li><a href=/berita/rubrik/agenda/{n}-rapat-warga-kota-ke-{n}>Rapat warga kota yang ke {n}</a> <i>{n + 1}-11-2026</i></li>"
        for n in range(6)
    )
    listed = read(f"<h2>{heading}</h2><ul>{made}</ul>", "/berita/rubrik/agenda").candidates
    assert {one.refused is not None for one in listed} == {refused}


@pytest.mark.parametrize(
    ("link", "listed"),
    [
        ("/index.php?hal=siaran&no={n}", True),
        ("/index.php?hal=siaran-{n}", False),
        ("/index.php?hal={n}&urut={n}", False),
    ],
)
def test_titles_whose_addresses_a_number_tells_apart_are_entries_without_days_too(
    link: str, *, listed: bool
) -> None:
    found = read(
        "".join(f'<li><a href="{link.format(n=n + 7)}">{title}</a>' for n, title in enumerate(TITLES)),
        "/siaran-pers",
    )
    assert [one.title for one in found.candidates] == (TITLES if listed else [])


def test_a_list_that_the_menu_calls_news_holds_news_whatever_its_address_and_heading() -> None:
    def called(name: str) -> set[bool]:
        menu = f"<nav><a href=/>Beranda</a> <a href=/lensa>{name}</a></nav><h2>Dari Lapangan</h2>"
        return {one.news for one in read(menu + rows("/lensa/"), "/lensa").candidates}

    assert called("Kabar Kelurahan") == {True}
    assert called("Potret Kelurahan") == {False}
