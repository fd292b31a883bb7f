"""Sites that write numeric dates with the month first, or seem to: what one look makes of all that they give, and what
the next ones keep of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from news_sites import TEXT, page

from opd_exporter.domain.report import SiteReport
from site_server import ZONE, Clock, Pages, config_of, serving, watching

NOW = datetime(2026, 11, 27, 3, tzinfo=UTC)
TITLES = [
    "Relawan menanam bambu di tepi sungai kota",
    "Guru honorer meninjau papan nama jalan",
    "Tukang becak menyusun jadwal pompa tangan",
    "Regu jaga membersihkan halaman balai warga",
    "Nelayan waduk menata kursi tunggu loket",
    "Kelompok tani memanen padi di lahan kota",
]
"""The oldest post's first, so that a new post has one of its own."""
SPRING = [date(2026, 3, 11), date(2026, 3, 2), date(2026, 2, 20), date(2026, 1, 14)]
"""Read day first, the newest would be of 3 November."""
EARLY = [date(2026, 10, 11), date(2026, 9, 8), date(2026, 8, 5), date(2026, 7, 9)]
"""Days that read both ways, all of them; the other way round the newest is of 10 November."""

Write = Callable[[date], str]


def us(day: date) -> str:
    return f"{day.month}/{day.day}/{day.year}"


def us_time(day: date) -> str:
    return f"{us(day)} 4:15 PM"


def us_drupal(day: date) -> str:
    return f"{day:%a}, {day:%m/%d/%Y} - 10:30"


