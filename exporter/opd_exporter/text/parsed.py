"""An address that knows its parts: taken apart once where it is made, and asked for them by every rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import wraps
from typing import Any, Generic, TypeVar
from urllib.parse import parse_qsl, unquote, urlsplit

T = TypeVar("T")

MAX_FOLDERS = 12
MAX_FIELDS = 20
"""Folders of a path and fields of a query that are looked at."""
_USUAL_PORTS = (None, 80, 443)
PORT = r"[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}"
"""What is beyond doubt the number of a port, as it is written."""
_PLAIN = re.compile(
    rf"(https?)://([a-z0-9._-]+)(?::({PORT}))?(/[!-\"$->@-~]*)?(?:\?([!-\"$-~]*))?(?:#([!-~]*))?"
)
"""What nearly all links are: visible ASCII without a user's name. Others take the slow way, with the same outcome."""


class _Once(Generic[T]):
    """A property worked out when first asked for; that of functools takes a lock, which costs more than the work."""

    def __init__(self, fact: Callable[[Any], T]) -> None:
        self._fact, self.__doc__ = fact, fact.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, own: Any, owner: type | None = None) -> T:
        value = own.__dict__[self._name] = self._fact(own)
        return value


class Address(str):
    """A text, and what it says as an address. Compares, hashes and is pickled as the text alone."""

    scheme: str
    netloc: str
    host: str
    """Lower case; empty for what is no address."""
    port: int | None
    path: str
    query: str
    fragment: str

    @classmethod
    def of(cls, url: str) -> Address:
        """The address that a text is; never fails."""
        own = cls(url)
        if plain := _PLAIN.fullmatch(url):
            own.scheme, own.host, port, path, query, fragment = plain.groups("")
            own.port = int(port) if port else None
            own.netloc = f"{own.host}:{port}" if port else own.host
        else:
            own.scheme, own.netloc, own.host, own.port, path, query, fragment = _by_the_book(url)
        own.path, own.query, own.fragment = path, query, fragment
        return own

    @classmethod
    def made(cls, scheme: str, host: str, port: int | None, path: str, query: str) -> Address:
        """The address of these parts, which a link or its page gave."""
        netloc = host if port is None else f"{host}:{port}"
        own = cls(f"{scheme}://{netloc}{path}?{query}" if query else f"{scheme}://{netloc}{path}")
        own.scheme, own.netloc, own.host, own.port = scheme, netloc, host, port
        own.path, own.query, own.fragment = path, query, ""
        return own

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        return str, (str(self),)

    @_Once
    def place(self) -> tuple[str, int] | None:
        """Host without ``www.``, as name servers are asked for it, and port (80 and 443 are one); None for what is no
        http(s) address."""
        if self.scheme not in ("http", "https") or not self.host:
            return None
        host = self.host.rstrip(".")
        if not host.isascii():
            with suppress(UnicodeError):
                host = host.encode("idna").decode("ascii")
        return host.removeprefix("www."), 80 if self.port in _USUAL_PORTS else self.port or 0

    @_Once
    def folders(self) -> tuple[str, ...]:
        """The parts of the path, unquoted and in lower case."""
        return tuple(unquote(part).lower() for part in self.path.split("/") if part)[:MAX_FOLDERS]

    @_Once
    def fields(self) -> Mapping[str, str]:
        """The fields of the query; of one given twice the last."""
        return dict(parse_qsl(self.query)[:MAX_FIELDS]) if self.query else {}


_Parts = tuple[str, str, str, int | None, str, str, str]


def _by_the_book(url: str) -> _Parts:
    """Scheme, place, host, port, path, query and fragment of any text."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "", "", "", None, "", "", ""
    try:
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port = "", None
    return parts.scheme, parts.netloc, host, port, parts.path, parts.query, parts.fragment


def parsed(url: str) -> Address:
    """The parts of an address. Nothing is worked out for one that the page's model made."""
    return url if isinstance(url, Address) else Address.of(url)


def once_an_address(fact: Callable[..., T]) -> Callable[..., T]:
    """A fact about an address that is worked out once and kept with it: rules ask the same of a link one after the other.
    What was kept goes with the page. Beside the address it may take hashable arguments, by position."""
    name = f"{fact.__module__}.{fact.__qualname__}"

    @wraps(fact)
    def asked(url: str, *others: Any) -> T:
        own = url if isinstance(url, Address) else Address.of(url)
        key: Any = (name, *others) if others else name
        kept = own.__dict__
        if key not in kept:
            kept[key] = fact(own, *others)
        return kept[key]  # type: ignore[no-any-return]

    return asked
