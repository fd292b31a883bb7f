"""One written form for every address: what is compared, judged and sent is the same string."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from ipaddress import IPv6Address
from urllib.parse import quote, urljoin, urlsplit

from opd_exporter.fetch.addresses import literal

MAX_URL = 8192
"""Characters; the limit of common servers for a request line."""

_DEFAULT_PORTS = {"http": 80, "https": 443}
_PRINTABLE = "!#$%&'()*+,-./:;=?@[\\]^_{|}~"
_HOST = re.compile(r"[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*\Z")
"""Labels of a name, underscores included: servers have them, whatever RFC 1123 says."""
_NO_AUTHORITY = re.compile(r"(?:[a-z]+:)?//(?:[/?#]|\Z)", re.IGNORECASE)
"""``https:///path``: no host, though parsers make one of the path."""
_ZONE = re.compile(r"[A-Za-z0-9_.-]+\Z")
KNOWN, SHORT = 4096, 200
"""Addresses of so many characters whose written form is remembered: each pull asks for the same ones."""
MAX_HOST = 253
"""Characters of a host name (RFC 1035)."""
_DOTS = re.compile(r"(?:\.|%2e)(\.|%2e)?\Z", re.IGNORECASE)
"""``.`` and ``..``, also written ``%2e``."""


class Malformed(ValueError):
    """The text is no address that could be asked by HTTP; the message says why."""


def canonical(url: str, base: str | None = None) -> str:
    """The address in its one written form: absolute, ASCII, host in lower case, dot segments resolved, IPv4
    in dotted decimals, without default port, user, password and fragment.

    ``base`` resolves a relative reference. Bytes that were no UTF-8 may be in ``url`` as lone surrogates.

    Raises Malformed for what is not http(s), or no URL, or holds a backslash or a control character.
    """
    return _known(url) if base is None and len(url) <= SHORT else _canonical(url, base)


def _canonical(url: str, base: str | None) -> str:
    url = url.strip(" ")
    _refuse_characters(url)
    try:
        if _NO_AUTHORITY.match(url):
            raise ValueError("alamatnya tidak menyebut host")
        parts = urlsplit(urljoin(base, url) if base else url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise Malformed(str(error)) from error
    if parts.scheme not in _DEFAULT_PORTS:
        raise Malformed("alamatnya bukan http atau https")
    if not host or port == 0:
        raise Malformed("alamatnya tidak menyebut host atau port")
    netloc = _address(host) if "[" in parts.netloc else _name(host)
    if port is not None and port != _DEFAULT_PORTS[parts.scheme]:
        netloc += f":{port}"
    query = f"?{_quoted(parts.query)}" if parts.query else ""
    return f"{parts.scheme}://{netloc}{_path(_quoted(parts.path))}{query}"


def _refuse_characters(url: str) -> None:
    """Raises Malformed for what is too long, and for what one program reads as another address than the next: a backslash
    is a slash to browsers, and control characters vanish there."""
    if len(url) > MAX_URL:
        raise Malformed("alamatnya terlalu panjang")
    plain = url.isascii() and url.isprintable()
    if "\\" in url or not (plain or all(unicodedata.category(char) != "Cc" for char in url)):
        raise Malformed("alamatnya memuat garis miring terbalik atau karakter kendali")


def place(url: str) -> tuple[str, int]:
    """Host (an IPv6 literal without brackets) and port of a canonical address."""
    parts = urlsplit(url)
    return parts.hostname or "", parts.port or _DEFAULT_PORTS[parts.scheme]


@lru_cache(KNOWN)
def _known(url: str) -> str:
    return _canonical(url, None)


def _name(host: str) -> str:
    """A host name, or an IPv4 address in any of its spellings."""
    try:
        if not host.isascii():
            host = host[: MAX_HOST * 2].encode("idna").decode("ascii")
        host = host.lower().removesuffix(".")
        if len(host) > MAX_HOST or not _HOST.match(host):
            raise ValueError("terlalu panjang, atau memuat karakter yang tidak boleh ada dalam nama")
        address = literal(host)
    except ValueError as error:  # UnicodeError is one
        raise Malformed(f"hostnya bukan nama host: {error}") from error
    return host if address is None else str(address)


def _address(host: str) -> str:
    """An IPv6 literal, with its zone when it has one."""
    try:
        address = IPv6Address(host.replace("%25", "%", 1))
    except ValueError as error:
        raise Malformed(f"hostnya bukan alamat: {error}") from error
    if address.scope_id and not _ZONE.match(address.scope_id):
        raise Malformed("hostnya bukan alamat: zonanya bukan nama")
    return f"[{address}]"


def _quoted(text: str) -> str:
    try:
        return quote(text, safe=_PRINTABLE, errors="surrogateescape")
    except UnicodeEncodeError as error:
        raise Malformed("alamatnya memuat karakter yang terpotong") from error


def _path(path: str) -> str:
    """Dot segments resolved as browsers do (RFC 3986, 5.2.4; ``%2e`` is a dot), with a leading slash."""
    kept: list[str] = []
    segments = path.removeprefix("/").split("/")
    for at, segment in enumerate(segments):
        dots = _DOTS.match(segment)
        if not dots:
            kept.append(segment)
            continue
        if dots[1] and kept:
            kept.pop()
        if at == len(segments) - 1:
            kept.append("")
    return "/" + "/".join(kept)
