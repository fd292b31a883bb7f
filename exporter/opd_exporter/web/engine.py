"""What the server needs of the engine."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from opd_exporter.domain.config import Config
from opd_exporter.domain.report import SiteReport


class Known(Protocol):
    """What is known at one moment, for any thread (``snapshot.Snapshot``)."""

    @property
    def config(self) -> Config: ...
    def report(self, key: str) -> SiteReport: ...
    def reports(self) -> Iterable[SiteReport]: ...


class Engine(Protocol):
    """``engine.scheduler.Observatory``."""

    @property
    def config(self) -> Config: ...
    @property
    def changes(self) -> int: ...
    def snapshot(self) -> Known: ...
    async def recalled(self) -> None: ...
    async def probe(self, key: str, *, deadline: float) -> SiteReport: ...
