"""Evaluations as JSON and back: what ``--format json`` writes, ``--compare`` reads and the archive keeps."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from opd_exporter import __version__
from opd_exporter.domain.config import Config
from opd_exporter.domain.letter import Letters
from opd_exporter.domain.report import SiteReport, viewed
from opd_exporter.evaluate.model import Evaluation, Way
from opd_exporter.judges.systems.records import system
from opd_exporter.store.codec import Unreadable, decode
from opd_exporter.views import as_json
from opd_exporter.views.agreed import maintenance, notes
from opd_exporter.views.evidence_words import open_question
from opd_exporter.views.wording import cms_name, condition, no_post

MOST = 16 * 1024 * 1024
"""Bytes of a document that are read: ten thousand sites."""


class NoEvaluation(Exception):
    """What was given is no evaluation; the message says why (in Indonesian)."""


def document(
    reports: list[SiteReport],
    config: Config,
    now: datetime,
    way: Way,
    name: str = "",
    letters: Letters | None = None,
) -> str:
    """The evaluation as JSON: ``/api/v1/sites``, with how it was made, what did not count, and who was written to where
    that is noted."""
    city = as_json.city_json(reports, config, now)
    limits = config.thresholds
    more = {
        "way": way.value,
        "name": name,
        "version": __version__,
        "thresholds": {one: getattr(limits, one) for one in limits.__dataclass_fields__},
        "target_percent": config.target_percent,
        **as_json.noting_json(letters, config.timezone),
    }
    sites = [
        site | viewed(lambda one: _more(one, config.timezone, now, letters), report)
        for site, report in zip(city["sites"], reports, strict=True)
    ]
    return as_json.dumped({**city, **more, "sites": sites}, indent=1) + "\n"


def _more(report: SiteReport, zone: ZoneInfo, now: datetime, letters: Letters | None) -> dict[str, Any]:
    site = report.site
    refused = Counter(one.refused.text for one in report.evidence if one.refused)
    called = system(report.cms.name).called or "sistem lain" if report.cms else cms_name(report)
    return {
        "condition": condition(report),
        "no_post": "" if report.last_post else no_post(report),
        "cms_called": called,
        "unsettled": [open_question(one, zone).what for one in report.open],
        "agreed": [one for one in (maintenance(site, zone, now), *notes(site, zone, now)) if one],
        "admin_mails": len(site.email),
        "letters": as_json.letters_json(letters, site.key, zone),
        "refused": [{"because": because, "count": count} for because, count in refused.most_common()],
    }


def evaluation(text: str | bytes) -> Evaluation:
    """The evaluation in a document, also one of an earlier version or of ``/api/v1/sites``. Raises
    :class:`NoEvaluation`."""
    try:
        found: Evaluation = decode(Evaluation, text)
    except Unreadable as error:
        raise NoEvaluation(f"bukan evaluasi dalam bentuk JSON (buat dengan --format json): {error}") from None
    if not found.sites:
        raise NoEvaluation("evaluasi ini tidak berisi satu situs pun")
    return found


def made(reports: list[SiteReport], config: Config, now: datetime, way: Way, name: str = "") -> Evaluation:
    """The evaluation of these reports: what its document says, and nothing else."""
    return evaluation(document(reports, config, now, way, name))
