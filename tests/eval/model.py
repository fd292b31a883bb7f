"""What is measured: sites with their truth, in groups that are served and looked at together."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import date, datetime

from opd_exporter.domain.config import Thresholds
from opd_exporter.domain.status import by_age
from opd_exporter.domain.vocabulary import Status
from years.words import WIB

MOMENT = datetime(2026, 3, 18, 10, 20, tzinfo=WIB)
"""When the sites are looked at, unless they say otherwise: in the past, since some readers know the machine's own clock."""


@dataclass
class Clock:
    """The time of the program and of the sites' servers."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now


@dataclass(frozen=True)
class Reply:
    """What a server sends."""

    body: str = ""
    status: int = 200
    kind: str = "text/html; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Truth:
    """What a careful reader would say of a site after the same looks."""

    statuses: frozenset[Status]
    """Any of them is right; *tidak terukur* among them only where the site really leaves it open."""
    days: frozenset[date] | None = None
    """Days that are right for the last post; empty: there is nothing to claim; None: not judged."""
    up: bool | None = True
    """None: not judged."""
    reasons: frozenset[str] = frozenset()
    """Reasons that are right while it is not up; empty: not judged."""
    cms: str | None = None
    cms_judged: bool = True
    """False: ``cms`` says nothing."""
    spam: bool | None = None
    """None: not judged."""


@dataclass(frozen=True)
class Case:
    """One site."""

    key: str
    """Its name in the report; stands for the same site as long as its maker does not change."""
    family: str
    system: str
    what: str
    """What it is a case of, in a few words."""
    truth: Truth

    @property
    def half(self) -> str:
        """Which half it belongs to: rules may be made on the one, the other is only measured."""
        return "tuning" if hashlib.blake2b(self.key.encode(), digest_size=1).digest()[0] % 2 else "measured"


Serving = Callable[[Clock], AbstractAsyncContextManager[Mapping[str, str]]]
"""A clock -> the sites on loopback while the context lasts, by key: their addresses."""


@dataclass(frozen=True)
class Group:
    """Sites of one configuration: what stands on three of them is a copy, as in a city."""

    name: str
    cases: tuple[Case, ...]
    serving: Serving
    moments: tuple[datetime, ...] = (MOMENT,)
    """The looks; the truth is that of the last one."""


def of_age(when: datetime, now: datetime = MOMENT) -> frozenset[Status]:
    """The status that a newest post of that moment gives."""
    return frozenset({by_age(when, Thresholds(), now)})
