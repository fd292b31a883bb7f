"""Opening articles: whatever is newest has its own page read before it counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from opd_exporter.domain.candidate import Candidate, Doubt, Refusal
from opd_exporter.domain.vocabulary import Reason, Source
from opd_exporter.engine.search.asking import HTML, answer_of
from opd_exporter.engine.search.inquiry import Inquiry, is_gone
from opd_exporter.engine.search.lists import glimpse
from opd_exporter.engine.search.memory import as_named, hold, namesakes, title_stands
from opd_exporter.engine.search.state import Crawl
from opd_exporter.engine.search.to_open import next_to_open
from opd_exporter.engine.search.together import weigh_together
from opd_exporter.fetch.model import Fetched
from opd_exporter.posts.article.model import AGREE, Article
from opd_exporter.posts.context import Context
from opd_exporter.posts.history import Sighting, are_apart, name_of
from opd_exporter.posts.put_up_again import called_alike, gone_for, lost_before
from opd_exporter.posts.reconcile import Opened, by_its_list, order_between, reconcile
from opd_exporter.text.address import normal
from opd_exporter.workers import tasks

MIN_AWAY = 2
"""Addresses of one folder that must all have led to another site: one may be a single link that was moved."""


async def confirm(inquiry: Inquiry) -> bool:
    """Open pages until the newest candidate is one whose page was read. True when there is one."""
    crawl = inquiry.crawl
    leaders = 0
    while not inquiry.budget.exhausted:
        key = next_to_open(crawl, leaders)
        if not key:
            break
        leaders += crawl.candidates[key].published is None
        await _open(key, inquiry)
        weigh_together(crawl)
    return crawl.newest() is not None


async def _open(key: str, inquiry: Inquiry) -> None:
    """Open a candidate's own page, and reconcile the two with each other and with what was known."""
    crawl = inquiry.crawl
    candidate = crawl.candidates[key]
    varied = crawl.varied(candidate.seen_on) and not candidate.apart
    if "#" in candidate.url:  # it has no page of its own: all there is of it was read with its list
        crawl.opened[key] = Opened()
        crawl.candidates[key] = by_its_list(candidate, inquiry.context, varied=varied)
        await _look_for_rival(key, inquiry)
        hold(crawl, key)
        await _look_for_what_went(key, inquiry)
        return
    fetched = await inquiry.get(candidate.url, HTML)
    if fetched.unasked and inquiry.budget.exhausted:
        return  # not read yet
    opened = await _judge(candidate, fetched, inquiry)
    context = inquiry.context
    others = [when for place, when in crawl.dates.get(key, {}).items() if place != candidate.seen_on]
    weighed = reconcile(candidate, opened, context, others, varied=varied)
    crawl.opened[key], crawl.candidates[key] = opened, weighed
    # Before memory decides: it asks whether the post that bore this title still stands.
    await _look_for_rival(key, inquiry)
    hold(crawl, key)
    await _look_for_what_went(key, inquiry)
    weighed = crawl.candidates[key]
    if weighed.refused is Refusal.LEADS_AWAY:
        _leave_out_siblings(key, crawl)
    crawl.spam = crawl.spam or weighed.refused is Refusal.SPAM
    # Its own page may date it from here on; who listed it is asked for yet.
    crawl.origin[key] = candidate.seen_on
    # A list that its article contradicts is not believed for what nobody opened (``outcome``).
    if candidate.published and weighed.source is not candidate.source:
        crawl.lying.add(candidate.seen_on)
    crawl.note(_told(weighed, inquiry))


def _told(weighed: Candidate, inquiry: Inquiry) -> str:
    if weighed.refused:
        return f"ditolak: {weighed.refused.text}"
    day = (
        f"{weighed.published.astimezone(inquiry.context.zone):%d-%m-%Y} ({weighed.found})"
        if weighed.published
        else ""
    )
    return f"{day} belum pasti: {weighed.open.text}".strip() if weighed.open else day or "tidak bertanggal"


def _is_the_post(article: Article | None, known: Sighting, anew: date | None, context: Context) -> bool:
    """Whether an article is the post that was seen before: of its title, and of its day or of the newer one that it
    showed for a while, as imports give them. ``anew`` is the day of what bears the title now: where the old page shows
    that, too, both are one."""
    if article is None or article.refused or article.published is None:
        return False
    day = context.day(article.published)
    own = not known.undated and abs(article.published - known.published) <= AGREE
    since = known.showed(day, context.now, context.zone) and are_apart(day, anew)
    return (own or since) and name_of(article.title) in known.names


