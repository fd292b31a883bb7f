"""Whether a front page is the site's own, by what this site and the others are known by.

A server that lost a virtual host shows some other agency's pages under its name (``offsite``); a router, a provider or
a portal answers where a site was (``replaced``). Nothing is learned from either. What many sites show is no sign: the
city's name, a template's lines and menu.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from opd_exporter.domain.budget import Budget
from opd_exporter.domain.candidate import Refusal
from opd_exporter.domain.config import Site
from opd_exporter.domain.scope import Scope
from opd_exporter.domain.vocabulary import Reason
from opd_exporter.engine.search.asking import HTML, Get, Work, answer_of
from opd_exporter.judges.identity import KIN, NOBODY, Identity
from opd_exporter.posts.context import Context
from opd_exporter.store.record import KnownPost, Record
from opd_exporter.text.address import host_and_path, is_public, normal
from opd_exporter.text.similarity import folded
from opd_exporter.workers import tasks
from opd_exporter.workers.failures import WorkFailed
from opd_exporter.workers.readings import PageReading

ALIKE = 0.5
"""Share of the lines of the smaller of two pages that both must show to be one page at two moments: news change from day
to day, menu and footer stay."""
COMMON = 3
"""Addresses that two pages must share where hardly a line names them: one or two ("/login", "/feed") many sites have."""
NAME_AND = 6
"""Words that a line may hold beside the agency's name and still be its name: the city, "Selamat datang di"."""


@dataclass(frozen=True)
class KnownBy:
    """What a site is known by, addresses without their host so that sites can be compared."""

    names: frozenset[str]
    paths: frozenset[str]
    posts: frozenset[str] = frozenset()
    """Folded titles and paths of its posts."""

    @classmethod
    def of(cls, identity: Identity, posts: Iterable[tuple[str, str]] = ()) -> KnownBy:
        """``posts`` are addresses and titles."""
        return cls(identity.names, _paths(identity.links), _marks(posts))

    def __bool__(self) -> bool:
        return bool(self.names or self.paths)

    def resembles(self, other: KnownBy) -> bool:
        """Whether both are the same page, give or take a day's news."""
        if len(self.names) < 2 or len(other.names) < 2:
            return bool(self.names & other.names) and len(self.paths & other.paths) >= COMMON
        common = len(self.names & other.names)
        return common >= max(2, ALIKE * min(len(self.names), len(other.names)))

    def shows_posts_of(self, other: KnownBy) -> bool:
        """Whether posts of the other site stand on this page."""
        return bool((self.names | self.paths) & other.posts)

    def belongs_to(self, site: KnownBy, others: Iterable[KnownBy] = ()) -> bool:
        """Whether this page shows anything that the site, and none of the others, is known by."""
        others = list(others)
        names, paths, posts = site.names, site.paths, site.posts
        for one in others:
            names, paths, posts = names - one.names - one.posts, paths - one.paths, posts - one.posts
        if (self.names & names) or (self.names | self.paths) & posts:
            return True
        return bool(paths) and len(self.paths & paths) >= KIN * len(paths)


@dataclass(frozen=True)
class Stranger:
    """A page that is not the site's own."""

    reason: Reason
    explanation: str
    """For people, one line."""
    owner: str = ""
    """Key of the configured site whose page it is."""


def known_by(record: Record) -> KnownBy:
    """What a site is known by."""
    return KnownBy.of(record.identity, ((post.url, post.title) for post in record.posts))


class Acquaintance:
    """What many sites are known by. What their posts are known by is worked out once while these stay: a front page
    changes far more often."""

    def __init__(self) -> None:
        self._made: dict[str, tuple[Record, KnownBy]] = {}

    def __call__(self, record: Record) -> KnownBy:
        """As :func:`known_by`."""
        made = self._made.get(record.key)
        if made is None or made[0].posts is not record.posts:
            known = known_by(record)
        elif made[0].identity is not record.identity:
            known = replace(KnownBy.of(record.identity), posts=made[1].posts)
        else:
            return made[1]
        self._made[record.key] = record, known
        return known


