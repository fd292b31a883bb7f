"""Two evaluations held against each other: who improved, who fell, how the groups stand. No words but the statuses'."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from opd_exporter.domain.vocabulary import Status
from opd_exporter.evaluate.model import Evaluation, SiteLine, counted

_LADDER = {Status.TIDAK_AKTIF: 0, Status.KURANG_AKTIF: 1, Status.AKTIF: 2}
"""What is better than what."""


@dataclass(frozen=True)
class Change:
    """A site whose status is another now."""

    line: SiteLine
    before: SiteLine

    @property
    def rungs(self) -> int:
        """How much better it is; 0 to or from *tidak terukur*, which is neither better nor worse."""
        then, now = self.before.status, self.line.status
        return _LADDER[now] - _LADDER[then] if then in _LADDER and now in _LADDER else 0


@dataclass(frozen=True)
class Comparison:
    """What is different between an earlier evaluation and a later one."""

    before: Evaluation
    then: Mapping[str, SiteLine]
    """What each site was, by its key now."""
    better: tuple[Change, ...]
    worse: tuple[Change, ...]
    unsure: tuple[Change, ...]
    """To or from *tidak terukur*: neither better nor worse."""
    new: tuple[SiteLine, ...]
    gone: tuple[SiteLine, ...]
    active: int
    """How many sites more are *aktif*."""


@dataclass(frozen=True)
class KelompokTotals:
    """Sites of one kelompok."""

    kelompok: str
    total: int
    counts: dict[Status, int]
    before: dict[Status, int] | None
    """None: nothing to compare with, or it had no such group."""

    @property
    def share(self) -> float:
        """Share of its sites that are *aktif*, of 1."""
        return self.counts[Status.AKTIF] / self.total


def _then(now: Evaluation, before: Evaluation) -> dict[str, SiteLine]:
    """A site is known again by its key, else by its address: a list that was written anew may call it otherwise."""
    found = {line.opd: line for line in before.sites}
    here = {line.opd for line in now.sites}
    moved = {line.url: line for line in before.sites if line.url and line.opd not in here}
    pairs = ((line.opd, found.get(line.opd) or moved.get(line.url)) for line in now.sites)
    return {key: line for key, line in pairs if line}


def compared(now: Evaluation, before: Evaluation) -> Comparison:
    """What changed since ``before``."""
    then = _then(now, before)
    known = {line.opd for line in then.values()}
    changes = [
        Change(line, then[line.opd])
        for line in now.worst_first()
        if line.opd in then and then[line.opd].status is not line.status
    ]
    return Comparison(
        before,
        then,
        better=tuple(change for change in changes if change.rungs > 0),
        worse=tuple(change for change in changes if change.rungs < 0),
        unsure=tuple(change for change in changes if not change.rungs),
        new=tuple(line for line in now.sites if line.opd not in then),
        gone=tuple(line for line in before.sites if line.opd not in known),
        active=now.counts()[Status.AKTIF] - before.counts()[Status.AKTIF],
    )


def grouped(now: Evaluation, before: Evaluation | None) -> list[KelompokTotals]:
    """The groups of sites, by name."""
    groups = []
    for kelompok in sorted({line.kelompok for line in now.sites}):
        lines = [line for line in now.sites if line.kelompok == kelompok]
        then = [line for line in before.sites if line.kelompok == kelompok] if before else []
        groups.append(KelompokTotals(kelompok, len(lines), counted(lines), counted(then) if then else None))
    return groups
