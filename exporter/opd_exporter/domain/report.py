"""SiteReport: all that is known of one site at one moment; metrics, pages and JSON are views of it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from opd_exporter.domain.candidate import Candidate, Question
from opd_exporter.domain.config import Site
from opd_exporter.domain.spam import SpamSign
from opd_exporter.domain.transport import Tls
from opd_exporter.domain.vocabulary import Phase, Reason, Source, State, Window
from opd_exporter.text.sanitise import escaped

View = TypeVar("View")
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Cms:
    """The system that publishes a site."""

    name: str
    version: str = ""


@dataclass(frozen=True)
class LastPost:
    """The newest own post known."""

    published: datetime
    url: str
    title: str
    source: Source
    found: str


@dataclass(frozen=True)
class Visit:
    """The look at the front page of one pull: what was measured, and nothing else."""

    at: datetime
    up: bool
    reason: Reason | None
    """None exactly when up."""
    explanation: str
    """Why, in one line for people: what happened, or the phrase that told so."""
    url: str
    """The address that answered last."""
    status: int | None = None
    redirects: int | None = None
    """Redirects followed; None when nothing was answered."""
    http_version: float | None = None
    body_bytes: int | None = None
    """Decompressed body of the last answer, in bytes; None when no body was read (also after a 304)."""
    duration: float = 0.0
    phases: Mapping[Phase, float] = field(default_factory=dict)
    """Seconds, all hops together, and of them in each phase; phases never entered are missing."""
    tls: Tls | None = None


@dataclass(frozen=True)
class SiteReport:
    """One site, now. ``visit`` is None until the first pull ever."""

    site: Site
    visit: Visit | None = None
    unusable_since: datetime | None = None
    """The first pull since which none found it up; None while it is."""
    last_post: LastPost | None = None
    posts: Mapping[Window, int] | None = None
    """Own posts per window; None as long as no look for posts ever succeeded."""
    state: State = State.UNKNOWN
    checked: datetime | None = None
    """The last successful look for posts."""
    cms: Cms | None = None
    cms_looked: bool = False
    """False: no page of the site was ever read, so neither "detected" nor "none" is known."""
    spam: bool | None = None
    """None: never judged."""
    evidence: tuple[Candidate, ...] = ()
    """Candidates of the last look for posts, newest first, accepted and refused."""
    steps: tuple[str, ...] = ()
    """What the last look fetched, a line each: address, outcome."""
    open: tuple[Question, ...] = ()
    """What was not settled and could change the status, the widest first."""
    spam_signs: tuple[SpamSign, ...] = ()
    """What ``spam`` rests on, those seen last first."""

    @property
    def up(self) -> bool | None:
        """Whether the last pull found the site up; None before the first."""
        return self.visit.up if self.visit else None


def viewed(view: Callable[[SiteReport], View], report: SiteReport) -> View:
    """What a view of all sites shows of one; of a report that it cannot show, what it shows of a site never looked
    at: one bad record never takes the others from anybody's sight."""
    try:
        return view(report)
    except Exception as error:
        log.error("%s cannot be shown: %s: %s", report.site.key, type(error).__name__, escaped(str(error)))
        return view(SiteReport(report.site))
