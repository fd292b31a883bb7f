"""One process that runs what it is asked to, and may be ended at any moment."""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from importlib.machinery import ModuleSpec
from multiprocessing import get_context
from multiprocessing.util import Finalize
from pathlib import Path
from typing import Any

from opd_exporter.workers.failures import Died, TookTooLong
from opd_exporter.workers.serving import serve

RECYCLE = 2_000
"""Tasks after which a worker is replaced, so that leaks in parsers do not grow."""

CONTEXT = get_context("forkserver")
PROGRAM = "opd_exporter.__main__"
"""The main module's name, however the program was started."""


def spare_the_script() -> None:
    """multiprocessing runs the script that a program was started by again in each process that it makes, with all that
    the script loads; but not a package's main module. ``python -m`` gives the program that name, a script has none."""
    program = sys.modules["__main__"]
    if program.__spec__ is None:
        program.__spec__ = ModuleSpec(PROGRAM, None)


class Worker:
    """One process. Its methods block, and are called from threads."""

    def __init__(self, preload: Sequence[str], forsaken: float) -> None:
        self._pipe, theirs = CONTEXT.Pipe()
        arguments = (theirs, tuple(preload), forsaken)
        self._process = CONTEXT.Process(target=serve, args=arguments, name="opd-reader", daemon=True)
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
        """Raises :class:`Died`, :class:`TookTooLong` after ``cpu`` seconds of computing."""
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
                raise Died(self._process.exitcode == -signal.SIGKILL) from error
        return answer

    def end(self) -> None:
        """Ends the process at once, whatever it does; whoever waits for its answer hears of its death."""
        self._process.kill()
        self._process.join(5)
        with self._turn:
            self._pipe.close()


def started(preload: Sequence[str], forsaken: float) -> Worker:
    """A new worker. The process that it is forked from may just have been killed; it is started anew then."""
    for pause in (0.1, 0.5):
        try:
            return Worker(preload, forsaken)
        except (OSError, EOFError):
            time.sleep(pause)
    return Worker(preload, forsaken)
