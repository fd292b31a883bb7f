"""Notices without a page of their own that bear the title of last year's: others, where that still stands further on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from news_sites import TEXT, Post, page, posts
from watched_site import WatchedSite, watched

from opd_exporter.domain.vocabulary import Status

MENU = {"Pengumuman": "/pengumuman"}
YEARLY = "Pengumuman Libur Idul Fitri"
FIRST, SECOND = "/pengumuman", "/pengumuman?page=2"


def notice(post: Post) -> str:
    return f"<div><h4>{post.title}</h4><i>{post.day}</i><p>{TEXT}</p></div>"


def put_up(ours: WatchedSite, first: list[Post], second: list[Post]) -> None:
    """The list of notices, on two pages."""
    numbers = f'<ul class="pagination"><li>1</li><li><a href="{SECOND}">2</a></li></ul>'
    ours.pages.bodies["/"] = page("<p>Selamat datang di situs resmi kami.</p>", menu=ours.menu)
    for path, listed in {FIRST: first, SECOND: second}.items():
        rows = "".join(map(notice, listed))
        ours.pages.bodies[path] = page(f"<h2>Pengumuman</h2>{rows}{numbers}", menu=ours.menu)


@pytest.mark.parametrize(
    ("title", "seen_first", "stays", "told"),
    [
        (YEARLY, False, "as it was", Status.AKTIF),
        (YEARLY, True, "as it was", Status.AKTIF),
        ("Libur Lebaran", True, "as it was", Status.AKTIF),
        (YEARLY, True, "nowhere", Status.TIDAK_AKTIF),  # the old one was dated anew, and came to the front
        (YEARLY, False, "dated anew", Status.TIDAK_AKTIF),  # as after an import: both pages show it
    ],
)
async def test_it_is_another_where_the_second_page_still_shows_the_old_one(
    title: str, seen_first: bool, stays: str, told: Status
) -> None:
    """``seen_first``: the old one was known at the address that the new one has now, which is made of the title."""
    old, *others = posts(400, 230, 260, 290, 430, 460)
    yearly = replace(old, title=title)
    async with watched(menu=MENU) as ours:
        if seen_first:
            put_up(ours, [yearly, *others[3:]], [])
            await ours.looked_at()
        put_up(ours, others[:3], [*others[3:], yearly])
        await ours.looked_at(2, days=8)
        anew = replace(yearly, age=ours.age_now + 1)
        stands = {"as it was": [yearly], "nowhere": [], "dated anew": [anew]}[stays]
        put_up(ours, [anew, *others[:3]], [*others[3:], *stands])
        assert await ours.statuses(3) == [told] * 3


async def test_a_title_without_a_page_is_that_of_the_post_that_has_one() -> None:
    """Which has left its list; a box shows when it was edited last."""
    (one,), known = posts(400), posts(430, 460)
    async with watched(menu={"Berita": "/berita", **MENU}) as ours:
        ours.lists([one, *known])
        put_up(ours, posts(500), [])
        await ours.looked_at(2)
        ours.lists(known)
        put_up(ours, [replace(one, age=3), *posts(500)], [])
        assert Status.AKTIF not in await ours.statuses(2)
