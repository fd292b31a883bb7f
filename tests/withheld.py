"""Files that whoever opens them waits for, as on a disk that does not answer: the kernel lets nobody open a file while
another process holds a lease on it (fcntl(2)), for as long as ``/proc/sys/fs/lease-break-time``."""

from __future__ import annotations

import asyncio
import fcntl
import os
import signal
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def withheld(file: Path) -> Iterator[Callable[[], Awaitable[None]]]:
    """Whoever opens the file waits until the end of the block. Gives what waits until somebody does. Where the file
    system knows no leases (some of containers and networks) the test is skipped."""
    descriptor = os.open(file, os.O_RDWR)
    fcntl.fcntl(descriptor, fcntl.F_SETSIG, signal.SIGURG)  # how the holder is told of it: ignored by default
    try:
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_WRLCK)
    except OSError as error:
        os.close(descriptor)
        pytest.skip(f"the file system of {file} knows no leases: {error}")

    async def asked_for() -> None:
        async with asyncio.timeout(60):
            while fcntl.fcntl(descriptor, fcntl.F_GETLEASE) == fcntl.F_WRLCK:  # noqa: ASYNC110 # what it is to become
                await asyncio.sleep(0.02)

    try:
        yield asked_for
    finally:
        os.close(descriptor)
