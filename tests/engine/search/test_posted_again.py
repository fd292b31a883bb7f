"""An old post of a brief title, taken away and put up again as another: nobody can tell it from a new one."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from news_sites import Post, article, page, posts
from watched_site import WatchedSite, last_title, watched

from opd_exporter.domain.vocabulary import Status

OTHERS = posts(230, 260, 290)
OLD = replace(posts(200)[0], title="Jadwal Imam Jumat", path="/berita/jadwal-imam-jumat")


def new(site: WatchedSite) -> Post:
    """One of that title is published now, under its own address."""
    made = replace(OLD, path="/berita/jadwal-imam-jumat-2", age=site.age_now)
    site.lists([made, *OTHERS])
    return made


def takes_away(site: WatchedSite) -> None:
    del site.pages.bodies[OLD.path]


async def looked_at_before(site: WatchedSite) -> None:
    site.lists([OLD, *OTHERS])
    assert site.status(await site.looked_at(2)) is Status.TIDAK_AKTIF


async def test_it_is_open_for_as_long_as_it_might_be_new() -> None:
    async with watched() as site:
        await looked_at_before(site)
        takes_away(site)
        new(site)
        assert set(await site.statuses(20)) == {Status.TIDAK_TERUKUR}
        assert site.status(await site.looked_at(days=200)) is Status.TIDAK_AKTIF


async def test_it_is_open_after_looks_that_did_not_see_it() -> None:
    async with watched() as site:
        await looked_at_before(site)
        takes_away(site)
        new(site)
        await site.looked_at(2)
        listed = site.pages.bodies["/berita"]
        site.lists(OTHERS)
        await site.looked_at(2)
        site.pages.bodies["/berita"] = listed
        assert Status.AKTIF not in await site.statuses(3)


async def test_it_is_new_where_the_old_one_still_stands_at_its_address() -> None:
    async with watched() as site:
        await looked_at_before(site)
        new(site)
        assert site.status(await site.looked_at(2)) is Status.AKTIF


@pytest.mark.parametrize("other", [replace(OLD, title="Jadwal Imam Tarawih"), replace(OLD, age=30)])
async def test_it_is_open_where_another_stands_at_the_old_address(other: Post) -> None:
    async with watched() as site:
        await looked_at_before(site)
        new(site)
        site.pages.bodies[OLD.path] = page(article(other), title=other.title)
        assert set(await site.statuses(3)) == {Status.TIDAK_TERUKUR}


async def test_it_stays_new_when_the_old_one_that_stood_beside_it_goes() -> None:
    async with watched() as site:
        await looked_at_before(site)
        made = new(site)
        site.lists([made, OLD, *OTHERS])
        await site.looked_at()
        takes_away(site)
        site.lists([made, *OTHERS])
        report = await site.looked_at()
        assert site.status(report) is Status.AKTIF
        assert not any(one.open for one in report.evidence)


async def test_it_is_new_where_the_old_one_had_gone_before() -> None:
    async with watched() as site:
        await looked_at_before(site)
        takes_away(site)
        site.lists(OTHERS)
        await site.looked_at(3)
        new(site)
        assert site.status(await site.looked_at(2)) is Status.AKTIF


async def test_it_is_open_where_the_old_one_was_lost_and_others_have_been_entered_anew() -> None:
    async with watched() as site:
        lost = OTHERS[0]
        await looked_at_before(site)
        takes_away(site)
        del site.pages.bodies[lost.path]
        site.lists(OTHERS[1:])
        await site.looked_at(3)
        again = replace(lost, path=f"{lost.path}-2", age=site.age_now)
        site.lists([again, *OTHERS[1:]])
        await site.looked_at(3)
        site.lists([replace(OLD, path="/berita/jadwal-imam-jumat-9", age=site.age_now), again, *OTHERS[1:]])
        assert site.status(await site.looked_at(9)) is Status.TIDAK_TERUKUR


async def test_it_is_new_once_the_old_one_is_back_beside_it() -> None:
    async with watched() as site:
        await looked_at_before(site)
        takes_away(site)
        made = new(site)
        await site.looked_at(2)
        site.lists([made, OLD, *OTHERS])
        assert site.status(await site.looked_at(2)) is Status.AKTIF


@pytest.mark.parametrize("title", ["Warga Merawat Taman Kota Bersama", "Jadwal Imam Tarawih"])
async def test_a_post_of_another_title_is_new_whatever_went(title: str) -> None:
    async with watched() as site:
        await looked_at_before(site)
        takes_away(site)
        site.lists([replace(OLD, title=title, path="/berita/baru", age=site.age_now), *OTHERS])
        report = await site.looked_at(2)
        assert (site.status(report), last_title(report)) == (Status.AKTIF, title)


def answers(site: WatchedSite, *listed: Post) -> None:
    """What the site's interface tells from now on: posts that have no page."""
    told = [
        {"judul": one.title, "slug": one.path.rpartition("/")[2], "tanggal": one.when.isoformat()}
        for one in listed
    ]
    site.pages.bodies["/api/berita"] = json.dumps({"data": told})


@pytest.mark.parametrize(
    ("before", "since", "said"),
    [
        ([OLD, *OTHERS], OTHERS, Status.TIDAK_TERUKUR),
        ([OLD, *OTHERS], [OLD, *OTHERS], Status.AKTIF),  # the old one is there yet
        (OTHERS, OTHERS, Status.AKTIF),  # nothing went
        ([*OTHERS, replace(OLD, age=400)], OTHERS, Status.AKTIF),  # it left at the end, as the last do
    ],
)
async def test_it_is_open_likewise_where_posts_have_no_pages(
    before: list[Post], since: list[Post], said: Status
) -> None:
    async with watched(menu={"Berita": "/berita"}) as site:
        site.pages.bodies["/berita"] = page(
            "<h2>Berita</h2><div id=daftar></div><script>muat('/api/berita')</script>"
        )
        site.pages.types["/api/berita"] = "application/json"
        answers(site, *before)
        assert site.status(await site.looked_at(2)) is Status.TIDAK_AKTIF
        answers(site, replace(OLD, path="/berita/jadwal-imam-jumat-2", age=site.age_now), *since)
        site.pages.asked.clear()
        assert set(await site.statuses(2)) == {said}
    assert site.pages.asked.count("/api/berita") == 2, "a look reads what has no page once"
