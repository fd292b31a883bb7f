"""Copies: the same post on several sites is nobody's own (contract, settled cases). Told over all that is known."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from opd_exporter.domain.moments import local
from opd_exporter.domain.report import LastPost
from opd_exporter.domain.vocabulary import Window
from opd_exporter.engine.mirrors import Mirrors
from opd_exporter.posts.bounds import AHEAD
from opd_exporter.posts.history import KEPT_TITLE
from opd_exporter.posts.title_size import TITLE_WORDS
from opd_exporter.store.record import KnownPost, Record
from opd_exporter.text.address import normal
from opd_exporter.text.similarity import folded

COPIES = 3
"""Sites that carry the same post from which on it is nobody's own (contract, settled cases)."""

PostName = tuple[str, date]

_DAY = timedelta(days=1)
_WINDOWS = {window: timedelta(days=window.days) for window in Window}


@dataclass(frozen=True)
class OwnPosts:
    """A record's posts that are nobody else's."""

    last: LastPost | None
    published: tuple[datetime, ...]
    """When each was published, the oldest first."""
    copies: frozenset[str]
    """The others, by address (:func:`normal`)."""

    @classmethod
    def of(cls, posts: Iterable[KnownPost], copies: Iterable[KnownPost]) -> OwnPosts:
        """``posts`` with the newest first, and the copies beside them."""
        own = list(posts)
        one = own[0] if own else None
        last = LastPost(one.published, one.url, one.title, one.source, one.found) if one else None
        return cls(
            last,
            tuple(sorted(post.published for post in own)),
            frozenset(normal(post.url) for post in copies),
        )

    @property
    def newest(self) -> datetime | None:
        """When the newest was published."""
        return self.last.published if self.last else None

    def windows(self, now: datetime) -> Mapping[Window, int]:
        """How many there are in each window that ends now."""
        return {
            window: len(self.published) - bisect_left(self.published, now - length)
            for window, length in _WINDOWS.items()
        }


def post_name(title: str, published: datetime, zone: ZoneInfo) -> PostName:
    """What makes two posts the same: title and day."""
    return folded(title)[:KEPT_TITLE], local(published, zone).date()


def _beside(name: PostName) -> tuple[PostName, ...]:
    """What counts as the same post: where its title names one post, also what is printed with the day before or after, as
    servers of other zones do."""
    title, day = name
    if title.count(" ") + 1 < TITLE_WORDS:
        return (name,)
    return name, (title, day - _DAY), (title, day + _DAY)


class Copies:
    """Posts that stand on ``COPIES`` sites or more: ``name in copies``. Each record is counted once when it
    changes, so that a new post costs as much among a thousand sites as among ten."""

    def __init__(
        self, records: Iterable[Record], zone: ZoneInfo, names: Mapping[str, str] | None = None
    ) -> None:
        """``names`` are the agencies' names by key."""
        self._zone = zone
        self.changes = 0
        """Grows whenever another site's report may change by what was counted."""
        self.mirrors = Mirrors(names or {})
        self._names: dict[str, frozenset[PostName]] = {}
        self._named: dict[str, tuple[tuple[KnownPost, ...], tuple[frozenset[PostName], ...]]] = {}
        self._own: dict[str, tuple[tuple[KnownPost, ...], int, OwnPosts]] = {}
        self._sites: dict[PostName, set[str]] = {}
        for record in records:
            self.count(record)

    def count(self, record: Record) -> None:
        """Take a record as it is now."""
        shared = self.mirrors.count(record)
        before = self._names.get(record.key, frozenset())
        now = self._names[record.key] = frozenset[PostName]().union(*self.names(record))
        for name in now - before:
            self._sites.setdefault(name, set()).add(record.key)
        for name in before - now:
            self._sites[name].discard(record.key)
        if (
            shared
            # Others' reports change where one more site makes copies of a name, or where one less leaves too few.
            or any(self._carriers(one) >= COPIES for name in now - before for one in _beside(name))
            or any(self._carriers(one) >= COPIES - 1 for name in before - now for one in _beside(name))
        ):
            self.changes += 1
        for name in before - now:
            if not self._sites[name]:
                del self._sites[name]

    def names(self, record: Record) -> tuple[frozenset[PostName], ...]:
        """The names of each of a record's posts: by its title, and by those that it bore before it was moved or
        imported; worked out once while the posts stay."""
        posts, names = self._named.get(record.key, ((), ()))
        if posts is not record.posts:
            known = {one.url: one.names for one in record.sightings.values() if one.also}
            names = tuple(
                frozenset(
                    name
                    for title in (post.title, *known.get(post.url, ()))
                    if (name := post_name(title, post.published, self._zone))[0]
                )
                for post in record.posts
            )
            self._named[record.key] = record.posts, names
        return names

    def _carriers(self, name: PostName) -> int:
        """Sites that carry a post; one that posts its title day by day is one."""
        return len(set().union(*(self._sites.get(one, ()) for one in _beside(name))))

    def __contains__(self, name: PostName) -> bool:
        return self._carriers(name) >= COPIES

    def own(self, record: Record, now: datetime) -> OwnPosts:
        """The posts of a record that are nobody else's; worked out once, until its posts or what is a copy change."""
        kept = self._own.get(record.key)
        if kept is None or kept[0] is not record.posts or kept[1] != self.changes:
            kept = self._own[record.key] = record.posts, self.changes, self._split(record.posts, record)
        own = kept[2]
        if is_ahead(own.newest, now):
            return self._split([post for post in record.posts if not is_ahead(post.published, now)], record)
        return own

    def _split(self, posts: Iterable[KnownPost], record: Record) -> OwnPosts:
        copies = {
            id(post)
            for post, names in zip(record.posts, self.names(record), strict=True)
            if any(name in self for name in names)
        }
        posts = list(posts)
        return OwnPosts.of(
            (post for post in posts if id(post) not in copies), (post for post in posts if id(post) in copies)
        )


def is_ahead(published: datetime | None, now: datetime) -> bool:
    """Whether a wrong clock or a damaged file dated a post."""
    return published is not None and published > now + AHEAD
