"""What a site is known by: where its pages lead, the lines that name it, and what it calls itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from opd_exporter.domain.scope import Scope
from opd_exporter.judges.spam.addresses import strange_original
from opd_exporter.page.model import FOOTER, NAV, Area, Page
from opd_exporter.text.address import absolute, host_and_path, normal
from opd_exporter.text.parsed import parsed
from opd_exporter.text.similarity import folded

# A page's first links and lines: its head and menu, by which sites are known, stand before what changes.
MAX_LINKS = 120
MAX_NAMES = 60
NAME_WORDS = 3
"""Words from which on a short line names somebody: "Kontak" stands on every site."""
MAX_NAME = 90
"""Characters of such a line at most; a longer one is text."""
MAX_CALLED = 40
MAX_CALL = 160
"""Lines by which a page calls itself, and characters of one: a footer holds name and address in one."""
KIN = 1 / 3
"""Share of the links known from which on two pages are of one site: one entry of a menu may be anybody's."""

LEADING = 4
"""Addresses on one other host from which on a page without links of its own is that host's page."""


@dataclass(frozen=True)
class Identity:
    """Own addresses that a page leads to, and folded lines that name the site or its posts."""

    links: frozenset[str] = field(default_factory=frozenset)
    names: frozenset[str] = field(default_factory=frozenset)
    called: frozenset[str] = field(default_factory=frozenset)
    """Folded lines by which the page says whose it is: its titles, its logo, what its head and its foot say."""

    def __bool__(self) -> bool:
        return bool(self.links or self.names)

    def shares(self, known: Identity) -> bool:
        """Whether this page is of the site that is ``known``: a line that names it, or enough of its links."""
        if self.names & known.names:
            return True
        return bool(known.links) and len(self.links & known.links) >= KIN * len(known.links)


NOBODY = Identity()


def identity_of(page: Page, scope: Scope) -> Identity:
    """What this page is known by, bounded."""
    here = normal(page.url)
    links = (key for link in page.links if scope.owns(link.url) and (key := normal(link.url)) != here)
    lines = (
        name
        for text in (page.title, *(text.text for text in page.texts if not text.hidden))
        if len(text) <= MAX_NAME and (name := folded(text)).count(" ") + 1 >= NAME_WORDS
    )
    return Identity(_first(links, MAX_LINKS), _first(lines, MAX_NAMES), _called(page, scope))


def _first(values: Iterable[str], most: int) -> frozenset[str]:
    """The first values that differ; no more are asked for."""
    found: set[str] = set()
    for value in values:
        found.add(value)
        if len(found) == most:
            break
    return frozenset(found)


def _called(page: Page, scope: Scope) -> frozenset[str]:
    """What a page calls itself. A link elsewhere names somebody else: a portal's head and foot list all agencies."""
    front = scope.folder.strip("/")
    home = {
        link.url
        for link in page.links
        if link.url == page.url
        or (parsed(link.url).path.strip("/") == front and not parsed(link.url).query and scope.owns(link.url))
    }
    heads: dict[int, str] = {}  # runs of one block are read as one line: "DINAS" beside "KESEHATAN"
    for text in page.texts:
        at_an_end = text.tag == "h1" or text.area in (Area.HEADER, NAV, FOOTER)
        leads_home = text.link >= 0 and page.links[text.link].url in home
        if not text.hidden and (leads_home or (at_an_end and text.link < 0)):
            heads[text.block] = f"{heads.get(text.block, '')} {text.text}"
    logos = (link.text for link in page.links if link.url in home)
    named = (page.title, page.meta("og:site_name"), page.meta("application-name"), page.meta("description"))
    lines = dict.fromkeys(folded(line[:MAX_CALL]) for line in (*named, *logos, *heads.values()))
    return frozenset([line for line in lines if line][:MAX_CALLED])


@dataclass(frozen=True)
class Claim:
    """Whose a page says it is, when it does not say that it is the site's own. Empty strings: it says nothing."""

    named: str = ""
    """The address on another host that it gives itself (canonical, ``og:url``)."""
    leading: str = ""
    """An address on the one other host that it leads to, when it leads nowhere within the site."""
    own: bool = False
    """It gives itself an address of the site."""

    def __bool__(self) -> bool:
        return bool(self.named or self.leading)


NOTHING = Claim()


def claim_of(page: Page, scope: Scope) -> Claim:
    """What the page says of its own address: one that names the site's host anywhere claims nothing else."""
    named = _named(page)
    # Themes of copied sites keep the old canonical beside the right one: one right word is enough.
    own = any(map(scope.same_host, named))
    elsewhere = "" if own else next(iter(named), "")
    return Claim(named=elsewhere, leading=_leading_elsewhere(page, scope), own=own)


def _named(page: Page) -> list[str]:
    """The addresses that the page gives itself. An intruder's is none of them: it is a sign of spam, and says nothing of
    whose the page is."""
    given = [link.url for link in page.head_links if "canonical" in link.rel.split()]
    given += [absolute(page.base or page.url, text) for text in page.all_meta("og:url")]
    return [url for url in given if url and not strange_original(url)]


def _leading_elsewhere(page: Page, scope: Scope) -> str:
    """An address on the other host that most of the page's links lead to, when none leads within the site."""
    here = normal(page.url)
    links = {link.url for link in page.links if link.url and normal(link.url) != here}
    foreign = sorted(url for url in links if not scope.same_host(url))
    # One way within is the link to itself that every logo is.
    if len(links) - len(foreign) > 1:
        return ""
    hosts = Counter(host_and_path(url)[0] for url in foreign)
    host, many = max(hosts.items(), key=lambda counted: counted[1], default=("", 0))
    return next(url for url in foreign if host_and_path(url)[0] == host) if many >= LEADING else ""
