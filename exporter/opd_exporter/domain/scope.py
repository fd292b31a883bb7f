"""What belongs to a site: its host and port, its aliases, and its folder when it lives in one."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

from opd_exporter.domain.config import Site

_DEFAULT_PORTS = {80, 443}


def _host(host: str) -> str:
    host = host.rstrip(".").lower()
    with suppress(UnicodeError):
        host = host.encode("idna").decode("ascii") if not host.isascii() else host
    return host.removeprefix("www.")


def _place(url: str) -> tuple[str, int] | None:
    """Host without ``www.`` and port (80 and 443 are one), or None for what is no http(s) address."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    return _host(parts.hostname), 80 if port is None or port in _DEFAULT_PORTS else port


@dataclass(frozen=True)
class Scope:
    """The addresses that are a site's own."""

    places: frozenset[tuple[str, int]]
    folder: str
    """``/`` or the folder, with its closing slash, below which everything of the site lies."""

    @classmethod
    def of(cls, site: Site) -> Scope:
        """The scope of a configured site. An alias is a host name, with a port when it is not 80 or 443."""
        own = _place(site.url)
        places = {own} if own else set()
        port = own[1] if own else 80
        for alias in site.aliases:
            place = _place(f"http://{alias}")
            if place:
                places.add(place)
                if ":" not in alias.rpartition("]")[2]:
                    places.add((place[0], port))
        path = urlsplit(site.url).path
        return cls(frozenset(places), path if path.endswith("/") and len(path) > 1 else "/")

    def same_host(self, url: str) -> bool:
        """Whether the address is on one of the site's hosts, whatever its path."""
        return _place(url) in self.places

    def owns(self, url: str) -> bool:
        """Whether the address is the site's own. The folder itself counts with and without its slash."""
        if not self.same_host(url):
            return False
        path = urlsplit(url).path or "/"
        return path.startswith(self.folder) or path + "/" == self.folder
