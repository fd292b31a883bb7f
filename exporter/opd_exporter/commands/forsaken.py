"""Waiting that can be given up: a thread that waits for a disk (NFS whose server is gone) cannot be called off, and a
program that waits for all its threads never ends."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

Result = TypeVar("Result")

log = logging.getLogger(__name__)

STOPS = frozenset((signal.SIGTERM, signal.SIGINT))
"""Signals by which a program is asked to end."""


def _aside(work: Callable[[], object]) -> threading.Thread:
    """A thread for which the program does not wait at its end."""
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread


def forsakable(function: Callable[..., Result], *arguments: object) -> asyncio.Future[Result]:
    """``function(*arguments)`` in a thread of its own, for which the program does not wait at its end."""
    result = Future[Result]()

    def work() -> None:
        try:
            result.set_result(function(*arguments))
        except BaseException as error:
            result.set_exception(error)

    _aside(work)
    waited_for = asyncio.wrap_future(result)
    waited_for.add_done_callback(lambda ended: ended.cancelled() or ended.exception())  # asked for or not
    return waited_for


def asked_to_end(asked: Callable[[], None]) -> None:
    """Call ``asked``, in a thread of its own, when the program is asked to end. An event loop hears nothing while it
    waits for a disk; a thread that waits for the signal alone does. Call it before there are other threads."""
    signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)

    def wait() -> None:
        signal.sigwait(STOPS)
        asked()

    _aside(wait)


def end_within(seconds: float) -> None:
    """End the program, which is about to end, after so many seconds whatever it still waits for."""

    def end() -> None:
        time.sleep(seconds)
        _aside(_tell).join(1)  # the log may be what is waited for
        os._exit(1)

    _aside(end)


def _tell() -> None:
    log.error("something waits for a disk or a program that does not answer: ended without it")
