"""The engine: probes when asked, looks for posts when due, remembers, and answers with reports."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from opd_exporter.dates.order import NO_ORDER, recalled
from opd_exporter.domain.budget import QUEUING, Budget
from opd_exporter.domain.candidate import Doubt, Question
from opd_exporter.domain.config import Config, Site
from opd_exporter.domain.queue import BACKGROUND
from opd_exporter.domain.report import SiteReport, Visit
from opd_exporter.domain.scope import Scope
from opd_exporter.domain.vocabulary import Reason
from opd_exporter.engine import knowledge, line
from opd_exporter.engine.counters import Counters
from opd_exporter.engine.judging import Neighbours, after, held_against, taken, without_theirs
from opd_exporter.engine.looking import SEARCH_EVERY, is_due, look_for_posts, passed
from opd_exporter.engine.means import MUCH, getter, worker
from opd_exporter.engine.mirrors import face
from opd_exporter.engine.places import Place, Places, TooMany
from opd_exporter.engine.recall import Records
from opd_exporter.engine.search.asking import Get, Work
from opd_exporter.engine.search.outcome import Findings
from opd_exporter.engine.snapshot import Snapshot, Told
from opd_exporter.engine.visit import Busy, Judged, LineDown, Visited, visit
from opd_exporter.fetch.client import Fetcher
from opd_exporter.posts.context import Context
from opd_exporter.store.database import FILE, Memory
from opd_exporter.store.record import Record, hints
from opd_exporter.text.sanitise import escaped
from opd_exporter.workers.pool import Workers, WorkFailed

log = logging.getLogger(__name__)

LOOK_TIMEOUT = 90.0
"""Seconds a look for posts may go on in the background, whatever the scrape's deadline was."""
MARGIN = 0.3
"""Seconds kept of a deadline for reading the page once it is there."""
WRITTEN_WITHIN = 30.0
"""Seconds after which a visit that changed nothing is in the file: what a crash may cost."""
PATIENCE = 20
"""Times that ``examine`` waits for its turn at an address that many sites share."""
PIECE = 0.01
"""Seconds at a stretch in which records are read at the start."""
ROUNDS = 4
"""Looks that ``examine`` goes on for until nothing is left unread."""


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
    ) -> None:
        self.config = config
        self.changes = 0
        """Grows whenever what is known or configured changes."""
        self._metrics = metrics
        self._now = now
        self._memory = Memory(data_dir / FILE if data_dir else None)
        self._workers = Workers(_readers(config.probe.readers))
        self._fetcher = self._new_fetcher()
        self._places = Places(config.probe.concurrency)
        self._records = Records({}, self._remembered)
        self._probes: dict[str, asyncio.Task[None]] = {}
        self._ends: dict[str, float] = {}
        """When the time of each probe under way is up."""
        self._turns: dict[str, float] = {}
        """When the turn came of each probe under way that has it."""
        self._wanted: dict[str, float] = {}
        """When the time of the most patient one is up who waits for a probe in a greater hurry."""
        self._slow: set[str] = set()
        """Sites whose pages took a reader too long the last time."""
        self._contexts: dict[str, Context] = {}
        self._write_due: asyncio.TimerHandle | None = None
        """When visits that changed nothing are written."""
        self._unlooked: set[str] = set()
        """Sites whose front page changed since a look for posts last began: what it lists is not known yet."""
        self._judged: dict[str, Judged] = {}
        """Front pages as they were judged last."""
        self._retired: set[asyncio.Task[None]] = set()
        self._looks: dict[str, asyncio.Task[None]] = {}
        self._looking: set[str] = set()
        """Sites whose look for posts has its turn; the others' wait in line, and nobody for them."""
        self._sites: dict[str, Site] = {}
        self._told: dict[str, Told] = {}
        self._recall()

    def _new_fetcher(self) -> Fetcher:
        return Fetcher(
            self.config.probe,
            on_request=self._metrics.site_request,
            on_bytes=self._metrics.site_received,
            on_sent=self._metrics.site_sent,
        )

    def _recall(self) -> None:
        """Take the sites as configured now; what is known of those whose address stays is kept."""
        self._sites = {site.key: site for site in self.config.sites}
        kept = {
            key: record
            for key, record in self._records.items()
            if key in self._sites and record.url == self._sites[key].url
        }
        self._records = Records(kept, self._remembered)
        self._contexts = {}
        names = {site.key: site.nama for site in self.config.sites}
        self._copies = knowledge.Copies(kept.values(), self.config.timezone, names)
        self._told = {}
        self._judged = {key: one for key, one in self._judged.items() if key in self._sites}
        self._all_recalled = False
        self.changes += 1

    def _remembered(self, key: str) -> Record:
        record = self._memory.load(key, self._sites[key].url)
        self._copies.count(record)
        return record

    async def recalled(self) -> None:
        """Read what is remembered of every site, in short pieces: what is a copy, whose page it is and whether our own
        line is down rests on all of it, so that nothing is said before."""
        records, begun = self._records, asyncio.get_running_loop().time()
        for key in self._sites if not self._all_recalled else ():
            if self._records is not records:  # configured anew meanwhile
                return await self.recalled()
            self._records[key]
            if asyncio.get_running_loop().time() - begun > PIECE:
                await asyncio.sleep(0)
                begun = asyncio.get_running_loop().time()
        self._all_recalled = True

    async def start(self) -> None:
        """Recall what is known, and warm the workers, so that the first probe does not wait for imports; tell which walls
        stand around them. A probe may come before that is done."""
        await asyncio.gather(self.recalled(), self._warm())

    async def _warm(self) -> None:
        try:
            walls = await self._workers.warm()
        except WorkFailed as error:  # for want of memory or processes, which may pass
            log.error("no page can be read yet: %s", escaped(str(error)))
            return
        self._metrics.walls(walls)
        log.info("the readers are ready")
        if not walls.descriptors:
            log.warning("this system lets readers open files and sockets: see docs/security.md, The walls")
        elif not walls.calls:
            log.warning("this system filters no calls of readers: see docs/security.md, The walls")

    async def reload(self, config: Config) -> None:
        """Take another configuration; what is known of sites whose address stays is kept."""
        before, self.config = self.config, config
        self._recall()
        await self.recalled()
        if config.probe == before.probe:  # its connections serve on
            return
        self._places = Places(config.probe.concurrency)  # who has a turn in the old line keeps it
        old, self._fetcher = self._fetcher, self._new_fetcher()
        readers = None
        if config.probe.readers != before.probe.readers:
            readers, self._workers = self._workers, Workers(_readers(config.probe.readers))
        users = {*self._probes.values(), *self._looks.values()}
        task = asyncio.create_task(_retire(old, readers, users))
        self._retired.add(task)
        task.add_done_callback(self._retired.discard)

    async def close(self) -> None:
        """End everything under way, and write what is known."""
        tasks = [*self._probes.values(), *self._looks.values(), *self._retired]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._fetcher.close()
        self._workers.close()
        if self._write_due:
            self._write_due.cancel()
        self._memory.close()

    # -- reports ---------------------------------------------------------------------------------------------

    def snapshot(self) -> Snapshot:
        """What is known now, to make reports of in another thread."""
        records = {key: self._records[key] for key in self._sites}
        return replace(self._telling(records), told=self._told)

    def report(self, key: str) -> SiteReport:
        """What is known of a site now. Raises KeyError for a key that is not configured."""
        return self._telling(self._records).report(key)

    def _telling(self, records: Mapping[str, Record]) -> Snapshot:
        """What is known now, with these records, to be asked at once."""
        now = self._now()
        broken = line.down_since(self._records.values(), now)
        return Snapshot(self.config, self._sites, records, self._copies, now, broken)

    def reports(self) -> list[SiteReport]:
        """All configured sites, in the order of the configuration."""
        return list(self.snapshot().reports())

    # -- looking ---------------------------------------------------------------------------------------------

    async def probe(self, key: str, *, deadline: float) -> SiteReport:
        """Look at the site now; answers within ``deadline`` seconds, whatever the site does.

        Raises :class:`Busy` when nothing could be asked: an old answer is none. What it writes down is what the
        look finds; an answer that came too late for the one who asked is no verdict on the site."""
        ends = asyncio.get_running_loop().time() + deadline
        task = self._probes.get(key)
        if task:
            self._wanted[key] = max(ends - _margin(deadline), self._wanted.get(key, 0.0))
            task = await self._joined(key, task, ends)
            if task is None and ends - asyncio.get_running_loop().time() < MUCH:
                raise Busy(f"{key}: the look before took the time")
        task = task or self._begin(key, ends - _margin(deadline))
        await self._until(task, ends)
        if task.done():
            task.result()
        elif not self._all_recalled:
            raise Busy(f"{key}: what is remembered of the other sites is still being read")
        elif asyncio.get_running_loop().time() - self._turns.get(key, ends) < deadline * QUEUING:
            raise TooMany(f"{key}: other sites were looked at for most of the time")
        elif key in self._sites:
            late = after(self._records[key], self._unfinished(key))
            return self._telling({key: late}).report(key)
        look = self._looks.get(key)
        if look and key in self._looking:
            await self._until(look, ends)
        if key not in self._sites:
            raise Busy(f"{key} was taken out of the configuration meanwhile")
        return self.report(key)

    async def _joined(self, key: str, task: asyncio.Task[None], ends: float) -> asyncio.Task[None] | None:
        """The look under way that answers a pull which ends then; None when the site is to be looked at anew. There
        is never more than one: what one in a greater hurry does not find out, the next may, which has the time of the
        most patient who wait."""
        while self._ends[key] < ends - MUCH:
            await self._until(task, ends)
            ended = task.done() and not task.cancelled() and task.exception() is None
            found = self._records[key].visit if ended and key in self._records else None
            if not task.done() or (found and found.reason is not Reason.TIMEOUT):
                return task
            coming = self._probes.get(key)
            if coming is None:
                return None
            task = coming
        return task

    def _begin(self, key: str, ends: float) -> asyncio.Task[None]:
        if key not in self._sites:
            raise Busy(f"{key} was taken out of the configuration meanwhile")
        ends = max(ends, self._wanted.pop(key, ends))
        task = self._probes[key] = asyncio.create_task(self._visit(key, ends))
        self._ends[key] = ends
        task.add_done_callback(lambda done: self._done(self._probes, key, done))
        return task

    async def examine(self, key: str) -> SiteReport:
        """Look at the site now, and wait for the look for posts to end."""
        for attempts_left in range(PATIENCE, -1, -1):
            try:
                await self.probe(key, deadline=self.config.probe.timeout)
                break
            except LineDown:
                return self.report(key)
            except Busy:
                if not attempts_left:
                    raise
        await self._looked(key)
        for _ in range(ROUNDS):
            left = self._unread(self._records[key])
            if not left:
                break
            with suppress(Busy):
                await self._visit(
                    key, asyncio.get_running_loop().time() + self.config.probe.timeout, at_once=True
                )
            await self._looked(key)
            if self._unread(self._records[key]) == left:
                break  # no nearer
        return self.report(key)

    async def _looked(self, key: str) -> None:
        look = self._looks.get(key)
        if look:
            await self._until(look, asyncio.get_running_loop().time() + LOOK_TIMEOUT)

    def _unfinished(self, key: str) -> Visited:
        """What stands when the time is up and nothing came: never the answer of an earlier pull."""
        url = self._sites[key].url
        late = Visit(self._now(), False, Reason.TIMEOUT, "the look was not finished in time", url)
        return Visited(late, self._records[key].learned)

    def _done(self, tasks: dict[str, asyncio.Task[None]], key: str, task: asyncio.Task[None]) -> None:
        if tasks.get(key) is task:
            del tasks[key]
        if not task.cancelled() and (error := task.exception()) and not isinstance(error, Busy):
            log.error("%s: %s: %s", key, type(error).__name__, error)

    async def _until(self, task: asyncio.Task[None], ends: float) -> None:
        """Wait for a task that goes on when the time is up."""
        await asyncio.wait({task}, timeout=max(0.0, ends - asyncio.get_running_loop().time()))

    def _keep(self, record: Record) -> None:
        if record.key in self._sites and self._sites[record.key].url == record.url:
            record, before = self._memory.save(record), self._records[record.key]
            if face(record) != face(before):
                self._copies.count(record)
            self._records[record.key] = record
            self.changes += 1
            if self._memory.waiting and self._write_due is None:
                self._write_due = asyncio.get_running_loop().call_later(WRITTEN_WITHIN, self._write)

    def _write(self) -> None:
        """Write the visits that changed nothing, all in one."""
        self._write_due = None
        self._memory.flush()

    def _still(self, site: Site) -> None:
        """Raises :class:`Busy` when the site is not configured so any more."""
        if self._sites.get(site.key) != site:
            raise Busy(f"{site.key} was configured anew meanwhile")

    def _take(self, record: Record, visited: Visited) -> None:
        """Write a visit down. Raises :class:`LineDown` when it is our own line that brought it."""
        mirror = self._records.get(self._copies.mirrors.of(record.key, self._now()))
        for one in taken(record, visited, mirror, self._records.values(), self._now()):
            self._keep(one)
        if line.down_since(self._records.values(), self._now()):
            raise LineDown("no site answers: our own line is down")

    def _unread(self, record: Record) -> tuple[str, ...]:
        """Addresses that earlier looks had no requests left for and that could change the status."""
        if not any(one.doubt is Doubt.UNREAD for one in record.questions or ()):
            return ()
        return tuple(one.url for one in self.report(record.key).open if one.doubt is Doubt.UNREAD)

    def _context(self, record: Record) -> Context:
        order = recalled(record.learned.order) if record.learned.order else NO_ORDER
        known = self._contexts.get(record.key)
        if known is None:
            scope = Scope.of(self._sites[record.key])
            known = self._contexts[record.key] = Context(scope, self._now(), self.config.timezone)
        return replace(known, now=self._now(), order=order)

    async def _visit(self, key: str, ends: float, *, at_once: bool = False) -> None:
        """Wait for a turn, look at the front page, and begin the look for posts when one is due, or ``at_once``."""
        site, seen = self._sites[key], self._records[key].visit
        asked = seen.at.timestamp() if seen else 0.0
        async with self._places.visit(asked, ends) as place:
            self._still(site)
            self._turns[key] = place.came
            try:
                await self._visit_now(
                    site, place, place.budget(self.config.probe.max_requests, asked), at_once
                )
            finally:
                self._turns.pop(key, None)

    async def _visit_now(self, site: Site, place: Place, budget: Budget, at_once: bool) -> None:
        key, record = site.key, self._records[site.key]
        context = self._context(record)
        changed = record.learned.hints != hints(site)
        interval = timedelta(seconds=self.config.probe.freshness_interval)
        begins = key not in self._looks and not self._places.has_looks_enough
        wanted = at_once or changed or is_due(record, self._unread(record), interval, self._now())
        due = begins and wanted
        full = due and (changed or passed(record.learned.searched, SEARCH_EVERY, self._now()))
        afresh = full or (due and (key in self._unlooked or bool(self._unread(record))))
        get, work = self._means(site, context.scope, budget)
        networks = self.config.probe.allow_networks
        visited = await visit(
            *(site, context, get, work, budget, record.learned),
            afresh=afresh,
            steady=not due and record.cms_looked,
            judged=self._judged.get(key),
            allow_networks=networks,
        )
        await self.recalled()
        self._still(site)
        if visited.visit.reason is Reason.TIMEOUT and place.crowded_out(budget):
            raise TooMany(f"{key}: other sites were looked at for most of the time")
        neighbours = Neighbours(self._sites, self._records, self._copies.mirrors.known_by)
        visited, owner = await held_against(key, visited, neighbours, get, work, budget, context)
        self._still(site)
        if visited.judged:
            self._judged[key] = visited.judged
        self._take(without_theirs(self._records[key], self._records.get(owner)), visited)
        if visited.front and not due:
            self._unlooked.add(key)
        if visited.visit.up and due:
            self._unlooked.discard(key)
            coming = self._look(site, visited, context, budget, full=full)
            task = self._looks[key] = asyncio.create_task(coming)
            task.add_done_callback(lambda done: self._done(self._looks, key, done))

    def _means(self, site: Site, scope: Scope, budget: Budget) -> tuple[Get, Work]:
        return getter(self._fetcher, scope, budget), worker(self._workers, self._slow, site.key, budget)

    async def _look(
        self, site: Site, visited: Visited, context: Context, budget: Budget, *, full: bool
    ) -> None:
        """The look for posts, when its turn comes."""
        async with self._places.look(budget.rank[1]):
            if self._sites.get(site.key) != site:
                return  # configured anew meanwhile
            self._looking.add(site.key)
            try:
                await self._look_now(site, visited, context, budget, full=full)
            finally:
                self._looking.discard(site.key)

    async def _look_now(
        self, site: Site, visited: Visited, context: Context, budget: Budget, *, full: bool
    ) -> None:
        """The look for posts, within limits of its own."""
        try:
            own = Budget.of(LOOK_TIMEOUT, max(1, budget.requests), (BACKGROUND, budget.rank[1]))
            get, work = self._means(site, context.scope, own)
            record = self._records[site.key]
            left = self._unread(record)
            findings = await look_for_posts(site, record, visited, context, get, work, own, left, full=full)
        except Exception as error:  # told, and not repeated at each pull
            log.error("%s: %s: %s", site.key, type(error).__name__, escaped(str(error)))
            failed = Question(Doubt.BROKEN, site.url)
            findings = Findings(questions=(failed,), whole=False, learned=self._records[site.key].learned)
        if self._sites.get(site.key) != site:
            return  # configured anew meanwhile
        record = self._records[site.key]
        if findings is None:
            self._keep(replace(record, learned=replace(record.learned, searched=None)))
            self._metrics.look("failed")
            return
        current = knowledge.learn(record, findings, self._now(), self.config.timezone)
        current = knowledge.with_spam(current, findings.spam_read, self._now())
        learned = replace(current.learned, hints=hints(site))
        cms = visited.front.cms if visited.front else current.cms
        current = replace(current, cms=cms, learned=learned)
        self._keep(current)
        self._keep(knowledge.certain(current, self._copies, self.config, self._now()))
        self._metrics.look("failed" if findings.failed else self.report(site.key).state.value)


def _margin(deadline: float) -> float:
    """Seconds of a deadline that are kept for reading the page: none of those the site is to have."""
    spare = deadline - MUCH if deadline >= MUCH else deadline
    return min(MARGIN, deadline / 10, spare)


def _readers(configured: int) -> int:
    """How many processes read pages. With two a page that takes long holds up no other."""
    return configured or min(4, max(2, len(os.sched_getaffinity(0))))


async def _retire(fetcher: Fetcher, readers: Workers | None, tasks: set[asyncio.Task[None]]) -> None:
    """Close what an earlier configuration had, connections and perhaps readers, once nobody uses them any more."""
    if tasks:
        await asyncio.wait(tasks, timeout=LOOK_TIMEOUT)
    await fetcher.close()
    if readers:
        await asyncio.to_thread(readers.close)
