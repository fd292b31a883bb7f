"""A look for posts begun where the last one stopped: what was left unread, where posts were found, or everywhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from opd_exporter.domain.candidate import Candidate, Doubt
from opd_exporter.domain.config import Site
from opd_exporter.engine import knowledge
from opd_exporter.engine.search.asking import Get, Work
from opd_exporter.engine.search.outcome import Findings
from opd_exporter.engine.search.strategy import Search
from opd_exporter.engine.visit import Visited, visit
from opd_exporter.fetch.budget import Budget
from opd_exporter.posts.context import Context
from opd_exporter.store.record import Record

SOON = timedelta(seconds=30)
"""When a look goes on that ran out of requests before all was read."""
SEARCH_EVERY = timedelta(days=1)
"""How often every source is looked through again although the known one still answers: feeds freeze while
their site goes on."""


def is_due(record: Record, interval: timedelta, now: datetime) -> bool:
    """Whether it is time for a look for posts: by the interval, or soon where the last one ran out of requests."""
    return passed(record.learned.looked, min(interval, SOON) if unread(record) else interval, now)


def passed(since: datetime | None, interval: timedelta, now: datetime) -> bool:
    """Whether so much time has passed. A moment in the future is one that a wrong clock wrote down."""
    return since is None or not timedelta() <= now - since < interval


def unread(record: Record) -> tuple[str, ...]:
    """Addresses that earlier looks had no requests left for."""
    return tuple(one.url for one in record.questions or () if one.doubt is Doubt.UNREAD)


async def look_for_posts(
    site: Site,
    record: Record,
    visited: Visited,
    context: Context,
    get: Get,
    work: Work,
    budget: Budget,
    *,
    full: bool,
) -> Findings | None:
    """Look where posts were found last time, or everywhere (``full``); None when neither could be done."""
    system = visited.front.cms if visited.front else record.cms
    month_first = bool(visited.front and visited.front.month_first)
    context = replace(context, cms=system.name if system else "", month_first=month_first)

    def search(judged: list[Candidate]) -> Search:
        sightings = knowledge.sightings(record)
        return Search(site, context, get, work, budget, record.learned, sightings=sightings, judged=judged)

    left = unread(record)
    if not full and left and visited.front:
        return await search(knowledge.judged(record)).resume(visited.front, visited.url, left)
    findings = None
    if not full:
        findings = await search(knowledge.judged(record)).known(visited.front, visited.url)
    if findings is None and not visited.front:
        visited = await visit(site, context, get, work, budget, record.learned, afresh=True)
    if findings is None and visited.front:
        findings = await search([]).full(visited.front, visited.url)
    return findings
