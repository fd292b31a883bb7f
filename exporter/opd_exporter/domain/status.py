"""The status a person reads, computed from a report's numbers exactly as the recording rules do."""

from __future__ import annotations

from datetime import datetime

from opd_exporter.domain.config import Thresholds
from opd_exporter.domain.report import SiteReport
from opd_exporter.domain.vocabulary import Reason, State, Status

DAY = 86400.0

NOBODY_POSTS_THERE = frozenset(
    {Reason.SUSPENDED, Reason.PARKED, Reason.DEFAULT_PAGE, Reason.DIRECTORY_LISTING}
)
"""Reasons that make a site without a known post *tidak aktif* at once (contract, Status)."""


def days_between(then: datetime, now: datetime) -> float:
    """Days from ``then`` to ``now``; never negative, since a post may be dated up to a day ahead."""
    return max(0.0, (now - then).total_seconds() / DAY)


def by_age(published: datetime | None, thresholds: Thresholds, now: datetime) -> Status:
    """What the age of the last post alone says; without any post *tidak aktif*."""
    if published is None:
        return Status.TIDAK_AKTIF
    days = days_between(published, now)
    if days <= thresholds.aktif_days:
        return Status.AKTIF
    return Status.KURANG_AKTIF if days <= thresholds.kurang_aktif_days else Status.TIDAK_AKTIF


def status(report: SiteReport, thresholds: Thresholds, now: datetime) -> Status:
    """The first row that holds of the contract's table (contract, Status)."""
    if report.unusable_since and days_between(report.unusable_since, now) > thresholds.unusable_grace_days:
        return Status.TIDAK_AKTIF
    if report.last_post is None:
        reason = report.visit.reason if report.visit else None
        if report.state is State.NO_POSTS or reason in NOBODY_POSTS_THERE:
            return Status.TIDAK_AKTIF
        return Status.TIDAK_TERUKUR
    # A post young enough is aktif whatever stays open: nothing newer could take that back.
    aged = by_age(report.last_post.published, thresholds, now)
    if aged is not Status.AKTIF and report.state is State.UNKNOWN:
        return Status.TIDAK_TERUKUR
    return aged
