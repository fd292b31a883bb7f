"""The world changes while the engine looks: configurations, pages, the clock; and it makes mistakes of its own."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from aiohttp import web

from opd_exporter.domain.vocabulary import Reason
from opd_exporter.engine.busy import Busy
from site_server import Clock, Pages, config_of, front, serving, watching


async def test_the_same_page_with_another_status_is_judged_anew() -> None:
    clock = Clock()
    pages = Pages({"/": front()})
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
    slow, other = Pages({"/": front()}), Pages({"/": front()})
    slow.gate = asyncio.Event()
    async with serving(slow, other), watching(config_of(slow), clock) as observatory:
        pull = asyncio.create_task(observatory.probe("opd-0", deadline=30))
        await slow.until_asked()
        await observatory.reload(config_of(other))
        slow.gate.set()
        with pytest.raises(Busy):
            await pull
        assert observatory.report("opd-0").visit is None
        report = await observatory.examine("opd-0")
        assert report.visit is not None
        assert report.visit.url.startswith(other.url)


async def test_a_site_taken_out_while_it_is_looked_at_is_forgotten_quietly(
    caplog: pytest.LogCaptureFixture,
) -> None:
    clock = Clock()
    slow, other = Pages({"/": front()}), Pages({"/": front()})
    slow.gate = asyncio.Event()
    async with serving(slow, other), watching(config_of(other, slow), clock) as observatory:
        both = observatory.config
        pull = asyncio.create_task(observatory.probe("opd-1", deadline=30))
        await slow.until_asked()
        await observatory.reload(replace(both, sites=both.sites[:1]))
        slow.gate.set()
        with pytest.raises(Busy):
            await pull
        assert [report.site.key for report in observatory.reports()] == ["opd-0"]
    assert caplog.text == ""


async def test_a_reload_waits_for_nobody() -> None:
    clock = Clock()
    slow = Pages({"/": front()})
    slow.gate = asyncio.Event()
    async with serving(slow), watching(config_of(slow, timeout=60), clock) as observatory:
        pull = asyncio.create_task(observatory.probe("opd-0", deadline=60))
        await slow.until_asked()
        await observatory.reload(config_of(slow, user_agent="lain/1.0"))
        assert not pull.done()
        slow.gate.set()
        assert (await pull).up, "the pull under way ends on its own connection"


async def test_where_to_look_is_looked_at_as_soon_as_it_is_configured() -> None:
    clock = Clock()
    pages = Pages({"/": front()})
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
    pages = Pages({"/": front()})
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
    pages = Pages({"/": front()})
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        for _ in range(3):
            clock.pass_(minutes=1)
            report = await observatory.examine("opd-0")
            assert report.up
            assert report.checked is None
    assert caplog.text.count("a mistake of ours") == 1
