"""Known posts that a site shows with other dates."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from opd_exporter.domain.candidate import Candidate


@dataclass
class Returned:
    """Posts that are known, and show another date than the one known: found out as candidates are held against memory."""

    moved: dict[str, date] = field(default_factory=dict)
    """Keys of posts known with an older date, and the day that they show now."""
    rolling: set[str] = field(default_factory=set)
    """Those of them whose dates went on with the days."""
    by_title: dict[str, Candidate] = field(default_factory=dict)
    """Those of them that only the title of a post elsewhere says so of, as they show themselves."""
    standing: dict[str, bool] = field(default_factory=dict)
    """Keys of posts of the same title that were looked at: whether they stand with their own date."""
