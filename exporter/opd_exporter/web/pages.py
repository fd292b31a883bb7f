"""The pages for people, in Indonesian; Jinja2 escapes whatever a site says."""

from __future__ import annotations

import math
from base64 import b64encode
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from opd_exporter.domain.config import Config
from opd_exporter.domain.report import SiteReport, viewed
from opd_exporter.domain.vocabulary import Status
from opd_exporter.text.sanitise import printable
from opd_exporter.views import agreed
from opd_exporter.views.wording import (
    SYMBOLS,
    Row,
    date_line,
    day,
    decision,
    facts,
    moment,
    open_question,
    row,
    sentence,
    spam_sign,
    worst_first,
)

REFRESH = 60
"""Seconds after which a page loads itself again."""
ORDERS = {"status": "Terburuk dulu", "nama": "Nama", "posting": "Posting terbaru", "kelompok": "Kelompok"}

_STYLE = resources.files(__package__).joinpath("templates/style.css").read_text("utf-8")
STYLE_HASH = f"sha256-{b64encode(sha256(_STYLE.encode()).digest()).decode()}"
"""What the Content-Security-Policy allows as style: this sheet and nothing a site could smuggle in."""


def _link(url: str) -> str:
    """The address when a browser may follow it, else an empty string."""
    try:
        return url if urlsplit(url).scheme in ("http", "https") else ""
    except ValueError:
        return ""


def _shown(value: Any) -> Any:
    """What a template writes: text of a site without characters that would be obeyed."""
    return printable(value) if type(value) is str else value


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("opd_exporter.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        finalize=_shown,
    )
    environment.filters.update(tautan=_link, hari=lambda days: f"{days:g}".replace(".", ","))
    environment.globals.update(
        SYMBOLS=SYMBOLS,
        ORDERS=ORDERS,
        AKTIF=Status.AKTIF,
        statuses=list(Status),
        refresh=REFRESH,
        style=_STYLE,
        decision=decision,
    )
    return environment


def _groups(rows: list[Row], order: str) -> list[tuple[str, list[Row]]]:
    """Rows in the order asked for, under headings where the order has some."""
    if order == "nama":
        return [("", sorted(rows, key=lambda one: one.report.site.nama))]
    if order == "posting":
        return [("", sorted(rows, key=lambda one: math.inf if one.days is None else one.days))]
    rows = sorted(worst_first(rows), key=lambda one: not one.dying)
    if order == "kelompok":
        kinds = sorted({one.report.site.kelompok for one in rows})
        return [
            (kind.capitalize(), [one for one in rows if one.report.site.kelompok == kind]) for kind in kinds
        ]
    return [("", rows)]


@dataclass(frozen=True)
class Failed:
    """A configuration that was to be loaded and could not be."""

    at: datetime
    wrong: str


def index(
    reports: list[SiteReport], config: Config, now: datetime, order: str, failed: Failed | None = None
) -> str:
    """All sites, worst first unless another order is asked for, and what was wrong with the last reload."""
    rows = [
        viewed(lambda one: row(one, config.thresholds, config.timezone, now), report) for report in reports
    ]
    found = Counter(one.status for one in rows)
    return (
        _environment()
        .get_template("index.html")
        .render(
            config=config,
            groups=_groups(rows, order),
            total=len(rows),
            order=order if order in ORDERS else "status",
            counts={one: found[one] for one in Status},
            dying=Counter(one.status for one in rows if one.dying),
            failed=failed,
            failed_at=moment(failed.at, config.timezone) if failed else "",
            at=moment(now, config.timezone),
            old=sum(one.old for one in rows),
            never=sum(report.visit is None for report in reports),
            down=sum(report.up is False for report in reports),
            maintenance=lambda one: agreed.maintenance(one, config.timezone, now),
            notes=lambda one: agreed.notes(one, config.timezone, now),
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
            date_line=lambda one: date_line(one, zone),
            facts=[*facts(report, zone, now), *agreed.contacts(report.site)],
            maintenance=agreed.maintenance(report.site, zone, now),
            announced=agreed.announced(report.site, zone, now),
            notes=agreed.notes(report.site, zone, now),
            questions=[open_question(one, zone) for one in report.open],
            spam_sign=lambda sign: spam_sign(sign, zone),
        )
    )


def unknown(config: Config) -> str:
    """There is no such site."""
    return _environment().get_template("unknown.html").render(config=config, refresh=0)
