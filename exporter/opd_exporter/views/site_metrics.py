"""A report as Prometheus series. Nothing is exported that was not measured.

Of two pulls that follow each other mostly the times differ: a part of the text is written anew when what it tells did.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from functools import cache

from prometheus_client.utils import floatToGoString

from opd_exporter.domain.candidate import Candidate
from opd_exporter.domain.config import Site
from opd_exporter.domain.report import Cms, LastPost, SiteReport, Visit
from opd_exporter.domain.spam import SpamSign
from opd_exporter.domain.status import days_between
from opd_exporter.domain.transport import Tls
from opd_exporter.domain.vocabulary import Phase, Reason, Source, State, Window
from opd_exporter.text.sanitise import OBEYED
from opd_exporter.views.wording import MENDS

MAX_LABEL = 100
_VERSION = re.compile(r"[0-9][0-9A-Za-z.+_-]{0,39}")
_KEPT = "(cached: from the last successful look for posts)"

SITE_METRICS = {
    "opd_site_info": "The site's configured address.",
    "opd_site_position": "The site's place in the configuration, from 1.",
    "opd_site_contact_info": "Whom to call at the agency, about the server and about the name, as configured.",
    "opd_site_maintenance": "1: the configuration announces planned work on the site now (pemeliharaan); 0: none.",
    "opd_site_up": "1: the site answered this pull with a page of its own; 0: it did not.",
    "opd_site_failure": "1 for the reason why the site is not up, one series per reason; all 0 when it is up.",
    "opd_site_down_reason_timestamp_seconds": "When the site was found not to be up: why, in words, and who can mend it.",
    "opd_site_unusable_since_timestamp_seconds": "The first look since which none found the site up.",
    "opd_site_http_status_code": "Status code of the last response.",
    "opd_site_http_redirects": "Redirects followed.",
    "opd_site_http_version": "HTTP version of the last response.",
    "opd_site_http_body_bytes": "Size of the page after decompression.",
    "opd_site_probe_duration_seconds": "How long the look at the front page took.",
    "opd_site_http_duration_seconds": "Duration of the phases of the request, redirects included.",
    "opd_site_tls_not_after_timestamp_seconds": "End of the certificate's validity, also of one that is not trusted.",
    "opd_site_tls_valid": "1: the system's trust store accepts the certificate.",
    "opd_site_last_post_timestamp_seconds": f"When the newest own post known was published {_KEPT}.",
    "opd_site_days_since_last_post": f"Days since the newest own post known was published {_KEPT}.",
    "opd_site_last_post_source": f"1 for the source that decided {_KEPT}.",
    "opd_site_posts": f"Own posts seen with a date in the last days {_KEPT}.",
    "opd_site_freshness_state": "1 for what the last look for posts found (cached).",
    "opd_site_freshness_checked_timestamp_seconds": "When the last successful look for posts ended.",
    "opd_site_candidates_refused": "What the last look for posts found and did not count, by why (cached).",
    "opd_site_cms_detected": "1: a publishing system was recognised (cached while the site is down).",
    "opd_site_cms_info": "The publishing system and its version (cached while the site is down).",
    "opd_site_spam_suspected": "1: spam such as gambling was found in the site's pages (cached while the site is down).",
    "opd_site_spam_sign_info": "The sign of spam that was seen first: its word, where it leads, where it stands.",
}
"""Every metric of a site and its HELP: the one place where their names stand."""


def label(value: str) -> str:
    """A label's value: control characters removed, at most ``MAX_LABEL`` characters (contract, Transport)."""
    return OBEYED.sub("", value)[:MAX_LABEL]


def version(value: str) -> str:
    """A version, or an empty string when it does not look like one."""
    return value if _VERSION.fullmatch(value) else ""


_HEADS = {name: f"# HELP {name} {text}\n# TYPE {name} gauge\n" for name, text in SITE_METRICS.items()}
_ESCAPES = str.maketrans({"\\": r"\\", "\n": r"\n", '"': r"\""})


