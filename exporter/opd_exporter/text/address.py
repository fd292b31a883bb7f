"""Links as a browser would resolve them, or nothing."""

from __future__ import annotations

import re
from ipaddress import ip_address
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

MAX_URL = 2000
"""Characters; longer addresses are no links anybody follows (RFC 9110 asks for 8000 at most)."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_HALF = re.compile("[\ud800-\udfff]")
"""Half of a surrogate pair, from JSON; browsers ask for U+FFFD instead."""
_NO_HOST = re.compile(r"(?:https?:)?[/\\]{3,}", re.I)
"""Browsers and ``urljoin`` read these differently, so they lead nowhere."""
_INSIDE = frozenset(
    ("localhost", "local", "localdomain", "lan", "test", "internal", "intranet", "home", "invalid")
)
"""Last labels of names that nobody outside can resolve (RFC 2606, RFC 6762 and what houses use)."""
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")


def absolute(base: str, href: str) -> str:
    """The absolute http(s) address without fragment and credentials, or an empty string."""
    href = _HALF.sub("\ufffd", _CONTROL.sub("", href[: MAX_URL + 1].strip())).strip()
    if not href or href.startswith("#") or len(href) > MAX_URL or _NO_HOST.match(href):
        return ""
    scheme = _SCHEME.match(href)
    if scheme and scheme[0].lower() not in ("http:", "https:"):
        return ""
    try:
        parts = urlsplit(urljoin(base, href.replace("\\", "/")))
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return ""
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    place = host if port is None else f"{host}:{port}"
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]{}|")
    return urlunsplit((parts.scheme, place, path, query, ""))


def host_and_path(url: str) -> tuple[str, str]:
    """Host without ``www.`` and port, and the path with its query, of an address that :func:`absolute` made."""
    place, slash, path = url.partition("://")[2].partition("/")
    return place.partition(":")[0].removeprefix("www."), slash + path


def is_public(url: str) -> bool:
    """Whether a visitor may open an address that :func:`absolute` made: no number of a house, and no name of one."""
    host = host_and_path(url)[0]
    try:
        return ip_address(host).is_global
    except ValueError:
        return "." in host and host.rpartition(".")[2] not in _INSIDE


def normal(url: str) -> str:
    """An address as a key: scheme, ``www.`` and a closing slash do not make another article; an anchor does."""
    parts = urlsplit(url)
    anchor = f"#{parts.fragment}" if parts.fragment else ""
    return f"{parts.netloc.removeprefix('www.')}{parts.path.rstrip('/')}?{parts.query}{anchor}"
