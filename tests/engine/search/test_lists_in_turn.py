"""A site without a feed, with many lists: each is read daily, by turns, and a new post in any of them is told."""

from __future__ import annotations

import pytest
from aiohttp import web
from news_sites import RSS, TODAY, ZONE, Post, article, page, posts, row, site

from opd_exporter.domain.report import SiteReport
from opd_exporter.engine.scheduler import Observatory
from printed_days import printed
from site_server import Clock, Pages, config_of, feed, serving, watching

LISTS = ("Berita", "Pengumuman", "Artikel", "Siaran Pers", "Kabar Dinas", "Info Warga", "Rilis Media")
MENU = {name: f"/{name.lower().replace(' ', '-')}" for name in LISTS}


def put(pages: Pages, path: str, listed: list[Post], menu: dict[str, str]) -> None:
    """A list, and the articles that it shows."""
    pages.bodies[path] = page("".join(map(row, listed)), menu=menu)
    for post in listed:
        pages.bodies[post.path] = page(article(post), title=post.title, menu=menu)


def many(menu: dict[str, str], below: str = "/berita/{slug}") -> dict[str, list[Post]]:
    """By path: what each list of the menu shows, the newest 40 days old."""
    return {path: posts(40 + number, 90, path=below) for number, path in enumerate(menu.values())}


def site_of(lists: dict[str, list[Post]], menu: dict[str, str], head: str = "") -> Pages:
    pages = site([], menu=menu, head=head)
    for path, listed in lists.items():
        put(pages, path, listed, menu)
    return pages


async def look(observatory: Observatory, clock: Clock, **passed: float) -> SiteReport:
    clock.pass_(**passed)
    return await observatory.probe("opd-0", deadline=10)


def day(report: SiteReport) -> str:
    return printed(report.last_post.published) if report.last_post else ""


@pytest.mark.parametrize("front_lists_nothing", [True, False])
async def test_a_new_post_in_any_list_is_told_within_two_daily_looks(front_lists_nothing: bool) -> None:
    """One list after another has one, newer by two days than the one before."""
    lists = many(MENU)
    clock, pages = Clock(), site_of(lists, MENU)
    if not front_lists_nothing:
        pages.bodies["/"] = page("".join(row(one) for one in lists["/berita"]), menu=MENU)
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        for _ in range(4):
            await look(observatory, clock, days=1)
        for number, path in enumerate(MENU.values()):
            (new,) = posts(2 * (len(MENU) - number) - 1)
            put(pages, path, [new, *lists[path]], MENU)
            await look(observatory, clock, days=1)
            assert day(await look(observatory, clock, days=1)) == new.day, path


async def test_a_steady_look_reads_what_the_daily_one_had_no_requests_for_and_then_rests() -> None:
    clock, pages = Clock(), site_of(many(MENU), MENU)
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        for _ in range(4):
            await look(observatory, clock, minutes=31)
        asked = set(pages.asked)
        assert asked.issuperset(MENU.values())
        pages.asked.clear()
        await look(observatory, clock, minutes=31)
        assert set(pages.asked) <= {"/", *MENU.values()}
        assert len(pages.asked) == 2, "the front page and the list of the newest post"


async def test_a_site_with_a_feed_tells_of_all_lists_by_it() -> None:
    lists = many(MENU)
    clock, pages = Clock(), site_of(lists, MENU, RSS)
    everything = [(one.title, f"SITE{one.path}", one.when) for listed in lists.values() for one in listed]
    pages.bodies["/feed"] = feed(everything)
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        await observatory.examine("opd-0")
        pages.asked.clear()
        await look(observatory, clock, hours=23)
        assert pages.asked == ["/", "/feed"]


async def test_a_list_that_is_refused_waits_for_the_next_search() -> None:
    clock, pages = Clock(), site_of(many(MENU), MENU)
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        for _ in range(4):
            await look(observatory, clock, minutes=31)
        pages.bodies["/artikel"] = lambda _: web.Response(status=403, text="<h1>403</h1>")
        await look(observatory, clock, hours=21)
        pages.asked.clear()
        for _ in range(3):
            await look(observatory, clock, minutes=31)
        assert pages.asked.count("/artikel") <= 1


