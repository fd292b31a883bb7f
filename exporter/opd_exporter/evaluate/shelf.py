"""All evaluations of a city, published and kept, and which of them one is held against."""

from __future__ import annotations

from opd_exporter.domain.config import Config
from opd_exporter.evaluate.archive import Archive
from opd_exporter.evaluate.model import Evaluation, Way
from opd_exporter.evaluate.published import published
from opd_exporter.evaluate.quarter import NAME


def shelf(archive: Archive, config: Config) -> list[Evaluation]:
    """The oldest first; of one name what the monitor kept."""
    kept = archive.evaluations()
    names = {one.name for one in kept}
    printed = [one for one in published(config) if one.name not in names]
    return sorted((*printed, *kept), key=lambda one: one.generated_at)


def named(all_of: list[Evaluation], name: str) -> Evaluation | None:
    """The one of this name."""
    return next((one for one in all_of if one.name == name), None)


def before(all_of: list[Evaluation], found: Evaluation) -> Evaluation | None:
    """What it is held against unless something else is asked for: the quarter or published evaluation before it, else
    whatever was before."""
    earlier = [one for one in all_of if one.generated_at < found.generated_at]
    regular = [one for one in earlier if NAME.fullmatch(one.name) or one.way is Way.PUBLISHED]
    return next(reversed(regular or earlier), None)
