"""What an answer amounts to, and how a search goes on over looks until all that the site names was read."""

from __future__ import annotations

import pytest
from aiohttp import web
from news_sites import Draw, Post, ago, article, bare_article, bare_row, page, posts, row, site
from sites_of_lists import oldest_first

from opd_exporter.domain.candidate import Doubt
from opd_exporter.domain.vocabulary import Reason, State
from opd_exporter.engine.search.answered import SETTLES, Answered
from opd_exporter.engine.search.inquiry import came_of
from opd_exporter.fetch.model import Fetched
from printed_days import printed
from readers import ReadHere
from site_server import Clock, Pages, config_of, serving, watching

MENU = {
    name: f"/{name.lower().replace(' ', '-')}"
    for name in ("Berita", "Pengumuman", "Artikel", "Kegiatan", "Siaran Pers")
}


def got(status: int | None, reason: Reason | None = None) -> Fetched:
    return Fetched("https://a.example.go.id/feed", "https://a.example.go.id/feed", reason, "", status)


@pytest.mark.parametrize(
    ("fetched", "what"),
    [
        (got(200), Answered.READ),
        (got(404), Answered.ABSENT),
        (got(410), Answered.ABSENT),
        *((got(status), Answered.REFUSED) for status in (401, 403, 406, 429, 451)),
        (got(403, Reason.CHALLENGE), Answered.REFUSED),
        (got(None, Reason.BLOCKED), Answered.REFUSED),
        (got(302, Reason.OFFSITE), Answered.OTHER),
        (got(500), Answered.BROKEN),
        (got(None, Reason.TIMEOUT), Answered.BROKEN),
        (got(None, Reason.PROTOCOL), Answered.BROKEN),
        (got(None, Reason.TOO_LARGE), Answered.BROKEN),
        (got(400), Answered.BROKEN),
    ],
)
def test_only_what_was_read_or_is_not_there_settles_a_question(fetched: Fetched, what: Answered) -> None:
    assert came_of(fetched)[0] is what
    assert (what in SETTLES) is (what in (Answered.READ, Answered.ABSENT, Answered.OTHER))


@pytest.mark.parametrize(
    ("ages", "state"),
    [
        ((1000, 900, 800, 700, 650, 600, 550, 500, 450, 400, 350, 300), State.UNKNOWN),
        # Pages that run newest first hold nothing newer, whatever the order within each.
        ((450, 400, 350, 300, 650, 600, 550, 500, 1000, 900, 800, 700), State.MEASURED),
    ],
)
async def test_a_list_that_runs_oldest_first_is_open_until_its_end_is_read(
    ages: tuple[float, ...], state: State
) -> None:
    onward = "<a rel=next href=/berita?page=2>Berikutnya</a>"
    pages = oldest_first("", onward=onward, listed=posts(*ages))
    async with serving(pages), watching(config_of(pages), Clock()) as observatory:
        report = await observatory.examine("opd-0")
    assert report.state is state
    assert {one.doubt for one in report.open} == ({Doubt.BROKEN} if state is State.UNKNOWN else set())


NEXT = "<a rel=next href=/berita?page=2>Berikutnya</a>"
NUMBERS = '<li><a href="{url}">{n}</a></li>'
RISING = (1000, 900, 800, 700, 650, 600, 550, 500, 450, 400, 350, 300, 250, 200, 100, 20)


@pytest.mark.parametrize(
    ("number", "onward", "ages", "states", "newest"),
    [
        # A day later what its articles told leads to the last page.
        (NUMBERS, "", RISING, "unknown unknown measured", 20),
        ("", NEXT, RISING, "unknown unknown unknown", 500),
        ("", NEXT, RISING[::-1], "measured measured measured", 20),
        ("", NEXT, (800, 1000, 700, 900, *RISING[4:]), "measured measured measured", 700),  # by views
        (
            "",
            NEXT,
            (1000, 900, 900, 700, *RISING[4:]),
            "measured measured measured",
            700,
        ),  # three days, by chance
        ("", "", RISING[:4], "measured measured measured", 700),  # there is no other page
    ],
)
async def test_a_list_without_days_runs_oldest_first_where_the_days_of_its_articles_rise(
    number: str, onward: str, ages: tuple[float, ...], states: str, newest: float
) -> None:
    clock, pages = Clock(), oldest_first(number, onward=onward, listed=posts(*ages), draw=bare_row)
    reports = []
    async with serving(pages), watching(config_of(pages), clock, hire=ReadHere.hired) as observatory:
        for hours in (0, 1, 24):  # a steady look that finds the list unchanged settles nothing
            clock.pass_(hours=hours)
            reports.append(await observatory.examine("opd-0"))
    assert [one.state.value for one in reports] == states.split(), reports[0].open
    last = reports[-1].last_post
    assert last is not None
    assert last.published.date() == ago(newest).date()


