"""What the server needs of the engine."""

from __future__ import annotations

from datetime import timedelta
from typing import Protocol

from opd_exporter.domain.config import Config
from opd_exporter.domain.report import SiteReport
from opd_exporter.evaluate.keeping import Known


class Engine(Protocol):
    """``engine.scheduler.Observatory``."""

    @property
    def config(self) -> Config: ...
    @property
    def changes(self) -> int: ...
    @property
    def unwritten(self) -> str: ...
    @property
    def clock_behind(self) -> timedelta | None: ...
    def snapshot(self) -> Known: ...
    async def recalled(self) -> None: ...
    async def probe(self, key: str, *, deadline: float) -> SiteReport: ...
