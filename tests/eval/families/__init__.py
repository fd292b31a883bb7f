"""Where the sites come from, a file each; ``groups`` are all of them."""

from __future__ import annotations

from collections.abc import Callable

from eval.families import case_files, city, lives, made, news
from eval.model import Group

FAMILIES: dict[str, Callable[[], list[Group]]] = {
    "city": city.groups,
    "cases": case_files.groups,
    "news": news.groups,
    "lives": lives.groups,
    "made": made.groups,
}


def groups(families: list[str] | None = None) -> list[Group]:
    """The groups of these families; of all when none is named."""
    return [group for name in families or FAMILIES for group in FAMILIES[name]()]
