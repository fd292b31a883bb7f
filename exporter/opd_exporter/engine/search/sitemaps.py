"""Sitemaps: those that the site names, the one of the usual name, those of robots.txt."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urljoin

from opd_exporter.engine.search.asking import FEED, TEXT, answer_of
from opd_exporter.engine.search.fetcher import Fetcher
from opd_exporter.judges.systems.records import UNKNOWN
from opd_exporter.posts.sources.model import ROBOTS, Sitemap
from opd_exporter.workers import tasks


async def read_sitemap(fetcher: Fetcher, urls: Iterable[str]) -> None:
    """Addresses, and believable dates, of the sitemap or of the likeliest that its index names; where there is none
    of the usual name, of the one that robots.txt names."""
    url = next(iter(urls), "") or urljoin(fetcher.site.url, UNKNOWN.sitemap)
    found = await one_sitemap(fetcher, url)
    if found is None and fetcher.spare() and (named := await named_by_robots(fetcher)):
        url = named[0]
        found = await one_sitemap(fetcher, url)
    if found and found.children and fetcher.spare():
        found = await one_sitemap(fetcher, found.children[0])
    if found:
        fetcher.crawl.note(f"peta situs: {len(found.candidates)} alamat artikel")
        fetcher.crawl.take(found.candidates[:200], url)


async def one_sitemap(fetcher: Fetcher, url: str) -> Sitemap | None:
    fetched = await fetcher.fetch(url, FEED)
    if fetched is None:
        return None
    found = await fetcher.read(tasks.read_sitemap, answer_of(fetched), fetcher.context)
    if found:
        fetcher.crawl.saw(url, found.spam)
    return found


async def named_by_robots(fetcher: Fetcher) -> tuple[str, ...]:
    """The sitemaps that robots.txt names, without those that were read."""
    url = urljoin(fetcher.site.url, ROBOTS)
    if (
        fetcher.robots is None
        and fetcher.context.scope.owns(url)
        and (fetched := await fetcher.fetch(url, TEXT))
    ):
        fetcher.robots = await fetcher.read(tasks.read_robots, answer_of(fetched), fetcher.context)
        fetcher.crawl.saw(url, fetcher.robots.spam if fetcher.robots else ())
    named = fetcher.robots.children if fetcher.robots else ()
    return tuple(one for one in named if not fetcher.has_read(one))
