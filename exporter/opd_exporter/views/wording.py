"""Reports in plain Indonesian: dates, ages, verdicts, as pages, tables and mails say them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from opd_exporter.domain.config import Thresholds
from opd_exporter.domain.moments import NO_END, local
from opd_exporter.domain.report import SiteReport
from opd_exporter.domain.status import days_between, status
from opd_exporter.domain.transport import Tls
from opd_exporter.domain.vocabulary import Reason, State, Status
from opd_exporter.judges.systems.records import system
from opd_exporter.text.sanitise import printable

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip
SYMBOLS = {Status.AKTIF: "●", Status.KURANG_AKTIF: "▲", Status.TIDAK_AKTIF: "✕", Status.TIDAK_TERUKUR: "?"}
"""Beside the colours, never instead of them (dashboards.md)."""
DYING = "!"
"""Instead of its status' symbol at a site that is down and not yet *tidak aktif*: a dead site never looks alive."""
MENDS = {
    Reason.REFUSED_BY_POLICY: "pengelola nama domain",
    Reason.DNS: "pengelola nama domain",
    Reason.CONNECT: "pengelola server (hosting)",
    Reason.TLS: "pengelola server (hosting)",
    Reason.TIMEOUT: "pengelola server (hosting)",
    Reason.PROTOCOL: "pengelola server (hosting)",
    Reason.TOO_LARGE: "admin situs",
    Reason.REDIRECT: "admin situs",
    Reason.OFFSITE: "admin situs atau pengelola nama domain",
    Reason.HTTP_STATUS: "admin situs atau pengelola server (hosting)",
    Reason.SUSPENDED: "penyedia hosting (biasanya karena tagihan)",
    Reason.PARKED: "penyedia nama domain (biasanya karena tagihan)",
    Reason.DEFAULT_PAGE: "pengelola server (hosting)",
    Reason.DIRECTORY_LISTING: "pengelola server (hosting)",
    Reason.MAINTENANCE: "admin situs",
    Reason.DATABASE_ERROR: "pengelola server (hosting)",
    Reason.DEFACED: "CSIRT dan admin situs",
    Reason.CHALLENGE: "pengelola firewall",
    Reason.BLOCKED: "pengelola firewall atau penyedia internet",
    Reason.EMPTY_SHELL: "admin situs",
    Reason.REPLACED: "pengelola server (hosting)",
}
"""Who can mend what keeps a site down."""
OLD = timedelta(minutes=10)
"""Data older than this is marked as old: two pulls at five minutes were missed."""

Ranked = TypeVar("Ranked", bound="Standing")


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
    there = local(moment, zone)
    return f"{there.day} {MONTHS[there.month - 1]} {there.year}"


def moment(when: datetime, zone: ZoneInfo) -> str:
    """``3 Desember 2024 pukul 10.11 WIB``."""
    return f"{day(when, zone)} pukul {local(when, zone):%H.%M} {zone_name(zone)}"


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
class Standing:
    """What a site is ordered, counted and chosen by."""

    report: SiteReport
    status: Status
    old: bool
    """The data is old: the exporter has not looked for a while."""
    days: float | None
    dying: bool
    """It is down, and its status does not show it yet: the grace is not over."""


@dataclass(frozen=True)
class SiteRow(Standing):
    """One site as a person reads it."""

    symbol: str
    verdict: str
    """The status in words, and that the site is down where the status does not say so."""
    last_post: str
    """Date of the last post, or why there is none."""
    age: str
    condition: str
    """``Hidup``, or why it is not up."""
    cms: str
    checked: str


def cms_name(report: SiteReport) -> str:
    """The system as people call it, with its version, or what is known instead."""
    if report.cms:
        called = system(report.cms.name).called or "sistem lain"
        return f"{called} {report.cms.version}".strip()
    return "tidak terdeteksi" if report.cms_looked else "belum diketahui"


def condition(report: SiteReport) -> str:
    """Whether the site answers, in words."""
    if report.visit is None:
        return "belum diperiksa"
    if report.visit.reason is None:
        return "hidup, diduga ada spam judi" if report.spam else "hidup"
    words = report.visit.reason.text
    return f"{words} ({report.visit.status})" if report.visit.reason.value == "http_status" else words


def no_post(report: SiteReport) -> str:
    """What stands in place of a date."""
    if report.checked is None and report.state is State.UNKNOWN:
        return "posting belum diketahui"
    return "tidak ada posting sendiri" if report.state is State.NO_POSTS else "tidak dapat dipastikan"


def standing(report: SiteReport, thresholds: Thresholds, now: datetime) -> Standing:
    """Where one site stands, without words."""
    verdict, last, visit = status(report, thresholds, now), report.last_post, report.visit
    return Standing(
        report=report,
        status=verdict,
        old=visit is None or now - visit.at > OLD,
        days=days_between(last.published, now) if last else None,
        dying=report.up is False and verdict is not Status.TIDAK_AKTIF,
    )


def symbol(of: Status, dying: bool) -> str:
    """A status' sign; none of a living one's for a site that is down."""
    return DYING if dying else SYMBOLS[of]


