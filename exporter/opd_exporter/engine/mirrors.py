"""Names that show one and the same site, with no sign whose it is: nobody can say which of them is alive.

Counted as records change, like copies, and decided when an answer is given: the order of the looks does not matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from opd_exporter.engine.identity import Acquaintance, KnownBy, calls_itself
from opd_exporter.store.record import Record
from opd_exporter.text.address import host_and_path
from opd_exporter.text.similarity import folded

NEWEST = 5
"""Posts of a site that are compared: no more than a front page shows."""
GONE_FOR = timedelta(days=1)
"""After so long out of use a name has no claim to what another shows."""

Mark = tuple[str, str, date]


@dataclass(frozen=True)
class _Face:
    """What a site shows."""

    known: KnownBy
    marks: frozenset[Mark]
    """Path, title and day of the newest posts."""
    unusable_since: datetime | None
    named: bool
    """Its pages say the agency's own name."""


class Mirrors:
    """Sites that show the same pages and posts at the same paths."""

    def __init__(self, names: Mapping[str, str]) -> None:
        """``names`` are the agencies' names by key."""
        self._names = names
        self.known_by = Acquaintance()
        self._faces: dict[str, _Face] = {}
        self._by_mark: defaultdict[Mark, set[str]] = defaultdict(set)

    def count(self, record: Record) -> bool:
        """Take a record as it is now; gives whether another site shows what it showed or shows."""
        before, shared = self._faces.pop(record.key, None), False
        for mark in before.marks if before else ():
            self._by_mark[mark].discard(record.key)
            shared = shared or bool(self._by_mark[mark])
            if not self._by_mark[mark]:
                del self._by_mark[mark]
        if not record.posts or not record.identity:
            return shared
        newest = record.posts[:NEWEST]
        marks = frozenset(
            (host_and_path(post.url)[1], folded(post.title), post.published.date()) for post in newest
        )
        # A post's title may hold the agency's name: that is not how the site calls itself.
        titles = {title for _, title, _ in marks}
        known = self.known_by(record)
        named = calls_itself(known.names - titles, self._names.get(record.key, ""))
        self._faces[record.key] = _Face(known, marks, record.unusable_since, named)
        for mark in marks:
            shared = shared or bool(self._by_mark[mark])
            self._by_mark[mark].add(record.key)
        return shared

    def of(self, key: str, now: datetime) -> str:
        """Key of another site that shows the same pages and has as good a claim to them; empty: there is none."""
        face = self._faces.get(key)
        if face is None:
            return ""
        rivals = sorted({one for mark in face.marks for one in self._by_mark[mark]} - {key})
        same = [one for one in rivals if _same(face, self._faces[one])]
        named = [one for one in same if self._faces[one].named]
        if face.named and not named:
            return ""
        # Only the other calls itself by its agency's name: the pages are the other's.
        if named and not face.named:
            return named[0]
        return next((one for one in same if not _is_gone(self._faces[one], now)), "")


def face(record: Record) -> tuple[object, ...]:
    """What copies and mirrors are found by: while it stays, nothing need be counted anew."""
    return record.posts, record.identity, record.unusable_since


def _same(one: _Face, other: _Face) -> bool:
    """Most of the newest posts at the same paths, and the same lines around them."""
    common = len(one.marks & other.marks)
    return 2 * common > min(len(one.marks), len(other.marks)) and one.known.resembles(other.known)


def _is_gone(face: _Face, now: datetime) -> bool:
    return face.unusable_since is not None and now - face.unusable_since > GONE_FOR
