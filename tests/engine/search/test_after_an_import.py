"""An import gives known posts new addresses, titles and days: it makes none of them newer, and dates none beside them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from news_sites import RSS, ZONE, Post, bare_article, bare_row, page, posts, site
from watched_site import WatchedSite, last_title, watched

from opd_exporter.domain.vocabulary import Status
from site_server import feed

OURS = " - Dinas Pengairan"
"""What an import adds to every title."""


def imported(known: list[Post], *, age: float | None = None, ending: str = "") -> list[Post]:
    """The same posts at other addresses, all with one age where one is given, and with titles that end alike."""
    return [
        replace(one, path=f"/kabar/{number}", title=one.title + ending, age=one.age if age is None else age)
        for number, one in enumerate(known)
    ]


@pytest.mark.parametrize("ran", [(1, 1, 1), (2, 2, 1)])
async def test_an_import_that_a_steady_look_sees_dates_no_post_that_was_not_listed_before(
    ran: tuple[int, ...],
) -> None:
    """On one day, or past midnight: the ages of what it brought."""
    known, (unlisted,) = posts(200, 230, 260, 290), posts(300)
    async with watched() as ours:
        ours.lists(known)
        await ours.looked_at()
        ours.clock.pass_(minutes=40)
        anew = [replace(one, age=ours.age_now + age) for one, age in zip(known, ran, strict=False)]
        ours.lists([replace(unlisted, age=ours.age_now + ran[-1]), *anew, known[3]])
        for _ in range(3):
            ours.clock.pass_(minutes=40)
            report = await ours.observatory.probe("opd-0", deadline=10)
            assert ours.status(report) is not Status.AKTIF


@pytest.mark.parametrize("ending", [OURS, ""])
async def test_an_import_that_adds_the_sites_name_to_every_title_makes_no_post_newer(ending: str) -> None:
    known = posts(200, 230, 260)
    async with watched() as ours:
        ours.lists(known)
        await ours.looked_at(2)
        ours.leaves_its_addresses()
        moved = imported(known, ending=ending)
        ours.lists([replace(one, age=ours.age_now - 1 + number) for number, one in enumerate(moved)])
        assert Status.AKTIF not in await ours.statuses(4)


async def test_an_import_that_puts_a_word_before_two_titles_makes_no_post_newer() -> None:
    known = posts(200, 230)
    async with watched() as ours:
        ours.lists(known)
        await ours.looked_at(2)
        ours.leaves_its_addresses()
        moved = [replace(one, title=f"Arsip: {one.title}") for one in imported(known)]
        ours.lists([replace(one, age=ours.age_now - 1 + number) for number, one in enumerate(moved)])
        assert Status.AKTIF not in await ours.statuses(4)


async def test_results_of_what_was_announced_are_new_where_the_announcements_still_stand() -> None:
    known = posts(200, 230)
    async with watched() as ours:
        ours.lists(known)
        await ours.looked_at(2)
        results = [
            replace(one, path=f"/kabar/{number}", title=f"Hasil {one.title}", age=number + 3)
            for number, one in enumerate(known)
        ]
        ours.lists([*results, *known])
        assert last_title(await ours.looked_at(2)) == results[0].title


async def test_a_copy_stays_one_that_an_import_gave_another_address_and_title() -> None:
    release = replace(posts(20)[0], title="Wali Kota Buka Pekan Kebersihan di Alun-Alun")
    listed, others = [release, *posts(200, 230)], [site([release, *posts(300)]) for _ in range(2)]
    async with watched(*others) as ours:
        for shown in (listed, imported(listed, age=5, ending=OURS)):
            ours.leaves_its_addresses()
            ours.lists(shown)
            for _ in range(3):
                ours.clock.pass_(days=1)
                for number in (1, 2):
                    await ours.observatory.examine(f"opd-{number}")
                assert Status.AKTIF not in await ours.statuses(days=0)


@pytest.mark.parametrize("ending", [OURS, " Bagian Kedua"])
async def test_what_one_list_adds_to_every_title_is_none_of_anothers_only_entry(ending: str) -> None:
    """A title that goes on in another way is another."""
    known, (notice,) = posts(200, 230, 260), posts(300)
    async with watched(menu={"Berita": "/berita", "Pengumuman": "/pengumuman"}) as ours:
        ours.lists(known)
        ours.lists([notice], at="/pengumuman")
        await ours.looked_at(2)
        ours.leaves_its_addresses()
        anew = replace(notice, age=5, path="/kabar/9", title=notice.title + ending)
        ours.lists(imported(known, ending=OURS))
        ours.lists([anew], at="/pengumuman")
        report = await ours.looked_at(3)
    assert last_title(report)
    assert (last_title(report) == anew.title) is (ending == " Bagian Kedua")


async def test_a_new_post_among_titles_that_end_alike_is_told() -> None:
    new, *known = [replace(one, title=one.title + OURS) for one in posts(1, 200, 230, 260)]
    async with watched() as ours:
        ours.lists(known)
        await ours.looked_at(2)
        ours.lists([new, *known])
        assert last_title(await ours.looked_at(2)) == new.title


@pytest.mark.parametrize(("listed", "stands"), [(True, True), (False, True), (False, False)])
async def test_after_an_import_a_yearly_title_is_another_post_where_the_older_still_stands(
    listed: bool, stands: bool
) -> None:
    known = posts(400, 430, 460)
    async with watched() as ours:
        ours.lists(known)
        await ours.looked_at(2)
        ours.leaves_its_addresses()
        moved = imported(known, age=-2)
        ours.lists(moved)
        await ours.looked_at(6)
        yearly = replace(moved[1], age=-7, path="/kabar/9")
        others = moved if listed else [one for one in moved if one.title != yearly.title]
        ours.lists([yearly, *others])
        if not stands:
            del ours.pages.bodies[moved[1].path]
        report = await ours.looked_at(3)
    assert report.last_post
    assert (report.last_post.published.date() == yearly.when.date()) is stands


async def test_a_post_dated_anew_that_is_put_up_twice_is_no_yearly_one() -> None:
    known = posts(400, 430, 460)
    anew = replace(known[1], age=-2)
    async with watched() as ours:
        ours.lists(known)
        await ours.looked_at(2)
        ours.lists([known[0], anew, known[2]])
        await ours.looked_at(4)
        ours.lists([replace(anew, path="/kabar/9"), known[0], known[2]])
        assert Status.AKTIF not in await ours.statuses(3)
        assert anew.path in ours.pages.bodies


async def test_a_yearly_title_is_new_where_the_old_post_stands_in_a_list_without_dates() -> None:
    known = posts(400, 430, 460)
    yearly = replace(known[1], age=-2, path="/kabar/9")
    async with watched() as ours:
        ours.lists(known, draw=bare_row)
        await ours.looked_at(2)
        ours.lists([yearly, *known], draw=bare_row)
        report = await ours.looked_at(2)
    assert report.last_post
    assert report.last_post.published.date() == yearly.when.date()


@pytest.mark.parametrize("later", [0, 1])
async def test_the_day_of_an_import_dates_no_post_that_is_listed_for_the_first_time_weeks_after_it(
    later: int,
) -> None:
    known, (unlisted,) = posts(200, 230, 260), posts(300)
    async with watched() as ours:
        ours.lists(known)
        await ours.looked_at(2)
        ours.lists([replace(one, age=-2) for one in known])
        await ours.looked_at(6)
        first_listed = replace(unlisted, age=-2 - later)
        ours.lists([first_listed])
        report = await ours.looked_at(2)
    assert last_title(report)
    assert (last_title(report) == first_listed.title) is bool(later)


@pytest.mark.parametrize("stands", [True, False])
async def test_after_an_import_that_brought_the_first_days_a_yearly_title_is_another_where_the_older_stands(
    stands: bool,
) -> None:
    known = posts(400, 430, 460)
    async with watched() as ours:
        ours.lists(known, draw=bare_row)
        for one in known:
            ours.pages.bodies[one.path] = page(bare_article(one), title=one.title)
        await ours.looked_at(2)
        ours.clock.pass_(days=5)
        ours.leaves_its_addresses()
        anew = imported(known, age=-7)
        ours.lists(anew)
        await ours.looked_at(6)
        yearly = replace(anew[1], age=-12, path="/kabar/9")
        ours.lists([yearly, anew[0]])
        if not stands:
            del ours.pages.bodies[anew[1].path]
        report = await ours.looked_at(3)
    day = report.last_post.published.astimezone(ZONE).date() if report.last_post else None
    assert (day == yearly.when.date()) is stands


@pytest.mark.parametrize(("hours", "told"), [(5, True), (0.2, False)])
async def test_a_post_that_a_feed_dates_hours_after_an_import_is_one_on_the_same_day(
    hours: float, told: bool
) -> None:
    known, (new,) = posts(200, 230, 260), posts(-4)

    def fed(ours: WatchedSite, entries: list[tuple[Post, datetime]]) -> None:
        ours.pages.bodies["/"] = page("<p>Selamat datang.</p>", head=RSS)
        ours.pages.bodies["/feed"] = feed([(one.title, one.path, when) for one, when in entries])
        ours.pages.types["/feed"] = "application/rss+xml"

    async with watched() as ours:
        ours.lists(known)
        fed(ours, [(one, one.when) for one in known])
        await ours.looked_at(3)
        anew = [replace(one, age=-4) for one in known]
        ours.lists([new, *anew])
        moments = [(one, one.when + timedelta(seconds=number)) for number, one in enumerate(anew)]
        fed(ours, [(new, new.when + timedelta(hours=hours)), *moments])
        for _ in range(4):
            await ours.looked_at()
            ours.clock.pass_(minutes=40)
            report = await ours.observatory.probe("opd-0", deadline=10)
    assert (last_title(report) == new.title) is told