def _marks(posts: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Paths and folded titles of posts."""
    entries = ((_path(normal(url)), folded(title)) for url, title in posts)
    return frozenset(mark for entry in entries for mark in entry if mark.strip("/?"))


@lru_cache(maxsize=16)
def _paths(links: frozenset[str]) -> frozenset[str]:
    """Asked twice of each page that changed: as what stands there, and as what the site is known by from then on."""
    return frozenset(map(_path, links))


def _path(key: str) -> str:
    return "/" + key.partition("/")[2] if "/" in key else "/" + key.partition("?")[1]


def calls_itself(names: Collection[str], nama: str) -> bool:
    """Whether one of these lines is the agency's name and hardly more."""
    name = folded(nama)
    most = name.count(" ") + NAME_AND
    return " " in name and any(f" {name} " in f" {line} " and line.count(" ") <= most for line in names)


def stranger(
    site: Site,
    record: Record,
    front: PageReading,
    others: Sequence[tuple[Site, Record]],
    known_by: Callable[[Record], KnownBy] = known_by,
) -> Stranger | None:
    """Whose page stands there when it is not the site's own; None when nothing speaks against it. A page that was read
    briefly has nothing yet that speaks for it but its lines and links: where one is found, it is to be read in full.

    ``replaced`` is a suspicion until it was seen that nothing known stands any more (:func:`still_stands`)."""
    page = KnownBy.of(front.identity)
    own = known_by(record) if record.identity else None
    listed = {folded(one.title) for one in front.listing.candidates}
    itself = not front.brief and calls_itself(page.names - listed, site.nama)
    found = _claimed(page, own, itself, front, others, known_by)
    found = found or (None if own is None else _known(page, own, others, known_by))
    something = bool(record.posts or record.questions)  # posts, or entries and places that may hold some
    if found or own is None or not something or _has_posts(front) or itself:
        return found
    of_many = _lines_of_many([known_by(other) for _, other in others])
    if page.belongs_to(own, [KnownBy(of_many, frozenset())]):
        return None
    return Stranger(Reason.REPLACED, "tidak ada yang sama dengan yang dikenal dari situs ini")


def _claimed(
    page: KnownBy,
    own: KnownBy | None,
    itself: bool,
    front: PageReading,
    others: Sequence[tuple[Site, Record]],
    known_by: Callable[[Record], KnownBy],
) -> Stranger | None:
    """A page that says itself whose it is. A claim alone is no proof where the other is known: clones of a template keep
    the canonical name of their first."""
    speaks_for_itself = itself or bool(own and page.belongs_to(own))
    claimed = next(_claimed_sites(front, others), None)
    if claimed:
        url, other, theirs = claimed
        known = known_by(theirs)
        if theirs.identity:
            same = page.resembles(known) and not (own and page.belongs_to(own, [known]))
        else:  # the other was never seen: only a name that nothing of this site contradicts
            same = bool(front.claim.named) and not speaks_for_itself
        explanation = f"halaman ini milik {other.key}: menyebut {url}"
        return Stranger(Reason.OFFSITE, explanation, other.key) if same else None
    if speaks_for_itself or not _claims_one_other_host(front) or _has_posts(front):
        return None
    named = front.claim.named
    return Stranger(Reason.OFFSITE, f"halaman menyebut host lain dan hanya menaut ke sana: {named}")


def _claimed_sites(
    front: PageReading, others: Sequence[tuple[Site, Record]]
) -> Iterator[tuple[str, Site, Record]]:
    """The configured sites whose address a page gives as its own, or leads to alone, each with that address."""
    for url in filter(None, (front.claim.named, front.claim.leading)):
        yield from ((url, other, theirs) for other, theirs in others if Scope.of(other).same_host(url))


def _claims_one_other_host(front: PageReading) -> bool:
    """Whether a page names an address of the public net that is not its own, and its links lead nowhere else."""
    named, leading = front.claim.named, front.claim.leading
    if not named or not leading or not is_public(named):
        return False
    return host_and_path(named)[0] == host_and_path(leading)[0]


def _known(
    page: KnownBy, own: KnownBy, others: Sequence[tuple[Site, Record]], known_by: Callable[[Record], KnownBy]
) -> Stranger | None:
    """A page by which another site is known, and nothing of this one. Where both are known by the same pages, one of them
    learned them from the other's, and neither is the owner by what it knows (``mirrors``)."""
    for other, theirs in others:
        known = known_by(theirs)
        if own.posts & known.posts and own.resembles(known):
            continue
        if not theirs.identity or not page.resembles(known) or not page.shows_posts_of(known):
            continue
        if not page.belongs_to(own, [known]):
            return Stranger(Reason.OFFSITE, f"halaman ini dikenal sebagai milik {other.key}", other.key)
    return None


def _lines_of_many(others: Iterable[KnownBy]) -> frozenset[str]:
    """Lines that stand on other sites too."""
    return frozenset(name for one in others for name in one.names)


def _has_posts(front: PageReading) -> bool:
    """Whether a page lists posts or names a place for them. The feed and the interface that a new installation comes
    with are none while its front page has no post but the installer's sample."""
    leads, listed = front.leads, front.listing.candidates
    entries = [one for one in listed if one.counts]
    untouched = not entries and any(one.refused is Refusal.SEED for one in listed)
    if leads.news or front.embedded or ((leads.feeds or leads.rest) and not untouched):
        return True
    # Goods of a shop and services of a portal are lists too: only a day makes a post of an entry.
    return any(one.published for one in entries)


async def still_stands(record: Record, context: Context, get: Get, work: Work, budget: Budget) -> bool:
    """Whether the newest post known, or what was open, can still be read at its own address, so that only the front page
    is another."""
    # Two are enough: each is a request that the look may need.
    known = [post.url for post in record.posts] or [one.url for one in record.questions or ()]
    for url in known[:2]:
        if budget.exhausted:
            return False
        fetched = await get(url, accept=HTML)
        if not fetched.ok:
            continue
        with suppress(WorkFailed):
            read: Callable[..., Awaitable[PageReading]] = work
            page = await read(tasks.read_page, answer_of(fetched), context, record.url)
            if page.dead is None and KnownBy.of(page.identity).belongs_to(known_by(record)):
                return True
    return False


def _mark(post: KnownPost) -> tuple[str, str, date]:
    """What one post of two sites has in common: its address but for the host, its title, its day."""
    return _path(normal(post.url)), folded(post.title), post.published.date()


def forget_theirs(record: Record, owner: Record) -> Record:
    """The record without what it learned from the owner's pages before anybody could know: posts of the same address,
    title and day."""
    theirs = set(map(_mark, owner.posts))
    own = tuple(one for one in record.posts if _mark(one) not in theirs)
    # What the site is known by was learned from the other's pages as well.
    if known_by(record).resembles(known_by(owner)):
        record = replace(record, identity=NOBODY)
    if len(own) == len(record.posts):
        return record
    gone = {normal(one.url) for one in record.posts} - {normal(one.url) for one in own}
    sightings = {key: one for key, one in record.sightings.items() if key not in gone}
    record = replace(record, posts=own, sightings=sightings, evidence=())
    return record if own else replace(record, checked=None, questions=None, settled=None)
