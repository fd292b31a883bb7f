"""The log: one line an event, and nothing in it that a terminal would obey."""

from __future__ import annotations

import logging
import sys
import traceback
from types import TracebackType

from opd_exporter.text.sanitise import escaped

_Error = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class OneLine(logging.Formatter):
    """Escapes control characters; an exception is its name, its message and where it came from."""

    def format(self, record: logging.LogRecord) -> str:
        return escaped(super().format(record).replace("\n", " | "))

    def formatException(self, ei: _Error) -> str:
        frames = traceback.extract_tb(ei[2])[-3:]
        where = " < ".join(
            f"{frame.filename.rpartition('/')[2]}:{frame.lineno}" for frame in reversed(frames)
        )
        return f"{ei[0].__name__ if ei[0] else ''}: {ei[1]} ({where})"


def to_stderr(level: int) -> None:
    """Log to standard error from this level on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(OneLine("%(asctime)s %(levelname)s %(message)s"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
