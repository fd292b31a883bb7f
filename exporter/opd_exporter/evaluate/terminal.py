"""The evaluation and one site's evidence in the terminal: aligned tables, and a progress bar while it takes."""

from __future__ import annotations

from datetime import datetime

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from opd_exporter.as_json import counts
from opd_exporter.config import Config
from opd_exporter.report import SiteReport
from opd_exporter.vocabulary import Status
from opd_exporter.wording import SYMBOLS, day, moment, row, sentence, worst_first

_STYLES = {
    Status.AKTIF: "green",
    Status.KURANG_AKTIF: "yellow",
    Status.TIDAK_AKTIF: "red",
    Status.TIDAK_TERUKUR: "magenta",
}


def progress(console: Console) -> Progress:
    """A bar that says how many sites are done."""
    return Progress(
        TextColumn("[progress.description]{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
    )


def _summary(reports: list[SiteReport], config: Config, now: datetime) -> str:
    found = counts(reports, config.thresholds, now)
    return " · ".join(f"{SYMBOLS[one]} {one.text.lower()} {found[one]}" for one in Status)


def print_table(console: Console, reports: list[SiteReport], config: Config, now: datetime) -> None:
    """All sites, worst first, and the counts."""
    table = Table(
        title=f"Evaluasi situs OPD {config.city}, {moment(now, config.timezone)}", title_justify="left"
    )
    for name, ratio in (("OPD", 3), ("Status", 2), ("Posting terakhir", 3), ("Kondisi", 4), ("CMS", 2)):
        table.add_column(name, ratio=ratio, overflow="fold")
    for one in worst_first([row(report, config.thresholds, config.timezone, now) for report in reports]):
        posted = f"{one.last_post} ({one.age})" if one.age else one.last_post
        verdict = Text(f"{one.symbol} {one.status.text}", style=_STYLES[one.status])
        table.add_row(
            Text(one.report.site.singkatan), verdict, Text(posted), Text(one.condition), Text(one.cms)
        )
    console.print(table)
    console.print(_summary(reports, config, now), markup=False)


def print_site(console: Console, report: SiteReport, config: Config, now: datetime) -> None:
    """One site with the evidence a person would ask for."""
    zone, visit = config.timezone, report.visit
    one = row(report, config.thresholds, zone, now)
    console.print(
        f"{one.symbol} {sentence(report, config.thresholds, zone, now)}",
        style=_STYLES[one.status],
        markup=False,
    )
    facts = [("Alamat", report.site.url), ("Kondisi", one.condition)]
    if visit:
        facts += [("Penjelasan", visit.explanation)] if visit.explanation else []
        facts += [("Kode HTTP", str(visit.status))] if visit.status is not None else []
        facts += [("Dialihkan", f"{visit.redirects} kali, ke {visit.url}")] if visit.redirects else []
        if visit.tls:
            valid = "tepercaya" if visit.tls.valid else "TIDAK tepercaya"
            facts.append(("Sertifikat", f"{valid}, berlaku sampai {day(visit.tls.not_after, zone)}"))
    facts += [
        ("CMS", one.cms),
        ("Spam judi", {True: "diduga ada", False: "tidak ada", None: "belum diketahui"}[report.spam]),
    ]
    if report.last_post:
        facts += [
            ("Posting terakhir", f"{report.last_post.title} — {report.last_post.url}"),
            ("Cara dibaca", report.last_post.found),
        ]
    for name, value in facts:
        console.print(f"  {name:<17} {value}", markup=False, highlight=False)
    if report.steps:
        console.print("\nYang dibuka:", markup=False)
        for step in report.steps:
            console.print(f"  {step}", markup=False, highlight=False)
    if report.evidence:
        table = Table(title="Bukti", title_justify="left")
        for name in ("Tanggal", "Judul", "Sumber", "Keputusan"):
            table.add_column(name, overflow="fold")
        for candidate in report.evidence[:40]:
            when = day(candidate.published, zone) if candidate.published else "-"
            why = "diterima" if candidate.refused is None and candidate.published else "belum dibuka"
            if candidate.refused:
                why = f"ditolak: {candidate.refused.text}" + (
                    f" ({candidate.detail})" if candidate.detail else ""
                )
            table.add_row(
                when,
                Text(candidate.title),
                Text(f"{candidate.source.value} {candidate.found}".strip()),
                Text(why),
            )
        console.print(table)
