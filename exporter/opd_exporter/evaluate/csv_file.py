"""The evaluation as CSV that Excel with Indonesian settings opens right."""

from __future__ import annotations

import csv
import io
from zoneinfo import ZoneInfo

from opd_exporter.domain.moments import local
from opd_exporter.evaluate import words
from opd_exporter.evaluate.compare import Comparison
from opd_exporter.evaluate.model import Evaluation
from opd_exporter.text.sanitise import printable

_HEADER = (
    "No", "OPD", "Singkatan", "Kelompok", "Alamat", "Status", "Posting terakhir", "Hari sejak posting",
    "Judul posting", "Alamat posting", "Sumber", "Kondisi", "CMS", "Versi CMS", "Spam judi", "Diperiksa",
    "Posting 90 hari", "Yang tidak dihitung", "Status dulu", "Surat admin",
)  # fmt: skip
FORMULA = tuple("=+-@\t\r\uff1d\uff0b\uff0d\uff20")
"""What a spreadsheet takes for the beginning of a formula, full-width forms included (OWASP, CSV injection)."""


def cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = printable(text).strip()
    return f"'{text}" if text.startswith(FORMULA) else text


def row_of(*cells: object) -> str:
    """One line of CSV: semicolons and CRLF."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=";", lineterminator="\r\n").writerow(cells)
    return stream.getvalue()


def as_csv(found: Evaluation, comparison: Comparison | None, zone: ZoneInfo) -> str:
    """Semicolons, decimal comma, BOM and CRLF."""
    before = {key: line.status.text for key, line in comparison.then.items()} if comparison else {}
    rows = [row_of(*_HEADER)]
    for number, line in enumerate(found.worst_first(), 1):
        last, days, cms = line.last_post, found.days(line), line.cms
        cells = (
            line.nama, line.singkatan, line.kelompok, line.url, line.verdict,
            f"{local(last, zone):%d/%m/%Y}" if last else words.posted(line, found, zone)[0],
            f"{days:.1f}".replace(".", ",") if days is not None else "",
            line.last_post_title or "", line.last_post_url or "",
            line.last_post_source.text if line.last_post_source else "",
            "; ".join((line.condition, *line.agreed)), line.cms_called, cms.version if cms else "",
            {True: "ya", False: "tidak", None: ""}[line.spam_suspected],
            f"{local(line.checked_at, zone):%d/%m/%Y %H:%M}" if line.checked_at else "",
            "" if line.posts_90 is None else str(line.posts_90),
            "; ".join(words.not_counted(line)), before.get(line.opd, ""),
            "; ".join(words.written(line, zone)),
        )  # fmt: skip
        rows.append(row_of(number, *map(cell, cells)))
    return "\ufeff" + "".join(rows)
