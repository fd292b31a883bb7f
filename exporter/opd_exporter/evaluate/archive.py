"""Evaluations that are kept: JSON files in the data directory, which outlive a damaged memory and are what ``--compare``
reads."""

from __future__ import annotations

import logging
import re
from datetime import date, datetime
from pathlib import Path

from opd_exporter.evaluate.document import MOST, NoEvaluation, evaluation
from opd_exporter.evaluate.model import Evaluation
from opd_exporter.evaluate.output import write
from opd_exporter.evaluate.quarter import NAME
from opd_exporter.text.sanitise import escaped

log = logging.getLogger(__name__)

FOLDER = "evaluations"
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_BEGUN = "begun"


def is_name(text: str) -> bool:
    """Whether an evaluation may be called so: a quarter (``2026-T3``) or a day (``2026-11-27``)."""
    if not _DAY.fullmatch(text):
        return bool(NAME.fullmatch(text))
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


class Archive:
    """The evaluations of one data directory; without a directory they are kept as long as the process."""

    def __init__(self, data_dir: Path | None) -> None:
        self._folder = data_dir / FOLDER if data_dir else None
        self._here: dict[str, str] = {}
        self._read: dict[str, tuple[int, Evaluation | None]] = {}
        """By name: what was read of it, and when the file was written then."""
        self.changes = 0
        """Grows with each evaluation that is kept."""

    def begun(self, now: datetime) -> datetime:
        """Since when evaluations are kept here; written down the first time. Raises OSError."""
        if self._folder is None:
            return now
        self._folder.mkdir(parents=True, exist_ok=True)
        mark = self._folder / _BEGUN
        if not mark.exists():
            write(now.isoformat(), mark)
        try:
            return datetime.fromisoformat(mark.read_text("utf-8").strip()).astimezone()
        except ValueError:
            return now

    def names(self) -> list[str]:
        """What is kept."""
        if self._folder is None:
            return list(self._here)
        files = self._folder.glob("*.json") if self._folder.is_dir() else ()
        return sorted(one.stem for one in files if is_name(one.stem))

    def text(self, name: str) -> str | None:
        """The document of this name. Raises OSError."""
        if self._folder is None or not is_name(name):
            return self._here.get(name)
        file = self._folder / f"{name}.json"
        if not file.is_file():
            return None
        with file.open("rb") as stream:
            return stream.read(MOST).decode("utf-8", "replace")

    def keep(self, name: str, text: str) -> None:
        """Keep a document; one of the same name gives way. Raises OSError."""
        if not is_name(name):
            raise ValueError(name)
        if self._folder is None:
            self._here[name] = text
        else:
            self._folder.mkdir(parents=True, exist_ok=True)
            write(text, self._folder / f"{name}.json")
        self.changes += 1

    def evaluations(self) -> list[Evaluation]:
        """All that can be read, the oldest first; a file that cannot is told in the log."""
        found = [one for name in self.names() if (one := self._evaluation(name))]
        return sorted(found, key=lambda one: one.generated_at)

    def _evaluation(self, name: str) -> Evaluation | None:
        try:
            written = (self._folder / f"{name}.json").stat().st_mtime_ns if self._folder else self.changes
            if name not in self._read or self._read[name][0] != written:
                self._read[name] = written, self._fresh(name)
        except OSError as error:
            log.error("evaluation %s cannot be read: %s", name, error)
            return None
        return self._read[name][1]

    def _fresh(self, name: str) -> Evaluation | None:
        try:
            return evaluation(self.text(name) or "")
        except NoEvaluation as error:
            log.error("evaluation %s cannot be read: %s", name, escaped(str(error)))
            return None
