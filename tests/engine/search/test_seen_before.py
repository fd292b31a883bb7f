"""Nothing is published after it was seen: an old entry that turns up with a new date is no new post."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from aiohttp import web
from news_sites import TEXT, TODAY, ZONE, Draw, Post, article, bare_row, page, posts, row
from watched_site import WatchedSite, last_title, watched

from opd_exporter.domain.vocabulary import Status
from printed_days import printed

MENU = {"Berita": "/berita", "Inovasi": "/inovasi"}


@pytest.mark.parametrize("draw", [row, bare_row])
async def test_an_old_entry_of_another_list_is_no_new_post_among_the_news(draw: Draw) -> None:
    news, (old,) = posts(200, 230), posts(500, path="/inovasi/{slug}")
    async with watched(menu=MENU) as site:
        site.lists(news, draw=draw)
        site.lists([old], at="/inovasi", draw=draw)
        await site.looked_at(2)
        site.lists([replace(old, age=-3), *news], draw=draw)
        assert last_title(await site.looked_at(2)) == news[0].title


async def test_an_entry_that_stood_below_the_newest_is_not_of_a_later_day() -> None:
    news = posts(200, 230, 260, 290, 320, 350)
    async with watched(menu=MENU) as site:
        site.lists(news, draw=bare_row)
        await site.looked_at(2)
        site.lists([replace(news[-1], age=-3), *news[:-1]], draw=bare_row)
        assert last_title(await site.looked_at(2)) == news[0].title


@pytest.mark.parametrize("draw", [row, bare_row])
async def test_an_entry_that_nobody_saw_before_is_new(draw: Draw) -> None:
    news, (new,) = posts(200, 230), posts(-3)
    async with watched(menu=MENU) as site:
        site.lists(news, draw=draw)
        await site.looked_at(2)
        site.lists([new, *news], draw=draw)
        assert last_title(await site.looked_at(2)) == new.title


def shows_ages(site: WatchedSite, *told: tuple[str, str], at: str = "/berita") -> None:
    """A list of announcements in full, each with an age: the front page, and the list at a path."""
    items = "".join(f"<div><h4>{title}</h4><small>{age}</small><p>{TEXT}</p></div>" for title, age in told)
    site.pages.bodies["/"] = site.pages.bodies[at] = page(f"<h2>Berita</h2>{items}", menu={"Berita": at})


async def test_what_memory_dates_on_one_page_does_not_stand_there_against_the_same_on_another() -> None:
    titles = [post.title for post in posts(1, 2, 3)]
    true = ("5 bulan yang lalu", "6 bulan yang lalu", "8 bulan yang lalu")
    false = ("2 hari yang lalu", "3 hari yang lalu", "4 hari yang lalu")
    async with watched() as site:
        for look, told in enumerate((true, true, false, false, false)):
            shows_ages(site, *zip(titles, told, strict=True), at=f"/berita?sid={look}")
            assert Status.AKTIF not in await site.statuses()


async def test_an_age_seen_on_two_pages_is_of_the_day_that_was_known_first() -> None:
    titles = [post.title for post in posts(1, 2)]
    told = (("5 jam yang lalu", "3 bulan yang lalu"), ("1 hari yang lalu", "3 bulan yang lalu"))
    async with watched() as site:
        site.clock.now = site.clock.now.replace(hour=12)
        written = site.clock.now - timedelta(hours=5)
        for look, told_now in enumerate(told):
            shows_ages(site, *zip(titles, told_now, strict=True), at=f"/berita?sid={look}")
            report = await site.observatory.examine("opd-0")
            site.clock.pass_(hours=42)
        zone = site.observatory.config.timezone
    assert report.last_post
    assert report.last_post.published.astimezone(zone).date() == written.astimezone(zone).date()


async def test_of_undated_rows_those_that_no_look_dated_are_opened_first() -> None:
    news, notices = posts(200, 230, 260, 290, 320), posts(900, 210, 240, 270, path="/pengumuman/{slug}")
    (new,) = posts(0, path="/pengumuman/{slug}")
    async with watched(menu={"Berita": "/berita", "Pengumuman": "/pengumuman"}) as site:
        site.lists(news, draw=bare_row)
        site.lists(notices, at="/pengumuman", draw=bare_row)
        await site.looked_at(3, days=2)
        site.lists([notices[0], new, *notices[1:]], at="/pengumuman", draw=bare_row)
        assert last_title(await site.looked_at(days=2)) == new.title


async def test_a_clock_under_the_title_says_nothing_of_a_post_after_it_was_seen_first() -> None:
    (old,) = posts(0)
    async with watched() as site:
        for days in (1, 1, 1, 60, 1, 130):
            site.clock.pass_(days=days)
            site.lists([replace(old, age=site.age_now)], draw=bare_row)
            (told,) = await site.statuses(days=0)
            assert told is (Status.TIDAK_AKTIF if days == 130 else Status.TIDAK_TERUKUR)


async def test_an_old_post_of_a_lists_further_page_is_none_when_it_is_dated_anew() -> None:
    listed, older = posts(200, 230, 260), posts(300, 330)
    further = (
        '<div class="pagination"><a href="/berita?page=2">2</a> <a href="/berita?page=2">Berikutnya</a></div>'
    )
    async with watched() as site:
        site.lists(listed)
        site.pages.bodies["/berita"] = page("".join(map(row, listed)) + further)
        site.lists(older, at="/berita?page=2")
        await site.looked_at(3)
        site.lists([replace(older[1], age=site.age_now), *listed])
        assert Status.AKTIF not in await site.statuses(3)
        assert site.pages.asked.count("/berita?page=2") == 1


@pytest.mark.parametrize(
    ("told", "alive"),
    [
        (("2 hari yang lalu", "2 hari yang lalu", "2 hari yang lalu"), [True, False, False]),
        (("2 hari yang lalu", "3 hari yang lalu", "4 hari yang lalu"), [True, True, True]),
        (("2 minggu yang lalu", "2 minggu yang lalu", "2 minggu yang lalu"), [True, True, True]),
    ],
)
async def test_an_age_that_stands_still_makes_nobody_aktif_on_a_second_day(
    told: tuple[str, ...], alive: list[bool]
) -> None:
    (post,) = posts(1)
    said: list[Status] = []
    async with watched() as site:
        for age in told:
            shows_ages(site, (post.title, age))
            said += await site.statuses(days=25 / 24)
    assert [one is Status.AKTIF for one in said] == alive


@pytest.mark.parametrize(
    ("moves", "alive"),
    [
        ((0, 1, 2, 3), [True, False, False, False]),  # rolls on
        ((0, 0, 1, 1), [True, True, True, True]),  # stood for a day before somebody edited it
        ((0, 1, 1, 1), [True, False, True, True]),  # edited before the second look
    ],
)
async def test_a_date_that_goes_on_with_the_days_makes_nobody_aktif_on_a_second_day(
    moves: tuple[int, ...], alive: list[bool]
) -> None:
    (post,) = posts(3)
    said: list[Status] = []
    async with watched() as site:
        for days in moves:
            site.lists([replace(post, age=3 - days)])
            said += await site.statuses()
    assert [one is Status.AKTIF for one in said] == alive


async def test_the_day_of_a_post_that_was_known_by_an_age_is_the_one_that_a_redesign_prints() -> None:
    (post,) = posts(20)
    rounded_down = (TODAY.date() - post.when.astimezone(ZONE).date()).days - 1
    async with watched() as site:
        shows_ages(site, (post.title, f"{rounded_down} hari yang lalu"))
        await site.looked_at(days=0)
        site.pages.bodies = {"/": page("<p>Selamat datang.</p>")}
        site.lists([post])
        report = await site.looked_at(2)
    assert report.last_post
    assert report.last_post.published.astimezone(ZONE).date() == post.when.date()


async def test_a_post_that_is_put_up_again_a_day_after_it_was_seen_first_keeps_its_day() -> None:
    (post,), said = posts(3), []
    async with watched() as site:
        for number in range(4):
            again = replace(post, age=2, path="/kabar/9") if number else post
            site.pages.bodies.pop(post.path, None)
            site.lists([again])
            report = await site.looked_at(days=25 / 24)
            said.append(report.last_post and report.last_post.published.astimezone(ZONE).date())
    assert said == [post.when.date(), None, post.when.date(), post.when.date()]


@pytest.mark.parametrize("ahead", ["row", "page"])
async def test_a_known_post_beside_which_a_day_ahead_is_printed_stays_one(ahead: str) -> None:
    known, (unknown,) = posts(20, 50, 80), posts(-9)
    later = replace(known[0], age=-9)
    async with watched() as site:
        site.lists(known)
        await site.looked_at(2)
        site.lists([unknown, later, *known[1:]])
        if ahead == "row":
            site.pages.bodies[later.path] = page(article(known[0]), title=later.title)
        report = await site.looked_at(2)
    assert report.last_post
    assert (report.last_post.title, report.last_post.published.date()) == (
        known[0].title,
        known[0].when.date(),
    )


async def test_a_box_whose_days_move_and_whose_pages_do_not_open_makes_nobody_aktif() -> None:
    news, box = posts(300, 330, 360), posts(2, 3, 4, 5, 6, 7, path="/nasional/{slug}")
    async with watched() as site:
        front = site.pages.bodies["/"]
        site.lists(news)
        for _ in range(2):
            site.clock.pass_(days=1)
            shown = [replace(one, age=one.age + site.age_now) for one in box]
            site.pages.bodies["/"] = f"{front}<h4>Berita Nasional</h4>{''.join(map(row, shown))}"
            assert await site.statuses(2, days=1 / 24) == [Status.TIDAK_TERUKUR] * 2


def is_built_when_asked_for(site: WatchedSite, post: Post) -> None:
    """From now on its page prints the day on which somebody first asks for it, since a cache keeps it."""
    kept: list[str] = []

    def answer(_: web.Request) -> web.Response:
        day = printed(site.clock.now.astimezone(ZONE))
        kept.append(
            page(f"<h1>{post.title}</h1><p class=meta>{day} | Admin</p><p>{TEXT}</p>", title=post.title)
        )
        return web.Response(text=kept[0], content_type="text/html")

    site.pages.bodies[post.path] = answer


async def test_pages_that_a_cache_keeps_with_the_day_on_which_they_were_built_make_no_site_aktif() -> None:
    news = posts(*range(300, 390, 10))
    async with watched() as site:
        site.lists(news, draw=bare_row)
        for one in news:
            is_built_when_asked_for(site, one)
        await site.looked_at(3)
        assert set(await site.statuses(2)) == {Status.TIDAK_TERUKUR}
        # The template is put right: each page prints its own day.
        site.lists(news, draw=bare_row)
        assert site.status(await site.looked_at(2)) is Status.TIDAK_AKTIF
