"""The outcome of a search: what is accepted, and where to look next time."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from opd_exporter.dates.order import remembered
from opd_exporter.domain.candidate import Candidate, Doubt, Question, Refusal
from opd_exporter.domain.spam import SpamSign
from opd_exporter.domain.vocabulary import EXACT, Source
from opd_exporter.engine.search.left_open import left_open, when_settled
from opd_exporter.engine.search.memory import hold, let_stand_beside
from opd_exporter.engine.search.state import Crawl
from opd_exporter.engine.search.together import doubt_one_build, judge_spam_together, weigh_together
from opd_exporter.posts.article.model import PROSE
from opd_exporter.posts.built_pages import without_built_days
from opd_exporter.posts.held import held
from opd_exporter.posts.imports import without_imports
from opd_exporter.posts.leads import Leads
from opd_exporter.posts.lone_samples import Dated, lone_samples
from opd_exporter.posts.put_up_again import recurs
from opd_exporter.posts.rolling import without_rolling
from opd_exporter.posts.sample_wording import like_a_sample, like_an_own
from opd_exporter.store.limits import MAX_EVIDENCE
from opd_exporter.store.record import Learned
from opd_exporter.text.address import normal

MIN_CARRIERS = 2
"""Articles that carry gambling from which on it may be the template of all: one may have been written so."""


@dataclass(frozen=True)
class Findings:
    """The outcome of a search for posts."""

    posts: tuple[Candidate, ...] = ()
    """Accepted, newest first."""
    evidence: tuple[Candidate, ...] = ()
    questions: tuple[Question, ...] = ()
    """What this search leaves open."""
    glimpsed: tuple[Candidate, ...] = ()
    """Entries of lists under other names, for memory alone."""
    touched: frozenset[str] = frozenset()
    """Addresses of sources and keys of articles that it asked for: its word on them replaces an earlier one's."""
    whole: bool = True
    """It looked through everything, so that earlier questions about what it did not ask for are void."""
    steps: tuple[str, ...] = ()
    learned: Learned = field(default_factory=Learned)
    spam_read: Mapping[str, tuple[SpamSign, ...]] = field(default_factory=dict)
    """By address: what sells gambling on each page that was read for it."""

    @property
    def failed(self) -> bool:
        """Nothing was found and something was not read that may be as new as now: a search that says nothing."""
        unread = (one for one in self.questions if one.doubt in (Doubt.BROKEN, Doubt.REFUSED))
        return not self.posts and any(one.until is None for one in unread)


def outcome_of(crawl: Crawl, learned: Learned, leads: Leads | None) -> Findings:
    """What the crawl amounts to. ``leads`` are the places that the site names, None for a search that asked only where
    posts were found last time."""
    _leave_the_sites_spam_open(crawl)
    _let_memory_decide(crawl)
    posts = _accepted(crawl)
    return Findings(
        posts=posts,
        evidence=tuple(sorted(_told(crawl, _read_all_news(crawl, leads)), key=_rank)[:MAX_EVIDENCE]),
        questions=left_open(crawl, posts, learned, leads),
        glimpsed=tuple(held(one, crawl.earlier.history, crawl.context) for one in crawl.glimpsed),
        touched=frozenset({*map(normal, crawl.asked), *crawl.candidates}),
        whole=leads is not None,
        steps=tuple(crawl.steps),
        learned=replace(
            learned,
            settled=when_settled(crawl, learned, leads),
            order=remembered(learned.order, crawl.date_order, crawl.context.now),
        ),
        spam_read=crawl.spam_read,
    )


def _let_memory_decide(crawl: Crawl) -> None:
    """Dates of what was not opened, too, yield to what is known; entries in the company of spam and of imports are no
    evidence."""
    # The order is a rule. What returned is told before imports are, which are known by it; days that roll are taken away
    # before imports are looked for, or each would be one's; samples come last, since they ask what is usable yet.
    let_stand_beside(crawl)
    weigh_together(crawl)  # what was read since the last article was opened, too
    for key in crawl.usable():
        if key not in crawl.opened:
            hold(crawl, key)
    crawl.candidates = without_built_days(
        crawl.candidates, _printed(crawl), crawl.earlier.history, crawl.context
    )
    doubt_one_build(crawl)  # what memory dates bears the moment, too
    crawl.candidates = without_rolling(
        crawl.candidates, crawl.returned.moved, crawl.earlier.history, crawl.context
    )
    accepted = {key for key, one in crawl.earlier.judged.items() if one.counts}
    crawl.candidates = without_imports(
        crawl.candidates,
        crawl.returned.moved,
        crawl.earlier.history,
        crawl.context,
        rolling=crawl.returned.rolling,
        accepted=accepted,
    )
    judge_spam_together(crawl)
    _let_recurring_titles_stand(crawl)
    _doubt_lone_samples(crawl)


def _printed(crawl: Crawl) -> dict[str, datetime]:
    """The dates of the pages that were opened, by key."""
    articles = {
        key: one.article for key, one in crawl.opened.items() if one.article and not one.article.refused
    }
    return {key: article.published for key, article in articles.items() if article.published}


