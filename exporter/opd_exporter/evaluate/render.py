"""``--format`` -> what makes it of an evaluation, what it is compared with, and the zone in which days are told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from zoneinfo import ZoneInfo

from opd_exporter.evaluate.compare import Comparison
from opd_exporter.evaluate.csv_file import as_csv
from opd_exporter.evaluate.model import Evaluation
from opd_exporter.evaluate.page import as_html
from opd_exporter.evaluate.pdf import as_pdf
from opd_exporter.evaluate.sheet import as_xlsx
from opd_exporter.evaluate.terminal import as_table

Render = Callable[[Evaluation, Comparison | None, ZoneInfo], str | bytes]
RENDERERS: Mapping[str, Render] = {
    "table": as_table,
    "csv": as_csv,
    "html": as_html,
    "xlsx": as_xlsx,
    "pdf": as_pdf,
}
BINARY = frozenset({"xlsx", "pdf"})
"""What no terminal shows."""
