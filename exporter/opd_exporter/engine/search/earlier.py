"""What earlier looks left of a site, for the search that comes after them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from opd_exporter.domain.candidate import Candidate
from opd_exporter.posts.history import NO_HISTORY, History, Sighting
from opd_exporter.text.address import normal


@dataclass(frozen=True)
class Earlier:
    """What earlier looks left, by address (:func:`normal`)."""

    history: History = NO_HISTORY
    judged: Mapping[str, Candidate] = field(default_factory=dict)
    """Candidates whose pages need not be opened again: accepted or refused, or left open till another day."""
    last: Mapping[str, Candidate] = field(default_factory=dict)
    """What the look before this one saw."""
    posts: Mapping[str, Candidate] = field(default_factory=dict)
    """All own posts that are known."""

    @classmethod
    def of(
        cls,
        sightings: Mapping[str, Sighting],
        *,
        judged: Iterable[Candidate] = (),
        last: Iterable[Candidate] = (),
        posts: Iterable[Candidate] = (),
    ) -> Earlier:
        """The same, of what a record keeps."""
        return cls(History.of(sightings), *(_by_address(some) for some in (judged, last, posts)))


def _by_address(candidates: Iterable[Candidate]) -> Mapping[str, Candidate]:
    return {normal(one.url): one for one in candidates}


NOTHING_EARLIER = Earlier()
