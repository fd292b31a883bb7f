"""The evaluation as a workbook for Excel: dates are dates and numbers are numbers, whatever language Excel speaks."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from opd_exporter.domain.moments import local
from opd_exporter.domain.vocabulary import Status
from opd_exporter.evaluate import words
from opd_exporter.evaluate.compare import Comparison, grouped
from opd_exporter.evaluate.csv_file import FORMULA
from opd_exporter.evaluate.model import Evaluation, SiteLine
from opd_exporter.text.sanitise import printable
from opd_exporter.views.wording import SYMBOLS

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_DATE = "[$-421]d mmm yyyy"
"""A day with its month in Indonesian (language 0x0421), also where Excel speaks another."""
_TIME = "[$-421]d mmm yyyy hh.mm"
_OLDEST = 1900
"""Excel knows no day before this year."""
_TWO_LINES = 30
"""Points: not every program fits a row to its text."""
_SHEETS_WIDE = 3
"""Sheets of paper beside each other for the list of sites, each with the names: on one its letters are dust."""
_COLOURS = {
    Status.AKTIF: "#B7E1D9",
    Status.KURANG_AKTIF: "#FFF0B8",
    Status.TIDAK_AKTIF: "#F4C7C3",
    Status.TIDAK_TERUKUR: "#DDD6F3",
}
_COLUMNS = (
    ("No", 5), ("OPD", 42), ("Singkatan", 15), ("Kelompok", 13), ("Alamat", 32), ("Status", 26), ("Status dulu", 17),
    ("Posting terakhir", 22), ("Hari sejak posting", 11), ("Posting 90 hari", 11), ("Judul posting", 45),
    ("Kondisi", 30), ("CMS", 16), ("Versi CMS", 9), ("Spam judi", 8), ("Yang tidak dihitung", 60), ("Diperiksa", 18),
    ("Surel admin", 14), ("Surat admin", 40), ("Disurati sejak", 16), ("Surat terakhir", 16),
    ("Tindak lanjut", 32), ("Penanggung jawab", 20), ("Tenggat", 14),
)  # fmt: skip


class _Book:
    """A workbook with the formats that its sheets share."""

    def __init__(self, stream: io.BytesIO) -> None:
        from xlsxwriter import Workbook  # no start waits for what is asked for once a quarter

        self.book = Workbook(
            stream,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_numbers": False,
                "strings_to_urls": False,
            },
        )
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}

    def format(self, **properties: Any) -> Format:
        """The format of these properties, made once."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format({"valign": "top", "text_wrap": True, **properties})
        return self._formats[key]

    def text(self, sheet: Worksheet, row: int, column: int, value: str, **properties: Any) -> None:
        """Text that is never taken for a formula, not even when somebody edits the cell."""
        shown = printable(value).strip()
        quoted = {"quote_prefix": True} if shown.startswith(FORMULA) else {}
        sheet.write_string(row, column, shown, self.format(**properties, **quoted))

    def link(self, sheet: Worksheet, row: int, column: int, url: str | None, shown: str) -> None:
        """Text that leads to an address, where a browser may follow it."""
        name = printable(shown).strip()[:250]
        if not (url or "").startswith(("http://", "https://")) or name.startswith(FORMULA):
            self.text(sheet, row, column, name)
            return
        form = self.format(font_color="#0B4F8A", underline=1)
        if sheet.write_url(row, column, printable(url or "", 2000), form, name):
            self.text(sheet, row, column, name)  # Excel takes no such address

    def when(
        self, sheet: Worksheet, row: int, column: int, moment: datetime | None, zone: ZoneInfo, form: str
    ) -> None:
        """A moment as Excel's own date; nothing where it is not known or older than Excel's calendar."""
        there = local(moment, zone).replace(tzinfo=None) if moment else None
        if there and there.year >= _OLDEST:
            sheet.write_datetime(row, column, there, self.format(num_format=form, align="left"))


