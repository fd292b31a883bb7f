"""``/probe``, through a real HTTP server: one site's metrics, in the time that the scrape leaves."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

from opd_exporter.engine.busy import Busy, LineDown, TooMany
from opd_exporter.web.probing import deadline
from presented import FakeEngine, served, silent_for


async def test_a_probe_answers_the_metrics_of_its_site(client: aiohttp.ClientSession) -> None:
    async with client.get("/probe", params={"target": "dishub"}) as answer:
        text = await answer.text()
        assert answer.status == 200
        assert answer.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert "opd_site_up 0.0" in text
    assert 'opd_site_failure{reason="dns"} 1.0' in text
    assert "opd_exporter_" not in text


@pytest.mark.parametrize(
    "query",
    ["", "?target=", "?target=nope", "?target=https://dinkes.example.go.id/", "?target=DINKES", "?target=%00%ff",
     "?target=dinkes%20", "?key=dinkes"],
)  # fmt: skip
async def test_an_unknown_target_is_400_and_never_looked_at(
    query: str, client: aiohttp.ClientSession, engine: FakeEngine
) -> None:
    async with client.get(f"/probe{query}") as answer:
        assert answer.status == 400
        assert "target" in await answer.text()
    assert engine.deadlines == []


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, 20), ("10", 9.5), ("10.5", 10), ("1.5", 1), ("300", 20), ("1e9", 20), ("1e999", 20), ("inf", 20),
        ("nan", 20), ("-3", 20), ("0", 20), ("", 20), ("ten", 20), ("1,5", 20), ("0x10", 20), ("9" * 500, 20),
    ],
)  # fmt: skip
def test_a_probe_may_take_the_time_of_the_scrape_less_the_margin(header: str | None, seconds: float) -> None:
    assert deadline(header, 20) == pytest.approx(seconds)


@pytest.mark.parametrize("header", ["1.49", "1", "0.6", "0.5", "0.3", "0.001", "1e-9"])
async def test_a_time_out_that_leaves_the_site_less_than_a_second_says_nothing_of_it(
    header: str, client: aiohttp.ClientSession, engine: FakeEngine
) -> None:
    assert deadline(header, 20) is None
    sent = {"X-Prometheus-Scrape-Timeout-Seconds": header}
    for method in ("GET", "HEAD"):
        async with client.request(method, "/probe?target=dinkes", headers=sent) as answer:
            assert answer.status == 503
            assert int(answer.headers["Retry-After"]) > 0
    assert engine.deadlines == []
    async with client.get("/metrics") as answer:
        assert 'opd_exporter_probes_refused_total{reason="too_short"} 2.0' in await answer.text()


def test_a_city_that_gives_its_sites_less_than_a_second_gets_what_it_asks_for() -> None:
    assert deadline("10", 0.5) == 0.5
    assert deadline("1", 0.5) == 0.5
    assert deadline("0.9", 0.5) is None


async def test_the_scrape_time_out_reaches_the_engine(
    client: aiohttp.ClientSession, engine: FakeEngine
) -> None:
    async with client.get("/probe?target=dinkes", headers={"X-Prometheus-Scrape-Timeout-Seconds": "4.5"}):
        assert engine.deadlines == [4.0]


async def test_who_had_no_turn_in_time_is_503_and_may_come_again() -> None:
    engine = FakeEngine(silent_for(11.25), timeout=20.0)

    async def crowded() -> None:
        raise TooMany("dinkes: other sites were looked at until the time was up")

    engine.look = crowded
    async with served(engine) as url, aiohttp.ClientSession(url) as client:
        async with client.get("/probe?target=dinkes") as answer:
            assert answer.status == 503
            assert int(answer.headers["Retry-After"]) > 0
            assert "probe.concurrency" in await answer.text()
        async with client.get("/metrics") as answer:
            assert 'opd_exporter_probes_refused_total{reason="too_many"} 1.0' in await answer.text()
        engine.look = None
        async with client.get("/probe?target=dinkes") as answer:
            assert answer.status == 200


async def test_a_crowd_at_one_site_takes_one_place(client: aiohttp.ClientSession, engine: FakeEngine) -> None:
    go_on = asyncio.Event()
    engine.look = go_on.wait
    crowd = [asyncio.create_task(client.get("/probe?target=dinkes")) for _ in range(40)]
    await engine.asked(40)
    other = asyncio.create_task(client.get("/probe?target=dishub"))
    await engine.asked(1)
    go_on.set()
    assert {(await one).status for one in [*crowd, other]} == {200}
    async with client.get("/metrics") as answer:
        text = await answer.text()
    assert 'opd_exporter_probes_refused_total{reason="too_many"} 0.0' in text
    assert "opd_exporter_probes_in_progress 0.0" in text


async def test_a_crowd_without_end_does_not_take_all_connections(
    client: aiohttp.ClientSession, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("opd_exporter.web.probing.CROWD", 3)
    go_on = asyncio.Event()
    engine.look = go_on.wait
    crowd = [asyncio.create_task(client.get("/probe?target=dinkes")) for _ in range(3)]
    await engine.asked(3)
    async with client.get("/probe?target=dinkes") as answer:
        assert answer.status == 503
    go_on.set()
    assert {(await one).status for one in crowd} == {200}


async def test_a_probe_while_our_own_line_is_down_is_503_and_no_failure(
    client: aiohttp.ClientSession, engine: FakeEngine
) -> None:
    async def down() -> None:
        raise LineDown("no site answers")

    engine.look = down
    async with client.get("/probe?target=dinkes") as answer:
        assert answer.status == 503
    async with client.get("/metrics") as answer:
        text = await answer.text()
    assert 'opd_exporter_probes_refused_total{reason="line_down"} 1.0' in text
    assert 'opd_exporter_probes_total{outcome="failed"} 0.0' in text


async def test_a_probe_without_a_turn_is_503_and_no_failure(
    client: aiohttp.ClientSession, engine: FakeEngine
) -> None:
    async def busy() -> None:
        raise Busy("too many others")

    engine.look = busy
    async with client.get("/probe?target=dinkes") as answer:
        assert answer.status == 503
        assert int(answer.headers["Retry-After"]) > 0
    async with client.get("/metrics") as answer:
        text = await answer.text()
    assert 'opd_exporter_probes_refused_total{reason="no_turn"} 1.0' in text
    assert 'opd_exporter_probes_total{outcome="failed"} 0.0' in text


async def test_debug_tells_the_story_and_stays_readable_for_prometheus(client: aiohttp.ClientSession) -> None:
    async with client.get("/probe?target=dinkes&debug=true") as answer:
        text = await answer.text()
        assert answer.content_type == "text/plain"
    assert "Penyuluhan Gizi di Kasemen" in text
    assert "refused: seed" in text
    assert "https://dinkes.example.go.id/feed/ -> 200" in text
    names = {family.name for family in text_string_to_metric_families(text)}
    assert "opd_site_up" in names
