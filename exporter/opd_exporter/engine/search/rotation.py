"""The rotation: when each list of a site is read again, where nothing exact tells of all posts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urljoin

from opd_exporter.engine.search.fetcher import Fetcher
from opd_exporter.engine.search.lists import read_list
from opd_exporter.text.address import normal

LISTS_EVERY = timedelta(hours=20)
"""How often each list of a site is read: daily, at whatever hours."""


def hasty(fetcher: Fetcher, url: str) -> bool:
    """Whether a place was settled within the last days, so that others come first."""
    return normal(url) in fetcher.learned.settled


def read_last(fetcher: Fetcher, url: str) -> float:
    """When a place was read last, as a timestamp; 0 when it was not within the last days."""
    when = fetcher.learned.settled.get(normal(url))
    return when.timestamp() if when else 0.0


def waits(fetcher: Fetcher, url: str) -> bool:
    """Whether a list was not read for most of a day."""
    return fetcher.context.now.timestamp() - read_last(fetcher, url) >= LISTS_EVERY.total_seconds()


def longest_unread_first(fetcher: Fetcher, urls: Iterable[str]) -> list[str]:
    """Places, those first that nobody read for the longest."""
    return sorted(urls, key=lambda url: read_last(fetcher, url))


def pages(fetcher: Fetcher, last: str) -> Iterator[str]:
    """Pages with lists: the likeliest; the one that held the newest post at the ``last`` look; then those that nobody
    read for the longest, but for what was read within the day."""
    named = [urljoin(fetcher.site.url, fetcher.site.listing)] if fetcher.site.listing else []
    lists = list(dict.fromkeys([*named, *fetcher.learned.lists]))
    waiting = longest_unread_first(fetcher, (url for url in lists if waits(fetcher, url)))
    first = [*lists[:1], *([last] if last in lists else [])]
    return (url for url in dict.fromkeys([*first, *waiting]) if not fetcher.has_read(url))


async def read_in_rotation(fetcher: Fetcher) -> None:
    """The other lists that nobody read for most of a day, the longest unread first: a new post may stand in any of
    them."""
    for url in longest_unread_first(fetcher, fetcher.learned.lists):
        if waits(fetcher, url) and not fetcher.has_read(url) and fetcher.spare():
            await read_list(fetcher, url, conditional=True)
    leave_out_closed(fetcher)


def leave_out_closed(fetcher: Fetcher) -> None:
    """A list that could not be read waits for the next search through everything."""
    closed = {url for url in fetcher.learned.lists if fetcher.has_read(url) and not fetcher.settled(url)}
    if closed:
        lists = tuple(url for url in fetcher.learned.lists if url not in closed)
        fetcher.learned = replace(fetcher.learned, lists=lists)
