"""What people have agreed on for a site, in plain Indonesian: planned work, an agency's objection, whom to call."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from opd_exporter.domain.config import Note, Site
from opd_exporter.views.wording import day, moment

AHEAD = timedelta(days=14)
"""Planned work is announced so long before it begins."""


def maintenance(site: Site, zone: ZoneInfo, now: datetime) -> str:
    """``dalam pemeliharaan sampai 1 Desember 2026 pukul 17.00 WIB: pindah server``; empty when there is none now."""
    one = site.maintained(now)
    return f"dalam pemeliharaan sampai {moment(one.sampai, zone)}: {one.sebab}" if one else ""


def announced(site: Site, zone: ZoneInfo, now: datetime) -> list[str]:
    """Work that begins soon, the next first."""

    soon = (one for one in site.pemeliharaan if now < one.dari <= now + AHEAD)
    return [
        f"pemeliharaan {moment(one.dari, zone)} sampai {moment(one.sampai, zone)}: {one.sebab}"
        for one in sorted(soon, key=lambda one: one.dari)
    ]


def note(one: Note, zone: ZoneInfo) -> str:
    """``catatan 3 Desember 2026 (Sekretaris Dinas, berlaku sampai 31 Maret 2027): layanan ini tidak memuat berita``."""
    return f"catatan {day(one.tanggal, zone)} ({one.oleh}, berlaku sampai {day(one.sampai, zone)}): {one.isi}"


def notes(site: Site, zone: ZoneInfo, now: datetime) -> list[str]:
    """The objections that stand; none of them changes a verdict."""
    return [note(one, zone) for one in site.notes(now)]


def briefly(site: Site, zone: ZoneInfo, now: datetime) -> list[tuple[str, str]]:
    """What is agreed on now, where there is little room, each with the whole of it."""
    work = site.maintained(now)
    found = (
        [(f"dipelihara sampai {day(work.sampai, zone)}: {work.sebab}", maintenance(site, zone, now))]
        if work
        else []
    )
    return found + [(f"keberatan OPD: {one.isi}", note(one, zone)) for one in site.notes(now)]


def contacts(site: Site) -> list[tuple[str, str]]:
    """Whom to call, name and value; nothing for what is not configured."""
    found = (
        ("Kontak OPD", site.kontak),
        ("Kontak hosting", site.kontak_hosting),
        ("Kontak domain", site.kontak_domain),
    )
    return [(name, text) for name, text in found if text]
