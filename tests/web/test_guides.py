"""The operators' guides as the exporter serves them: what mails and pages link to."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
import yaml
from lxml import html

from opd_exporter.web import guides
from presented import FakeEngine, served, silent_for

ROOT = Path(__file__).parents[2]


@pytest.fixture
async def client() -> AsyncIterator[aiohttp.ClientSession]:
    async with served(FakeEngine(silent_for(1))) as url, aiohttp.ClientSession(url) as session:
        yield session


@pytest.mark.parametrize("place", guides.GUIDES)
def test_every_link_of_a_guide_leads_somewhere(place: str) -> None:
    page = html.fromstring(guides.html(place))
    assert not page.xpath("//img | //script")
    for href in page.xpath("//@href"):
        name, _, anchor = href.partition("#")
        assert not name or name in guides.GUIDES or name.startswith("https://"), href
        if anchor and not name.startswith("https://"):
            ids = html.fromstring(guides.html(name or place)).xpath("//@id")
            assert anchor in ids, href


def test_every_alert_has_its_steps_where_its_mail_leads() -> None:
    files = (ROOT / "prometheus/rules").glob("*.yml")
    groups = [group for file in files for group in yaml.safe_load(file.read_text("utf-8"))["groups"]]
    urls = {
        rule["annotations"]["runbook_url"] for group in groups for rule in group["rules"] if "alert" in rule
    }
    ids = html.fromstring(guides.html("peringatan")).xpath("//h2/@id")
    assert {url.removeprefix("/panduan/peringatan#") for url in urls} <= set(ids)


@pytest.mark.parametrize("place", guides.GUIDES)
def test_every_cell_names_its_column_for_screens_where_rows_are_cards(place: str) -> None:
    for table in html.fromstring(guides.html(place)).xpath("//table"):
        headings = [one.text_content() for one in table.xpath(".//th")]
        for row in table.xpath(".//tbody/tr"):
            assert [one.get("data-kolom") for one in row.xpath("td")] == headings


def test_markup_in_a_guide_is_shown_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        guides, "_source", lambda _: "# A\n<script>x</script> [a](javascript:x) ![b](c.png) [d](mail.md)\n"
    )
    guides.html.cache_clear()
    try:
        made = guides.html("surel")
    finally:
        guides.html.cache_clear()
    assert "<script>" not in made
    assert "href" not in made
    assert "<img" not in made
    assert re.search(r"&lt;script&gt;.* d</p>", made)


async def test_a_guide_is_a_page_like_the_others(client: aiohttp.ClientSession) -> None:
    async with client.get("/panduan/surel") as answer:
        page = html.fromstring(await answer.text())
        assert answer.status == 200
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert page.xpath("//title/text()") == ["Arti setiap surel"]
    assert {"operator", "peringatan"} <= set(page.xpath("//header//@href"))
    async with client.get("/panduan/") as answer:
        assert "Panduan operator" in await answer.text()
    for wrong in ("/panduan/mail", "/panduan/../secrets"):
        async with client.get(wrong) as answer:
            assert answer.status == 404
