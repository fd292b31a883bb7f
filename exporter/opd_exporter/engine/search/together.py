"""What opened articles say of each other: a template that dates all of them alike, or by a clock, dates none; one that
dates an older article otherwise is no clock."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from opd_exporter.domain.candidate import ANOTHER_DAY_TELLS, Candidate, Doubt, Recall, Refusal
from opd_exporter.domain.vocabulary import EXACT, Source
from opd_exporter.engine.search.memory import hold
from opd_exporter.engine.search.state import Crawl
from opd_exporter.posts.address_parts import section_of
from opd_exporter.posts.article.model import AGREE, Article, Trust
from opd_exporter.posts.clock import MOMENT, built_together, could_be_clock
from opd_exporter.posts.foreign_runs import in_another_tongue
from opd_exporter.posts.history import IMPORTED, NEXT, name_of
from opd_exporter.posts.spam_runs import in_spam_company
from opd_exporter.text.address import normal

STILL = timedelta(days=1)
"""Since when a date must have been known to have stood still."""
FEW = 3
"""Rows of lists that must bear one moment before that is the one at which all were brought there: two may be of one
morning."""


def weigh_together(crawl: Crawl) -> None:
    """Settle what an older article shows to be no clock's, and leave open what the site's own articles contradict
    together; take that back when another article differs."""
    _settle_clocks(crawl)
    _settle_one_moment(crawl)
    _of_one_build(crawl)
    _against_their_list(crawl)
    _at_a_clocks_place(crawl)
    judge_spam_together(crawl)
    hold_what_came_back(crawl)


def hold_what_came_back(crawl: Crawl) -> None:
    """Where most of what is listed are known titles, each once known, that come back under other addresses with one newer
    day, or with two beside each other, they keep the days that were known (contract, settled cases), also where the old
    pages still answer. Yearly events are a few among others; what recurs is known more than once."""
    known = Counter(
        one.title for key, one in crawl.earlier.history.by_address.items() if key not in crawl.candidates
    )
    dated = {key: one for key, one in crawl.usable().items() if one.published}
    back: dict[date, list[tuple[str, str]]] = {}
    for key, one in dated.items():
        rival = crawl.earlier.history.elsewhere(one)
        if rival and one.published and not rival.undated and known[rival.title] == 1:
            day = crawl.context.day(one.published)
            back.setdefault(day, []).append((key, normal(rival.url)))
    for day, these in back.items():
        together = [*these, *back.get(day + NEXT, ())]  # an import may run past midnight
        if len(together) >= IMPORTED and 2 * len(together) >= len(dated):
            for key, there in together:
                crawl.returned.standing[there] = False
                hold(crawl, key)


def judge_spam_together(crawl: Crawl) -> None:
    """What is spam is so wherever it stands, and what stands among it is no evidence, so that what was before it is
    looked at."""
    _refuse_spam_elsewhere(crawl)
    _doubt_company_of_spam(crawl)


def _refuse_spam_elsewhere(crawl: Crawl) -> None:
    """A post that one page, now or at an earlier look, showed to be spam is none at its other addresses, such as those
    of lists that tell no page of it: one title with one day is one post. A title of another day is another post."""
    # By title and day, since its address is what differs; a name that may stand over many posts is none (``name_of``).
    spam = {
        (name_of(one.title), crawl.context.day(one.published)): one
        for one in (*crawl.earlier.judged.values(), *crawl.candidates.values())
        if one.refused is Refusal.SPAM and one.published and name_of(one.title)
    }
    for key, one in list(crawl.usable().items()) if spam else ():
        twin = spam.get((name_of(one.title), crawl.context.day(one.published))) if one.published else None
        if twin:
            crawl.candidates[key] = one.refuse(Refusal.SPAM, twin.detail, twin.rule)


def _doubt_company_of_spam(crawl: Crawl) -> None:
    trusted = {key for key, one in crawl.earlier.history.by_address.items() if not one.doubted}
    for keys in crawl.listed.values():
        entries = [(key, crawl.candidates[key]) for key in dict.fromkeys(keys)]
        for key, doubt in _among_strangers(entries, trusted):
            crawl.candidates[key] = crawl.candidates[key].doubt(doubt)
    # The flood goes on where the list does: what is remembered from there is as doubtful, and clears nothing up.
    further = [(normal(one.url), one) for one in crawl.glimpsed]
    doubts = dict(_among_strangers(further, trusted))
    crawl.glimpsed = tuple(one.doubt(doubts[key]) if key in doubts else one for key, one in further)


def _among_strangers(
    entries: Sequence[tuple[str, Candidate]], trusted: Collection[str]
) -> Iterator[tuple[str, Doubt]]:
    """Keys of what stands among posts of intruders in one list, with what that leaves open."""
    yield from ((key, Doubt.SPAM_COMPANY) for key in in_spam_company(entries, trusted))
    yield from ((key, Doubt.FOREIGN) for key in in_another_tongue(entries, trusted))


def _dated_by_themselves(crawl: Crawl) -> Iterator[tuple[str, Candidate, Article, datetime]]:
    """Opened candidates that only their own page dates."""
    for key, opened in crawl.opened.items():
        one = crawl.candidates[key]
        if opened.article and one.source is Source.ARTICLE and one.published and not one.refused:
            yield key, one, opened.article, one.published


def _dated_by_pages(crawl: Crawl) -> Iterator[tuple[str, Candidate]]:
    """Candidates that a list dates or their own page, now or at an earlier look (each opens a few); those left out that
    need not be asked again."""
    for key, one in crawl.usable().items():
        if one.source in (Source.LISTING, Source.ARTICLE) and key not in crawl.earlier.judged:
            yield key, one


def later_than_listed(crawl: Crawl) -> dict[str, tuple[datetime, datetime]]:
    """By key of an opened article that dates itself later than its list does: its own date, and the list's."""
    later = {}
    for key, opened in crawl.opened.items():
        told, listed = opened.article, crawl.dates.get(key, {}).get(crawl.origin.get(key, ""))
        if told is None or told.published is None or listed is None or told.date.rounded:
            continue
        if told.date.trust is not Trust.LOOSE and told.published - listed > AGREE:
            later[key] = told.published, listed
    return later


