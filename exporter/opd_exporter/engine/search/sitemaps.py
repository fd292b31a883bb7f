"""Sitemaps: those that the site names, the one of the usual name, those of robots.txt."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urljoin

from opd_exporter.engine.search.asking import FEED, TEXT, answer_of
from opd_exporter.engine.search.inquiry import Inquiry
from opd_exporter.engine.search.taking import take
from opd_exporter.judges.systems.records import UNKNOWN
from opd_exporter.posts.sources.model import ROBOTS, Sitemap
from opd_exporter.workers import tasks


async def read_sitemap(inquiry: Inquiry, urls: Iterable[str]) -> None:
    """Addresses, and believable dates, of the sitemap or of the likeliest that its index names; where there is none
    of the usual name, of the one that robots.txt names."""
    url = next(iter(urls), "") or urljoin(inquiry.site.url, UNKNOWN.sitemap)
    found = await one_sitemap(inquiry, url)
    if found is None and inquiry.spare() and (named := await named_by_robots(inquiry)):
        url = named[0]
        found = await one_sitemap(inquiry, url)
    if found and found.children and inquiry.spare():
        found = await one_sitemap(inquiry, found.children[0])
    if found:
        inquiry.crawl.note(f"peta situs: {len(found.candidates)} alamat artikel")
        take(inquiry.crawl, found.candidates[:200], url)


async def one_sitemap(inquiry: Inquiry, url: str) -> Sitemap | None:
    """One sitemap, or an index of some; None where there is none."""
    fetched = await inquiry.fetch(url, FEED)
    if fetched is None:
        return None
    found = await inquiry.read(tasks.read_sitemap, answer_of(fetched), inquiry.context)
    if found:
        inquiry.crawl.saw_spam(url, found.spam)
    return found


async def named_by_robots(inquiry: Inquiry) -> tuple[str, ...]:
    """The sitemaps that robots.txt names, without those that were read."""
    url = urljoin(inquiry.site.url, ROBOTS)
    if (
        inquiry.robots is None
        and inquiry.context.scope.owns(url)
        and (fetched := await inquiry.fetch(url, TEXT))
    ):
        inquiry.robots = await inquiry.read(tasks.read_robots, answer_of(fetched), inquiry.context)
        inquiry.crawl.saw_spam(url, inquiry.robots.spam if inquiry.robots else ())
    named = inquiry.robots.children if inquiry.robots else ()
    return tuple(one for one in named if not inquiry.has_read(one))
