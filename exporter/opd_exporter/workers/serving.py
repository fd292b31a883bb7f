"""What a worker process does from its start to its end: it loads what readers need, shuts itself in, and answers.

Apart from the pool, which nobody asks for here: a worker that loaded it would load the event loop, for itself alone."""

from __future__ import annotations

import resource
import signal
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path

from opd_exporter.workers.sandbox import confine
from opd_exporter.workers.zones import sent_by_name

MEMORY = 1 << 30
"""Bytes of address space a worker may use beyond which parsing fails rather than the machine."""


def serve(pipe: Connection, preload: Sequence[str], forsaken: float) -> None:
    """Until the parent closes the pipe, or is no more. A task ends the process that computes for more seconds than it may
    (SIGPROF), or takes more than ``forsaken`` (SIGALRM)."""
    _prepare()
    for number in (signal.SIGALRM, signal.SIGPROF):  # each ends the process, also one that is stuck in C
        signal.signal(number, signal.SIG_DFL)
    for module in preload:  # loaded already, unless the process that this one is forked from could not
        import_module(module)
    sent_by_name()
    confine()
    with suppress(EOFError, OSError):
        while True:
            function, arguments, cpu = pipe.recv()
            signal.setitimer(signal.ITIMER_REAL, forsaken)
            signal.setitimer(signal.ITIMER_PROF, cpu)
            try:
                outcome = True, function(*arguments)
            except Exception as error:  # a bug or a hostile page: told, not raised
                outcome = False, f"{type(error).__name__}: {error}"[:500]
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.setitimer(signal.ITIMER_REAL, 0)
            try:
                pipe.send(outcome)
            except OSError:
                raise
            except Exception as error:
                pipe.send((False, f"the result cannot be sent: {type(error).__name__}"))


def _prepare() -> None:
    """Leave the terminal's Ctrl+C to the parent, cap memory, and go first when the machine runs out of it. What the
    system does not permit (a filter of system calls) is done without."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")
