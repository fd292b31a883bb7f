"""What the running monitor knows, from its memory: the same verdicts as its page, without a request to any site."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from opd_exporter.domain.config import Config
from opd_exporter.domain.report import SiteReport
from opd_exporter.engine.snapshot import Snapshot
from opd_exporter.store.reading import remembered


def recalled(config: Config, data_dir: Path, now: datetime) -> list[SiteReport]:
    """Reports of all sites in the order of the configuration. Raises ``store.reading.NoMemory``."""
    return list(Snapshot.of(config, remembered(data_dir, config.sites), now).reports())
