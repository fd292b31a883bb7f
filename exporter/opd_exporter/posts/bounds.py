"""What is known of the newest own post is an interval: from the newest that was confirmed to the newest that anything
not settled could be (contract, Words). Absence is never evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from opd_exporter.domain.candidate import Question
from opd_exporter.domain.config import Thresholds
from opd_exporter.domain.status import by_age
from opd_exporter.domain.vocabulary import State

AHEAD = timedelta(days=1)
"""How far ahead of now a post may be dated (contract, Words: clocks differ)."""


@dataclass(frozen=True)
class Bounds:
    """The interval. ``upper`` is never older than ``lower``; both are None when there is no post and no question."""

    lower: datetime | None
    upper: datetime | None


def bounds(newest: datetime | None, questions: Iterable[Question], now: datetime) -> Bounds:
    """The interval from the newest confirmed post and what stayed open."""
    ends = [min(one.until or now, now) for one in questions]
    return Bounds(newest, max([*ends, *([newest] if newest else [])], default=None))


def state_of(known: Bounds, thresholds: Thresholds, now: datetime) -> State:
    """``measured``: both ends give the same status. ``no_posts``: there is neither end, or what is open is too old to
    matter. ``unknown``: the ends differ."""
    if by_age(known.lower, thresholds, now) is not by_age(known.upper, thresholds, now):
        return State.UNKNOWN
    return State.NO_POSTS if known.lower is None else State.MEASURED


def deciding(
    newest: datetime | None, questions: Iterable[Question], thresholds: Thresholds, now: datetime
) -> tuple[Question, ...]:
    """The open questions that keep the status from being told: those whose answer could change it."""
    told = by_age(newest, thresholds, now)

    def matters(one: Question) -> bool:
        until = min(one.until or now, now)
        return (newest is None or until > newest) and by_age(until, thresholds, now) is not told

    return tuple(filter(matters, questions))
