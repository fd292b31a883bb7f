"""What a pull asks of a page between two looks for posts: as little as its judgement needs, and never too little."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from opd_exporter.domain.vocabulary import Reason
from opd_exporter.engine.scheduler import Observatory
from opd_exporter.workers import tasks
from site_server import Clock, Pages, article, config_of, front, serving, watching

TITLES = [
    "Dinas Gelar Pelatihan Usaha Warga",
    "Dinas Buka Posko Layanan Keliling",
    "Dinas Tutup Lomba Kebersihan Desa",
]
POSTS = "".join(
    f'<li><a href="/berita/{number}-kegiatan-warga">{title}</a> <span>0{number + 1}-11-2026</span></li>'
    for number, title in enumerate(TITLES)
)


def site() -> Pages:
    pages = Pages(conditional=False)
    for number, title in enumerate(TITLES):
        pages.bodies[f"/berita/{number}-kegiatan-warga"] = article(title, f"0{number + 1}-11-2026")
    return pages


def view(visits: int, *, more: str = "", title: str = "") -> str:
    token = f"{visits * 7919:08x}{visits * 104729:08x}9f86d081"
    links = f"<h2>Berita</h2><ul>{POSTS}</ul>{more}<p>Pengunjung hari ini: {visits}</p><script>var n='{token}'</script>"
    page = front(links)
    return page.replace("<title>Dinas</title>", f"<title>{title}</title>") if title else page


def count_readers(observatory: Observatory) -> list[str]:
    """Names of the readers asked from now on."""
    asked: list[str] = []
    workers = observatory._means.workers
    run = workers.run

    async def counted(function: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        asked.append(function.__name__)
        return await run(function, *arguments, **named)

    workers.run = counted  # type: ignore[method-assign]
    return asked


BRIEF, FULL = tasks.read_page_briefly.__name__, tasks.read_page.__name__


async def test_a_counter_and_a_token_are_read_by_nobody_until_a_look_is_due() -> None:
    clock, pages = Clock(), site()
    pages.bodies["/"] = view(11)
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        first = await observatory.examine("opd-0")
        asked = count_readers(observatory)
        for visits in (12, 305, 1204):
            clock.pass_(minutes=1)
            pages.bodies["/"] = view(visits)
            report = await observatory.examine("opd-0")
            assert (report.up, report.last_post) == (True, first.last_post)
            assert report.visit is not None
            assert report.visit.at == clock.now
        assert asked == []
        clock.pass_(minutes=30)
        pages.bodies["/"] = view(2000)
        await observatory.examine("opd-0")
        assert asked[0] == FULL


async def test_a_page_that_says_something_else_is_asked_only_what_a_pull_answers() -> None:
    clock, pages = Clock(), site()
    pages.bodies["/"] = view(11)
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        await observatory.examine("opd-0")
        asked = count_readers(observatory)
        clock.pass_(minutes=1)
        pages.bodies["/"] = view(12, more="<p>Agenda kami bertambah satu lagi</p>")
        await observatory.examine("opd-0")
        assert asked == [BRIEF]
        clock.pass_(minutes=1)
        pages.bodies["/"] = view(13, more="<p>Agenda kami bertambah satu lagi</p>")
        assert (await observatory.examine("opd-0")).up
        assert asked == [BRIEF], "the page read briefly is the one that is held against now"


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (
            "<html><title>Account Suspended</title><h1>Account Suspended</h1>This account has been suspended</html>",
            Reason.SUSPENDED,
        ),
        ("<html><title>Hacked by x</title><h1>Hacked by x</h1></html>", Reason.DEFACED),
        ("<html><head><title></title></head><body></body></html>", Reason.EMPTY_SHELL),
    ],
)
async def test_a_page_that_is_no_site_any_more_is_told_at_once(page: str, reason: Reason) -> None:
    clock, pages = Clock(), site()
    pages.bodies["/"] = view(11)
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        await observatory.examine("opd-0")
        clock.pass_(minutes=1)
        pages.bodies["/"] = page
        report = await observatory.examine("opd-0")
        assert report.visit is not None
        assert (report.up, report.visit.reason) == (False, reason)
        asked = count_readers(observatory)
        clock.pass_(minutes=1)
        pages.bodies["/"] = view(12)
        assert (await observatory.examine("opd-0")).up
        assert asked[0] in (BRIEF, FULL), "what was held for a site before is none of this page's judgement"


async def test_a_page_judged_no_site_is_read_at_each_change() -> None:
    clock, pages = Clock(), site()
    gone = "<html><title>Account Suspended</title><h1>Account Suspended</h1><p>Pengunjung: {}</p></html>"
    pages.bodies["/"] = gone.format(1)
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        await observatory.examine("opd-0")
        asked = count_readers(observatory)
        clock.pass_(minutes=1)
        pages.bodies["/"] = gone.format(2)
        await observatory.examine("opd-0")
    assert FULL in asked


async def test_gambling_on_the_front_page_is_seen_at_the_next_pull_and_stays_while_it_stands() -> None:
    clock, pages = Clock(), site()
    pages.bodies["/"] = view(11)
    slot = '<div style="display:none"><a href="https://slot-gacor88.example/">slot gacor maxwin</a></div>'
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        assert (await observatory.examine("opd-0")).spam is False
        for visits in (12, 13):
            clock.pass_(minutes=1)
            pages.bodies["/"] = view(visits, more=slot)
            assert (await observatory.examine("opd-0")).spam is True
        clock.pass_(minutes=1)
        pages.bodies["/"] = view(14)
        assert (await observatory.examine("opd-0")).spam is False


async def test_a_page_sent_with_another_status_or_as_another_kind_is_looked_at() -> None:
    clock, pages = Clock(), site()
    pages.bodies["/"] = view(11)
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        await observatory.examine("opd-0")
        clock.pass_(minutes=1)
        pages.bodies["/"] = view(12)
        pages.types["/"] = "text/plain"
        report = await observatory.examine("opd-0")
    assert report.up is False


async def test_a_post_that_came_between_two_looks_is_found_by_the_next_though_the_page_stands_still() -> None:
    clock, pages = Clock(), site()
    pages.conditional = True
    clock.now = clock.now.replace(year=2026, month=11, day=20)
    pages.bodies["/"] = view(11)
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        first = await observatory.examine("opd-0")
        assert first.last_post is not None
        clock.pass_(minutes=1)
        title = "Dinas Resmikan Taman Bacaan Kampung"
        pages.bodies["/berita/9-taman-bacaan"] = article(title, "19-11-2026")
        new = f'<li><a href="/berita/9-taman-bacaan">{title}</a> <span>19-11-2026</span></li>'
        pages.bodies["/"] = view(11).replace("<ul>", f"<ul>{new}", 1)
        assert (await observatory.examine("opd-0")).last_post == first.last_post
        clock.pass_(minutes=30)
        report = await observatory.examine("opd-0")
    assert report.last_post is not None
    assert report.last_post.title == title
