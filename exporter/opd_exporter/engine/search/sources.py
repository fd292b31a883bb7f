"""Sources that list posts for machines: a feed, a JSON interface."""

from __future__ import annotations

from dataclasses import replace

from opd_exporter.domain.vocabulary import Reason
from opd_exporter.engine.search.asking import FEED, JSON, answer_of
from opd_exporter.engine.search.fetcher import Fetcher
from opd_exporter.engine.search.state import Answered
from opd_exporter.fetch.model import Fetched
from opd_exporter.posts.discovery import wordpress_rest
from opd_exporter.posts.spam_runs import signs_of_entries
from opd_exporter.workers import tasks


async def read_feed(fetcher: Fetcher, url: str, *, conditional: bool = False) -> None:
    """Read a feed."""
    fetched = await fetcher.fetch(url, FEED, conditional=conditional)
    if fetched is None:
        return
    found = await fetcher.read(tasks.read_feed, answer_of(fetched), fetcher.context)
    if found is None or found.comments:
        fetcher.crawl.note("bukan umpan posting")
        await _no_source(fetcher, url, fetched)
        return
    fetcher.crawl.saw_order(found.order)
    fetcher.crawl.note(f"umpan {found.kind}: {len(found.candidates)} entri")
    fetcher.crawl.take(found.candidates, url)
    fetcher.crawl.saw(url, signs_of_entries(found.candidates, url))
    fetcher.learn(url, fetched)
    fetcher.learned = replace(fetcher.learned, feed=url, system=found.system or fetcher.learned.system)


async def read_rest(fetcher: Fetcher, url: str, *, conditional: bool = False) -> None:
    """Read a JSON interface."""
    fetched = await fetcher.fetch(url, JSON, conditional=conditional)
    if fetched is None:
        return
    found = await fetcher.read(tasks.read_rest, answer_of(fetched), fetcher.context)
    if found is None:
        fetcher.crawl.note("bukan data posting")
        if _is_html(fetched):
            await _no_source(fetcher, url, fetched)
        else:  # an object that says why it gives nothing
            fetcher.crawl.answered(url, Answered.REFUSED, "tanpa data")
        return
    fetcher.crawl.saw_order(found.order)
    fetcher.crawl.note(f"{len(found.candidates)} entri")
    fetcher.crawl.take(found.candidates, url)
    fetcher.crawl.saw(url, signs_of_entries(found.candidates, url))
    if found.candidates:
        fetcher.learn(url, fetched)
        fetcher.learned = replace(fetcher.learned, rest=url)


async def read_other_types(fetcher: Fetcher, rest: str) -> None:
    """News kept in a WordPress type of its own."""
    root, _, _ = rest.partition("/wp/v2/")
    if "rest_route" in rest or not root or not fetcher.spare():
        return
    fetched = await fetcher.fetch(f"{root}/wp/v2/types", JSON)
    if fetched is None:
        return
    for base in (await fetcher.read(tasks.read_types, answer_of(fetched)) or ())[:2]:
        if fetcher.spare():
            await read_rest(fetcher, wordpress_rest(root, base))


async def _no_source(fetcher: Fetcher, url: str, fetched: Fetched) -> None:
    """What came instead: a page of the site (there is no such source), or somebody who stands before it."""
    seen = await fetcher.read(tasks.read_refusal, answer_of(fetched), fetcher.context, fetcher.site.url)
    if seen is None:
        fetcher.crawl.answered(url, Answered.BROKEN, "tidak terbaca")
        return
    dead, identity = seen
    foreign = fetcher.identity and not identity.shares(fetcher.identity)
    if dead and dead.reason is not Reason.EMPTY_SHELL:
        fetcher.crawl.answered(url, Answered.REFUSED, dead.reason.text)
    elif foreign and _is_html(fetched):
        fetcher.crawl.answered(url, Answered.REFUSED, "halaman pihak lain")
    else:
        fetcher.crawl.answered(url, Answered.OTHER)


def _is_html(fetched: Fetched) -> bool:
    return b"<" in fetched.body[:1000] and "json" not in fetched.header("content-type")
