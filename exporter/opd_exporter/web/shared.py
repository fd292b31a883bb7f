"""Answers that are the same for everybody: made once for each change, outside the event loop, however many ask.

Nobody gets an answer made before what changed until the moment of asking, unless making it is much work: then it
serves for a while. Of each answer at most one is being made at a time: who comes meanwhile and wants a newer one
waits for the next, which all of them share.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import blake2b
from typing import TypeVar

MOST, MOST_BYTES = 64, 32 << 20
"""Answers kept, and their bytes; beyond them the one asked for longest ago is forgotten."""
MUCH = 0.2
"""Seconds of CPU from which on an answer is much work."""
SHARE, LONGEST = 0.1, 10.0
"""Such an answer serves for so long that making it anew takes at most this share of a core; at most so many seconds."""
WORK, REST = 0.005, 0.005
"""Seconds at a stretch that the thread works, and then leaves to the event loop: while it holds the interpreter, every
step of a probe waits for it."""

One = TypeVar("One")


def gently(all_of: Iterable[One]) -> Iterator[One]:
    """The same, one at a time, with rests: for long work in a thread beside the event loop."""
    begun = time.perf_counter()
    for one in all_of:
        yield one
        if time.perf_counter() - begun > WORK:
            time.sleep(REST)
            begun = time.perf_counter()


@dataclass(frozen=True)
class Made:
    """An answer, and what it is an answer to."""

    changes: int
    began: float
    """In the monotonic clock's time, finer than that of an event loop, as is the next."""
    serves_until: float
    """Whatever changes; 0 when it was little work."""
    body: bytes
    tag: str
    """The same for the same body, and for no other (a strong ETag without its quotation marks)."""


class Shared:
    """Answers by name. ``changes`` gives a number that grows with each change of what they tell."""

    def __init__(self, changes: Callable[[], int]) -> None:
        self._changes = changes
        self._made: OrderedDict[Hashable, Made] = OrderedDict()
        self._making: dict[Hashable, asyncio.Task[Made]] = {}
        # One thread: rendering takes turns, and a crowd that asks for everything takes one core and not all.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="answers")

    async def get(self, name: Hashable, prepare: Callable[[], Callable[[], bytes]], *, age: float) -> Made:
        """The answer of this name, begun at most ``age`` seconds before now (0: not before now).

        ``prepare`` is called in the event loop, to take hold of what is known, and gives what makes the answer in
        a thread of its own. Raises whatever that raises."""
        wanted, oldest = self._changes(), time.monotonic() - age
        made = self._made.get(name)
        while made is None or not (
            (made.changes >= wanted and made.began >= oldest) or made.serves_until > time.monotonic()
        ):
            if (making := self._making.get(name)) is None:
                making = self._making[name] = asyncio.create_task(self._make(name, prepare))
                making.add_done_callback(_heard)
            made = await asyncio.shield(making)
        if name in self._made:
            self._made.move_to_end(name)
        return made

    async def _make(self, name: Hashable, prepare: Callable[[], Callable[[], bytes]]) -> Made:
        loop = asyncio.get_running_loop()
        try:
            changes, began = self._changes(), time.monotonic()
            body, tag, worked = await loop.run_in_executor(self._thread, _timed, prepare())
        finally:
            del self._making[name]
        serves = min(LONGEST, worked / SHARE) if worked >= MUCH else 0.0
        made = Made(changes, began, time.monotonic() + serves if serves else 0.0, body, tag)
        self._made[name] = made
        self._made.move_to_end(name)
        while len(self._made) > MOST or (len(self._made) > 1 and self._size() > MOST_BYTES):
            self._made.popitem(last=False)
        return made

    def _size(self) -> int:
        return sum(len(one.body) for one in self._made.values())

    def close(self) -> None:
        """End the thread; nothing is asked any more."""
        self._thread.shutdown(wait=False, cancel_futures=True)


def _timed(make: Callable[[], bytes]) -> tuple[bytes, str, float]:
    """A body, its tag, and the seconds of CPU that it took."""
    begun = time.thread_time()
    body = make()
    return body, blake2b(body, digest_size=12).hexdigest(), time.thread_time() - begun


def _heard(task: asyncio.Task[Made]) -> None:
    """Whoever asked may have gone; a failure was told to those who have not."""
    if not task.cancelled():
        task.exception()
