"""Reports in plain Indonesian: dates, ages, verdicts, as pages, tables and mails say them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from opd_exporter.config import Thresholds
from opd_exporter.report import SiteReport
from opd_exporter.status import days_between, status
from opd_exporter.vocabulary import State, Status

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip
SYMBOLS = {Status.AKTIF: "●", Status.KURANG_AKTIF: "▲", Status.TIDAK_AKTIF: "✕", Status.TIDAK_TERUKUR: "?"}
"""Beside the colours, never instead of them (dashboards.md)."""
OLD = timedelta(minutes=10)
"""Data older than this is marked as old: two pulls at five minutes were missed."""


def zone_name(zone: ZoneInfo) -> str:
    """WIB, WITA or WIT where it is one of these, else the zone's own name."""
    return {
        "Asia/Jakarta": "WIB",
        "Asia/Pontianak": "WIB",
        "Asia/Makassar": "WITA",
        "Asia/Jayapura": "WIT",
    }.get(zone.key, zone.key)


def day(moment: datetime, zone: ZoneInfo) -> str:
    """``3 Desember 2024``."""
    local = moment.astimezone(zone)
    return f"{local.day} {MONTHS[local.month - 1]} {local.year}"


def moment(when: datetime, zone: ZoneInfo) -> str:
    """``3 Desember 2024 pukul 10.11 WIB``."""
    return f"{day(when, zone)} pukul {when.astimezone(zone):%H.%M} {zone_name(zone)}"


def ago(then: datetime, now: datetime) -> str:
    """``41 hari lalu``; hours and minutes below a day."""
    seconds = max(0.0, (now - then).total_seconds())
    if seconds < 90:
        return "baru saja"
    if seconds < 5400:
        return f"{seconds / 60:.0f} menit lalu"
    if seconds < 86400:
        return f"{seconds / 3600:.0f} jam lalu"
    return f"{int(seconds // 86400)} hari lalu"


@dataclass(frozen=True)
class Row:
    """One site as a person reads it."""

    report: SiteReport
    status: Status
    symbol: str
    last_post: str
    """Date of the last post, or why there is none."""
    age: str
    condition: str
    """``Hidup``, or why it is not up."""
    cms: str
    checked: str
    old: bool
    """The data is old: the exporter has not looked for a while."""
    days: float | None


def cms_name(report: SiteReport) -> str:
    """Name and version of the system, or what is known instead."""
    if report.cms:
        return f"{report.cms.name} {report.cms.version}".strip()
    return "tidak terdeteksi" if report.cms_looked else "belum diketahui"


def condition(report: SiteReport) -> str:
    """Whether the site answers, in words."""
    if report.visit is None:
        return "belum diperiksa"
    if report.visit.reason is None:
        return "hidup, diduga berisi spam judi" if report.spam else "hidup"
    words = report.visit.reason.text
    return f"{words} ({report.visit.status})" if report.visit.reason.value == "http_status" else words


def no_post(report: SiteReport) -> str:
    """What stands in place of a date."""
    if report.checked is None and report.state is State.UNKNOWN:
        return "posting belum diketahui"
    return "tidak ada posting sendiri" if report.state is State.NO_POSTS else "tidak dapat dipastikan"


def row(report: SiteReport, thresholds: Thresholds, zone: ZoneInfo, now: datetime) -> Row:
    """All words of one site."""
    verdict, last, visit = status(report, thresholds, now), report.last_post, report.visit
    return Row(
        report=report,
        status=verdict,
        symbol=SYMBOLS[verdict],
        last_post=day(last.published, zone) if last else no_post(report),
        age=ago(last.published, now) if last else "",
        condition=condition(report),
        cms=cms_name(report),
        checked=ago(visit.at, now) if visit else "belum diperiksa",
        old=visit is None or now - visit.at > OLD,
        days=days_between(last.published, now) if last else None,
    )


def sentence(report: SiteReport, thresholds: Thresholds, zone: ZoneInfo, now: datetime) -> str:
    """The verdict and why, in one or two sentences."""
    verdict, last = status(report, thresholds, now), report.last_post
    name = report.site.nama
    if report.visit is None and last is None:
        return f"Situs {name} belum pernah diperiksa."
    unusable = report.unusable_since
    if unusable and days_between(unusable, now) > thresholds.unusable_grace_days:
        return f"{name} {verdict.text.lower()}: situsnya tidak dapat dipakai sejak {moment(unusable, zone)} ({condition(report)})."
    if last:
        first = f"{name} {verdict.text.lower()}: posting terakhir yang dapat dipastikan bertanggal {day(last.published, zone)}"
        return f"{first} ({ago(last.published, now)}), dibaca dari {last.source.text}."
    if report.visit and report.visit.reason:
        return f"{name} {verdict.text.lower()}: {condition(report)}, dan belum ada posting yang diketahui."
    if report.state is State.NO_POSTS:
        return f"{name} {verdict.text.lower()}: situs dapat dibaca, tetapi tidak berisi posting sendiri."
    return f"{name} {verdict.text.lower()}: tanggal posting terakhir tidak dapat dipastikan."


_RANK = {Status.TIDAK_AKTIF: 0, Status.KURANG_AKTIF: 1, Status.TIDAK_TERUKUR: 2, Status.AKTIF: 3}


def worst_first(rows: list[Row]) -> list[Row]:
    """Rows in the order in which they need somebody: inactive before aging before unmeasured before active; within
    each the down ones first, then the longest silent."""

    def rank(one: Row) -> tuple[int, bool, float, str]:
        return (
            _RANK[one.status],
            one.report.up is not False,
            -(one.days if one.days is not None else 1e6),
            one.report.site.singkatan,
        )

    return sorted(rows, key=rank)
