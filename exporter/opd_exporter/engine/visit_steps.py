"""What the steps of a visit share: how a page is asked for and read, and how a visit ends that found no site."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from opd_exporter.domain.budget import Budget
from opd_exporter.domain.config import Site
from opd_exporter.domain.vocabulary import Reason
from opd_exporter.engine.busy import Busy
from opd_exporter.engine.search.asking import Get, Work, answer_of
from opd_exporter.fetch.addresses import Network
from opd_exporter.fetch.model import Fetched
from opd_exporter.posts.context import Context
from opd_exporter.workers.failures import NotBegun, TookTooLong, WorkFailed
from opd_exporter.workers.readings import PageReading

UNREAD = "halaman ini tidak selesai dibaca"
"""What is said of a page that took a reader's time or life."""


class NoSite(Exception):
    """The visit ends here: what came is no page of the site."""

    def __init__(self, fetched: Fetched, reason: Reason, explanation: str) -> None:
        super().__init__(explanation)
        self.fetched, self.reason, self.explanation = fetched, reason, explanation


@dataclass(frozen=True)
class Asking:
    """What the steps of a visit share."""

    site: Site
    context: Context
    get: Get
    work: Work
    budget: Budget
    allow_networks: Sequence[Network]

    async def read(self, function: Callable[..., PageReading], fetched: Fetched) -> PageReading:
        """What a reader makes of the page. Raises :class:`Busy`, :class:`NoSite`."""
        page = answer_of(fetched)
        try:
            return await self.work(function, page, self.context, self.site.url)
        except NotBegun as error:
            raise Busy(f"{fetched.url}: {error}") from None
        except TookTooLong as error:
            raise NoSite(fetched, Reason.TIMEOUT, f"{UNREAD}: {error}") from None
        except WorkFailed as error:
            raise NoSite(fetched, Reason.PROTOCOL, f"{UNREAD}: {error}") from None


def answered(fetched: Fetched) -> Fetched:
    """The answer, when there is one. Raises :class:`Busy`, :class:`NoSite`."""
    if fetched.unasked:
        raise Busy(f"{fetched.url}: {fetched.explanation}")
    if fetched.reason:
        raise NoSite(fetched, fetched.reason, fetched.explanation)
    return fetched
