"""What a site's page tells whoever answers for it to do next, and until when."""

from __future__ import annotations

from dataclasses import replace

import pytest

from opd_exporter.domain.config import Thresholds
from opd_exporter.domain.report import SiteReport
from opd_exporter.domain.vocabulary import Reason, State
from opd_exporter.views.next_steps import next_steps
from opd_exporter.web import guides
from presented import NOW, SITE, ZONE, down, silent_for


def untrusted() -> SiteReport:
    """A site that is aktif, and whose certificate no browser trusts."""
    report = silent_for(1)
    assert report.visit
    assert report.visit.tls
    return replace(report, visit=replace(report.visit, tls=replace(report.visit.tls, valid=False)))


def steps(report: SiteReport) -> list[tuple[str, str]]:
    return [(one.text, one.section) for one in next_steps(report, Thresholds(), ZONE, NOW)]


@pytest.mark.parametrize(
    ("days", "says", "not_said"),
    [
        (
            10,
            "Tanpa posting baru, situs ini menjadi kurang aktif setelah 12 Februari 2027.",
            "Agar kembali aktif",
        ),
        (89.9, "menjadi kurang aktif setelah 24 November 2026.", "Agar kembali aktif"),
        (100, "menjadi tidak aktif setelah 12 Februari 2027.", "kurang aktif setelah"),
        (100, "Agar kembali aktif: terbitkan satu berita", "Sertifikat"),
        (400, "Agar kembali aktif: terbitkan satu berita", "setelah"),
    ],
)
def test_a_head_of_an_agency_reads_what_to_do_and_until_when(days: float, says: str, not_said: str) -> None:
    ((text, _),) = steps(silent_for(days))
    assert says in text
    assert not_said not in text


def test_what_cannot_be_measured_is_told_as_that() -> None:
    ((text, section),) = steps(replace(silent_for(400), state=State.UNKNOWN))
    assert text.startswith("Ini bukan berarti tidak aktif")
    assert section == "opdnevermeasurable"


def test_a_certificate_that_browsers_refuse_has_its_own_steps() -> None:
    assert [section for _, section in steps(untrusted())] == ["", "opdtlsinvalid"]


@pytest.mark.parametrize("report", [down(Reason.TIMEOUT, 1), SiteReport(SITE)])
def test_of_a_site_that_is_down_or_was_never_looked_at_nothing_is_asked(report: SiteReport) -> None:
    assert steps(report) == []


def test_every_section_is_one_of_the_guide() -> None:
    told = {
        section
        for report in (
            silent_for(1),
            silent_for(100),
            replace(silent_for(400), state=State.UNKNOWN),
            untrusted(),
        )
        for _, section in steps(report)
    } - {""}
    page = guides.html("peringatan")
    assert [one for one in told if f'id="{one}"' not in page] == []
