"""``POST /api/v1/letters``: Alertmanager says, beside the mail, which letters it sends (its webhook).

Whoever sends it has to know the token. Of what it says, only which configured
site a letter is about, of which kind it is, and whether it tells the end is taken. The moment is our own clock's.
"""

from __future__ import annotations

import asyncio
import hmac
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from aiohttp import web

from opd_exporter.domain.letter import Letter, Letters, Sent, noted
from opd_exporter.evaluate.letters import LetterBook
from opd_exporter.store.codec import Unreadable, decode
from opd_exporter.web.configured import Configured
from opd_exporter.web.engine import Engine

log = logging.getLogger(__name__)

PATH = "/api/v1/letters"
LOST = "OpdMailNotDelivered"
"""The alert that some mails could not be delivered."""
RESOLVED = "resolved"


@dataclass(frozen=True)
class _Alert:
    status: str
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Notification:
    """What is read of Alertmanager's webhook payload, version 4."""

    alerts: tuple[_Alert, ...]


def is_letters(request: web.Request) -> bool:
    """Whether the request is for this endpoint, which asks for its own token."""
    resource = request.match_info.route.resource
    return resource is not None and resource.canonical == PATH


def _now() -> datetime:
    return datetime.now(UTC)


class Noting:
    """The endpoint over one book; without a token there is none."""

    def __init__(
        self,
        engine: Engine,
        configured: Configured,
        book: LetterBook | None,
        token: str = "",
        now: Callable[[], datetime] = _now,
    ) -> None:
        self._engine, self._configured, self._book, self._token, self._now = (
            engine,
            configured,
            book,
            token,
            now,
        )
        self._turn = asyncio.Lock()

    def routes(self) -> list[web.RouteDef]:
        """The route."""
        return [web.post(PATH, self.note)]

    async def note(self, request: web.Request) -> web.Response:
        """Note what was sent."""
        if self._book is None or not self._token:
            raise web.HTTPNotFound(text="letters are not noted here (--letters-token-file)\n")
        given = request.headers.get("Authorization", "").encode("utf-8", "replace")
        if not hmac.compare_digest(given, f"Bearer {self._token}".encode()):
            return web.Response(status=401, text="Unauthorized\n", headers={"WWW-Authenticate": "Bearer"})
        try:
            told: _Notification = decode(_Notification, await request.read())
        except Unreadable:
            raise web.HTTPBadRequest(text="no notification of Alertmanager\n") from None
        async with self._turn:
            try:
                await asyncio.to_thread(self._book.change, lambda known: self._after(known, told))
            except OSError as error:
                log.error("letters cannot be noted: %s", error)
                return web.Response(text="letters cannot be noted; the log says more\n", status=500)
        return web.Response(text="OK\n")

    def _after(self, known: Letters, told: _Notification) -> Letters:
        now = self._now()
        if any(_says_lost(one) for one in told.alerts):
            known = replace(known, lost=now)
        sent = [self._sent(one) for one in told.alerts]
        return noted(known, [one for one in sent if one], now)

    def _sent(self, alert: _Alert) -> Sent | None:
        """The letter about a site that an alert stands for, if it does."""
        labels = alert.labels
        name, key = labels.get("alertname", ""), labels.get("opd", "")
        ours = labels.get("kota") == self._engine.config.city and key in self._configured
        if not ours or name not in set(Letter):
            return None
        return Sent(key, Letter(name), over=alert.status == RESOLVED)


def _says_lost(alert: _Alert) -> bool:
    labels = alert.labels
    lost = labels.get("alertname") == LOST and labels.get("integration") == "email"
    return lost and alert.status != RESOLVED
