"""The evaluation as CSV for Excel, JSON, and a page that prints on A4."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime

from jinja2 import Environment, PackageLoader

from opd_exporter.as_json import city_json, counts
from opd_exporter.config import Config
from opd_exporter.report import SiteReport
from opd_exporter.vocabulary import Status
from opd_exporter.wording import day, moment, row, worst_first, zone_name

_HEADER = (
    "No", "OPD", "Singkatan", "Kelompok", "Alamat", "Status", "Posting terakhir", "Hari sejak posting", "Sumber",
    "Kondisi", "CMS", "Versi CMS", "Spam judi", "Diperiksa",
)  # fmt: skip


def _cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


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
            f"{last.published.astimezone(zone):%d/%m/%Y}" if last else one.last_post,
            f"{one.days:.1f}".replace(".", ",") if one.days is not None else "",
            last.source.text if last else "", one.condition,
            report.cms.name if report.cms else one.cms, report.cms.version if report.cms else "",
            {True: "ya", False: "tidak", None: ""}[report.spam],
            f"{visit.at.astimezone(zone):%d/%m/%Y %H:%M}" if visit else "",
        )  # fmt: skip
        writer.writerow([number, *map(_cell, cells)])
    return "\ufeff" + stream.getvalue()


def as_json(reports: list[SiteReport], config: Config, now: datetime) -> str:
    """The same object as ``/api/v1/sites``."""
    return json.dumps(city_json(reports, config, now), ensure_ascii=False, indent=2) + "\n"


def as_html(reports: list[SiteReport], config: Config, now: datetime) -> str:
    """One file without anything to load, readable in black and white."""
    environment = Environment(loader=PackageLoader("opd_exporter.evaluate", "templates"), autoescape=True)
    rows = worst_first([row(report, config.thresholds, config.timezone, now) for report in reports])
    return environment.get_template("evaluation.html").render(
        config=config,
        rows=rows,
        counts=counts(reports, config.thresholds, now),
        statuses=list(Status),
        today=day(now, config.timezone),
        at=moment(now, config.timezone),
        zone=zone_name(config.timezone),
    )
