"""A candidate and its own page held against each other: which date is true, and does it count at all."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from opd_exporter.dates.order import NO_ORDER, Hand, Order, OrderSign, Shows, order_of
from opd_exporter.domain.candidate import MAX_QUOTE, Candidate, Doubt, Refusal
from opd_exporter.domain.vocabulary import EXACT, Source
from opd_exporter.judges.systems.records import system
from opd_exporter.posts.address_section import against
from opd_exporter.posts.article.model import AGREE, Article, Trust
from opd_exporter.posts.clock import could_be_clock
from opd_exporter.posts.context import Context
from opd_exporter.posts.news_words import says_only_news


@dataclass(frozen=True)
class Opened:
    """What came of opening a candidate's page."""

    article: Article | None = None
    refused: Refusal | None = None
    """Set when the address led elsewhere."""
    detail: str = ""


def reconcile(
    candidate: Candidate,
    opened: Opened,
    context: Context,
    others: Collection[datetime] = (),
    *,
    varied: bool = False,
) -> Candidate:
    """The candidate with the date that holds, refused, or with the doubt that stays. ``others`` are the dates that
    further sources gave for the same address; ``varied``: the source dates its other entries otherwise, so that no
    clock dates them all.

    The rules (contract, settled cases): the article decides over a list, unless its only date stands in a
    sentence; a feed or an interface is exact unless the article gives machines an older date, or prints one
    that nobody contradicts; a date that could be a clock's needs a second witness."""
    if candidate.refused:
        return candidate
    if opened.refused:
        return candidate.refuse(opened.refused, opened.detail)
    article = opened.article
    if article is None:
        return candidate.doubt(Doubt.UNOPENED, opened.detail)
    candidate = replace(candidate, dates=article.date.seen)
    if article.refused and not _only_tells_of_a_day_ahead(candidate, article):
        return _refused_by_its_page(candidate, article, article.refused)
    named = replace(candidate, title=candidate.title or article.title)
    if named.open is Doubt.ONE_MOMENT:
        dated = _against_one_moment(named, article, context)
    elif named.open is Doubt.EVENT:
        dated = _of_an_event(named, article, context)
    else:
        dated = _dated(replace(named, open=None), article, context, others, varied)
    # A page that settles the date does not settle what its address says, unless that promises a list, which it is not.
    said = against(named.url, title=named.title, dated=True, folder=context.scope.folder)
    refuted = said is not None and said.lists and article.published is not None
    alone = named.open if named.open is Doubt.ADDRESS_ALONE and not refuted else article.open
    return replace(dated, open=alone) if alone and not dated.refused else dated


def _only_tells_of_a_day_ahead(candidate: Candidate, article: Article) -> bool:
    """Whether all that speaks against a page is a day ahead in a sentence, that of what an invitation invites to, and its
    source tells when it was published."""
    in_sentence = article.refused is Refusal.FUTURE and article.date.trust is Trust.LOOSE
    return in_sentence and candidate.published is not None


def _refused_by_its_page(candidate: Candidate, article: Article, refusal: Refusal) -> Candidate:
    """The candidate, refused as its page is, where that says anything new."""
    # Another page opened than the list promised; "Kirim artikel" beside a day promises a form, and no article at all.
    if refusal is Refusal.UNCONFIRMED and not says_only_news(candidate.title):
        return candidate.doubt(Doubt.UNOPENED, article.detail)
    # Title and date outvoted what the address alone says (domain.md 3), and it says no more on the page.
    if candidate.open is Doubt.ADDRESS_ALONE and article.rule == "section":
        return candidate
    if refusal is Refusal.FUTURE and candidate.published is None:
        # Memory knows by that day that the post stood there long before it (``held``).
        candidate = replace(candidate, published=article.published)
    return candidate.refuse(refusal, article.detail, article.rule)


def by_its_list(candidate: Candidate, context: Context, *, varied: bool) -> Candidate:
    """An entry without a page of its own: its list's word stands, unless that may be a clock's and the list dates nothing
    else otherwise."""
    if candidate.published is None or varied or candidate.source in EXACT:
        return candidate
    return candidate.doubt(Doubt.CLOCK) if could_be_clock(candidate.published, context) else candidate


def _dated(
    named: Candidate, article: Article, context: Context, others: Collection[datetime], varied: bool
) -> Candidate:
    """The candidate with the date that holds of its source's and its page's."""
    told, listed = article.published, named.published
    if told is None:
        return _by_itself(named, context, others)
    clock = _may_be_clock(told, article, context)
    if listed is None:
        own = _by_its_page(named, article, told)
        return own.doubt(Doubt.CLOCK) if clock else own
    if _agree(listed, told):
        # Two witnesses, unless a clock dates page and list alike: not where the list's other rows have other days.
        sure = not clock or varied or named.source in EXACT
        # An age says no more than about when.
        if named.rounded > article.date.rounded and article.date.trust is not Trust.LOOSE and not clock:
            named = replace(named, published=told, found=article.date.found, rounded=article.date.rounded)
        return named if sure else named.doubt(Doubt.CLOCK)
    return named if clock else _of_two_dates(named, article, told, listed, context, others)


