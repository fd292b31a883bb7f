"""Waiting that can be given up: a thread that waits for a disk (NFS whose server is gone) cannot be called off, and a
program that waits for all its threads never ends."""

from __future__ import annotations

import asyncio
import logging
import os
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

Result = TypeVar("Result")

log = logging.getLogger(__name__)


def forsakable(function: Callable[..., Result], *arguments: object) -> asyncio.Future[Result]:
    """``function(*arguments)`` in a thread of its own, for which the program does not wait at its end."""
    result = Future[Result]()

    def work() -> None:
        try:
            result.set_result(function(*arguments))
        except BaseException as error:
            result.set_exception(error)

    threading.Thread(target=work, daemon=True).start()
    waited_for = asyncio.wrap_future(result)
    waited_for.add_done_callback(
        lambda ended: ended.cancelled() or ended.exception()
    )  # also where nobody asks any more
    return waited_for


def end_within(seconds: float) -> None:
    """End the program, which is about to end, at the latest after so many seconds, whatever still waits in it."""

    def give_up() -> None:
        log.error(
            "something still waits after %.0f s, perhaps for a disk: ended without it",
            seconds,
        )
        os._exit(1)

    timer = threading.Timer(seconds, give_up)
    timer.daemon = True
    timer.start()
