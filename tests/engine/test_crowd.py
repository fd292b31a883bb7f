"""The engine when much is asked at once."""

from __future__ import annotations

import asyncio
import time
from functools import partial
from typing import Any

import pytest

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
FED = '<link rel="alternate" type="application/rss+xml" href="/feed">'


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
    sites = [Pages({"/": front(head=FED)}, delays={"/feed": HANGS}) for _ in range(2)]
    async with (
        serving(*sites),
        watching(config_of(*sites, concurrency=1, timeout=60), Clock()) as observatory,
    ):
        waiting = asyncio.create_task(observatory.probe("opd-0", deadline=60))
        await sites[0].until_asked(2)
        assert (await observatory.probe("opd-1", deadline=60)).up
        assert sites[1].asked == ["/"]
        assert not waiting.done()
        waiting.cancel()


async def test_a_feed_that_hangs_does_not_hold_up_the_next_pulls() -> None:
    clock = Clock()
    pages = Pages({"/": front(head=FED)}, delays={"/feed": HANGS})
    async with serving(pages), watching(config_of(pages, timeout=2.4), clock) as observatory:
        assert (await observatory.probe("opd-0", deadline=2.0)).up
        async with asyncio.timeout(HANGS / 2):
            report = await tried(observatory, "opd-0", 8.0)
        assert report is not None
        assert report.up


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


_read_page = tasks.read_page


def never_read(answer: Answer, *others: Any) -> PageReading:
    """The reader of pages, but for one it does not get through."""
    if b"tanpa akhir" in answer.body:
        time.sleep(60)
    return _read_page(answer, *others)


async def test_pages_that_no_reader_gets_through_take_but_one_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "read_page", never_read)
    preload = (*PRELOAD, __name__)  # behind its walls a reader can load nothing more
    clock = Clock()
    bad, well = [Pages({"/": front("<p>tanpa akhir</p>")}) for _ in range(3)], plain()
    async with (
        serving(*bad, well),
        watching(
            config_of(*bad, well, concurrency_per_address=9, readers=2, timeout=60),
            clock,
            hire=partial(Workers, preload=preload),
        ) as observatory,
    ):
        for n in range(3):
            report = None
            while report is None:  # no reader was free yet
                report = await tried(observatory, f"opd-{n}", 3.0)
            assert report.visit is not None
            assert report.visit.reason is Reason.TIMEOUT
        bad[0].bodies["/"] = front("<p>sudah diperbaiki</p>")
        assert (await observatory.examine("opd-0")).up
        for pages in bad[1:]:
            pages.asked.clear()
        again = [asyncio.create_task(tried(observatory, f"opd-{n}", HANGS / 2)) for n in (1, 2)]
        for pages in bad[1:]:
            await pages.until_asked()
        assert (await observatory.probe("opd-3", deadline=HANGS)).up
        assert not any(one.done() for one in again)
        for one in again:
            one.cancel()
