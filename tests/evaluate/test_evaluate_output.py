"""The evaluation as people get it: a spreadsheet that opens right, a table that is readable, a page that prints."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import re
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from rich.console import Console

from opd_exporter.domain.config import Config, Maintenance, Note, ProbeSettings, Thresholds
from opd_exporter.domain.report import SiteReport
from opd_exporter.evaluate.csv_file import as_csv
from opd_exporter.evaluate.document import document, made
from opd_exporter.evaluate.model import Evaluation, Way
from opd_exporter.evaluate.output import write
from opd_exporter.evaluate.page import as_html
from opd_exporter.evaluate.terminal import as_table, print_site, print_table
from opd_exporter.text.sanitise import OBEYED
from presented import NOW, SITE, ZONE, city, silent_for

CITY = city()
CONFIG = Config("Kota Serang", ZONE, Thresholds(), ProbeSettings(), tuple(one.site for one in CITY))


def evaluated(*reports: SiteReport) -> Evaluation:
    config = replace(CONFIG, sites=tuple(one.site for one in reports))
    return made(list(reports), config, NOW, Way.MEMORY)


def titled(title: str) -> SiteReport:
    report = silent_for(12)
    assert report.last_post
    return replace(report, last_post=replace(report.last_post, title=title))


def cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";", strict=True))


def test_a_spreadsheet_with_indonesian_settings_opens_it_right() -> None:
    text = as_csv(evaluated(*CITY), None, ZONE)
    assert text.startswith("\ufeff"), "Excel takes a file without BOM for one of its own code page"
    assert text.count("\r\n") == text.count("\n") == len(CITY) + 1
    rows = cells(text)
    assert {len(row) for row in rows} == {20}
    by_name = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    assert [row["No"] for row in by_name] == [str(n) for n in range(1, len(CITY) + 1)]
    days = [row["Hari sejak posting"] for row in by_name if row["Hari sejak posting"]]
    assert days
    assert all(re.fullmatch(r"\d+,\d", one) for one in days)
    dates = [row["Posting terakhir"] for row in by_name if row["Hari sejak posting"]]
    assert all(re.fullmatch(r"\d\d/\d\d/\d{4}", one) for one in dates)


def test_planned_work_and_objections_are_in_what_prints_and_in_json() -> None:
    hour = timedelta(hours=1)
    agreed = replace(
        SITE,
        pemeliharaan=(Maintenance(NOW - hour, NOW + hour, "pindah server"),),
        catatan=(Note(NOW - hour, "hanya layanan", "Sekretaris", NOW + hour),),
    )
    report = silent_for(300, site=agreed)
    told = as_html(evaluated(report), None, ZONE)
    assert "dalam pemeliharaan sampai 24 November 2026 pukul 16.00 WIB: pindah server" in told
    assert "catatan 24 November 2026 (Sekretaris, berlaku sampai 24 November 2026): hanya layanan" in told
    (site,) = json.loads(document([report], CONFIG, NOW, Way.LOOK))["sites"]
    assert site["status"] == "tidak_aktif"
    assert site["maintenance"] == {
        "from": "2026-11-24T14:00:00+07:00",
        "to": "2026-11-24T16:00:00+07:00",
        "why": "pindah server",
    }
    assert [one["text"] for one in site["notes"]] == ["hanya layanan"]


@pytest.mark.parametrize(
    "title",
    [
        "=1+1",
        "+62 254",
        "-5",
        "@SUM(A1)",
        "\t=1",
        " =cmd|' /C calc'!A0",
        "\uff1d1+1",
        "\r\n=1",
        "\u200e=1",
        "\x00=1",
    ],
)
def test_nothing_a_site_says_is_a_formula(title: str) -> None:
    (_, row) = cells(as_csv(evaluated(titled(title)), None, ZONE))
    assert all(not re.match(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]", cell) for cell in row), row


@given(st.text(max_size=40))
def test_whatever_a_title_holds_it_stays_in_its_cell(title: str) -> None:
    rows = cells(as_csv(evaluated(titled(title), titled("lain")), None, ZONE))
    assert [len(row) for row in rows] == [20, 20, 20]
    assert not any(OBEYED.search(cell) for row in rows for cell in row)
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_json_is_what_the_api_gives() -> None:
    found = json.loads(document(CITY, CONFIG, NOW, Way.LOOK))
    assert sum(found["counts"].values()) == len(found["sites"]) == len(CITY)


@pytest.mark.parametrize("width", [40, 60, 89, 90, 140, 200])
def test_a_table_fits_the_terminal_and_breaks_no_name(width: int) -> None:
    stream = io.StringIO()
    print_table(Console(file=stream, width=width, color_system=None), evaluated(*CITY), None, ZONE)
    lines = stream.getvalue().splitlines()
    assert max(map(len, lines)) <= width
    if width >= 60:
        for report in CITY:
            for word in report.site.singkatan.split():
                assert word in stream.getvalue()
    assert "tidak terukur" in " ".join(" ".join(lines[-8:]).split())


def test_without_a_terminal_the_table_has_no_colours() -> None:
    assert "\x1b" not in as_table(evaluated(*CITY), None, ZONE)


def test_markup_of_a_site_is_text_in_terminal_and_page() -> None:
    evil = titled("[bold red]x[/] <script>alert(1)</script> \x1b]0;judul\x07")
    stream = io.StringIO()
    print_site(Console(file=stream, width=200, color_system=None), evil, CONFIG, NOW)
    assert "[bold red]x[/]" in stream.getvalue()
    assert "\x1b" not in stream.getvalue()
    page = html.fromstring(as_html(evaluated(evil), None, ZONE))
    assert not page.xpath("//script")


def test_the_page_needs_nothing_from_elsewhere() -> None:
    page = html.fromstring(as_html(evaluated(*CITY), None, ZONE))
    assert not page.xpath("//@src | //link/@href | //script")
    assert len(page.xpath("//table[@class='sites']/tbody/tr")) == len(CITY)


@pytest.mark.chromium
async def test_it_prints_on_few_pages_of_a4(tmp_path: Path) -> None:
    chromium = shutil.which("chromium")
    if not chromium:
        pytest.skip("chromium is not installed")
    (tmp_path / "evaluasi.html").write_text(as_html(evaluated(*CITY), None, ZONE), "utf-8")
    process = await asyncio.create_subprocess_exec(
        chromium, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}",
        "--no-pdf-header-footer", f"--print-to-pdf={tmp_path / 'evaluasi.pdf'}", (tmp_path / "evaluasi.html").as_uri(),
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    await asyncio.wait_for(process.communicate(), 60)
    pdf = (tmp_path / "evaluasi.pdf").read_bytes()
    sheets = re.findall(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert 1 <= len(sheets) <= 6
    assert {(abs(float(w) - 842) < 2, abs(float(h) - 595) < 2) for w, h in sheets} == {(True, True)}, (
        "A4, landscape"
    )


def test_a_file_is_written_whole_or_left_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "evaluasi.csv"
    write("lama", file)
    with pytest.raises(OSError, match="folder"):
        write("baru", tmp_path / "tidak" / "ada.csv")
    with pytest.raises(OSError, match="berkas"):
        write("baru", tmp_path)
    assert file.read_text() == "lama"
    write("baru\r\n", file)
    assert file.read_bytes() == b"baru\r\n"
    assert [one.name for one in tmp_path.iterdir()] == ["evaluasi.csv"]
