"""Posts as a list shows them, and as earlier looks saw them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from opd_exporter.domain.candidate import Candidate, Doubt
from opd_exporter.domain.config import Site
from opd_exporter.domain.scope import Scope
from opd_exporter.domain.vocabulary import Source
from opd_exporter.posts.context import Context
from opd_exporter.posts.history import (
    History,
    Sighting,
    name_of,
)
from opd_exporter.text.address import normal

NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)
SITE = "https://a.example.go.id/"
WIB = ZoneInfo("Asia/Jakarta")
CONTEXT = Context(Scope.of(Site("a", "A", "A", "dinas", SITE)), NOW, WIB)
TITLE = "Warga Kasemen Belajar Merawat Sumur Resapan"


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def shown(path: str, days: float, *, title: str = TITLE, doubt: Doubt | None = None) -> Candidate:
    return Candidate(Source.LISTING, f"{SITE}{path}", title, ago(days), "tercetak", open=doubt)


def seen(path: str, days: float, before: float, *, title: str = TITLE) -> Sighting:
    """A sighting ``before`` days ago of a date ``days`` ago."""
    return Sighting(f"{SITE}{path}", name_of(title), ago(days), ago(before))


def history(*sightings: Sighting) -> History:
    return History.of({normal(one.url): one for one in sightings})
