"""Links as a browser would resolve them, or nothing."""

from __future__ import annotations

import re
from ipaddress import ip_address
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from opd_exporter.text.parsed import PORT, Address, parsed

MAX_URL = 2000
"""Characters; longer addresses are no links anybody follows (RFC 9110 asks for 8000 at most)."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_HALF = re.compile("[\ud800-\udfff]")
"""Half of a surrogate pair, from JSON; browsers ask for U+FFFD instead."""
_NO_HOST = re.compile(r"(?:https?:)?[/\\]{3,}", re.I)
"""Browsers and ``urljoin`` read these differently, so they lead nowhere."""
# fmt: off
_INNER = frozenset((
    "localhost", "local", "localdomain", "intranet", "internal", "private", "corp", "home", "lan", "test", "invalid",
))
# fmt: on
"""Last labels of names that no public name server knows (RFC 6761; RFC 6762, appendix G)."""
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_REST = r"(/[\w/%:@!$&'()*+,=~.-]*)(?:\?([\w/%:@!$&'()*+,;=~.?\[\]{}|-]+))?(?:#[!-\[\]-~]*)?"
_WHOLE = re.compile(rf"(https?)://([a-z0-9._-]+)(?::({PORT}))?{_REST}", re.A)
_ROOTED = re.compile(rf"(?!//){_REST}", re.A)
"""Links in which nothing is left to resolve or to quote, as nearly all are written; no backslash, no ``;``."""
_SESSION_IN_PATH = re.compile(r";jsessionid=[0-9a-z.!_-]+", re.I)
"""Jakarta Servlet specification, 7.1.3: without a cookie the session stands in the path, by this name."""
_SESSION_AS_FOLDER = re.compile(r"/\((?:[A-Z]\([\w-]*\))+\)(?=/|$)", re.A)
"""ASP.NET's cookieless sessions and tickets (``sessionState cookieless``): ``/(S(3vcy3r45))/berita.aspx``."""
_SESSION_IN_QUERY = re.compile(
    r"(?:^|&)(?:phpsessid|jsessionid|sess(?:ion)?_?id|sid)=[0-9a-z,-]{16,}(?=&|$)", re.I
)
"""PHP's ``session.use_trans_sid`` and its like: a long token; a short number behind ``sid`` is a section."""


def absolute(base: str, href: str) -> str:
    """The absolute http(s) address without fragment and credentials, or an empty string."""
    return _plainly(base, href) or _resolved(base, href)


def _plainly(base: str, href: str) -> Address | None:
    """The same for what needs no care: from the root or with its host, without steps up or down."""
    # Steps up and down ("/../") are for the slow way, by the book.
    if len(href) > MAX_URL or "/." in href:
        return None
    if rooted := _ROOTED.fullmatch(href):
        start = parsed(base)
        if start.scheme in ("http", "https") and start.host and ":" not in start.host:
            return Address.made(start.scheme, start.host, start.port, *rooted.groups(""))
    elif whole := _WHOLE.fullmatch(href):
        scheme, host, port, path, query = whole.groups("")
        return Address.made(scheme, host, int(port) if port else None, path, query)
    return None


def _resolved(base: str, href: str) -> str:
    """Any link, by the book."""
    href = _HALF.sub("\ufffd", _CONTROL.sub("", href[: MAX_URL + 1].strip())).strip()
    if not href or href.startswith("#") or len(href) > MAX_URL or _NO_HOST.match(href):
        return ""
    # "javascript:", "mailto:", "tel:" lead to no page.
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
    return Address.of(urlunsplit((parts.scheme, place, path, query, "")))


def host_and_path(url: str) -> tuple[str, str]:
    """Host without ``www.`` and port, and the path with its query, of an address that :func:`absolute` made."""
    place, slash, path = url.partition("://")[2].partition("/")
    return place.partition(":")[0].removeprefix("www."), slash + path


def is_inner(host: str) -> bool:
    """Whether a host means something only inside a house: localhost, a private address, a name without a dot."""
    host = host.rstrip(".").lower()
    try:
        return not ip_address(host).is_global
    except ValueError:
        return "." not in host or host.rpartition(".")[2] in _INNER


def is_public(url: str) -> bool:
    """Whether a visitor may open an address that :func:`absolute` made."""
    return not is_inner(parsed(url).host)


def are_kin(one: str, other: str) -> bool:
    """Whether the first label of one of two hosts stands in the other: an agency has kept it under the name that its city
    had before."""
    here, there = (host.removeprefix("www.").split(".") for host in (one, other))
    return here[0] in there or there[0] in here


def normal(url: str) -> str:
    """An address as a key: scheme, ``www.`` and a closing slash do not make another article; an anchor does."""
    parts = parsed(url)
    anchor = f"#{parts.fragment}" if parts.fragment else ""
    return f"{parts.netloc.removeprefix('www.')}{parts.path.rstrip('/')}?{parts.query}{anchor}"


def leads_to(base: str, href: str) -> str:
    """Where a link to something of the site leads: :func:`absolute`, without a session."""
    return without_session(absolute(base, href))


def without_session(url: str) -> str:
    """An address that :func:`absolute` made, without the session that a server writes into the links of its pages: it
    is another one for each visitor, and the same article stands there without it."""
    if ";" not in url and "/(" not in url and "sid" not in (lower := url.lower()) and "session" not in lower:
        return url
    before, _, query = url.partition("?")
    path = _SESSION_AS_FOLDER.sub("", _SESSION_IN_PATH.sub("", before))
    query = _SESSION_IN_QUERY.sub("", query).lstrip("&")
    kept = f"{path}?{query}" if query else path
    return url if kept == url else Address.of(kept)
