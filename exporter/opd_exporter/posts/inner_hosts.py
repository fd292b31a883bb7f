"""Links to names that mean something only inside a house: a site behind a wrong setting (docs/domain.md, 19).

Nothing is ever asked for at such an address. What stands there is judged as if the link led to the site itself, and
left open; a name that the configuration calls an alias is the site itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from opd_exporter.domain.candidate import Candidate, Doubt
from opd_exporter.domain.scope import Scope
from opd_exporter.page.model import Page
from opd_exporter.text.address import is_inner
from opd_exporter.text.parsed import parsed

_HANDED_OUT = 32_768
"""Ports from here on are handed out by systems for a while; no setting names them."""


def _host_and_port(url: str) -> tuple[str, int]:
    """Host and port of an address, 0 for the usual one; no host for what is no address."""
    address = parsed(url)
    return address.host, address.port or 0


def leads_inside(url: str, scope: Scope) -> bool:
    """Whether a link leads to a name inside the house that is none of the site's own. Where the site itself has such an
    address, its neighbours stand at ports that the system handed out."""
    host, port = _host_and_port(url)
    if not host or scope.same_host(url) or not is_inner(host):
        return False
    return port < _HANDED_OUT or all(host != own for own, _ in scope.places)


def at_home(url: str, page_url: str, scope: Scope) -> str:
    """The same path at the site's own address."""
    own, parts = urlsplit(page_url), urlsplit(url)
    path = parts.path if parts.path.startswith(scope.folder) else scope.folder.rstrip("/") + parts.path
    return parts._replace(scheme=own.scheme, netloc=own.netloc, path=path or "/").geturl()


def aliases_at_home(page: Page, scope: Scope) -> Page:
    """The page with links to aliases that nobody outside can reach leading to the site's own address."""
    inner = _inner_hosts(page) - {parsed(page.url).host}
    if not inner:
        return page
    return _moved(
        page,
        {
            link.url: at_home(link.url, page.url, scope)
            for link in page.links
            if parsed(link.url).host in inner and scope.same_host(link.url)
        },
    )


def _inner_hosts(page: Page) -> frozenset[str]:
    """The hosts among those that the page's links name that mean something only inside a house."""
    return frozenset(filter(is_inner, {parsed(link.url).host for link in page.links if link.url}))


def inner_at_home(page: Page, scope: Scope) -> tuple[Page, Mapping[str, str]]:
    """The page with links to names inside the house leading to the site's own address, and what each of those addresses
    stands for. An address that the page has a true link to is none of them."""
    inner = _inner_hosts(page)
    if not inner:
        return page, {}
    homes = {
        link.url: at_home(link.url, page.url, scope)
        for link in page.links
        if parsed(link.url).host in inner and leads_inside(link.url, scope)
    }
    if not homes:
        return page, homes
    true = {link.url for link in page.links if link.url not in homes}
    return _moved(page, homes), {home: url for url, home in homes.items() if home not in true}


def judged_at_home(candidate: Candidate, scope: Scope, judge: Callable[[Candidate], Candidate]) -> Candidate:
    """What ``judge`` makes of an entry of a feed or an interface; where its link leads inside a house, as if that led to
    the site itself, and left open."""
    url = candidate.url
    if not leads_inside(url, scope):
        return judge(candidate)
    judged = judge(replace(candidate, url=at_home(url, candidate.seen_on, scope)))
    return replace(judged, url=url).doubt(Doubt.UNREACHABLE, remedy(url))


def _moved(page: Page, homes: Mapping[str, str]) -> Page:
    if not homes:
        return page
    return replace(page, links=tuple(replace(link, url=homes.get(link.url, link.url)) for link in page.links))


def remedy(url: str) -> str:
    """What a person has to correct, in words."""
    host = parsed(url).host
    return f"tautan ke {host}: betulkan alamat di sistem situs, atau sebutkan {host} di aliases bila itu situs ini"