def as_xlsx(found: Evaluation, comparison: Comparison | None, zone: ZoneInfo) -> bytes:
    """The file: a summary, all sites, and what changed."""
    stream = io.BytesIO()
    book = _Book(stream)
    book.book.set_properties(
        {"title": f"Evaluasi situs OPD {printable(found.city)}", "author": "opd-exporter"}
    )
    _summary(book, found, comparison, zone)
    _sites(book, found, comparison, zone)
    if comparison:
        _changes(book, found, comparison, zone)
    book.book.close()
    return stream.getvalue()


def _sheet(book: _Book, name: str, columns: Sequence[tuple[str, int]], top: int) -> Worksheet:
    """A sheet that prints on A4, landscape, as wide as the paper, with headings at ``top``."""
    sheet = book.book.add_worksheet(name)
    for number, (heading, width) in enumerate(columns):
        sheet.set_column(number, number, width)
        sheet.write_string(top, number, heading, book.format(bold=True, bg_color="#EEEEEE", border=1))
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&Rhalaman &P dari &N")
    return sheet


def _summary(book: _Book, found: Evaluation, comparison: Comparison | None, zone: ZoneInfo) -> None:
    columns = [
        ("Kelompok", 24),
        ("Situs", 10),
        *((one.text, 15) for one in Status),
        ("Bagian aktif", 13),
        ("Aktif dulu", 12),
    ]
    sheet = _sheet(book, "Ringkasan", columns, top=6)
    _head(book, sheet, found, comparison, zone)
    groups = grouped(found, comparison.before if comparison else None)
    for row, group in enumerate(groups, 7):
        book.text(sheet, row, 0, group.kelompok.capitalize())
        before = group.before[Status.AKTIF] if group.before else None
        _counts(book, sheet, row, group.total, group.counts, before)
    row = 7 + len(groups)
    book.text(sheet, row, 0, "Semua", bold=True)
    before = comparison.before.counts()[Status.AKTIF] if comparison else None
    _counts(book, sheet, row, len(found.sites), found.counts(), before, bold=True)
    for number, (name, meaning) in enumerate(words.limits(found), row + 2):
        book.text(sheet, number, 0, f"{name}: {meaning}", text_wrap=False)


def _head(
    book: _Book, sheet: Worksheet, found: Evaluation, comparison: Comparison | None, zone: ZoneInfo
) -> None:
    """What the whole says, each line across the sheet: nobody reads a sentence in a narrow column."""

    def line(row: int, text: str, **properties: Any) -> None:
        book.text(sheet, row, 0, text, text_wrap=False, **properties)

    line(0, f"Evaluasi situs OPD {found.city}: {words.title(found, zone)}", bold=True)
    line(1, words.headline(found, comparison, zone), bold=True, font_size=16)
    sheet.set_row(1, _TWO_LINES)
    line(2, words.origin(found, zone))
    line(3, f"Aturan: opd-exporter versi {found.version or 'tidak tercatat'}. {words.BASIS}")
    line(4, f"{words.target(found)} {words.unwritten(found)}")
    line(5, words.noting(found, zone))


def _counts(
    book: _Book,
    sheet: Worksheet,
    row: int,
    total: int,
    counts: Mapping[Status, int],
    before: int | None,
    **properties: Any,
) -> None:
    """Of a group or of all: how many, of each status, the share that is aktif, and how many were before."""
    for column, number in enumerate([total, *(counts[one] for one in Status)], 1):
        sheet.write_number(row, column, number, book.format(**properties))
    share = counts[Status.AKTIF] / total
    sheet.write_number(row, 6, share, book.format(num_format="0%", **properties))
    if before is not None:
        sheet.write_number(row, 7, before, book.format(**properties))


