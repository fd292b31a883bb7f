"""The evaluation as one page that prints on A4 and needs nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from opd_exporter.domain.vocabulary import Status
from opd_exporter.evaluate import words
from opd_exporter.evaluate.compare import Comparison, grouped
from opd_exporter.evaluate.model import Evaluation
from opd_exporter.views import templates
from opd_exporter.views.templates import Style
from opd_exporter.views.wording import SYMBOLS

if TYPE_CHECKING:
    from jinja2 import Environment

STYLE = Style.of(__package__, "evaluation.css")


@cache
def environment() -> Environment:
    """What renders the evaluation."""
    filters = {
        "persen": lambda share: f"{share:.0%}",
        "tautan": lambda url: bool(url) and url.startswith(("http://", "https://")),
    }
    names = {"SYMBOLS": SYMBOLS, "AKTIF": Status.AKTIF, "statuses": list(Status), "style": STYLE.text}
    return templates.environment(__package__, filters, names)


def as_html(
    found: Evaluation,
    comparison: Comparison | None,
    zone: ZoneInfo,
    bar: Sequence[tuple[str, str]] = (),
    notes: Sequence[str] = (),
) -> str:
    """The page. ``bar``: links above it that are not printed, address and text."""
    earlier = comparison.before if comparison else None
    return (
        environment()
        .get_template("evaluation.html")
        .render(
            found=found,
            comparison=comparison,
            bar=bar,
            notes=notes,
            title=words.title(found, zone),
            headline=words.headline(found, comparison, zone),
            origin=words.origin(found, zone),
            origin_before=words.origin(earlier, zone) if earlier else "",
            since=words.since(earlier, found, zone) if earlier else "",
            counts=found.counts(),
            before=earlier.counts() if earlier else {},
            groups=grouped(found, earlier),
            lines=found.worst_first(),
            limits=words.limits(found),
            basis=words.BASIS,
            target=words.target(found),
            admins=any(line.admin_mails is not None for line in found.sites),
            unwritten=words.unwritten(found),
            noting=words.noting(found, zone),
            mailed=words.mailed,
            written=lambda line: words.written(line, zone),
            posted=lambda line: words.posted(line, found, zone),
            not_counted=words.not_counted,
        )
    )
