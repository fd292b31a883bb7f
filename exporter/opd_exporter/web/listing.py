"""``/api/v1/sites``: all sites as JSON, or those asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from opd_exporter.domain.config import Config
from opd_exporter.domain.report import SiteReport, viewed
from opd_exporter.views import as_json
from opd_exporter.views.wording import standing
from opd_exporter.web.choice import Choice, cut
from opd_exporter.web.shared import gently


def sites_json(reports: Iterable[SiteReport], config: Config, now: datetime, choice: Choice) -> bytes:
    """The object, its sites in the order of the configuration; ``counts`` are of all sites. It is put together from one
    text a site, with rests between them: ten thousand in one call would stop everything else for as long."""
    zone, thresholds = config.timezone, config.thresholds
    all_sites = [viewed(lambda one: standing(one, thresholds, now), report) for report in reports]
    head = as_json.city_head(Counter(one.status.value for one in all_sites), config, now)
    chosen = [one.report for one in all_sites if choice.takes(one)]
    if choice.page:
        where = cut(len(chosen), choice.page)
        chosen = list(where.part(chosen))
        head |= {"page": where.number, "pages": where.of}
    sites = (
        as_json.dumped(viewed(lambda one: as_json.site_json(one, thresholds, zone, now), report))
        for report in chosen
    )
    return f'{as_json.dumped(head)[:-1]}, "sites": [{", ".join(gently(sites))}]}}'.encode()
