"""Front pages of several shapes and sizes, as their sites' templates write them."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from opd_exporter.page.tokens import names

_WORDS = names(
    "dinas kesehatan kota rapat koordinasi pelayanan warga puskesmas imunisasi penyuluhan bidang kepala kunjungan lomba"
    " pasar jalan banjir sekolah guru anak ibu desa kelurahan camat wali pembangunan bantuan sosial pangan pertanian"
)


def _title(rng: Random, words: int) -> str:
    return " ".join(rng.choices(_WORDS, k=words)).capitalize()


def _slug(title: str) -> str:
    return title.lower().replace(" ", "-")


def _head() -> str:
    styles = "".join(
        f'<link rel="stylesheet" href="/wp-content/themes/x/{n}.css?ver=1.{n}">' for n in range(25)
    )
    scripts = "".join(f'<script src="/wp-content/plugins/p{n}/a.js?ver=2.{n}"></script>' for n in range(20))
    return (
        '<!doctype html><html lang="id"><head><meta charset="utf-8"><title>Dinas Kesehatan Kota</title>'
        f'<meta name="generator" content="WordPress 6.4.2">{styles}{scripts}</head><body class="home blog">'
    )


def _menu(rng: Random, links: int) -> Iterator[str]:
    yield '<header class="site-header"><nav class="main-navigation"><ul class="menu">'
    for n in range(links):
        name = _title(rng, 2)
        yield f'<li class="menu-item menu-item-{n}"><a href="/profil/{n}-{_slug(name)}/">{name}</a></li>'
    yield '</ul></nav></header><main class="container">'


def _post(rng: Random, n: int) -> str:
    """Three links, a picture, a date for machines and for people, a summary."""
    title, day, month = _title(rng, 8), n % 28 + 1, n % 9 + 1
    url = f"/2026/{month:02}/{_slug(title)}/"
    return (
        f'<article id="post-{n}" class="post-{n} post type-post hentry"><a class="thumb" href="{url}">'
        f'<img class="lazy" data-src="/wp-content/uploads/2026/{n}.jpg" alt="{title}"></a><header class="entry-header">'
        f'<h3 class="entry-title"><a href="{url}">{title}</a></h3><span class="posted-on"><i class="fa fa-calendar"></i>'
        f' <time class="entry-date published" datetime="2026-{month:02}-{day:02}T10:00:00+07:00">{day} September 2026'
        f'</time></span></header><div class="entry-summary"><p>{_title(rng, 30)}. <a class="more" href="{url}">'
        "Selengkapnya</a></p></div></article>"
    )


def portal(links: int, size: int = 0) -> bytes:
    """An agency's front page with about so many links, and text up to this size in bytes."""
    rng = Random(links)
    parts = [_head(), *_menu(rng, links // 3), *(_post(rng, n) for n in range(links * 2 // 9))]
    left = size - sum(map(len, parts))
    while left > 0:
        parts.append(
            f"<div class=text><p>{_title(rng, 60)}. <b>{_title(rng, 5)}</b> {_title(rng, 20)}</p></div>"
        )
        left -= len(parts[-1])
    return "".join(
        (*parts, "</main><footer><p>Copyright 2026 Dinas Kesehatan</p></footer></body></html>")
    ).encode()


def nested_links(size: int) -> bytes:
    """Each link in an element of the one before."""
    piece = "<div><a href=/berita/kabar-dinas-nomor-{0}>Kabar dinas nomor {0} hari ini</a>"
    return ("<html><body>" + "".join(piece.format(n) for n in range(size // len(piece)))).encode()


def tables(size: int) -> bytes:
    """Rows of news as tables in tables, as sites of twenty years ago have them."""
    piece = (
        "<table width=100%><tr><td>{0}</td><td><table><tr><td><font size=2><a href=/berita/{0}/kabar-dinas-nomor-{0}>"
        "Kabar dinas nomor {0} hari ini</a></font></td></tr><tr><td>{1} Mei 2026</td></tr></table></td></tr></table>"
    )
    rows = (piece.format(n, n % 28 + 1) for n in range(size // len(piece)))
    return f"<html><body><table><tr><td>{''.join(rows)}</td></tr></table></body></html>".encode()


SHAPES: dict[str, bytes] = {
    "250 links": portal(250),
    "573 links": portal(573),
    "573 links, 200 KB": portal(573, 200_000),
    "573 links, 1 MB": portal(573, 1_000_000),
    "2,000 links, 2 MB": portal(2_000, 2_000_000),
    "links in links, 20 KB": nested_links(20_000),
    "tables in tables, 100 KB": tables(100_000),
}
