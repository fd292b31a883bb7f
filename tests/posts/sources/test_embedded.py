"""Posts that stand as data inside a page."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from opd_exporter.domain.candidate import Candidate
from opd_exporter.domain.config import Site
from opd_exporter.domain.scope import Scope
from opd_exporter.page.parse import parse
from opd_exporter.posts.context import Context
from opd_exporter.posts.sources.embedded import embedded, interfaces

ORIGIN = "https://dinas.example.go.id"
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Jakarta")
CONTEXT = Context(Scope.of(Site("dinas", "Dinas", "Dinas", "dinas", f"{ORIGIN}/")), NOW, ZONE)


def read(state: object, beside: str = "") -> tuple[Candidate, ...]:
    script = f"<script>window.__INITIAL_STATE__ = {json.dumps(state)};</script>"
    page = parse(
        f"<html><body><div id=app>{beside}</div>{script}</body></html>".encode(),
        url=f"{ORIGIN}/",
        status=200,
        headers={"content-type": "text/html"},
    )
    return embedded(page, CONTEXT)


def row(title: str, day: str, **more: str) -> dict[str, str]:
    return {"judul": title, "slug": title.lower().replace(" ", "-"), "tanggal": day, **more}


def test_the_list_of_news_is_taken_and_that_of_events_is_not() -> None:
    found = read(
        {
            "agenda": [row("Lomba perahu", "2026-11-22"), row("Lari pagi", "2026-11-21")],
            "berita": [row("Warga bekerja", "2026-11-12"), row("Kader menimbang", "2026-11-02")],
        }
    )
    assert [one.title for one in found] == ["Warga bekerja", "Kader menimbang"]
    assert {one.refused for one in found} == {None}


def test_an_entry_is_judged_by_the_same_rules() -> None:
    found = read(
        {
            "berita": [
                row("Warga bekerja", "2026-11-12", url="https://portal.example.org/warga"),
                row("Pasar murah", "2027-01-12"),
                row("Hello world!", "2026-11-02"),
                row("Lomba perahu", "2026-11-01", url="/agenda/lomba-perahu"),
            ]
        }
    )
    assert [one.rule for one in found] == ["not_own", "future", "seed", "section"]


TITLE = "Warga Bekerja di Kebun Bibit"
LINKED = {"id": 7, "judul": TITLE, "slug": "warga-bekerja-di-kebun-bibit", "tanggal": "2026-11-12"}


def home_of(beside: str, **more: str) -> str:
    (found,) = read({"berita": [{**LINKED, **more}]}, beside)
    return found.url.removeprefix(ORIGIN)


@pytest.mark.parametrize(
    "link",
    [
        "<a href=/berita/warga-bekerja-di-kebun-bibit><img src=a.jpg></a>",
        "<a href=/berita/warga-bekerja-di-kebun-bibit.html>Selengkapnya</a>",
        f"<a href='/index.php?id=7&n=3'>{TITLE}</a> <a href='/index.php?id=7&n=3'>baca</a>",
    ],
)
def test_an_entry_that_the_page_links_to_stands_there_and_can_be_opened(link: str) -> None:
    assert home_of(link) == link.split("href=")[1].lstrip("'").split(">")[0].rstrip("'")


@pytest.mark.parametrize(
    ("link", "more"),
    [
        ("<a href=/halaman/7>7</a>", {"slug": ""}),  # the seventh page of the list
        ("<nav><a href=/berita>Berita</a></nav>", {"slug": "berita", "judul": "Berita"}),
        ("<a href=https://kota.example.go.id/warga-bekerja-di-kebun-bibit>Warga Bekerja</a>", {}),
        (f"<a href=/a>{TITLE}</a><a href=/b>{TITLE}</a>", {}),  # two posts of one title
    ],
)
def test_a_number_a_word_another_site_or_two_places_are_no_home(link: str, more: dict[str, str]) -> None:
    assert home_of(link, **more).startswith("/#")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("/api/beritas?populate=*&sort[0]=publishedAt:desc", True),
        ("/api/kegiatans?filters[aktif]=true", True),
        ("/api/pengumumans", True),
        ("/api/agendas?populate=*", False),
        ("/api/layanans", False),
    ],
)
def test_interfaces_speak_of_many_and_say_how_they_are_sorted(asked: str, found: bool) -> None:
    body = f"<html><body><script>ambil(`{asked}`)</script></body></html>".encode()
    page = parse(body, url=f"{ORIGIN}/", status=200, headers={})
    assert bool(interfaces(page, (), CONTEXT)) is found


def test_interfaces_of_news_come_first_and_those_of_things_never() -> None:
    page = parse(
        b"<html><body><script>fetch('/api/agenda');fetch('/api/berita')</script></body></html>",
        url=f"{ORIGIN}/",
        status=200,
        headers={},
    )
    assert interfaces(page, (), CONTEXT) == (f"{ORIGIN}/api/berita",)
