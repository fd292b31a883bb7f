"""Data of which every value is an index into one list, as Nuxt 3 writes its state ("devalue"), as plain objects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

MAX_ROWS = 100
"""Objects of a list that are put together again,"""
MAX_LISTS = 50
"""and lists of a page: each of them may name all the others."""
_LOOKED_AT = 50
"""Fields of an object by which it is told whether it holds indexes."""
_NO_VALUE = -7
"""The lowest of the negative numbers that stand for values that JSON has none for (undefined, NaN, -0 ...)."""


def unpooled(data: Any) -> Any:
    """The lists of objects in pooled data, by their names; any other data as it is."""
    pool = _pool_of(data)
    return data if pool is None else pool.lists()


@dataclass(frozen=True)
class _Pool:
    values: list[Any]
    objects: list[dict[Any, Any]]
    """Those of the values that are objects with fields."""

    def lists(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for one in self.objects:
            for name, at in one.items():
                rows = self.value(at)
                if isinstance(rows, list) and len(found) < MAX_LISTS:
                    found[str(name)] = [
                        {str(key): self.plain(field) for key, field in row.items()}
                        for row in map(self.value, rows[:MAX_ROWS])
                        if isinstance(row, dict)
                    ]
        return found

    def value(self, at: Any) -> Any:
        """What an index stands for; None for what is no index, true and false among it."""
        # Python takes true for 1.
        index = isinstance(at, int) and not isinstance(at, bool)
        return self.values[at] if index and 0 <= at < len(self.values) else None

    def plain(self, at: Any) -> Any:
        """A field's own value; an object in it is left out, since it is a row of its own."""
        found = self.value(at)
        return found if isinstance(found, str | int | float | bool) else None


def _pool_of(data: Any) -> _Pool | None:
    """Data as a pool; None where a field of any object is no index."""
    if not isinstance(data, list) or len(data) < 2 or not isinstance(data[0], list | dict):
        return None
    objects = [one for one in data if isinstance(one, dict) and one]
    # One field that is no index, and the list is an ordinary one.
    fields = (at for one in objects for at in list(one.values())[:_LOOKED_AT])
    indexes = all(isinstance(at, int) and _NO_VALUE <= at < len(data) for at in fields)
    return _Pool(data, objects) if objects and indexes else None
