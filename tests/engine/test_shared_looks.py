"""Pulls that share a look or wait for one: what each is told by its own deadline, and what that writes down."""

from __future__ import annotations

import asyncio

import pytest
from aiohttp import web

from opd_exporter.domain.vocabulary import Reason, State
from opd_exporter.engine.busy import Busy
from site_server import Clock, config_of, serving, watching, with_feed


async def test_a_probe_answers_before_its_deadline_and_the_look_goes_on() -> None:
    clock = Clock()
    pages = with_feed(clock, 12)
    told = asyncio.Event()

    async def drip(request: web.Request) -> web.StreamResponse:
        if request.path == "/feed":
            await told.wait()
        return await plain(request)

    plain = pages.answer
    pages.answer = drip  # type: ignore[method-assign]
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        first = await observatory.probe("opd-0", deadline=3.0)
        assert first.up
        assert first.last_post is None
        assert first.state is State.UNKNOWN
        told.set()
        async with asyncio.timeout(30):
            while observatory.report("opd-0").last_post is None:  # noqa: ASYNC110
                await asyncio.sleep(0.02)


async def test_two_probes_of_one_site_share_one_look() -> None:
    clock = Clock()
    pages = with_feed(clock, 12)
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        await asyncio.gather(*(observatory.probe("opd-0", deadline=30) for _ in range(5)))
    assert pages.asked.count("/") == 1


async def test_those_who_wait_for_one_in_a_hurry_share_the_next_look_too() -> None:
    clock = Clock()
    pages = with_feed(clock, 12)
    pages.gate = asyncio.Event()
    async with serving(pages), watching(config_of(pages, timeout=60), clock) as observatory:
        hurried = asyncio.create_task(observatory.probe("opd-0", deadline=1.2))
        await pages.until_asked()
        others = [asyncio.create_task(observatory.probe("opd-0", deadline=60)) for _ in range(20)]
        short = asyncio.create_task(observatory.probe("opd-0", deadline=2.4))
        assert (await hurried).up is False
        assert (await short).up is False
        pages.gate.set()
        assert all(one.up for one in await asyncio.gather(*others)), (
            "the look lasts as long as the most patient of them"
        )
    assert pages.asked.count("/") == 2


async def test_a_pull_that_ends_before_the_look_it_shares_writes_nothing() -> None:
    clock = Clock()
    pages = with_feed(clock, 12)
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        before = await observatory.examine("opd-0")
        pages.gate = asyncio.Event()
        pages.asked.clear()
        patient = asyncio.create_task(observatory.probe("opd-0", deadline=60))
        await pages.until_asked()
        changes = observatory.changes
        hurried = await observatory.probe("opd-0", deadline=1.0)
        assert hurried.visit
        assert hurried.visit.reason is Reason.TIMEOUT
        assert hurried.unusable_since == clock.now
        assert observatory.report("opd-0") == before
        assert observatory.changes == changes
        pages.gate.set()
        assert (await patient).up


async def test_what_a_look_that_overran_leaves_must_be_a_second() -> None:
    clock = Clock()
    pages = with_feed(clock, 12)
    pages.gate = asyncio.Event()
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        hurried = asyncio.create_task(observatory.probe("opd-0", deadline=1.5))
        await pages.until_asked()
        observatory._ends["opd-0"] -= 1.0  # as if it should have ended long ago
        with pytest.raises(Busy):
            await observatory.probe("opd-0", deadline=2.0)
        assert (await hurried).up is False
    assert pages.asked.count("/") == 1


async def test_a_probe_that_never_got_its_turn_says_nothing_of_the_site() -> None:
    clock = Clock()
    slow, other = with_feed(clock, 12), with_feed(clock, 12)
    slow.gate = asyncio.Event()
    async with (
        serving(slow, other),
        watching(config_of(slow, other, concurrency_per_address=1, timeout=60), clock) as observatory,
    ):
        holds = asyncio.create_task(observatory.probe("opd-0", deadline=60))
        await slow.until_asked()
        with pytest.raises(Busy):
            await observatory.probe("opd-1", deadline=2.0)
        assert observatory.report("opd-1").visit is None
        slow.gate.set()
        await holds
        assert (await observatory.examine("opd-1")).up
