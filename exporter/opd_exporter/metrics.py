"""A report as Prometheus series, made new for each probe. Nothing is exported that was not measured."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from prometheus_client import CollectorRegistry, Gauge
from prometheus_client.exposition import generate_latest

from opd_exporter.report import SiteReport
from opd_exporter.status import days_between
from opd_exporter.vocabulary import Phase, Reason, Source, State

MAX_LABEL = 100
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_VERSION = re.compile(r"\d[\w.+-]{0,39}")


def label(value: str) -> str:
    """A label's value: control characters removed, at most ``MAX_LABEL`` characters (contract, Transport)."""
    return _CONTROL.sub("", value)[:MAX_LABEL]


def version(value: str) -> str:
    """A version, or an empty string when it does not look like one."""
    return value if _VERSION.fullmatch(value) else ""


class _Series:
    """A registry that takes gauges one after another."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()

    def one(self, name: str, help_text: str, value: float | None) -> None:
        if value is not None:
            Gauge(name, help_text, registry=self.registry).set(value)

    def many(
        self,
        name: str,
        help_text: str,
        labels: tuple[str, ...],
        values: Iterator[tuple[tuple[str, ...], float]],
    ) -> None:
        gauge = Gauge(name, help_text, list(labels), registry=self.registry)
        for names, value in values:
            gauge.labels(*map(label, names)).set(value)


def _stamp(moment: datetime | None) -> float | None:
    return moment.timestamp() if moment else None


def _visit(series: _Series, report: SiteReport) -> None:
    visit = report.visit
    if visit is None:
        return
    series.one(
        "opd_site_up",
        "1: the site answered this pull with a page of its own; 0: it did not.",
        float(visit.up),
    )
    series.many(
        "opd_site_failure",
        "1 for the reason why the site is not up, one series per reason.",
        ("reason",),
        (((reason.value,), float(reason is visit.reason)) for reason in Reason),
    )
    series.one("opd_site_http_status_code", "Status code of the last response.", visit.status)
    series.one("opd_site_http_redirects", "Redirects followed.", visit.redirects)
    series.one("opd_site_http_version", "HTTP version of the last response.", visit.http_version)
    series.one("opd_site_http_body_bytes", "Size of the page after decompression.", visit.body_bytes)
    series.one("opd_site_probe_duration_seconds", "How long the look at the front page took.", visit.duration)
    if visit.phases:
        phases = ((phase, visit.phases[phase]) for phase in Phase if phase in visit.phases)
        series.many(
            "opd_site_http_duration_seconds",
            "Duration of the phases of the request, redirects included.",
            ("phase",),
            (((phase.value,), seconds) for phase, seconds in phases),
        )
    if visit.tls:
        series.one(
            "opd_site_tls_not_after_timestamp_seconds",
            "End of the certificate's validity.",
            _stamp(visit.tls.not_after),
        )
        series.one(
            "opd_site_tls_valid",
            "1: the system's trust store accepts the certificate.",
            float(visit.tls.valid),
        )


def _posts(series: _Series, report: SiteReport, now: datetime) -> None:
    last = report.last_post
    if last:
        cached = "(cached: the last successful look for posts)"
        series.one(
            "opd_site_last_post_timestamp_seconds",
            f"When the newest own post known was published {cached}.",
            _stamp(last.published),
        )
        series.one(
            "opd_site_days_since_last_post",
            f"Days since the newest own post known was published {cached}.",
            days_between(last.published, now),
        )
        series.many(
            "opd_site_last_post_source",
            f"1 for the source that decided {cached}.",
            ("source",),
            (((source.value,), float(source is last.source)) for source in Source),
        )
    if report.posts is not None:
        series.many(
            "opd_site_posts",
            "Own posts seen with a date in the last days (cached: the last successful look for posts).",
            ("window",),
            (((window.value,), float(count)) for window, count in report.posts.items()),
        )
    series.many(
        "opd_site_freshness_state",
        "1 for the outcome of the last look for posts (cached).",
        ("state",),
        (((state.value,), float(state is report.state)) for state in State),
    )
    series.one(
        "opd_site_freshness_checked_timestamp_seconds",
        "When the last successful look for posts ended.",
        _stamp(report.checked),
    )


def _system(series: _Series, report: SiteReport) -> None:
    if report.cms_looked:
        series.one(
            "opd_site_cms_detected",
            "1: a publishing system was recognised (cached while down).",
            float(report.cms is not None),
        )
    if report.cms:
        name, number = report.cms.name, version(report.cms.version)
        series.many(
            "opd_site_cms_info",
            "The publishing system and its version (cached while down).",
            ("cms", "version"),
            iter([((name, number), 1.0)]),
        )
    if report.spam is not None:
        series.one(
            "opd_site_spam_suspected",
            "1: gambling spam was found in the site's own pages.",
            float(report.spam),
        )


def site_metrics(report: SiteReport, now: datetime) -> bytes:
    """All series of one site in Prometheus' text format."""
    series = _Series()
    _visit(series, report)
    series.one(
        "opd_site_unusable_since_timestamp_seconds",
        "The first look since which none found the site up.",
        _stamp(report.unusable_since),
    )
    _posts(series, report, now)
    _system(series, report)
    return generate_latest(series.registry)
