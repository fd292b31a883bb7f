"""Moments that no zone's calendar holds are shown at its edge, and one bad record hides no other."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import aiohttp
import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st

from opd_exporter.dates.machine import parse_machine
from opd_exporter.domain.candidate import Candidate, Doubt, Question
from opd_exporter.domain.config import Config, ProbeSettings, Site, Thresholds
from opd_exporter.domain.moments import local
from opd_exporter.domain.report import SiteReport
from opd_exporter.domain.status import status
from opd_exporter.domain.transport import Tls
from opd_exporter.domain.vocabulary import Source, State, Status
from opd_exporter.engine import knowledge
from opd_exporter.engine.copies import Copies
from opd_exporter.engine.scheduler import Observatory
from opd_exporter.posts.history import Sighting
from opd_exporter.store.codec import decode, encode
from opd_exporter.store.database import Memory
from opd_exporter.store.record import KnownPost, Record, Settled
from opd_exporter.views.exporter_metrics import ExporterMetrics
from opd_exporter.views.site_metrics import site_metrics
from opd_exporter.views.wording import certificate
from opd_exporter.web.runner import quiet_runner
from opd_exporter.web.server import Server
from presented import NOW, SITE, ZONE, FakeEngine, served, silent_for

OFFSETS = [timezone(timedelta(hours=hours)) for hours in (-14, 0, 7, 14)]
EDGES = [
    edge.replace(tzinfo=offset)
    for edge in (datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59))  # noqa: DTZ001
    for offset in OFFSETS
]
ZONES = ["UTC", "Asia/Jakarta", "Asia/Jayapura", "Pacific/Kiritimati", "America/Adak"]
NO_END = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments = st.datetimes(timezones=offsets) | st.sampled_from(EDGES)


@given(moments, st.sampled_from(ZONES).map(ZoneInfo))
def test_every_moment_has_a_day_in_every_zone(moment: datetime, zone: ZoneInfo) -> None:
    there = local(moment, zone)
    assert there.tzinfo is zone
    assert abs(there - moment) <= timedelta(days=2)
    assert f"{there:%d %H:%M %Z}"
    if 1 < moment.year < 9999:
        assert there == moment


@given(moments)
def test_every_moment_can_be_remembered(moment: datetime) -> None:
    tls = decode(Tls, encode(Tls(moment, True)))
    assert abs(tls.not_after - moment) <= timedelta(days=1)
    assert decode(Tls, encode(Tls(NO_END, True))).not_after == NO_END


@pytest.mark.parametrize(
    "text",
    [
        "9999-12-31T23:59:59Z",
        "9999-12-31T23:59:59-14:00",
        "0001-01-01T00:00:00+14:00",
        "Fri, 31 Dec 9999 23:59:59 GMT",
        "Mon, 01 Jan 0001 00:00:00 +1400",
        "253402300799",
        "253402300799000",
        "/Date(253402300799999)/",
        "9" * 180,
        "999 tahun 999 tahun 999 tahun 999 tahun lalu",
        "31 Desember 9999",
    ],
)
def test_what_no_post_can_be_dated_is_no_date(text: str) -> None:
    assert parse_machine(text, now=NOW, zone=ZONE) is None


def extreme(moment: datetime, site: Site = SITE) -> SiteReport:
    """A report with this moment wherever one stands."""
    report = silent_for(11, site=site)
    assert report.visit
    assert report.last_post
    candidate = Candidate(Source.FEED, site.url, "Judul", moment, "pubDate")
    return replace(
        report,
        visit=replace(report.visit, at=moment, tls=Tls(moment, True)),
        unusable_since=moment,
        last_post=replace(report.last_post, published=moment),
        checked=moment,
        evidence=(candidate,),
    )


@pytest.mark.parametrize("moment", EDGES, ids=str)
async def test_every_view_shows_any_moment(moment: datetime) -> None:
    other = Site("dishub", "Dinas Perhubungan", "Dishub", "dinas", "https://dishub.example.go.id/")
    engine = FakeEngine(extreme(moment), silent_for(3, site=other))
    async with served(engine) as url, aiohttp.ClientSession(url) as client:
        for path in (
            "/",
            "/?urut=posting",
            "/situs/dinkes",
            "/api/v1/sites",
            "/api/v1/sites/dinkes",
            "/probe?target=dinkes",
            "/probe?target=dinkes&debug=true",
        ):
            async with client.get(path) as answer:
                assert answer.status == 200, await answer.text()


def test_a_certificate_without_an_end_says_so() -> None:
    assert certificate(Tls(NO_END, True), ZONE, NOW) == "tepercaya, tanpa batas waktu"
    assert certificate(Tls(NO_END, False), ZONE, NOW).endswith("tidak dikenal; tanpa batas waktu")
    report = replace(silent_for(1), visit=replace(extreme(NO_END).visit, at=NOW))  # type: ignore[type-var]
    text = site_metrics(report, NOW, 1).decode()
    assert (
        float(re.findall(r"^opd_site_tls_not_after_timestamp_seconds (.*)$", text, re.M)[0])
        == NO_END.timestamp()
    )


@pytest.mark.parametrize("ahead", [timedelta(days=3), timedelta(days=400), NO_END - NOW])
def test_a_post_dated_ahead_of_now_makes_nobody_active(ahead: timedelta) -> None:
    """A clock that was wrong once wrote it down, or the file is damaged."""
    post = KnownPost(f"{SITE.url}b/1", "Judul", NOW + ahead, Source.FEED, "pubDate", NOW)
    old = replace(post, url=f"{SITE.url}b/2", published=NOW - timedelta(days=300))
    config = Config("Kota", ZONE, Thresholds(), ProbeSettings(), (SITE,))
    record = Record("dinkes", SITE.url, state=State.MEASURED, checked=NOW, posts=(post, old))
    report = knowledge.report(SITE, record, Copies([record], ZONE), config, NOW)
    assert report.last_post
    assert report.last_post.url == old.url
    assert status(report, Thresholds(), NOW) is Status.TIDAK_AKTIF


@asynccontextmanager
async def remembered(folder: Path, *sites: Site) -> AsyncIterator[aiohttp.ClientSession]:
    """The whole exporter over what is remembered there."""
    config = Config("Kota", ZONE, Thresholds(), ProbeSettings(), sites)
    metrics = ExporterMetrics()
    observatory = Observatory(config, folder, metrics, now=lambda: NOW)

    async def reload() -> str:
        return ""

    runner = quiet_runner(Server(observatory, metrics, reload).application())
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        async with aiohttp.ClientSession(f"http://127.0.0.1:{runner.addresses[0][1]}") as client:
            yield client
    finally:
        await runner.cleanup()
        await observatory.close()


TIMES = [
    "0001-01-01T00:00:00+14:00",
    "0001-01-01T00:00:00-14:00",
    "9999-12-31T23:59:59-14:00",
    "9999-12-31T23:59:59+14:00",
]


@pytest.mark.parametrize("time", TIMES)
async def test_a_file_with_any_moment_in_it_is_told(tmp_path: Path, time: str) -> None:
    path = tmp_path / "opd-exporter.sqlite3"
    other = replace(SITE, key="dishub", url="https://dishub.example.go.id/")
    post = KnownPost(f"{SITE.url}b/1", "Judul", NOW, Source.FEED, "pubDate", NOW)
    report = extreme(NOW)
    with closing(Memory(path)) as memory:
        for site in (SITE, other):
            posts = (replace(post, title=f"Judul {site.key}"),)
            memory.save(
                Record(
                    site.key,
                    site.url,
                    visit=report.visit,
                    unusable_since=NOW,
                    state=State.MEASURED,
                    checked=NOW,
                    posts=posts,
                    sightings={"a": Sighting(site.url, "judul", NOW, NOW)},
                    settled=Settled(State.MEASURED, NOW),
                    questions=(Question(Doubt.CLOCK, site.url, NOW),),
                    evidence=report.evidence,
                )
            )
    with closing(sqlite3.connect(path)) as database:
        moment = encode(NOW).strip('"')
        database.execute("UPDATE known SET value = replace(value, ?, ?) WHERE key = 'dinkes'", (moment, time))
        database.commit()
    async with remembered(tmp_path, SITE, other) as client:
        for page in ("/", "/situs/dinkes", "/api/v1/sites", "/api/v1/sites/dinkes"):
            async with client.get(page) as answer:
                assert answer.status == 200
                assert "Judul dishub" in await answer.text() or page != "/api/v1/sites"
        async with client.get("/api/v1/sites") as answer:
            first, second = (await answer.json())["sites"]
    assert (first["last_post"], first["status"]) == (None, "tidak_aktif" if time < "1" else "tidak_terukur")
    assert second["last_post_title"] == "Judul dishub"


async def test_a_record_that_cannot_be_shown_hides_no_other(caplog: pytest.LogCaptureFixture) -> None:
    """Whatever it is: here a text where a moment should be, which no type lets through."""
    other = Site("dishub", "Dinas Perhubungan", "Dishub", "dinas", "https://dishub.example.go.id/")
    today = datetime.now(UTC)
    bad = replace(silent_for(3), last_post="rusak")  # type: ignore[arg-type]
    engine = FakeEngine(bad, silent_for(3, site=other, now=today))
    async with served(engine) as url, aiohttp.ClientSession(url) as client:
        async with client.get("/") as answer:
            assert answer.status == 200
            text = await answer.text()
        async with client.get("/api/v1/sites") as answer:
            assert answer.status == 200
            listed = {one["opd"]: one["status"] for one in (await answer.json())["sites"]}
    assert "Dinas Perhubungan" in text
    assert "Dinas Kesehatan" in text
    assert listed == {"dinkes": "tidak_terukur", "dishub": "aktif"}
    assert "dinkes cannot be shown" in caplog.text
