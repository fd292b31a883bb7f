"""What is known at one moment: reports are made from it in any thread while the engine goes on."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from opd_exporter.domain.config import Config, Site
from opd_exporter.domain.report import SiteReport
from opd_exporter.engine import knowledge, line
from opd_exporter.engine.copies import Copies
from opd_exporter.store.record import Record
from opd_exporter.text.sanitise import escaped

log = logging.getLogger(__name__)


SERVES = timedelta(minutes=1)
"""How long a report of which nothing changed but the time stays true enough for a view of all sites."""


@dataclass(frozen=True)
class MadeReport:
    """A report, and all that it was made of."""

    record: Record
    site: Site
    config: Config
    copies: int
    line_down: datetime | None
    at: datetime
    report: SiteReport


@dataclass(frozen=True)
class Snapshot:
    """The configuration and the records of one moment. What is a copy may be newer by what came meanwhile."""

    config: Config
    sites: Mapping[str, Site]
    records: Mapping[str, Record]
    copies: Copies
    now: datetime
    line_down: datetime | None = None
    """Since when our own line is down, so that no look since counts."""
    told: dict[str, MadeReport] = field(default_factory=dict)
    """Reports that earlier snapshots made, by key: what did not change is not worked out again."""

    @classmethod
    def of(cls, config: Config, records: Mapping[str, Record], now: datetime) -> Snapshot:
        """What these records, one of each configured site, told at ``now``."""
        sites = {site.key: site for site in config.sites}
        names = {site.key: site.nama for site in config.sites}
        copies = Copies(records.values(), config.timezone, names)
        return cls(config, sites, records, copies, now, line.down_since(records.values(), now))

    def report(self, key: str) -> SiteReport:
        """What was known of a site. Raises KeyError for a key that is not configured."""
        record = self.records[key]
        if self.line_down:
            record = line.unlooked(record, self.line_down)
        return knowledge.report(self.sites[key], record, self.copies, self.config, self.now)

    def reports(self) -> Iterator[SiteReport]:
        """All configured sites, in the order of the configuration, each worked out when its turn comes."""
        return map(self._kept, self.config.sites)

    def _kept(self, site: Site) -> SiteReport:
        record, told = self.records[site.key], self.told.get(site.key)
        if (
            told
            and told.record is record
            and told.site is site
            and told.config is self.config
            and (told.copies, told.line_down) == (self.copies.changes, self.line_down)
            and timedelta() <= self.now - told.at < SERVES
        ):
            return told.report
        copies = self.copies.changes  # before the report: what comes meanwhile makes it a new one
        report = self._report_or_none(site)
        self.told[site.key] = MadeReport(
            record=record,
            site=site,
            config=self.config,
            copies=copies,
            line_down=self.line_down,
            at=self.now,
            report=report,
        )
        return report

    def _report_or_none(self, site: Site) -> SiteReport:
        """What is known of a site; nothing, when its record cannot be told: the others still can."""
        try:
            return self.report(site.key)
        except Exception as error:
            log.error("%s cannot be told: %s: %s", site.key, type(error).__name__, escaped(str(error)))
            return SiteReport(site)