NEUTRAL = {"Berita": "/berita", "Inovasi": "/inovasi"}


@pytest.mark.parametrize(("below", "told"), [("/berita/{slug}", True), ("/inovasi/{slug}", False)])
async def test_a_page_under_another_name_is_a_list_where_its_entries_addresses_are_called_news(
    below: str, told: bool
) -> None:
    lists = {"/berita": posts(40, 90), "/inovasi": posts(50, 95, path=below)}
    clock, pages = Clock(), site_of(lists, NEUTRAL)
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        for _ in range(3):
            await look(observatory, clock, days=1)
        (new,) = posts(1, path=below)
        put(pages, "/inovasi", [new, *lists["/inovasi"]], NEUTRAL)
        await look(observatory, clock, days=1)
        assert (day(await look(observatory, clock, days=1)) == new.day) is told


async def test_a_list_under_another_name_gets_its_turn_beside_many_that_are_called_news() -> None:
    menu = MENU | NEUTRAL
    lists = many(MENU) | {"/inovasi": posts(50, 95)}
    clock, pages = Clock(), site_of(lists, menu)
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        for _ in range(4):
            await look(observatory, clock, days=1)
    assert "/inovasi" in pages.asked


@pytest.mark.parametrize("path", ["/siaran-pers", "/rilis-media"])
async def test_a_post_that_waits_for_the_next_day_is_told_on_that_day_in_whatever_list(path: str) -> None:
    lists = {path: posts(200 + number, 300) for number, path in enumerate(MENU.values())}
    clock, pages = Clock(), site_of(lists, MENU)
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        for _ in range(4):
            await look(observatory, clock, days=1)
        (new,) = posts((TODAY.date() - clock.now.astimezone(ZONE).date()).days)
        put(pages, path, [new], MENU)
        seen = await look(observatory, clock, hours=8)
        assert new.title in {one.title for one in seen.evidence if one.open}
        assert day(await look(observatory, clock, hours=26)) == new.day


async def test_a_steady_look_goes_to_the_list_of_the_newest_post_that_is_known() -> None:
    lists = many(MENU)
    lists["/kabar-dinas"] = posts(35, 90)
    clock, pages = Clock(), site_of(lists, MENU)
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        for _ in range(4):
            await look(observatory, clock, days=1)
            for _ in range(2):
                pages.asked.clear()
                await look(observatory, clock, minutes=31)
        assert pages.asked == ["/", "/kabar-dinas"]


async def test_a_page_that_only_repeats_the_news_beside_its_text_is_no_list() -> None:
    listed = posts(40, 90)
    clock, pages = Clock(), site_of({"/berita": listed}, NEUTRAL)
    box = "".join(map(row, listed))
    pages.bodies["/inovasi"] = page(f"<h1>Inovasi</h1><p>Inovasi kantor kami.</p>{box}", menu=NEUTRAL)
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        for _ in range(3):
            await look(observatory, clock, days=1)
        assert pages.asked.count("/inovasi") == 1


async def test_behind_a_press_release_that_leads_the_news_the_other_lists_are_read_too() -> None:
    menu = dict(list(MENU.items())[:4])
    old, (own,), (release,) = posts(200, 230), posts(20, path="/siaran-pers/{slug}"), posts(1)
    clock, ours, others = Clock(), site([], menu=menu), [site([release, *posts(50)]) for _ in range(2)]
    for path, listed in zip(menu.values(), ([release, *old], posts(300), posts(310), [own]), strict=True):
        put(ours, path, listed, menu)
    async with serving(ours, *others), watching(config_of(ours, *others), clock) as observatory:
        for number in (1, 2):
            await observatory.examine(f"opd-{number}")
        report = await observatory.examine("opd-0")
        assert day(report) == own.day, report.steps
