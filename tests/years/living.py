"""A town lived through: things happen, somebody looks, and each look is judged against a reader with a memory."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from opd_exporter.domain.report import SiteReport
from years.events import EVENTS
from years.plan import WATCHED, Life
from years.properties import Fault, cause, judge, right_day
from years.site import Site
from years.town import Town
from years.truth import Expected, Reader
from years.watching import Seen, Watch, watching
from years.words import WIB

Told = Callable[[datetime, str], None]
"""Who hears the story."""


def untold(at: datetime, what: str) -> None:
    """Nobody."""


@dataclass
class Outcome:
    """What a life brought."""

    seed: int
    looks: int = 0
    judged: int = 0
    """Looks at which a day was expected."""
    right: int = 0
    faults: list[Fault] = field(default_factory=list)
    statuses: list[str] = field(default_factory=list)
    """What was said of the watched site, look by look."""


class Living:
    """A town under watch."""

    def __init__(self, town: Town, watch: Watch, outcome: Outcome, told: Told = untold) -> None:
        self.town, self.watch, self.outcome, self._told = town, watch, outcome, told
        self.main, self._witness = town.sites[0], town.sites[-1]
        self._judged = town.sites[:-1]
        self._readers = {site.key: Reader(site) for site in self._judged}
        self._since: dict[str, datetime] = {}
        """Site -> the look since which none was wholly right."""

    def happen(self, name: str, at: datetime, rng: Random) -> None:
        """An event of the watched site, when it fits."""
        event = EVENTS[name]
        if not event.fits(self.main):
            return
        self.watch.now = at
        before = {site.key: len(self.town.marks[site.key]) for site in self._judged}
        event.happen(self.town, self.main, at, rng)
        if len(self.town.marks[self.main.key]) == before[self.main.key]:
            self.town.mark(self.main, at, name)
        for site in self._judged:
            for mark in self.town.marks[site.key][before[site.key] :]:
                self._readers[site.key].happened(mark.what)
        self._told(at, f"* {name}")

    async def look(self, at: datetime) -> list[Fault]:
        """Everybody that matters is looked at; returns what was said wrongly."""
        self.watch.now = at
        if any(state.startswith("down") or state == "line down" for state in self.main.now_wrong(at)):
            await self.watch.look(self._witness)
        faults = []
        for site in self._judged:  # what is a copy shows when all are seen
            await self.watch.look(site)
        for site in self._judged:
            expected = self._readers[site.key].look(at)
            faults += self._judge(site, self.watch.said(site), expected, at)
        self.outcome.faults += faults
        return faults

    def _judge(self, site: Site, seen: Seen, expected: Expected, at: datetime) -> list[Fault]:
        self.outcome.looks += 1
        if expected.days and expected.datable:
            self.outcome.judged += 1
            self.outcome.right += right_day(seen, expected)
        kinds = judge(site, seen, expected)
        if not kinds and (not expected.datable or right_day(seen, expected)):
            self._since.pop(site.key, None)
        last = seen.report.last_post
        said = (
            f"{seen.status.value}, {last.published.astimezone(WIB):%Y-%m-%d %H:%M} {last.found}"
            if last
            else seen.status.value
        )
        wanted = f"{'/'.join(sorted(expected.statuses))} {min(expected.days, default='')}"
        if site is self.main:
            self.outcome.statuses.append(seen.status.value)
        faults = []
        for kind in kinds:
            since = self._since.setdefault(site.key, at)
            why = cause(site, self.town.marks[site.key], since)
            faults.append(Fault(at, site.key, kind, why, said, wanted.strip()))
        up = "up" if seen.report.up else str(seen.report.visit.reason if seen.report.visit else "")
        verdict = "; ".join(f"{fault.kind.upper()} ({fault.cause})" for fault in faults) or "ok"
        self._told(at, f"  {site.key}: {up}, {said} | expected {wanted} | {verdict}")
        for line in _evidence(seen.report):
            self._told(at, f"    {line}")
        return faults


def _evidence(report: SiteReport) -> list[str]:
    """What the look fetched, what stays open and what it saw, for whoever reads a life closely."""
    seen = [
        f"{one.published} {one.source.value} {one.url} {one.title[:40]!r} {one.found}"
        f" {one.refused or one.open or ''} {one.detail}"
        for one in report.evidence
    ]
    left = [f"open: {one.doubt.value} {one.url} {one.until} {one.detail}" for one in report.open]
    return [*report.steps, *left, *seen]


@asynccontextmanager
async def begun(
    town: Town, start: datetime, seed: int, data: Path, told: Told = untold
) -> AsyncIterator[Living]:
    """A town under watch while the context lasts."""
    async with watching(town, data, start) as watch:
        yield Living(town, watch, Outcome(seed), told)


def _interesting(town: Town, site: Site, life: Life, day: int) -> bool:
    """Whether something happened, or ended, so lately that somebody would look every day."""
    at = life.look_at(day)
    recent = at - timedelta(days=WATCHED)
    ended = any(recent <= until <= at for _, until in site.states.values())
    marks = town.marks[site.key]
    astray = any(
        recent <= mark.at and not (mark.what in EVENTS and EVENTS[mark.what].daily) for mark in marks
    )
    posted = [m.at for m in marks if m.what == "post" and at - timedelta(days=3) <= m.at]
    followed = any(Random(f"{life.seed} {m.isoformat()}").random() < 0.3 for m in posted)
    return day < WATCHED or ended or astray or followed


async def lived(life: Life, data: Path, told: Told = untold) -> Outcome:
    """Lives a life from its first day to its last."""
    town = life.town()
    told(life.start, f"{life.style}")
    rng = Random(f"restarts {life.seed}")
    async with begun(town, life.start, life.seed, data, told) as living:
        steps, looked = iter(life.steps), -life.gap
        step = next(steps, None)
        for day in range(life.days):
            at = life.look_at(day)
            while step and step.at <= at:
                living.happen(step.event, step.at, Random(step.seed))
                step = next(steps, None)
            if life.misses(day) or (
                day - looked < life.gap and not _interesting(town, living.main, life, day)
            ):
                continue
            looked = day
            if rng.random() < life.restarts:
                await living.watch.restart()
                told(at, "* the exporter begins again")
            await living.look(at)
            if again := life.look_again_at(day):
                while step and step.at <= again:
                    living.happen(step.event, step.at, Random(step.seed))
                    step = next(steps, None)
                await living.look(again)
    return living.outcome
