"""What an alarm about spam rests on, as pages, terminals and programs are shown it."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from rich.console import Console

from opd_exporter.domain.config import Config, ProbeSettings, Site, Thresholds
from opd_exporter.domain.report import SiteReport
from opd_exporter.domain.spam import SpamSign, Where
from opd_exporter.evaluate.terminal import print_site
from opd_exporter.views.as_json import detail_json
from opd_exporter.views.evidence_words import spam_sign
from opd_exporter.web import pages

ZONE = ZoneInfo("Asia/Jakarta")
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
SITE = Site("dinkes", "Dinas Kesehatan", "Dinkes", "dinas", "https://dinkes.example.go.id/")
CONFIG = Config("Kota Serang", ZONE, Thresholds(), ProbeSettings(), (SITE,))
SIGN = SpamSign(
    "slot gacor", "https://slot88.example/", "https://dinkes.example.go.id/berita/1", Where.LINK, NOW, NOW
)
REPORT = SiteReport(SITE, spam=True, spam_signs=(SIGN,))
SAID = (
    "kata «slot gacor» pada tautan, menuju https://slot88.example/, di halaman https://dinkes.example.go.id/berita/1, "
    "sejak 24 November 2026 pukul 15.00 WIB"
)


def terminal(report: SiteReport) -> str:
    stream = io.StringIO()
    print_site(Console(file=stream, width=300, color_system=None), report, CONFIG, NOW)
    return stream.getvalue()


def test_it_is_said_in_a_sentence() -> None:
    assert spam_sign(SIGN, ZONE) == SAID
    assert spam_sign(replace(SIGN, link="", where=Where.TITLE, since=None), ZONE) == (
        "kata «slot gacor» pada judul halaman di halaman https://dinkes.example.go.id/berita/1"
    )


def test_the_sites_page_and_the_terminal_show_it() -> None:
    page = pages.site(REPORT, CONFIG, NOW)
    assert SAID in page
    assert 'href="https://slot88.example/"' not in page, "nobody is led to a gambling site"
    assert SAID in terminal(REPORT)


def test_programs_are_given_its_parts() -> None:
    (told,) = detail_json(REPORT, CONFIG.thresholds, ZONE, NOW)["spam_evidence"]
    assert told == {
        "word": "slot gacor",
        "link": "https://slot88.example/",
        "page": "https://dinkes.example.go.id/berita/1",
        "where": "link",
        "where_text": "tautan",
        "first_seen": "2026-11-24T15:00:00+07:00",
        "last_seen": "2026-11-24T15:00:00+07:00",
    }


def test_a_clean_site_shows_nothing_of_the_kind_and_an_older_alarm_says_that_its_reasons_come() -> None:
    clean = replace(REPORT, spam=False, spam_signs=())
    assert "Tanda spam" not in pages.site(clean, CONFIG, NOW)
    assert "Tanda spam" not in terminal(clean)
    assert detail_json(clean, CONFIG.thresholds, ZONE, NOW)["spam_evidence"] == []
    assert "belum tercatat" in pages.site(replace(REPORT, spam_signs=()), CONFIG, NOW)


def test_what_an_intruder_writes_is_text() -> None:
    evil = replace(SIGN, word="<script>\x1b[31m", link="javascript:alert(1)")
    page = pages.site(replace(REPORT, spam_signs=(evil,)), CONFIG, NOW)
    assert "<script>" not in page
    assert "\x1b" not in page + terminal(replace(REPORT, spam_signs=(evil,)))
