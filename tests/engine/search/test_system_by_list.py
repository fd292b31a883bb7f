"""A site whose front page was made apart: the list that holds its posts shows what publishes them."""

from __future__ import annotations

from news_sites import article, page, posts, row

from opd_exporter.domain.report import Cms
from site_server import Clock, Pages, config_of, serving, watching

JOOMLA = '<script src="/media/system/js/core.js"></script>'


def site(*, holds: bool) -> Pages:
    """A front page without marks over a list of Joomla's that ``holds`` posts."""
    pages, menu, listed = Pages(), {"Berita": "/berita"}, posts(12, 40, 90)
    front = (
        "<p>Selamat datang di laman kami. Kantor ini melayani warga setiap hari kerja, pagi sampai sore.</p>"
    )
    pages.bodies["/"] = page(front, menu=menu)
    rows = "".join(map(row, listed)) if holds else "<p>Belum ada berita.</p>"
    pages.bodies["/berita"] = page(f"<h2>Berita</h2>{rows}", head=JOOMLA, menu=menu)
    for one in listed:
        pages.bodies[one.path] = page(article(one), title=one.title, menu=menu)
    return pages


async def test_the_list_of_the_posts_names_the_system_at_each_look() -> None:
    clock, pages = Clock(), site(holds=True)
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        for _ in range(3):
            assert (await observatory.examine("opd-0")).cms == Cms("joomla")
            clock.pass_(hours=9)


async def test_a_page_that_holds_no_posts_names_none() -> None:
    pages = site(holds=False)
    async with serving(pages), watching(config_of(pages), Clock()) as observatory:
        assert (await observatory.examine("opd-0")).cms is None
