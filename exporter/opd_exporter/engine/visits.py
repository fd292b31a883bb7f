"""One site's turn: its front page is visited, what that brought is kept, and a look for posts begins when one is due."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from dataclasses import replace
from functools import partial

from opd_exporter.domain.budget import Budget
from opd_exporter.domain.candidate import Doubt, Question
from opd_exporter.domain.config import Site
from opd_exporter.domain.queue import BACKGROUND
from opd_exporter.domain.vocabulary import Reason
from opd_exporter.engine import knowledge, takeover
from opd_exporter.engine.busy import TooMany, WrongClock
from opd_exporter.engine.counters import Counters
from opd_exporter.engine.judging import held_against, published_with, without_theirs
from opd_exporter.engine.looking import VisitPlan, look_for_posts, planned
from opd_exporter.engine.means import LOOK_TIMEOUT, LOOK_WAITS, Means
from opd_exporter.engine.places import Place
from opd_exporter.engine.search.outcome import Findings
from opd_exporter.engine.sites import Sites
from opd_exporter.engine.visit import visit
from opd_exporter.engine.visited import Judged, Visited
from opd_exporter.engine.waiting import begun
from opd_exporter.posts.context import Context
from opd_exporter.store.record import hints
from opd_exporter.text.sanitise import escaped

log = logging.getLogger(__name__)


class Visits:
    """Visits to all sites, and the looks for posts that they began."""

    def __init__(self, sites: Sites, means: Means, metrics: Counters) -> None:
        self._sites, self._means, self._metrics = sites, means, metrics
        self.turns: dict[str, float] = {}
        """When the turn came of each visit under way that has it."""
        self.looks: dict[str, asyncio.Task[None]] = {}
        """Looks for posts under way or in line, by site."""
        self.looking: set[str] = set()
        """Sites whose look for posts has its turn; the others' wait in line, and nobody for them."""
        self._judged: dict[str, Judged] = {}
        """Front pages as they were judged last."""
        self._unlooked: set[str] = set()
        """Sites whose front page changed since a look for posts last began: what it lists is not known yet."""

    def configured(self) -> None:
        """Forget the pages of sites that are configured no more."""
        self._judged = {key: one for key, one in self._judged.items() if key in self._sites.sites}

    async def visit(self, key: str, ends: float, *, at_once: bool = False) -> None:
        """Wait for a turn, look at the front page, and begin the look for posts when one is due, or ``at_once``."""
        site, seen = self._sites.sites[key], self._sites.records[key].visit
        asked = seen.at.timestamp() if seen else 0.0
        async with self._means.places.visit(asked, ends) as place:
            self._sites.still(site)
            self.turns[key] = place.came
            try:
                budget = place.budget(self._means.settings.max_requests, asked)
                await self._visit_now(site, place, budget, at_once)
            finally:
                self.turns.pop(key, None)

    def _planned(self, site: Site, at_once: bool) -> VisitPlan:
        record = self._sites.records[site.key]
        return planned(
            site,
            record,
            self._sites.unread(record),
            self._means.settings.freshness_interval,
            self._sites.now(),
            may_begin=site.key not in self.looks and not self._means.places.has_looks_enough,
            changed=site.key in self._unlooked,
            at_once=at_once,
        )

    async def _visit_now(self, site: Site, place: Place, budget: Budget, at_once: bool) -> None:
        """The visit itself: fetched and judged, held against all that is known, written down; and the look that it
        begins. Raises :class:`Busy`."""
        sites, key = self._sites, site.key
        record, plan = sites.records[key], self._planned(site, at_once)
        context = sites.context(record)
        get, work = self._means.of(key, context.scope, budget)
        visited = await visit(
            *(site, context, get, work, budget, record.learned),
            afresh=plan.afresh,
            steady=not plan.look and record.cms_looked,
            judged=self._judged.get(key),
            allow_networks=self._means.settings.allow_networks,
        )
        # Whose page it is rests on what is known of every site, and the site may have been configured anew meanwhile.
        await sites.recalled()
        sites.still(site)
        if visited.visit.reason is Reason.TIMEOUT and place.crowded_out(budget):
            raise TooMany(f"{key}: other sites were looked at for most of the time")
        visited, owner = await held_against(key, visited, sites.neighbours, context, get, work, budget)
        sites.still(site)
        sites.sure_of(self._means.clock)
        if visited.judged:
            self._judged[key] = visited.judged
        sites.take(without_theirs(sites.records[key], sites.records.get(owner)), visited)
        # A changed page that no look follows is a look's to read; ``front`` is None where nothing changed.
        if visited.front and not plan.look:
            self._unlooked.add(key)
        # What may be somebody else's is looked through once a day, for whoever is to tell whose it is.
        if visited.visit.up and plan.look and (plan.full or not visited.taken_over):
            self._unlooked.discard(key)
            coming = self._look(site, visited, context, budget, full=plan.full)
            begun(self.looks, key, asyncio.create_task(coming))

    async def _look(
        self, site: Site, visited: Visited, context: Context, budget: Budget, *, full: bool
    ) -> None:
        """The look for posts, when its turn comes."""
        async with self._means.places.look(budget.rank[1]):
            if self._sites.sites.get(site.key) != site:
                return  # configured anew meanwhile
            self.looking.add(site.key)
            try:
                findings = await self._found(site, visited, context, budget, full=full)
                if self._sites.sites.get(site.key) == site:
                    with suppress(WrongClock):
                        self._sites.sure_of(self._means.clock)
                        self._learn(site, visited, findings)
            finally:
                self.looking.discard(site.key)

    async def _found(
        self, site: Site, visited: Visited, context: Context, budget: Budget, *, full: bool
    ) -> Findings | None:
        """What the look finds, within limits of its own."""
        sites = self._sites
        try:
            rank = BACKGROUND, budget.rank[1]
            own = Budget.of(LOOK_TIMEOUT, max(1, budget.requests), rank, waits=LOOK_WAITS)
            get, work = self._means.of(site.key, context.scope, own)
            record = sites.records[site.key]
            left = sites.unread(record)
            shows_known = partial(sites.neighbours.show_known, site.key)
            return await look_for_posts(
                *(site, record, visited, context, get, work, own, left), full=full, shows_known=shows_known
            )
        except Exception as error:  # told, and not repeated at each pull
            log.error("%s: %s: %s", site.key, type(error).__name__, escaped(str(error)))
            failed = Question(Doubt.BROKEN, site.url)
            return Findings(questions=(failed,), whole=False, learned=sites.records[site.key].learned)

    def _learn(self, site: Site, visited: Visited, findings: Findings | None) -> None:
        """Keep what the look came to."""
        sites, config = self._sites, self._sites.config
        record = sites.records[site.key]
        if findings is None:
            sites.keep(replace(record, learned=replace(record.learned, searched=None)))
            self._metrics.look("failed")
            return
        if visited.taken_over and visited.front:
            if not sites.neighbours.show_known(site.key, findings):
                named = takeover.claims_another(visited.front, site)
                current = takeover.left_open(record, site, findings, named, sites.now())
                sites.keep(knowledge.certain(current, sites.copies, config, sites.now()))
                self._metrics.look("failed" if findings.failed else sites.report(site.key).state.value)
                return
            record = replace(record, identity=visited.front.identity)
        current = knowledge.learn(record, findings, sites.now(), config.timezone)
        current = knowledge.with_spam(current, findings.spam_read, sites.now())
        learned = replace(current.learned, hints=hints(site))
        cms = published_with(visited.front.cms, learned.system) if visited.front else current.cms
        current = replace(current, cms=cms, learned=learned)
        # First as it is: what is a copy, and so what is certain, is told by all that is kept.
        sites.keep(current)
        sites.keep(knowledge.certain(current, sites.copies, config, sites.now()))
        self._metrics.look("failed" if findings.failed else sites.report(site.key).state.value)