def _let_recurring_titles_stand(crawl: Crawl) -> None:
    """What was taken for an old post put up again is another one, where that is back."""
    for key, one in crawl.usable().items():
        if one.open is Doubt.PUT_UP_AGAIN and recurs(key, crawl.candidates):
            crawl.candidates[key] = replace(one, open=None, detail="")


def _doubt_lone_samples(crawl: Crawl) -> None:
    """What looks as if it came with the system is not settled while nothing stands before it."""
    context = crawl.context
    entries = {
        key: Dated(context.day(one.published), *_written(key, one, crawl))
        for key, one in crawl.usable().items()
        if one.published
    }
    before = [
        one.published
        for key, one in crawl.earlier.history.by_address.items()
        if key not in crawl.candidates and not one.undated
    ]
    lone = lone_samples(entries, [context.day(when) for when in before])
    for key in entries:
        one = crawl.candidates[key]
        if key in lone:
            crawl.candidates[key] = replace(one, open=Doubt.LONE_SAMPLE, detail=lone[key])
        elif one.open is Doubt.LONE_SAMPLE:
            crawl.candidates[key] = replace(one, open=None, detail="")


def _written(key: str, candidate: Candidate, crawl: Crawl) -> tuple[str, bool]:
    """Why an entry looks like a sample, and whether it looks like one that somebody here wrote: by its own page, else
    by what its source says; of one judged before, what was said then."""
    if candidate.open is Doubt.LONE_SAMPLE:
        return candidate.detail, False
    if key in crawl.earlier.judged:
        return "", True
    article = crawl.opened[key].article if key in crawl.opened else None
    if article:
        return article.sample, not article.sample
    context = crawl.context
    hosts = [host for host, _ in context.scope.places]
    if len(candidate.summary) < PROSE:
        return "", like_an_own(candidate.title, hosts)
    sample = like_a_sample(candidate.title, candidate.url, candidate.summary, system=context.cms, hosts=hosts)
    return sample, not sample


def _leave_the_sites_spam_open(crawl: Crawl) -> None:
    """Where every article that was opened carries gambling, an intruder may have written it into the template of all
    articles: that refuses none of them for good."""
    articles = {key: one.article for key, one in crawl.opened.items() if one.article}
    carriers = [
        key
        for key, article in articles.items()
        if article.refused is Refusal.SPAM
        and article.detail
        and crawl.candidates[key].refused is Refusal.SPAM
    ]
    if len(carriers) < MIN_CARRIERS or len(carriers) < len(articles):
        return
    for key in carriers:
        undecided = replace(crawl.candidates[key], refused=None, rule="")
        crawl.candidates[key] = replace(undecided, open=Doubt.SPAM_AROUND)


def _read_all_news(crawl: Crawl, leads: Leads | None) -> bool:
    """Whether every list was read that may call an entry news."""
    return leads is not None and crawl.lists_read.issuperset(leads.news)


def _told(crawl: Crawl, all_read: bool) -> list[Candidate]:
    """All candidates as people are shown them. A post known before is not taken back for what nothing calls it now, while
    a list that may do so was left unread."""
    fine = crawl.usable()
    known = {key for key, one in crawl.earlier.history.by_address.items() if not (one.doubted or one.clock)}
    stays = fine.keys() if all_read else fine.keys() | known
    return [
        one if key in stays else one.refuse(Refusal.NOT_A_POST, "tidak disebut berita")
        for key, one in crawl.candidates.items()
    ]


def _accepted(crawl: Crawl) -> tuple[Candidate, ...]:
    """Opened and confirmed candidates, and unopened ones of sources that nothing contradicted: of a list only what
    is no newer than the newest confirmed one."""
    best = crawl.newest()
    dated: list[tuple[datetime, Candidate]] = []
    for key, one in crawl.usable().items():
        if one.published is None or not one.counts:
            continue
        # What is newer than the newest one that was confirmed waits until its own page is opened.
        behind = best is not None and best.published is not None and one.published <= best.published
        trusted = one.source in (*EXACT, Source.LISTING) and behind
        if key in crawl.opened or (trusted and one.seen_on not in crawl.lying):
            dated.append((one.published, one))
    return tuple(one for _, one in sorted(dated, key=lambda pair: pair[0], reverse=True))


def _rank(candidate: Candidate) -> tuple[bool, float]:
    return candidate.refused is not None, -candidate.published.timestamp() if candidate.published else 0.0


def what_worked(crawl: Crawl, learned: Learned, front_url: str, lists: Collection[str]) -> Learned:
    """Where to look next time: of the sources read, those that list the newest post; without one, all of them.
    A feed that has fallen behind its site is no such source."""
    newest = crawl.newest()
    if newest is None:
        return learned
    key = normal(newest.url)
    places = {place for place, keys in crawl.listed.items() if key in keys}
    listing = next((place for place in crawl.listed if place in places and place in lists), "")
    return replace(
        learned,
        feed=learned.feed if learned.feed in places else "",
        rest=learned.rest if learned.rest in places else "",
        listing=listing or (front_url if front_url in places else ""),
    )
