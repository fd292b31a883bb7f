"""Who sent a request that changes something: a program, or a page open in somebody's browser, and whose.

A browser says so in ``Sec-Fetch-Site`` (Fetch Metadata) and ``Origin`` (RFC 6454); programs send neither. A request
passes when neither of the two speaks of another origin.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from aiohttp import web

_OWN = {"same-origin", "none"}
"""``none`` is the user's own doing: an address typed in, a bookmark."""
_PORTS = {"http": 80, "https": 443}

Origin = tuple[str, str, int]


def _origin(text: str) -> Origin | None:
    """Scheme, host and port; None for what is no origin, ``null`` too."""
    try:
        parts = urlsplit(text)
        port = parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError:
        return None
    if not parts.hostname or not port or parts.path or parts.query or parts.fragment or "@" in parts.netloc:
        return None
    return parts.scheme, parts.hostname, port


def foreign(request: web.BaseRequest) -> bool:
    """Whether a page of another origin sent it, as far as a browser tells."""
    sites = request.headers.getall("Sec-Fetch-Site", [])
    if any(site.strip().lower() not in _OWN for site in sites):
        return True
    origins = request.headers.getall("Origin", [])
    hosts = request.headers.getall("Host", [])
    here = _origin(f"{request.scheme}://{hosts[0]}") if len(hosts) == 1 else None
    return any(here is None or _origin(origin.strip()) != here for origin in origins)
