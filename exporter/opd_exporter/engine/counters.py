"""What the engine counts of itself; who shows it, and how, is not the engine's business."""

from __future__ import annotations

from typing import Protocol

from opd_exporter.workers.sandbox import Walls


class Counters(Protocol):
    """Told of each thing as it happens. ``views.exporter_metrics`` makes Prometheus' metrics of it."""

    def site_request(self) -> None:
        """A request was sent to a site."""

    def site_received(self, count: int) -> None:
        """So many body bytes came from a site."""

    def site_sent(self, count: int) -> None:
        """So many bytes of a request were sent to a site."""

    def look(self, outcome: str) -> None:
        """A look for posts ended: a ``State``, or ``failed``."""

    def walls(self, standing: Walls) -> None:
        """The readers started, and these walls stand around them."""
