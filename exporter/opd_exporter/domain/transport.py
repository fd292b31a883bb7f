"""What of an answer outlives it: the certificate, and what to ask with the next time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Tls:
    """The certificate the server showed, also when it is expired or wrong."""

    not_after: datetime
    """End of validity (UTC)."""
    valid: bool
    """Whether the system's trust store accepts it for this name, now."""


@dataclass(frozen=True)
class Validators:
    """What a conditional request needs from the answer before."""

    etag: str | None = None
    last_modified: str | None = None
