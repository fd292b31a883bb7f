"""Who may ask: passwords as the web configuration has them now, checked so that time tells nothing of the names."""

from __future__ import annotations

import asyncio
import base64
import binascii
import hashlib
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping

import bcrypt
from aiohttp import web

from opd_exporter.web.web_config import WebConfig

REMEMBERED = 100
"""Accepted credentials that are not hashed again for every request."""
WAITING = 64
"""Guesses that may wait for their turn; more are sent away, so that they do not take all connections."""
# bcrypt looks at no more bytes of a password; newer versions of its library refuse a longer one instead.
_BCRYPT_BYTES = 72
_LOWEST = 4
"""The least cost bcrypt takes."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Access:
    """The web configuration in force; ``config`` is replaced when it is read anew."""

    def __init__(self, config: WebConfig) -> None:
        self.config = config
        self._accepted: OrderedDict[bytes, None] = OrderedDict()
        # bcrypt is slow on purpose: a flood of guesses gets one core, not all.
        self._turn = asyncio.Semaphore(1)
        self._waiting = 0

    def protect(
        self, application: web.Application, open_to_all: Callable[[web.Request], bool] = lambda _: False
    ) -> None:
        """Ask every request for a password while users are configured, but those that are ``open_to_all``."""

        @web.middleware
        async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
            if open_to_all(request):
                return await handler(request)
            refusal = await self._refusal(request.headers.get("Authorization", ""))
            return refusal or await handler(request)

        application.middlewares.append(check)

    async def _refusal(self, header: str) -> web.Response | None:
        users = self.config.users
        if not users:
            return None
        given = credentials(header)
        if given is None:
            return _unauthorized()
        # The hash is part of what is remembered: a password that is changed or withdrawn is remembered no more.
        known = users.get(given[0], "").encode()
        mark = hashlib.sha256(b"\0".join((hashlib.sha256(repr(given).encode()).digest(), known))).digest()
        if mark in self._accepted:
            self._accepted.move_to_end(mark)
            return None
        if self._waiting >= WAITING:
            return web.Response(status=503, text="too many logins at once\n", headers={"Retry-After": "5"})
        self._waiting += 1
        try:
            async with self._turn:
                fits = await asyncio.to_thread(knows, users, *given)
        finally:
            self._waiting -= 1
        if (
            not fits or self.config.users.get(given[0], "").encode() != known
        ):  # withdrawn while it was checked
            return _unauthorized()
        self._accepted[mark] = None
        if len(self._accepted) > REMEMBERED:
            self._accepted.popitem(last=False)
        return None


def _unauthorized() -> web.Response:
    return web.Response(
        status=401, text="Unauthorized\n", headers={"WWW-Authenticate": 'Basic realm="opd-exporter"'}
    )


def credentials(header: str) -> tuple[str, str] | None:
    """Name and password in an ``Authorization`` header; None when it holds none."""
    scheme, _, encoded = header.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        name, colon, password = base64.b64decode(encoded.strip(), validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        return None
    return (name, password) if colon else None


def knows(users: Mapping[str, str], name: str, password: str) -> bool:
    """Whether one of the users (name -> bcrypt hash) has this name and password.

    It takes as long for a name that is not there as for one that is, also when the hashes cost differently: every
    answer costs what the most expensive of them does. A check of cost c takes 2^c rounds; with checks of c, c+1 ...
    m-1 after it, that makes 2^m."""
    costs = [_cost(hashed) for hashed in users.values()]
    highest = max(costs, default=_LOWEST)
    hashed = users.get(name, "")
    cost = _cost(hashed) if hashed else highest
    fits = _fits(password, hashed or _nobodys(highest))
    for more in range(cost, highest):
        _fits(password, _nobodys(more))
    return fits and bool(hashed)


def _cost(hashed: str) -> int:
    return int(hashed[4:6])


def _nobodys(cost: int) -> str:
    """A hash of that cost which no password has."""
    return f"$2b${cost:02}$" + "." * 53


def _fits(password: str, hashed: str) -> bool:
    try:
        return bcrypt.checkpw(password.encode()[:_BCRYPT_BYTES], hashed.encode())
    except ValueError:  # a password that bcrypt cannot take
        return False
