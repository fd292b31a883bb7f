"""What an evaluation says in sentences: the one for the head, how it was made, by which rules."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from opd_exporter.domain.moments import local
from opd_exporter.domain.vocabulary import Status
from opd_exporter.evaluate.compare import Comparison
from opd_exporter.evaluate.model import Evaluation, SiteLine, Way
from opd_exporter.evaluate.quarter import LATE, NAME, of_name
from opd_exporter.views import letters
from opd_exporter.views.wording import MONTHS, ago, day, moment

ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV"}
BASIS = (
    "UU 14/2008 tentang Keterbukaan Informasi Publik, Pasal 9: badan publik mengumumkan informasi secara berkala, paling"
    " sedikit setiap enam bulan."
)
"""What obliges every agency (docs/thresholds.md)."""
OLD = 3600.0
"""Seconds after which what the memory holds is told as old: an exporter that is asked looks every minute."""


def stands_for(found: Evaluation, zone: ZoneInfo) -> datetime:
    """The moment it is of: of a quarter's, made right after its end, still the quarter's last."""
    quarter = of_name(found.name, zone)
    if quarter and timedelta() <= found.generated_at - quarter.end < LATE:
        return quarter.end - timedelta(seconds=1)
    return found.generated_at


def since(then: Evaluation, now: Evaluation, zone: ZoneInfo) -> str:
    """``September``; with the year, or the day, where that is needed."""
    of = stands_for(then, zone)
    before, here = local(of, zone), local(stands_for(now, zone), zone)
    if before.year != here.year:
        return f"{MONTHS[before.month - 1]} {before.year}"
    return MONTHS[before.month - 1] if before.month != here.month else day(of, zone)


def headline(found: Evaluation, comparison: Comparison | None, zone: ZoneInfo) -> str:
    """``12 dari 32 situs aktif, naik 4 sejak September.``"""
    told = f"{found.counts()[Status.AKTIF]} dari {len(found.sites)} situs aktif"
    if comparison is None:
        return f"{told}."
    before = comparison.before
    moved = f"naik {comparison.active}" if comparison.active > 0 else f"turun {-comparison.active}"
    told += f", {moved if comparison.active else 'tetap'} sejak {since(before, found, zone)}"
    others = len(before.sites)
    return f"{told} (waktu itu {others} situs)." if others != len(found.sites) else f"{told}."


def title(found: Evaluation, zone: ZoneInfo) -> str:
    """``Triwulan III 2026``, or the day."""
    quarter = NAME.fullmatch(found.name)
    return f"Triwulan {ROMAN[quarter[2]]} {quarter[1]}" if quarter else day(found.generated_at, zone)


def late(found: Evaluation, zone: ZoneInfo) -> str:
    """That a quarter's evaluation was made after its end; an empty string when it was not."""
    quarter = of_name(found.name, zone)
    if quarter is None or found.generated_at - quarter.end < LATE:
        return ""
    last = day(quarter.end - timedelta(days=1), zone)
    made = moment(found.generated_at, zone)
    return (
        f"Dibuat terlambat: triwulan ini berakhir {last}, tetapi pemantau tidak berjalan saat itu; keadaan di sini adalah"
        f" keadaan {made}."
    )


def origin(found: Evaluation, zone: ZoneInfo) -> str:
    """How it was made, in a sentence or two."""
    when = moment(found.generated_at, zone)
    if found.way is Way.PUBLISHED:
        return f"Keadaan {day(found.generated_at, zone)}, {found.way.text}. Sumber: {found.source}"
    if found.way is None:
        return f"Keadaan {when}; cara pembuatannya tidak tercatat."
    told = f"Keadaan {when}, {found.way.text}."
    looked = max((line.checked_at for line in found.sites if line.checked_at), default=None)
    if looked is None:
        return f"{told} Belum ada situs yang pernah diperiksa."
    if (found.generated_at - looked).total_seconds() > OLD:
        last = f"pemantau terakhir memeriksa situs {moment(looked, zone)}"
        return f"{told} PERHATIAN: {last}; keadaan sesudahnya tidak diketahui."
    return told


