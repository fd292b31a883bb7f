"""The exporter's own metrics (``/metrics``): never a site's."""

from __future__ import annotations

import platform
from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime, timedelta

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    disable_created_metrics,
)
from prometheus_client.exposition import generate_latest

from opd_exporter import __version__
from opd_exporter.domain.config import Config
from opd_exporter.views.wording import zone_name
from opd_exporter.workers.sandbox import Walls

disable_created_metrics()  # type: ignore[no-untyped-call] # a series of its own for each counter, which nobody asks for

OUTCOMES = ("up", "down", "failed")
REFUSALS = ("unknown_target", "too_short", "too_many", "no_turn", "line_down", "wrong_clock")
LOOKS = ("measured", "no_posts", "unknown", "failed")


class ExporterMetrics:
    """Counters that the engine and the web server feed, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._describe_city(self.registry)
        self._describe_pulls(self.registry)
        self._describe_traffic(self.registry)
        self._describe_program(self.registry)

    def _describe_city(self, registry: CollectorRegistry) -> None:
        self._threshold = Gauge(
            "opd_threshold_days",
            "Days that separate the statuses: aktif up to, kurang_aktif up to, grace while a site is not usable.",
            ["kota", "threshold"],
            registry=registry,
        )
        self._zone = Gauge(
            "opd_timezone_offset_seconds",
            "Seconds that the city's time is ahead of UTC now, and how people call that time (WIB, WITA, WIT).",
            ["kota", "zona"],
            registry=registry,
        )

    def _describe_pulls(self, registry: CollectorRegistry) -> None:
        self._probes = Counter(
            "opd_exporter_probes", "Probes answered, by what they found.", ["outcome"], registry=registry
        )
        self._under_way = Gauge("opd_exporter_probes_in_progress", "Probes under way.", registry=registry)
        self._refused = Counter(
            "opd_exporter_probes_refused",
            "Probes answered 400 or 503: no such target, less than a second for the site, too many under way, no turn at "
            "the site's server in time.",
            ["reason"],
            registry=registry,
        )
        self._duration = Histogram(
            "opd_exporter_probe_duration_seconds",
            "How long a probe took to answer.",
            buckets=(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 60),
            registry=registry,
        )
        self._looks = Counter(
            "opd_exporter_freshness_looks", "Looks for posts, by outcome.", ["outcome"], registry=registry
        )
        _begin(self._probes, OUTCOMES)
        _begin(self._refused, REFUSALS)
        _begin(self._looks, LOOKS)

    def _describe_traffic(self, registry: CollectorRegistry) -> None:
        self._requests = Counter(
            "opd_exporter_site_requests", "Requests sent to sites, redirects included.", registry=registry
        )
        self._received = Counter(
            "opd_exporter_site_received_bytes",
            "Body bytes received from sites, as they came.",
            registry=registry,
        )
        self._sent = Counter(
            "opd_exporter_site_sent_bytes", "Bytes of requests sent to sites.", registry=registry
        )

    def _describe_program(self, registry: CollectorRegistry) -> None:
        ProcessCollector(registry=registry)
        PlatformCollector(registry=registry)
        build = Gauge(
            "opd_exporter_build_info",
            "Version of the exporter and of Python.",
            ["version", "python"],
            registry=registry,
        )
        build.labels(__version__, platform.python_version()).set(1)
        self._reload_fine = Gauge(
            "opd_exporter_config_last_reload_successful",
            "1 when the last (re)load of the configuration worked.",
            registry=registry,
        )
        self._reload_time = Gauge(
            "opd_exporter_config_last_reload_success_timestamp_seconds",
            "When the configuration was last loaded successfully.",
            registry=registry,
        )
        self._behind = Gauge(
            "opd_exporter_clock_behind_seconds",
            "How far the exporter's clock is behind (ahead: negative) where the sites' servers agree that it is wrong by "
            "more than a day; else 0.",
            registry=registry,
        )
        self._memory = Gauge(
            "opd_exporter_memory_last_write_successful",
            "1 when what is known of the sites was last written to the memory's file without an error.",
            registry=registry,
        )
        self._walls = Gauge(
            "opd_exporter_reader_wall",
            "1 when the wall stands around the processes that read pages: nothing can be opened, nothing else called.",
            ["wall"],
            registry=registry,
        )
        _begin(self._walls, [wall.name for wall in fields(Walls)])

    def city(self, config: Config, now: datetime) -> None:
        """Show the thresholds and the time of the configured city, and no other's: it may have been renamed."""
        kota, thresholds, zone = config.city, config.thresholds, config.timezone
        self._threshold.clear()
        self._threshold.labels(kota, "aktif").set(thresholds.aktif_days)
        self._threshold.labels(kota, "kurang_aktif").set(thresholds.kurang_aktif_days)
        self._threshold.labels(kota, "unusable_grace").set(thresholds.unusable_grace_days)
        self._zone.clear()
        ahead = now.astimezone(zone).utcoffset() or timedelta()
        self._zone.labels(kota, zone_name(zone)).set(ahead.total_seconds())

    def probe_began(self) -> None:
        """A probe is under way."""
        self._under_way.inc()

    def probe_ended(self, seconds: float, outcome: str) -> None:
        """A probe was answered; ``outcome`` is one of ``OUTCOMES``, or empty when it was refused after all."""
        self._under_way.dec()
        self._duration.observe(seconds)
        if outcome:
            self._probes.labels(outcome).inc()

    def probe_refused(self, reason: str) -> None:
        """A probe was refused; ``reason`` is one of ``REFUSALS``."""
        self._refused.labels(reason).inc()

    def site_request(self) -> None:
        """A request was sent to a site."""
        self._requests.inc()

    def site_received(self, count: int) -> None:
        """So many body bytes came from a site."""
        self._received.inc(count)

    def site_sent(self, count: int) -> None:
        """So many bytes of a request were sent to a site."""
        self._sent.inc(count)

    def look(self, outcome: str) -> None:
        """A look for posts ended; ``outcome`` is one of ``LOOKS``."""
        self._looks.labels(outcome).inc()

    def memory(self, *, written: bool) -> None:
        """Show whether what is known could be written."""
        self._memory.set(written)

    def clock(self, behind: timedelta | None) -> None:
        """Show how far our own clock is behind, where it is known to be wrong."""
        self._behind.set(behind.total_seconds() if behind else 0.0)

    def walls(self, standing: Walls) -> None:
        """Show which walls stand around the readers."""
        for wall in fields(Walls):
            self._walls.labels(wall.name).set(getattr(standing, wall.name))

    def reloaded(self, at: datetime | None) -> None:
        """The configuration was loaded, or (None) could not be."""
        self._reload_fine.set(0 if at is None else 1)
        if at is not None:
            self._reload_time.set(at.timestamp())

    def exposed(self) -> bytes:
        """All of it in Prometheus' text format."""
        return generate_latest(self.registry)


def _begin(metric: Counter | Gauge, words: Iterable[str]) -> None:
    """Show every series of a closed list from the start: a rate of one that is not there yet is none."""
    for word in words:
        metric.labels(word)
