"""Where spam is looked for beside the posts: sitemaps, and pages on which it was seen before."""

from __future__ import annotations

from collections.abc import Iterable

from opd_exporter.domain.spam import SpamSign
from opd_exporter.engine.search.asking import HTML, answer_of
from opd_exporter.engine.search.inquiry import Inquiry, is_gone
from opd_exporter.engine.search.sitemaps import named_by_robots, one_sitemap
from opd_exporter.workers import tasks

MAX_SITEMAPS = 3
"""Sitemaps that are judged for spam at one look."""
MAX_AGAIN = 3
"""Pages with signs of spam that are opened again at one look."""


async def judge_sitemaps(inquiry: Inquiry, url: str) -> None:
    """Look for spam in the site's sitemap (empty: it names none), in those of robots.txt, where intruders name
    theirs, and in the likeliest of those that an index names."""
    waiting, judged = [url] if url else [], 0
    if inquiry.spare(keep=len(waiting)):
        waiting += [one for one in await named_by_robots(inquiry) if one != url]
    while waiting and judged < MAX_SITEMAPS and inquiry.spare(keep=0):
        found = await one_sitemap(inquiry, waiting.pop(0))
        judged += 1
        if found:
            inquiry.crawl.note(f"peta situs: {len(found.spam)} alamat judi")
            waiting += found.children


async def look_again(inquiry: Inquiry, known: Iterable[SpamSign], front_url: str) -> None:
    """Open pages on which spam was seen and that this look did not read, those seen last the longest ago first: what
    was cleaned is no alarm any more."""
    waiting = {one.page: one.where for one in sorted(known, key=lambda one: one.seen or inquiry.context.now)}
    waiting.pop(front_url, None)
    todo = [(page, where) for page, where in waiting.items() if page not in inquiry.crawl.spam_read]
    for page, where in todo[:MAX_AGAIN]:
        if not inquiry.spare(keep=0):
            return
        fetched = await inquiry.get(page, HTML)
        if is_gone(fetched):  # with the page its signs are gone
            inquiry.crawl.saw_spam(page)
        elif fetched.ok:
            found = await inquiry.read(tasks.read_spam, answer_of(fetched), inquiry.context, where)
            if found is not None:
                inquiry.crawl.note(f"{len(found)} tanda spam")
                inquiry.crawl.saw_spam(page, found)