def limits(found: Evaluation) -> list[tuple[str, str]]:
    """What each status means by the limits of that evaluation; nothing where they were not told."""
    if found.thresholds is None:
        return []
    aktif, kurang, grace = (
        f"{days:g}".replace(".", ",")
        for days in (
            found.thresholds.aktif_days,
            found.thresholds.kurang_aktif_days,
            found.thresholds.unusable_grace_days,
        )
    )
    return [
        ("● Aktif", f"posting sendiri terakhir paling lama {aktif} hari lalu."),
        ("▲ Kurang aktif", f"lebih dari {aktif}, paling lama {kurang} hari lalu."),
        (
            "✕ Tidak aktif",
            f"lebih lama lagi, tidak pernah ada posting sendiri, atau situs lebih dari {grace} hari tidak dapat dipakai.",
        ),
        (
            "! Sedang mati",
            f"situs tidak dapat dipakai saat ini; statusnya yang lama masih berlaku sampai {grace} hari.",
        ),
        ("? Tidak terukur", "tanggal posting tidak dapat dipastikan; ini bukan berarti tidak aktif."),
    ]


def target(found: Evaluation) -> str:
    """What is aimed at, and how far it is reached."""
    sites, aktif = len(found.sites), found.counts()[Status.AKTIF]
    wanted = -(-sites * found.target_percent // 100)
    told = (
        "Target: semua situs aktif, karena setiap badan publik wajib mengumumkan informasi secara berkala."
        if found.target_percent == 100
        else f"Target: {found.target_percent}% situs aktif, yaitu {wanted} dari {sites}."
    )
    rest = f"kurang {wanted - aktif} situs" if aktif < wanted else "target tercapai"
    return f"{told} Sekarang {aktif} dari {sites} situs aktif ({aktif / sites:.0%}): {rest}."


def mailed(line: SiteLine) -> str:
    """Whether its admins can be written to."""
    return {None: "", 0: "✕ belum ada", 1: "● ada"}.get(line.admin_mails, f"● ada ({line.admin_mails})")


def written(line: SiteLine, zone: ZoneInfo) -> list[str]:
    """What its admins were written, and when."""
    return [letters.told(one, zone, letters.short) for one in line.letters]


def noting(found: Evaluation, zone: ZoneInfo) -> str:
    """What the dates of letters mean; that there are none where nobody notes them."""
    if found.letters_since is None:
        return "Kapan surat dikirim tidak dicatat pemantau ini."
    return letters.noting(found.letters_since, found.letters_lost, zone)


def unwritten(found: Evaluation) -> str:
    """How many of those who are to be written to cannot be; an empty string where that was not told."""
    silent = [line for line in found.sites if line.status in (Status.KURANG_AKTIF, Status.TIDAK_AKTIF)]
    without = sum(line.admin_mails == 0 for line in silent)
    if not any(line.admin_mails is not None for line in silent):
        return ""
    if not without:
        return f"Semua {len(silent)} situs yang kurang aktif atau tidak aktif punya surel admin."
    return (
        f"Dari {len(silent)} situs yang kurang aktif atau tidak aktif, {without} belum punya surel admin: adminnya belum"
        " dapat disurati pemantau."
    )


def posted(line: SiteLine, found: Evaluation, zone: ZoneInfo) -> tuple[str, str]:
    """Date of the last post and its age, or why there is no date and nothing."""
    if line.last_post is None:
        return line.no_post or "tidak tercatat", ""
    return day(line.last_post, zone), ago(line.last_post, found.generated_at)


def not_counted(line: SiteLine) -> list[str]:
    """What was refused and why, and what is open."""
    refused = [f"{one.count} ditolak: {one.because}" for one in line.refused]
    return [*refused, *(f"belum pasti: {what}" for what in line.unsettled[:2])]


def changes(comparison: Comparison) -> list[str]:
    """Who improved and who fell, a line each kind: ``Membaik: Dinkes (kurang aktif → aktif)``."""
    told = []
    kinds = (
        ("Membaik", comparison.better),
        ("Memburuk", comparison.worse),
        ("Menjadi atau berhenti tidak terukur", comparison.unsure),
    )
    for kind, found in kinds:
        each = (
            f"{one.line.singkatan} ({one.before.status.text.lower()} → {one.line.status.text.lower()})"
            for one in found
        )
        told += [f"{kind}: {', '.join(each)}"] if found else []
    for kind, lines in (("Baru dalam daftar", comparison.new), ("Tidak lagi dalam daftar", comparison.gone)):
        told += [f"{kind}: {', '.join(line.singkatan for line in lines)}"] if lines else []
    return told
