"""Pages with lists: read, judged, remembered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time

from opd_exporter.domain.vocabulary import Reason
from opd_exporter.engine.search.answered import SETTLES, Answered
from opd_exporter.engine.search.asking import HTML, answer_of
from opd_exporter.engine.search.inquiry import KEPT_FOR_ARTICLES, Inquiry
from opd_exporter.engine.search.taking import take
from opd_exporter.fetch.model import Fetched
from opd_exporter.posts.address_section import is_closed
from opd_exporter.posts.news_words import in_news_section
from opd_exporter.posts.sources.model import SEVERAL_DAYS
from opd_exporter.text.address import normal
from opd_exporter.workers import tasks
from opd_exporter.workers.readings import PageReading

_PAGES = (200, 203)
"""Status codes that bring a list: 203 is a page that a proxy changed (RFC 9110, 15.3.4). What else is 2xx tells that
something was taken on, done or is a part, and its body is no list that could be empty."""
MAX_OLDER = 10
"""Further pages of lists that are looked at for memory alone."""


async def read_list(inquiry: Inquiry, url: str, *, conditional: bool = False) -> PageReading | None:
    """Read a page with a list; None when it is none, or unchanged."""
    fetched = await inquiry.fetch(url, HTML, conditional=conditional)
    return await list_in(inquiry, url, fetched) if fetched else None


async def list_in(inquiry: Inquiry, url: str, fetched: Fetched) -> PageReading | None:
    """Read what came from a page with a list; None when it is none."""
    page = await inquiry.read(tasks.read_page, answer_of(fetched), inquiry.context, inquiry.site.url)
    if page is None:
        inquiry.crawl.answered(url, Answered.BROKEN, "tidak terbaca")
        return None
    inquiry.crawl.saw_order(page.order)
    listed = (*page.embedded, *page.listing.candidates)
    _write_down(inquiry, url, fetched, page, lists=bool(listed))
    if page.dead or fetched.status not in _PAGES:
        inquiry.crawl.note(page.dead.explanation if page.dead else "tidak terbaca")
        return None
    inquiry.crawl.note(f"{len(listed)} calon posting")
    inquiry.crawl.saw_spam(url, page.spam)
    take(inquiry.crawl, listed, url)
    inquiry.crawl.boilerplate |= page.boilerplate
    if inquiry.crawl.asked.get(url) in SETTLES:
        leave_bare_days_open(inquiry, url, page)
    if listed:
        inquiry.crawl.lists_read.add(url)
        inquiry.learn(url, fetched)
        # A front page made apart hides what publishes the posts; the list that holds them shows it.
        inquiry.learned = replace(inquiry.learned, listing=url, system=inquiry.learned.system or page.cms)
        _go_on_from(inquiry, page)
    return page


async def first_list(
    inquiry: Inquiry, urls: Iterator[str], keep: int = KEPT_FOR_ARTICLES
) -> PageReading | None:
    """The first of these lists that can be read."""
    while inquiry.spare(keep) and (url := next(urls, "")):
        if normal(url) in inquiry.crawl.candidates:
            continue
        page = await read_list(inquiry, url)
        if page:
            return page
    return None


async def glimpse(inquiry: Inquiry, url: str) -> None:
    """Remember what a page under another name lists; what its entries' own addresses call news is taken, and where
    nothing that was read lists it, the page is one of the site's lists from now on."""
    fetched = await inquiry.fetch(url, HTML)
    if fetched is None:
        return
    page = await inquiry.read(tasks.read_page, answer_of(fetched), inquiry.context, inquiry.site.url)
    if page is None or page.dead:
        return
    inquiry.crawl.note(f"{len(page.listing.candidates)} entri, hanya untuk diingat")
    inquiry.crawl.glimpsed += page.listing.candidates
    # What stands on a list's further pages is older than what it shows first: never news now, whatever its day.
    if url in inquiry.learned.older:
        _go_on_from(inquiry, page)
        return
    main = {normal(one) for one in page.listing.main}
    news = {
        key: one
        for one in page.listing.candidates
        if (key := normal(one.url)) in main and one.refused is None and in_news_section(one.url)
    }
    if news.keys() - inquiry.crawl.candidates.keys():
        inquiry.crawl.note("di antaranya berita")
        take(inquiry.crawl, news.values(), url)
        inquiry.crawl.lists_read.add(url)
        inquiry.learned = replace(inquiry.learned, lists=(*inquiry.learned.lists, url))


def leave_bare_days_open(inquiry: Inquiry, url: str, page: PageReading) -> None:
    """Past days that no link stands beside: of several the list is there, and its entries are opened by scripts;
    a day or two may be those of an announcement that the page itself is, and nothing on it is newer."""
    crawl = inquiry.crawl
    days = page.listing.bare_days
    if days and not page.embedded:
        crawl.answered(url, Answered.BROKEN, "tanggal tanpa tautan")
        if len(days) < SEVERAL_DAYS:
            crawl.no_newer[url] = datetime.combine(max(days), time(), crawl.context.zone)


def _go_on_from(inquiry: Inquiry, page: PageReading) -> None:
    """Keep in mind where a list goes on."""
    older, url = inquiry.learned.older, page.listing.next
    if url and url not in older and len(older) < MAX_OLDER:
        inquiry.learned = replace(inquiry.learned, older=(*older, url))


def _write_down(inquiry: Inquiry, url: str, fetched: Fetched, page: PageReading, *, lists: bool) -> None:
    """What came in place of a list, where the page is none; ``lists``: it lists anything."""
    # The order matters: a dead page says so whatever its status is, and only where nothing is listed does it count who
    # stands there.
    if page.dead and page.dead.reason is Reason.EMPTY_SHELL:
        inquiry.crawl.answered(url, Answered.SHELL)
    elif page.dead:
        inquiry.crawl.answered(url, Answered.REFUSED, page.dead.reason.text)
    elif fetched.status not in _PAGES:
        inquiry.crawl.answered(url, Answered.BROKEN, str(fetched.status))
    elif not lists and (page.door or is_closed(fetched.final_url)) and not is_closed(url):
        inquiry.crawl.answered(url, Answered.REFUSED, "halaman masuk")
    elif not lists and inquiry.identity and not page.identity.shares(inquiry.identity):
        inquiry.crawl.answered(url, Answered.REFUSED, "halaman pihak lain")
    elif page.unfilled and not page.embedded:
        inquiry.crawl.answered(url, Answered.SHELL)
