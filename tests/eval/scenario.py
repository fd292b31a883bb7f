"""What becomes of a generated site: a scenario is its posts, its traps, and what a careful reader says of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random

from eval.model import MOMENT, Reply, Truth, of_age
from eval.site import NEWS, Entry, Made
from eval.systems.model import System
from opd_exporter.domain.vocabulary import Status
from years import words

UNKNOWN = frozenset({Status.TIDAK_TERUKUR})


@dataclass
class Writer:
    """Writes posts that nobody else has."""

    rng: Random
    taken: set[str]
    number: int = 40

    def entry(self, age: float, kind: str = NEWS, title: str = "", **more: str) -> Entry:
        """An entry so many days old, written in office hours."""
        self.number -= 1
        title = title or words.title(self.rng, self.taken)
        when = (MOMENT - timedelta(days=age)).replace(
            hour=self.rng.randrange(8, 16) if age >= 1 else 8, minute=self.rng.randrange(60), second=0
        )
        slug = words.slug(title).replace("'", "")
        body = more.pop("body", "") or words.body(self.rng)
        return Entry(title, slug, 100 + self.number, when, body, kind, **more)

    def posts(self, newest: tuple[int, int]) -> list[Entry]:
        """Six to twelve of them, the newest within these ages."""
        age: float = self.rng.randint(*newest)
        found = []
        for _ in range(self.rng.randrange(6, 13)):
            found.append(self.entry(age))
            age += self.rng.randint(4, 45)
        return found


More = Callable[[Writer], list[Entry]]
"""What is written besides the site's own run of posts."""


def _nothing(writer: Writer) -> list[Entry]:
    return []


def _news(entry: Entry) -> bool:
    return entry.kind == NEWS


def _any(system: System) -> bool:
    return True


@dataclass(frozen=True)
class Scenario:
    """How a site of a system is filled."""

    name: str
    newest: tuple[int, int] | None
    """Days since the newest of its run of posts; None: there is none."""
    traps: frozenset[str] = frozenset()
    more: More = _nothing
    also: frozenset[Status] = frozenset()
    """Statuses that are right too."""
    only: frozenset[Status] | None = None
    """Instead of what the newest own post says."""
    own: Callable[[Entry], bool] = _news
    """Which entries are own posts."""
    fits: Callable[[System], bool] = _any
    dated_by_address: bool = False
    """``only`` does not hold where addresses name the day."""
    spam: bool = False
    instead: Reply | None = None
    reason: str = ""

    def made(self, system: System, name: str, rng: Random, taken: set[str]) -> tuple[Made, Truth]:
        """A site, and the truth."""
        writer = Writer(rng, taken)
        entries = [*self.more(writer), *(writer.posts(self.newest) if self.newest else ())]
        site = Made(name, system, tuple(entries), self.traps, self.instead)
        return site, self.truth(system, entries)

    def truth(self, system: System, entries: list[Entry]) -> Truth:
        """What a careful reader says of such a site."""
        if self.reason:
            statuses = self.only or UNKNOWN
            return Truth(statuses, frozenset(), False, frozenset({self.reason}), cms_judged=False)
        own = [entry for entry in entries if self.own(entry) and entry.when <= MOMENT]
        base = Truth(UNKNOWN, frozenset(), cms=system.cms, spam=self.spam, cms_judged=not system.scripted)
        if system.scripted and (not own or "undated" in self.traps):
            return replace(base, statuses=UNKNOWN if own else UNKNOWN | {Status.TIDAK_AKTIF}, up=None)
        if self.only is not None and not (self.dated_by_address and "{d}" in system.address):
            return replace(base, statuses=self.only)
        if not own:
            return replace(base, statuses=frozenset({Status.TIDAK_AKTIF}) | self.also)
        newest = max(entry.when for entry in own)
        return replace(base, statuses=of_age(newest) | self.also, days=frozenset({newest.date()}))
