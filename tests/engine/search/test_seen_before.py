"""Nothing is published after it was seen: an old entry that turns up with a new date is no new post."""

from __future__ import annotations

from dataclasses import replace

import pytest
from news_sites import Draw, Post, article, bare_row, page, posts, row, site

from opd_exporter.domain.report import SiteReport
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
