"""A source in which every date is that of the request tells the time, not when something was published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from opd_exporter.domain.candidate import Candidate, Refusal
from opd_exporter.posts.context import Context

_NOW = timedelta(minutes=10)


def without_clock(candidates: Sequence[Candidate], context: Context) -> tuple[Candidate, ...]:
    """The same candidates, their dates taken away as a clock's when all of two or more are dated today (contract,
    settled cases) or a single one in the moment of the request. Their own pages may still tell the truth."""
    dated = [one for one in candidates if one.published is not None and one.refused is None]
    today = context.now.astimezone(context.zone).date()
    all_today = all(one.published and one.published.astimezone(context.zone).date() == today for one in dated)
    this_moment = all(one.published and abs(one.published - context.now) <= _NOW for one in dated)
    if dated and ((len(dated) >= 2 and all_today) or this_moment):
        return tuple(replace(one, published=None, found="", detail=Refusal.CLOCK.text) for one in candidates)
    return tuple(candidates)
