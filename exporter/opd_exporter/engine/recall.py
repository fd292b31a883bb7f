"""What is remembered of the sites: decoded when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from opd_exporter.store.record import Record


class Records(dict[str, Record]):
    """Records by key. One that is not there yet is fetched by ``remembered``, which raises KeyError for a site that is
    not configured; ``values`` and the like see those that were asked for."""

    def __init__(self, known: Mapping[str, Record], remembered: Callable[[str], Record]) -> None:
        super().__init__(known)
        self._remembered = remembered

    def __missing__(self, key: str) -> Record:
        record = self[key] = self._remembered(key)
        return record
