"""The workbook as a spreadsheet program reads it, and the PDF."""

from __future__ import annotations

import io
import re
import zlib
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from openpyxl import load_workbook

from opd_exporter.domain.letter import Letter, Letters, Written
from opd_exporter.evaluate.compare import compared
from opd_exporter.evaluate.document import document, evaluation, made
from opd_exporter.evaluate.model import Evaluation, Way
from opd_exporter.evaluate.pdf import as_pdf
from opd_exporter.evaluate.sheet import as_xlsx
from presented import NOW, ZONE, city, config_of, silent_for

CITY = city()
FOUND = made(CITY, config_of(*CITY), NOW, Way.MEMORY)
BEFORE = replace(
    FOUND,
    generated_at=NOW - timedelta(days=60),
    sites=tuple(
        replace(line, status=other.status) for line, other in zip(FOUND.sites, FOUND.sites[::-1], strict=True)
    ),
)


def opened(found: Evaluation, before: Evaluation | None = None):  # type: ignore[no-untyped-def]
    content = as_xlsx(found, compared(found, before) if before else None, ZONE)
    return load_workbook(io.BytesIO(content))


def test_dates_are_dates_and_numbers_are_numbers() -> None:
    book = opened(FOUND, BEFORE)
    assert book.sheetnames == ["Ringkasan", "Situs", "Perubahan"]
    heading, *rows = book["Situs"].iter_rows()
    columns = {cell.value: number for number, cell in enumerate(heading)}
    assert {"Surel admin", "Tindak lanjut", "Penanggung jawab", "Tenggat"} <= columns.keys()
    assert len(rows) == len(CITY)
    posted = [row for row in rows if isinstance(row[columns["Posting terakhir"]].value, datetime)]
    assert len(posted) == sum(one.last_post is not None for one in CITY)
    for row in posted:
        assert row[columns["Posting terakhir"]].number_format == "[$-421]d mmm yyyy", (
            "months in Indonesian in any Excel"
        )
        assert isinstance(row[columns["Hari sejak posting"]].value, (int, float))
    assert all(type(row[columns["No"]].value) is int for row in rows)
    assert book["Ringkasan"]["A2"].value.startswith("1 dari 32 situs aktif")
    assert book["Situs"].page_setup.paperSize == 9
    assert book["Situs"].page_setup.orientation == "landscape"


def test_since_when_an_agency_was_written_to_is_a_date_that_can_be_sorted() -> None:
    weekly = Written(Letter.POSTS, NOW - timedelta(days=21), NOW)
    spam = Written(Letter.SPAM, NOW - timedelta(days=40), NOW - timedelta(days=38), NOW - timedelta(days=37))
    report = silent_for(120)
    letters = Letters(NOW - timedelta(days=60), {report.site.key: (weekly, spam)})
    found = evaluation(document([report], config_of(report), NOW, Way.MEMORY, letters=letters))
    assert found.sites[0].letters == (weekly, spam)
    book = opened(found)
    heading, row = book["Situs"].iter_rows()
    told = {name.value: cell.value for name, cell in zip(heading, row, strict=True)}
    assert told["Surat admin"] == (
        "perlu posting baru: sejak 03/11/2026, terakhir 24/11/2026; diduga disusupi judi: sejak 15/10/2026,"
        " terakhir 17/10/2026; kabar pulih 18/10/2026"
    )
    assert [told[name].date().isoformat() for name in ("Disurati sejak", "Surat terakhir")] == [
        "2026-10-15",
        "2026-11-24",
    ]
    assert "hanya server surel yang tahu. Dicatat sejak 25 September 2026." in book["Ringkasan"]["A6"].value
    assert "tidak dicatat" in opened(FOUND)["Ringkasan"]["A6"].value


@pytest.mark.parametrize(
    "title", ["=1+1", "+62 254", "@SUM(A1)", " =cmd|' /C calc'!A0", "\uff1d1+1", "\u200e-1"]
)
def test_nothing_a_site_says_is_or_becomes_a_formula(title: str) -> None:
    report = silent_for(12)
    assert report.last_post
    report = replace(
        report, last_post=replace(report.last_post, title=title, url="https://dinkes.example.go.id/a")
    )
    sheet = opened(made([report], config_of(report), NOW, Way.MEMORY))["Situs"]
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    risky = [cell for cell in cells if isinstance(cell.value, str) and re.match(r"[=+\-@\uff1d]", cell.value)]
    assert risky
    assert all(cell.quotePrefix for cell in risky), "editing the cell would make it a formula"


def test_a_link_that_no_browser_should_follow_is_text() -> None:
    report = silent_for(12)
    assert report.last_post
    report = replace(report, last_post=replace(report.last_post, url="javascript:alert(1)"))
    sheet = opened(made([report], config_of(report), NOW, Way.MEMORY))["Situs"]
    links = [cell.hyperlink.target for row in sheet.iter_rows(min_row=2) for cell in row if cell.hyperlink]
    assert links == ["https://dinkes.example.go.id/"]


def test_the_pdf_is_a4_and_fetches_nothing() -> None:
    evil = silent_for(3)
    assert evil.last_post
    evil = replace(
        evil, last_post=replace(evil.last_post, title='<img src="http://127.0.0.1:1/x"> <link href=y>')
    )
    pdf = as_pdf(made([evil], config_of(evil), NOW, Way.MEMORY), None, ZONE)
    assert pdf.startswith(b"%PDF-")
    packed = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    objects = b"".join(zlib.decompress(one) for one in packed if one.startswith(b"x"))
    sizes = re.findall(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", pdf + objects)
    assert {(round(float(w)), round(float(h))) for w, h in sizes} == {(842, 595)}
