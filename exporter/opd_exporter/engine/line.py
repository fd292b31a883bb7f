"""The monitor's own line: when nothing answers any more, nobody has looked (contract, settled cases).

All of it follows from the records, so that a restart in the middle changes nothing: each keeps the last look at which
the site, or somebody in its place, was heard (``Record.heard``).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from opd_exporter.domain.report import Visit
from opd_exporter.domain.vocabulary import Reason
from opd_exporter.store.record import Record

UNHEARD = frozenset({Reason.DNS, Reason.CONNECT, Reason.TIMEOUT})
"""Failures that a broken line of our own would give every site."""
SURE = timedelta(minutes=15)
"""How long all must have failed (contract, settled cases)."""
LEAST = 2
"""Sites from which on it may be our line: a single one that fails is one that fails."""


def was_heard(visit: Visit) -> bool:
    """Whether the look got an answer from anybody."""
    return visit.reason not in UNHEARD


def noted(record: Record) -> Record:
    """The record, its visit written down as the last that was heard when it was."""
    return replace(record, heard=record.visit) if record.visit and was_heard(record.visit) else record


def down_since(records: Iterable[Record], now: datetime) -> datetime | None:
    """When our line broke, or None while it stands. Every site that was ever looked at must have failed since any was
    heard last, and one that was up before must have failed for ``SURE``: long dead ones are no witnesses."""
    unheard = _unheard(records)
    heard = max((record.heard.at for record in unheard if record.heard), default=None)
    if len(unheard) < LEAST or not all(_was_looked_at(record, after=heard) for record in unheard):
        return None
    # What had failed before anybody was heard last fails for a reason of its own.
    failing = (one.unusable_since for one in unheard if one.unusable_since)
    since = min((one for one in failing if heard is None or one > heard), default=None)
    return since if since and now - since >= SURE else None


def _unheard(records: Iterable[Record]) -> list[Record]:
    """The sites that were looked at, when none of them was heard at its last look; else nothing."""
    unheard = []
    for record in records:
        if record.visit and was_heard(record.visit):
            return []  # mostly the first one: this is asked at every pull
        if record.visit:
            unheard.append(record)
    return unheard


def _was_looked_at(record: Record, *, after: datetime | None) -> bool:
    return record.visit is not None and (after is None or record.visit.at > after)


def unlooked(record: Record, since: datetime) -> Record:
    """The record as it stood before our line broke at ``since``."""
    if record.visit is None or was_heard(record.visit):
        return record
    if record.unusable_since is None or record.unusable_since >= since:
        return replace(record, visit=record.heard, unusable_since=None)
    last = record.heard
    return replace(record, visit=last if last and not last.up else record.visit)
