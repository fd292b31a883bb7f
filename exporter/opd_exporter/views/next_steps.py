"""What whoever answers for a site does next, and by when: below the verdict on the site's page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from opd_exporter.domain.config import Thresholds
from opd_exporter.domain.moments import later
from opd_exporter.domain.report import SiteReport
from opd_exporter.domain.status import status
from opd_exporter.domain.vocabulary import Status
from opd_exporter.views.wording import day


@dataclass(frozen=True)
class NextStep:
    """One thing to do or to know."""

    text: str
    section: str
    """The section of ``/panduan/peringatan`` that tells the rest, or empty."""


def next_steps(
    report: SiteReport, thresholds: Thresholds, zone: ZoneInfo, now: datetime
) -> tuple[NextStep, ...]:
    """What to do about a site that is up; of one that is down the page says so by itself."""
    if report.visit is None or report.up is False:
        return ()
    found = [_posts(report, thresholds, zone, now)]
    tls = report.visit.tls
    if tls and not tls.valid:
        found.append(
            NextStep(
                "Sertifikat HTTPS-nya tidak sah: peramban memperingatkan setiap pengunjung.", "opdtlsinvalid"
            )
        )
    return tuple(one for one in found if one.text)


def _posts(report: SiteReport, thresholds: Thresholds, zone: ZoneInfo, now: datetime) -> NextStep:
    verdict, last = status(report, thresholds, now), report.last_post
    if verdict is Status.TIDAK_TERUKUR:
        return NextStep(
            "Ini bukan berarti tidak aktif: tanggal posting terakhirnya belum dapat dipastikan.",
            "opdnevermeasurable",
        )
    left = {Status.AKTIF: thresholds.aktif_days, Status.KURANG_AKTIF: thresholds.kurang_aktif_days}.get(
        verdict
    )
    until = day(later(last.published, left), zone) if last and left else ""
    worse = Status.KURANG_AKTIF if verdict is Status.AKTIF else Status.TIDAK_AKTIF
    by = f"Tanpa posting baru, situs ini menjadi {worse.text.lower()} setelah {until}." if until else ""
    if verdict is Status.AKTIF:
        return NextStep(by, "")
    return NextStep(
        "Agar kembali aktif: terbitkan satu berita, laporan kegiatan, pengumuman, atau artikel tulisan sendiri, dengan"
        f" tanggal terbit; biasanya terbaca dalam satu jam. {by}".rstrip(),
        "opdsiteneedsposts",
    )
