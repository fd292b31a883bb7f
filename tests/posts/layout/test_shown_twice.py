"""A post that a page shows at several places, with another day at each: the list tells, not a place of its own."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from opd_exporter.domain.config import Site
from opd_exporter.domain.scope import Scope
from opd_exporter.page.parse import parse
from opd_exporter.posts.context import Context
from opd_exporter.posts.sources.listing import read_listing

URL = "https://dinkes.example.go.id/"
CONTEXT = Context(
    Scope.of(Site("dinkes", "Dinas Kesehatan", "Dinkes", "dinas", URL)),
    datetime(2026, 11, 24, 8, tzinfo=UTC),
    ZoneInfo("Asia/Jakarta"),
)
TITLE = "Dinas Gelar Imunisasi Bagi Anak Sekolah"
TWO = ("Dinas Bina Kader Posyandu Kecamatan", "dua", "20 Mei 2026")
THREE = ("Dinas Tinjau Puskesmas Baru Kasemen", "tiga", "3 April 2026")
LISTED = (TITLE, "satu", "1 Juli 2026")


def row(entry: tuple[str, str, str]) -> str:
    title, slug, day = entry
    return f'<div class="item"><h3><a href="/berita/{slug}-{slug}-{slug}">{title}</a></h3><span>{day}</span></div>'


def box(day: str) -> str:
    return f'<div class="kilas"><b>Kilas</b> <a href="/berita/satu-satu-satu">{TITLE}</a> <i>{day}</i></div>'


def days(body: str) -> dict[str, str]:
    """The title's first word and its day, of each post that the page lists."""
    html = f"<html><head><title>Dinas</title></head><body><main>{body}</main></body></html>"
    page = parse(html.encode(), url=URL, headers={"content-type": "text/html; charset=utf-8"})
    listed = read_listing(page, CONTEXT).candidates
    return {one.url.rsplit("-", 1)[1]: f"{one.published:%Y-%m-%d}" for one in listed if one.published}


OTHERS = {"dua": "2026-05-20", "tiga": "2026-04-03"}


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("day", ["24 November 2026", "12 Oktober 2026", "3 Januari 2025"])
def test_the_list_tells_the_day_wherever_the_box_of_its_own_stands(day: str, *, first: bool) -> None:
    rows = f"<section>{row(TWO)}{row(LISTED)}{row(THREE)}</section>"
    told = days(box(day) + rows if first else rows + box(day))
    assert told == {"satu": "2026-07-01"} | OTHERS


def test_a_box_between_the_rows_of_the_list_is_none_of_them() -> None:
    told = days(f"<section>{row(TWO)}{box('12 Oktober 2026')}{row(LISTED)}{row(THREE)}</section>")
    assert told == {"satu": "2026-07-01"} | OTHERS


def test_of_two_lists_that_date_it_otherwise_the_first_tells() -> None:
    latest = f"<section>{row((TITLE, 'satu', '12 Oktober 2026'))}{row(TWO)}{row(THREE)}</section>"
    planned = (
        f"<section>{row(LISTED)}{row(('Dinas Rapat Kerja Bersama Kader', 'empat', '2 Juni 2026'))}</section>"
    )
    assert days(latest + planned) == {"satu": "2026-10-12", "empat": "2026-06-02"} | OTHERS


def test_a_box_a_day_off_tells_the_same_day_in_another_zone() -> None:
    told = days(f"{box('2 Juli 2026')}<section>{row(TWO)}{row(LISTED)}{row(THREE)}</section>")
    assert told == {"satu": "2026-07-02"} | OTHERS


def test_where_the_list_gives_the_post_no_day_its_box_tells() -> None:
    bare = row(LISTED).replace("1 Juli 2026", "Berita")
    assert (
        days(f"{box('12 Oktober 2026')}<section>{row(TWO)}{bare}{row(THREE)}</section>")
        == {"satu": "2026-10-12"} | OTHERS
    )


def test_what_a_box_of_its_own_says_is_left_to_the_boilerplate() -> None:
    html = f"<body><main>{box('12 Oktober 2026')}<section>{row(TWO)}{row(LISTED)}{row(THREE)}</section></main></body>"
    page = parse(html.encode(), url=URL, headers={"content-type": "text/html; charset=utf-8"})
    assert read_listing(page, CONTEXT).boilerplate.pairs == {(TITLE, "12 Oktober 2026")}
