"""Posts as a list shows them, and as earlier looks saw them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from opd_exporter.domain.candidate import Candidate, Doubt
from opd_exporter.domain.config import Site
from opd_exporter.domain.scope import Scope
from opd_exporter.domain.vocabulary import Source
from opd_exporter.posts.context import Context
from opd_exporter.posts.history import History, Sighting, name_of
from opd_exporter.text.address import normal

NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)
SITE = "https://a.example.go.id/"
WIB = ZoneInfo("Asia/Jakarta")
CONTEXT = Context(Scope.of(Site("a", "A", "A", "dinas", SITE)), NOW, WIB)
TITLE = "Warga Kasemen Belajar Merawat Sumur Resapan"


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def day_of(days: float) -> date:
    """The day of so many days ago where the site is."""
    return CONTEXT.day(ago(days))


def shown(path: str, days: float, *, title: str = TITLE, doubt: Doubt | None = None) -> Candidate:
    """An entry with a date of so many days ago."""
    return Candidate(Source.LISTING, f"{SITE}{path}", title, ago(days), "tercetak", open=doubt)


def bare(path: str, *, title: str = TITLE) -> Candidate:
    """An entry that shows no date."""
    return replace(shown(path, 0, title=title), published=None)


def seen(path: str, days: float, before: float, *, title: str = TITLE, **more: Any) -> Sighting:
    """A sighting ``before`` days ago of a date ``days`` ago, with what ``more`` is known of it."""
    return Sighting(f"{SITE}{path}", name_of(title), ago(days), ago(before), **more)


def undated(path: str, before: float, *, latest: float, title: str = TITLE) -> Sighting:
    """An entry seen without a date ``before`` days ago, when it was no newer than ``latest`` days."""
    return seen(path, latest, before, title=title, doubted=True, undated=True)


def by_address(*sightings: Sighting) -> dict[str, Sighting]:
    """Sightings as a record keeps them."""
    return {normal(one.url): one for one in sightings}


def history(*sightings: Sighting) -> History:
    return History.of(by_address(*sightings))
