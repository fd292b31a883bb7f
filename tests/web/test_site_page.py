"""A site's own page: the verdict as a sentence, the evidence, and what was opened."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from lxml import html

from opd_exporter.domain.report import SiteReport
from opd_exporter.domain.vocabulary import Reason, State
from opd_exporter.web import pages
from presented import NOW, city, config_of, down, silent_for

CITY = city()
CONFIG = config_of(*CITY)


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_a_sites_page_tells_the_verdict_its_evidence_and_what_was_opened() -> None:
    report = silent_for(112)
    tree = html.document_fromstring(pages.site(report, config_of(report), NOW))
    told = words(tree)
    assert (
        "Dinas Kesehatan kurang aktif: posting terakhir yang dapat dipastikan bertanggal 4 Agustus 2026"
        in told
    )
    assert "dibaca dari umpan (RSS/Atom)" in told
    assert "tepercaya, berlaku sampai 4 Januari 2027 (41 hari lagi)" in told
    rows = [[words(cell) for cell in row.cssselect("td")] for row in tree.cssselect(".evidence tbody tr")]
    assert [row[3] for row in rows] == [
        f"● diterima 1 tanggal di halamannya{words(tree.cssselect('.evidence details li')[0])}",
        "✕ ditolak: posting contoh bawaan sistem",
        "? belum dibuka",
    ]
    assert rows[2][0] == "tanpa tanggal"
    (seen,) = map(words, tree.cssselect(".evidence details li"))
    assert seen.startswith("✕ ")
    assert "«Diperbarui 1 Juli 2026»" in seen
    assert "menyebutnya tanggal lain" in seen
    assert [words(step) for step in tree.cssselect(".steps li")] == list(report.steps)


@pytest.mark.parametrize(
    ("report", "sentence"),
    [
        (SiteReport(silent_for(1).site), "belum pernah diperiksa"),
        (down(Reason.DNS, 30), "tidak aktif: situsnya tidak dapat dipakai sejak 25 Oktober 2026 pukul 15.00 WIB (nama domain tidak ditemukan)"),
        (down(Reason.SUSPENDED, 1), "tidak aktif: belum ada posting yang diketahui. Sekarang situsnya tidak dapat dipakai: akun hosting ditangguhkan"),
        (replace(silent_for(3), visit=down(Reason.TIMEOUT, 0).visit), "aktif: posting terakhir yang dapat dipastikan bertanggal 21 November 2026 (3 hari lalu), dibaca dari umpan (RSS/Atom). Sekarang situsnya tidak dapat dipakai"),
        (replace(silent_for(3), last_post=None, state=State.NO_POSTS), "tidak aktif: situs dapat dibaca, tetapi tidak berisi posting sendiri"),
        (replace(silent_for(3), last_post=None, state=State.UNKNOWN), "tidak terukur: tanggal posting terakhir tidak dapat dipastikan"),
    ],
)  # fmt: skip
def test_the_verdict_is_a_sentence(report: SiteReport, sentence: str) -> None:
    tree = html.document_fromstring(pages.site(report, config_of(report), NOW))
    assert sentence in words(tree.cssselect(".verdict")[0])


def test_a_bad_certificate_is_told_in_words() -> None:
    report = silent_for(3)
    assert report.visit
    assert report.visit.tls
    for tls, told in (
        (
            replace(report.visit.tls, valid=False, not_after=NOW - timedelta(days=10)),
            "kedaluwarsa sejak 14 November 2026",
        ),
        (replace(report.visit.tls, valid=False), "tidak tepercaya: bukan untuk nama ini"),
    ):
        text = pages.site(replace(report, visit=replace(report.visit, tls=tls)), config_of(report), NOW)
        assert told in words(html.document_fromstring(text))


@pytest.mark.parametrize("site", [one.site.key for one in CITY])
def test_every_condition_of_a_site_has_a_page(site: str) -> None:
    report = next(one for one in CITY if one.site.key == site)
    assert report.site.nama in words(
        html.document_fromstring(pages.site(report, CONFIG, NOW)).cssselect("h1")[0]
    )