async def _look_for_rival(key: str, inquiry: Inquiry) -> None:
    """Where a title is known with an older date at another address, see whether that post still stands there: then
    this is another one (yearly events); else the old one has moved."""
    crawl = inquiry.crawl
    shown = crawl.candidates[key]
    named = as_named(crawl, shown)
    rival = crawl.earlier.history.elsewhere(named) if shown.counts or shown.open is Doubt.CLOCK else None
    if "#" in key:  # what has a page elsewhere is that page's post, whatever day a box shows beside its title
        rival = rival if rival and "#" in rival.url else next(iter(namesakes(crawl, key)), None)
    if rival and rival.undated:
        rival = crawl.earlier.history.dated_anew(rival)
    if rival is None or title_stands(crawl, rival, beside=shown):
        return
    if (there := normal(rival.url)) in crawl.returned.standing:
        return
    day = inquiry.context.day(shown.published) if shown.published else None
    if day in crawl.returned.moved.values():
        return  # others came back with this day: so did this one
    if inquiry.budget.exhausted:
        return
    own = await _still_stands(rival, shown, inquiry)
    crawl.returned.standing[there] = own
    crawl.note(
        "posting lama yang berjudul sama masih ada" if own else "posting lama yang berjudul sama sudah pindah"
    )


async def _still_stands(rival: Sighting, shown: Candidate, inquiry: Inquiry) -> bool:
    """Whether a post that was seen before stands at its address yet: by its own page, or by the list that showed it where
    it has none."""
    context = inquiry.context
    if "#" in rival.url:
        await glimpse(inquiry, rival.url.partition("#")[0])
        listed = (one for one in inquiry.crawl.glimpsed if normal(one.url) == normal(rival.url))
        return any(
            one.published and context.day(one.published) == context.day(rival.published) for one in listed
        )
    fetched = await inquiry.get(rival.url, HTML)
    promised = Candidate(Source.LISTING, rival.url, shown.title, rival.published, "")
    opened = await _judge(promised, fetched, inquiry)
    anew = context.day(shown.published) if shown.published else None
    return _is_the_post(opened.article, rival, anew, context)


async def _look_for_what_went(key: str, inquiry: Inquiry) -> None:
    """Where a post came that may be an old one under the same brief title, put up again, leave that open; unless the old
    one still stands at its address."""
    crawl = inquiry.crawl
    shown = crawl.candidates[key]
    # A known address is no new post, and what does not count in any case needs no doubt of its own.
    if key in crawl.earlier.history.by_address or not (shown.counts or shown.open is Doubt.CLOCK):
        return
    beside = {one for order in crawl.listed.values() if key in order for one in order}
    old = gone_for(key, crawl.candidates, beside, crawl.earlier.last, inquiry.context) or lost_before(
        key, crawl.candidates, crawl.earlier.posts, crawl.earlier.history, inquiry.context
    )
    if old is None:
        return
    # Without a request left nobody saw the old one, and one without a page stood in its list alone, which was read: it
    # stays open.
    opened = Opened()
    if "#" not in old.url and not inquiry.budget.exhausted:
        opened = await _judge(old, await inquiry.get(old.url, HTML), inquiry)
    if _is_still_there(old, opened.article):
        crawl.note("posting lama yang berjudul sama masih ada")
    else:
        crawl.candidates[key] = replace(shown, open=Doubt.PUT_UP_AGAIN, detail=old.url)


def _is_still_there(old: Candidate, article: Article | None) -> bool:
    """Whether an article is the post that a list showed at the last look."""
    if article is None or article.refused or article.published is None or old.published is None:
        return False
    return abs(article.published - old.published) <= AGREE and called_alike(article.title, old.title)


def _leave_out_siblings(key: str, crawl: Crawl) -> None:
    """When two addresses of one folder lead to another site, so do the others: a box of the portal's news."""
    folder = key.rpartition("/")[0]
    away = [one for one in crawl.opened if one.rpartition("/")[0] == folder]
    if len(away) < MIN_AWAY or any(crawl.candidates[one].refused is not Refusal.LEADS_AWAY for one in away):
        return
    for other, candidate in crawl.usable().items():
        if other.rpartition("/")[0] == folder and other not in crawl.opened:
            crawl.candidates[other] = candidate.refuse(Refusal.LEADS_AWAY)


async def _judge(candidate: Candidate, fetched: Fetched, inquiry: Inquiry) -> Opened:
    if is_gone(fetched):
        inquiry.crawl.saw_spam(candidate.url)
    if fetched.reason in (Reason.OFFSITE, Reason.BLOCKED):
        return Opened(refused=Refusal.LEADS_AWAY)
    if not fetched.ok:
        return Opened(detail=str(fetched.status) if not fetched.reason else fetched.reason.text)
    # A polite "not found" (domain.md 8): the address says nothing any more.
    if normal(fetched.final_url) == normal(inquiry.site.url):
        return Opened(detail="dialihkan ke halaman depan")
    article = await inquiry.read(
        tasks.read_article_page,
        answer_of(fetched),
        inquiry.context,
        candidate.title,
        inquiry.crawl.boilerplate,
        inquiry.crawl.menu,
    )
    if article:
        # Before the signs of the page are joined: what the source was read by is compared with what the page shows.
        between = order_between(candidate, article, inquiry.context)
        inquiry.crawl.saw_order(article.order)
        inquiry.crawl.saw_order(between)
        inquiry.crawl.saw_spam(candidate.url, article.spam)
    if article and article.refused is Refusal.GONE:
        return Opened(detail="halaman tidak ditemukan")
    return Opened(article)
