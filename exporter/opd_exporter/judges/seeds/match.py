"""Seed posts: what a system or template brings along and nobody at the agency wrote (data: ``judges/systems``,
and ``seeds.yml`` for what no system brings)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from opd_exporter.domain.moments import local
from opd_exporter.judges.rule_files import read_rules, strings
from opd_exporter.judges.systems.records import system, systems
from opd_exporter.text.parsed import parsed
from opd_exporter.text.similarity import folded, words

_ZONE = ZoneInfo("Asia/Jakarta")
"""Days of demo posts are those of the city that cloned the templates."""
SUMMARY = 400
"""Characters of a text that are looked at."""
LATIN = 4
"""Different words of filler Latin that no Indonesian text holds by chance."""
# Themes number their samples: "Berita contoh 3".
_NUMBER = re.compile(r" \d{1,3}$")
# WordPress adds "-2" where an address is taken; other systems end theirs in .html.
_TAIL = re.compile(r"(?:-\d)?(?:\.html?)?$")


@dataclass(frozen=True)
class _Seeds:
    titles: frozenset[str]
    slugs: frozenset[str]
    phrases: tuple[str, ...]
    latin: frozenset[str]


@cache
def _seeds() -> _Seeds:
    data, known = read_rules("judges.seeds", "seeds.yml"), systems().values()
    titles, phrases, latin = (
        strings(data, key, "judges/seeds/seeds.yml") for key in ("titles", "phrases", "latin")
    )
    return _Seeds(
        titles=frozenset(map(folded, (*titles, *(title for one in known for title in one.seed_titles)))),
        slugs=frozenset(slug for one in known for slug in one.seed_slugs),
        phrases=phrases,
        latin=frozenset(latin),
    )


def is_seed(title: str, url: str, published: datetime | None, cms: str, summary: str = "") -> bool:
    """Whether a post came with the system. ``cms`` is the system's name or empty."""
    seeds = _seeds()
    name = folded(title)
    # "Berita Contoh 3": templates number their samples.
    if name in seeds.titles or _NUMBER.sub("", name) in seeds.titles:
        return True
    slug = parsed(url).path.rstrip("/").rpartition("/")[2].lower()
    if _TAIL.sub("", slug) in seeds.slugs:
        return True
    # Templates keep the days on which their samples were written (domain.md 13).
    if published and (days := system(cms).seed_days) and f"{local(published, _ZONE):%Y-%m-%d}" in days:
        return True
    text = f"{title} {summary[:SUMMARY]}".lower()
    return (
        any(phrase in text for phrase in seeds.phrases) or len(seeds.latin.intersection(words(text))) >= LATIN
    )
