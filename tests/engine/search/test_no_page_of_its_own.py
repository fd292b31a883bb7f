"""Announcements without a page, and links that nobody can reach: one engine over real servers."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from news_sites import NOW, TEXT, ago, article, page, posts, row
from watched_site import looked, told

from opd_exporter.domain.candidate import Doubt
from opd_exporter.domain.config import Thresholds
from opd_exporter.domain.status import status
from opd_exporter.domain.vocabulary import Status
from printed_days import printed
from site_server import Clock, Pages, config_of, serving, watching

MENU = {"Pengumuman": "/pengumuman"}


def board(*ages: float, menu: dict[str, str] | None = None) -> Pages:
    """A site whose only list shows each announcement in full."""
    pages = Pages()
    menu = menu or MENU
    pages.bodies["/"] = page("<p>Selamat datang di situs resmi kami.</p>", menu=menu)
    pages.bodies["/pengumuman"] = page(
        "<h2>Pengumuman</h2>"
        + "".join(f"<div><h4>{one.title}</h4><i>{one.day}</i><p>{TEXT}</p></div>" for one in posts(*ages)),
        menu=menu,
    )
    return pages


async def test_the_newest_announcement_decides_and_nothing_is_opened() -> None:
    pages = board(12, 60, 300)
    report = await looked(pages)
    assert told(report) == ("measured", f"{ago(12):%Y-%m-%d}")
    assert report.last_post is not None
    assert "/pengumuman#" in report.last_post.url
    assert pages.asked == ["/", "/feed", "/pengumuman", "/robots.txt", "/sitemap.xml"]


async def test_todays_announcement_counts_beside_those_of_other_days() -> None:
    assert told(await looked(board(0, 60, 300))) == ("measured", f"{ago(0):%Y-%m-%d}")


async def test_a_lone_announcement_of_today_may_be_a_clock() -> None:
    report = await looked(board(0))
    assert report.last_post is None
    assert report.state.value == "unknown"


async def test_a_steady_look_sees_the_new_announcement() -> None:
    pages, clock = board(100, 160, 300), Clock()
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        await observatory.examine("opd-0")
        clock.pass_(minutes=31)
        new = (
            f"<div><h4>Air mati di tiga kelurahan besok pagi</h4><i>{printed(ago(1))}</i><p>{TEXT}</p></div>"
        )
        body = str(pages.bodies["/pengumuman"])
        pages.bodies["/pengumuman"] = body.replace("<h2>Pengumuman</h2>", f"<h2>Pengumuman</h2>{new}")
        pages.asked.clear()
        report = await observatory.examine("opd-0")
    assert told(report) == ("measured", f"{ago(1):%Y-%m-%d}")
    assert pages.asked == ["/", "/pengumuman"]


async def test_an_announcement_of_every_year_is_a_new_one_each_time() -> None:
    pages, clock = Pages(), Clock()
    title = "Libur lebaran dan cuti bersama"

    def listed(*days: int) -> str:
        rows = "".join(f"<div><h4>{title}</h4><i>{printed(ago(one))}</i><p>{TEXT}</p></div>" for one in days)
        return page(f"<h2>Pengumuman</h2>{rows}", menu=MENU)

    pages.bodies["/"] = page("<p>Selamat datang di situs resmi kami.</p>", menu=MENU)
    pages.bodies["/pengumuman"] = listed(370)
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        await observatory.examine("opd-0")
        clock.pass_(minutes=31)
        pages.bodies["/pengumuman"] = listed(2, 370)
        report = await observatory.examine("opd-0")
    assert told(report) == ("measured", f"{ago(2):%Y-%m-%d}")


async def test_a_row_whose_day_goes_on_with_the_days_makes_nobody_aktif() -> None:
    pages, clock = board(300), Clock()

    def listed(age: float) -> str:
        day = printed(ago(age))
        rows = f"<div><h4>Selamat datang di papan warga kota</h4><i>{day}</i><p>{TEXT}</p></div>"
        return page(f"<h2>Pengumuman</h2>{rows}", menu=MENU)

    pages.bodies["/pengumuman"] = listed(0)
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        for passed in (0, 1, 2, 3):
            pages.bodies["/pengumuman"] = listed(-passed)
            report = await observatory.examine("opd-0")
            assert report.last_post is None
            assert report.state.value == "unknown"
            clock.now += timedelta(days=1)


def inner(host: str, *ages: float, rows_on_front: bool = True) -> Pages:
    """A site behind a wrong setting: all its links lead to a host inside the house."""
    pages = Pages()
    menu = {"Berita": f"http://{host}/berita"}
    listed = [replace(one, path=f"http://{host}{one.path}") for one in posts(*ages)]
    rows = "".join(map(row, listed)) if rows_on_front else ""
    pages.bodies["/"] = page(f"<p>Selamat datang di situs resmi kami.</p><h2>Berita</h2>{rows}", menu=menu)
    for one in listed:
        pages.bodies["/" + one.path.split("/", 3)[3]] = page(article(one), title=one.title, menu=menu)
    return pages


async def test_rows_that_lead_inside_a_house_are_left_open_with_their_days_and_never_asked_for() -> None:
    pages = inner("web-internal", 5, 13, 24)
    report = await looked(pages)
    assert told(report) == ("unknown", None)
    first = report.open[0]
    assert first.doubt is Doubt.UNREACHABLE
    assert first.until is not None
    assert f"{first.until:%Y-%m-%d}" == f"{ago(5):%Y-%m-%d}"
    assert "aliases" in first.detail
    assert "web-internal" in first.detail
    assert [path for path in pages.asked if "berita" in path] == []


async def test_old_rows_that_lead_inside_a_house_settle_that_nothing_is_newer() -> None:
    report = await looked(inner("localhost", 400, 430, 460))
    assert report.last_post is None
    assert status(report, Thresholds(), NOW) is Status.TIDAK_AKTIF


async def test_a_list_that_lies_inside_a_house_was_not_read() -> None:
    report = await looked(inner("192.168.10.4", rows_on_front=False))
    assert told(report) == ("unknown", None)
    assert [one.doubt for one in report.open] == [Doubt.UNREACHABLE]


async def test_an_alias_settles_what_lies_behind_its_links() -> None:
    pages = inner("web-internal", 5, 13, 24)
    pages.bodies["/berita"] = pages.bodies["/"]
    async with serving(pages):
        config = config_of(pages)
        config = replace(config, sites=(replace(config.sites[0], aliases=("web-internal",)),))
        async with watching(config, Clock()) as observatory:
            report = await observatory.examine("opd-0")
    assert told(report) == ("measured", f"{ago(5):%Y-%m-%d}")


async def test_one_stray_link_inside_a_house_leaves_a_read_list_settled() -> None:
    pages = board(300, 330, 360, menu={**MENU, "Berita": "http://localhost/berita"})
    assert told(await looked(pages)) == ("measured", f"{ago(300):%Y-%m-%d}")


async def test_a_lone_announcement_of_today_counts_once_its_day_has_stood_still() -> None:
    pages, clock = board(0), Clock()
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        await observatory.examine("opd-0")
        clock.pass_(days=2, hours=1)
        report = await observatory.examine("opd-0")
    assert told(report) == ("measured", f"{ago(0):%Y-%m-%d}")
