"""A visit held against all that is known: whether the page is the site's own, and what a record becomes by it."""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain

from opd_exporter.domain.budget import Budget
from opd_exporter.domain.config import Site
from opd_exporter.domain.report import Cms
from opd_exporter.domain.spam import SpamSign, Where
from opd_exporter.domain.vocabulary import Reason
from opd_exporter.engine import line, takeover
from opd_exporter.engine.identity import (
    Acquaintance,
    KnownBy,
    Stranger,
    forget_theirs,
    still_stands,
    stranger,
)
from opd_exporter.engine.knowledge import with_spam
from opd_exporter.engine.search.asking import Get, Work
from opd_exporter.engine.search.outcome import Findings
from opd_exporter.engine.visit import read_in_full
from opd_exporter.engine.visited import Visited
from opd_exporter.posts.context import Context
from opd_exporter.store.record import Record

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Neighbours:
    """The configured sites and what is known of each."""

    sites: Mapping[str, Site]
    records: Mapping[str, Record]
    known_by: Acquaintance = field(default_factory=Acquaintance)

    def stranger(self, key: str, visited: Visited) -> Stranger | None:
        """Whose page was found instead of the site's own."""
        if visited.front is None:
            return None
        return stranger(self.sites[key], self.records[key], visited.front, self._others(key), self.known_by)

    def is_taken_over(self, key: str, visited: Visited) -> bool:
        """Whether the page may be of somebody who took the site's place."""
        if visited.front is None:
            return False
        others = self._others(key)
        of_many = takeover.words_of_many(tuple(site.nama for site in self.sites.values()))
        return takeover.is_suspected(
            self.sites[key], self.records[key], visited.front, others, self.known_by, of_many
        )

    def show_known(self, key: str, findings: Findings) -> bool:
        """Whether a look met a post that was known of the site."""
        return takeover.shows_known(findings, self.records[key], self._others(key), self.known_by)

    def _others(self, key: str) -> list[tuple[Site, Record]]:
        return [(site, self.records[other]) for other, site in self.sites.items() if other != key]


async def held_against(
    key: str,
    visited: Visited,
    neighbours: Neighbours,
    context: Context,
    get: Get,
    work: Work,
    budget: Budget,
) -> tuple[Visited, str]:
    """The visit as it counts, and the key of the configured site whose page it is, when it is another's. A page that is
    not the site's own is none of its answers: nothing is learned from it, and the next look reads it again."""
    found, foreign = neighbours.stranger(key, visited), neighbours.is_taken_over(key, visited)
    if (found or foreign) and visited.front and visited.front.brief:  # what it lists may speak for it
        visited = await read_in_full(visited, neighbours.sites[key], context, work)
        found, foreign = neighbours.stranger(key, visited), neighbours.is_taken_over(key, visited)
    if found is None or (
        found.reason is Reason.REPLACED
        and await still_stands(neighbours.records[key], context, get, work, budget)
    ):
        if foreign and found is None:  # it is read again at each visit, and so judged by what is known then
            learned = neighbours.records[key].learned
            visited = replace(visited, learned=learned, judged=None, taken_over=True)
        return visited, ""
    seen = replace(visited.visit, up=False, reason=found.reason, explanation=found.explanation)
    return Visited(seen, neighbours.records[key].learned, url=visited.url), found.owner


def without_theirs(record: Record, owner: Record | None) -> Record:
    """The record without what was learned from the owner of the page before anybody could know."""
    return forget_theirs(record, owner) if owner else record


def taken(
    record: Record, visited: Visited, mirror: Record | None, records: Collection[Record], now: datetime
) -> list[Record]:
    """The records that a visit changes: its own, and all of them when it is the first that is heard after our own line
    was down."""
    before = line.down_since(records, now)
    if before and line.was_heard(visited.visit):
        log.warning("our own line stands again: nobody looked since %s", before)
        others = [line.unlooked(one, before) for one in records if one.key != record.key]
        return [*others, after(line.unlooked(record, before), visited, mirror)]
    changed = after(record, visited, mirror)
    broken = line.down_since(chain([changed], (one for one in records if one.key != record.key)), now)
    if broken and not before:
        log.warning("no site is heard since %s: taken for our own line", broken)
    return [changed]


def after(record: Record, visited: Visited, mirror: Record | None = None) -> Record:
    """The record after a visit. A site that is not up says nothing about its posts, its CMS or spam. Its CMS is a look's
    to change, or a tag made anew for each request would be a series a pull. ``mirror`` is a site that showed the same
    pages so far: where they are others now, what was learned from them goes."""
    seen, known = visited.visit, record.cms_looked
    # Where the clock was set back, the outage began no later than now.
    since = None if seen.up else min(record.unusable_since or seen.at, seen.at)
    heard = seen if line.was_heard(seen) else line.noted(record).heard
    record = replace(record, visit=seen, unusable_since=since, learned=visited.learned, heard=heard)
    if seen.up and not visited.taken_over and takeover.is_open(record):
        record = replace(record, learned=replace(record.learned, looked=None, searched=None))
    if visited.front:
        page = record.identity if visited.taken_over else visited.front.identity
        if mirror and not KnownBy.of(page).resembles(KnownBy.of(record.identity)):
            record = forget_theirs(record, mirror)
        entries = _signs_of_entries(record, visited)
        record = with_spam(record, {visited.url: visited.front.spam}, seen.at, front=True)
        record = replace(record, spam_signs=(*record.spam_signs, *entries), spam=record.spam or bool(entries))
        record = replace(record, cms_looked=True, identity=page or record.identity)
        if not known:
            record = replace(record, cms=visited.front.cms)
    return record


def published_with(page: Cms | None, feed: Cms | None) -> Cms | None:
    """The system of a site: what its front page shows, else what its feed says; of one and the same, with the version
    that either tells."""
    if page is None:
        return feed
    return feed if feed and feed.name == page.name and not page.version else page


def _signs_of_entries(record: Record, visited: Visited) -> list[SpamSign]:
    """Signs that the front page's entries gave, where this visit asked for none: they stand until a look does."""
    if not (visited.front and visited.front.brief):
        return []
    return [one for one in record.spam_signs if one.page == visited.url and one.where is Where.ENTRY]
