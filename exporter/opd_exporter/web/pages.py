"""The pages for people, in Indonesian; Jinja2 escapes whatever a site says."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from opd_exporter.as_json import counts
from opd_exporter.config import Config
from opd_exporter.report import SiteReport
from opd_exporter.vocabulary import Status
from opd_exporter.wording import SYMBOLS, Row, ago, day, moment, row, sentence, worst_first, zone_name

REFRESH = 60
"""Seconds after which a page loads itself again."""
ORDERS = {"": "Terburuk dulu", "nama": "Nama", "posting": "Posting terbaru", "kelompok": "Kelompok"}


def _link(url: str) -> str:
    """The address when a browser may follow it, else an empty string."""
    return url if urlsplit(url).scheme in ("http", "https") else ""


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("opd_exporter.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    environment.filters["tautan"] = _link
    environment.globals.update(SYMBOLS=SYMBOLS, statuses=list(Status), refresh=REFRESH, ORDERS=ORDERS)
    return environment


def _ordered(rows: list[Row], order: str) -> list[Row]:
    if order == "nama":
        return sorted(rows, key=lambda one: one.report.site.nama)
    if order == "posting":
        return sorted(rows, key=lambda one: one.days if one.days is not None else 1e9)
    if order == "kelompok":
        return sorted(worst_first(rows), key=lambda one: one.report.site.kelompok)
    return worst_first(rows)


def index(reports: list[SiteReport], config: Config, now: datetime, order: str) -> str:
    """All sites, worst first unless another order is asked for."""
    rows = [row(report, config.thresholds, config.timezone, now) for report in reports]
    return (
        _environment()
        .get_template("index.html")
        .render(
            config=config,
            rows=_ordered(rows, order),
            order=order if order in ORDERS else "",
            counts=counts(reports, config.thresholds, now),
            at=moment(now, config.timezone),
            old=sum(one.old for one in rows),
        )
    )


def site(report: SiteReport, config: Config, now: datetime) -> str:
    """One site and its evidence."""
    zone = config.timezone
    return (
        _environment()
        .get_template("site.html")
        .render(
            config=config,
            report=report,
            row=row(report, config.thresholds, zone, now),
            verdict=sentence(report, config.thresholds, zone, now),
            at=moment(now, zone),
            day=lambda when: day(when, zone),
            moment=lambda when: moment(when, zone),
            ago=lambda when: ago(when, now),
            zone=zone_name(zone),
        )
    )


def unknown(config: Config) -> str:
    """There is no such site."""
    return _environment().get_template("unknown.html").render(config=config)
