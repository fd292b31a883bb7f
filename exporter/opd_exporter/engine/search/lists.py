"""Pages with lists: read, judged, remembered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from opd_exporter.domain.vocabulary import Reason
from opd_exporter.engine.search.asking import HTML, answer_of
from opd_exporter.engine.search.fetcher import KEPT_FOR_ARTICLES, Fetcher
from opd_exporter.engine.search.state import Answered
from opd_exporter.fetch.model import Fetched
from opd_exporter.posts.address_section import is_closed
from opd_exporter.posts.clock import days_shown_now
from opd_exporter.posts.news_words import NEWS_SECTION, in_news_section, newslike
from opd_exporter.text.address import normal
from opd_exporter.workers import tasks
from opd_exporter.workers.readings import PageReading

MIN_DAYS = 3
"""Past days printed on a list's page without any link from which on it seems to show posts in another way: neither a
clock's nor those of coming events."""
MAX_OLDER = 10
"""Further pages of lists that are looked at for memory alone."""


async def read_list(fetcher: Fetcher, url: str, *, conditional: bool = False) -> PageReading | None:
    """Read a page with a list; None when it is none, or unchanged."""
    fetched = await fetcher.fetch(url, HTML, conditional=conditional)
    if fetched is None:
        return None
    page = await fetcher.read(tasks.read_page, answer_of(fetched), fetcher.context, fetcher.site.url)
    if page is None:
        fetcher.crawl.answered(url, Answered.BROKEN, "tidak terbaca")
        return None
    fetcher.crawl.saw_order(page.order)
    listed = (*page.embedded, *page.listing.candidates)
    _judged(fetcher, url, fetched, page, bool(listed))
    if page.dead or fetched.status not in (200, 203):
        fetcher.crawl.note(page.dead.explanation if page.dead else "tidak terbaca")
        return None
    fetcher.crawl.note(f"{len(listed)} calon posting")
    fetcher.crawl.saw(url, page.spam)
    fetcher.crawl.take(listed, url, {normal(one) for one in page.listing.main})
    fetcher.crawl.boilerplate |= page.boilerplate
    past = {day for day in page.boilerplate.days if day < min(days_shown_now(fetcher.context.now))}
    if not listed and len(past) >= MIN_DAYS and newslike("", url) >= NEWS_SECTION:
        fetcher.crawl.answered(url, Answered.BROKEN, "tanggal tanpa tautan")
    if listed:
        fetcher.crawl.lists_read.add(url)
        fetcher.learn(url, fetched)
        fetcher.learned = replace(fetcher.learned, listing=url)
        _go_on_from(fetcher, page)
    return page


async def first_list(
    fetcher: Fetcher, urls: Iterator[str], keep: int = KEPT_FOR_ARTICLES
) -> PageReading | None:
    """The first of these lists that can be read."""
    while fetcher.spare(keep) and (url := next(urls, "")):
        if normal(url) in fetcher.crawl.candidates:
            continue
        page = await read_list(fetcher, url)
        if page:
            return page
    return None


async def glimpse(fetcher: Fetcher, url: str) -> None:
    """Remember what a page under another name lists; what its entries' own addresses call news is taken, and where
    nothing that was read lists it, the page is one of the site's lists from now on."""
    fetched = await fetcher.fetch(url, HTML)
    if fetched is None:
        return
    page = await fetcher.read(tasks.read_page, answer_of(fetched), fetcher.context, fetcher.site.url)
    if page is None or page.dead:
        return
    fetcher.crawl.note(f"{len(page.listing.candidates)} entri, hanya untuk diingat")
    fetcher.crawl.glimpsed += page.listing.candidates
    if url in fetcher.learned.older:
        _go_on_from(fetcher, page)
        return
    main = {normal(one) for one in page.listing.main}
    news = {
        key: one
        for one in page.listing.candidates
        if (key := normal(one.url)) in main and one.refused is None and in_news_section(one.url)
    }
    if news.keys() - fetcher.crawl.candidates.keys():
        fetcher.crawl.note("di antaranya berita")
        fetcher.crawl.take(news.values(), url, main)
        fetcher.crawl.lists_read.add(url)
        fetcher.learned = replace(fetcher.learned, lists=(*fetcher.learned.lists, url))


def _go_on_from(fetcher: Fetcher, page: PageReading) -> None:
    """Keep in mind where a list goes on."""
    older, url = fetcher.learned.older, page.listing.next
    if url and url not in older and len(older) < MAX_OLDER:
        fetcher.learned = replace(fetcher.learned, older=(*older, url))


def _judged(fetcher: Fetcher, url: str, fetched: Fetched, page: PageReading, lists: bool) -> None:
    """Write down whether the page was read, or what it was instead of a list."""
    if page.dead and page.dead.reason is Reason.EMPTY_SHELL:
        fetcher.crawl.answered(url, Answered.SHELL)
    elif page.dead:
        fetcher.crawl.answered(url, Answered.REFUSED, page.dead.reason.text)
    elif fetched.status not in (200, 203):
        fetcher.crawl.answered(url, Answered.BROKEN, str(fetched.status))
    elif not lists and is_closed(fetched.final_url) and not is_closed(url):
        fetcher.crawl.answered(url, Answered.REFUSED, "halaman masuk")
    elif not lists and fetcher.identity and not page.identity.shares(fetcher.identity):
        fetcher.crawl.answered(url, Answered.REFUSED, "halaman pihak lain")
    elif page.unfilled and not lists:
        fetcher.crawl.answered(url, Answered.SHELL)
