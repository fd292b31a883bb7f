"""What is not settled, in words that tell what would settle it: on the page, in JSON and at the terminal."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta

import aiohttp
import pytest
from rich.console import Console

from opd_exporter.domain.candidate import Candidate, Doubt, Question
from opd_exporter.domain.config import Config, ProbeSettings, Thresholds
from opd_exporter.domain.vocabulary import Source, State
from opd_exporter.evaluate.terminal import print_site
from opd_exporter.views.evidence_words import REMEDIES, decision, open_question
from opd_exporter.views.wording import sentence
from presented import NOW, SITE, ZONE, FakeEngine, served, silent_for

CONFIG = Config("Kota", ZONE, Thresholds(), ProbeSettings(), (SITE,))
FEED = Question(Doubt.REFUSED, f"{SITE.url}feed", None, "403")
ENTRY = Question(Doubt.UNOPENED, f"{SITE.url}berita/1", NOW - timedelta(days=3), "500")
REPORT = replace(silent_for(300), state=State.UNKNOWN, open=(FEED, ENTRY))


@pytest.mark.parametrize("doubt", list(Doubt))
def test_every_question_says_what_would_settle_it(doubt: Doubt) -> None:
    told = open_question(Question(doubt, SITE.url), ZONE)
    assert told.what
    assert told.remedy.endswith(".")
    assert set(REMEDIES) == set(Doubt)


def test_the_sentence_of_an_old_post_admits_that_a_newer_one_may_be_there() -> None:
    said = sentence(REPORT, CONFIG.thresholds, ZONE, NOW)
    assert "tidak terukur" in said
    assert said.endswith("mungkin ada yang lebih baru, yang belum dapat dipastikan.")
    certain = sentence(replace(REPORT, state=State.MEASURED, open=()), CONFIG.thresholds, ZONE, NOW)
    assert "mungkin" not in certain


async def test_page_and_json_tell_what_is_open() -> None:
    async with served(FakeEngine(REPORT)) as url, aiohttp.ClientSession(url) as client:
        async with client.get(f"/situs/{SITE.key}") as answer:
            page = await answer.text()
        async with client.get(f"/api/v1/sites/{SITE.key}") as answer:
            data = await answer.json()
    assert "Yang belum pasti" in page
    assert "menolak kami (403). Kalau alamat ini dibuka untuk pemantau" in page
    first, second = data["open"]
    assert (first["question"], first["url"], first["until"]) == ("refused", FEED.url, None)
    assert (first["because"], first["remedy"]) == ("menolak kami (403)", REMEDIES[Doubt.REFUSED])
    assert second["until"].startswith("2")
    assert data["freshness_state"] == "unknown"


def test_the_terminal_tells_what_is_open() -> None:
    stream = io.StringIO()
    print_site(Console(file=stream, width=200), REPORT, CONFIG, NOW)
    assert f"{FEED.url} menolak kami (403). Kalau alamat" in stream.getvalue()
    assert "halamannya tidak dapat dibuka (500) (paling baru " in stream.getvalue()


def test_an_entry_that_is_open_is_not_called_accepted() -> None:
    entry = Candidate(Source.LISTING, f"{SITE.url}1", "Judul", NOW, "tercetak", open=Doubt.CLOCK)
    assert decision(entry).startswith("? belum pasti: ")
