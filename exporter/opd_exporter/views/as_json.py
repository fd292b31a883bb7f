"""Reports as JSON: what ``/api/v1/sites``, ``probe --json`` and ``evaluate --format json`` answer."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from opd_exporter.domain.candidate import Candidate, Question, SeenDate
from opd_exporter.domain.config import Config, Note, Site, Thresholds
from opd_exporter.domain.letter import Letters
from opd_exporter.domain.moments import local
from opd_exporter.domain.report import SiteReport, viewed
from opd_exporter.domain.spam import SpamSign
from opd_exporter.domain.status import days_between, status
from opd_exporter.domain.vocabulary import Status
from opd_exporter.text.sanitise import OBEYED
from opd_exporter.views.evidence_words import fate, open_question


def dumped(data: Any, *, indent: int | None = None) -> str:
    """The text of an object. Whatever a terminal would obey is written as an escape, and halves of surrogate
    pairs, which strict readers refuse, as the replacement character."""
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    return OBEYED.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    if character == "\n":  # json.dumps's own: those of strings are escaped already
        return character
    return "\\ufffd" if "\ud800" <= character <= "\udfff" else f"\\u{ord(character):04x}"


def _time(moment: datetime | None, zone: ZoneInfo) -> str | None:
    return local(moment, zone).isoformat(timespec="seconds") if moment else None


def site_json(report: SiteReport, thresholds: Thresholds, zone: ZoneInfo, now: datetime) -> dict[str, Any]:
    """One site, as docs/endpoints.md has it; null for what is not known."""
    site, visit, last = report.site, report.visit, report.last_post
    return {
        "opd": site.key,
        "nama": site.nama,
        "singkatan": site.singkatan,
        "kelompok": site.kelompok,
        "url": site.url,
        "status": status(report, thresholds, now).value,
        "up": report.up,
        "reason": visit.reason.value if visit and visit.reason else None,
        "http_status": visit.status if visit else None,
        "days_since_last_post": round(days_between(last.published, now), 3) if last else None,
        "last_post": _time(last.published, zone) if last else None,
        "last_post_source": last.source.value if last else None,
        "last_post_title": last.title if last else None,
        "last_post_url": last.url if last else None,
        "freshness_state": report.state.value,
        "freshness_checked_at": _time(report.checked, zone),
        "posts": {window.value: count for window, count in report.posts.items()}
        if report.posts is not None
        else None,
        "cms": {"name": report.cms.name, "version": report.cms.version} if report.cms else None,
        "spam_suspected": report.spam,
        "maintenance": _maintenance(site, zone, now),
        "notes": [_note(one, zone) for one in site.notes(now)],
        "unusable_since": _time(report.unusable_since, zone),
        "checked_at": _time(visit.at, zone) if visit else None,
    }


def _maintenance(site: Site, zone: ZoneInfo, now: datetime) -> dict[str, Any] | None:
    """Planned work under way."""
    one = site.maintained(now)
    return {"from": _time(one.dari, zone), "to": _time(one.sampai, zone), "why": one.sebab} if one else None


def _note(one: Note, zone: ZoneInfo) -> dict[str, Any]:
    """An agency's objection."""
    return {
        "date": _time(one.tanggal, zone),
        "text": one.isi,
        "by": one.oleh,
        "until": _time(one.sampai, zone),
    }


def candidate_json(candidate: Candidate, zone: ZoneInfo) -> dict[str, Any]:
    """One candidate date with its source, accepted or why refused."""
    return {
        "source": candidate.source.value,
        "url": candidate.url,
        "title": candidate.title,
        "date": _time(candidate.published, zone),
        "found": candidate.found,
        "seen_on": candidate.seen_on,
        "accepted": candidate.counts and candidate.published is not None,
        "refused": candidate.refused.value if candidate.refused else None,
        "refused_because": _because(candidate),
        "rule": candidate.rule or None,
        "open": candidate.open.value if candidate.open else None,
        "dates": [date_json(one, zone) for one in candidate.dates],
    }


