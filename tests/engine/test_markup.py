"""Whole sites whose markup browsers read otherwise than HTML 4 has it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from printed_days import printed
from site_server import Clock, Pages, article, config_of, serving, watching

TITLES = (
    "Penyuluh muda mendata saluran air di terminal",
    "Pengurus warung berlatih memakai tenda darurat",
    "Karang taruna menyusun jadwal ronda malam kampung",
    "Petugas lapangan menyerahkan timbangan posyandu",
)
MENU = "<div><a href=/>Depan</a> <a href=/profil>Profil</a> <a href=/kontak>Kontak</a></div>"
WORDS = "<p>Selamat datang di laman kami. Kantor ini melayani warga setiap hari kerja di gedung lama dekat waduk.</p>"


def site(
    clock: Clock, over: str, first: int, boxes: str = "", box_page: tuple[str, str] | None = None
) -> Pages:
    """A front page with a list of posts, the newest ``first`` days old; ``over`` stands before everything."""
    pages, rows = Pages(), ""
    for number, title in enumerate(TITLES):
        at = clock.now + timedelta(hours=7) - timedelta(days=first + 10 * number)
        day = printed(at)
        path = "/berita/" + title.lower().replace(" ", "-")
        rows += f"<article><h2><a href={path}>{title}</a></h2><p>{day}</p></article>"
        pages.bodies[path] = article(title, day).replace("<h1>", over + "<h1>")
    pages.bodies["/"] = (
        f"<html><head><title>Beranda</title></head><body>{MENU}{over}{WORDS}{boxes}<h2>Berita</h2>{rows}</body></html>"
    )
    if box_page:
        pages.bodies[box_page[0]] = box_page[1]
    return pages


@pytest.mark.parametrize(
    "over",
    [
        "<embed src=/siaran.pdf type=application/pdf>",
        "<EMBED SRC=/siaran.swf>",
        "<video controls><source src=/v.mp4><track src=/v.vtt>Video</video>",
        "<p>laman<wbr>resmi<wbr>kantor</p>",
        "<svg><path d=M0>",
        "<table><tr><td><font>" * 90,
    ],
)
async def test_what_has_no_end_swallows_no_post(over: str) -> None:
    clock = Clock()
    pages = site(clock, over, first=6)
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        report = await observatory.probe("opd-0", deadline=60.0)
    assert report.up
    assert report.last_post is not None
    assert (clock.now - report.last_post.published).days in (5, 6)


@pytest.mark.parametrize(("heading", "days"), [("Pengumuman", 7), ("Agenda", 300)])
async def test_a_heading_inside_a_box_belongs_to_that_box(heading: str, days: int) -> None:
    """The gallery before the box does not make its entry a picture; an agenda's box does not make its entry a post."""
    clock = Clock()
    at = clock.now + timedelta(hours=7) - timedelta(days=7)
    title, day = "Guru honorer menyerahkan gerobak sampah di bantaran", f"{at:%d/%m/%Y} Jam 16:28:16"
    box = (
        "<h2>Galeri Kegiatan</h2><div><img src=/g/1.jpg><img src=/g/2.jpg></div>"
        f"<div class=kotak><h3>{heading}</h3><h4><a href=/info/detail/15>{title}</a></h4><span>{day}</span></div>"
    )
    pages = site(clock, "", first=300, boxes=box, box_page=("/info/detail/15", article(title, day)))
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        report = await observatory.probe("opd-0", deadline=60.0)
    assert report.last_post is not None
    assert abs((clock.now - report.last_post.published).days - days) <= 1
