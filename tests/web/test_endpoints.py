"""Every endpoint of the contract, through a real HTTP server."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import timedelta

import aiohttp
import pytest
from lxml import html

from opd_exporter.domain.vocabulary import Status
from opd_exporter.engine.busy import WrongClock
from opd_exporter.views.exporter_metrics import ExporterMetrics
from opd_exporter.web.server import Server
from presented import FakeEngine, listening, served, silent_for


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


async def test_a_memory_that_cannot_be_written_is_told(
    client: aiohttp.ClientSession, engine: FakeEngine
) -> None:
    for why in ("", "database or disk is <full>", ""):
        engine.unwritten = why
        async with client.get("/metrics") as answer:
            metrics = await answer.text()
        async with client.get("/") as answer:
            page = await answer.text()
        assert f"opd_exporter_memory_last_write_successful {0.0 if why else 1.0}\n" in metrics
        assert ("Ingatan pemantau tidak dapat ditulis" in page) is bool(why)
        assert ("database or disk is &lt;full&gt;" in page) is bool(why)


async def test_a_wrong_clock_is_told_and_pulls_are_refused(
    client: aiohttp.ClientSession, engine: FakeEngine
) -> None:
    def refused() -> None:
        raise WrongClock("our own clock is wrong")

    for days, told in ((0, ""), (365, "tertinggal 365 hari"), (-40, "terlalu maju 40 hari")):
        engine.clock_behind = timedelta(days=days) if days else None
        async with client.get("/metrics") as answer:
            found = re.search(r"^opd_exporter_clock_behind_seconds (.*)$", await answer.text(), re.MULTILINE)
        assert found
        assert float(found[1]) == days * 86400
        async with client.get("/") as answer:
            page = await answer.text()
        assert ("Jam mesin pemantau salah" in page) is bool(days)
        assert told in page
    engine.look = refused
    async with client.get("/probe?target=dinkes") as answer:
        assert answer.status == 503
        assert "opd_site" not in await answer.text()
    async with client.get("/metrics") as answer:
        assert 'opd_exporter_probes_refused_total{reason="wrong_clock"} 1.0' in await answer.text()


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
