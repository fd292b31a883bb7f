"""A candidate and its own page held against each other: which date is true, and does it count at all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from opd_exporter.evidence import Candidate, Refusal
from opd_exporter.sources.article import Article
from opd_exporter.sources.context import Context
from opd_exporter.vocabulary import Source

AGREE = timedelta(hours=36)
"""Two dates this close are one: a day plus a zone's worth of confusion."""

EXACT = (Source.FEED, Source.REST)
"""Sources that name a date for each post; a list only prints some beside it."""


@dataclass(frozen=True)
class Opened:
    """What came of opening a candidate's page."""

    article: Article | None = None
    refused: Refusal | None = None
    """Set when the address led elsewhere or to nothing."""
    detail: str = ""


def is_today(when: datetime, context: Context) -> bool:
    """Whether a moment falls on the current day in the configured zone."""
    return when.astimezone(context.zone).date() == context.now.astimezone(context.zone).date()


def weigh(candidate: Candidate, opened: Opened, context: Context) -> Candidate:
    """The candidate with the date that holds, or refused with the reason.

    The rules (contract, settled cases): the article decides over a list; a feed or an interface is
    exact unless the article gives machines an older date; today's date needs a second witness.
    """
    if candidate.refused:
        return candidate
    if opened.refused:
        return candidate.refuse(opened.refused, opened.detail)
    article = opened.article
    if article is None:
        exact = candidate.source in EXACT and candidate.published is not None
        return candidate if exact else candidate.refuse(Refusal.UNCONFIRMED, opened.detail)
    if article.refused:
        return candidate.refuse(article.refused, article.detail)
    named = replace(candidate, title=candidate.title or article.title)
    if article.published is None:
        if named.published is None:
            return named.refuse(Refusal.NO_DATE)
        if named.source not in EXACT and is_today(named.published, context):
            return named.refuse(Refusal.CLOCK)
        return named
    own = replace(
        named, source=Source.ARTICLE, published=article.published, found=article.found, seen_on=article.url
    )
    if named.published is None:
        if is_today(article.published, context) and not article.sure:
            return own.refuse(Refusal.CLOCK)
        return own
    if abs(named.published - article.published) <= AGREE:
        return named
    if named.source in EXACT:
        return own if article.sure and article.published < named.published else named
    return own
