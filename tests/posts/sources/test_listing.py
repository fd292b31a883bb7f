"""What a list on a page gives: rows with their headings, judged by the rules."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from opd_exporter.domain.candidate import Candidate, Doubt
from opd_exporter.domain.config import Site
from opd_exporter.domain.scope import Scope
from opd_exporter.page.parse import parse
from opd_exporter.posts.context import Context
from opd_exporter.posts.sources.listing import Listing, read_listing

ORIGIN = "https://dinas.example.go.id"
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Jakarta")
CONTEXT = Context(Scope.of(Site("dinas", "Dinas", "Dinas", "dinas", f"{ORIGIN}/")), NOW, ZONE)
TITLES = [
    "Warga membersihkan saluran air",
    "Kader posyandu menimbang balita",
    "Nelayan memperbaiki dermaga kayu",
]


def read(body: str, path: str = "/", title: str = "Dinas") -> Listing:
    markup = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    return read_listing(
        parse(markup.encode(), url=ORIGIN + path, status=200, headers={"content-type": "text/html"}), CONTEXT
    )


def rows(prefix: str, first: int = 4, step: int = 7) -> str:
    days = [(NOW - timedelta(days=first + step * number)).strftime("%d-%m-%Y") for number in range(3)]
    made = (
        f'<li><a href="{prefix}{title.lower().replace(" ", "-")}">{title}</a> <i>{day}</i></li>'
        for title, day in zip(TITLES, days, strict=True)
    )
    return f"<ul>{''.join(made)}</ul>"


def rules_of(found: Listing) -> set[str]:
    return {one.rule for one in found.candidates}


def folders(candidates: tuple[Candidate, ...], rule: str) -> set[str]:
    return {one.url.removeprefix(ORIGIN).split("/")[1] for one in candidates if one.rule == rule}


def test_rows_below_a_heading_of_news_are_posts() -> None:
    found = read("<h2>Berita</h2>" + rows("/detail/"))
    assert rules_of(found) == {""}
    assert not found.frame.days


def test_rows_below_a_heading_of_documents_are_none_and_their_days_are_furniture() -> None:
    found = read("<h2>Berita</h2>" + rows("/berita/", 600) + "<h2>LAKIP dan Renstra</h2>" + rows("/post/"))
    assert folders(found.candidates, "heading") == {"post"}
    assert len(found.frame.days) == 3


def test_the_name_of_the_site_is_no_heading_of_its_news() -> None:
    body = "<h1>PPID Dinas Pangan</h1>" + rows("/detail/")
    assert rules_of(read(body, title="PPID Dinas Pangan - Beranda")) == {""}
    assert rules_of(read(body, "/ppid", title="PPID Dinas Pangan")) == {"heading"}


def test_an_agenda_below_old_news_is_refused_by_its_addresses() -> None:
    found = read("<h2>Berita</h2>" + rows("/berita/", 600) + f"<div>{rows('/detailagenda/')}</div>")
    assert folders(found.candidates, "section") == {"detailagenda"}


def test_a_word_that_all_rows_of_the_news_share_leaves_them_open() -> None:
    for path in ("/dokumen/", "/produk/", "/layanan/"):
        found = read("<h2>Berita</h2>" + rows(path))
        assert {one.open for one in found.candidates} == {Doubt.ADDRESS_ALONE}, path
        assert not found.frame.days


def test_a_list_that_nothing_calls_news_stays_refused() -> None:
    assert rules_of(read(rows("/agenda/"))) == {"section"}
    assert rules_of(read("<h2>Agenda</h2>" + rows("/kegiatan/"))) == {"heading"}


def test_the_links_to_a_lists_pages_are_no_posts() -> None:
    pages = "".join(f'<a href="/berita/page/{number}">{number}</a>' for number in (2, 3))
    found = read("<h2>Berita</h2>" + rows("/berita/") + pages)
    assert [one.title for one in found.candidates] == TITLES
