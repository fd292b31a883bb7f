"""The log: one line an event, and nothing in it that a terminal would obey. Equal errors are told once and counted."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from contextlib import nullcontext
from types import TracebackType
from typing import TextIO

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


PERIOD = 60.0
"""Seconds in which equal warnings and errors are one line, and at their end a second one that counts the others."""
MOST = 100
"""Different ones that are counted at a time; what comes beyond them is told each time."""


class ToldOnce(logging.StreamHandler[TextIO]):
    """Writes a warning or an error once in ``PERIOD``; then how many equal ones came."""

    def __init__(self, stream: TextIO, period: float = PERIOD) -> None:
        super().__init__(stream)
        self._period = period
        self._told: dict[tuple[int, str], tuple[logging.LogRecord, int]] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Called with the handler's lock held."""
        if record.levelno >= logging.WARNING:
            what = record.levelno, record.getMessage()
            if what in self._told:
                first, more = self._told[what]
                self._told[what] = first, more + 1
                return
            if len(self._told) < MOST:
                self._told[what] = record, 0
                timer = threading.Timer(self._period, self._count, [what])
                timer.daemon = True
                timer.start()
        super().emit(record)

    def _count(self, what: tuple[int, str]) -> None:
        """The period is over: say how often it came."""
        with self.lock or nullcontext():
            first, more = self._told.pop(what, (None, 0))
            if first and more:
                again = logging.LogRecord(
                    first.name,
                    first.levelno,
                    first.pathname,
                    first.lineno,
                    "%s (%d times more)",
                    (what[1], more),
                    None,
                )
                super().emit(again)

    def close(self) -> None:
        """Say what has not been said yet."""
        for what in list(self._told):
            self._count(what)
        super().close()


def to_stderr(level: int) -> None:
    """Log to standard error from this level on."""
    handler = ToldOnce(sys.stderr)
    handler.setFormatter(OneLine("%(asctime)s %(levelname)s %(message)s"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
