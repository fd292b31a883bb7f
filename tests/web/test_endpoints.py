"""Every endpoint of the contract, through a real HTTP server."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace

import aiohttp
import pytest
from lxml import html
from prometheus_client.parser import text_string_to_metric_families

from opd_exporter.domain.config import Site
from opd_exporter.domain.vocabulary import Reason, Status
from opd_exporter.engine.busy import Busy, LineDown, TooMany
from opd_exporter.views.exporter_metrics import ExporterMetrics
from opd_exporter.web.probing import deadline
from opd_exporter.web.server import Server
from presented import FakeEngine, down, listening, served, silent_for

OTHER = Site(
    "dishub",
    "Dinas Perhubungan",
    "Dishub",
    "dinas",
    "https://dishub.example.go.id/",
    ("admin@example.go.id", "kepala@example.go.id"),
    nama_layar="Dishub",
)


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine(silent_for(11.25), down(Reason.DNS, 30, site=OTHER), timeout=20.0, concurrency=2)


@pytest.fixture
async def client(engine: FakeEngine) -> AsyncIterator[aiohttp.ClientSession]:
    async with served(engine) as url, aiohttp.ClientSession(url) as session:
        yield session


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


async def test_discovery_lists_every_site_with_its_labels(client: aiohttp.ClientSession) -> None:
    async with client.get("/sd") as answer:
        assert answer.headers["Content-Type"] == "application/json"
        groups = await answer.json()
    assert groups == [
        {
            "targets": ["dinkes"],
            "labels": {
                "kota": "Kota Serang",
                "opd": "dinkes",
                "nama": "Dinas Kesehatan",
                "singkatan": "Dinkes",
                "kelompok": "dinas",
                "nama_layar": "Dinkes",
            },
        },
        {
            "targets": ["dishub"],
            "labels": {
                "kota": "Kota Serang",
                "opd": "dishub",
                "nama": "Dinas Perhubungan",
                "singkatan": "Dishub",
                "kelompok": "dinas",
                "nama_layar": "Dishub",
                "email": "admin@example.go.id, kepala@example.go.id",
            },
        },
    ]


async def test_metrics_are_the_exporters_own_and_never_a_sites(client: aiohttp.ClientSession) -> None:
    async with (
        client.get("/probe?target=dinkes"),
        client.get("/probe?target=nope"),
        client.get("/metrics") as answer,
    ):
        text = await answer.text()
    assert "opd_site_" not in text
    assert 'opd_threshold_days{kota="Kota Serang",threshold="aktif"} 90.0' in text
    assert 'opd_exporter_probes_total{outcome="up"} 1.0' in text
    assert 'opd_exporter_probes_refused_total{reason="unknown_target"} 1.0' in text
    assert "process_start_time_seconds" in text
    assert "python_info" in text


async def test_the_api_gives_all_sites_and_the_counts(client: aiohttp.ClientSession) -> None:
    async with client.get("/api/v1/sites") as answer:
        assert answer.content_type == "application/json"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        city = await answer.json()
    assert city["city"] == "Kota Serang"
    assert city["generated_at"].endswith("+07:00")
    assert city["counts"] == {one.value: int(one in (Status.AKTIF, Status.TIDAK_AKTIF)) for one in Status}
    dinkes, dishub = city["sites"]
    assert dinkes["status"] == "aktif"
    assert dinkes["cms"] == {"name": "wordpress", "version": "6.4.3"}
    assert dinkes["last_post"].startswith("2026-11-13T")
    assert dinkes["last_post_source"] == "feed"
    assert dinkes["unusable_since"] is None
    assert dishub["reason"] == "dns"
    assert dishub["up"] is False
    unknown = ("days_since_last_post", "last_post", "last_post_source", "cms", "spam_suspected")
    assert [dishub[name] for name in unknown] == [None] * len(unknown)


async def test_the_api_gives_one_site_with_its_evidence(client: aiohttp.ClientSession) -> None:
    async with client.get("/api/v1/sites/dinkes") as answer:
        site = await answer.json()
    assert [(one["accepted"], one["refused"]) for one in site["evidence"]] == [
        (True, None),
        (False, "seed"),
        (False, None),
    ]
    assert site["evidence"][1]["url"] == "https://dinkes.example.go.id/hello-world"
    assert site["evidence"][1]["source"] == "listing"
    assert [one["dates"] for one in site["evidence"][1:]] == [[], []]
    (seen,) = site["evidence"][0]["dates"]
    assert seen["refused"] == "label"
    assert "perubahan" in seen["refused_because"]
    assert (seen["witness"], seen["text"], seen["decides"]) == (
        "below_title",
        "Diperbarui 1 Juli 2026",
        False,
    )
    async with client.get("/api/v1/sites/nope") as answer:
        assert answer.status == 404
        assert "error" in await answer.json()


async def test_a_reload_says_whether_it_worked(engine: FakeEngine) -> None:
    answers = iter(["", "config.yml:3: sites: belum ada"])

    async def reload() -> str:
        return next(answers)

    async with served(engine, reload=reload) as url, aiohttp.ClientSession(url) as session:
        async with session.post("/-/reload") as answer:
            assert answer.status == 200
        async with session.post("/-/reload") as answer:
            assert answer.status == 500
            assert "config.yml:3" in await answer.text()
        async with session.get("/-/reload") as answer:
            assert answer.status == 405
            assert answer.headers["Allow"] == "POST"
        for method in ("HEAD", "PUT", "DELETE"):
            async with session.request(method, "/-/reload") as answer:
                assert answer.status == 405


@pytest.mark.parametrize(
    "path", ["/", "/situs/dinkes", "/metrics", "/sd", "/api/v1/sites", "/-/healthy", "/-/ready"]
)
async def test_reading_methods_work_and_others_do_not(path: str, client: aiohttp.ClientSession) -> None:
    async with client.head(path) as answer:
        assert answer.status == 200
        assert await answer.read() == b""
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "PATCH"):
        async with client.request(method, path) as answer:
            assert answer.status == 405


@pytest.mark.parametrize(
    "path", ["/", "/situs/dinkes", "/situs/nope", "/nope", "/metrics", "/probe", "/api/v1/sites"]
)
async def test_every_answer_is_guarded_and_names_no_version(path: str, client: aiohttp.ClientSession) -> None:
    async with client.get(path) as answer:
        assert answer.headers["Server"] == "opd-exporter"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


async def test_a_failure_inside_is_500_without_a_traceback(
    client: aiohttp.ClientSession, engine: FakeEngine, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken() -> None:
        raise RuntimeError("secret\x1b[2J detail")

    engine.look = broken
    async with client.get("/probe?target=dinkes") as answer:
        assert answer.status == 500
        text = await answer.text()
    assert "secret" not in text
    assert "Traceback" not in text
    assert "Traceback" not in caplog.text
    assert "\x1b" not in caplog.text
    assert "RuntimeError" in caplog.text
    engine.look = None
    async with client.get("/metrics") as answer:
        metrics = await answer.text()
    assert 'opd_exporter_probes_total{outcome="failed"} 1.0' in metrics
    assert "opd_exporter_probes_in_progress 0.0" in metrics


async def test_json_holds_nothing_that_a_strict_reader_or_a_terminal_trips_over() -> None:
    report = silent_for(1)
    assert report.last_post
    title = "half \ud83d of a pair, \x1b[31m red, \x9b clear, \u202e turned, <script>"
    wild = replace(report, last_post=replace(report.last_post, title=title))
    async with (
        served(FakeEngine(wild)) as url,
        aiohttp.ClientSession(url) as session,
        session.get("/api/v1/sites/dinkes") as answer,
    ):
        body = await answer.read()
    assert all(byte >= 0x20 for byte in body)
    assert b"\xc2\x9b" not in body
    assert json.loads(body)["last_post_title"] == title.replace("\ud83d", "\ufffd")


async def test_it_is_not_ready_before_the_engine_has_started() -> None:
    async def nothing() -> str:
        return ""

    server = Server(FakeEngine(silent_for(1)), ExporterMetrics(), nothing, ready=False)
    async with listening(server.application()) as url, aiohttp.ClientSession(url) as session:
        assert (await session.get("/-/healthy")).status == 200
        assert (await session.get("/-/ready")).status == 503
        server.ready = True
        assert (await session.get("/-/ready")).status == 200


async def test_a_path_that_leads_nowhere_is_told_in_words_and_to_a_browser_as_a_page() -> None:
    async with served(FakeEngine(silent_for(12))) as url, aiohttp.ClientSession(url) as session:
        async with session.get("/grafana") as answer:
            assert answer.status == 404
            assert await answer.text() == "halaman ini tidak ada\n"
        for path in ("/grafana", "/evaluasi/2001-T1"):
            async with session.get(path, headers={"Accept": "text/html,*/*;q=0.8"}) as answer:
                assert (answer.status, answer.content_type) == (404, "text/html")
                page = html.document_fromstring(await answer.text())
                assert page.xpath("//h1/text()") == ["Tidak ditemukan"]
                assert page.xpath("//a/@href") == ["/"]
