"""The engine over real servers: what it asks, what it remembers, what it says when things go wrong."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

from aiohttp import web

from opd_exporter.domain.status import status
from opd_exporter.domain.vocabulary import Reason, Source, State, Status
from opd_exporter.engine.scheduler import Observatory
from opd_exporter.engine.visited import UNCHANGED
from opd_exporter.views.exporter_metrics import ExporterMetrics
from site_server import Clock, Pages, article, config_of, feed, front, serving, watching, with_feed


async def test_the_newest_item_of_a_feed_is_the_last_post() -> None:
    clock = Clock()
    pages = with_feed(clock, 40, 12, 80)
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        report = await observatory.examine("opd-0")
    assert report.last_post is not None
    assert (clock.now - report.last_post.published).days == 12
    assert report.last_post.source is Source.FEED
    assert report.state is State.MEASURED
    assert status(report, observatory.config.thresholds, clock.now) is Status.AKTIF


async def test_a_steady_pull_is_one_conditional_request() -> None:
    clock = Clock()
    pages = with_feed(clock, 12, 40)
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        await observatory.examine("opd-0")
        pages.asked.clear()
        pages.statuses.clear()
        clock.pass_(minutes=1)
        report = await observatory.examine("opd-0")
        assert (pages.asked, pages.statuses) == (["/"], [304])
        assert report.up
        assert report.visit is not None
        assert report.visit.status == 304
        clock.pass_(minutes=30)
        pages.asked.clear()
        pages.statuses.clear()
        report = await observatory.examine("opd-0")
        assert (pages.asked, pages.statuses) == (["/", "/feed"], [304, 304])
        assert report.checked == clock.now
        assert report.last_post is not None


async def test_what_told_stays_with_a_page_that_does_not_change(tmp_path: Path) -> None:
    """Also after a restart; and goes with what it told of."""
    clock = Clock()
    pages = with_feed(clock, 12)
    well = pages.bodies["/"]

    async with serving(pages):
        config = config_of(pages)

        async def explained(observatory: Observatory) -> str:
            clock.pass_(minutes=1)
            visit = (await observatory.examine("opd-0")).visit
            return visit.explanation if visit else "-"

        async with watching(config, clock, tmp_path) as observatory:
            assert await explained(observatory) == ""
            pages.bodies["/"] = "<title>Account Suspended</title><h1>Account Suspended</h1>"
            first = await explained(observatory)
            assert "account suspended" in first
            assert await explained(observatory) == f"{first}; {UNCHANGED}"
        async with watching(config, clock, tmp_path) as observatory:
            assert await explained(observatory) == f"{first}; {UNCHANGED}"
            pages.bodies["/"] = well
            assert await explained(observatory) == ""
            assert await explained(observatory) == ""


async def test_a_server_without_conditional_requests_costs_the_same_number() -> None:
    clock = Clock()
    pages = with_feed(clock, 12, 40)
    pages.conditional = False
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        await observatory.examine("opd-0")
        clock.pass_(minutes=31)
        pages.asked.clear()
        report = await observatory.examine("opd-0")
    assert pages.asked == ["/", "/feed"]
    assert report.state is State.MEASURED


async def test_a_new_post_is_opened_and_becomes_the_last() -> None:
    clock = Clock()
    pages = with_feed(clock, 200, 240)
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        await observatory.examine("opd-0")
        clock.pass_(minutes=31)
        now = clock.now - timedelta(minutes=10)
        title = "Dinas Buka Posko Layanan Baru bagi Warga"
        pages.bodies["/berita/dinas-buka-posko-layanan"] = article(title, f"{now:%d-%m-%Y}")
        item = (
            feed([(title, "/berita/dinas-buka-posko-layanan", now)])
            .partition("<item>")[2]
            .partition("</channel>")[0]
        )
        pages.bodies["/feed"] = str(pages.bodies["/feed"]).replace("<item>", f"<item>{item}<item>", 1)
        pages.asked.clear()
        report = await observatory.examine("opd-0")
    assert pages.asked == ["/", "/feed", "/berita/dinas-buka-posko-layanan"]
    assert status(report, observatory.config.thresholds, clock.now) is Status.AKTIF


async def test_a_site_that_dies_is_never_shown_as_it_was() -> None:
    clock = Clock()
    pages = with_feed(clock, 12)
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        assert (await observatory.examine("opd-0")).up
        pages.gate = asyncio.Event()
        clock.pass_(minutes=1)
        report = await observatory.probe("opd-0", deadline=1.0)
        assert report.up is False
        assert report.visit is not None
        assert report.visit.reason is Reason.TIMEOUT
        assert report.unusable_since == clock.now
        assert report.last_post is not None, "what was known stands"
        pages.gate.set()
        began = clock.now
        clock.pass_(days=8)
        pages.bodies["/"] = lambda _: web.Response(status=503, text="<h1>503</h1>", content_type="text/html")
        report = await observatory.probe("opd-0", deadline=30)
        assert report.unusable_since == began
        assert status(report, observatory.config.thresholds, clock.now) is Status.TIDAK_AKTIF


async def test_what_was_learnt_survives_a_restart(tmp_path: Path) -> None:
    clock = Clock()
    pages = with_feed(clock, 12, 40)
    async with serving(pages):
        async with watching(config_of(pages), clock, tmp_path) as observatory:
            before = await observatory.examine("opd-0")
        pages.asked.clear()
        clock.pass_(minutes=1)
        async with watching(config_of(pages), clock, tmp_path) as observatory:
            assert observatory.report("opd-0").last_post == before.last_post
            await observatory.examine("opd-0")
    assert pages.asked == ["/"]


async def test_the_same_post_on_three_sites_is_nobodys_own_whatever_the_order() -> None:
    clock = Clock()
    sites = [with_feed(clock, 2), with_feed(clock, 2), with_feed(clock, 2), with_feed(clock, 4)]
    async with serving(*sites), watching(config_of(*sites), clock) as observatory:
        first = await observatory.examine("opd-0")
        assert first.last_post is not None, "two more sites are needed to know better"
        for key in ("opd-1", "opd-2", "opd-3"):
            await observatory.examine(key)
        reports = observatory.reports()
    assert [report.last_post is None for report in reports] == [True, True, True, False]
    assert {report.state for report in reports[:3]} == {State.NO_POSTS}


async def test_nothing_is_said_of_a_site_before_all_that_is_remembered_was_read(tmp_path: Path) -> None:
    clock = Clock()
    sites = [with_feed(clock, 2), with_feed(clock, 2), with_feed(clock, 2)]
    async with serving(*sites):
        config = config_of(*sites)
        async with watching(config, clock, tmp_path) as observatory:
            for key in ("opd-0", "opd-1", "opd-2"):
                await observatory.examine(key)
        clock.pass_(minutes=1)
        again = Observatory(config, tmp_path, ExporterMetrics(), now=clock)  # not started: asked at once
        try:
            report = await again.probe("opd-0", deadline=30)
        finally:
            await again.close()
    assert report.up
    assert report.last_post is None, "it stands on two more sites, whose records nobody had asked for"


async def test_an_edit_makes_no_post_newer() -> None:
    clock = Clock()
    pages = with_feed(clock, 200, 240)
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        before = (await observatory.examine("opd-0")).last_post
        clock.pass_(minutes=31)
        pages.bodies["/feed"] = with_feed(clock, 0.5, 240).bodies["/feed"]
        after = (await observatory.examine("opd-0")).last_post
    assert before is not None
    assert after is not None
    assert after.published == before.published


async def test_a_new_address_with_an_old_date_is_dated_as_printed() -> None:
    clock = Clock()
    pages = with_feed(clock, 200, 210, 220, 230)
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        await observatory.examine("opd-0")
        clock.pass_(minutes=31)
        old = clock.now - timedelta(days=300)
        title = "Pengumuman Seleksi Calon Tenaga Pendamping"
        pages.bodies["/berita/pengumuman-seleksi-calon"] = article(title, f"{old:%d-%m-%Y}")
        body = str(pages.bodies["/feed"])
        item = (
            feed([(title, "/berita/pengumuman-seleksi-calon", old)])
            .partition("<item>")[2]
            .partition("</channel>")[0]
        )
        pages.bodies["/feed"] = body.replace("<item>", f"<item>{item}<item>", 1)
        report = await observatory.examine("opd-0")
    assert report.last_post is not None
    assert report.last_post.published < clock.now - timedelta(days=199)


async def test_a_feed_that_is_always_now_is_a_clock() -> None:
    clock = Clock()
    pages = with_feed(clock, 0.001, 0.002, 0.003)
    for path in list(pages.bodies):
        if path.startswith("/berita"):
            pages.bodies[path] = article("Dinas Gelar Kegiatan Warga Nomor 0 a")
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        report = await observatory.examine("opd-0")
    assert report.state is State.UNKNOWN
    assert report.last_post is None
    assert status(report, observatory.config.thresholds, clock.now) is Status.TIDAK_TERUKUR


async def test_posts_elsewhere_are_somebody_elses() -> None:
    clock = Clock()
    pages = with_feed(clock)
    now = clock.now - timedelta(days=1)
    away = lambda _: web.Response(status=302, headers={"Location": "https://portal.example.go.id/berita/1"})  # noqa: E731
    pages.bodies["/berita/kabar-dari-portal-kota"] = away
    pages.bodies["/feed"] = feed(
        [
            ("Berita Portal Kota Serang Hari Ini", "https://portal.example.go.id/berita/1", now),
            ("Kabar dari Portal Kota", "/berita/kabar-dari-portal-kota", now),
        ]
    )
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        report = await observatory.examine("opd-0")
    assert report.last_post is None
    assert {one.refused.value for one in report.evidence if one.refused} == {"not_own", "leads_away"}


async def test_a_reload_keeps_what_is_known_of_sites_that_stay() -> None:
    clock = Clock()
    pages, other = with_feed(clock, 12), with_feed(clock, 30)
    async with serving(pages, other), watching(config_of(pages), clock) as observatory:
        before = await observatory.examine("opd-0")
        await observatory.reload(config_of(pages, other))
        assert observatory.report("opd-0").last_post == before.last_post
        assert (await observatory.examine("opd-1")).last_post is not None


async def test_a_reload_with_the_same_limits_goes_on_with_the_same_connections() -> None:
    clock = Clock()
    pages = with_feed(clock, 12)
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        tasks = len(asyncio.all_tasks())
        for _ in range(50):
            await observatory.reload(config_of(pages))
        assert len(asyncio.all_tasks()) == tasks
        assert (await observatory.examine("opd-0")).up


async def test_the_report_of_a_site_of_which_nothing_changed_is_not_made_again() -> None:
    clock = Clock()
    sites = [Pages({"/": front()}) for _ in range(3)]
    async with serving(*sites), watching(config_of(*sites), clock) as observatory:
        before = observatory.reports()
        assert all(one is two for one, two in zip(before, observatory.reports(), strict=True))
        await observatory.examine("opd-1")
        after = observatory.reports()
        assert [one is two for one, two in zip(before, after, strict=True)] == [True, False, True]
        assert after[1].up
        clock.pass_(minutes=2)
        assert not any(one is two for one, two in zip(after, observatory.reports(), strict=True))


async def test_another_number_of_readers_comes_with_a_reload() -> None:
    pages = Pages({"/": front()})
    async with serving(pages):
        one, three = (config_of(pages, readers=number) for number in (1, 3))
        async with watching(one, Clock()) as observatory:
            assert (await observatory.examine("opd-0")).up
            pages.bodies["/"] = front("<p>Pengumuman baru</p>")
            await observatory.reload(three)
            assert (await observatory.examine("opd-0")).up
