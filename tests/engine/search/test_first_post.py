"""A first post after two years, dated today: list and article agree, and the list's other rows carry other days. It
counts at once, also beside a clock; where one of these is missing it waits for the next day."""

from __future__ import annotations

import pytest
from news_sites import TEXT, TODAY, Post, ago, article, bare_article, bare_row, posts, row, site

from opd_exporter.domain.candidate import Doubt
from opd_exporter.domain.report import SiteReport
from printed_days import printed
from site_server import Clock, Pages, config_of, serving, watching

WEEKDAYS = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]
CLOCKS = {
    "no clock": "",
    "a clock of the article's own format": f'<div class="tanggal">{printed(TODAY)}</div>',
    "a clock with weekday and time": f"<p>{WEEKDAYS[TODAY.weekday()]}, {printed(TODAY)} <b>10:15:22</b></p>",
}


def plain(post: Post) -> str:
    return f'<h1>{post.title}</h1><p class="meta">{post.day}</p><p>{TEXT}</p>'


def clocked(post: Post) -> str:
    return f'<h1>{post.title}</h1><p class="meta">{printed(TODAY)}</p><p>{TEXT}</p>'


def below(pages: Pages, clock: str) -> Pages:
    """The site with a clock at the top of every page."""
    for path, body in pages.bodies.items():
        if isinstance(body, str):
            pages.bodies[path] = body.replace("<body>", f"<body>{clock}")
    return pages


async def look(pages: Pages) -> tuple[SiteReport, int | None]:
    """The report, and the age of its last post in days."""
    async with serving(pages), watching(config_of(pages), Clock()) as observatory:
        report = await observatory.examine("opd-0")
    last = report.last_post
    return report, (TODAY.date() - last.published.astimezone(TODAY.tzinfo).date()).days if last else None


@pytest.mark.parametrize("clock", CLOCKS)
@pytest.mark.parametrize("ages", [(0, 730), (0, 730, 760, 900)])
async def test_it_counts_at_once(clock: str, ages: tuple[int, ...]) -> None:
    for draw in (plain, article):
        report, age = await look(below(site(posts(*ages), article=draw), CLOCKS[clock]))
        assert (age, report.state.value) == (0, "measured"), "\n".join(report.steps)


@pytest.mark.parametrize("clock", CLOCKS)
async def test_it_waits_where_the_article_says_nothing(clock: str) -> None:
    report, age = await look(below(site(posts(0, 730), article=bare_article), CLOCKS[clock]))
    assert (age, report.state.value) == ((TODAY.date() - ago(730).date()).days, "unknown")
    assert [one.doubt for one in report.open] == [Doubt.CLOCK]


async def test_it_waits_where_no_other_row_carries_another_day() -> None:
    report, age = await look(site(posts(0), article=plain))
    assert (age, report.state.value) == (None, "unknown")


@pytest.mark.parametrize("clock", CLOCKS)
async def test_a_clock_under_every_title_makes_no_old_post_new(clock: str) -> None:
    report, age = await look(below(site(posts(400, 430, 500), article=clocked), CLOCKS[clock]))
    assert (age, report.state.value) == (400, "measured")
    report, age = await look(below(site(posts(400, 430, 500), row=bare_row, article=clocked), CLOCKS[clock]))
    assert age is None


async def test_a_clock_that_stands_beside_the_first_row_dates_nothing() -> None:
    listed = posts(400, 430, 500)

    def beside(post: Post) -> str:
        return (
            (CLOCKS["a clock of the article's own format"] + bare_row(post))
            if post is listed[0]
            else row(post)
        )

    report, age = await look(site(listed, row=beside, article=bare_article))
    assert age != 0
    assert report.state.value == "unknown"