def many_lists(age: float) -> Pages:
    """A site that has been silent for ``age`` days, with a list of news behind each of five entries of its menu."""
    pages = site([], menu=MENU)
    for number, path in enumerate(MENU.values()):
        listed = posts(age + number, age + 40, path=f"{path}/{{slug}}")
        pages.bodies[path] = page("".join(map(row, listed)), menu=MENU)
        for post in listed:
            text = f'<h1>{post.title}</h1><p class="meta">{post.day} | Admin</p><p>{"Warga bergotong royong. " * 9}</p>'
            pages.bodies[post.path] = page(text, title=post.title, menu=MENU)
    return pages


async def test_a_dead_site_with_many_lists_is_settled_over_pulls_and_stays_so() -> None:
    clock, pages = Clock(), many_lists(300)
    async with serving(pages), watching(config_of(pages, max_requests=5), clock) as observatory:
        first = await observatory.probe("opd-0", deadline=10)
        assert first.state is State.UNKNOWN
        assert {one.doubt for one in first.open} == {Doubt.UNREAD}
        for _ in range(6):
            clock.pass_(minutes=1)
            pages.asked.clear()
            report = await observatory.probe("opd-0", deadline=10)
            assert len(pages.asked) <= 6
            if report.state is State.MEASURED:
                break
        assert report.state is State.MEASURED, report.open
        pages.asked.clear()
        clock.pass_(minutes=1)
        await observatory.probe("opd-0", deadline=10)
        assert pages.asked == ["/"], "a settled site is left alone until its next look"
        clock.pass_(days=1, minutes=1)
        assert (await observatory.probe("opd-0", deadline=10)).state is State.MEASURED


async def test_a_living_site_is_not_searched_for_what_could_change_nothing() -> None:
    clock, pages = Clock(), many_lists(12)
    async with serving(pages), watching(config_of(pages, max_requests=5), clock) as observatory:
        assert (await observatory.probe("opd-0", deadline=10)).state is State.MEASURED
        pages.asked.clear()
        clock.pass_(minutes=1)
        await observatory.probe("opd-0", deadline=10)
    assert pages.asked == ["/"]


async def test_a_refused_feed_leaves_a_certain_state_where_the_list_holds_what_it_dated_before() -> None:
    listed = posts(300, 330)
    clock, pages = Clock(), site(listed, row=bare_row, fed=listed)
    for post in listed:
        pages.bodies[post.path] = page(f"<h1>{post.title}</h1><p>{'Warga bergotong royong. ' * 9}</p>")
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        await observatory.examine("opd-0")
        pages.bodies["/feed"] = lambda _: web.Response(status=403, text="<h1>403</h1>")
        clock.pass_(days=8)
        assert (await observatory.examine("opd-0")).state is State.MEASURED


async def test_a_feed_that_is_refused_for_a_week_makes_a_certain_state_unknown_and_no_sooner() -> None:
    new, *listed = posts(0, 300, 330)
    clock, pages = Clock(), site(listed, row=bare_row, fed=listed)
    for post in (new, *listed):
        pages.bodies[post.path] = page(f"<h1>{post.title}</h1><p>{'Warga bergotong royong. ' * 9}</p>")
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        assert (await observatory.examine("opd-0")).state is State.MEASURED
        pages.bodies["/feed"] = lambda _: web.Response(status=403, text="<h1>403</h1>")
        pages.bodies["/berita"] = page(f"<h2>Berita</h2>{bare_row(new)}{''.join(map(bare_row, listed))}")
        clock.pass_(days=6)
        report = await observatory.examine("opd-0")
        assert report.state is State.MEASURED
        assert report.last_post is not None
        clock.pass_(days=2)
        report = await observatory.examine("opd-0")
        assert report.state is State.UNKNOWN
        assert {one.doubt for one in report.open} & {Doubt.REFUSED, Doubt.UNDATED}


