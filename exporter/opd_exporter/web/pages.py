"""The pages for people, in Indonesian; Jinja2 escapes whatever a site says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from opd_exporter.domain.config import Config
from opd_exporter.domain.letter import Letters
from opd_exporter.domain.report import SiteReport, viewed
from opd_exporter.domain.vocabulary import Status
from opd_exporter.views import agreed, templates
from opd_exporter.views.citizens import PublicSite, PublicWords
from opd_exporter.views.evidence_words import date_line, decision, open_question, spam_sign
from opd_exporter.views.letters import fact as letter_fact
from opd_exporter.views.next_steps import next_steps
from opd_exporter.views.templates import Style
from opd_exporter.views.wording import SYMBOLS, day, facts, moment, row, sentence, standing
from opd_exporter.web import guides
from opd_exporter.web.choice import LONGEST, MANY, ORDERS, Choice, cut, in_order

if TYPE_CHECKING:
    from jinja2 import Environment

REFRESH = 60
"""Seconds after which a page loads itself again."""

STYLE = Style.of(__package__, "style.css")


def _link(url: str) -> str:
    """The address when a browser may follow it, else an empty string."""
    try:
        return url if urlsplit(url).scheme in ("http", "https") else ""
    except ValueError:
        return ""


@cache
def environment() -> Environment:
    """What renders the pages."""
    filters = {"tautan": _link, "hari": lambda days: f"{days:g}".replace(".", ",")}
    names = {
        "SYMBOLS": SYMBOLS,
        "ORDERS": ORDERS,
        "AKTIF": Status.AKTIF,
        "statuses": list(Status),
        "refresh": REFRESH,
        "style": STYLE.text,
        "decision": decision,
    }
    return templates.environment(__package__, filters, names)


@dataclass(frozen=True)
class Failed:
    """A configuration that was to be loaded and could not be."""

    at: datetime
    wrong: str


def index(
    reports: Iterable[SiteReport],
    config: Config,
    now: datetime,
    choice: Choice,
    failed: Failed | None = None,
    unwritten: str = "",
    behind: timedelta | None = None,
) -> str:
    """The sites asked for, worst first unless another order is, a page of them where they are many; what was wrong with
    the last reload; why what is known cannot be written, when it cannot; and how far our own clock is behind, when it is
    wrong."""
    zone, thresholds = config.timezone, config.thresholds
    all_sites = [viewed(lambda one: standing(one, thresholds, now), report) for report in reports]
    found = Counter(one.status for one in all_sites)
    chosen = in_order(filter(choice.takes, all_sites), choice.order)
    where = cut(len(chosen), choice.page)
    groups = [
        (heading, [viewed(lambda one: row(one, thresholds, zone, now), one.report) for _, one in there])
        for heading, there in groupby(where.part(chosen), itemgetter(0))
    ]
    return (
        environment()
        .get_template("index.html")
        .render(
            config=config,
            groups=groups,
            total=len(all_sites),
            chosen=len(chosen),
            many=len(all_sites) >= MANY,
            kinds=sorted({one.kelompok for one in config.sites}),
            choice=choice,
            order=choice.order or "status",
            page=where,
            longest=LONGEST,
            dying=Counter(one.status for one in all_sites if one.dying),
            failed=failed,
            failed_at=moment(failed.at, config.timezone) if failed else "",
            unwritten=unwritten,
            behind=behind,
            agreed=lambda one: agreed.briefly(one, config.timezone, now),
            counts={one: found[one] for one in Status},
            at=moment(now, config.timezone),
            old=sum(one.old for one in all_sites),
            never=sum(one.report.visit is None for one in all_sites),
            down=sum(one.report.up is False for one in all_sites),
        )
    )


def site(report: SiteReport, config: Config, now: datetime, letters: Letters | None = None) -> str:
    """One site and its evidence, and what its admins were written where that is noted."""
    zone = config.timezone
    return (
        environment()
        .get_template("site.html")
        .render(
            config=config,
            report=report,
            row=row(report, config.thresholds, zone, now),
            verdict=sentence(report, config.thresholds, zone, now),
            steps=next_steps(report, config.thresholds, zone, now),
            at=moment(now, zone),
            day=lambda when: day(when, zone),
            moment=lambda when: moment(when, zone),
            date_line=lambda one: date_line(one, zone),
            facts=[
                *facts(report, zone, now),
                *agreed.contacts(report.site),
                *([letter_fact(letters, report.site.key, zone)] if letters else []),
            ],
            maintenance=agreed.maintenance(report.site, zone, now),
            announced=agreed.announced(report.site, zone, now),
            notes=agreed.notes(report.site, zone, now),
            questions=[open_question(one, zone) for one in report.open],
            spam_sign=lambda sign: spam_sign(sign, zone),
        )
    )


def evaluations(config: Config, rows: list[dict[str, object]]) -> str:
    """The list of evaluations, the newest first."""
    return environment().get_template("evaluations.html").render(config=config, rows=rows, refresh=0)


def public(config: Config, rows: list[PublicWords], counts: dict[Status, int], at: str) -> str:
    """What citizens are told of all sites."""
    template = environment().get_template("public.html")
    return template.render(config=config, rows=rows, counts=counts, at=at, refresh=0)


_BADGE = {
    Status.AKTIF: ("#00796B", "#fff"),
    Status.KURANG_AKTIF: ("#FFD23F", "#14181f"),
    Status.TIDAK_AKTIF: ("#B3261E", "#fff"),
    Status.TIDAK_TERUKUR: ("#6B5BA6", "#fff"),
}
_DEAD = ("#fff", "#8c1d18")
_CAPITAL, _SMALL = 8.5, 6.8
"""Pixels of a letter at this size; the words are fitted to it, whatever font a browser has."""


def _wide(text: str) -> int:
    return round(sum(_CAPITAL if letter.isupper() else _SMALL for letter in text)) + 16


def badge(site: PublicSite, posted: str) -> str:
    """A site's status as SVG: sign, words and colour."""
    status = f"{site.symbol} {site.verdict}"
    fill, ink = _DEAD if site.dying else _BADGE[site.status]
    name = site.singkatan[:40]
    return (
        environment()
        .get_template("badge.svg")
        .render(
            name=name,
            status=status,
            words=f"{site.nama}: {site.verdict.lower()}{posted}",
            left=_wide(name),
            right=_wide(status),
            fill=fill,
            ink=ink,
        )
    )


def unknown(config: Config) -> str:
    """There is no such site."""
    return environment().get_template("unknown.html").render(config=config, refresh=0)


def missing(text: str) -> str:
    """There is no such page; ``text`` says so, and perhaps where to look instead."""
    return environment().get_template("missing.html").render(text=text, refresh=0)


def guide(place: str, config: Config) -> str:
    """One of the operators' guides, with the way to the others."""
    return (
        environment()
        .get_template("guide.html")
        .render(
            config=config,
            refresh=0,
            title=guides.title(place),
            guides=[(one, guides.title(one)) for one in guides.GUIDES],
            text=guides.html(place),
        )
    )
