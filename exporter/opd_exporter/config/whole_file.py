"""Files of operators, read whole. What is no regular file is not opened: a pipe or a device may never come to an end."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path


def check(path: Path) -> None:
    """Raises OSError for what is neither a regular file nor a folder, and for what is not there. A folder raises its own
    error when it is opened."""
    mode = os.stat(path).st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise OSError(errno.ENOTSUP, "bukan berkas biasa", str(path))


def read(path: Path, most: int) -> bytes:
    """The bytes of a file, no more than ``most`` and one. Raises OSError, and ValueError for a name with a NUL."""
    check(path)
    with path.open("rb") as stream:
        return stream.read(most + 1)
