"""Worker processes for parsing: killed at the deadline, replaced when they die, bounded in memory and in CPU time.

Parsers written in C hold the interpreter and listen to no signal, so a worker that takes too long is ended by one that
none has to listen to. What counts is the time it computed: by the clock alone, a busy machine would end those that are
nearly done, and have them begin again. Each has a pipe of its own: the death of one disturbs no other. Before its first
task a worker loads all it will need and shuts itself in (serving.py, sandbox.py).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any, TypeVar

from opd_exporter.domain.budget import Budget, NoTurn
from opd_exporter.domain.queue import Queue
from opd_exporter.workers.failures import Died, NotBegun, TookTooLong, WorkFailed
from opd_exporter.workers.process import CONTEXT, Worker, spare_the_script, started
from opd_exporter.workers.sandbox import Walls, standing
from opd_exporter.workers.zones import sent_whole

Result = TypeVar("Result")

START = 60.0
"""Seconds that a worker may take to start, on a machine that is busy with other things."""
ASLEEP = 60.0
"""Seconds by the clock of one task after which its process is ended, however little it computed."""
FORSAKEN = 120.0
"""Seconds of one task after which its process ends by itself: whoever asked has given up long before, unless the exporter
was killed meanwhile, and then nobody else would end it."""
PRELOAD = ("opd_exporter.workers.preload",)
"""Modules that load what readers need, so that nothing is left to be loaded once the walls stand."""


class Workers:
    """A pool of processes that run pure functions."""

    def __init__(
        self,
        count: int = 2,
        preload: Sequence[str] = PRELOAD,
        *,
        asleep: float = ASLEEP,
        forsaken: float = FORSAKEN,
    ) -> None:
        CONTEXT.set_forkserver_preload(list(preload))
        sent_whole()
        spare_the_script()
        self._count, self._preload, self._asleep, self._forsaken = count, preload, asleep, forsaken
        self._queue = Queue(count)
        self._slow_queue = Queue(1)
        self._idle: list[Worker] = []
        self._alive: set[Worker] = set()
        """All that were started and not ended, also those that somebody still waits for."""
        self._threads = ThreadPoolExecutor(2 * count + 2, thread_name_prefix="worker")
        self._closed = False

    async def warm(self) -> Walls:
        """Start the workers and load what they need, so that the first page does not wait for it. Gives the walls that
        stand around all of them. Raises as :meth:`run`."""
        budget = Budget.of(2 * START, 0)
        hired = await asyncio.gather(
            *(self.run(standing, cpu=START, budget=budget) for _ in range(self._count))
        )
        return Walls(all(one.descriptors for one in hired), all(one.calls for one in hired))

    async def run(
        self,
        function: Callable[..., Result],
        *arguments: Any,
        cpu: float,
        budget: Budget,
        slow: bool = False,
    ) -> Result:
        """``function(*arguments)`` in a worker, killed when it computed for ``cpu`` seconds or the budget's time is up.
        Waits for a free worker as long as the budget's patience lasts. ``slow`` is what took too long before: of such
        work no more than one is done at a time, so that the other workers stay free.

        Raises :class:`TookTooLong`; :class:`NotBegun` when no worker was free in time, or got hardly any of it;
        :class:`WorkFailed` for a worker that died and for any error of the function itself.
        """
        name = function.__name__
        try:
            with ExitStack() as turns:
                for queue in (self._slow_queue, self._queue) if slow else (self._queue,):
                    turn = queue.turn(budget.rank)
                    await budget.wait_for(turn)
                    turns.callback(turn.end)
                try:
                    fine, result = await self._ask(cpu, budget, function, arguments)
                except Died:  # perhaps while it was idle, or for the machine's want of memory: once more
                    self._forget_idle()
                    fine, result = await self._ask(cpu, budget, function, arguments)
        except Died as died:
            kind = NotBegun if died.killed else WorkFailed
            raise kind(f"{name}: the worker died twice") from None
        except NoTurn:
            raise NotBegun(f"{name}: all readers were busy (probe.readers)") from None
        if not fine:
            raise WorkFailed(f"{name}: {result}")
        return result  # type: ignore[no-any-return]

    async def _ask(
        self, cpu: float, budget: Budget, function: Callable[..., Any], arguments: tuple[Any, ...]
    ) -> tuple[bool, Any]:
        worker = await self._free_worker(budget)
        self._still_open()  # it may have been closed while a worker started
        before, seconds = worker.starved(), min(self._asleep, max(0.05, budget.remaining()))
        answer = asyncio.get_running_loop().run_in_executor(
            self._threads, worker.ask, function, arguments, cpu
        )
        try:
            async with asyncio.timeout(seconds):
                return await asyncio.shield(answer)
        except TimeoutError:
            raise _late(function.__name__, seconds, worker.starved() - before) from None
        finally:
            if answer.done() and worker.usable and not self._closed:
                self._idle.append(worker)
            else:
                answer.add_done_callback(_heard)
                self._end(worker)
            del answer  # it may hold an exception, which holds this frame: a worker's files would wait for the collector

    async def _free_worker(self, budget: Budget) -> Worker:
        while self._idle:
            worker = self._idle.pop()
            if worker.usable:
                return worker
            self._end(worker)
        self._still_open()
        # Shielded: a thread cannot be called off, and a worker that starts too late has to be ended when it has.
        starting = asyncio.get_running_loop().run_in_executor(self._threads, self._hired)
        try:
            async with asyncio.timeout_at(budget.deadline):
                return await asyncio.shield(starting)
        except TimeoutError:
            raise NoTurn from None
        except (OSError, EOFError) as error:
            raise NotBegun(f"no worker can be started: {error}") from error
        finally:
            if not starting.done():
                starting.add_done_callback(self._came_late)

    def _still_open(self) -> None:
        if self._closed:
            raise WorkFailed("the workers are closed")

    def _hired(self) -> Worker:
        """A new worker; ended again when the pool was closed meanwhile."""
        worker = started(self._preload, self._forsaken)
        self._alive.add(worker)
        if self._closed:
            self._dismiss(worker)
        return worker

    def _dismiss(self, worker: Worker) -> None:
        worker.end()
        self._alive.discard(worker)

    def _came_late(self, starting: asyncio.Future[Worker]) -> None:
        """Who asked for this worker does not wait for it any more."""
        if not starting.cancelled() and starting.exception() is None:
            self._end(starting.result())

    def _forget_idle(self) -> None:
        """What killed one may have killed the others, and a process is seen to be dead only after a while."""
        while self._idle:
            self._end(self._idle.pop())

    def _end(self, worker: Worker) -> None:
        """End a worker without waiting for it."""
        if not self._closed:
            self._threads.submit(self._dismiss, worker)

    def close(self) -> None:
        """End all workers at once: also those whose end is still to come, or whoever waits for their answer would wait
        for ever."""
        self._closed = True
        for worker in tuple(self._alive):
            self._dismiss(worker)
        self._threads.shutdown(wait=True, cancel_futures=True)


def _late(name: str, seconds: float, starved: float) -> WorkFailed:
    """What it means that a task was not done in so many seconds, for some of which its process stood in line."""
    if starved > seconds / 2:
        return NotBegun(f"{name}: this machine was busy for {starved:.1f} of {seconds:.1f} s")
    return TookTooLong(f"{name}: took longer than {seconds:.1f} s", seconds)


def _heard(answer: asyncio.Future[Any]) -> None:
    """Nobody waits for this answer any more; its failure is no news."""
    if not answer.cancelled():
        answer.exception()
