"""Which date a look finds on sites of many structures: one engine over real servers, a site a case."""

from __future__ import annotations

import asyncio
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

from opd_exporter.domain.report import SiteReport
from site_server import Clock, Pages, config_of, serving, watching

CASES: Cases = {
    **sites_of_dates.cases(),
    **sites_of_lists.cases(),
    **sites_of_data.cases(),
    **sites_of_no_posts.cases(),
}


@pytest.fixture(scope="module")
def reports() -> dict[str, tuple[SiteReport, Pages]]:
    """What one engine says of all of them after a first look."""

    async def examine() -> dict[str, tuple[SiteReport, Pages]]:
        pages = [one for one, _ in CASES.values()]
        async with serving(*pages), watching(config_of(*pages, timeout=60.0), Clock()) as observatory:
            said = await asyncio.gather(*(observatory.examine(f"opd-{n}") for n in range(len(pages))))
        return {name: (report, one) for name, report, one in zip(CASES, said, pages, strict=True)}

    return asyncio.run(examine())


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
def test_the_look_tells_the_truth(name: str, reports: dict[str, tuple[SiteReport, Pages]]) -> None:
    report, pages = reports[name]
    truth = CASES[name][1]
    story = "\n".join(report.steps)
    assert report.up, report.visit
    if isinstance(truth, str):
        assert (report.last_post, report.state.value) == (None, truth), story
    else:
        assert report.last_post is not None, story
        local = report.last_post.published.astimezone(TODAY.tzinfo).date()
        assert local == ago(truth).date(), story
    assert len(pages.asked) <= 8
