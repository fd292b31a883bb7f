"""What a site's menu names, whatever its markup."""

from __future__ import annotations

import pytest

from opd_exporter.page.parse import parse
from opd_exporter.posts.layout.menu import (
    called_news_by_the_menu,
    menu_entries,
    section_above,
    things_by_section,
)

HOME = "http://a.example.go.id/"
NAMES = ("Statis Profil", "Hubungi Kami", "Galeri Foto", "Opini")


def entries(body: str) -> set[str]:
    page = parse(f"<html><body>{body}</body></html>".encode(), url=HOME, status=200, headers={})
    return {url.rpartition("/")[2] for url in menu_entries(page)}


def rows(*items: str, home: str = '<li><a href="/">Beranda</a></li>') -> str:
    listed = "".join(f"<li><a href=/x-{number}.html>{item}</li>" for number, item in enumerate(items))
    return f"<table><tr><td><ul>{home}{listed}</ul></td></tr></table>"


def test_a_list_that_begins_with_the_way_home_is_the_menu() -> None:
    assert entries(rows(*(f"{name}</a>" for name in NAMES))) == {f"x-{number}.html" for number in range(4)}


def test_the_logo_before_a_menu_leads_home_too() -> None:
    menu = rows(*(f"{name}</a>" for name in NAMES))
    assert entries(f"<header><div><a href=/>Dinas A</a></div>{menu}</header>") == entries(menu)
    elsewhere = rows(*(f"{name}</a>" for name in NAMES), home="<li><a href=/b>Lama</a></li>")
    assert not entries(f"<div><a href=/>Dinas A</a></div>{elsewhere}")


def test_a_list_without_the_way_home_one_of_titles_and_one_with_days_are_none() -> None:
    assert not entries(rows(*(f"{name}</a>" for name in NAMES), home=""))
    titles = (f"{name} Dibuka untuk Warga Kota</a>" for name in NAMES)
    assert not entries(rows(*titles))
    assert not entries(rows(*(f"{name}</a> 12 Maret 2026" for name in NAMES)))


def test_short_titles_below_a_link_home_are_no_menu() -> None:
    posts = "".join(
        f"<p><a href=/berita/{n}>Apel Pagi {n}</a> <i>{n} Maret 2026</i></p>" for n in range(1, 6)
    )
    assert not entries(f'<p><a href="/">Dinas A</a></p>{posts}')


def test_what_leads_on_from_a_post_is_no_entry_though_it_stands_in_a_nav() -> None:
    menu = '<nav><a href="/x-berita">Berita</a> <a href="/x-info">Info Lengkap</a></nav>'
    posts = "".join(
        f"<article><h2><a href=/post-{n}>Warga Membersihkan Saluran Air {n}</a></h2><p>{n} Maret 2026</p>"
        f"<nav class=post__action><a href=/post-{n}>{more}</a></nav></article>"
        for n, more in enumerate(("Lanjut membaca", "Baca selengkapnya &rarr;", "Read more"))
    )
    assert entries(menu + posts) == {"x-berita", "x-info"}


def test_the_menu_calls_sections_albums_or_agendas_by_their_whole_address() -> None:
    body = (
        "<nav><a href=/>Beranda</a><a href=/lensa.html>Galeri</a><a href=/kabar>Berita</a><a href=/kabar>Agenda</a>"
        "<a href=/profil>Profil</a><a href='/index.php?p=foto'>Foto</a></nav><p><a href=/unduh>Unduhan</a></p>"
    )
    page = parse(f"<html><body>{body}</body></html>".encode(), url=HOME, status=200, headers={})
    assert things_by_section(page) == {"/lensa": ("Galeri",), "/kabar": ("Berita", "Agenda")}


def test_a_menu_without_markup_calls_them_so_too() -> None:
    body = "<ul><li><a href=/>Beranda</a></li><li><a href=/lensa>Galeri</a></li><li><a href=/kabar>Berita</a></li></ul>"
    page = parse(f"<html><body>{body}<p>Warga</p></body></html>".encode(), url=HOME, status=200, headers={})
    assert things_by_section(page) == {"/lensa": ("Galeri",)}


@pytest.mark.parametrize(
    ("menu", "news"),
    [
        ("<a href=/>Beranda</a><a href=/lensa>Kabar Lensa</a>", True),
        ("<a href=/>Beranda</a><a href=/lensa>Lensa</a><a href=/kabar>Kabar</a>", False),
        (
            "<a href=/>Beranda</a><a href=''>Berita</a><a href=/lensa>Galeri</a>",
            False,
        ),  # "Berita" only unfolds
        ("<a href=/>Beranda</a><a href=/lensa>Berita Acara</a>", False),
        ("<a href=/>Beranda</a><a href=/lensa>Kliping Berita</a>", False),  # a reading of papers
        ("<a href=/>Beranda</a><a href=/lensa>Kegiatan</a>", False),  # schedules are called so too
    ],
)
def test_a_list_is_called_news_by_all_that_the_menu_calls_it(menu: str, news: bool) -> None:
    markup = f"<html><body><nav>{menu}</nav><p>Warga</p></body></html>"
    page = parse(markup.encode(), url=f"{HOME}lensa", status=200, headers={})
    assert called_news_by_the_menu(page) is news


def test_a_section_stands_above_a_name_and_its_number() -> None:
    above = [
        section_above(f"{HOME}{path}") for path in ("lensa/9", "lensa/9/panen-raya", "lensa/panen/", "panen")
    ]
    assert above == ["/lensa", "/lensa", "/lensa", ""]