def own(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def iso(day: date) -> str:
    return f"{day.isoformat()}T16:15:00+07:00"


def nothing(_: date) -> str:
    return ""


def _article(title: str, day: date, printed: Write, meta: Write, said: str) -> str:
    told = f'<meta property="article:published_time" content="{meta(day)}">' if meta(day) else ""
    line = f'<p class="meta">{printed(day)}</p>' if printed(day) else ""
    return page(f"<h1>{title}</h1>{line}<p>{TEXT} {said}</p><p>{TEXT}</p>", head=told)


def site(
    days: list[date],
    *,
    listed: Write = nothing,
    printed: Write = nothing,
    meta: Write = nothing,
    fed: Write = nothing,
    said: str = "",
) -> Pages:
    """A site whose list, articles, metas and feed write dates each in their own way; ``said`` stands in an article."""
    pages = Pages()
    rows, items = "", ""
    for number, (title, day) in enumerate(zip(reversed(TITLES[: len(days)]), days, strict=True)):
        path = f"/berita/{title.lower().replace(' ', '-')}"
        line = f'<span class="tgl">{listed(day)}</span>' if listed(day) else ""
        rows += f'<div class="item"><h3><a href="{path}">{title}</a></h3>{line}</div>'
        items += f"<item><title>{title}</title><link>SITE{path}</link><pubDate>{fed(day)}</pubDate></item>"
        pages.bodies[path] = _article(title, day, printed, meta, said if number == 0 else "")
    head = '<link rel="alternate" type="application/rss+xml" href="/feed">' if fed is not nothing else ""
    pages.bodies["/"] = page("<p>Selamat datang di situs resmi kami.</p>", head=head)
    pages.bodies["/berita"] = page(f"<h2>Berita</h2>{rows}")
    if head:
        pages.bodies["/feed"] = f'<rss version="2.0"><channel><title>Dinas</title>{items}</channel></rss>'
        pages.types["/feed"] = "application/rss+xml"
    return pages


def day_of(report: SiteReport) -> date | None:
    return report.last_post.published.astimezone(ZONE).date() if report.last_post else None


def clock() -> Clock:
    made = Clock()
    made.now = NOW
    return made


SAID = "Rapat berlangsung pada tanggal 25/02/2026 di aula kantor dan dihadiri para lurah serta warga sekitar."
CASES: dict[str, tuple[Pages, date]] = {
    "a list with AM and PM": (site(SPRING, listed=us_time), SPRING[0]),
    "the list shows it, the article does not": (site(SPRING, listed=us, printed=us), SPRING[0]),
    "only articles show it": (site(SPRING, printed=us_time), SPRING[0]),
    "the list shows it, the feed holds no day above 12": (site(EARLY[:3], listed=us_time, fed=us), EARLY[0]),
    "a feed of RFC dates says what the list means": (
        site(EARLY, listed=us, fed=lambda day: f"{day:%a, %d %b %Y} 10:00:00 +0700"),
        EARLY[0],
    ),
    "weekdays of a list that holds no day above 12": (site(EARLY, listed=us_drupal), EARLY[0]),
    "weekdays of metas that hold no day above 12": (site(EARLY, meta=us_drupal), EARLY[0]),
    "an exact list beside articles with the month first": (site(EARLY, listed=iso, printed=us), EARLY[0]),
    "metas with the month first beside printed dates with the day first": (
        site(SPRING, listed=own, printed=own, meta=lambda day: f"{day:%m/%d/%Y}"),
        SPRING[0],
    ),
    "a sentence with the day first in an article of a site with the month first": (
        site(SPRING, listed=us, printed=us, said=SAID),
        SPRING[0],
    ),
    "the day first, with AM and PM": (
        site(SPRING, listed=lambda day: f"{own(day)} 04:15 PM"),
        SPRING[0],
    ),
    "the day first, 24 hours and PM": (site(EARLY, listed=lambda day: f"{own(day)} 16:15 PM"), EARLY[0]),
    "the day first, no day above 12": (site(EARLY, listed=own, printed=own), EARLY[0]),
}


@pytest.mark.parametrize("name", CASES)
async def test_one_look_reads_all_dates_of_a_site_one_way(name: str) -> None:
    pages, truth = CASES[name]
    async with serving(pages), watching(config_of(pages), clock()) as observatory:
        report = await observatory.examine("opd-0")
    assert day_of(report) == truth, "\n".join(report.steps)
    assert len(pages.asked) <= 8
    assert len(pages.asked) == len(set(pages.asked)), "nothing is asked for twice"


async def test_what_a_site_showed_is_known_at_the_next_looks_and_after_a_restart(tmp_path: Path) -> None:
    pages = site(SPRING, listed=us)
    now = clock()
    async with serving(pages):
        config = config_of(pages)
        async with watching(config, now, tmp_path) as observatory:
            assert day_of(await observatory.examine("opd-0")) == SPRING[0]
        later = site([date(2026, 11, 12), *SPRING], listed=us)
        pages.bodies.update(later.bodies)
        now.pass_(minutes=31)
        async with watching(config, now, tmp_path) as observatory:
            assert day_of(await observatory.examine("opd-0")) == date(2026, 11, 12)


@pytest.mark.parametrize(
    ("first", "truth"),
    [([date(2026, 3, 11), date(2026, 2, 4)], date(2026, 3, 20)), ([date(2026, 11, 3)], date(2026, 11, 20))],
)
async def test_dates_that_were_remembered_the_wrong_way_round_are_read_anew(
    first: list[date], truth: date
) -> None:
    """Evidence that comes with a later post turns those before, though one that was known with an older date never
    becomes newer."""
    pages = site(first, listed=us, printed=us)
    now = clock()
    async with serving(pages), watching(config_of(pages), now) as observatory:
        await observatory.examine("opd-0")
        pages.bodies.update(site([truth, *first], listed=us, printed=us).bodies)
        now.pass_(days=1.1)
        report = await observatory.examine("opd-0")
    assert day_of(report) == truth
    days = {one.published.astimezone(ZONE).date() for one in report.evidence if one.published and one.counts}
    assert days == {truth, *first}


@pytest.mark.parametrize("most", range(3, 9))
async def test_a_search_that_begins_again_asks_no_more_than_it_may(most: int) -> None:
    """The third article shows the order; from six requests on it is read."""
    pages = site(SPRING, printed=us)
    async with serving(pages), watching(config_of(pages, max_requests=most), clock()) as observatory:
        await observatory.probe("opd-0", deadline=20)
        assert len(pages.asked) <= most
        assert len(pages.asked) == len(set(pages.asked))
        seen = day_of(observatory.report("opd-0"))
    assert seen == SPRING[0] or most < 6