def _number(value: float) -> str:
    """As the library writes it, which from a million on is not as Python does."""
    if -1e6 < value < 1e6:
        return repr(float(value))
    return str(floatToGoString(value))  # type: ignore[no-untyped-call]


class _Series:
    """Takes gauges one after another, and writes them as Prometheus' library does. That one makes objects of every
    series at each pull, which took longer than asking the site."""

    def __init__(self) -> None:
        self._written: list[str] = []

    def text(self) -> str:
        """What was taken."""
        return "".join(self._written)

    def one(self, name: str, value: float | None) -> None:
        """A series without labels; none for what was not measured."""
        if value is not None:
            self._written.append(f"{_HEADS[name]}{name} {_number(value)}\n")

    def many(self, name: str, label_name: str, values: Mapping[str, float]) -> None:
        """A series per value of one label."""
        self.labelled(name, [label_name], {(label(value),): number for value, number in values.items()})

    def labelled(self, name: str, names: Sequence[str], values: Mapping[tuple[str, ...], float]) -> None:
        """A series per combination of labels."""
        self._written.append(_HEADS[name])
        for labels, number in values.items():
            pairs = sorted(zip(names, labels, strict=True))
            told = ",".join(f'{key}="{value.translate(_ESCAPES)}"' for key, value in pairs)
            self._written.append(f"{name}{{{told}}} {_number(number)}\n")

    def choice(self, name: str, label_name: str, words: type[StrEnum], chosen: str | None) -> None:
        """A series per word, 1 for the one that holds."""
        self._written.append(_choice(name, label_name, words, chosen))


@cache
def _choice(name: str, label_name: str, words: type[StrEnum], chosen: str | None) -> str:
    """The few texts that closed lists make."""
    lines = (f'{name}{{{label_name}="{word}"}} {_number(float(word == chosen))}\n' for word in words)
    return _HEADS[name] + "".join(lines)


def _stamp(moment: datetime | None) -> float | None:
    return moment.timestamp() if moment else None


def _configured(site: Site, position: int, maintained: bool) -> str:
    """What the configuration says; nothing of it was measured."""
    series = _Series()
    if len(site.url) <= MAX_LABEL:  # half an address leads nowhere
        series.many("opd_site_info", "url", {site.url: 1})
    series.one("opd_site_position", position)
    contacts = site.kontak, site.kontak_hosting, site.kontak_domain
    if any(contacts):
        names = ["kontak", "kontak_hosting", "kontak_domain"]
        series.labelled("opd_site_contact_info", names, {tuple(map(label, contacts)): 1})
    series.one("opd_site_maintenance", float(maintained))
    return series.text()


def _failure(up: bool, reason: Reason | None, at: datetime | None) -> str:
    """Whether it is up; ``at``: when it was found not to be."""
    series = _Series()
    series.one("opd_site_up", float(up))
    series.choice("opd_site_failure", "reason", Reason, reason)
    if reason and at:
        why = reason.value, reason.text, MENDS[reason]
        series.labelled(
            "opd_site_down_reason_timestamp_seconds", ["reason", "alasan", "hubungi"], {why: at.timestamp()}
        )
    return series.text()


def _answer(status: int | None, redirects: int | None, version: float | None, size: int | None) -> str:
    series = _Series()
    series.one("opd_site_http_status_code", status)
    series.one("opd_site_http_redirects", redirects)
    series.one("opd_site_http_version", version)
    series.one("opd_site_http_body_bytes", size)
    return series.text()


def _durations(visit: Visit) -> str:
    series = _Series()
    series.one("opd_site_probe_duration_seconds", visit.duration)
    phases = {phase.value: visit.phases[phase] for phase in Phase if phase in visit.phases}
    if phases:
        series.many("opd_site_http_duration_seconds", "phase", phases)
    return series.text()


def _certificate(tls: Tls | None) -> str:
    series = _Series()
    if tls:
        series.one("opd_site_tls_not_after_timestamp_seconds", tls.not_after.timestamp())
        series.one("opd_site_tls_valid", float(tls.valid))
    return series.text()


