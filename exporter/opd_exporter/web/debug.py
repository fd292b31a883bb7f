"""``/probe?debug=true``: the story of a probe as text, before its metrics."""

from __future__ import annotations

from datetime import datetime

from opd_exporter.domain.config import Config
from opd_exporter.domain.moments import local
from opd_exporter.domain.report import SiteReport
from opd_exporter.domain.status import status
from opd_exporter.text.sanitise import printable


def story(report: SiteReport, config: Config, now: datetime) -> str:
    """Lines that begin with ``#``, so that the whole stays valid for whoever parses it."""
    visit, zone = report.visit, config.timezone
    lines = [f"probe of {report.site.key} ({report.site.url}) at {local(now, zone):%Y-%m-%d %H:%M:%S %Z}"]
    lines.append(f"status: {status(report, config.thresholds, now).value}; freshness: {report.state.value}")
    if visit:
        lines.append(f"front page: {visit.url} -> {visit.status}, {visit.reason or 'up'} {visit.explanation}")
    lines += [f"looked at: {step}" for step in report.steps]
    for one in report.evidence:
        date = f"{local(one.published, zone):%Y-%m-%d %H:%M}" if one.published else "no date"
        verdict = (
            f"refused: {one.refused.value} {one.detail}"
            if one.refused
            else "accepted"
            if one.published
            else "not opened"
        )
        lines.append(
            f"candidate: {date} | {one.source.value} {one.found} | {verdict} | {one.title} | {one.url}"
        )
    return "".join(f"# {printable(line)}\n" for line in lines)