def _sites(book: _Book, found: Evaluation, comparison: Comparison | None, zone: ZoneInfo) -> None:
    sheet = _sheet(book, "Situs", _COLUMNS, top=0)
    before = {key: line.status for key, line in comparison.then.items()} if comparison else {}
    lines = found.worst_first()
    for row, line in enumerate(lines, 1):
        sheet.set_row(row, _TWO_LINES)
        sheet.write_number(row, 0, row, book.format())
        _site(book, sheet, row, line, found, zone)
        if line.opd in before:
            book.text(sheet, row, 6, f"{SYMBOLS[before[line.opd]]} {before[line.opd].text}")
        sheet.write_blank(row, len(_COLUMNS) - 1, None, book.format(num_format=_DATE, align="left"))
    sheet.set_row(0, _TWO_LINES)
    sheet.freeze_panes(1, 2)
    sheet.fit_to_pages(_SHEETS_WIDE, 0)
    sheet.repeat_columns(0, 1)
    sheet.autofilter(0, 0, len(lines), len(_COLUMNS) - 1)
    sheet.repeat_rows(0)


def _site(book: _Book, sheet: Worksheet, row: int, line: SiteLine, found: Evaluation, zone: ZoneInfo) -> None:
    text: Callable[[int, str], None] = lambda column, value: book.text(sheet, row, column, value)  # noqa: E731
    for column, value in enumerate((line.nama, line.singkatan, line.kelompok), 1):
        text(column, value)
    book.link(sheet, row, 4, line.url, line.url)
    book.text(sheet, row, 5, f"{line.symbol} {line.verdict}", bg_color=_COLOURS[line.status])
    days = found.days(line)
    if line.last_post and days is not None:
        book.when(sheet, row, 7, line.last_post, zone, _DATE)
        sheet.write_number(row, 8, round(days, 1), book.format(num_format="0.0"))
    else:
        text(7, words.posted(line, found, zone)[0])
    if line.posts_90 is not None:
        sheet.write_number(row, 9, line.posts_90, book.format())
    book.link(sheet, row, 10, line.last_post_url, line.last_post_title or "")
    text(11, "; ".join((line.condition, *line.agreed)))
    text(12, line.cms_called)
    text(13, line.cms.version if line.cms else "")
    text(14, {True: "ya", False: "tidak", None: ""}[line.spam_suspected])
    text(15, "; ".join(words.not_counted(line)))
    book.when(sheet, row, 16, line.checked_at, zone, _TIME)
    text(17, words.mailed(line))
    text(18, "; ".join(words.written(line, zone)))
    if line.letters:
        book.when(sheet, row, 19, min(one.since for one in line.letters), zone, _DATE)
        book.when(sheet, row, 20, max(one.last for one in line.letters), zone, _DATE)


def _changes(book: _Book, found: Evaluation, comparison: Comparison, zone: ZoneInfo) -> None:
    columns = [
        ("Perubahan", 16),
        ("OPD", 40),
        ("Dulu", 18),
        ("Sekarang", 18),
        ("Posting terakhir", 16),
        ("Kondisi", 30),
    ]
    sheet = _sheet(book, "Perubahan", columns, top=0)
    kinds = (
        ("Membaik", comparison.better),
        ("Memburuk", comparison.worse),
        ("Tidak terukur", comparison.unsure),
    )
    row = 0
    for kind, changes in kinds:
        for change in changes:
            row += 1
            told = (change.before.status, change.line.status)
            book.text(sheet, row, 0, kind)
            book.text(sheet, row, 1, change.line.nama)
            for column, status in enumerate(told, 2):
                book.text(sheet, row, column, f"{SYMBOLS[status]} {status.text}", bg_color=_COLOURS[status])
            book.when(sheet, row, 4, change.line.last_post, zone, _DATE)
            book.text(sheet, row, 5, change.line.condition)
    for kind, lines in (("Baru dalam daftar", comparison.new), ("Tidak lagi ada", comparison.gone)):
        for line in lines:
            row += 1
            book.text(sheet, row, 0, kind)
            book.text(sheet, row, 1, line.nama)
    if not row:
        book.text(sheet, 1, 0, "Tidak ada yang berubah.", text_wrap=False)
