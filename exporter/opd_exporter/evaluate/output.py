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


def write(content: str | bytes, path: Path) -> None:
    """Put it in the file, line ends as they are. Raises OSError, and then leaves what was there."""
    check_writable(path)
    real = path.resolve()
    descriptor, temporary = tempfile.mkstemp(dir=real.parent, prefix=f".{real.name}.")
    try:
        with open(descriptor, "wb") as stream:
            stream.write(as_bytes(content))
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, 0o644)
        os.replace(temporary, real)
    except BaseException:
        os.unlink(temporary)
        raise


def as_bytes(content: str | bytes) -> bytes:
    """Text as UTF-8."""
    return content if isinstance(content, bytes) else content.encode("utf-8", "replace")
