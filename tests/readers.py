"""Readers that cost a test less than those of a service that begins."""

from __future__ import annotations

import os
from collections.abc import Callable
from threading import Lock
from typing import Any

from opd_exporter.workers.failures import WorkFailed
from opd_exporter.workers.pool import Workers
from opd_exporter.workers.sandbox import Walls

_KEPT: list[KeptReaders] = []
_KEEPING = Lock()


class KeptReaders(Workers):
    """Readers whose processes go on to the next test, as they go on to the next site in service: each costs as much to
    start, and to read its first page, as it takes to read some more. What was still busy at the end is ended."""

    @classmethod
    def hired(cls, count: int) -> KeptReaders:
        """So many readers, of a test before if there are any."""
        with _KEEPING:
            kept = next((one for one in _KEPT if one._count == count), None)
            if kept:
                _KEPT.remove(kept)
        return kept or cls(count)

    def close(self) -> None:
        if len(self._idle) == len(self._alive):
            _KEPT.append(self)
        else:
            super().close()

    @staticmethod
    def let_go() -> None:
        """End all that are kept."""
        while _KEPT:
            Workers.close(_KEPT.pop())


class ReadHere(Workers):
    """The readers in this very process, which is several times quicker: where what kills or outlasts a worker does not
    occur. It has tests of its own."""

    def __init__(self) -> None:
        """No process and no thread."""

    @classmethod
    def hired(cls, _: int) -> ReadHere:
        return cls()

    async def warm(self) -> Walls:
        return Walls(descriptors=True, calls=True)

    async def run(self, function: Callable[..., Any], *arguments: Any, **limits: Any) -> Any:
        try:
            return function(*arguments)
        except Exception as error:
            raise WorkFailed(f"{type(error).__name__}: {error}") from error

    def close(self) -> None: ...


def hired(count: int) -> Workers:
    """So many kept readers. On another day (``scripts/test-on-days``) this process reads: what a day changes is what is made
    of a page, and there are real readers on the day itself."""
    return ReadHere.hired(count) if os.environ.get("OPD_CLOCK_AHEAD") else KeptReaders.hired(count)
