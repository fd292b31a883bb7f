"""What is known of every site, and what follows from all of it together: reports, and what is a copy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from opd_exporter.domain.candidate import Candidate, Refusal
from opd_exporter.domain.config import Site
from opd_exporter.domain.report import LastPost, SiteReport
from opd_exporter.domain.status import days_between
from opd_exporter.domain.vocabulary import State, Window
from opd_exporter.engine.search.outcome import Findings
from opd_exporter.engine.search.state import normal
from opd_exporter.store.record import MAX_POSTS, MAX_SEEN, KnownPost, Record
from opd_exporter.text.similarity import folded

COPIES = 3
"""Sites that carry the same post from which on it is nobody's own (contract, settled cases)."""
MAX_NEW_BACKDATED = 2
"""More new posts with old dates at once are an import or a new address scheme, not activity."""
MIN_KNOWN = 3
"""Entries of a list that must have been seen before, for a new one to mean anything."""

PostName = tuple[str, date]


def name_of(title: str, published: datetime, zone: ZoneInfo) -> PostName:
    """What makes two posts the same: title and day."""
    return folded(title), published.astimezone(zone).date()


class Copies:
    """Posts that stand on ``COPIES`` sites or more: ``name in copies``. Each record is counted once when it
    changes, so that a new post costs as much among a thousand sites as among ten."""

    def __init__(self, records: Iterable[Record], zone: ZoneInfo) -> None:
        self._zone = zone
        self._names: dict[str, frozenset[PostName]] = {}
        self._sites: Counter[PostName] = Counter()
        for record in records:
            self.count(record)

    def count(self, record: Record) -> None:
        """Take a record as it is now."""
        before = self._names.get(record.key, frozenset())
        named = (name_of(post.title, post.published, self._zone) for post in record.posts)
        now = self._names[record.key] = frozenset(name for name in named if name[0])
        self._sites.subtract(before - now)
        self._sites.update(now - before)
        for name in before - now:
            if not self._sites[name]:
                del self._sites[name]

    def __contains__(self, name: PostName) -> bool:
        return self._sites[name] >= COPIES


def _backdated(findings: Findings, record: Record, front_url: str) -> frozenset[str]:
    """Keys of posts that appeared since the last look although their date is old.

    Only where the source was known before, the new entries are few, and known ones follow them: an old
    post that slides into view at the end of a list, or a box of random posts, is none (trap 6)."""
    if record.checked is None:
        return frozenset()
    titles = {folded(post.title) for post in record.posts}
    newest = max((post.published for post in record.posts), default=record.checked)
    accepted = {normal(one.url): one for one in findings.posts}
    fresh: set[str] = set()
    for place, keys in findings.listed.items():
        known = [key in record.seen for key in keys]
        new = [key for key, old in zip(keys, known, strict=True) if not old]
        if place == front_url or sum(known) < MIN_KNOWN or not 0 < len(new) <= MAX_NEW_BACKDATED:
            continue
        for key in new:
            one = accepted.get(key)
            if one is None or one.published is None or folded(one.title) in titles:
                continue
            if any(known[keys.index(key) + 1 :]) and one.published < min(newest, record.checked):
                fresh.add(key)
    return frozenset(fresh)


def learn(record: Record, findings: Findings, now: datetime, front_url: str) -> Record:
    """The record after a look for posts. What the look refused is forgotten, what it did not mention stays; a
    date never becomes newer by an edit."""
    learned = replace(findings.learned, looked=now)
    if not findings.complete:
        evidence = findings.evidence or record.evidence
        return replace(record, learned=learned, evidence=evidence, steps=findings.steps)
    if findings.unchanged:
        return replace(record, learned=learned, checked=now, steps=findings.steps)
    backdated = _backdated(findings, record, front_url)
    refused = {normal(one.url) for one in findings.evidence if one.refused}
    posts = {normal(post.url): post for post in record.posts if normal(post.url) not in refused}
    for candidate in findings.posts:
        if candidate.published is None:
            continue
        key = normal(candidate.url)
        published, found = candidate.published, candidate.found
        known = posts.get(key)
        if key in backdated:
            found = f"baru muncul, walau bertanggal {published:%d-%m-%Y}"
            published = now
        elif known and known.published <= published:
            published, found = known.published, known.found
        first_seen = known.first_seen if known else now
        posts[key] = KnownPost(candidate.url, candidate.title, published, candidate.source, found, first_seen)
    newest = sorted(posts.values(), key=lambda post: post.published, reverse=True)[:MAX_POSTS]
    seen = dict(record.seen)
    for candidate in (*findings.posts, *findings.evidence):
        seen.setdefault(normal(candidate.url), now)
    if len(seen) > MAX_SEEN:
        seen = dict(sorted(seen.items(), key=lambda pair: pair[1], reverse=True)[:MAX_SEEN])
    return replace(
        record,
        state=findings.state,
        checked=now,
        posts=tuple(newest),
        seen=seen,
        learned=learned,
        evidence=findings.evidence,
        steps=findings.steps,
    )


def report(site: Site, record: Record, copies: Copies, zone: ZoneInfo, now: datetime) -> SiteReport:
    """What is known of a site now, copies left out."""
    own: list[KnownPost] = []
    copies_here: set[str] = set()
    for post in record.posts:
        if name_of(post.title, post.published, zone) in copies:
            copies_here.add(normal(post.url))
        else:
            own.append(post)
    last = own[0] if own else None
    state = record.state
    if state is State.MEASURED and last is None:
        state = State.NO_POSTS
    evidence = tuple(
        one.refuse(Refusal.COPY) if normal(one.url) in copies_here else one for one in record.evidence
    )
    return SiteReport(
        site=site,
        visit=record.visit,
        unusable_since=record.unusable_since,
        last_post=LastPost(last.published, last.url, last.title, last.source, last.found) if last else None,
        posts=windows(own, now) if record.checked else None,
        state=state,
        checked=record.checked,
        cms=record.cms,
        cms_looked=record.cms_looked,
        spam=record.spam,
        evidence=evidence,
        steps=record.steps,
    )


def judged(record: Record) -> list[Candidate]:
    """What need not be opened again at a steady look: posts known, and what was refused for what it is."""
    posts = [
        Candidate(post.source, post.url, post.title, post.published, post.found) for post in record.posts
    ]
    lasting = (
        Refusal.SEED,
        Refusal.SPAM,
        Refusal.NOT_A_POST,
        Refusal.LEADS_AWAY,
        Refusal.NO_DATE,
        Refusal.CLOCK,
        Refusal.GONE,
    )
    return [*(one for one in record.evidence if one.refused in lasting), *posts]


def windows(posts: Iterable[KnownPost], now: datetime) -> Mapping[Window, int]:
    """Own posts per window."""
    ages = [days_between(post.published, now) for post in posts]
    return {window: sum(age <= window.days for age in ages) for window in Window}