@pytest.mark.parametrize(
    ("ages", "draw", "state"),
    [((300, 330), bare_row, State.UNKNOWN), ((300, 330), row, State.MEASURED), ((), row, State.NO_POSTS)],
)
async def test_the_page_of_all_posts_settles_a_broken_feed_by_its_dates_or_by_listing_none(
    ages: tuple[int, ...], draw: Draw, state: State
) -> None:
    head = '<meta name="generator" content="WordPress 6.5"><link rel="alternate" type="application/rss+xml" href="/feed/">'
    listed = posts(*ages, path="/{slug}")
    pages = site(listed, row=draw, article=article if draw is row else bare_article, head=head, menu={})
    front = pages.bodies["/"]
    assert isinstance(front, str)
    pages.bodies["/"] = front.replace("<body>", '<body class="home blog">')
    pages.bodies["/feed/"] = lambda _: web.Response(status=500)
    async with serving(pages), watching(config_of(pages), Clock()) as observatory:
        assert (await observatory.examine("opd-0")).state is state


@pytest.mark.parametrize(
    ("days", "state"),
    [((0, -3, -9, -12), State.NO_POSTS), ((0, 30, 50, -3), State.NO_POSTS), ((30, 50, 80), State.UNKNOWN)],
)
async def test_days_without_links_on_a_list_of_news_hide_posts_only_when_they_are_past(
    days: tuple[int, ...], state: State
) -> None:
    pages = site([])
    told = "".join(f"<p>{printed(ago(day))}</p>" for day in days)
    pages.bodies["/berita"] = page(f"<h2>Berita</h2>{told}<p>Isi bagian ini sedang disusun oleh petugas.</p>")
    async with serving(pages), watching(config_of(pages), Clock()) as observatory:
        assert (await observatory.examine("opd-0")).state is state


def _days_below(heading: str, tag: str) -> str:
    return f"<{tag}><h3>{heading}</h3>{''.join(f'<p>{printed(ago(age))}</p>' for age in (6, 13, 27))}</{tag}>"


@pytest.mark.parametrize(
    ("boxes", "state"),
    [
        (_days_below("Agenda Kegiatan", "aside"), State.NO_POSTS),
        (_days_below("Agenda Kegiatan", "div"), State.NO_POSTS),
        (_days_below("Komentar Terbaru", "div"), State.NO_POSTS),
        (_days_below("Ruang Warga", "aside"), State.NO_POSTS),
        (_days_below("Ruang Warga", "div"), State.UNKNOWN),
        (_days_below("Agenda Kegiatan", "div") + _days_below("Berita", "div"), State.UNKNOWN),
    ],
)
async def test_days_of_events_and_of_a_side_column_hide_no_posts(boxes: str, state: State) -> None:
    pages = site([])
    pages.bodies["/berita"] = page(f"<h2>Berita</h2><p>Belum ada berita.</p>{boxes}")
    async with serving(pages), watching(config_of(pages), Clock()) as observatory:
        assert (await observatory.examine("opd-0")).state is state


@pytest.mark.parametrize("title", ["Berita Dinas", "Kumpulan berita dan kegiatan dinas selama tahun ini"])
@pytest.mark.parametrize("menu", [{"Berita": "/berita"}, {"Profil": "/profil"}])
async def test_a_dated_card_that_leads_to_a_list_which_refuses_us_does_not_settle_the_list(
    title: str, menu: dict[str, str]
) -> None:
    card = row(Post(400, title, "/berita"))
    pages = site(
        posts(300, 330), above=card, aside="<p><a href=/berita>Lihat semua berita</a></p>", menu=menu
    )
    pages.bodies["/berita"] = lambda _: web.Response(status=403)
    async with serving(pages), watching(config_of(pages), Clock()) as observatory:
        report = await observatory.examine("opd-0")
        assert report.state is State.UNKNOWN
        assert any(one.url.endswith("/berita") and one.until is None for one in report.open)
