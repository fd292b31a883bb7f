"""Files that cannot be used: which errors mean that, and how such a file is set aside, losing nothing of it."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from opd_exporter.store.schema import Unusable

log = logging.getLogger(__name__)

MAX_ASIDE = 3
"""Files set aside that are kept: a failing disk shall not fill up with them."""

_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}
"""Primary result codes that mean the file's content; all others (busy, full, read-only, I/O) pass."""


def is_damage(error: Exception) -> bool:
    code = getattr(error, "sqlite_errorcode", None)  # an extended code holds its primary one in the low byte
    return isinstance(error, Unusable) or (code is not None and code & 0xFF in _DAMAGE)


def set_aside(path: Path, error: Exception) -> None:
    """Move a file and its log out of the way, and say so. Raises OSError."""
    kind = error.kind if isinstance(error, Unusable) else "damaged"
    aside = path.with_name(f"{path.name}.{kind}-{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}")
    for suffix in ("-wal", "-shm", ""):  # a log left behind would be replayed into the new file
        with suppress(FileNotFoundError):
            path.with_name(path.name + suffix).rename(aside.with_name(aside.name + suffix))
    log.error(
        "memory %s cannot be used (%s): set aside as %s, starting with an empty one",
        path,
        error,
        aside.name,
    )
    if kind != "later":
        _forget_oldest(path, kind)


def _forget_oldest(path: Path, kind: str) -> None:
    """Delete the oldest files of this kind beyond those that are kept."""
    mark = f"{path.name}.{kind}-"
    aside = sorted(
        one for one in path.parent.iterdir() if one.name.startswith(mark) and one.name.endswith("Z")
    )
    for one in aside[:-MAX_ASIDE]:
        for suffix in ("", "-wal", "-shm"):
            with suppress(OSError):
                one.with_name(one.name + suffix).unlink()
