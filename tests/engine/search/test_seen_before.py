"""Nothing is published after it was seen: an old entry that turns up with a new date is no new post."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from news_sites import TEXT, TODAY, ZONE, Draw, Post, article, bare_row, page, posts, row, site

from opd_exporter.domain.report import SiteReport
from opd_exporter.domain.status import status
from opd_exporter.domain.vocabulary import Status
from site_server import Clock, Pages, config_of, serving, watching

MENU = {"Berita": "/berita", "Inovasi": "/inovasi"}


def shows(pages: Pages, path: str, listed: list[Post], draw: Draw) -> None:
    """The list at a path, and the pages of what it lists."""
    pages.bodies[path] = page(f"<h2>Daftar</h2>{''.join(map(draw, listed))}", menu=MENU)
    for post in listed:
        pages.bodies[post.path] = page(article(post), title=post.title, menu=MENU)


async def lived(before: dict[str, list[Post]], after: dict[str, list[Post]], draw: Draw) -> SiteReport:
    """What is said of a site after two days of one look each, and two more with other lists."""
    clock, pages = Clock(), site([], menu=MENU)
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        for lists in (before, before, after, after):
            for path, listed in lists.items():
                shows(pages, path, listed, draw)
            clock.pass_(days=1)
            report = await observatory.examine("opd-0")
    return report


@pytest.mark.parametrize("draw", [row, bare_row])
async def test_an_old_entry_of_another_list_is_no_new_post_among_the_news(draw: Draw) -> None:
    news, (old,) = posts(200, 230), posts(500, path="/inovasi/{slug}")
    report = await lived(
        {"/berita": news, "/inovasi": [old]}, {"/berita": [replace(old, age=-3), *news]}, draw
    )
    assert report.last_post
    assert report.last_post.title == news[0].title


async def test_an_entry_that_stood_below_the_newest_is_not_of_a_later_day() -> None:
    news = posts(200, 230, 260, 290, 320, 350)
    report = await lived({"/berita": news}, {"/berita": [replace(news[-1], age=-3), *news[:-1]]}, bare_row)
    assert report.last_post
    assert report.last_post.title == news[0].title


@pytest.mark.parametrize("draw", [row, bare_row])
async def test_an_entry_that_nobody_saw_before_is_new(draw: Draw) -> None:
    news, (new,) = posts(200, 230), posts(-3)
    report = await lived({"/berita": news}, {"/berita": [new, *news]}, draw)
    assert report.last_post
    assert report.last_post.title == new.title


def ages(*told: tuple[str, str]) -> str:
    """A list of announcements in full, each with an age."""
    items = "".join(f"<div><h4>{title}</h4><small>{age}</small><p>{TEXT}</p></div>" for title, age in told)
    return page(f"<h2>Berita</h2>{items}", menu={"Berita": "/berita?sid={sid}"})


async def test_what_memory_dates_on_one_page_does_not_stand_there_against_the_same_on_another() -> None:
    titles = [post.title for post in posts(1, 2, 3)]
    clock, pages = Clock(), Pages()
    true = ages(*zip(titles, ("5 bulan yang lalu", "6 bulan yang lalu", "8 bulan yang lalu"), strict=True))
    false = ages(*zip(titles, ("2 hari yang lalu", "3 hari yang lalu", "4 hari yang lalu"), strict=True))
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        for look, body in enumerate((true, true, false, false, false)):
            sid = str(look)
            pages.bodies["/"] = body.replace("{sid}", sid)
            pages.bodies[f"/berita?sid={sid}"] = body.replace("{sid}", sid)
            clock.pass_(days=1)
            report = await observatory.examine("opd-0")
            assert status(report, observatory.config.thresholds, clock.now) is not Status.AKTIF, (
                report.evidence
            )


async def test_an_age_seen_on_two_pages_is_of_the_day_that_was_known_first() -> None:
    titles = [post.title for post in posts(1, 2)]
    clock, pages = Clock(), Pages()
    told = (("5 jam yang lalu", "3 bulan yang lalu"), ("1 hari yang lalu", "3 bulan yang lalu"))
    clock.now = clock.now.replace(hour=12)
    written = clock.now - timedelta(hours=5)
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        for look, told_now in enumerate(told):
            body = ages(*zip(titles, told_now, strict=True)).replace("{sid}", str(look))
            pages.bodies["/"] = pages.bodies[f"/berita?sid={look}"] = body
            report = await observatory.examine("opd-0")
            clock.pass_(hours=42)
    assert report.last_post
    zone = observatory.config.timezone
    assert report.last_post.published.astimezone(zone).date() == written.astimezone(zone).date()


async def test_of_undated_rows_those_that_no_look_dated_are_opened_first() -> None:
    menu = {"Berita": "/berita", "Pengumuman": "/pengumuman"}
    news, notices = posts(200, 230, 260, 290, 320), posts(900, 210, 240, 270, path="/pengumuman/{slug}")
    (new,) = posts(0, path="/pengumuman/{slug}")
    clock, pages = Clock(), site([], menu=menu)
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        for listed in (notices, notices, notices, [notices[0], new, *notices[1:]]):
            shows(pages, "/berita", news, bare_row)
            shows(pages, "/pengumuman", listed, bare_row)
            clock.pass_(days=2)
            report = await observatory.examine("opd-0")
    assert report.last_post
    assert report.last_post.title == new.title


async def test_a_press_release_above_the_news_takes_back_no_announcement_of_a_list_left_unread() -> None:
    menu = {"Berita": "/berita", "Artikel": "/artikel", "Pengumuman": "/pengumuman"}
    notices, (essay,) = posts(20, 50, 80, path="/node/{slug}"), posts(400, path="/artikel/{slug}")
    clock, ours = Clock(), site([], menu=menu)
    others = [site([]) for _ in range(2)]
    release = replace(posts(0)[0], title="Wali Kota Buka Pekan Kebersihan di Alun-Alun")
    shows(ours, "/artikel", [essay], row)
    shows(ours, "/pengumuman", notices, row)
    ours.bodies["/"] = page("".join(map(row, notices)), menu=menu)
    async with serving(ours, *others), watching(config_of(ours, *others), clock) as observatory:
        for released in ([], [release]):
            shows(ours, "/berita", [*released, *posts(200, 230, 260)], row)
            for pages in others:
                shows(pages, "/berita", released, row)
            for _ in range(2):
                clock.pass_(days=1)
                report = await observatory.examine("opd-0")
                for number in (1, 2):
                    await observatory.examine(f"opd-{number}")
    assert report.last_post
    assert report.last_post.title == notices[0].title


async def test_what_counted_before_there_were_news_is_taken_back_once_all_of_them_were_read() -> None:
    dated = posts(20, 50, 80, path="/node/{slug}")
    clock, ours = Clock(), site([])
    shows(ours, "/", dated, row)
    ours.bodies["/"] = page("".join(map(row, dated)))
    async with serving(ours), watching(config_of(ours), clock) as observatory:
        before = await observatory.examine("opd-0")
        shows(ours, "/berita", posts(200, 230, 260), row)
        ours.bodies["/"] = page("".join(map(row, dated)), menu={"Berita": "/berita"})
        for _ in range(2):
            clock.pass_(days=8)
            report = await observatory.examine("opd-0")
    assert before.last_post
    assert before.last_post.title == dated[0].title
    assert report.last_post
    assert report.last_post.title not in {post.title for post in dated}


async def test_an_import_that_a_steady_look_sees_dates_no_post_that_was_not_listed_before() -> None:
    known, (unlisted,) = posts(200, 230, 260), posts(300)
    clock, pages = Clock(), site([])
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        shows(pages, "/berita", known, row)
        clock.pass_(days=1)
        await observatory.examine("opd-0")
        clock.pass_(minutes=40)
        today = (TODAY.date() - clock.now.astimezone(ZONE).date()).days
        imported = [replace(one, age=today + 1) for one in (*known[:2], unlisted)]
        shows(pages, "/berita", [*imported, known[2]], row)
        for _ in range(3):
            clock.pass_(minutes=40)
            report = await observatory.probe("opd-0", deadline=10)
            assert status(report, observatory.config.thresholds, clock.now) is not Status.AKTIF


@pytest.mark.parametrize("ending", [" - Dinas Pengairan", ""])
async def test_an_import_that_adds_the_sites_name_to_every_title_makes_no_post_newer(ending: str) -> None:
    known = posts(200, 230, 260)
    clock, pages = Clock(), site([])
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        shows(pages, "/berita", known, row)
        for _ in range(2):
            clock.pass_(days=1)
            await observatory.examine("opd-0")
        pages.bodies = {"/": pages.bodies["/"]}
        day = (TODAY.date() - clock.now.astimezone(ZONE).date()).days
        moved = [
            replace(one, age=day - 1 + number, path=f"/kabar/{number}", title=one.title + ending)
            for number, one in enumerate(known)
        ]
        shows(pages, "/berita", moved, row)
        for _ in range(4):
            clock.pass_(days=1)
            report = await observatory.examine("opd-0")
            assert status(report, observatory.config.thresholds, clock.now) is not Status.AKTIF


async def test_a_copy_stays_one_that_an_import_gave_another_address_and_title() -> None:
    release, known = (
        replace(posts(20)[0], title="Wali Kota Buka Pekan Kebersihan di Alun-Alun"),
        posts(200, 230),
    )
    clock, ours, others = Clock(), site([]), [site([release, *posts(300)]) for _ in range(2)]
    async with serving(ours, *others), watching(config_of(ours, *others), clock) as observatory:
        for imported in (False, True):
            listed = [release, *known]
            if imported:
                listed = [
                    replace(one, path=f"/kabar/{number}", title=f"{one.title} - Dinas Pengairan", age=5)
                    for number, one in enumerate(listed)
                ]
                ours.bodies = {"/": ours.bodies["/"]}
            shows(ours, "/berita", listed, row)
            for _ in range(3):
                clock.pass_(days=1)
                for number in (1, 2):
                    await observatory.examine(f"opd-{number}")
                report = await observatory.examine("opd-0")
                assert status(report, observatory.config.thresholds, clock.now) is not Status.AKTIF


@pytest.mark.parametrize("ending", [" - Dinas Pengairan", " Bagian Kedua"])
async def test_what_one_list_adds_to_every_title_is_none_of_anothers_only_entry(ending: str) -> None:
    """A title that goes on in another way is another."""
    menu = {"Berita": "/berita", "Pengumuman": "/pengumuman"}
    known, (notice,) = posts(200, 230, 260), posts(300)
    clock, pages = Clock(), site([], menu=menu)
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        shows(pages, "/berita", known, row)
        shows(pages, "/pengumuman", [notice], row)
        for _ in range(2):
            clock.pass_(days=1)
            await observatory.examine("opd-0")
        pages.bodies = {"/": pages.bodies["/"]}
        moved = [
            replace(one, path=f"/kabar/{one.age}", title=f"{one.title} - Dinas Pengairan") for one in known
        ]
        anew = replace(notice, age=5, path="/kabar/9", title=notice.title + ending)
        shows(pages, "/berita", moved, row)
        shows(pages, "/pengumuman", [anew], row)
        for _ in range(3):
            clock.pass_(days=1)
            report = await observatory.examine("opd-0")
    assert report.last_post
    assert (report.last_post.title == anew.title) is (ending == " Bagian Kedua")


async def test_a_new_post_among_titles_that_end_alike_is_told() -> None:
    known = [replace(one, title=f"{one.title} - Dinas Pengairan") for one in posts(200, 230, 260)]
    (new,) = [replace(one, title=f"{one.title} - Dinas Pengairan") for one in posts(1)]
    clock, pages = Clock(), site([])
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        for listed in (known, known, [new, *known], [new, *known]):
            shows(pages, "/berita", listed, row)
            clock.pass_(days=1)
            report = await observatory.examine("opd-0")
    assert report.last_post
    assert report.last_post.title == new.title


@pytest.mark.parametrize(("listed", "stands"), [(True, True), (False, True), (False, False)])
async def test_after_an_import_a_yearly_title_is_another_post_where_the_older_still_stands(
    listed: bool, stands: bool
) -> None:
    known = posts(400, 430, 460)
    clock, pages = Clock(), site([])
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        shows(pages, "/berita", known, row)
        for _ in range(2):
            clock.pass_(days=1)
            await observatory.examine("opd-0")
        pages.bodies = {"/": pages.bodies["/"]}
        imported = [replace(one, age=-2, path=f"/kabar/{number}") for number, one in enumerate(known)]
        shows(pages, "/berita", imported, row)
        for _ in range(6):
            clock.pass_(days=1)
            await observatory.examine("opd-0")
        yearly = replace(imported[1], age=-7, path="/kabar/9")
        others = imported if listed else [one for one in imported if one.title != yearly.title]
        shows(pages, "/berita", [yearly, *others], row)
        if not stands:
            del pages.bodies[imported[1].path]
        for _ in range(3):
            clock.pass_(days=1)
            report = await observatory.examine("opd-0")
    assert report.last_post
    assert (report.last_post.published.date() == yearly.when.date()) is stands


async def test_a_post_dated_anew_that_is_put_up_twice_is_no_yearly_one() -> None:
    known = posts(400, 430, 460)
    anew = replace(known[1], age=-2)
    clock, pages = Clock(), site([])
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        for listed in (known, known, *([[known[0], anew, known[2]]] * 4)):
            shows(pages, "/berita", listed, row)
            clock.pass_(days=1)
            await observatory.examine("opd-0")
        shows(pages, "/berita", [replace(anew, path="/kabar/9"), known[0], known[2]], row)
        for _ in range(3):
            clock.pass_(days=1)
            report = await observatory.examine("opd-0")
            assert status(report, observatory.config.thresholds, clock.now) is not Status.AKTIF
    assert anew.path in pages.bodies


async def test_a_yearly_title_is_new_where_the_old_post_stands_in_a_list_without_dates() -> None:
    known = posts(400, 430, 460)
    yearly = replace(known[1], age=-2, path="/kabar/9")
    report = await lived({"/berita": known}, {"/berita": [yearly, *known]}, bare_row)
    assert report.last_post
    assert report.last_post.published.date() == yearly.when.date()


@pytest.mark.parametrize("later", [0, 1])
async def test_the_day_of_an_import_dates_no_post_that_is_listed_for_the_first_time_weeks_after_it(
    later: int,
) -> None:
    known, (unlisted,) = posts(200, 230, 260), posts(300)
    clock, pages = Clock(), site([])
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        shows(pages, "/berita", known, row)
        for _ in range(2):
            clock.pass_(days=1)
            await observatory.examine("opd-0")
        imported = [replace(one, age=-2) for one in known]
        shows(pages, "/berita", imported, row)
        for _ in range(6):
            clock.pass_(days=1)
            await observatory.examine("opd-0")
        first_listed = replace(unlisted, age=-2 - later)
        shows(pages, "/berita", [first_listed], row)
        for _ in range(2):
            clock.pass_(days=1)
            report = await observatory.examine("opd-0")
    assert report.last_post
    assert (report.last_post.title == first_listed.title) is bool(later)


async def test_a_clock_under_the_title_says_nothing_of_a_post_after_it_was_seen_first() -> None:
    (old,) = posts(0)
    clock, pages = Clock(), site([])
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        for days in (1, 1, 1, 60, 1, 130):
            clock.pass_(days=days)
            today = (TODAY.date() - clock.now.astimezone(ZONE).date()).days
            shows(pages, "/berita", [replace(old, age=today)], bare_row)
            report = await observatory.examine("opd-0")
            told = status(report, observatory.config.thresholds, clock.now)
            assert told is (Status.TIDAK_AKTIF if days == 130 else Status.TIDAK_TERUKUR), report.evidence


async def test_an_old_post_of_a_lists_further_page_is_none_when_it_is_dated_anew() -> None:
    listed, older = posts(200, 230, 260), posts(300, 330)
    clock, pages = Clock(), site([])
    numbers = (
        '<div class="pagination"><a href="/berita?page=2">2</a> <a href="/berita?page=2">Berikutnya</a></div>'
    )
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        shows(pages, "/berita", listed, row)
        pages.bodies["/berita"] = page("".join(map(row, listed)) + numbers)
        shows(pages, "/berita?page=2", older, row)
        for _ in range(3):
            clock.pass_(days=1)
            await observatory.examine("opd-0")
        today = (TODAY.date() - clock.now.astimezone(ZONE).date()).days
        anew = replace(older[1], age=today)
        shows(pages, "/berita", [anew, *listed], row)
        for _ in range(3):
            clock.pass_(days=1)
            report = await observatory.examine("opd-0")
            assert status(report, observatory.config.thresholds, clock.now) is not Status.AKTIF
    assert pages.asked.count("/berita?page=2") == 1


@pytest.mark.parametrize(
    ("told", "alive"),
    [
        (("2 hari yang lalu", "2 hari yang lalu", "2 hari yang lalu"), (True, False, False)),
        (("2 hari yang lalu", "3 hari yang lalu", "4 hari yang lalu"), (True, True, True)),
        (("2 minggu yang lalu", "2 minggu yang lalu", "2 minggu yang lalu"), (True, True, True)),
    ],
)
async def test_an_age_that_stands_still_makes_nobody_aktif_on_a_second_day(
    told: tuple[str, ...], alive: tuple[bool, ...]
) -> None:
    (post,), clock, pages = posts(1), Clock(), Pages()
    said = []
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        for age in told:
            pages.bodies["/"] = pages.bodies["/berita"] = ages((post.title, age)).replace("?sid={sid}", "")
            clock.pass_(hours=25)
            report = await observatory.examine("opd-0")
            said.append(status(report, observatory.config.thresholds, clock.now) is Status.AKTIF)
    assert tuple(said) == alive


@pytest.mark.parametrize(
    ("moves", "alive"),
    [
        ((0, 1, 2, 3), (True, False, False, False)),  # rolls on
        ((0, 0, 1, 1), (True, True, True, True)),  # stood for a day before somebody edited it
        ((0, 1, 1, 1), (True, False, True, True)),  # edited before the second look
    ],
)
async def test_a_date_that_goes_on_with_the_days_makes_nobody_aktif_on_a_second_day(
    moves: tuple[int, ...], alive: tuple[bool, ...]
) -> None:
    (post,), clock, pages = posts(3), Clock(), site([])
    said = []
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        for days in moves:
            shows(pages, "/berita", [replace(post, age=3 - days)], row)
            clock.pass_(hours=24)
            report = await observatory.examine("opd-0")
            said.append(status(report, observatory.config.thresholds, clock.now) is Status.AKTIF)
    assert tuple(said) == alive


async def test_the_day_of_a_post_that_was_known_by_an_age_is_the_one_that_a_redesign_prints() -> None:
    (post,), clock, pages = posts(20), Clock(), Pages()
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        aged = ages((post.title, "19 hari yang lalu")).replace("?sid={sid}", "")
        pages.bodies["/"] = pages.bodies["/berita"] = aged
        await observatory.examine("opd-0")
        pages.bodies = {"/": page("<p>Selamat datang.</p>")}
        shows(pages, "/berita", [post], row)
        for _ in range(2):
            clock.pass_(days=1)
            report = await observatory.examine("opd-0")
    assert report.last_post
    assert report.last_post.published.astimezone(ZONE).date() == post.when.date()
