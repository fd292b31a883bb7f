"""The outcome of a search: what is accepted, what stays open, and where to look next time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from opd_exporter.dates.order import remembered
from opd_exporter.domain.candidate import Candidate, Doubt, Question, Refusal
from opd_exporter.domain.spam import SpamSign
from opd_exporter.domain.vocabulary import Source
from opd_exporter.engine.search.confirm import undated_above
from opd_exporter.engine.search.state import SETTLES, Answered, Crawl
from opd_exporter.posts.article.model import PROSE
from opd_exporter.posts.discovery import Leads
from opd_exporter.posts.history import without_imports
from opd_exporter.posts.inner_hosts import remedy
from opd_exporter.posts.lone_samples import Dated, lone_samples
from opd_exporter.posts.news_words import list_named_for_news, newslike
from opd_exporter.posts.reconcile import EXACT
from opd_exporter.posts.sample_wording import like_a_sample, like_an_own
from opd_exporter.posts.spam_runs import in_spam_company
from opd_exporter.store.limits import MAX_EVIDENCE, MAX_QUESTIONS
from opd_exporter.store.record import Learned
from opd_exporter.text.address import normal

SETTLED_FOR = timedelta(days=7)
"""How long a source that was read, or is not there, stays settled (contract, State)."""

MIN_CARRIERS = 2
"""Articles that carry gambling from which on it may be the template of all."""

_DOUBTS = {
    Answered.REFUSED: Doubt.REFUSED,
    Answered.BROKEN: Doubt.BROKEN,
    Answered.SHELL: Doubt.SHELL,
}


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
        """Nothing was found and something was not read: a search that says nothing."""
        return not self.posts and any(one.doubt in (Doubt.BROKEN, Doubt.REFUSED) for one in self.questions)


def settle(crawl: Crawl, learned: Learned, leads: Leads | None) -> Findings:
    """What the crawl amounts to. ``leads`` are the places that the site names, None for a search that asked only where
    posts were found last time."""
    _leave_the_sites_spam_open(crawl)
    _let_memory_decide(crawl)
    posts = _accepted(crawl)
    questions = [*_open_sources(crawl, learned, leads), *_open_entries(crawl, posts)]
    questions.sort(key=lambda one: (one.until is not None, -(one.until or crawl.context.now).timestamp()))
    return Findings(
        posts=posts,
        evidence=tuple(sorted(_told(crawl, _read_all_news(crawl, leads)), key=_rank)[:MAX_EVIDENCE]),
        questions=tuple(questions[:MAX_QUESTIONS]),
        glimpsed=crawl.glimpsed,
        touched=frozenset({*map(normal, crawl.asked), *crawl.candidates}),
        whole=leads is not None,
        steps=tuple(crawl.steps),
        learned=replace(
            learned,
            settled=_settled(crawl, learned, leads),
            order=remembered(learned.order, crawl.date_order, crawl.context.now),
        ),
        spam_read=crawl.spam_read,
    )


def _let_memory_decide(crawl: Crawl) -> None:
    """Dates of what was not opened, too, yield to what is known; entries in the company of spam and of imports are no
    evidence."""
    for key in crawl.usable():
        if key not in crawl.opened:
            crawl.hold(key)
    crawl.candidates = without_imports(crawl.candidates, crawl.moved, crawl.context, crawl.rolling)
    trusted = {key for key, one in crawl.history.by_address.items() if not one.doubted}
    for keys in crawl.order.values():
        entries = [(key, crawl.candidates[key]) for key in dict.fromkeys(keys)]
        for key in in_spam_company(entries, trusted):
            crawl.candidates[key] = crawl.candidates[key].doubt(Doubt.SPAM_COMPANY)
    _doubt_lone_samples(crawl)


def _doubt_lone_samples(crawl: Crawl) -> None:
    """What looks as if it came with the system is not settled while nothing stands before it."""
    zone = crawl.context.zone
    entries = {
        key: Dated(one.published.astimezone(zone).date(), *_written(key, one, crawl))
        for key, one in crawl.usable().items()
        if one.published
    }
    before = [
        one.published
        for key, one in crawl.history.by_address.items()
        if key not in crawl.candidates and not one.undated
    ]
    lone = lone_samples(entries, [when.astimezone(zone).date() for when in before])
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
    if key in crawl.judged:
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
    known = {key for key, one in crawl.history.by_address.items() if not (one.doubted or one.clock)}
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
        behind = best is not None and best.published is not None and one.published <= best.published
        trusted = one.source in (*EXACT, Source.LISTING) and behind
        if key in crawl.opened or (trusted and one.seen_on not in crawl.lying):
            dated.append((one.published, one))
    return tuple(one for _, one in sorted(dated, key=lambda pair: pair[0], reverse=True))


def _open_sources(crawl: Crawl, learned: Learned, leads: Leads | None) -> Iterable[Question]:
    """Places that the site names and that were not read."""
    places = {one.seen_on for one in crawl.candidates.values() if one.source in EXACT}
    if leads:  # what a list refused first is the list's, though the feed holds it too
        places.update(url for url in (*leads.feeds, *leads.guesses, *leads.rest) if crawl.order.get(url))
    # A feed or interface that was read and holds what the lists show tells of all there is.
    exact = any(crawl.asked.get(place) in (Answered.READ, Answered.UNCHANGED) for place in places)
    named = named_places(leads, exact=exact) if leads else tuple(crawl.asked)
    lists = set(leads.news if leads else ())
    read_lists = [url for url in crawl.lists_read if url in lists or not leads]
    for url in named:
        came = crawl.asked.get(url)
        if came in SETTLES or (
            came is None and normal(url) in learned.settled and _recent(learned, url, crawl)
        ):
            continue
        if leads and url not in lists and (exact or _lists_are_read(read_lists, leads, crawl, learned)):
            continue  # what a feed would tell stands in the lists, or in another interface
        yield Question(
            _DOUBTS.get(came, Doubt.UNREAD) if came else Doubt.UNREAD, url, None, crawl.details.get(url, "")
        )
    # Links to localhost or to an inner host: nobody can read that, so nobody can say that there is nothing.
    rows = any(one.open is Doubt.UNREACHABLE and one.published for one in crawl.candidates.values())
    if leads and not (exact or read_lists or rows):
        yield from (Question(Doubt.UNREACHABLE, url, None, remedy(url)) for url in leads.unreachable)


def named_places(leads: Leads, *, exact: bool) -> tuple[str, ...]:
    """Places that must have been read before there are said to be no newer posts: what the site names for feeds and
    news; with an exact source the first list beside it is enough."""
    lists = leads.news[:1] if exact else leads.news
    return tuple(dict.fromkeys([*leads.feeds[:2], *leads.rest[:1], *lists]))


def _lists_are_read(read: Collection[str], leads: Leads, crawl: Crawl, learned: Learned) -> bool:
    dated = any(
        one.published and one.source in (Source.LISTING, Source.ARTICLE) for one in crawl.usable().values()
    )
    # A page that lists all posts says when the newest was only by its dates, or by listing none.
    empty = all(one.refused not in (None, Refusal.NO_DATE) for one in crawl.candidates.values())
    whole = leads.lists_all and (dated or empty)
    return ((bool(read) and dated) or whole) and all(
        crawl.asked.get(url) in SETTLES or _recent(learned, url, crawl) for url in leads.news
    )


def _recent(learned: Learned, url: str, crawl: Crawl) -> bool:
    since = learned.settled.get(normal(url))
    return since is not None and crawl.context.now - since < SETTLED_FOR


def _settled(crawl: Crawl, learned: Learned, leads: Leads | None) -> Mapping[str, datetime]:
    """When each source was last read or found to be none, within the time that this holds for; of a site that names
    other places at each look, those that it names now."""
    now = crawl.context.now
    named = (
        {normal(url) for url in (*leads.feeds, *leads.rest, *leads.lists, *leads.others)}
        if leads
        else learned.settled.keys()
    )
    kept = {key: at for key, at in learned.settled.items() if key in named and now - at < SETTLED_FOR}
    for url, came in crawl.asked.items():
        kept.pop(normal(url), None)
        if came in SETTLES:
            kept[normal(url)] = now
    return kept


def _open_entries(crawl: Crawl, posts: Collection[Candidate]) -> Iterable[Question]:
    """Entries behind which a newer post may stand: doubted, not opened, or undated above the dated ones."""
    newest = max((one.published for one in posts if one.published), default=None)
    fine = crawl.usable()
    # A list shows its newest first: what has no day and stands above a dated entry may be newer than it.
    above: set[str] = set()
    for keys in crawl.order.values():
        usable = [key for key in dict.fromkeys(keys) if key in fine]
        if all(fine[key].published is None for key in usable):
            above.update(usable)
        else:
            above.update(undated_above(usable, fine))
    accepted = {normal(one.url) for one in posts}
    lists = {normal(url) for url in crawl.lists_read if crawl.order.get(url)}
    for key, one in _told_apart(crawl, fine):
        if key in accepted or (one.published is None and key in lists):
            continue
        if one.published is None:
            if (one.open or key in above or one.refused) and _called_news(key, one, crawl):
                yield Question(one.open or Doubt.UNDATED, one.url, None, one.detail)
        elif newest is None or one.published > newest:
            yield Question(one.open or Doubt.UNREAD, one.url, one.published, one.detail)


def _told_apart(crawl: Crawl, fine: Mapping[str, Candidate]) -> Iterable[tuple[str, Candidate]]:
    """Candidates that are no refused ones, and those whose own page gave no date."""
    undated = {key: one for key, one in crawl.candidates.items() if one.refused is Refusal.NO_DATE}
    return [*fine.items(), *undated.items()]


def _called_news(key: str, candidate: Candidate, crawl: Crawl) -> bool:
    """Whether this may be an own post. A page that nothing calls news and that prints no date is just a page."""
    places = [candidate.url, *(place for place, keys in crawl.order.items() if key in keys)]
    return candidate.source in EXACT or any(
        newslike("", place) > 0 or list_named_for_news(place) for place in places
    )


def _rank(candidate: Candidate) -> tuple[bool, float]:
    return candidate.refused is not None, -candidate.published.timestamp() if candidate.published else 0.0


def what_worked(crawl: Crawl, learned: Learned, front_url: str, lists: Collection[str]) -> Learned:
    """Where to look next time: of the sources read, those that list the newest post; without one, all of them.
    A feed that has fallen behind its site is no such source."""
    newest = crawl.newest()
    if newest is None:
        return learned
    key = normal(newest.url)
    places = {place for place, keys in crawl.order.items() if key in keys}
    listing = next((place for place in crawl.order if place in places and place in lists), "")
    return replace(
        learned,
        feed=learned.feed if learned.feed in places else "",
        rest=learned.rest if learned.rest in places else "",
        listing=listing or (front_url if front_url in places else ""),
    )
