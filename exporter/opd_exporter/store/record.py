"""What outlives a restart, one record a site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from opd_exporter.domain.candidate import Candidate, Question
from opd_exporter.domain.config import Site
from opd_exporter.domain.report import Cms, Visit
from opd_exporter.domain.spam import SpamSign
from opd_exporter.domain.transport import Validators
from opd_exporter.domain.vocabulary import Source, State
from opd_exporter.judges.identity import NOBODY, Identity
from opd_exporter.posts.history import Sighting


@dataclass(frozen=True)
class KnownPost:
    """An own post that was accepted once. Whether it is a *copy* is decided when an answer is given."""

    url: str
    title: str
    published: datetime
    source: Source
    found: str
    first_seen: datetime


@dataclass(frozen=True)
class Settled:
    """A state that was certain."""

    state: State
    at: datetime
    newest: datetime | None = None
    latest: datetime | None = None
    """The interval that was known then (``posts/bounds.py``); None also where an earlier version wrote it down."""


@dataclass(frozen=True)
class Learned:
    """What worked last time, so that a steady look costs one conditional request."""

    feed: str = ""
    system: Cms | None = None
    """The system that the site's feed says it was written by."""
    rest: str = ""
    listing: str = ""
    lists: tuple[str, ...] = ()
    """The lists that the site named when every source was last looked through, and pages under other names that turned
    out to list news."""
    others: tuple[str, ...] = ()
    """Entries of its menu that said nothing of what they hold."""
    older: tuple[str, ...] = ()
    """Further pages of its lists."""
    validators: Mapping[str, Validators] = field(default_factory=dict)
    """By address: what to send so that an unchanged answer is a 304."""
    digests: Mapping[str, str] = field(default_factory=dict)
    """By address: hash of the body read last, for servers that know no conditional requests."""
    front_reason: str = ""
    """What the front page of that hash was judged to be: a ``Reason``, or empty for a site of its own."""
    front_explanation: str = ""
    """What told so, in words: the phrase of a suspended account. Memories of before it was kept have none."""
    looked: datetime | None = None
    """When a look for posts last ended, with or without success."""
    searched: datetime | None = None
    """When every source was last looked through."""
    frame: tuple[str, ...] = ()
    """Dates of the site's boilerplate (``posts/layout/boilerplate.py``), for articles opened on steady looks."""
    menu: tuple[str, ...] = ()
    """Addresses of the menu's entries, likewise."""
    sitemap: str = ""
    """The sitemap that the site names."""
    mapped: datetime | None = None
    """When its sitemap was last judged for spam."""
    settled: Mapping[str, datetime] = field(default_factory=dict)
    """By address (:func:`normal`) of a feed, an interface or a list: when it was read, or found to be none."""
    order: Mapping[str, datetime] = field(default_factory=dict)
    """Signs of the order in which the site writes numeric dates (``dates/order.py``), and when each was seen last."""
    hints: str = ""
    """What the configuration said of where to look, at that time (:func:`hints`)."""


def hints(site: Site) -> str:
    """What the configuration says of where to look at a site: another text, and everything is looked at anew."""
    return " ".join((site.feed or "-", site.listing or "-", *site.aliases))


@dataclass(frozen=True)
class Record:
    """All that is remembered of a site. ``url`` is the configured address it was learnt at: another address is another
    site, whose record starts empty while this one is put aside (``store/elsewhere.py``). What is not told here is what
    ``SiteReport`` has."""

    key: str
    url: str
    visit: Visit | None = None
    unusable_since: datetime | None = None
    state: State = State.UNKNOWN
    """Of a memory from before ``questions`` were kept, which tell it since."""
    checked: datetime | None = None
    cms: Cms | None = None
    cms_looked: bool = False
    spam: bool | None = None
    posts: tuple[KnownPost, ...] = ()
    """Newest first, at most ``MAX_POSTS``."""
    sightings: Mapping[str, Sighting] = field(default_factory=dict)
    """By address (:func:`normal`): dated entries as they were seen first; at most ``MAX_SIGHTINGS``."""
    questions: tuple[Question, ...] | None = None
    """What the looks so far leave open; None: never looked."""
    settled: Settled | None = None
    """The last state that nothing open could change."""
    identity: Identity = NOBODY
    """What the site is known by."""
    learned: Learned = field(default_factory=Learned)
    evidence: tuple[Candidate, ...] = ()
    steps: tuple[str, ...] = ()
    heard: Visit | None = None
    """The last visit at which anybody answered: what stands when it turns out that our own line was down."""
    spam_signs: tuple[SpamSign, ...] = ()
    """What ``spam`` rests on; empty also where an earlier version said it."""


MAX_POSTS = 300
"""Own posts of a site that are remembered: the newest."""
