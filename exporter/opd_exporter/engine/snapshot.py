"""What is known at one moment: reports are made from it in any thread while the engine goes on."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from opd_exporter.domain.config import Config, Site
from opd_exporter.domain.report import SiteReport
from opd_exporter.engine import knowledge, line
from opd_exporter.store.record import Record
from opd_exporter.text.sanitise import escaped

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Snapshot:
    """The configuration and the records of one moment. What is a copy may be newer by what came meanwhile."""

    config: Config
    sites: Mapping[str, Site]
    records: Mapping[str, Record]
    copies: knowledge.Copies
    now: datetime
    line_down: datetime | None = None
    """Since when our own line is down, so that no look since counts."""

    def report(self, key: str) -> SiteReport:
        """What was known of a site. Raises KeyError for a key that is not configured."""
        record = self.records[key]
        if self.line_down:
            record = line.unlooked(record, self.line_down)
        return knowledge.report(self.sites[key], record, self.copies, self.config, self.now)

    def reports(self) -> list[SiteReport]:
        """All configured sites, in the order of the configuration."""
        return [self._report_or_none(site) for site in self.config.sites]

    def _report_or_none(self, site: Site) -> SiteReport:
        """What is known of a site; nothing, when its record cannot be told: the others still can."""
        try:
            return self.report(site.key)
        except Exception as error:
            log.error("%s cannot be told: %s: %s", site.key, type(error).__name__, escaped(str(error)))
            return SiteReport(site)
