"""Evaluations that were published before there was a monitor: a file each beside this one, as its source printed it."""

from __future__ import annotations

from datetime import datetime, time
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from opd_exporter.domain.config import Config, Site
from opd_exporter.domain.vocabulary import Status
from opd_exporter.evaluate.model import Evaluation, SiteLine, Way


def published(config: Config) -> list[Evaluation]:
    """Those of the configured city (whatever follows its name in brackets), the oldest first."""
    city = config.city.partition(" (")[0]
    ours = (_evaluation(one, config) for one in files_of_all() if one["city"] == city)
    return sorted(ours, key=lambda one: one.generated_at)


@cache
def files_of_all() -> tuple[dict[str, Any], ...]:
    """What stands in the files, of whatever city."""
    return tuple(
        yaml.safe_load(one.read_text("utf-8"))
        for one in files(__name__).iterdir()
        if one.name.endswith(".yml")
    )


def _evaluation(data: dict[str, Any], config: Config) -> Evaluation:
    """Full names, groups and addresses are today's; what was found is the source's."""
    sites = {site.key: site for site in config.sites}
    lines = [
        _line(key, short, status, sites.get(key), key in data["tanpa_cms"])
        for status in Status
        for key, short in data.get(status.value, {}).items()
    ]
    when = datetime.combine(data["date"], time(), config.timezone)
    return Evaluation(
        when, data["city"], tuple(lines), Way.PUBLISHED, data["date"].isoformat(), source=data["source"]
    )


def _line(key: str, short: str, status: Status, site: Site | None, without_cms: bool) -> SiteLine:
    return SiteLine(
        opd=key,
        nama=site.nama if site else short,
        singkatan=short,
        kelompok=site.kelompok if site else "lainnya",
        status=status,
        url=site.url if site else "",
        cms_called="tanpa CMS" if without_cms else "",
    )
