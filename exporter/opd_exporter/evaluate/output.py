"""Writing a result to a file: whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path


def check_writable(path: Path) -> None:
    """Raises OSError when ``path`` could not be written: better before a long look than after it."""
    path = path.resolve()
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "bukan berkas biasa")
    if not path.parent.is_dir():
        raise OSError(errno.ENOENT, f"folder {path.parent} tidak ada")
    if not os.access(path.parent, os.W_OK):
        raise OSError(errno.EACCES, f"folder {path.parent} tidak boleh ditulis")


def write(text: str, path: Path) -> None:
    """Put ``text`` in the file, line ends as they are. Raises OSError, and then leaves what was there."""
    check_writable(path)
    real = path.resolve()
    descriptor, temporary = tempfile.mkstemp(dir=real.parent, prefix=f".{real.name}.")
    try:
        with open(descriptor, "w", encoding="utf-8", newline="", errors="replace") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, 0o644)
        os.replace(temporary, real)
    except BaseException:
        os.unlink(temporary)
        raise
