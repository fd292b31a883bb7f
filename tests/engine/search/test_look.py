"""Which date a look finds on sites of many structures, a site a case."""

from __future__ import annotations

from itertools import count

import pytest
import sites_of_data
import sites_of_dates
import sites_of_lists
import sites_of_no_posts
from aiohttp import web
from news_sites import (
    TODAY,
    Cases,
    ago,
    bare_row,
    page,
    posts,
    row,
    site,
)
from watched_site import looked

from site_server import Clock, config_of, serving, watching

CASES: Cases = {
    **sites_of_dates.cases(),
    **sites_of_lists.cases(),
    **sites_of_data.cases(),
    **sites_of_no_posts.cases(),
}


async def test_a_box_of_random_old_articles_is_no_activity() -> None:
    listed = posts(*range(200, 1200, 50))
    pages = site(listed)
    view = count()

    def berita(_: web.Request) -> web.Response:
        number = next(view)
        box = "".join(map(row, listed[10 + number :][:2]))
        body = page(f"<div><h4>Baca juga</h4>{box}</div><div>{''.join(map(row, listed[:8]))}</div>")
        return web.Response(text=body, content_type="text/html")

    pages.bodies["/berita"] = berita
    pages.bodies["/"] = page("<p>Selamat datang di situs resmi kami.</p>")
    clock = Clock()
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        before = (await observatory.examine("opd-0")).last_post
        for _ in range(3):
            clock.pass_(minutes=31)
            after = (await observatory.examine("opd-0")).last_post
            assert after == before


async def test_a_front_page_that_changes_at_each_view_costs_no_more_articles() -> None:
    listed = posts(*range(200, 1200, 50))
    pages = site(listed)
    view = count()

    def front(_: web.Request) -> web.Response:
        box = "".join(map(bare_row, listed[10 + next(view) :][:3]))
        return web.Response(
            text=page(f"<p>Selamat datang di situs resmi kami.</p>{box}"), content_type="text/html"
        )

    pages.bodies["/"] = front
    clock = Clock()
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        await observatory.examine("opd-0")
        clock.pass_(minutes=31)
        pages.asked.clear()
        await observatory.examine("opd-0")
    assert pages.asked == ["/", "/berita"]


async def test_what_is_broken_or_undated_is_not_opened_again_at_a_steady_look() -> None:
    listed = posts(3, 200, 230)
    pages = site(listed)
    del pages.bodies[listed[0].path]
    clock = Clock()
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        await observatory.examine("opd-0")
        clock.pass_(minutes=31)
        pages.bodies["/berita"] = str(pages.bodies["/berita"]).replace(
            "</body>", "<p>1 pengunjung</p></body>"
        )
        pages.asked.clear()
        report = await observatory.examine("opd-0")
    assert pages.asked == ["/", "/berita"]
    assert report.last_post is not None
    assert report.last_post.title == listed[1].title


@pytest.mark.parametrize("name", CASES)
async def test_the_look_tells_the_truth(name: str) -> None:
    pages, truth = CASES[name]
    report = await looked(pages)
    story = "\n".join(report.steps)
    assert report.up, report.visit
    if isinstance(truth, str):
        assert (report.last_post, report.state.value) == (None, truth), story
    else:
        assert report.last_post is not None, story
        local = report.last_post.published.astimezone(TODAY.tzinfo).date()
        assert local == ago(truth).date(), story
    assert len(pages.asked) <= 8
