"""How much of a site is remembered: every collection of a record is bounded by number and by bytes, so that no site can
make the exporter's memory or file grow, whatever it calls its pages."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import islice
from json.encoder import encode_basestring_ascii
from typing import Any, TypeVar

from opd_exporter.domain.candidate import MAX_DATES, MAX_QUOTE, Candidate, Question, SeenDate
from opd_exporter.domain.moments import NO_END
from opd_exporter.domain.report import Cms, Visit
from opd_exporter.domain.spam import SpamSign
from opd_exporter.domain.transport import Validators
from opd_exporter.judges.identity import MAX_CALLED, MAX_LINKS, MAX_NAMES, Identity
from opd_exporter.posts.history import MAX_SIGHTINGS, Sighting
from opd_exporter.store.record import MAX_POSTS, KnownPost, Learned, Record

Item = TypeVar("Item")

MAX_CHARACTERS = 2_000
"""Characters of one text: a title, an explanation. Addresses are as long at most
(``text/address.py``), before what is no ASCII is written out."""
MAX_VALIDATOR = 500
"""Characters of an ETag or Last-Modified that are sent back; a longer one is not remembered."""
MAX_ADDRESS = 8_000
"""Characters of an address that is asked again (RFC 9110, 4.1)."""
MAX_NAME = 100
"""Characters of a system's name or version."""
MAX_EVIDENCE = 80
"""Candidates of the last look, those that count first."""
MAX_STEPS = 100
"""Lines of its story."""
MAX_FRAME = 200
"""Dates of the site's boilerplate."""
MAX_LISTS = 20
"""Addresses of lists, of entries that said nothing, and of further pages: so many of each."""
MAX_MENU = 200
"""Addresses of the menu's entries."""
MAX_SIGNS = 40
"""Signs of spam, those seen last."""
MAX_QUESTIONS = 20
"""Open questions, the widest first."""
MAX_SETTLED = 100
"""Sources with the moment at which each was settled."""
MAX_ORDER = 40
"""Signs of the order in which the site writes numeric dates."""
MAX_BYTES: Mapping[str, int] = {
    "posts": 160_000,
    "sightings": 380_000,
    "questions": 20_000,
    "spam_signs": 60_000,
    "settled": 20_000,
    "order": 4_000,
    "identity": 30_000,
    "called": 8_000,
    "evidence": 160_000,
    "dates": 60_000,
    "steps": 40_000,
    "frame": 100_000,
    "lists": 20_000,
    "menu": 50_000,
}
"""Bytes that each collection takes in the file: together about 1.1 MB of a site that fills every one."""


def _bytes(*texts: str) -> int:
    """Bytes of texts as the file holds them."""
    return sum(map(len, map(encode_basestring_ascii, texts)))


def _fitting(items: Iterable[Item], most: int, name: str, size: Callable[[Item], int]) -> list[Item]:
    """The first items that fit, in their order; one that is too large for the rest of the place is left out."""
    kept: list[Item] = []
    left = MAX_BYTES[name]
    for item in items:
        if len(kept) == most:
            break
        needed = size(item)
        if needed <= left:
            kept.append(item)
            left -= needed
    return kept


def _texts(texts: tuple[str, ...], most: int, name: str) -> tuple[str, ...]:
    """The first texts that fit; as they are, where all do."""
    return texts if _fit(texts, most, name) else tuple(_fitting(texts, most, name, _bytes))


def _fit(texts: Collection[str], most: int, name: str) -> bool:
    """Whether all fit, as nearly always."""
    return len(texts) <= most and _bytes(*texts) <= MAX_BYTES[name]


def latest_sightings(sightings: Mapping[str, Sighting]) -> Mapping[str, Sighting]:
    """Sightings, as many as are remembered: those that a list showed most lately, which stand last. What still stands in
    a list is not forgotten for addresses made up since, or an edit could make it new."""
    possible = [(key, one) for key, one in sightings.items() if _can_be(one.published) and _can_be(one.seen)]
    latest = _fitting(possible[::-1], MAX_SIGHTINGS, "sightings", _size_of_sighting)
    return dict(latest[::-1])


def _size_of_sighting(entry: tuple[str, Sighting]) -> int:
    return _bytes(entry[0], entry[1].url, *entry[1].names) + 250


def newest_posts(posts: Iterable[KnownPost]) -> tuple[KnownPost, ...]:
    """The newest posts, as many as are remembered, newest first."""
    possible = (post for post in posts if _can_be(post.published))
    order = sorted(map(_shortened_post, possible), key=lambda post: post.published, reverse=True)
    return tuple(
        _fitting(order, MAX_POSTS, "posts", lambda post: _bytes(post.url, post.title, post.found) + 160)
    )


def _can_be(moment: datetime) -> bool:
    """Whether a moment may be one: sources date posts from 1995 on, and every zone holds it."""
    return 1 < moment.year < NO_END


def within_limits(record: Record, before: Record | None = None) -> Record:
    """The record as it may be kept. Texts of articles are never kept. ``before`` is one that is within its limits: what
    is the same there is not bounded again."""
    changed = _bounded(record, before, _BOUNDS)
    if before is None or before.learned is not record.learned:
        changed["learned"] = _learned(record, before.learned if before else None)
    return replace(record, **changed) if changed else record


def _bounded(
    now: Record | Learned, before: Record | Learned | None, bounds: Mapping[str, Callable[[Any], Any]]
) -> dict[str, Any]:
    """The fields that are kept otherwise than they are now."""
    return {
        name: bounded
        for name, bound in bounds.items()
        if before is None or getattr(before, name) is not getattr(now, name)
        if (bounded := bound(getattr(now, name))) is not getattr(now, name)
    }


