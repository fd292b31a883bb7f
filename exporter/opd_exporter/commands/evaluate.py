"""``evaluate``: from where the reports come, what they are compared with, and where the result goes."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import uvloop
from rich.console import Console

from opd_exporter.commands.system_errors import told
from opd_exporter.domain.config import Config
from opd_exporter.domain.report import SiteReport
from opd_exporter.evaluate.compare import Comparison, compared
from opd_exporter.evaluate.document import MOST, NoEvaluation, document, evaluation, made
from opd_exporter.evaluate.letters import read as letters_in
from opd_exporter.evaluate.look import Interrupted, look_at_all
from opd_exporter.evaluate.memory import recalled
from opd_exporter.evaluate.model import Evaluation, Way
from opd_exporter.evaluate.output import as_bytes, check_writable, write
from opd_exporter.evaluate.pdf import NoPdf, check_pdf
from opd_exporter.evaluate.render import BINARY, RENDERERS
from opd_exporter.evaluate.terminal import WIDTH, print_table, progress
from opd_exporter.store.reading import NoMemory


class CannotEvaluate(Exception):
    """What was asked for cannot be made; the message is for the person who asked."""


def evaluate(options: argparse.Namespace, config: Config) -> None:
    """Make the evaluation and show or write it. Raises :class:`CannotEvaluate`, before any site is asked where that can
    be known then, and ``look.Interrupted``."""
    _check(options)
    before = _earlier(options.compare, config) if options.compare else None
    reports, way = _reports(options, config)
    letters = letters_in(options.data_dir) if options.data_dir else None
    text = document(reports, config, datetime.now(UTC), way, letters=letters)
    found = evaluation(text)
    comparison = compared(found, before) if before else None
    if options.format == "table" and options.output is None:
        _show(found, comparison, config.timezone)
        return
    content = (
        text if options.format == "json" else RENDERERS[options.format](found, comparison, config.timezone)
    )
    if options.output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(as_bytes(content))
        return
    try:
        write(content, options.output)
    except OSError as error:
        raise CannotEvaluate(f"--output {options.output}: {told(error)}") from None
    print(f"ditulis ke {options.output}", file=sys.stderr)


def show_some(reports: list[SiteReport], config: Config) -> None:
    """Show what is known so far."""
    _show(made(reports, config, datetime.now(UTC), Way.LOOK), None, config.timezone)


def _show(found: Evaluation, comparison: Comparison | None, zone: ZoneInfo) -> None:
    print_table(Console(width=None if sys.stdout.isatty() else WIDTH), found, comparison, zone)


def _check(options: argparse.Namespace) -> None:
    """Whether the result can be made and written: better known before a long look than after it."""
    if options.format in BINARY and options.output is None and sys.stdout.isatty():
        raise CannotEvaluate(
            f"--format {options.format} tidak untuk layar; sebutkan --output BERKAS.{options.format}"
        )
    try:
        if options.format == "pdf":
            check_pdf()
        if options.output:
            check_writable(options.output)
    except NoPdf as error:
        raise CannotEvaluate(str(error)) from None
    except OSError as error:
        raise CannotEvaluate(f"--output {options.output}: {told(error)}") from None


def _earlier(path: Path, config: Config) -> Evaluation:
    try:
        with path.open("rb") as stream:
            found = evaluation(stream.read(MOST))
    except OSError as error:
        raise CannotEvaluate(f"--compare {path}: {told(error)}") from None
    except NoEvaluation as error:
        raise CannotEvaluate(f"--compare {path}: {error}") from None
    known = {one for site in config.sites for one in (site.key, site.url)}
    if not any(line.opd in known or line.url in known for line in found.sites):
        raise CannotEvaluate(
            f"--compare {path}: evaluasi {found.city}, tidak satu pun situsnya ada di konfigurasi ini"
        )
    return found


def _reports(options: argparse.Namespace, config: Config) -> tuple[list[SiteReport], Way]:
    if options.data_dir:
        try:
            return recalled(config, options.data_dir, datetime.now(UTC)), Way.MEMORY
        except NoMemory as error:
            raise CannotEvaluate(f"--data-dir: {error}") from None
    with progress(Console(stderr=True), "Memeriksa situs", len(config.sites)) as done:
        return uvloop.run(look_at_all(config, done)), Way.LOOK


__all__ = ["CannotEvaluate", "Interrupted", "evaluate", "show_some"]
