"""What one GET brought home: the facts of the answer, or the reason there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from opd_exporter.domain.transport import Tls, Validators
from opd_exporter.domain.vocabulary import Phase, Reason

_NOTHING: Mapping[Phase, float] = MappingProxyType({})


@dataclass(frozen=True)
class Fetched:
    """One GET, redirects included. ``reason`` is set when transport failed; an HTTP error status alone
    leaves it None, since what the page says may name a better reason."""

    url: str
    """The address asked for."""
    final_url: str
    """The address that answered last."""
    reason: Reason | None = None
    explanation: str = ""
    """One line for people, also in logs and ``debug``: what happened, where."""
    status: int | None = None
    """Last status code of which a whole header was read."""
    headers: tuple[tuple[str, str], ...] = ()
    """Header fields in order, names in lower case."""
    body: bytes = b""
    """Decompressed body; empty when transport failed or nothing changed."""
    http_version: float | None = None
    redirects: int = 0
    """Redirects followed."""
    wire_bytes: int = 0
    """Body bytes read off the wire, all hops together."""
    requests: int = 0
    """Requests spent, redirects and untrusted second connections included."""
    duration: float = 0.0
    """Seconds, all hops together."""
    phases: Mapping[Phase, float] = field(default_factory=lambda: _NOTHING)
    """Seconds per phase, all hops together; phases never entered are missing."""
    tls: Tls | None = None
    not_modified: bool = False
    """True: a conditional request was answered 304."""
    unasked: bool = False
    """True: the time ran out in our own queue, before the address was asked; says nothing about the site."""

    def header(self, name: str) -> str:
        """The field's value (repeated fields joined by a comma), or an empty string."""
        return ", ".join(value for key, value in self.headers if key == name)

    @property
    def ok(self) -> bool:
        """Transport worked and the status is 2xx, or 304 to our own condition."""
        return self.reason is None and (self.successful or self.not_modified)

    @property
    def successful(self) -> bool:
        """The status is 2xx, whatever became of the body."""
        return self.status is not None and 200 <= self.status < 300

    @property
    def absent(self) -> bool:
        """Nothing is there: 404 and 410 settle that, a failure of the server or a refusal does not (contract, Words)."""
        return self.reason is None and self.status in (404, 410)

    @property
    def validators(self) -> Validators | None:
        """What to send next time, or None when the server gave nothing."""
        etag, modified = self.header("etag"), self.header("last-modified")
        return Validators(etag or None, modified or None) if etag or modified else None
