"""The engine when much is asked at once, and when the world changes while it looks."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from aiohttp import web

from opd_exporter.domain.report import SiteReport
from opd_exporter.domain.vocabulary import Reason
from opd_exporter.engine.busy import Busy, TooMany
from opd_exporter.engine.scheduler import Observatory
from opd_exporter.workers import tasks
from opd_exporter.workers.pool import PRELOAD, Workers
from opd_exporter.workers.readings import Answer, PageReading
from site_server import Clock, Pages, config_of, front, serving, watching

HANGS = 100.0
"""Seconds that a site which hangs does so: who waits for it is not done within half of them, on however busy a machine."""


def plain() -> Pages:
    return Pages({"/": front()})


async def tried(observatory: Observatory, key: str, deadline: float) -> SiteReport | None:
    """A pull as Prometheus makes it; None stands for 503."""
    try:
        return await observatory.probe(key, deadline=deadline)
    except Busy:
        return None


async def test_sites_at_one_slow_server_are_never_said_to_be_down_for_the_crowd() -> None:
    clock = Clock()
    sites = [plain() for _ in range(8)]
    for pages in sites:
        pages.delay = 1.0
    async with serving(*sites), watching(config_of(*sites, concurrency_per_address=2), clock) as observatory:
        answers = await asyncio.gather(*(tried(observatory, f"opd-{n}", 4.5) for n in range(8)))
    assert all(answer is None or answer.up for answer in answers)
    assert sum(answer is not None for answer in answers) >= 4


async def test_a_hanging_server_starves_no_site_of_its_verdict() -> None:
    clock = Clock()
    sites = [plain() for _ in range(6)]
    for pages in sites:
        pages.delay = 60
    judged: set[str] = set()
    async with serving(*sites), watching(config_of(*sites, concurrency_per_address=2), clock) as observatory:
        for _ in range(3):
            clock.pass_(minutes=1)
            keys = [f"opd-{n}" for n in range(6)]  # in the same order each time, as Prometheus does
            answers = await asyncio.gather(*(tried(observatory, key, 0.8) for key in keys))
            judged |= {key for key, answer in zip(keys, answers, strict=True) if answer}
            assert all(answer.visit and answer.visit.reason is Reason.TIMEOUT for answer in answers if answer)
    assert len(judged) == 6


async def test_thirty_two_at_once_are_all_answered_in_time() -> None:
    clock = Clock()
    sites = [plain() for _ in range(32)]
    for pages in sites[::2]:
        pages.delay = HANGS
    async with serving(*sites), watching(config_of(*sites, concurrency_per_address=32), clock) as observatory:
        async with asyncio.timeout(HANGS / 2):
            answers = await asyncio.gather(*(tried(observatory, f"opd-{n}", 8.0) for n in range(32)))
    assert [answer.up for answer in answers if answer] == [False, True] * 16


async def test_more_sites_than_places_wait_for_their_turn() -> None:
    sites = [plain() for _ in range(12)]
    async with serving(*sites), watching(config_of(*sites, concurrency=2), Clock()) as observatory:
        answers = await asyncio.gather(*(observatory.probe(f"opd-{n}", deadline=60) for n in range(12)))
    assert all(answer.up for answer in answers)


async def test_sites_that_hang_do_not_keep_others_from_their_turn() -> None:
    sites = [plain() for _ in range(4)]
    for pages in sites[:2]:
        pages.delay = HANGS
    settings: dict[str, Any] = {"concurrency": 1, "concurrency_per_address": 9, "timeout": 60.0}
    async with serving(*sites), watching(config_of(*sites, **settings), Clock()) as observatory:
        hanging = [asyncio.create_task(tried(observatory, f"opd-{n}", 60)) for n in range(2)]
        async with asyncio.timeout(HANGS / 2):
            answers = await asyncio.gather(*(observatory.probe(f"opd-{n}", deadline=60) for n in (2, 3)))
        assert all(answer.up for answer in answers)
        assert not any(task.done() for task in hanging)
        for task in hanging:
            task.cancel()


async def test_a_site_that_had_no_turn_in_time_gets_no_verdict() -> None:
    sites = [plain() for _ in range(8)]
    for pages in sites:
        pages.delay = HANGS
    settings: dict[str, Any] = {"concurrency": 1, "concurrency_per_address": 9}
    async with serving(*sites), watching(config_of(*sites, **settings), Clock()) as observatory:
        pulls = (observatory.probe(f"opd-{n}", deadline=1.5) for n in range(8))
        answers = await asyncio.gather(*pulls, return_exceptions=True)
        refused = [n for n, answer in enumerate(answers) if isinstance(answer, TooMany)]
        assert refused
        assert 0 not in refused
        assert all(observatory.report(f"opd-{n}").visit is None for n in refused)


async def test_pulls_are_answered_while_looks_for_posts_wait_for_their_turn() -> None:
    head = '<link rel="alternate" type="application/rss+xml" href="/feed">'
    sites = [Pages({"/": front(head=head)}) for _ in range(2)]
    asked = asyncio.Event()
    answer = sites[0].answer

    async def hangs(request: web.Request) -> web.StreamResponse:
        if request.path != "/":
            asked.set()
            await asyncio.sleep(HANGS)
        return await answer(request)

    sites[0].answer = hangs  # type: ignore[method-assign]
    async with (
        serving(*sites),
        watching(config_of(*sites, concurrency=1, timeout=60), Clock()) as observatory,
    ):
        waiting = asyncio.create_task(observatory.probe("opd-0", deadline=60))
        await asked.wait()
        assert (await observatory.probe("opd-1", deadline=60)).up
        assert sites[1].asked == ["/"]
        assert not waiting.done()
        waiting.cancel()


async def test_a_feed_that_hangs_does_not_hold_up_the_next_pulls() -> None:
    clock = Clock()
    pages = Pages({"/": front(head='<link rel="alternate" type="application/rss+xml" href="/feed">')})

    async def hangs(request: web.Request) -> web.StreamResponse:
        if request.path != "/":
            await asyncio.sleep(HANGS)
        return await answer(request)

    answer = pages.answer
    pages.answer = hangs  # type: ignore[method-assign]
    async with serving(pages), watching(config_of(pages, timeout=2.4), clock) as observatory:
        assert (await observatory.probe("opd-0", deadline=2.0)).up
        async with asyncio.timeout(HANGS / 2):
            report = await tried(observatory, "opd-0", 8.0)
        assert report is not None
        assert report.up


async def test_the_same_page_with_another_status_is_judged_anew() -> None:
    clock = Clock()
    pages = plain()
    pages.conditional = False
    body = pages.bodies["/"]
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        assert (await observatory.examine("opd-0")).up
        for status, reason in [(503, Reason.HTTP_STATUS), (200, None), (404, Reason.HTTP_STATUS)]:
            pages.bodies["/"] = lambda _, status=status: web.Response(  # type: ignore[misc]
                status=status, text=str(body), content_type="text/html"
            )
            report = await observatory.probe("opd-0", deadline=30)
            assert report.visit is not None
            assert (report.visit.status, report.visit.reason) == (status, reason)


async def test_a_site_configured_anew_while_it_is_looked_at_gets_no_verdict_of_the_old_one() -> None:
    clock = Clock()
    slow, other = plain(), plain()
    slow.gate = asyncio.Event()
    async with serving(slow, other), watching(config_of(slow), clock) as observatory:
        pull = asyncio.create_task(tried(observatory, "opd-0", 30))
        await slow.until_asked()
        await observatory.reload(config_of(other))
        slow.gate.set()
        assert await pull is None
        assert observatory.report("opd-0").visit is None
        report = await observatory.examine("opd-0")
        assert report.visit is not None
        assert report.visit.url.startswith(other.url)


async def test_a_site_taken_out_while_it_is_looked_at_is_forgotten_quietly(
    caplog: pytest.LogCaptureFixture,
) -> None:
    clock = Clock()
    slow, other = plain(), plain()
    slow.gate = asyncio.Event()
    async with serving(slow, other), watching(config_of(other, slow), clock) as observatory:
        both = observatory.config
        pull = asyncio.create_task(tried(observatory, "opd-1", 30))
        await slow.until_asked()
        await observatory.reload(replace(both, sites=both.sites[:1]))
        slow.gate.set()
        assert await pull is None
        assert [report.site.key for report in observatory.reports()] == ["opd-0"]
    assert caplog.text == ""


async def test_a_reload_waits_for_nobody() -> None:
    clock = Clock()
    slow, asked, told = plain(), asyncio.Event(), asyncio.Event()
    answer = slow.answer

    async def waits(request: web.Request) -> web.StreamResponse:
        asked.set()
        await told.wait()
        return await answer(request)

    slow.answer = waits  # type: ignore[method-assign]
    async with serving(slow), watching(config_of(slow, timeout=60), clock) as observatory:
        pull = asyncio.create_task(observatory.probe("opd-0", deadline=60))
        await asked.wait()
        await observatory.reload(config_of(slow, user_agent="lain/1.0"))
        assert not pull.done()
        told.set()
        assert (await pull).up, "the pull under way ends on its own connection"


async def test_where_to_look_is_looked_at_as_soon_as_it_is_configured() -> None:
    clock = Clock()
    pages = plain()
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        config = observatory.config
        await observatory.examine("opd-0")
        clock.pass_(minutes=1)
        pages.asked.clear()
        named = replace(config, sites=(replace(config.sites[0], feed="/umpan-kami.xml"),))
        await observatory.reload(named)
        await observatory.examine("opd-0")
        assert "/umpan-kami.xml" in pages.asked
        pages.asked.clear()
        clock.pass_(minutes=1)
        await observatory.examine("opd-0")
        assert pages.asked == ["/"]


async def test_a_clock_that_was_wrong_for_a_while_stops_nothing() -> None:
    clock = Clock()
    pages = plain()
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        clock.pass_(days=4000)
        pages.bodies["/"] = lambda _: web.Response(status=500, text="x", content_type="text/html")
        await observatory.examine("opd-0")
        pages.bodies["/"] = front()
        await observatory.examine("opd-0")
        clock.pass_(days=-4000)
        pages.asked.clear()
        report = await observatory.examine("opd-0")
        assert len(pages.asked) > 1, "looked for posts again"
        assert report.checked == clock.now
        pages.bodies["/"] = lambda _: web.Response(status=500, text="x", content_type="text/html")
        clock.pass_(days=4000)
        await observatory.examine("opd-0")
        clock.pass_(days=-4000)
        assert (await observatory.examine("opd-0")).unusable_since == clock.now


async def test_a_pull_with_time_does_not_take_the_verdict_of_one_in_a_hurry() -> None:
    clock = Clock()
    slow = plain()
    slow.delay = 2.0
    async with serving(slow), watching(config_of(slow), clock) as observatory:
        hurried, patient = await asyncio.gather(
            tried(observatory, "opd-0", 1.2), tried(observatory, "opd-0", 30)
        )
    assert hurried is not None
    assert hurried.up is False
    assert patient is not None
    assert patient.up


async def test_a_shell_whose_interface_failed_once_is_asked_again() -> None:
    clock = Clock()
    rows = "".join(
        f'{{"judul": "Dinas Gelar Kegiatan Warga Nomor {n}", "slug": "kegiatan-{n}",'
        f' "published_at": "{clock.now:%Y-%m-%d}T0{n}:00:00Z"}},'
        for n in range(1, 4)
    )
    shell = "<html><body><div id=app></div><script>fetch('/api/berita')</script></body></html>"
    pages = Pages({"/": shell, "/api/berita": f"[{rows[:-1]}]"}, {"/api/berita": "application/json"})
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        assert (await observatory.examine("opd-0")).up
        pages.bodies["/"] = shell.replace("app", "aplikasi")
        broken, pages.bodies["/api/berita"] = pages.bodies["/api/berita"], lambda _: web.Response(status=502)
        clock.pass_(minutes=1)
        assert (await observatory.examine("opd-0")).up is False
        pages.bodies["/api/berita"] = broken
        clock.pass_(minutes=1)
        assert (await observatory.examine("opd-0")).up


async def test_a_reader_that_fails_is_told_once_and_not_at_each_pull(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def fails(*_: object) -> None:
        raise RuntimeError("a mistake of ours")

    monkeypatch.setattr("opd_exporter.engine.looking.Search.full", fails)
    clock = Clock()
    pages = plain()
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        for _ in range(3):
            clock.pass_(minutes=1)
            report = await observatory.examine("opd-0")
            assert report.up
            assert report.checked is None
    assert caplog.text.count("a mistake of ours") == 1


_read_page = tasks.read_page


def never_read(answer: Answer, *others: Any) -> PageReading:
    """The reader of pages, but for one it does not get through."""
    if b"tanpa akhir" in answer.body:
        time.sleep(60)
    return _read_page(answer, *others)


async def test_pages_that_no_reader_gets_through_take_but_one_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "read_page", never_read)
    preload = (*PRELOAD, __name__)  # behind its walls a reader can load nothing more
    monkeypatch.setattr("opd_exporter.engine.means.Workers", partial(Workers, preload=preload))
    clock = Clock()
    bad, well = [Pages({"/": front("<p>tanpa akhir</p>")}) for _ in range(3)], plain()
    async with (
        serving(*bad, well),
        watching(
            config_of(*bad, well, concurrency_per_address=9, readers=2, timeout=60), clock
        ) as observatory,
    ):
        for n in range(3):
            report = await observatory.probe(f"opd-{n}", deadline=3.0)
            assert report.visit is not None
            assert report.visit.reason is Reason.TIMEOUT
        again = [asyncio.create_task(tried(observatory, f"opd-{n}", 20.0)) for n in range(3)]
        await asyncio.sleep(0.5)
        assert (await observatory.probe("opd-3", deadline=60.0)).up
        assert not all(one.done() for one in again)
        answers = await asyncio.gather(*again)
        assert not any(answer.up for answer in answers if answer)
        bad[0].bodies["/"] = front("<p>sudah diperbaiki</p>")
        assert (await observatory.examine("opd-0")).up
