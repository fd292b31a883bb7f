"""The sites of ``tests/engine/search/test_look.py``: one structure of list, feed or article each.

They date their posts when they are imported, by a clock of their own that is set before: not for a process that has
imported them already, as pytest's.
"""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, timedelta
from pathlib import Path

from eval.model import MOMENT, Case, Clock, Group, Truth, of_age
from opd_exporter.domain.vocabulary import Status
from site_server import serving as served

PLACE = Path(__file__).parents[2] / "engine/search"


def _truth(told: int | str) -> Truth:
    if isinstance(told, str):
        status = Status.TIDAK_AKTIF if told == "no_posts" else Status.TIDAK_TERUKUR
        return Truth(frozenset({status}), frozenset(), cms_judged=False)
    when = MOMENT - timedelta(days=told)
    return Truth(of_age(when), frozenset({when.date()}), cms_judged=False)


def groups() -> list[Group]:
    """A group a site: their texts are alike."""
    sys.path.insert(0, str(PLACE))
    import news_sites

    news_sites.NOW, news_sites.TODAY = MOMENT.astimezone(UTC), MOMENT
    import test_look

    def group(name: str) -> Group:
        pages, told = test_look.CASES[name]
        key = f"news/{name.replace(' ', '-').replace(',', '')}"

        @asynccontextmanager
        async def serving(clock: Clock) -> AsyncIterator[Mapping[str, str]]:
            async with served(pages):
                yield {key: f"{pages.url}/"}

        return Group(key, (Case(key, "news", "structure", name, _truth(told)),), serving)

    return [group(name) for name in test_look.CASES]
