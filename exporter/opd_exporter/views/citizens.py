"""What citizens are told of a site: a closed list (docs/public.md). Nothing of the operators' comes in: no address of
theirs, no contact, no evidence, no reason of an outage, nothing about intrusions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from opd_exporter.domain.config import Config, Thresholds
from opd_exporter.domain.moments import local
from opd_exporter.domain.report import SiteReport, viewed
from opd_exporter.domain.status import days_between
from opd_exporter.domain.vocabulary import Status
from opd_exporter.views.wording import ago, day, rank, standing, symbol, verdict


@dataclass(frozen=True)
class PublicSite:
    """One site, as anybody may know it."""

    opd: str
    nama: str
    singkatan: str
    kelompok: str
    url: str
    status: Status
    since: datetime | None
    """Since when the dates that are known make it this; None where they do not tell."""
    last_post: datetime | None
    last_post_title: str
    last_post_url: str
    reachable: bool | None
    """Whether it could be used at the last look; None: never looked at."""
    unreachable_since: datetime | None
    checked: datetime | None

    @property
    def dying(self) -> bool:
        """It cannot be used, and its status does not show it."""
        return self.reachable is False and self.status is not Status.TIDAK_AKTIF

    @property
    def symbol(self) -> str:
        """The sign of its status."""
        return symbol(self.status, self.dying)

    @property
    def verdict(self) -> str:
        """Its status in words, without the reason of an outage."""
        return verdict(self.status, self.dying)


def told(report: SiteReport, thresholds: Thresholds, now: datetime) -> PublicSite:
    """What citizens are told of a report."""
    site, last, visit = report.site, report.last_post, report.visit
    status = standing(report, thresholds, now).status
    return PublicSite(
        opd=site.key,
        nama=site.nama,
        singkatan=site.singkatan,
        kelompok=site.kelompok,
        url=site.url,
        status=status,
        since=_since(report, status, thresholds, now),
        last_post=last.published if last else None,
        last_post_title=last.title if last else "",
        last_post_url=last.url if last else "",
        reachable=report.up,
        unreachable_since=report.unusable_since if report.up is False else None,
        checked=visit.at if visit else None,
    )


def all_told(reports: Iterable[SiteReport], config: Config, now: datetime) -> list[PublicSite]:
    """All sites, in the order in which the operators' page has them."""

    def one(report: SiteReport) -> PublicSite:
        return told(report, config.thresholds, now)

    def order(site: PublicSite) -> tuple[int, bool, float, str]:
        days = days_between(site.last_post, now) if site.last_post else None
        return rank(site.status, site.reachable, days, site.singkatan)

    return sorted((viewed(one, report) for report in reports), key=order)


def _since(report: SiteReport, status: Status, thresholds: Thresholds, now: datetime) -> datetime | None:
    last = report.last_post.published if report.last_post else None
    if status is Status.KURANG_AKTIF and last:
        return last + timedelta(days=thresholds.aktif_days)
    if status is not Status.TIDAK_AKTIF:
        return None
    ends = [last + timedelta(days=thresholds.kurang_aktif_days)] if last else []
    if report.unusable_since and (last or report.posts is None):
        ends.append(report.unusable_since + timedelta(days=thresholds.unusable_grace_days))
    return min((end for end in ends if end <= now), default=None)


def as_data(sites: Iterable[PublicSite], config: Config, now: datetime) -> dict[str, Any]:
    """Open data: times ISO 8601 with zone, null for what is not known."""
    rows = [_values(site, config) for site in sites]
    found = Counter(row["status"] for row in rows)
    return {
        "generated_at": _time(now, config),
        "city": config.city,
        "thresholds": {
            "aktif_days": config.thresholds.aktif_days,
            "kurang_aktif_days": config.thresholds.kurang_aktif_days,
        },
        "counts": {one.value: found[one.value] for one in Status},
        "sites": rows,
    }


def _values(site: PublicSite, config: Config) -> dict[str, Any]:
    return {
        "opd": site.opd,
        "nama": site.nama,
        "singkatan": site.singkatan,
        "kelompok": site.kelompok,
        "url": site.url,
        "status": site.status.value,
        "since": _time(site.since, config),
        "last_post": _time(site.last_post, config),
        "last_post_title": site.last_post_title or None,
        "last_post_url": site.last_post_url or None,
        "reachable": site.reachable,
        "unreachable_since": _time(site.unreachable_since, config),
        "checked_at": _time(site.checked, config),
    }


def _time(moment: datetime | None, config: Config) -> str | None:
    return local(moment, config.timezone).isoformat(timespec="seconds") if moment else None


@dataclass(frozen=True)
class PublicWords:
    """One site in Indonesian."""

    site: PublicSite
    since: str
    last_post: str
    reachable: str


def words(site: PublicSite, config: Config, now: datetime) -> PublicWords:
    """What the page says of a site."""
    zone = config.timezone
    posted = (
        f"{day(site.last_post, zone)} ({ago(site.last_post, now)})"
        if site.last_post
        else "posting belum diketahui"
    )
    if site.last_post is None and site.status is Status.TIDAK_AKTIF:
        posted = "tidak ada posting yang diketahui"
    since = f"sejak {day(site.unreachable_since, zone)}" if site.unreachable_since else ""
    reachable = {True: "dapat dibuka", False: f"tidak dapat dipakai {since}".strip(), None: "belum diperiksa"}
    return PublicWords(
        site, f"sejak {day(site.since, zone)}" if site.since else "", posted, reachable[site.reachable]
    )