def _widest(questions: tuple[Question, ...] | None) -> tuple[Question, ...] | None:
    if questions is None:
        return None
    return tuple(
        _fitting(questions, MAX_QUESTIONS, "questions", lambda one: _bytes(one.url, one.detail) + 100)
    )


def _size_of_sign(sign: SpamSign) -> int:
    return _bytes(sign.word, sign.link, sign.page) + 160


def _known_by(identity: Identity) -> Identity:
    bounds = {
        "links": (MAX_LINKS, "identity"),
        "names": (MAX_NAMES, "identity"),
        "called": (MAX_CALLED, "called"),
    }
    changed = {
        field: frozenset(_fitting(sorted(texts), most, name, _bytes))
        for field, (most, name) in bounds.items()
        if not _fit(texts := getattr(identity, field), most, name)
    }
    return replace(identity, **changed) if changed else identity


def _learned(record: Record, before: Learned | None) -> Learned:
    """What was learned; validators and digests of the addresses that a steady look asks for: all others would only pile
    up."""
    learned = replace(record.learned, **_bounded(record.learned, before, _BOUNDS_OF_LEARNED))
    asked = {record.url, learned.feed, learned.rest, learned.listing, *learned.lists}
    return replace(
        learned,
        validators={url: one for url, one in learned.validators.items() if url in asked and _is_short(one)},
        digests={
            url: one for url, one in learned.digests.items() if url in asked and len(one) <= MAX_VALIDATOR
        },
    )


def _named(cms: Cms | None) -> Cms | None:
    return Cms(cms.name[:MAX_NAME], cms.version[:MAX_NAME]) if cms else None


def _moments(most: int, name: str) -> Callable[[Mapping[str, datetime]], Mapping[str, datetime]]:
    """Keeps moments by address or by sign."""
    return lambda moments: dict(_fitting(moments.items(), most, name, lambda one: _bytes(one[0]) + 40))


def _address(url: str) -> str:
    return url if len(url) <= MAX_ADDRESS else ""


def _is_short(validators: Validators) -> bool:
    return max(len(validators.etag or ""), len(validators.last_modified or "")) <= MAX_VALIDATOR


def _shortened_visit(visit: Visit) -> Visit:
    if len(visit.explanation) <= MAX_CHARACTERS and len(visit.url) <= MAX_CHARACTERS:
        return visit
    return replace(visit, explanation=visit.explanation[:MAX_CHARACTERS], url=visit.url[:MAX_CHARACTERS])


def _shortened_post(post: KnownPost) -> KnownPost:
    if len(post.title) <= MAX_CHARACTERS and len(post.found) <= MAX_CHARACTERS:
        return post
    return replace(post, title=post.title[:MAX_CHARACTERS], found=post.found[:MAX_CHARACTERS])


def _evidence(evidence: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Candidates, and the dates seen in their pages as far as those have a place of their own: they push out none."""
    kept = _fitting(map(_shortened_candidate, evidence), MAX_EVIDENCE, "evidence", _size_of_candidate)
    left = MAX_BYTES["dates"]
    for number, one in enumerate(kept):
        needed = sum(map(_size_of_date, one.dates))
        if needed > left:
            kept[number] = replace(one, dates=())
        else:
            left -= needed
    return tuple(kept)


def _possible(dates: Iterable[SeenDate]) -> tuple[SeenDate, ...]:
    found = (one for one in dates if _can_be(one.when))
    return tuple(
        replace(one, found=one.found[:MAX_NAME], quote=one.quote[:MAX_QUOTE])
        for one in islice(found, MAX_DATES)
    )


def _size_of_date(one: SeenDate) -> int:
    return _bytes(one.witness, one.found, one.quote, one.refused) + 150


def _shortened_candidate(one: Candidate) -> Candidate:
    texts = {
        name: getattr(one, name)[:MAX_CHARACTERS]
        for name in ("title", "found", "detail")
        if len(getattr(one, name)) > MAX_CHARACTERS
    }
    published = one.published if one.published and _can_be(one.published) else None
    dates = _possible(one.dates)
    if not (texts or one.summary or one.known_as) and published == one.published and dates == one.dates:
        return one
    return replace(one, summary="", known_as="", published=published, dates=dates, **texts)


def _size_of_candidate(one: Candidate) -> int:
    return _bytes(one.url, one.title, one.found, one.seen_on, one.detail) + 200


_BOUNDS: Mapping[str, Callable[[Any], Any]] = {
    "visit": lambda visit: _shortened_visit(visit) if visit else None,
    "heard": lambda visit: _shortened_visit(visit) if visit else None,
    "cms": _named,
    "posts": newest_posts,
    "sightings": latest_sightings,
    "questions": _widest,
    "spam_signs": lambda signs: tuple(_fitting(signs, MAX_SIGNS, "spam_signs", _size_of_sign)),
    "identity": _known_by,
    "evidence": _evidence,
    "steps": partial(_texts, most=MAX_STEPS, name="steps"),
}
"""What keeps each field within its limits,"""
_BOUNDS_OF_LEARNED: Mapping[str, Callable[[Any], Any]] = {
    "feed": _address,
    "system": _named,
    "rest": _address,
    "listing": _address,
    "lists": partial(_texts, most=MAX_LISTS, name="lists"),
    "others": partial(_texts, most=MAX_LISTS, name="lists"),
    "older": partial(_texts, most=MAX_LISTS, name="lists"),
    "sitemap": _address,
    "front_explanation": lambda text: text[:MAX_CHARACTERS],
    "frame": partial(_texts, most=MAX_FRAME, name="frame"),
    "menu": partial(_texts, most=MAX_MENU, name="menu"),
    "order": _moments(MAX_ORDER, "order"),
    "settled": _moments(MAX_SETTLED, "settled"),
}
"""and each of what was learned; validators and digests by themselves."""
