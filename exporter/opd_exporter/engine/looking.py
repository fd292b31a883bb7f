"""A look for posts begun where the last one stopped: what was left unread, where posts were found, or everywhere."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from opd_exporter.domain.budget import Budget
from opd_exporter.domain.config import Site
from opd_exporter.engine import knowledge
from opd_exporter.engine.search.again import MOST_TURNS, Replay, Turned
from opd_exporter.engine.search.asking import Get, Work
from opd_exporter.engine.search.earlier import Earlier
from opd_exporter.engine.search.outcome import Findings
from opd_exporter.engine.search.strategy import Search
from opd_exporter.engine.visit import visit
from opd_exporter.engine.visited import Visited
from opd_exporter.judges.identity import Claim
from opd_exporter.judges.spam.whose import marks
from opd_exporter.posts.context import Context
from opd_exporter.store.record import Record, hints
from opd_exporter.text.address import host_and_path
from opd_exporter.workers import tasks
from opd_exporter.workers.failures import WorkFailed

SOON = timedelta(seconds=30)
"""When a look goes on that ran out of requests before all was read."""
SEARCH_EVERY = timedelta(days=1)
"""How often every source is looked through again although the known one still answers: feeds freeze while
their site goes on."""


def is_due(record: Record, unread: Collection[str], interval: timedelta, now: datetime) -> bool:
    """Whether it is time for a look for posts: by the interval, or soon where the last one left something ``unread``."""
    return passed(record.learned.looked, min(interval, SOON) if unread else interval, now)


def passed(since: datetime | None, interval: timedelta, now: datetime) -> bool:
    """Whether so much time has passed. A moment in the future is one that a wrong clock wrote down."""
    return since is None or not timedelta() <= now - since < interval


@dataclass(frozen=True)
class VisitPlan:
    """What a visit is to bring beside its verdict."""

    look: bool
    """A look for posts follows."""
    full: bool
    """It looks through every source."""
    afresh: bool
    """The page itself is asked for, also where it did not change: the look starts from it."""


def planned(
    site: Site,
    record: Record,
    unread: Collection[str],
    seconds: float,
    now: datetime,
    *,
    may_begin: bool,
    changed: bool,
    at_once: bool,
) -> VisitPlan:
    """What is due. ``seconds`` between two looks; ``may_begin``: a look has a place to wait in; ``changed``: the front
    page, since the last one; ``at_once``: whether it is time or not."""
    # Where to look is configured otherwise than at the last look: that waits for no interval.
    told_otherwise = record.learned.hints != hints(site)
    wanted = at_once or told_otherwise or is_due(record, unread, timedelta(seconds=seconds), now)
    look = may_begin and wanted
    full = look and (told_otherwise or passed(record.learned.searched, SEARCH_EVERY, now))
    return VisitPlan(look, full, full or (look and (changed or bool(unread))))


async def look_for_posts(
    site: Site,
    record: Record,
    visited: Visited,
    context: Context,
    get: Get,
    work: Work,
    budget: Budget,
    unread: Collection[str],
    *,
    full: bool,
    shows_known: Callable[[Findings], bool] = lambda findings: True,
) -> Findings | None:
    """Read what was left ``unread``, look where posts were found last time, or everywhere (``full``); None when none of
    it could be done. Where a page turns the order in which dates are read, all is read once more, from the same
    answers. Where the front page may be somebody else's, what was known is looked for at its old place first: it is
    the site's own where that ``shows_known`` posts."""
    if visited.taken_over:  # everything is to be read, to be held against what is known
        record = replace(record, learned=replace(record.learned, validators={}, digests={}))
    system = visited.front.cms if visited.front else record.cms
    shown = [one for one in record.spam_signs if one.page == visited.url]
    called = _called(visited.front.claim, site) if visited.front else None
    context = replace(context, cms=system.name if system else "", spam_marks=marks(shown), called=called)
    # A look that begins again asks nobody twice: requests are what a look is measured by.
    again = Replay(get, budget)
    # Signs only add up, so that the order turns a bounded number of times.
    for _ in range(1 + MOST_TURNS):
        known = knowledge.read_anew(record, context.order, context.zone)
        earlier = _earlier(known, context)
        search = partial(Search, site, context, again, work, budget, known.learned, spam=record.spam_signs)
        try:
            if not full and unread and visited.front:
                return await search(earlier=earlier).resume(visited.front, visited.url, unread)
            if findings := await _where_they_were(search(earlier=earlier), visited, shows_known, full=full):
                return findings
            if not visited.front:
                visited = await visit(site, context, get, work, budget, record.learned, afresh=True)
            if not visited.front:
                return None
            # Whatever the site lists is opened once more: a post may be edited, or turn out to be none.
            return await search(earlier=replace(earlier, judged={})).full(visited.front, visited.url)
        except Turned as turned:
            context, full = replace(context, order=turned.order), True
            visited = await _read_again(visited, site, context, work)
            again.rewind()
    raise AssertionError("signs only add up")


def _called(claim: Claim, site: Site) -> str:
    """The host that a page gives itself, or an empty string."""
    return host_and_path(site.url if claim.own else claim.named)[0]


def _earlier(known: Record, context: Context) -> Earlier:
    """What looks before this one left of the site's posts."""
    return Earlier.of(
        knowledge.sightings(known),
        judged=knowledge.judged(known, context.now, context.zone),
        last=known.evidence,
        posts=knowledge.known_posts(known),
    )


async def _where_they_were(
    search: Search, visited: Visited, shows_known: Callable[[Findings], bool], *, full: bool
) -> Findings | None:
    """What the source says that listed the newest post last time; None when it does not settle the look."""
    if visited.taken_over:
        found = await search.known(None, visited.url)
        return found if found and shows_known(found) else None
    # The full search reads that source too.
    return None if full else await search.known(visited.front, visited.url)


async def _read_again(visited: Visited, site: Site, context: Context, work: Work) -> Visited:
    """The visit with its front page read by what is known now of the order of dates."""
    if visited.page is None:
        return visited
    with suppress(WorkFailed):
        front = await work(tasks.read_page, visited.page, context, site.url)
        return replace(visited, front=front)
    return visited