def _of_two_dates(
    named: Candidate,
    article: Article,
    told: datetime,
    listed: datetime,
    context: Context,
    others: Collection[datetime],
) -> Candidate:
    """The candidate with its page's date (``told``) or its source's (``listed``), where they differ."""
    own = _by_its_page(named, article, told)
    if article.date.trust is Trust.LOOSE:
        # A sentence tells no day of publishing; yet a sitemap's day is that of an edit, which it precedes.
        return own if named.source is Source.SITEMAP and told < listed else _by_itself(named, context, others)
    if _prints_what_is_listed(article, told, listed):
        return named
    if named.source in EXACT:
        return own if told < listed and not _stands(listed, article.date.trust, others, context) else named
    return own


def _agree(one: datetime, other: datetime) -> bool:
    return abs(one - other) <= AGREE


def _may_be_clock(told: datetime, article: Article, context: Context) -> bool:
    """Whether a page's date may be that of the request: not one that it gives to machines with its time of day."""
    return article.date.trust is not Trust.MACHINE and could_be_clock(told, context)


def _by_its_page(named: Candidate, article: Article, told: datetime) -> Candidate:
    return replace(
        named,
        source=Source.ARTICLE,
        published=told,
        found=article.date.found,
        rounded=article.date.rounded,
        seen_on=article.url,
    )


def _prints_what_is_listed(article: Article, told: datetime, listed: datetime) -> bool:
    """Whether people are shown the list's date in the article too, and only machines a later one: an edit's
    (domain.md, 37)."""
    return article.date.printed is not None and told > listed and _agree(listed, article.date.printed)


def _against_one_moment(named: Candidate, article: Article, context: Context) -> Candidate:
    """Where a source dates everything alike, only another date of the article's own says when it was published."""
    told = article.published
    if told is None or _may_be_clock(told, article, context):
        return named
    if named.published and _agree(named.published, told):
        return named
    return replace(_by_its_page(named, article, told), open=None)


def _of_an_event(named: Candidate, article: Article, context: Context) -> Candidate:
    """Where a list may date events, only what the article calls its day of publishing is one."""
    told = article.published
    if told is None:
        return named
    own = _by_its_page(named, article, told)
    if article.date.as_published and not _may_be_clock(told, article, context):
        return replace(own, open=None)
    return own if named.published is None else named


def _by_itself(named: Candidate, context: Context, others: Collection[datetime]) -> Candidate:
    """What holds when the article's page gives no date of its own. A list that dates the post earlier than a feed
    stands, unless the feed's system always writes the date of publishing."""
    if named.published is None:
        return named.refuse(Refusal.NO_DATE)
    if named.source not in EXACT:
        return named.doubt(Doubt.CLOCK) if could_be_clock(named.published, context) else named
    # A list beside a feed: feeds of many systems tell the last edit, lists show the day of publishing (domain.md 37).
    earlier = min(others, default=named.published)
    if named.published - earlier > AGREE and not system(context.cms).true_dates:
        return replace(named, source=Source.LISTING, published=earlier, found="tercetak di daftar")
    return named


def _stands(listed: datetime, trust: Trust, others: Collection[datetime], context: Context) -> bool:
    """Whether a feed's date stands against an older one that the article prints (not for machines): where its
    system always writes the date of publishing there, and where a second source says the same."""
    second = any(_agree(listed, other) for other in others)
    return trust is not Trust.MACHINE and (second or system(context.cms).true_dates)


def order_between(listed: Candidate, article: Article, context: Context) -> Order:
    """What two witnesses of one post show, whose days differ by nothing but the order of their fields, when only one of
    them writes days that read both ways. ``context`` is what the one that lists it was read by."""
    if listed.published is None or article.published is None:
        return NO_ORDER
    # "05/03/2026" in the list, "2026-05-03" in the article: the one that reads one way only tells how the other is meant.
    one, other = (when.astimezone(context.zone) for when in (listed.published, article.published))
    crossed = (one.year, one.month, one.day) == (other.year, other.day, other.month) and one.day != one.month
    if not crossed or context.order.has_two_readings == _reads_both_ways(article):
        return NO_ORDER
    for_machines = (
        article.date.trust is Trust.MACHINE if _reads_both_ways(article) else listed.source in EXACT
    )
    hand = Hand.MACHINE if for_machines else Hand.PRINTED
    order = context.order | article.order
    styles = order.styles_read_both_ways(hand)
    style = min(styles) if len(styles) == 1 else ""  # of several nobody knows which one it was
    read = order.month_first(hand, style)
    return Order(frozenset({OrderSign(hand, Shows.DAY if read else Shows.MONTH, style=style)}))


def _reads_both_ways(article: Article) -> bool:
    """Whether the article's date does, by what stands there; where that is not kept whole, whether any of its page."""
    quote = next((one.quote for one in article.date.seen if one.decides), "")
    whole = 0 < len(quote) < MAX_QUOTE
    return (order_of([quote], Hand.PRINTED) if whole else article.order).has_two_readings
