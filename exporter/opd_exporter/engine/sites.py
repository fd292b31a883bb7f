"""The configured sites and what is remembered of each: taken from the memory, told as reports, kept in it again."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from opd_exporter.dates.order import NO_ORDER, recalled
from opd_exporter.domain.candidate import Doubt
from opd_exporter.domain.config import Config, Site
from opd_exporter.domain.report import SiteReport
from opd_exporter.domain.scope import Scope
from opd_exporter.engine import line
from opd_exporter.engine.busy import Busy, LineDown, WrongClock
from opd_exporter.engine.copies import Copies
from opd_exporter.engine.judging import Neighbours, taken
from opd_exporter.engine.mirrors import face
from opd_exporter.engine.own_clock import OwnClock
from opd_exporter.engine.recall import Records
from opd_exporter.engine.snapshot import MadeReport, Snapshot
from opd_exporter.engine.visited import Visited
from opd_exporter.posts.context import Context
from opd_exporter.store.database import Memory
from opd_exporter.store.record import Record

log = logging.getLogger(__name__)

WRITTEN_WITHIN = 30.0
"""Seconds after which a visit that changed nothing is in the file: what a crash may cost."""
PIECE = 0.01
"""Seconds at a stretch in which records are read at the start: a probe's step waits no longer for them."""


class Sites:
    """``path`` is the memory's file, None for none; ``now`` tells the time."""

    def __init__(self, config: Config, path: Path | None, now: Callable[[], datetime]) -> None:
        self.now = now
        self.changes = 0
        """Grows whenever what is known or configured changes."""
        self.behind: timedelta | None = None
        """How far our own clock is behind (ahead: negative) while it is known to be wrong."""
        self._unsure: dict[str, Record] | None = {}
        """Records as they were before this process changed them, until it is known whether its clock is right."""
        self._memory = Memory(path)
        self._write_due: asyncio.TimerHandle | None = None
        """When visits that changed nothing are written."""
        self.records = Records({}, self._remembered)
        self.configure(config)

    def configure(self, config: Config) -> None:
        """Take the sites as configured now; what is known of those whose address stays is kept."""
        self.config = config
        self.sites = {site.key: site for site in config.sites}
        kept = {
            key: record
            for key, record in self.records.items()
            if key in self.sites and record.url == self.sites[key].url  # under another, the memory tells
        }
        self.records = Records(kept, self._remembered)
        self._contexts: dict[str, Context] = {}
        names = {site.key: site.nama for site in config.sites}
        self.copies = Copies(kept.values(), config.timezone, names)
        self._told: dict[str, MadeReport] = {}
        self.all_recalled = False
        self.changes += 1

    def _remembered(self, key: str) -> Record:
        record = self._memory.load(key, self.sites[key].url)
        self.copies.count(record)
        return record

    async def recalled(self) -> None:
        """Read what is remembered of every site, in short pieces: what is a copy, whose page it is and whether our own
        line is down rests on all of it, so that nothing is said before."""
        records, begun = self.records, asyncio.get_running_loop().time()
        for key in self.sites if not self.all_recalled else ():
            if self.records is not records:  # configured anew meanwhile
                return await self.recalled()
            self.records[key]
            if asyncio.get_running_loop().time() - begun > PIECE:
                await asyncio.sleep(0)
                begun = asyncio.get_running_loop().time()
        self.all_recalled = True

    def still(self, site: Site) -> None:
        """Raises :class:`Busy` when the site is not configured so any more."""
        if self.sites.get(site.key) != site:
            raise Busy(f"{site.key} was configured anew meanwhile")

    @property
    def unwritten(self) -> str:
        """Why what is known cannot be written; empty while it can."""
        return self._memory.failing

    def close(self) -> None:
        """Write what is known."""
        if self._write_due:
            self._write_due.cancel()
        self._memory.close()

    # -- told ------------------------------------------------------------------------------------------------

    def snapshot(self) -> Snapshot:
        """What is known now, to make reports of in another thread."""
        records = {key: self.records[key] for key in self.sites}
        return replace(self.telling(records), told=self._told)

    def report(self, key: str) -> SiteReport:
        """What is known of a site now. Raises KeyError for a key that is not configured."""
        return self.telling(self.records).report(key)

    def telling(self, records: Mapping[str, Record]) -> Snapshot:
        """What is known now, with these records, to be asked at once."""
        now = self.now()
        broken = line.down_since(self.records.values(), now)
        return Snapshot(self.config, self.sites, records, self.copies, now, broken)

    def unread(self, record: Record) -> tuple[str, ...]:
        """Addresses that earlier looks had no requests left for and that could change the status."""
        if not any(one.doubt is Doubt.UNREAD for one in record.questions or ()):
            return ()
        return tuple(one.url for one in self.report(record.key).open if one.doubt is Doubt.UNREAD)

    def context(self, record: Record) -> Context:
        """What a reader of this site's pages is to know."""
        order = recalled(record.learned.order) if record.learned.order else NO_ORDER
        known = self._contexts.get(record.key)
        if known is None:
            scope = Scope.of(self.sites[record.key])
            known = self._contexts[record.key] = Context(scope, self.now(), self.config.timezone)
        return replace(known, now=self.now(), order=order)

    @property
    def neighbours(self) -> Neighbours:
        """All sites, to hold one's page against."""
        return Neighbours(self.sites, self.records, self.copies.mirrors.known_by)

    # -- judged by our clock ---------------------------------------------------------------------------------

    def sure_of(self, clock: OwnClock) -> None:
        """Raises :class:`WrongClock` while our clock is wrong. What was kept by it before anybody could tell is taken
        back."""
        behind, before = clock.behind(self.now()), self.behind
        self.behind = behind
        if behind is None:
            if before:
                log.warning("our own clock is right again")
            if clock.held:
                self._unsure = None
            return
        if not before:
            log.error(
                "our own clock is wrong: the sites' servers tell a time %+.1f days from it; nothing is judged by it",
                behind.total_seconds() / 86400,
            )
        unsure, self._unsure = self._unsure, None
        for record in (unsure or {}).values():
            self.keep(record)
        raise WrongClock("our own clock is wrong")

    # -- kept ------------------------------------------------------------------------------------------------

    def take(self, record: Record, visited: Visited) -> None:
        """Write a visit down. Raises :class:`LineDown` when it is our own line that brought it."""
        mirrors, mirror = self.copies.mirrors, None
        if visited.front:  # else the page says what it said, and there is nothing to take back
            mirror = self.records.get(mirrors.of(record.key, self.now()))
        for one in taken(record, visited, mirror, self.records.values(), self.now()):
            self.keep(one)
        if line.down_since(self.records.values(), self.now()):
            raise LineDown("no site answers: our own line is down")

    def keep(self, record: Record) -> None:
        """Keep a record, unless its site is not configured so any more."""
        if record.key in self.sites and self.sites[record.key].url == record.url:
            before = self.records[record.key]
            if self._unsure is not None:
                self._unsure.setdefault(record.key, before)
            record = self._memory.save(record)
            if face(record) != face(before):
                self.copies.count(record)
            self.records[record.key] = record
            self.changes += 1
            if self._memory.waiting and self._write_due is None:
                self._write_due = asyncio.get_running_loop().call_later(WRITTEN_WITHIN, self._write)

    def _write(self) -> None:
        """Write the visits that changed nothing, all in one."""
        self._write_due = None
        self._memory.flush()
