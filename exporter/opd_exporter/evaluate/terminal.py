"""The evaluation and one site's evidence in the terminal: aligned tables, and a progress bar while it takes."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from opd_exporter.domain.candidate import Question, SeenDate
from opd_exporter.domain.config import Config
from opd_exporter.domain.report import SiteReport
from opd_exporter.domain.vocabulary import Status
from opd_exporter.evaluate.compare import Comparison
from opd_exporter.evaluate.model import Evaluation
from opd_exporter.evaluate.words import changes, headline, origin, posted
from opd_exporter.text.sanitise import printable
from opd_exporter.views.evidence_words import date_line, decision, open_question, spam_sign
from opd_exporter.views.wording import SYMBOLS, day, facts, moment, row, sentence

WIDTH = 140
"""Columns of a table that goes to a file or a pipe."""
NARROW = 90
"""Columns below which a table leaves out what is less important, rather than break its words."""
_STYLES = {
    Status.AKTIF: "green",
    Status.KURANG_AKTIF: "yellow",
    Status.TIDAK_AKTIF: "red",
    Status.TIDAK_TERUKUR: "magenta",
}


@contextmanager
def progress(console: Console, what: str, total: int) -> Iterator[Callable[[], None]]:
    """Gives what to call after each of ``total`` things: a bar in a terminal, a few plain lines elsewhere."""
    if console.is_terminal:
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        with Progress(*columns, console=console, transient=True) as bar:
            task = bar.add_task(what, total=total)
            yield lambda: bar.advance(task)
        return
    ended = 0

    def done() -> None:
        nonlocal ended
        ended += 1
        if ended == total or ended % max(1, total // 4) == 0:
            console.file.write(f"{what}: {ended}/{total}\n")
            console.file.flush()

    yield done


def _summary(found: Evaluation) -> str:
    counts = found.counts()
    return " · ".join(f"{SYMBOLS[one]} {one.text.lower()} {counts[one]}" for one in Status)


def _text(value: str, style: str = "") -> Text:
    return Text(printable(value), style=style)


def _style(of: Status, dying: bool) -> str:
    """The colour of a status; none of a living one's for a site that is down."""
    return "bold" if dying else _STYLES[of]


def print_table(console: Console, found: Evaluation, comparison: Comparison | None, zone: ZoneInfo) -> None:
    """All sites, worst first, the counts, and what changed."""
    title = _text(f"Evaluasi situs OPD {found.city}, {moment(found.generated_at, zone)}")
    table = Table(title=title, title_justify="left")
    if console.width < NARROW:
        for name, ratio in (("OPD", 4), ("Posting terakhir", 3), ("Kondisi", 4)):
            table.add_column(name, ratio=ratio, overflow="fold")
        for line in found.worst_first():
            when, age = posted(line, found, zone)
            agency = _text(f"{line.symbol} {line.singkatan}", _style(line.status, line.dying))
            table.add_row(agency, _text(age or when), _text(line.condition))
    else:
        for name, ratio in (("OPD", 3), ("Status", 2), ("Posting terakhir", 3), ("Kondisi", 4), ("CMS", 2)):
            table.add_column(name, ratio=ratio, overflow="fold")
        for line in found.worst_first():
            when, age = posted(line, found, zone)
            verdict = _text(f"{line.symbol} {line.verdict}", _style(line.status, line.dying))
            cms = f"{line.cms_called} {line.cms.version if line.cms else ''}".strip()
            table.add_row(
                *(_text(line.singkatan), verdict, _text(f"{when} ({age})" if age else when)),
                *(_text(line.condition), _text(cms)),
            )
    console.print(table)
    console.print(_text(headline(found, comparison, zone)))
    for line_of_change in changes(comparison) if comparison else ():
        console.print(_text(line_of_change))
    console.print(_text(_summary(found)))
    console.print(_text(origin(found, zone)))


def as_table(found: Evaluation, comparison: Comparison | None, zone: ZoneInfo) -> str:
    """The same as text without colours."""
    stream = io.StringIO()
    print_table(Console(file=stream, width=WIDTH, color_system=None), found, comparison, zone)
    return stream.getvalue()


def print_site(console: Console, report: SiteReport, config: Config, now: datetime) -> None:
    """One site with the evidence a person would ask for."""
    _print_verdict(console, report, config, now)
    zone = config.timezone
    _print_lines(console, "Yang belum pasti", (_question(one, zone) for one in report.open))
    _print_lines(console, "Tanda spam judi", (spam_sign(one, zone) for one in report.spam_signs))
    _print_lines(console, "Yang dibuka", report.steps)
    _print_evidence(console, report, config)


def _print_verdict(console: Console, report: SiteReport, config: Config, now: datetime) -> None:
    zone, last = config.timezone, report.last_post
    one = row(report, config.thresholds, zone, now)
    verdict = f"{one.symbol} {sentence(report, config.thresholds, zone, now)}"
    console.print(_text(verdict, _style(one.status, one.dying)))
    told = [("Alamat", report.site.url), ("Kondisi", one.condition), *facts(report, zone, now)]
    if last:
        told.append(("Posting terakhir", f"{last.title} <{last.url}>"))
        told.append(("Cara dibaca", f"{moment(last.published, zone)}, dari {last.source.text}: {last.found}"))
    lines = Table.grid(padding=(0, 2))
    lines.add_column(no_wrap=True)
    lines.add_column(overflow="fold")
    for name, value in told:
        lines.add_row(f"  {name}", _text(value))
    console.print(lines)


def _question(question: Question, zone: ZoneInfo) -> str:
    told = open_question(question, zone)
    until = f" ({told.until})" if told.until else ""
    return f"{question.url} {told.what}{until}. {told.remedy}"


def _print_lines(console: Console, what: str, lines: Iterable[str]) -> None:
    """A part of the evidence; nothing where it has no line."""
    for number, line in enumerate(lines):
        if not number:
            console.print(f"\n{what}:")
        console.print(_text(f"  {line}"), soft_wrap=True)


def _print_evidence(console: Console, report: SiteReport, config: Config) -> None:
    if not report.evidence:
        return
    table = Table(title="Bukti", title_justify="left")
    for name in ("Tanggal", "Judul", "Sumber", "Keputusan"):
        table.add_column(name, overflow="fold")
    for candidate in report.evidence:
        when = day(candidate.published, config.timezone) if candidate.published else "-"
        source = f"{candidate.source.text}: {candidate.found}" if candidate.found else candidate.source.text
        title = candidate.title or candidate.url
        table.add_row(when, _text(title), _text(source), _text(decision(candidate)))
    console.print(table)
    for candidate in report.evidence:
        print_dates(console, candidate.title or candidate.url, candidate.dates, config)


def print_dates(console: Console, title: str, dates: Sequence[SeenDate], config: Config) -> None:
    """Every date seen in one article, with who told it and what refused it."""
    if dates:
        console.print(_text(f"\nTanggal di halaman «{title}»:"), soft_wrap=True)
    for one in dates:
        console.print(_text(f"  {date_line(one, config.timezone)}"), soft_wrap=True)
