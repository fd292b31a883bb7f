"""Answers that are the same for everybody: made once for each change, outside the event loop, however many ask.

Nobody gets an answer made before what changed until the moment of asking, and of each answer at most one is being
made at a time: who comes meanwhile and wants a newer one waits for the next, which all of them share.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

MOST = 64
"""Answers kept; beyond them the one asked for longest ago is forgotten."""


@dataclass(frozen=True)
class _Made:
    """An answer, and what it is an answer to."""

    changes: int
    began: float
    body: bytes


class Shared:
    """Answers by name. ``changes`` gives a number that grows with each change of what they tell."""

    def __init__(self, changes: Callable[[], int]) -> None:
        self._changes = changes
        self._made: OrderedDict[Hashable, _Made] = OrderedDict()
        self._making: dict[Hashable, asyncio.Task[_Made]] = {}
        # One thread: rendering takes turns, and a crowd that asks for everything takes one core and not all.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="answers")

    async def get(self, name: Hashable, prepare: Callable[[], Callable[[], bytes]], *, age: float) -> bytes:
        """The answer of this name, begun at most ``age`` seconds before now (0: not before now).

        ``prepare`` is called in the event loop, to take hold of what is known, and gives what makes the answer in
        a thread of its own. Raises whatever that raises."""
        loop = asyncio.get_running_loop()
        wanted, oldest = self._changes(), loop.time() - age
        made = self._made.get(name)
        while made is None or made.changes < wanted or made.began < oldest:
            if (making := self._making.get(name)) is None:
                making = self._making[name] = asyncio.create_task(self._make(name, prepare))
                making.add_done_callback(_heard)
            made = await asyncio.shield(making)
        if name in self._made:
            self._made.move_to_end(name)
        return made.body

    async def _make(self, name: Hashable, prepare: Callable[[], Callable[[], bytes]]) -> _Made:
        loop = asyncio.get_running_loop()
        try:
            changes, began = self._changes(), loop.time()
            made = _Made(changes, began, await loop.run_in_executor(self._thread, prepare()))
        finally:
            del self._making[name]
        self._made[name] = made
        while len(self._made) > MOST:
            self._made.popitem(last=False)
        return made

    def close(self) -> None:
        """End the thread; nothing is asked any more."""
        self._thread.shutdown(wait=False, cancel_futures=True)


def _heard(task: asyncio.Task[_Made]) -> None:
    """Whoever asked may have gone; a failure was told to those who have not."""
    if not task.cancelled():
        task.exception()
