"""``/publik``: what citizens are told, and what they are not."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path

import aiohttp
import bcrypt
import pytest
from lxml import etree, html

from opd_exporter.config.file import ConfigError, parse
from opd_exporter.domain.config import Config
from opd_exporter.domain.report import SiteReport
from opd_exporter.domain.spam import SpamSign, Where
from opd_exporter.domain.vocabulary import Reason, State, Status
from opd_exporter.views.citizens import PublicSite, told
from opd_exporter.web.access import Access
from opd_exporter.web.public import is_public
from opd_exporter.web.web_config import WebConfig
from presented import NOW, SITE, FakeEngine, city, down, served, silent_for

PATHS = ("/publik", "/publik/data.json", "/publik/data.csv", "/publik/lencana/dinkes.svg")


def opened(*reports: SiteReport) -> FakeEngine:
    engine = FakeEngine(*reports)
    engine.config = replace(engine.config, public=True)
    return engine


async def asked(engine: FakeEngine, *paths: str) -> list[tuple[int, str]]:
    found = []
    async with served(engine) as url, aiohttp.ClientSession(url) as session:
        for path in paths:
            async with session.get(path) as answer:
                found.append((answer.status, await answer.text()))
    return found


async def test_it_is_closed_unless_it_is_opened() -> None:
    assert [status for status, _ in await asked(FakeEngine(*city()), *PATHS)] == [404] * 4
    assert [status for status, _ in await asked(opened(*city()), *PATHS)] == [200] * 4


def hacked() -> SiteReport:
    """A site with everything that is not for citizens."""
    site = replace(
        SITE,
        email=("rahasia-admin@example.go.id",),
        kontak="rahasia-kontak 0811",
        kontak_hosting="rahasia-hosting",
        kontak_domain="rahasia-domain",
    )
    report = silent_for(12, site=site)
    broken = down(Reason.DEFACED, 3, site=site)
    assert broken.visit
    sign = SpamSign("rahasia-gacor", "https://rahasia-judi.example/", site.url, Where.HIDDEN_LINK)
    return replace(
        report,
        visit=replace(broken.visit, explanation="rahasia hacked by"),
        unusable_since=broken.unusable_since,
        spam=True,
        spam_signs=(sign,),
        steps=("rahasia langkah",),
        evidence=tuple(replace(one, title="rahasia bukti", detail="rahasia") for one in report.evidence),
    )


async def test_nothing_of_the_operators_or_of_intruders_is_told() -> None:
    for status, text in await asked(opened(hacked()), *PATHS):
        assert status == 200
        assert "Dinkes" in text or "Kesehatan" in text
        for word in ("rahasia", "retas", "spam", "judi", "defaced", "wordpress", "WordPress", "6.4.3", "@"):
            assert word not in text.replace("@media", ""), word


async def test_open_data_holds_what_the_documentation_lists_and_no_more() -> None:
    document = (Path(__file__).parents[2] / "docs/public.md").read_text("utf-8")
    table = document.partition("| field of the open data")[2].partition("\n\n")[0]
    listed = [name for line in table.splitlines()[2:] for name in re.findall(r"`(\w+)`", line.split("|")[1])]
    (_, text), (_, table) = await asked(opened(*city()), "/publik/data.json", "/publik/data.csv")
    data = json.loads(text)
    assert list(data["sites"][0]) == listed
    assert list(data) == ["generated_at", "city", "thresholds", "counts", "sites"]
    heading, *rows = csv.reader(io.StringIO(table, newline=""), strict=True)
    assert heading == listed
    assert [row[0] for row in rows] == [site["opd"] for site in data["sites"]]
    assert len(fields(PublicSite)) == len(listed)


def since(report: SiteReport) -> tuple[Status, str]:
    engine = FakeEngine(report)
    found = told(report, engine.config.thresholds, NOW)
    return found.status, f"{(NOW - found.since).days} days" if found.since else ""


def test_since_when_follows_from_the_dates_that_are_known() -> None:
    assert since(silent_for(100)) == (Status.KURANG_AKTIF, "10 days")
    assert since(silent_for(200)) == (Status.TIDAK_AKTIF, "20 days")
    assert since(silent_for(3)) == (Status.AKTIF, "")
    assert since(down(Reason.DNS, 31)) == (Status.TIDAK_AKTIF, "24 days")
    dead = replace(silent_for(190), unusable_since=NOW - timedelta(days=40), visit=down(Reason.DNS, 40).visit)
    assert since(dead) == (Status.TIDAK_AKTIF, "33 days"), "whichever came first"
    empty = replace(silent_for(3), last_post=None, state=State.NO_POSTS)
    assert since(empty) == (Status.TIDAK_AKTIF, ""), "nobody knows since when a site has had no post"


@pytest.mark.parametrize(
    ("report", "says", "fill"),
    [
        (silent_for(3), "● Aktif", "#00796B"),
        (silent_for(100), "▲ Kurang aktif", "#FFD23F"),
        (silent_for(300), "✕ Tidak aktif", "#B3261E"),
        (SiteReport(SITE), "? Tidak terukur", "#6B5BA6"),
        (replace(silent_for(3), visit=down(Reason.DNS, 1).visit), "! Aktif, sedang mati", "#fff"),
    ],
)
async def test_a_badge_tells_by_sign_words_and_colour(report: SiteReport, says: str, fill: str) -> None:
    name = '<script>"&'
    report = replace(report, site=replace(SITE, singkatan=name, nama=name))
    ((_, text),) = await asked(opened(report), "/publik/lencana/dinkes.svg")
    tree = etree.fromstring(text.encode(), etree.XMLParser(resolve_entities=False))
    written = [one.text for one in tree.iter("{*}text")]
    assert written == [name, says]
    assert fill in [one.get("fill") for one in tree.iter("{*}rect")]
    assert {one.tag.rpartition("}")[2] for one in tree.iter()} == {"svg", "title", "rect", "g", "text"}
    assert says[2:].lower() in tree.get("aria-label", "")


async def test_a_badge_of_no_site_is_404() -> None:
    assert [
        status for status, _ in await asked(opened(*city()), "/publik/lencana/lain.svg", "/publik/lain")
    ] == [404, 404]


async def test_what_a_site_says_is_text_and_no_formula() -> None:
    report = silent_for(3)
    assert report.last_post
    evil = replace(
        report,
        last_post=replace(report.last_post, title="=1+1<script>alert(1)</script>", url="javascript:alert(1)"),
    )
    (_, page), (_, table) = await asked(opened(evil), "/publik", "/publik/data.csv")
    assert not html.fromstring(page).xpath("//script | //a[starts-with(@href, 'javascript')]")
    cells = [cell for row in csv.reader(io.StringIO(table, newline="")) for cell in row]
    assert "'=1+1<script>alert(1)</script>" in cells


async def test_passwords_stay_on_everything_else(tmp_path: Path) -> None:
    engine = opened(*city())
    users = {"op": bcrypt.hashpw(b"x", bcrypt.gensalt(4)).decode()}
    access = Access(WebConfig(path=tmp_path / "web.yml", context=None, users=users))

    def protect(application: aiohttp.web.Application) -> None:
        access.protect(application, lambda request: engine.config.public and is_public(request))

    async with served(engine, protect=protect) as url, aiohttp.ClientSession(url) as session:
        for path in PATHS:
            async with session.get(path) as answer:
                assert answer.status == 200, path
        for path in (
            "/",
            "/publikasi",
            "/publik/lain",
            "/evaluasi/",
            "/publik/..%2fapi/v1/sites",
            "/api/v1/sites",
        ):
            async with session.get(path) as answer:
                assert answer.status == 401, path
        engine.config = replace(engine.config, public=False)
        async with session.get("/publik") as answer:
            assert answer.status == 401


@pytest.mark.parametrize(
    ("text", "public"), [("", False), ("public: true\n", True), ("public: false\n", False)]
)
def test_the_configuration_opens_it(text: str, public: bool) -> None:
    sites = "sites:\n- {key: dinkes, nama: Dinas Kesehatan, url: 'https://dinkes.example.go.id/'}\n"
    found: Config = parse(text + sites, "kota.yml")
    assert found.public is public
    with pytest.raises(ConfigError, match="tulis true"):
        parse('public: "ya"\n' + sites, "kota.yml")
