"""The rotation: when each list of a site is read again, where nothing exact tells of all posts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urljoin

from opd_exporter.engine.search.inquiry import Inquiry
from opd_exporter.engine.search.lists import read_list
from opd_exporter.text.address import normal

LISTS_EVERY = timedelta(hours=20)
"""How often each list of a site is read: daily, at whatever hours."""


def settled_lately(inquiry: Inquiry, url: str) -> bool:
    """Whether a place was settled within the last days (``left_open.SETTLED_FOR``, after which it is forgotten), so that
    others come first."""
    return normal(url) in inquiry.learned.settled


def read_last(inquiry: Inquiry, url: str) -> float:
    """When a place was read last, as a timestamp; 0 when it was not within the last days."""
    when = inquiry.learned.settled.get(normal(url))
    return when.timestamp() if when else 0.0


def is_stale(inquiry: Inquiry, url: str) -> bool:
    """Whether a list was not read for most of a day."""
    return inquiry.context.now.timestamp() - read_last(inquiry, url) >= LISTS_EVERY.total_seconds()


def longest_unread_first(inquiry: Inquiry, urls: Iterable[str]) -> list[str]:
    """Places, those first that nobody read for the longest."""
    return sorted(urls, key=lambda url: read_last(inquiry, url))


def pages(inquiry: Inquiry, last: str) -> Iterator[str]:
    """Pages with lists: the likeliest; the one that held the newest post at the ``last`` look; then those that nobody
    read for the longest, but for what was read within the day."""
    named = [urljoin(inquiry.site.url, inquiry.site.listing)] if inquiry.site.listing else []
    lists = list(dict.fromkeys([*named, *inquiry.learned.lists]))
    waiting = longest_unread_first(inquiry, (url for url in lists if is_stale(inquiry, url)))
    # In these two the newest post is likeliest: a full search reads them, whoever's turn it is.
    first = [*lists[:1], *([last] if last in lists else [])]
    return (url for url in dict.fromkeys([*first, *waiting]) if not inquiry.has_read(url))


async def read_in_rotation(inquiry: Inquiry) -> None:
    """The other lists that nobody read for most of a day, the longest unread first: a new post may stand in any of
    them."""
    for url in longest_unread_first(inquiry, inquiry.learned.lists):
        if is_stale(inquiry, url) and not inquiry.has_read(url) and inquiry.spare():
            await read_list(inquiry, url, conditional=True)
    leave_out_closed(inquiry)


def leave_out_closed(inquiry: Inquiry) -> None:
    """A list that could not be read waits for the next search through everything."""
    closed = {url for url in inquiry.learned.lists if inquiry.has_read(url) and not inquiry.settled(url)}
    if closed:
        lists = tuple(url for url in inquiry.learned.lists if url not in closed)
        inquiry.learned = replace(inquiry.learned, lists=lists)
