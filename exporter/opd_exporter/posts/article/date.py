"""When the article on a page was published, by the page's own word, and how much that word is worth."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from opd_exporter.dates.model import Label
from opd_exporter.domain.candidate import MAX_DATES, MAX_QUOTE, SeenDate
from opd_exporter.posts.article.guards import JudgedDate, refusing
from opd_exporter.posts.article.model import ArticleDate, Reading, Testimony, Trust, Witness
from opd_exporter.posts.article.witnesses import registry
from opd_exporter.posts.first_published import BY_ADDRESS, first_published

MAX_TOLD = 12
"""Dates of one witness that are looked at."""


@dataclass(frozen=True)
class _Heard:
    """A date and what became of it."""

    told: Testimony
    witness: Witness
    refused: str = ""


def _hear(witnesses: Iterable[Witness], reading: Reading, shown: datetime | None = None) -> list[_Heard]:
    """What these witnesses tell, each date with the guard that refuses it; a witness is heard until one of its dates
    stands."""
    heard = []
    for witness in witnesses:
        for told in islice(witness.find(reading), MAX_TOLD):
            guard = refusing(JudgedDate(told, witness, reading, shown))
            heard.append(_Heard(told, witness, guard.name if guard else ""))
            if guard is None:
                break
    return heard


def _accepted(heard: Iterable[_Heard]) -> _Heard | None:
    return next((one for one in heard if not one.refused), None)


def article_date(reading: Reading) -> ArticleDate:
    """The date of publishing: the first date that no guard refuses, by the order of the witnesses. What people are shown
    beside the title is heard first, since guards hold what machines are told against it; loose witnesses are heard
    only where nobody better spoke."""
    firm = [one for one in registry.WITNESSES if one.trust is not Trust.LOOSE]
    # Machines are told second: a date of an edit shows only against an older one beside the title (domain.md 37).
    beside = _hear((one for one in firm if one.shown), reading)
    shown = _accepted(beside)
    unseen = _hear((one for one in firm if not one.shown), reading, shown.told.when if shown else None)
    # Yet they decide first: given a true date, they give it without a template's clock or a sentence around it.
    heard = [*unseen, *beside]
    best = _accepted(heard)
    if best is None:
        loosely = _hear_loose(reading)
        heard, best = heard + loosely, _accepted(loosely)
    seen = _seen(heard, best)
    if best is None:
        return ArticleDate(seen=seen)
    said, witness = best.told, best.witness
    for_machines = witness.trust is Trust.MACHINE and not witness.shown
    when = first_published(reading.page.url, said.when, reading.context)
    return ArticleDate(
        when=when,
        found=said.found if when == said.when else BY_ADDRESS,
        witness=witness.name,
        trust=witness.trust,
        printed=shown.told.when if shown and not witness.shown else None,
        rounded=said.rounded,
        # What is given for machines alone stands in a field of that name, or in the article's address.
        as_published=said.label is Label.PUBLISHED or for_machines,
        seen=seen,
    )


def _hear_loose(reading: Reading) -> list[_Heard]:
    """What loose witnesses tell, up to the first whose date stands: the last asks a library, which is slow and guesses
    (domain.md 35)."""
    heard: list[_Heard] = []
    for witness in registry.WITNESSES:
        if witness.trust is Trust.LOOSE and _accepted(heard) is None:
            heard += _hear([witness], reading)
    return heard


def _seen(heard: Iterable[_Heard], best: _Heard | None) -> tuple[SeenDate, ...]:
    """As it is kept: the one that decides, and as many others as there is place for."""
    dates = [
        SeenDate(
            one.told.when,
            one.witness.name,
            one.told.found,
            one.told.quote[:MAX_QUOTE],
            one.refused,
            one is best,
        )
        for one in heard
    ]
    kept = sorted(dates, key=lambda one: not one.decides)[:MAX_DATES]
    return tuple(one for one in dates if one in kept)