def _against_their_list(crawl: Crawl) -> None:
    """Where a list dates posts days apart, and their articles give one moment, that is when the articles were brought
    there: the list's days stand. A day without a time, which the articles print alike, leaves open who is right."""
    later = later_than_listed(crawl)
    for key, one, article, when in list(_dated_by_themselves(crawl)):
        if key not in later:
            continue
        listed = later[key][1]
        # Another article that bears this moment, though the list dates it days apart: two cannot both be right.
        together = any(
            abs(its - when) <= MOMENT and abs(other - listed) > AGREE
            for same, (its, other) in later.items()
            if same != key
        )
        if together and article.date.trust is Trust.MACHINE and crawl.context.has_time(when):
            by_list = replace(one, source=Source.LISTING, published=listed, found="tercetak di daftar")
            crawl.candidates[key] = replace(by_list, seen_on=crawl.origin[key])
        elif together:
            crawl.candidates[key] = one.doubt(Doubt.ONE_MOMENT)


def _of_one_build(crawl: Crawl) -> None:
    """Doubt what was brought there together, and take that back when another article differs."""
    if doubt_one_build(crawl):
        return
    for key in _alike(crawl):
        one = crawl.candidates[key]
        # What a list leaves open since it dates all alike stays so: its pages say nothing else.
        if key in crawl.built or one.source is Source.ARTICLE:
            crawl.candidates[key] = replace(one, open=None)


def doubt_one_build(crawl: Crawl) -> bool:
    """Whether all that lists and opened articles date bears one moment: that is when the articles were brought there
    (contract, settled cases), and leaves all of them open."""
    alike = _alike(crawl)
    if not _bear_one_moment(crawl, alike):
        return False
    for key in alike:
        one = crawl.candidates[key]
        crawl.built |= {key} if one.open is None else set()
        crawl.candidates[key] = one.doubt(Doubt.ONE_MOMENT)
    return True


def _alike(crawl: Crawl) -> dict[str, datetime]:
    """The dates by key that may be those of one moment."""
    return {
        key: one.published
        for key, one in _dated_by_pages(crawl)
        if one.published
        and one.open in (None, Doubt.ONE_MOMENT)
        and not one.rounded  # ages give many one day
    }


