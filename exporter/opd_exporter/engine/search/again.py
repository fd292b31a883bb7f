"""A search that begins again when the site turns out to write its dates the other way round.

What was read before the evidence came was read wrongly, and all that follows from its dates: which rows are a clock's,
which article is opened next. So the search is made anew with what it has learnt; answers are kept, not asked for twice.
"""

from __future__ import annotations

from opd_exporter.dates.order import Order
from opd_exporter.domain.budget import Budget
from opd_exporter.domain.transport import Validators
from opd_exporter.domain.vocabulary import Reason
from opd_exporter.engine.search.asking import Get
from opd_exporter.fetch.model import Fetched

MOST_TURNS = 8
"""How often one look may begin again: signs only add up, and of the three that weigh, the first may turn a reading twice
and the others once, for printed dates and for machines'."""
MAX_KEPT = 4 * 1024 * 1024
"""Bytes of answers kept during one look."""


class Turned(Exception):
    """Dates that were read before are now read the other way round."""

    def __init__(self, order: Order) -> None:
        super().__init__("numeric dates are read the other way round")
        self.order = order
        """All signs so far."""


class Replay:
    """A :class:`Get` that gives the answers of this look again. After :meth:`rewind` they cost what they cost the first
    time, so that the search goes the same way; what was not asked before costs what is truly left."""

    def __init__(self, get: Get, budget: Budget) -> None:
        self._get, self._budget = get, budget
        self._kept: dict[tuple[str, str], Fetched] = {}
        self._waiting: dict[tuple[str, str], Fetched] = {}
        """Kept answers that were not given again yet. The budget holds their cost beside what is truly left."""

    def rewind(self) -> None:
        """Begin again, with the answers so far."""
        left = self._left()
        self._waiting = dict(self._kept)
        self._budget.requests = left + self._held()

    async def __call__(self, url: str, *, accept: str, validators: Validators | None = None) -> Fetched:
        """One GET, or the answer that it had."""
        known = self._waiting.pop((url, accept), None) if validators is None else None
        if known:
            self._budget.requests -= known.requests
            return known
        left = self._left()
        if self._waiting and left <= 0:
            self._budget.requests, self._waiting = 0, {}
            return Fetched(url, url, Reason.TIMEOUT, "jatah permintaan habis", unasked=True)
        self._budget.requests = left  # what the fetcher may spend
        fetched = await self._get(url, accept=accept, validators=validators)
        self._budget.requests += self._held()
        room = MAX_KEPT - sum(len(one.body) for one in self._kept.values())
        if validators is None and not fetched.unasked and len(fetched.body) <= room:
            self._kept[url, accept] = fetched
        return fetched

    def _held(self) -> int:
        return sum(one.requests for one in self._waiting.values())

    def _left(self) -> int:
        return self._budget.requests - self._held()
