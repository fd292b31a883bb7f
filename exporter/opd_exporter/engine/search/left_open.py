"""What a search leaves open: places that were not read, and entries behind which a newer post may stand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime, timedelta

from opd_exporter.domain.candidate import Candidate, Doubt, Question, Recall, Refusal
from opd_exporter.domain.vocabulary import EXACT, Source
from opd_exporter.engine.search.answered import SETTLES, Answered
from opd_exporter.engine.search.state import Crawl
from opd_exporter.engine.search.to_open import undated_above
from opd_exporter.posts.history import SLACK, name_of
from opd_exporter.posts.inner_hosts import remedy
from opd_exporter.posts.leads import Leads
from opd_exporter.posts.news_words import list_named_for_news, newslike
from opd_exporter.store.limits import MAX_QUESTIONS
from opd_exporter.store.record import Learned
from opd_exporter.text.address import normal

SETTLED_FOR = timedelta(days=7)
"""How long a source that was read, or is not there, stays settled (contract, State)."""

_DOUBTS = {
    Answered.REFUSED: Doubt.REFUSED,
    Answered.BROKEN: Doubt.BROKEN,
    Answered.SHELL: Doubt.SHELL,
}


def left_open(
    crawl: Crawl, posts: Collection[Candidate], learned: Learned, leads: Leads | None
) -> tuple[Question, ...]:
    """The questions that stay, those first whose answer could be the newest. ``posts`` are what was accepted; ``leads``
    the places that the site names, None for a search that asked only where posts were found last time."""
    places = _open_leads(crawl, learned, leads) if leads else _open_asked(crawl, learned)
    questions = [*places, *_open_entries(crawl, posts)]
    questions.sort(key=lambda one: (one.until is not None, -(one.until or crawl.context.now).timestamp()))
    return tuple(questions[:MAX_QUESTIONS])


def named_places(leads: Leads, *, exact: bool) -> tuple[str, ...]:
    """Places that must have been read before there are said to be no newer posts: what the site names for feeds and
    news, or has its scripts ask for where it names no news; with an exact source the first list beside it is enough."""
    lists = leads.news[:1] if exact else leads.news or leads.asked or leads.waiting
    return tuple(dict.fromkeys([*leads.feeds[:2], *leads.rest[:1], *lists]))


def when_settled(crawl: Crawl, learned: Learned, leads: Leads | None) -> Mapping[str, datetime]:
    """When each source was last read or found to be none, within the time that this holds for; of a site that names
    other places at each look, those that it names now."""
    now = crawl.context.now
    named = (
        {
            normal(url)
            for url in (
                *(*leads.feeds, *leads.guesses, *leads.rest),
                *(*leads.lists, *leads.others, *learned.older),
            )
        }
        if leads
        else learned.settled.keys()
    )
    kept = {key: at for key, at in learned.settled.items() if key in named and now - at < SETTLED_FOR}
    for url, came in crawl.asked.items():
        # This look's word replaces an earlier one's, also where it settles nothing.
        kept.pop(normal(url), None)
        guessed = leads is not None and url in leads.guesses  # there is a feed: it is asked again
        if came in SETTLES and not (guessed and came is Answered.READ):
            kept[normal(url)] = now
    return kept


# -- places ------------------------------------------------------------------------------------------------


def _open_asked(crawl: Crawl, learned: Learned) -> list[Question]:
    """Of the sources that decided last time, those that could not be read now."""
    return [_unread(url, crawl) for url in crawl.asked if not _is_settled(url, crawl, learned)]


def _open_leads(crawl: Crawl, learned: Learned, leads: Leads) -> Iterator[Question]:
    """Places that the site names and that were not read."""
    exact = _exact_source_was_read(crawl, leads)
    read = crawl.lists_read.intersection(leads.news)
    # What a feed or an interface would tell stands in the lists, or in another interface; a list stands for itself.
    told = exact or _lists_tell_all(read, leads, crawl, learned)
    for url in named_places(leads, exact=exact):
        if not _is_settled(url, crawl, learned) and not (told and url not in leads.news):
            yield _unread(url, crawl)
    # Links to localhost or to an inner host: nobody can read that, so nobody can say that there is nothing.
    if not exact and not read and not _dates_beside_inner_links(crawl):
        yield from (Question(Doubt.UNREACHABLE, url, None, remedy(url)) for url in leads.unreachable)


def _exact_source_was_read(crawl: Crawl, leads: Leads) -> bool:
    """Whether a feed or interface was read that holds something: it tells of all there is."""
    holding = {one.seen_on for one in crawl.candidates.values() if one.source in EXACT}
    # An entry that a list refused first is filed under the list, though the feed holds it too.
    holding.update(url for url in (*leads.feeds, *leads.guesses, *leads.rest) if crawl.listed.get(url))
    return any(crawl.asked.get(place) in (Answered.READ, Answered.UNCHANGED) for place in holding)


def _lists_tell_all(read: Collection[str], leads: Leads, crawl: Crawl, learned: Learned) -> bool:
    """Whether the lists of news tell when the newest post was: all are settled, and they show dates. ``read`` are those
    read at this look."""
    dated = any(
        one.published and one.source in (Source.LISTING, Source.ARTICLE) for one in crawl.usable().values()
    )
    # A page that lists all posts says when the newest was only by its dates, or by listing none.
    empty = all(one.refused not in (None, Refusal.NO_DATE) for one in crawl.candidates.values())
    whole = leads.lists_all and (dated or empty)
    return ((bool(read) and dated) or whole) and all(
        crawl.asked.get(url) in SETTLES or _settled_lately(learned, url, crawl) for url in leads.news
    )


def _dates_beside_inner_links(crawl: Crawl) -> bool:
    """Whether a list shows the dates of what nobody outside can open: those entries are questions of their own."""
    return any(one.open is Doubt.UNREACHABLE and one.published for one in crawl.candidates.values())


def _is_settled(url: str, crawl: Crawl, learned: Learned) -> bool:
    """By this look's own answer where it asked, else by an earlier one's. An article that a list shows is no place."""
    came = crawl.asked.get(url)
    if came is None:
        return _settled_lately(learned, url, crawl) or crawl.is_an_entry(url)
    return came in SETTLES


def _settled_lately(learned: Learned, url: str, crawl: Crawl) -> bool:
    since = learned.settled.get(normal(url))
    return since is not None and crawl.context.now - since < SETTLED_FOR


def _unread(url: str, crawl: Crawl) -> Question:
    came = crawl.asked.get(url)
    doubt = _DOUBTS.get(came, Doubt.UNREAD) if came else Doubt.UNREAD
    return Question(doubt, url, crawl.no_newer.get(url), crawl.details.get(url, ""))


# -- entries -----------------------------------------------------------------------------------------------


def _open_entries(crawl: Crawl, posts: Collection[Candidate]) -> Iterable[Question]:
    """Entries behind which a newer post may stand: doubted, not opened, or undated above the dated ones."""
    newest = max((one.published for one in posts if one.published), default=None)
    accepted = {normal(one.url) for one in posts}
    # A list is asked as a source; as an entry of another page it has no date of its own.
    lists = {normal(url) for url in crawl.lists_read if crawl.listed.get(url)}
    above = _above_the_dated(crawl)
    entries = _not_refused_for_what_it_is(crawl)
    for key, one in entries.items():
        if key in accepted:
            continue
        if one.published is not None:
            if newest is None or one.published > newest:
                yield Question(one.open or Doubt.UNREAD, one.url, one.published, one.detail)
        elif key not in lists and (one.open or one.refused or key in above) and _called_news(key, one, crawl):
            yield Question(one.open or Doubt.UNDATED, one.url, _seen_by(key, one, crawl), one.detail)


def _seen_by(key: str, candidate: Candidate, crawl: Crawl) -> datetime | None:
    """The latest that a post can be whose page was read and shows a clock: nothing is published after it was seen. None:
    as new as now."""
    known = crawl.earlier.history.by_address.get(key)
    same = (
        known is not None and candidate.recalled is Recall.MOVED and name_of(candidate.title) in known.names
    )
    return known.seen + SLACK if known and same else None


def _above_the_dated(crawl: Crawl) -> set[str]:
    """Keys of entries without a date that may be newer than the dated ones: a list shows its newest first, and a sitemap
    has no order at all."""
    fine = crawl.usable()
    mapped = (key for key, one in fine.items() if one.source is Source.SITEMAP and one.published is None)
    above = {key for key in mapped if key not in crawl.opened}
    for keys in crawl.listed.values():
        usable = [key for key in dict.fromkeys(keys) if key in fine]
        if all(fine[key].published is None for key in usable):
            above.update(usable)
        else:
            above.update(undated_above(usable, fine))
    return above


def _not_refused_for_what_it_is(crawl: Crawl) -> dict[str, Candidate]:
    """What nothing was said against, and what was refused only since its own page gave no date."""
    undated = {key: one for key, one in crawl.candidates.items() if one.refused is Refusal.NO_DATE}
    return crawl.usable() | undated


def _called_news(key: str, candidate: Candidate, crawl: Crawl) -> bool:
    """Whether this may be an own post. A page that nothing calls news and that prints no date is just a page."""
    places = [candidate.url, *(place for place, keys in crawl.listed.items() if key in keys)]
    return candidate.source in EXACT or any(
        newslike("", place) > 0 or list_named_for_news(place) for place in places
    )
