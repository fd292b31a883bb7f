"""What belongs to a site: its host and port, its aliases, and its folder when it lives in one."""

from __future__ import annotations

from dataclasses import dataclass

from opd_exporter.domain.config import Site
from opd_exporter.text.parsed import parsed


@dataclass(frozen=True)
class Scope:
    """The addresses that are a site's own."""

    places: frozenset[tuple[str, int]]
    folder: str
    """``/`` or the folder, with its closing slash, below which everything of the site lies."""

    @classmethod
    def of(cls, site: Site) -> Scope:
        """The scope of a configured site. An alias is a host name, with a port when it is not 80 or 443."""
        own = parsed(site.url).place
        places = {own} if own else set()
        port = own[1] if own else 80
        for alias in site.aliases:
            place = parsed(f"http://{alias}").place
            if place:
                places.add(place)
                if ":" not in alias.rpartition("]")[2]:
                    places.add((place[0], port))
        path = parsed(site.url).path
        return cls(frozenset(places), path if path.endswith("/") and len(path) > 1 else "/")

    def same_host(self, url: str) -> bool:
        """Whether the address is on one of the site's hosts, whatever its path."""
        return parsed(url).place in self.places

    def owns(self, url: str) -> bool:
        """Whether the address is the site's own. The folder itself counts with and without its slash."""
        address = parsed(url)
        if address.place not in self.places:
            return False
        path = address.path or "/"
        return path.startswith(self.folder) or path + "/" == self.folder


def is_one_site(one: str, other: str) -> bool:
    """Whether two configured addresses are of one site, so that what is known under one holds under the other: an agency
    that gets TLS, or leaves out ``www.``, is the same (contract, a site)."""
    if one == other:
        return True
    here, there = parsed(one), parsed(other)
    same_path = (here.path or "/", here.query) == (there.path or "/", there.query)
    return here.place is not None and here.place == there.place and same_path