def _bear_one_moment(crawl: Crawl, alike: Mapping[str, datetime]) -> bool:
    """Whether these dates, by key, are of one moment, and nothing else on the site bears another day."""
    day, usable = crawl.context.day, crawl.usable()
    # What earlier looks found so stands for the lists that this one does not come to, and a feed for what it leaves out.
    fed = {key: one for key, one in usable.items() if one.source in EXACT}
    left = {
        key: one.published
        for key, one in {**crawl.earlier.judged, **fed}.items()
        if one.open is Doubt.ONE_MOMENT and one.published
    }
    moments = (*alike.values(), *left.values())
    # Two that nobody opened are two rows of a day; two articles tell their moments to machines.
    if len(moments) < FEW and not all(crawl.candidates[key].source is Source.ARTICLE for key in alike):
        return False
    days = {day(when) for when in moments}
    others = (*usable.values(), *(one for one in crawl.earlier.judged.values() if one.counts))
    if any(one.published and day(one.published) not in days for one in others):
        return False
    return built_together(moments, len(usable.keys() | left.keys()), crawl.context)


_Place = tuple[str, str]
"""Where a site's templates date: each section may have one of its own, and tells at the same place what another does."""


def _place(one: Candidate, found: str) -> _Place:
    return section_of(one.url), found


def _settle_clocks(crawl: Crawl) -> None:
    """A date that may be a clock's is none when an older article of the template prints an older day of its own."""
    told = {
        key: (opened.article, _place(crawl.candidates[key], opened.article.date.found))
        for key, opened in crawl.opened.items()
        if opened.article and opened.article.published
    }
    # Where an older article prints a day of its own, that place of the template is no clock.
    older = {
        place
        for article, place in told.values()
        if article.published and not article.refused and not could_be_clock(article.published, crawl.context)
    }
    for key, (_, place) in told.items():
        one, known = crawl.candidates[key], crawl.earlier.history.by_address.get(key)
        # What memory holds against a date is no other article's to settle.
        if one.recalled in ANOTHER_DAY_TELLS or (known and known.clock):
            continue
        if one.open is Doubt.CLOCK and one.published and place in older:
            crawl.candidates[key] = replace(one, open=None, detail="")


def _settle_one_moment(crawl: Crawl) -> None:
    """A day that a source gives all alike is the post's where its own page prints it too and, at the same place, each
    other that was opened prints another: their template keeps a day of each, and the others were not brought there with
    it."""
    day = crawl.context.day
    told = {
        key: (_place(crawl.candidates[key], opened.article.date.found), opened.article.published)
        for key, opened in crawl.opened.items()
        if opened.article and opened.article.published and not opened.article.refused
        if opened.article.date.trust is not Trust.LOOSE
    }
    for key, (place, when) in told.items():
        one = crawl.candidates[key]
        if one.open is not Doubt.ONE_MOMENT or not one.published or abs(one.published - when) > AGREE:
            continue
        others = {day(its) for other, (at, its) in told.items() if other != key and at == place}
        if others and day(when) not in others:
            crawl.candidates[key] = replace(one, open=None, detail="")


def _at_a_clocks_place(crawl: Crawl) -> None:
    """Where known articles' dates went on with the days, another article's date of the same place in the template is a
    clock's too; unless some date of that place stood still."""
    context = crawl.context
    moving = {
        _place(crawl.candidates[key], opened.article.date.found)
        for key, opened in crawl.opened.items()
        if opened.article and crawl.candidates[key].recalled is Recall.MOVED
    }
    # A place at which any date stood still for a day is an article's own.
    for key, one in crawl.candidates.items() if moving else ():
        known = crawl.earlier.history.by_address.get(key)
        if known and one.published and not known.clock and context.now - known.seen >= STILL:
            same = context.day(one.published) == context.day(known.published)
            moving -= {_place(one, one.found)} if same else set()
    for key, one, article, _ in list(_dated_by_themselves(crawl)):
        if _place(one, article.date.found) in moving and one.found == article.date.found:
            crawl.candidates[key] = one.doubt(Doubt.CLOCK)
