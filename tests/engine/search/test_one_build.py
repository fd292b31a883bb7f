"""Posts that all bear one moment, in several lists and in their own pages: the moment at which they were brought there."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from news_sites import TEXT, Post, article, bare_row, page, posts, row, site

from opd_exporter.domain.status import status
from opd_exporter.domain.vocabulary import Status
from site_server import Clock, Pages, config_of, serving, watching

LISTS = {"Berita": "/berita", "Pengumuman": "/pengumuman", "Artikel": "/artikel"}


def lists(listed: dict[str, list[Post]], *, clock: str) -> Pages:
    """A site of these lists; each row and each article prints a day with ``clock``, a time."""
    pages = site([], menu=LISTS)
    for path, entries in listed.items():
        rows = "".join(row(one).replace("</span>", f" {clock}</span>") for one in entries)
        pages.bodies[path] = page(f"<h2>{path[1:].title()}</h2>{rows}", menu=LISTS)
        for one in entries:
            text = article(one).replace(" | Admin", f" {clock} | Admin")
            pages.bodies[one.path] = page(text, title=one.title, menu=LISTS)
    return pages


@pytest.mark.parametrize(
    ("ages", "clock", "said"),
    [
        ((3, 3, 3, 3, 3), "21:46 WIB", Status.TIDAK_TERUKUR),
        ((3, 3, 3, 3, 3), "", Status.TIDAK_TERUKUR),  # one day of five
        ((3, 3, 3, 3, 40), "21:46 WIB", Status.AKTIF),  # what is older says that dates are kept
        ((3, 3, 3), "", Status.AKTIF),  # a small site may well post three in a day
        ((300, 300, 300, 300, 300), "21:46 WIB", Status.TIDAK_AKTIF),
    ],
)
async def test_posts_of_several_lists_that_bear_one_moment_were_brought_there_together(
    ages: tuple[float, ...], clock: str, said: Status
) -> None:
    made = posts(*ages)
    spread = {path: made[number::3] for number, path in enumerate(LISTS.values())}
    named = {
        path: [replace(one, path=f"{path}/{one.path.rpartition('/')[2]}") for one in entries]
        for path, entries in spread.items()
    }
    pages, now = lists(named, clock=clock), Clock()
    async with serving(pages), watching(config_of(pages), now) as observatory:
        for _ in range(3):
            now.pass_(days=1)
            report = await observatory.examine("opd-0")
    assert status(report, observatory.config.thresholds, now.now) is said, report.evidence


@pytest.mark.parametrize(
    ("minutes", "oldest", "said"),
    [
        (8, 3, Status.TIDAK_TERUKUR),
        (30, 3, Status.AKTIF),  # somebody who writes all day
        (8, 40, Status.AKTIF),
    ],
)
async def test_articles_whose_times_follow_each_other_by_minutes_were_brought_there_though_each_look_opens_a_few(
    minutes: int, oldest: int, said: Status
) -> None:
    made = posts(*(3,) * 7, oldest)

    def timed(one: Post) -> str:
        when = one.when - timedelta(minutes=minutes * made.index(one))
        return f"<h1>{one.title}</h1><time itemprop=datePublished datetime={when.isoformat()}></time><p>{TEXT}</p>"

    pages, now = site(made, row=bare_row, article=timed), Clock()
    async with serving(pages), watching(config_of(pages, max_requests=6), now) as observatory:
        for _ in range(4):
            now.pass_(days=1)
            report = await observatory.examine("opd-0")
    assert status(report, observatory.config.thresholds, now.now) is said, report.evidence
