"""The engine: sites are visited when asked for, pulls that come together share a visit, and reports answer them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from opd_exporter.domain.budget import QUEUING
from opd_exporter.domain.config import Config
from opd_exporter.domain.report import SiteReport, Visit
from opd_exporter.domain.vocabulary import Reason
from opd_exporter.engine.busy import Busy, LineDown, TooMany, WrongClock
from opd_exporter.engine.counters import Counters
from opd_exporter.engine.judging import after
from opd_exporter.engine.means import LOOK_TIMEOUT, Means
from opd_exporter.engine.sites import Sites
from opd_exporter.engine.snapshot import Snapshot
from opd_exporter.engine.visited import Visited
from opd_exporter.engine.visits import Visits
from opd_exporter.engine.waiting import MUCH, begun, margin, until
from opd_exporter.store.schema import FILE

PATIENCE = 20
"""Times that ``examine`` waits for its turn at an address that many sites share: with a deadline each, minutes, after
which a person wants to hear that it is busy."""
ROUNDS = 4
"""Looks that ``examine`` goes on for until nothing is left unread: some thirty requests."""


def _now() -> datetime:
    return datetime.now(UTC)


class Observatory:
    """All sites of a configuration. Use ``start`` before and ``close`` after."""

    def __init__(
        self,
        config: Config,
        data_dir: Path | None,
        metrics: Counters,
        *,
        now: Callable[[], datetime] = _now,
        means: Means | None = None,
    ) -> None:
        self._sites = Sites(config, data_dir / FILE if data_dir else None, now)
        self._means = means or Means(config.probe, metrics)
        self._visits = Visits(self._sites, self._means, metrics)
        self._probes: dict[str, asyncio.Task[None]] = {}
        """Visits under way or in line, by site."""
        self._ends: dict[str, float] = {}
        """When the time of each of them is up."""
        self._wanted: dict[str, float] = {}
        """When the time of the most patient one is up who waits for a probe in a greater hurry."""

    @property
    def config(self) -> Config:
        """The configuration in force."""
        return self._sites.config

    @property
    def changes(self) -> int:
        """Grows whenever what is known or configured changes."""
        return self._sites.changes

    @property
    def unwritten(self) -> str:
        """Why what is known cannot be written to the memory's file; empty while it can."""
        return self._sites.unwritten

    @property
    def clock_behind(self) -> timedelta | None:
        """How far our own clock is behind (ahead: negative) while the sites' servers agree that it is wrong."""
        return self._sites.behind

    async def start(self) -> None:
        """Recall what is known, and warm the readers. A probe may come before that is done."""
        await asyncio.gather(self._sites.recalled(), self._means.warm())

    async def reload(self, config: Config) -> None:
        """Take another configuration; what is known of sites whose address stays is kept."""
        self._sites.configure(config)
        self._visits.configured()
        await self._sites.recalled()
        self._means.renew(self.config.probe, {*self._probes.values(), *self._visits.looks.values()})

    async def close(self) -> None:
        """End everything under way, and write what is known."""
        tasks = [*self._probes.values(), *self._visits.looks.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._means.close()
        self._sites.close()

    # -- reports ---------------------------------------------------------------------------------------------

    async def recalled(self) -> None:
        """Wait until what is remembered of every site is read."""
        await self._sites.recalled()

    def snapshot(self) -> Snapshot:
        """What is known now, to make reports of in another thread."""
        return self._sites.snapshot()

    def report(self, key: str) -> SiteReport:
        """What is known of a site now. Raises KeyError for a key that is not configured."""
        return self._sites.report(key)

    def reports(self) -> list[SiteReport]:
        """All configured sites, in the order of the configuration."""
        return list(self.snapshot().reports())

    # -- pulls -----------------------------------------------------------------------------------------------

    async def probe(self, key: str, *, deadline: float) -> SiteReport:
        """Look at the site now; answers within ``deadline`` seconds, whatever the site does.

        Raises :class:`Busy` when nothing could be asked: an old answer is none. What it writes down is what the
        look finds; an answer that came too late for the one who asked is no verdict on the site."""
        ends = asyncio.get_running_loop().time() + deadline
        task = self._probes.get(key)
        if task:
            # Whoever comes next gets the time of the most patient of those who wait.
            self._wanted[key] = max(ends - margin(deadline), self._wanted.get(key, 0.0))
            task = await self._joined(key, task, ends)
            if task is None and ends - asyncio.get_running_loop().time() < MUCH:
                raise Busy(f"{key}: the look before took the time")
        task = task or self._begin(key, ends - margin(deadline))
        await until(task, ends)
        if task.done():
            task.result()
        elif not self._sites.all_recalled:
            raise Busy(f"{key}: what is remembered of the other sites is still being read")
        # Our own queue took the time: nothing may be said of the site.
        elif asyncio.get_running_loop().time() - self._visits.turns.get(key, ends) < deadline * QUEUING:
            raise TooMany(f"{key}: other sites were looked at for most of the time")
        elif key in self._sites.sites:
            self._sites.sure_of(self._means.clock)
            return self._unfinished(key)
        look = self._visits.looks.get(key)
        if look and key in self._visits.looking:
            await until(look, ends)
        if key not in self._sites.sites:
            raise Busy(f"{key} was taken out of the configuration meanwhile")
        return self.report(key)

    async def _joined(self, key: str, task: asyncio.Task[None], ends: float) -> asyncio.Task[None] | None:
        """The look under way that answers a pull which ends then; None when the site is to be looked at anew. There
        is never more than one: what one in a greater hurry does not find out, the next may, which has the time of the
        most patient who wait."""
        while self._ends[key] < ends - MUCH:
            await until(task, ends)
            ended = task.done() and not task.cancelled() and task.exception() is None
            found = self._sites.records[key].visit if ended and key in self._sites.records else None
            # A time-out of somebody in a greater hurry is no answer for one who can wait.
            if not task.done() or (found and found.reason is not Reason.TIMEOUT):
                return task
            coming = self._probes.get(key)
            if coming is None:
                return None
            task = coming
        return task

    def _begin(self, key: str, ends: float) -> asyncio.Task[None]:
        if key not in self._sites.sites:
            raise Busy(f"{key} was taken out of the configuration meanwhile")
        ends = max(ends, self._wanted.pop(key, ends))
        self._ends[key] = ends
        return begun(self._probes, key, asyncio.create_task(self._visits.visit(key, ends)))

    def _unfinished(self, key: str) -> SiteReport:
        """What stands when the time is up and nothing came: never the answer of an earlier pull. It is not kept."""
        site, record = self._sites.sites[key], self._sites.records[key]
        late = Visit(self._sites.now(), False, Reason.TIMEOUT, "the look was not finished in time", site.url)
        return self._sites.telling({key: after(record, Visited(late, record.learned))}).report(key)

    # -- one look, to its end ----------------------------------------------------------------------------------

    async def examine(self, key: str) -> SiteReport:
        """Look at the site now, and wait for the look for posts to end."""
        for attempts_left in range(PATIENCE, -1, -1):
            try:
                await self.probe(key, deadline=self.config.probe.timeout)
                break
            except LineDown:
                return self.report(key)
            except WrongClock:
                raise
            except Busy:
                if not attempts_left:
                    raise
        await self._looked(key)
        for _ in range(ROUNDS):
            left = self._sites.unread(self._sites.records[key])
            if not left:
                break
            with suppress(Busy):
                ends = asyncio.get_running_loop().time() + self.config.probe.timeout
                await self._visits.visit(key, ends, at_once=True)
            await self._looked(key)
            if self._sites.unread(self._sites.records[key]) == left:
                break  # no nearer
        return self.report(key)

    async def _looked(self, key: str) -> None:
        look = self._visits.looks.get(key)
        if look:
            await until(look, asyncio.get_running_loop().time() + LOOK_TIMEOUT)
