"""What the engine hands to readers, and what it gets back: plain data, without the libraries that read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from opd_exporter.dates.order import NO_ORDER, Order
from opd_exporter.domain.candidate import Candidate
from opd_exporter.domain.report import Cms
from opd_exporter.domain.spam import SpamSign
from opd_exporter.judges.identity import NOBODY, NOTHING, Claim, Identity
from opd_exporter.judges.non_site.verdict import Verdict
from opd_exporter.page.named_links import NamedLink
from opd_exporter.posts.layout.boilerplate import NO_BOILERPLATE, Boilerplate
from opd_exporter.posts.leads import Leads
from opd_exporter.posts.sources.model import Listing


@dataclass(frozen=True)
class Answer:
    """What came back from an address, as the readers need it."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class PageReading:
    """What a page of the site says: a front page or a page with a list."""

    forward: str = ""
    greets: bool = False
    """It says a sentence of its own, and only a link leads on."""
    dead: Verdict | None = None
    cms: Cms | None = None
    spam: tuple[SpamSign, ...] = ()
    """What on it sells gambling."""
    leads: Leads = field(default_factory=Leads)
    listing: Listing = field(default_factory=Listing)
    embedded: tuple[Candidate, ...] = ()
    """Posts that stand as data inside the page."""
    interfaces: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    """The site's own scripts."""
    boilerplate: Boilerplate = NO_BOILERPLATE
    """Dates outside every row: the site's boilerplate."""
    order: Order = NO_ORDER
    """What it shows of the order in which the site writes numeric dates."""
    identity: Identity = NOBODY
    claim: Claim = NOTHING
    """Of which other host the page says it is."""
    unfilled: bool = False
    """It lists nothing but pages of the site, and leaves the rest to scripts."""
    door: bool = False
    """It lists nothing, and asks for a password instead."""
    brief: bool = False
    """Only what a pull answers was read: nothing is said of lists, leads, interfaces and the system."""


@dataclass(frozen=True)
class Entries:
    """What a JSON interface lists."""

    candidates: tuple[Candidate, ...] = ()
    order: Order = NO_ORDER
    """What its dates show of the order of their fields."""


@dataclass(frozen=True)
class Signpost:
    """What a page says of itself and of other sites."""

    titles: tuple[str, ...]
    """What the page calls itself."""
    links: tuple[NamedLink, ...]
    feeds: tuple[str, ...]
    dead: Verdict | None
    """Why it is no page of a site."""
