"""Worker processes for parsing: killed at the deadline, replaced when they die, bounded in memory and in CPU time.

Parsers written in C hold the interpreter and listen to no signal, so a worker that takes too long is ended by one that
none has to listen to. What counts is the time it computed: by the clock alone, a busy machine would end those that are
nearly done, and have them begin again. Each has a pipe of its own: the death of one disturbs no other. Before its first
task a worker loads all it will need and shuts itself in (serving.py, sandbox.py).
"""

from __future__ import annotations

import asyncio
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from importlib.machinery import ModuleSpec
from multiprocessing import get_context
from multiprocessing.util import Finalize
from pathlib import Path
from typing import Any, TypeVar

from opd_exporter.domain.budget import Budget, NoTurn
from opd_exporter.domain.queue import Queue
from opd_exporter.workers.sandbox import Walls, standing
from opd_exporter.workers.serving import serve
from opd_exporter.workers.zones import sent_whole

Result = TypeVar("Result")

RECYCLE = 2_000
"""Tasks after which a worker is replaced, so that leaks in parsers do not grow."""
START = 60.0
"""Seconds that a worker may take to start, on a machine that is busy with other things."""
ASLEEP = 60.0
"""Seconds by the clock of one task after which its process is ended, however little it computed."""
FORSAKEN = 120.0
"""Seconds of one task after which its process ends by itself: whoever asked has given up long before, unless the exporter
was killed meanwhile, and then nobody else would end it."""
PRELOAD = ("opd_exporter.workers.preload",)
"""Modules that load what readers need, so that nothing is left to be loaded once the walls stand."""

_CONTEXT = get_context("forkserver")
PROGRAM = "opd_exporter.__main__"
"""The main module's name, however the program was started."""


def _spare_the_script() -> None:
    """multiprocessing runs the script that a program was started by again in each process that it makes, with all that
    the script loads; but not a package's main module. ``python -m`` gives the program that name, a script has none."""
    program = sys.modules["__main__"]
    if program.__spec__ is None:
        program.__spec__ = ModuleSpec(PROGRAM, None)


class WorkFailed(Exception):
    """The work ran out of time, of memory, or its process died."""


class TookTooLong(WorkFailed):
    """The work was not done in time, and its process killed. ``seconds``: how long it had."""

    def __init__(self, message: str, seconds: float) -> None:
        super().__init__(message)
        self.seconds = seconds


class NotBegun(WorkFailed):
    """All workers were busy with other sites until the time was up, or this machine has no memory for any, or was busy
    with other things most of it: nothing can be said of this site."""


class _Died(Exception):
    """The process ended without an answer. ``killed`` tells that somebody else ended it (SIGKILL): the kernel for
    want of memory, not the page that was read."""

    def __init__(self, killed: bool) -> None:
        super().__init__()
        self.killed = killed


class _Worker:
    """One process. Its methods block, and are called from threads."""

    def __init__(self, preload: Sequence[str], forsaken: float) -> None:
        self._pipe, theirs = _CONTEXT.Pipe()
        arguments = (theirs, tuple(preload), forsaken)
        self._process = _CONTEXT.Process(target=serve, args=arguments, name="opd-reader", daemon=True)
        try:
            self._process.start()
        finally:
            theirs.close()
        # At the end of the program multiprocessing would ask it to stop by SIGTERM, which it does not hear, and wait.
        Finalize(self, self._process.kill, exitpriority=10)
        self._turn = threading.Lock()
        self._broken = False
        self.asked = 0

    @property
    def usable(self) -> bool:
        """Whether it may be asked again."""
        return self.asked < RECYCLE and not self._broken and self._process.is_alive()

    def starved(self) -> float:
        """Seconds so far in which it could have computed and others did; none where the system does not tell."""
        try:
            # proc_pid_schedstat(5): nanoseconds on the processor, nanoseconds in line for it, turns.
            return int(Path(f"/proc/{self._process.pid}/schedstat").read_text().split()[1]) / 1e9
        except (OSError, IndexError, ValueError):
            return 0.0

    def ask(self, function: Callable[..., Any], arguments: tuple[Any, ...], cpu: float) -> tuple[bool, Any]:
        """Raises :class:`_Died`, :class:`TookTooLong` after ``cpu`` seconds of computing."""
        self.asked += 1
        with self._turn:
            try:
                self._pipe.send((function, arguments, cpu))
                answer: tuple[bool, Any] = self._pipe.recv()
            except (EOFError, OSError) as error:
                self._broken = True
                self._process.join(1)
                if self._process.exitcode == -signal.SIGPROF:
                    message = f"{function.__name__}: computed longer than {cpu:.1f} s"
                    raise TookTooLong(message, cpu) from error
                raise _Died(self._process.exitcode == -signal.SIGKILL) from error
        return answer

    def end(self) -> None:
        """Ends the process at once, whatever it does; whoever waits for its answer hears of its death."""
        self._process.kill()
        self._process.join(5)
        with self._turn:
            self._pipe.close()


def _started(preload: Sequence[str], forsaken: float) -> _Worker:
    """A new worker. The process that it is forked from may just have been killed; it is started anew then."""
    for pause in (0.1, 0.5):
        try:
            return _Worker(preload, forsaken)
        except (OSError, EOFError):
            time.sleep(pause)
    return _Worker(preload, forsaken)


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
        _CONTEXT.set_forkserver_preload(list(preload))
        sent_whole()
        _spare_the_script()
        self._count, self._preload, self._asleep, self._forsaken = count, preload, asleep, forsaken
        self._queue = Queue(count)
        self._slow_queue = Queue(1)
        self._idle: list[_Worker] = []
        self._alive: set[_Worker] = set()
        """All that were started and not ended, also those that somebody still waits for."""
        self._threads = ThreadPoolExecutor(2 * count + 2, thread_name_prefix="worker")
        self._closed = False

    async def warm(self) -> Walls:
        """Start the workers and load what they need, so that the first page does not wait for it. Gives the walls that
        stand around all of them. Raises as :meth:`run`."""
        budget = Budget.of(2 * START, 0)
        started = await asyncio.gather(
            *(self.run(standing, cpu=START, budget=budget) for _ in range(self._count))
        )
        return Walls(all(one.descriptors for one in started), all(one.calls for one in started))

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
                except _Died:  # perhaps while it was idle, or for the machine's want of memory: once more
                    self._forget_idle()
                    fine, result = await self._ask(cpu, budget, function, arguments)
        except _Died as died:
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

    async def _free_worker(self, budget: Budget) -> _Worker:
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

    def _hired(self) -> _Worker:
        """A new worker; ended again when the pool was closed meanwhile."""
        worker = _started(self._preload, self._forsaken)
        self._alive.add(worker)
        if self._closed:
            self._dismiss(worker)
        return worker

    def _dismiss(self, worker: _Worker) -> None:
        worker.end()
        self._alive.discard(worker)

    def _came_late(self, starting: asyncio.Future[_Worker]) -> None:
        """Who asked for this worker does not wait for it any more."""
        if not starting.cancelled() and starting.exception() is None:
            self._end(starting.result())

    def _forget_idle(self) -> None:
        """What killed one may have killed the others, and a process is seen to be dead only after a while."""
        while self._idle:
            self._end(self._idle.pop())

    def _end(self, worker: _Worker) -> None:
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
