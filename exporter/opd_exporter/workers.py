"""Worker processes for parsing: killed at the deadline, recycled, bounded in memory."""

from __future__ import annotations

import asyncio
import resource
import signal
from collections.abc import Callable
from concurrent.futures import CancelledError, TimeoutError
from multiprocessing import get_context
from typing import Any, TypeVar

from pebble import ProcessExpired, ProcessPool

Result = TypeVar("Result")

MEMORY = 1 << 30
"""Bytes of address space a worker may use beyond which parsing fails rather than the machine."""
RECYCLE = 2_000
"""Tasks after which a worker is replaced, so that leaks in parsers do not grow."""


class WorkFailed(Exception):
    """The work ran out of time, of memory, or its process died."""


def _prepare() -> None:
    """Run in each worker at its start: leave signals to the parent, cap memory."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _ready() -> bool:
    """Something to ask a worker at its start."""
    return True


class Workers:
    """A pool of processes that run pure functions."""

    def __init__(self, count: int = 2) -> None:
        context = get_context("forkserver")
        context.set_forkserver_preload(["opd_exporter.readings"])
        self._pool = ProcessPool(count, max_tasks=RECYCLE, initializer=_prepare, context=context)
        self._count = count

    async def warm(self) -> None:
        """Start the workers and load what they need, so that the first page does not wait for it."""
        await asyncio.gather(*(self.run(_ready, within=60.0) for _ in range(self._count)))

    async def run(self, function: Callable[..., Result], *arguments: Any, within: float) -> Result:
        """``function(*arguments)`` in a worker, killed after ``within`` seconds.

        Raises :class:`WorkFailed` for a time limit, a dead worker and any error of the function itself."""
        future = self._pool.schedule(function, args=arguments, timeout=max(0.05, within))
        try:
            result: Result = await asyncio.wrap_future(future)
        except TimeoutError as error:
            raise WorkFailed(f"{function.__name__}: took longer than {within:.1f} s") from error
        except ProcessExpired as error:
            raise WorkFailed(f"{function.__name__}: the worker died ({error})") from error
        except CancelledError:
            raise WorkFailed(f"{function.__name__}: the workers are closed") from None
        except Exception as error:  # a bug or a hostile page in the worker must not take the exporter down
            raise WorkFailed(f"{function.__name__}: {type(error).__name__}: {error}") from error
        return result

    def close(self) -> None:
        """End all workers at once."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join(timeout=5)