def _since(unusable_since: datetime | None, last: LastPost | None) -> str:
    series = _Series()
    series.one("opd_site_unusable_since_timestamp_seconds", _stamp(unusable_since))
    series.one("opd_site_last_post_timestamp_seconds", _stamp(last.published if last else None))
    return series.text()


def _age(last: LastPost | None, now: datetime) -> str:
    series = _Series()
    series.one("opd_site_days_since_last_post", days_between(last.published, now) if last else None)
    return series.text()


def _posts(
    source: Source | None,
    posts: Mapping[Window, int] | None,
    state: State,
    evidence: Sequence[Candidate],
    checked: datetime | None,
) -> str:
    series = _Series()
    if source:
        series.choice("opd_site_last_post_source", "source", Source, source)
    if posts is not None:
        series.many("opd_site_posts", "window", {str(window): count for window, count in posts.items()})
    series.choice("opd_site_freshness_state", "state", State, state)
    refused = Counter(one.refused for one in evidence if one.refused)
    if refused:
        counted: dict[tuple[str, ...], float] = {(why.value, why.text): n for why, n in refused.items()}
        series.labelled("opd_site_candidates_refused", ["reason", "alasan"], counted)
    series.one("opd_site_freshness_checked_timestamp_seconds", _stamp(checked))
    return series.text()


def _system(looked: bool, cms: Cms | None, spam: bool | None, signs: Sequence[SpamSign], front: str) -> str:
    series = _Series()
    if looked:
        series.one("opd_site_cms_detected", float(cms is not None))
    if cms:
        labels = label(cms.name), version(cms.version)
        series.labelled("opd_site_cms_info", ["cms", "version"], {labels: 1})
    if spam is not None:
        series.one("opd_site_spam_suspected", float(spam))
    if spam and signs:
        sign = _first_sign(signs, front)
        told = label(sign.word), label(sign.link), label(sign.page), sign.where.text
        series.labelled("opd_site_spam_sign_info", ["word", "link", "page", "where"], {told: 1})
    return series.text()


def _first_sign(signs: Sequence[SpamSign], front: str) -> SpamSign:
    """The sign that was seen first; of several seen at once the front page's, so that the series stays the same whichever
    page was read last."""

    def order(one: SpamSign) -> tuple[float, bool]:
        return one.since.timestamp() if one.since else math.inf, one.page != front

    return min(signs, key=order)


class Exposition:
    """All series of one site as text, at one pull after another."""

    def __init__(self) -> None:
        self._parts: dict[Callable[..., str], tuple[tuple[object, ...], str]] = {}

    def text(self, report: SiteReport, now: datetime, position: int) -> bytes:
        """What a report tells of the ``position``-th site of the configuration, in Prometheus' text format."""
        site, visit, last = report.site, report.visit, report.last_post
        written = [self._part(_configured, site, position, site.maintained(now) is not None)]
        if visit:
            at = visit.at if visit.reason else None
            written += (
                self._part(_failure, visit.up, visit.reason, at),
                self._part(_answer, visit.status, visit.redirects, visit.http_version, visit.body_bytes),
                _durations(visit),
                self._part(_certificate, visit.tls),
            )
        source, front = last.source if last else None, visit.url if visit else site.url
        written += (
            self._part(_since, report.unusable_since, last),
            _age(last, now),
            self._part(_posts, source, report.posts, report.state, report.evidence, report.checked),
            self._part(_system, report.cms_looked, report.cms, report.spam, report.spam_signs, front),
        )
        return "".join(written).encode()

    def _part(self, write: Callable[..., str], *told: object) -> str:
        kept = self._parts.get(write)
        if kept is None or kept[0] != told:
            kept = self._parts[write] = told, write(*told)
        return kept[1]


def site_metrics(report: SiteReport, now: datetime, position: int) -> bytes:
    """The same, of a report alone."""
    return Exposition().text(report, now, position)
