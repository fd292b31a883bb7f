"""The log: one line an event, as Prometheus' own programs write it (``logfmt``, or JSON), in English, its time with the
zone. Nothing in it is obeyed by a terminal. Equal errors are told once and counted."""

from __future__ import annotations

import json
import logging
import sys
import threading
import traceback
from contextlib import nullcontext
from datetime import datetime
from types import TracebackType
from typing import TextIO

from opd_exporter.text.sanitise import escaped

_Error = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


LEVELS = {"debug": logging.DEBUG, "info": logging.INFO, "warn": logging.WARNING, "error": logging.ERROR}
"""``--log.level``: what is logged, and what is worse."""
_NAMES = {level: name.upper() for name, level in LEVELS.items()}


def _logfmt(fields: dict[str, str]) -> str:
    """``time=... level=INFO msg="what happened"``."""
    words = (
        f"{name}={json.dumps(value, ensure_ascii=False) if name == 'msg' else value}"
        for name, value in fields.items()
    )
    return " ".join(words)


def _json(fields: dict[str, str]) -> str:
    return json.dumps(fields, ensure_ascii=False)


FORMATS = {"logfmt": _logfmt, "json": _json}
"""``--log.format``: the same fields, for people or for programs."""


class OneLine(logging.Formatter):
    """Escapes control characters; an exception is its name, its message and where it came from."""

    def __init__(self, name: str = "logfmt") -> None:
        super().__init__("%(message)s")
        self._written = FORMATS[name]

    def format(self, record: logging.LogRecord) -> str:
        message = escaped(super().format(record).replace("\n", " | "))
        time = datetime.fromtimestamp(record.created).astimezone()
        level = _NAMES.get(record.levelno, record.levelname)
        return self._written(
            {"time": time.isoformat(timespec="milliseconds"), "level": level, "msg": message}
        )

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


def to_stderr(level: int, name: str = "logfmt") -> None:
    """Log to standard error from this level on, in the format of this name (:data:`FORMATS`). What libraries have to say
    to those who mend them is left out at any level: a guide that is rendered is some thousand lines."""
    handler = ToldOnce(sys.stderr)
    handler.setFormatter(OneLine(name))
    handler.addFilter(_is_for_who_runs_it)
    logging.basicConfig(level=level, handlers=[handler], force=True)


def _is_for_who_runs_it(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.INFO or record.name.startswith("opd_exporter.")
