"""What a sitemap gives: addresses of an article's shape, and dates only where they can be believed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from opd_exporter.domain.config import Site
from opd_exporter.domain.scope import Scope
from opd_exporter.posts.context import Context
from opd_exporter.posts.sources.model import Sitemap
from opd_exporter.posts.sources.sitemap import read_sitemap, sitemaps_of_robots

ORIGIN = "https://dinas.example.go.id"
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Jakarta")
CONTEXT = Context(Scope.of(Site("dinas", "Dinas", "Dinas", "dinas", f"{ORIGIN}/")), NOW, ZONE)


def read(*entries: tuple[str, str]) -> Sitemap:
    rows = "".join(
        f"<url><loc>{ORIGIN}{path}</loc>{f'<lastmod>{when}</lastmod>' if when else ''}</url>"
        for path, when in entries
    )
    found = read_sitemap(f"<urlset>{rows}</urlset>".encode(), url=f"{ORIGIN}/sitemap.xml", context=CONTEXT)
    assert found is not None
    return found


def days(found: Sitemap) -> list[date | None]:
    return [one.published.astimezone(ZONE).date() if one.published else None for one in found.candidates]


def test_days_that_differ_are_believed() -> None:
    found = read(*((f"/berita/warga-bekerja-{day}", f"2026-11-{day:02}") for day in (20, 17, 12, 9, 4)))
    assert days(found)[0] == date(2026, 11, 20)


def test_one_day_for_most_is_the_day_it_was_built() -> None:
    same = [(f"/berita/warga-bekerja-{number}", "2026-11-20") for number in range(4)]
    assert set(days(read(*same, ("/berita/kader-menimbang-balita", "2026-11-02")))) == {None}


def test_few_addresses_prove_nothing() -> None:
    found = read(("/berita/warga-bekerja-1", "2026-11-20"), ("/berita/warga-bekerja-2", "2026-11-12"))
    assert days(found) == [None, None]


def test_an_address_that_names_its_day_dates_what_the_sitemap_does_not() -> None:
    found = read(("/blog/2026/11/20/warga-bekerja-bakti", ""), ("/blog/warga-bekerja-lagi-di-unyur", ""))
    assert days(found) == [date(2026, 11, 20), None]


def test_lists_and_files_are_no_articles_and_registers_are_refused() -> None:
    found = read(
        ("/berita/warga-membersihkan-saluran", ""),
        ("/kategori/kegiatan", ""),
        ("/unggah/laporan-akhir-tahun.pdf", ""),
        ("/agenda/lomba-perahu-hias", ""),
        ("/pengaduan/jalan-berlubang-di-unyur", ""),
    )
    assert {one.url.removeprefix(ORIGIN): one.rule for one in found.candidates} == {
        "/berita/warga-membersihkan-saluran": "",
        "/agenda/lomba-perahu-hias": "section",
        "/pengaduan/jalan-berlubang-di-unyur": "register",
    }


def test_an_article_edited_later_keeps_no_date() -> None:
    falling = [(f"/berita/warga-bekerja-{day}", f"2026-10-{day:02}") for day in (25, 20, 15, 10, 5)]
    falling.insert(3, ("/berita/kader-menimbang-balita", "2026-11-20"))
    found = {one.url.removeprefix(ORIGIN): one.published for one in read(*falling).candidates}
    assert found["/berita/kader-menimbang-balita"] is None
    assert found["/berita/warga-bekerja-25"] is not None


def test_robots_txt_names_the_sites_own_sitemaps_only() -> None:
    robots = (
        b"User-agent: *\r\nSitemap: /peta.xml # baru\nsitemap:https://kota.example.go.id/sitemap.xml\n"
        b"Sitemaps: /lain.xml\nSitemap: javascript:alert(1)\nDisallow: /sitemap: /x\n"
    )
    found = sitemaps_of_robots(robots, url=f"{ORIGIN}/robots.txt", scope=CONTEXT.scope)
    assert (found.children, found.spam) == ((f"{ORIGIN}/peta.xml",), ())


def test_a_sitemap_elsewhere_that_robots_txt_names_may_sell_by_its_address() -> None:
    robots = (
        b"Sitemap: https://slotgacor88.example/sitemap.xml\nSitemap: https://kota.example.go.id/peta.xml\n"
    )
    (sign,) = sitemaps_of_robots(robots, url=f"{ORIGIN}/robots.txt", scope=CONTEXT.scope).spam
    assert (sign.link, sign.page) == ("https://slotgacor88.example/sitemap.xml", f"{ORIGIN}/robots.txt")


@given(st.binary(max_size=2_000))
def test_no_robots_txt_fails(body: bytes) -> None:
    for url in sitemaps_of_robots(
        b"Sitemap: " + body, url=f"{ORIGIN}/robots.txt", scope=CONTEXT.scope
    ).children:
        assert CONTEXT.scope.owns(url)


def test_a_page_stands_at_the_address_that_bears_no_session() -> None:
    found = read(("/berita/warga-bekerja;jsessionid=E5B353F3BEC25BD6", "2026-11-20"))
    assert [one.url for one in found.candidates] == [f"{ORIGIN}/berita/warga-bekerja"]
