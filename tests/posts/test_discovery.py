"""Where a page says that more may be found."""

from __future__ import annotations

from opd_exporter.domain.config import Site
from opd_exporter.domain.scope import Scope
from opd_exporter.page.parse import parse
from opd_exporter.posts.discovery import find_leads
from opd_exporter.posts.leads import Leads

HOME = "https://dinkes.example.go.id/"
SCOPE = Scope.of(Site("dinkes", "Dinas", "Dinkes", "dinas", HOME))


def leads(body: str, cms: str = "") -> Leads:
    page = parse(
        f"<html><body>{body}</body></html>".encode(), url=HOME, headers={"content-type": "text/html"}
    )
    return find_leads(page, SCOPE, HOME, cms)


def paths(urls: tuple[str, ...]) -> list[str]:
    return [url.removeprefix(HOME.rstrip("/")) for url in urls]


def test_the_menus_news_come_before_its_announcements() -> None:
    menu = "<nav><a href=/profil>Profil</a><a href=/pengumuman>Pengumuman</a><a href=/berita>Berita</a></nav>"
    assert paths(leads(menu).lists) == ["/berita", "/pengumuman"]


def test_what_unfolds_below_a_heading_for_news_is_a_list() -> None:
    menu = "<nav><ul><li><a href='#'>Berita</a><ul><li><a href=/umum>Umum</a><li><a href=/agenda>Agenda</a></ul></ul></nav>"
    assert paths(leads(menu).lists) == ["/umum"]


def test_the_list_of_a_category_is_a_list_whatever_its_name() -> None:
    assert paths(
        leads("<nav><a href=/kategori/daerah>Daerah</a><a href=/kategori/galeri>Galeri</a></nav>").lists
    ) == ["/kategori/daerah"]


def test_an_article_is_no_list() -> None:
    body = (
        "<h3><a href=/berita/rapat-koordinasi-lintas-sektor>Rapat koordinasi</a></h3><a href=/berita/12>Baca</a>"
        "<a href=/berita/semua-berita>Lihat semua berita</a>"
    )
    assert paths(leads(body).lists) == ["/berita/semua-berita"]


def test_posts_that_a_menu_unfolds_are_not_its_entries() -> None:
    body = "<nav><a href=/profil>Profil</a><div><h3 class=entry-title><a href=/rapat-koordinasi>Rapat</a></h3></div></nav>"
    assert paths(tuple(sorted(leads(body).menu))) == ["/profil"]


def test_a_link_that_says_no_more_than_news_is_a_menus_entry_wherever_it_stands() -> None:
    body = (
        "<ul><li><a href=/html/index.php?id=berita>Berita</a><li><a href=/informasi/berita>Berita Terbaru</a></ul>"
        "<a href=/berita/berita-duka-cita>Berita duka cita dari Walantaka</a><a href=/berita/12>Baca</a>"
    )
    assert set(paths(leads(body).lists)) == {"/html/index.php?id=berita", "/informasi/berita"}
