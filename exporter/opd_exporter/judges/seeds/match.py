"""Seed posts: what a system or template brings along and nobody at the agency wrote (data: ``seeds.yml``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import yaml

from opd_exporter.domain.moments import local
from opd_exporter.text.similarity import folded, words

_ZONE = ZoneInfo("Asia/Jakarta")
"""Days of demo posts are those of the city that cloned the templates."""
SUMMARY = 400
"""Characters of a text that are looked at."""
LATIN = 4
"""Different words of filler Latin that no Indonesian text holds by chance."""
_NUMBER = re.compile(r" \d{1,3}$")
_TAIL = re.compile(r"(?:-\d)?(?:\.html?)?$")


@dataclass(frozen=True)
class _Seeds:
    titles: frozenset[str]
    slugs: frozenset[str]
    days: dict[str, frozenset[str]]
    months: dict[str, frozenset[str]]
    phrases: tuple[str, ...]
    latin: frozenset[str]


@cache
def _seeds() -> _Seeds:
    data = yaml.safe_load(files("opd_exporter.judges.seeds").joinpath("seeds.yml").read_text("utf-8"))
    return _Seeds(
        titles=frozenset(folded(title) for title in data["titles"]),
        slugs=frozenset(data["slugs"]),
        days={cms: frozenset(map(str, days)) for cms, days in data["days"].items()},
        months={cms: frozenset(map(str, months)) for cms, months in data["months"].items()},
        phrases=tuple(data["phrases"]),
        latin=frozenset(data["latin"]),
    )


def is_seed(title: str, url: str, published: datetime | None, cms: str, summary: str = "") -> bool:
    """Whether a post came with the system. ``cms`` is the system's name or empty."""
    seeds = _seeds()
    name = folded(title)
    if name in seeds.titles or _NUMBER.sub("", name) in seeds.titles:
        return True
    slug = urlsplit(url).path.rstrip("/").rpartition("/")[2].lower()
    if _TAIL.sub("", slug) in seeds.slugs:
        return True
    if published:
        day = local(published, _ZONE)
        if f"{day:%Y-%m-%d}" in seeds.days.get(cms, ()) or f"{day:%Y-%m}" in seeds.months.get(cms, ()):
            return True
    text = f"{title} {summary[:SUMMARY]}".lower()
    return (
        any(phrase in text for phrase in seeds.phrases) or len(seeds.latin.intersection(words(text))) >= LATIN
    )
