"""One exporter to a data directory: a second would overwrite what the first learns."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

LOCK = "lock"
"""The file in the directory that is locked; it holds the process' number, for the message, and stays behind."""


class InUse(Exception):
    """Another exporter holds the directory; the message says which process and what to do."""


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold the directory until the end of the block, or of the process. Raises :class:`InUse`.

    Where no lock can be had (the disk is read-only, a network file system knows none) nobody is kept out: the memory
    itself tells when it cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        yield
        return
    try:
        _take(descriptor, folder)
        yield
    finally:
        os.close(descriptor)


def _take(descriptor: int, folder: Path) -> None:
    with suppress(OSError):
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            process = os.read(descriptor, 20).decode("ascii", "replace").strip()
            raise InUse(
                f"folder ingatan {folder} sedang dipakai opd-exporter lain (proses {process or 'tidak diketahui'}); "
                "hentikan yang itu dahulu, atau pakai --data-dir dengan folder lain"
            ) from None
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
