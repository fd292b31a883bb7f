"""How a look asks: one GET within the site's limits, one reader in a worker, and what both are given."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from opd_exporter.domain.transport import Validators
from opd_exporter.fetch.model import Fetched
from opd_exporter.workers.readings import Answer

Result = TypeVar("Result")

READ_CPU = 10.0
"""Seconds that a reader may compute over one answer."""
HTML = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1"
FEED = "application/rss+xml,application/atom+xml,application/xml;q=0.9,*/*;q=0.1"
JSON = "application/json,*/*;q=0.1"
TEXT = "text/plain,*/*;q=0.1"


class Get(Protocol):
    """One GET within the site's limits; never raises for anything a site does."""

    async def __call__(self, url: str, *, accept: str, validators: Validators | None = None) -> Fetched: ...


class Work(Protocol):
    """A pure function run where it can be killed; raises :class:`WorkFailed`."""

    async def __call__(self, function: Callable[..., Result], *arguments: Any) -> Result: ...


def answer_of(fetched: Fetched) -> Answer:
    """What the readers need of a response."""
    return Answer(fetched.final_url, fetched.status or 0, dict(reversed(fetched.headers)), fetched.body)


def digest(fetched: Fetched | Answer) -> str:
    """A short name of a body's exact content."""
    # 96 bits: of the few thousand bodies that are remembered no two share them by chance.
    return hashlib.blake2b(fetched.body, digest_size=12).hexdigest()
