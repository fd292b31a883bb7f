"""The evaluation as CSV for Excel, JSON, and a page that prints on A4."""

from __future__ import annotations

import csv
import io
from datetime import datetime

from jinja2 import Environment, PackageLoader, StrictUndefined

from opd_exporter.domain.config import Config
from opd_exporter.domain.moments import local
from opd_exporter.domain.report import SiteReport
from opd_exporter.domain.vocabulary import Status
from opd_exporter.evaluate.terminal import as_table
from opd_exporter.text.sanitise import printable
from opd_exporter.views import agreed
from opd_exporter.views import as_json as shapes
from opd_exporter.views.wording import SYMBOLS, day, moment, row, worst_first

_HEADER = (
    "No", "OPD", "Singkatan", "Kelompok", "Alamat", "Status", "Posting terakhir", "Hari sejak posting",
    "Judul posting", "Alamat posting", "Sumber", "Kondisi", "CMS", "Versi CMS", "Spam judi", "Diperiksa",
)  # fmt: skip
_FORMULA = tuple("=+-@\t\r\uff1d\uff0b\uff0d\uff20")
"""What a spreadsheet takes for the beginning of a formula, full-width forms included (OWASP, CSV injection)."""


def _cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = printable(text).strip()
    return f"'{text}" if text.startswith(_FORMULA) else text


def as_csv(reports: list[SiteReport], config: Config, now: datetime) -> str:
    """Semicolons, decimal comma, BOM and CRLF: what Excel with Indonesian settings opens right."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(_HEADER)
    zone = config.timezone
    rows = worst_first([row(report, config.thresholds, zone, now) for report in reports])
    for number, one in enumerate(rows, 1):
        report = one.report
        last, visit, site = report.last_post, report.visit, report.site
        cells = (
            site.nama, site.singkatan, site.kelompok, site.url, one.status.text,
            f"{local(last.published, zone):%d/%m/%Y}" if last else one.last_post,
            f"{one.days:.1f}".replace(".", ",") if one.days is not None else "",
            last.title if last else "", last.url if last else "", last.source.text if last else "",
            one.condition, report.cms.name if report.cms else one.cms, report.cms.version if report.cms else "",
            {True: "ya", False: "tidak", None: ""}[report.spam],
            f"{local(visit.at, zone):%d/%m/%Y %H:%M}" if visit else "",
        )  # fmt: skip
        writer.writerow([number, *map(_cell, cells)])
    return "\ufeff" + stream.getvalue()


def as_json(reports: list[SiteReport], config: Config, now: datetime) -> str:
    """The same object as ``/api/v1/sites``."""
    return shapes.dumped(shapes.city_json(reports, config, now), indent=2) + "\n"


def as_html(reports: list[SiteReport], config: Config, now: datetime) -> str:
    """One file without anything to load, readable in black and white."""
    environment = Environment(
        loader=PackageLoader("opd_exporter.evaluate", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda value: printable(value) if type(value) is str else value,
    )
    environment.filters["hari"] = lambda days: f"{days:g}".replace(".", ",")
    return environment.get_template("evaluation.html").render(
        config=config,
        rows=worst_first([row(report, config.thresholds, config.timezone, now) for report in reports]),
        counts=shapes.counts(reports, config.thresholds, now),
        statuses=list(Status),
        SYMBOLS=SYMBOLS,
        maintenance=lambda one: agreed.maintenance(one, config.timezone, now),
        notes=lambda one: agreed.notes(one, config.timezone, now),
        today=day(now, config.timezone),
        at=moment(now, config.timezone),
    )


RENDERERS = {"table": as_table, "csv": as_csv, "json": as_json, "html": as_html}
"""``--format`` -> what makes it."""