def verdict(of: Status, dying: bool) -> str:
    """A status in words, likewise."""
    return f"{of.text}, sedang mati" if dying else of.text


def row(report: SiteReport, thresholds: Thresholds, zone: ZoneInfo, now: datetime) -> SiteRow:
    """All words of one site."""
    place, last, visit = standing(report, thresholds, now), report.last_post, report.visit
    return SiteRow(
        **vars(place),
        symbol=symbol(place.status, place.dying),
        verdict=verdict(place.status, place.dying),
        last_post=day(last.published, zone) if last else no_post(report),
        age=ago(last.published, now) if last else "",
        condition=condition(report),
        cms=cms_name(report),
        checked=ago(visit.at, now) if visit else "belum diperiksa",
    )


def certificate(tls: Tls, zone: ZoneInfo, now: datetime) -> str:
    """Whether browsers trust the certificate, and until when it is valid."""
    endless = tls.not_after.year == NO_END
    until = "tanpa batas waktu" if endless else f"berlaku sampai {day(tls.not_after, zone)}"
    if tls.not_after < now:
        return f"tidak tepercaya: kedaluwarsa sejak {day(tls.not_after, zone)}"
    if not tls.valid:
        return f"tidak tepercaya: bukan untuk nama ini atau penerbitnya tidak dikenal; {until}"
    left = "" if endless else f" ({days_between(now, tls.not_after):.0f} hari lagi)"
    return f"tepercaya, {until}{left}"


def facts(report: SiteReport, zone: ZoneInfo, now: datetime) -> list[tuple[str, str]]:
    """What was measured, name and value; nothing for what was not."""
    visit, found = report.visit, []
    if report.unusable_since:
        found.append(("Tidak dapat dipakai sejak", moment(report.unusable_since, zone)))
    if visit:
        found.append(("Diperiksa", f"{moment(visit.at, zone)} ({ago(visit.at, now)})"))
        if visit.reason:
            found.append(("Yang dapat memperbaiki", MENDS[visit.reason]))
        if visit.explanation:
            found.append(("Penjelasan", visit.explanation))
        if visit.status is not None:
            moved = f", setelah {visit.redirects} pengalihan ke {visit.url}" if visit.redirects else ""
            found.append(("Kode HTTP", f"{visit.status}{moved}"))
        if visit.tls:
            found.append(("Sertifikat HTTPS", certificate(visit.tls, zone, now)))
        found.append(("Waktu jawab", f"{visit.duration:.2f} detik".replace(".", ",")))
    found.append(("CMS", cms_name(report)))
    found.append(
        ("Spam judi", {True: "diduga ada", False: "tidak ditemukan", None: "belum diketahui"}[report.spam])
    )
    if report.posts is not None:
        counted = (f"{count} dalam {window.days} hari" for window, count in report.posts.items())
        found.append(("Jumlah posting", ", ".join(counted)))
    looked = f", terakhir berhasil {ago(report.checked, now)}" if report.checked else ""
    found.append(("Pencarian posting", f"{report.state.text}{looked}"))
    return [(name, printable(value)) for name, value in found]


def sentence(report: SiteReport, thresholds: Thresholds, zone: ZoneInfo, now: datetime) -> str:
    """The verdict and why, in one or two sentences."""
    last, visit, unusable = report.last_post, report.visit, report.unusable_since
    name = f"{report.site.nama} {status(report, thresholds, now).text.lower()}"
    if visit is None and last is None:
        return f"Situs {report.site.nama} belum pernah diperiksa."
    known = "belum ada posting yang diketahui"
    if last:
        date = f"{day(last.published, zone)} ({ago(last.published, now)})"
        known = f"posting terakhir yang dapat dipastikan bertanggal {date}, dibaca dari {last.source.text}"
    if unusable and days_between(unusable, now) > thresholds.unusable_grace_days:
        since = f"situsnya tidak dapat dipakai sejak {moment(unusable, zone)} ({condition(report)})"
        return f"{name}: {since}; {known}."
    if visit and visit.reason:
        return f"{name}: {known}. Sekarang situsnya tidak dapat dipakai: {condition(report)}."
    if last and report.state is State.UNKNOWN and report.open:
        return f"{name}: {known}; mungkin ada yang lebih baru, yang belum dapat dipastikan."
    if last:
        return f"{name}: {known}."
    if report.state is State.NO_POSTS:
        return f"{name}: situs dapat dibaca, tetapi tidak berisi posting sendiri."
    return f"{name}: tanggal posting terakhir tidak dapat dipastikan."


_RANK = {Status.TIDAK_AKTIF: 0, Status.KURANG_AKTIF: 1, Status.TIDAK_TERUKUR: 2, Status.AKTIF: 3}


def rank(verdict: Status, up: bool | None, days: float | None, name: str) -> tuple[int, bool, float, str]:
    """Who needs somebody first: inactive before aging before unmeasured before active; within each the down ones, then
    the longest silent."""
    return _RANK[verdict], up is not False, -(days if days is not None else 1e6), name


def worst_first(rows: Iterable[Ranked]) -> list[Ranked]:
    """Sites in the order of :func:`rank`."""
    return sorted(rows, key=lambda one: rank(one.status, one.report.up, one.days, one.report.site.singkatan))