def date_json(seen: SeenDate, zone: ZoneInfo) -> dict[str, Any]:
    """One date seen in an article, with who told it and what refused it."""
    return {
        "date": _time(seen.when, zone),
        "witness": seen.witness,
        "found": seen.found,
        "text": seen.quote,
        "decides": seen.decides,
        "refused": seen.refused or None,
        "refused_because": fate(seen) if seen.refused else None,
    }


def spam_json(sign: SpamSign, zone: ZoneInfo) -> dict[str, Any]:
    """One thing that an alarm about spam rests on."""
    return {
        "word": sign.word,
        "link": sign.link or None,
        "page": sign.page,
        "where": sign.where.value,
        "where_text": sign.where.text,
        "first_seen": _time(sign.since, zone),
        "last_seen": _time(sign.seen, zone),
    }


def _because(candidate: Candidate) -> str | None:
    if not candidate.refused:
        return None
    return f"{candidate.refused.text} ({candidate.detail})" if candidate.detail else candidate.refused.text


def question_json(question: Question, zone: ZoneInfo) -> dict[str, Any]:
    """What was not settled and could change the status; ``until`` is null where the answer could be as new as now."""
    told = open_question(question, zone)
    return {
        "question": question.doubt.value,
        "url": question.url,
        "until": _time(question.until, zone),
        "because": told.what,
        "remedy": told.remedy,
    }


def detail_json(
    report: SiteReport,
    thresholds: Thresholds,
    zone: ZoneInfo,
    now: datetime,
    letters: Letters | None = None,
) -> dict[str, Any]:
    """One site with its evidence, and what its admins were written where that is noted."""
    visit = report.visit
    return {
        **site_json(report, thresholds, zone, now),
        "letters": letters_json(letters, report.site.key, zone),
        **noting_json(letters, zone),
        "explanation": visit.explanation if visit and visit.explanation else None,
        "open": [question_json(one, zone) for one in report.open],
        "spam_evidence": [spam_json(one, zone) for one in report.spam_signs],
        "evidence": [candidate_json(one, zone) for one in report.evidence],
        "steps": list(report.steps),
    }


def letters_json(letters: Letters | None, key: str, zone: ZoneInfo) -> list[dict[str, Any]]:
    """Which letters were sent to a site's admins."""
    return [
        {
            "about": one.about.value,
            "since": _time(one.since, zone),
            "last": _time(one.last, zone),
            "over": _time(one.over, zone),
        }
        for one in (letters.to(key) if letters else ())
    ]


def noting_json(letters: Letters | None, zone: ZoneInfo) -> dict[str, Any]:
    """Since when letters are noted (null: they are not), and when some mails were last known to be lost."""
    return {
        "letters_since": _time(letters.begun, zone) if letters else None,
        "letters_lost": _time(letters.lost, zone) if letters else None,
    }


def counts(reports: Iterable[SiteReport], thresholds: Thresholds, now: datetime) -> dict[Status, int]:
    """How many sites have each status."""
    found = Counter(status(report, thresholds, now) for report in reports)
    return {one: found[one] for one in Status}


def city_json(reports: Iterable[SiteReport], config: Config, now: datetime) -> dict[str, Any]:
    """All sites and the counts."""

    def shape(report: SiteReport) -> dict[str, Any]:
        return site_json(report, config.thresholds, config.timezone, now)

    sites = [viewed(shape, report) for report in reports]
    return {**city_head(Counter(site["status"] for site in sites), config, now), "sites": sites}


def city_head(found: Mapping[str, int], config: Config, now: datetime) -> dict[str, Any]:
    """What stands before the sites; ``found`` counts them by status."""
    return {
        "generated_at": _time(now, config.timezone),
        "city": config.city,
        "counts": {one.value: found.get(one.value, 0) for one in Status},
    }
