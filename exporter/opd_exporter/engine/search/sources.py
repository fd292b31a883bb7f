"""Sources that list posts for machines: a feed, a JSON interface."""

from __future__ import annotations

from dataclasses import replace

from opd_exporter.domain.vocabulary import Reason
from opd_exporter.engine.search.answered import Answered
from opd_exporter.engine.search.asking import FEED, JSON, answer_of
from opd_exporter.engine.search.inquiry import Inquiry
from opd_exporter.engine.search.taking import take
from opd_exporter.fetch.model import Fetched
from opd_exporter.posts.leads import wordpress_rest
from opd_exporter.posts.spam_runs import signs_of_entries
from opd_exporter.workers import tasks


async def read_feed(inquiry: Inquiry, url: str, *, conditional: bool = False) -> None:
    """Read a feed."""
    fetched = await inquiry.fetch(url, FEED, conditional=conditional)
    if fetched is None:
        return
    found = await inquiry.read(tasks.read_feed, answer_of(fetched), inquiry.context)
    if found is None or found.comments:
        inquiry.crawl.note("bukan umpan posting")
        await _no_source(inquiry, url, fetched)
        return
    # The order of dates first: where it turns what was read, the look begins again before anything is taken.
    inquiry.crawl.saw_order(found.order)
    inquiry.crawl.note(f"umpan {found.kind}: {len(found.candidates)} entri")
    take(inquiry.crawl, found.candidates, url)
    inquiry.crawl.saw_spam(url, signs_of_entries(found.candidates, url))
    inquiry.learn(url, fetched)
    inquiry.learned = replace(inquiry.learned, feed=url, system=found.system or inquiry.learned.system)


async def read_rest(inquiry: Inquiry, url: str, *, conditional: bool = False) -> None:
    """Read a JSON interface."""
    if fetched := await inquiry.fetch(url, JSON, conditional=conditional):
        await data_in(inquiry, url, fetched)


async def data_in(inquiry: Inquiry, url: str, fetched: Fetched) -> None:
    """Read what came from a JSON interface."""
    found = await inquiry.read(tasks.read_rest, answer_of(fetched), inquiry.context)
    if found is None:
        inquiry.crawl.note("bukan data posting")
        if is_html(fetched):
            await _no_source(inquiry, url, fetched)
        else:  # an object that says why it gives nothing
            inquiry.crawl.answered(url, Answered.REFUSED, "tanpa data")
        return
    inquiry.crawl.saw_order(found.order)
    inquiry.crawl.note(f"{len(found.candidates)} entri")
    take(inquiry.crawl, found.candidates, url)
    inquiry.crawl.saw_spam(url, signs_of_entries(found.candidates, url))
    if found.candidates:
        inquiry.learn(url, fetched)
        inquiry.learned = replace(inquiry.learned, rest=url)


async def read_other_types(inquiry: Inquiry, rest: str) -> None:
    """News kept in a WordPress type of its own."""
    root, _, _ = rest.partition("/wp/v2/")
    if "rest_route" in rest or not root or not inquiry.spare():
        return
    fetched = await inquiry.fetch(f"{root}/wp/v2/types", JSON)
    if fetched is None:
        return
    for base in (await inquiry.read(tasks.read_types, answer_of(fetched)) or ())[:2]:
        if inquiry.spare():
            await read_rest(inquiry, wordpress_rest(root, base))


async def _no_source(inquiry: Inquiry, url: str, fetched: Fetched) -> None:
    """What came instead: a page of the site (there is no such source), or somebody who stands before it."""
    seen = await inquiry.read(tasks.read_refusal, answer_of(fetched), inquiry.context, inquiry.site.url)
    if seen is None:
        inquiry.crawl.answered(url, Answered.BROKEN, "tidak terbaca")
        return
    dead, identity = seen
    foreign = inquiry.identity and not identity.shares(inquiry.identity)
    if dead and dead.reason is not Reason.EMPTY_SHELL:
        inquiry.crawl.answered(url, Answered.REFUSED, dead.reason.text)
    elif foreign and is_html(fetched):
        inquiry.crawl.answered(url, Answered.REFUSED, "halaman pihak lain")
    else:
        inquiry.crawl.answered(url, Answered.OTHER)


def is_html(fetched: Fetched) -> bool:
    """Whether a page came, or a part of one, rather than data."""
    # At its beginning: a text for machines may hold markup further on.
    return b"<" in fetched.body[:1000] and "json" not in fetched.header("content-type")
