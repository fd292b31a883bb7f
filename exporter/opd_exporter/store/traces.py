"""Whether the file is still as this process left it. Others may delete, replace or overwrite it meanwhile, and SQLite
goes on without a word: what it writes is in no file that anybody finds, or in one that is damaged by it."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_LOG, _INDEX = "-wal", "-shm"
"""What SQLite keeps beside a file while it is open."""

Name = tuple[int, int] | None
"""Device and number of a file; None where none is."""


@dataclass(frozen=True)
class Traces:
    """The file and what lies beside it, as ``traces`` found them."""

    file: Name
    content: tuple[int, int]
    """Bytes, and when they were last written: only a write of this process may change them."""
    log: Name
    index: Name

    def touched(self, path: Path) -> bool:
        """Whether anybody else changed something. The log comes with the first use of the file."""
        now = traces(path)
        return (now.file, now.content) != (self.file, self.content) or (
            self.log is not None and now.log != self.log
        )

    def clear(self, path: Path) -> None:
        """Where the file is gone, take away its log, which would be replayed into the next of that name. One that came
        with another file stays."""
        now = traces(path)
        if now.file == self.file:
            return
        for suffix, before, found in ((_LOG, self.log, now.log), (_INDEX, self.index, now.index)):
            if found == before:
                with suppress(OSError):
                    path.with_name(path.name + suffix).unlink()


NONE = Traces(None, (0, 0), None, None)


def traces(path: Path) -> Traces:
    """What is there now. The files are only asked for: opening and closing one would end SQLite's locks on it."""
    file, log, index = (_found(path.with_name(path.name + suffix)) for suffix in ("", _LOG, _INDEX))
    content = (file.st_size, file.st_mtime_ns) if file else (0, 0)
    return Traces(_name(file), content, _name(log), _name(index))


def _found(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:
        return None


def _name(found: os.stat_result | None) -> Name:
    return (found.st_dev, found.st_ino) if found else None
