"""Taking what a source lists: put beside what is known of each address so far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from opd_exporter.domain.candidate import Candidate, Refusal
from opd_exporter.engine.search.memory import as_known
from opd_exporter.engine.search.state import Crawl
from opd_exporter.engine.search.stronger import stronger
from opd_exporter.posts.added_words import added_to
from opd_exporter.posts.first_published import BY_ADDRESS, first_published
from opd_exporter.posts.reconcile import Opened
from opd_exporter.text.address import normal


def take(crawl: Crawl, candidates: Iterable[Candidate], place: str) -> None:
    """Remember what a source (``place``, its address) lists; a second witness keeps the stronger date, a refusal for
    content stands."""
    keys, candidates = crawl.listed.setdefault(place, []), tuple(candidates)
    added = added_to([one.title for one in candidates if one.refused is None], crawl.earlier.history.by_title)
    crawl.added += sorted(added.difference(crawl.added))
    for candidate in candidates:
        key = normal(candidate.url)
        candidate = _with_no_day_ahead(crawl, key, _as_first_published(crawl, candidate))
        keys.append(key)
        if candidate.published:
            crawl.dates.setdefault(key, {}).setdefault(place, candidate.published)
        crawl.spam = crawl.spam or candidate.refused is Refusal.SPAM
        _join(crawl, key, candidate, place)


def _join(crawl: Crawl, key: str, candidate: Candidate, place: str) -> None:
    """Put what a source says beside what is known of the address so far; what was judged at earlier looks stands."""
    known = crawl.candidates.get(key)
    if known is None and key in crawl.earlier.judged and candidate.refused is None:
        as_known(crawl, key, candidate)  # what it shows now says whether posts were moved or imported
        crawl.candidates[key] = replace(crawl.earlier.judged[key], seen_on=place)
        crawl.opened[key] = Opened()
    elif known is None:
        crawl.candidates[key] = candidate
    # What its own page said is not overruled by one more list.
    elif key not in crawl.opened:
        called = known.news or candidate.news
        crawl.candidates[key] = replace(stronger(known, candidate), news=called)


def _as_first_published(crawl: Crawl, candidate: Candidate) -> Candidate:
    """The candidate with the month that its address keeps, where its author gave it a later date since."""
    shown = candidate.published
    when = first_published(candidate.url, shown, crawl.context) if shown else None
    return candidate if when == shown else replace(candidate, published=when, found=BY_ADDRESS)


def _with_no_day_ahead(crawl: Crawl, key: str, candidate: Candidate) -> Candidate:
    """The candidate; without the day ahead that a list shows beside a post that is known with its own."""
    known = crawl.earlier.history.by_address.get(key)
    if candidate.refused is not Refusal.FUTURE or known is None or not known.certain:
        return candidate
    return replace(candidate, published=None, refused=None, rule="")
