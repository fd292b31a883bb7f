"""Which of two sources that list one address is believed."""

from __future__ import annotations

from collections.abc import Callable

from opd_exporter.domain.candidate import Candidate, Doubt
from opd_exporter.domain.vocabulary import EXACT, Source


def _by_heading(candidate: Candidate) -> bool:
    """Whether only the heading over a list spoke against it, which may be that of the list before."""
    return candidate.source is Source.LISTING and candidate.rule == "heading"


def stronger(known: Candidate, other: Candidate) -> Candidate:
    """Which of two witnesses for one address stands: a refusal for what it is, then an exact date, then any date."""
    listed = known.source not in EXACT and other.source not in EXACT
    return (
        _the_one_without(_by_heading, known, other)
        or _the_one_with(lambda one: one.refused is not None, known, other)
        # What one list shows to be dated by an event is so in another, but not in a feed.
        or (_the_one_with(lambda one: one.open is Doubt.EVENT, known, other) if listed else None)
        or _the_one_without(lambda one: one.open is not None, known, other)
        or _better_dated(known, other)
    )


def _the_one_with(trait: Callable[[Candidate], bool], known: Candidate, other: Candidate) -> Candidate | None:
    return next((one for one in (known, other) if trait(one)), None)


def _the_one_without(
    flaw: Callable[[Candidate], bool], known: Candidate, other: Candidate
) -> Candidate | None:
    if flaw(known):
        return other
    return known if flaw(other) else None


def _better_dated(known: Candidate, other: Candidate) -> Candidate:
    """The one with a date, of two the one whose source dates exactly, else the one known first."""
    exact = other.source in EXACT and known.source not in EXACT
    return other if other.published and (exact or known.published is None) else known
