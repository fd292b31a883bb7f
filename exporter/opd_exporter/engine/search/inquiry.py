"""How one look asks: within its budget, by way of the workers, with what came of each request written down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from opd_exporter.domain.budget import Budget
from opd_exporter.domain.config import Site
from opd_exporter.domain.vocabulary import Reason
from opd_exporter.engine.search.answered import SETTLES, Answered
from opd_exporter.engine.search.asking import Get, Result, Work, digest
from opd_exporter.engine.search.state import Crawl
from opd_exporter.fetch.model import Fetched
from opd_exporter.judges.identity import NOBODY, Identity
from opd_exporter.posts.context import Context
from opd_exporter.posts.sources.model import Sitemap
from opd_exporter.store.record import Learned
from opd_exporter.workers.failures import WorkFailed

KEPT_FOR_ARTICLES = 2
"""Requests held back while sources are read, so that the newest candidate's page can be opened."""
SHUT = frozenset({401, 402, 403, 405, 406, 407, 409, 418, 423, 429, 444, 451})
"""Status codes of a door shut in our face, which say nothing about what is behind it."""
_ELSEWHERE = (Reason.OFFSITE, Reason.REDIRECT)
"""What is asked for is not on this site,"""
_NOT_OURS = (Reason.CHALLENGE, Reason.BLOCKED, Reason.REFUSED_BY_POLICY)
"""or is shut to us: neither says that there is nothing."""


def came_of(fetched: Fetched) -> tuple[Answered, str]:
    """What an answer without a readable body amounts to, and in a word what came."""
    if fetched.ok:
        return Answered.READ, ""
    if fetched.reason in _ELSEWHERE:
        return Answered.OTHER, ""
    if fetched.reason in _NOT_OURS or (fetched.reason is None and fetched.status in SHUT):
        return Answered.REFUSED, str(fetched.status or fetched.reason)
    if fetched.absent:
        return Answered.ABSENT, ""
    return Answered.BROKEN, fetched.reason.text if fetched.reason else str(fetched.status)


class Inquiry:
    """What one look asks of a site: fetched, read, and learnt from so that a steady look is cheap."""

    def __init__(
        self,
        site: Site,
        get: Get,
        work: Work,
        budget: Budget,
        crawl: Crawl,
        learned: Learned,
        identity: Identity = NOBODY,
    ) -> None:
        """``identity`` is what the front page is known by: a page that shares nothing with it, where a source was
        asked for, is somebody who stands before the site."""
        self.site, self.budget, self.crawl, self.learned = site, budget, crawl, learned
        self.identity = identity
        self._get, self._work = get, work
        self.robots: Sitemap | None = None
        """What robots.txt names; None: it was not read."""

    @property
    def context(self) -> Context:
        """Whose pages, which clock, which zone."""
        return self.crawl.context

    def spare(self, keep: int = KEPT_FOR_ARTICLES) -> bool:
        """Whether another source may be read, and so many articles still be opened after it."""
        return self.budget.requests > keep and not self.budget.exhausted

    def has_read(self, url: str) -> bool:
        """Whether the address was asked for in this look."""
        return url in self.crawl.asked

    async def get(self, url: str, accept: str) -> Fetched:
        """One GET of an article, or of a page that was seen before; leaves a line in the story and nothing else: what
        came of it is told of the candidate."""
        fetched = await self._get(url, accept=accept)
        self.crawl.tell(f"{url} — {_outcome(fetched)}")
        return fetched

    async def read(self, function: Callable[..., Result], *arguments: Any) -> Result | None:
        """The reader's result, or None when it could not finish."""
        try:
            return await self._work(function, *arguments)
        except WorkFailed as error:
            self.crawl.tell(f"{error}")
            return None

    async def fetch(self, url: str, accept: str, *, conditional: bool = False) -> Fetched | None:
        """Ask for a source, once a look: the answer, or None when there is nothing to read. Leaves a line in the story
        and what came of it. ``conditional``: None, too, where the source holds what it held last time."""
        if self.budget.exhausted or (self.has_read(url) and not conditional):
            return None
        fetched = await self._get(
            url, accept=accept, validators=self.learned.validators.get(url) if conditional else None
        )
        self.crawl.tell(f"{url} — {_outcome(fetched)}")
        # What our own lines were too long for says nothing of the site, and stays a question.
        if not fetched.unasked:
            self.crawl.answered(url, *came_of(fetched))
        if not fetched.ok:
            return None
        if conditional and (fetched.not_modified or self.learned.digests.get(url) == digest(fetched)):
            self.crawl.note("tidak berubah")
            self.crawl.answered(url, Answered.UNCHANGED)
            return None
        return fetched

    def settled(self, url: str) -> bool:
        """Whether this look read the source, or found that there is none."""
        return self.crawl.asked.get(url) in SETTLES

    def learn(self, url: str, fetched: Fetched) -> None:
        """Keep what makes asking for it once more cheap."""
        validators = dict(self.learned.validators)
        validators.pop(url, None)
        if fetched.validators:
            validators[url] = fetched.validators
        digests = {**self.learned.digests, url: digest(fetched)}
        self.learned = replace(self.learned, validators=validators, digests=digests)


def is_gone(fetched: Fetched) -> bool:
    """Whether nothing of the site stands at an address any more."""
    return fetched.reason is Reason.OFFSITE or fetched.absent


def _outcome(fetched: Fetched) -> str:
    if fetched.ok:
        return f"{fetched.status}"
    return fetched.explanation or (fetched.reason.text if fetched.reason else f"{fetched.status}")
