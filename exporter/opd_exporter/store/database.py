"""The memory: what is known of each site in SQLite, written in one transaction, never in anybody's way.

A visit that found nothing new waits for others and is written with them. With a write-ahead log and
``synchronous=NORMAL`` nothing that was written is lost when the process is killed; a power cut may cost the last seconds,
never the file.
"""

from __future__ import annotations

import logging
import sqlite3
import time
from dataclasses import replace
from pathlib import Path

from opd_exporter.domain.scope import is_one_site
from opd_exporter.store.damage import is_damage, set_aside
from opd_exporter.store.elsewhere import forget
from opd_exporter.store.limits import within_limits
from opd_exporter.store.record import Record
from opd_exporter.store.rows import FIELDS, StoredRow, is_news, read_elsewhere, read_fields, rows_of, write
from opd_exporter.store.schema import Unusable, connected, connected_to_read
from opd_exporter.store.traces import NONE, traces

log = logging.getLogger(__name__)

RETRY = 60.0
"""Seconds between two attempts to open a file that cannot be used."""


class Memory:
    """Records by site. With ``path`` None they are kept as long as the process. No method raises for the file's
    sake: a damaged file is set aside, an unwritable one is tried again later, one that somebody else deleted, replaced or
    changed meanwhile is written anew; each is said once."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._known: dict[str, Record] = {}
        self._written: dict[str, Record] = {}
        """What the file holds, as far as this process read or wrote it."""
        self._waiting: dict[str, Record] = {}
        """What is to be written."""
        self.failing = ""
        """Why the file cannot be written; empty while it can."""
        self._left = NONE
        """The file as this process left it."""
        self._closed = False
        self._tried = 0.0
        self._anew = -RETRY
        """When the file was last written anew, because somebody else had laid hands on it."""
        self._database: sqlite3.Connection | None = None
        self._readable: sqlite3.Connection | None = None
        """The file while it cannot be written: what it holds is known all the same."""
        self._unread = False
        """Nor could it be read: what it holds is not known here."""
        self._open()

    def load(self, key: str, url: str) -> Record:
        """What is remembered of a site; an empty record when nothing is, or when another site was at its key and this one
        not for some weeks."""
        known = self._known.get(key)
        if known is not None and not is_one_site(known.url, url):
            self.flush()  # what waits of the other, before this one is kept at its key
            known = None
        if known is None:
            known = self._read(key, url) or Record(key, url)
        known = self._known[key] = known if known.url == url else replace(known, url=url)
        return known

    def save(self, record: Record) -> Record:
        """Keep a record, and give what was kept of it (:func:`within_limits`). What is new in it is written at once, and
        what waits with it, in one transaction; a visit that found nothing new waits for :meth:`flush`."""
        before = self._known.get(record.key)
        record = within_limits(record, before if before and before.url == record.url else None)
        self._known[record.key] = record
        if self._path is not None:
            self._waiting[record.key] = record
            if is_news(record, self._written.get(record.key)):
                self.flush()
        return record

    @property
    def waiting(self) -> bool:
        """Whether anything is to be written."""
        return bool(self._waiting)

    def flush(self) -> None:
        """Write what waits, in one transaction."""
        if self._database is not None and self._path is not None and self._left.touched(self._path):
            self._write_anew(self._path)
        if self._database is None and time.monotonic() - self._tried >= RETRY:
            self._open()
        if self._database is None or not self._waiting:
            return
        known, seen, whole = list[StoredRow](), list[StoredRow](), list[Record]()
        for record in list(self._waiting.values()):
            before = self._written.get(record.key)
            try:
                changed = rows_of(record, before)
            except (TypeError, ValueError) as error:  # one that cannot be written keeps no other from it
                log.error("memory of %s cannot be written: %s", record.key, error)
                del self._waiting[record.key]
            else:
                known += changed[0]
                seen += changed[1]
                whole += [] if before and before.url == record.url else [record]
        try:
            write(self._database, known, seen, whole)
        except sqlite3.Error as error:
            self._failed(error)
        else:
            self._written.update(self._waiting)
            self._waiting.clear()
            if self.failing:
                log.info("memory %s is written again", self._path)
            self.failing = ""
        self._leave()

    def close(self) -> None:
        """Close the file; everything saved is in it."""
        self.flush()
        if self._database is None:  # the last attempt
            self._open()
            self.flush()
        self._closed = True
        self._drop()

    def _drop(self) -> None:
        for one in (self._database, self._readable):
            if one is not None:
                one.close()
        self._database = self._readable = None

    def _read(self, key: str, url: str) -> Record | None:
        database = self._database or self._readable
        if database is None:
            return None
        try:
            values = read_fields(database, key, url)
            if len(values) == len(FIELDS):
                self._written[key] = Record(key, url, **values)
            values = values or read_elsewhere(database, key, url)
        except sqlite3.Error as error:
            self._failed(error)
            return None
        return within_limits(Record(key, url, **values)) if values else None

    def _open(self) -> None:
        if self._path is None or self._closed:
            return
        self._tried = time.monotonic()
        self._drop()
        for last in (False, True):
            try:
                self._database = connected(self._path)
                forget(self._database)
                # What is known here began without what stands there, and would be written over it.
                if self._unread and self._database.execute("SELECT 1 FROM known LIMIT 1").fetchone():
                    raise Unusable("it could not be read at first", kind="unread")
                self._unread = False
                self._leave()
                return
            except (OSError, sqlite3.Error, Unusable) as error:
                self._drop()
                if last or not is_damage(error) or not self._set_aside(self._path, error):
                    self._tell(error)
                    self._read_only(self._path)
                    return

    def _read_only(self, path: Path) -> None:
        """Know at least what the file holds. Nobody else writes it: an empty log is one that was just begun."""
        try:
            writes = path.with_name(f"{path.name}-wal")
            self._readable = connected_to_read(path, logged=writes.exists() and writes.stat().st_size > 0)
        except (OSError, sqlite3.Error, Unusable):
            self._unread = True

    def _failed(self, error: sqlite3.Error) -> None:
        """Go on after an error: with a new file when this one is damaged."""
        if self._path is None or not is_damage(error):
            self._tell(error)
            return
        self._drop()
        self._all_waits()
        if self._set_aside(self._path, error):
            self._open()

    def _write_anew(self, path: Path) -> None:
        """Go on after somebody else deleted, replaced or changed the file."""
        log.error(
            "memory %s was deleted, replaced or changed by somebody else: what is known of %d sites is written anew",
            path,
            len(self._written),
        )
        self._drop()
        self._all_waits()
        # Two that struggle for it would put aside a file at each write.
        if time.monotonic() - self._anew < RETRY:
            self._tried = time.monotonic()
            self._tell(Unusable("somebody else writes it all the time"))
            return
        self._anew = time.monotonic()
        self._left.clear(path)
        strange = Unusable("somebody else wrote it while it was in use", kind="replaced")
        if not path.exists() or self._set_aside(path, strange):
            self._open()

    def _all_waits(self) -> None:
        """Nothing is in the file any more: all that was is to be written."""
        self._waiting, self._written = self._written | self._waiting, {}

    def _leave(self) -> None:
        if self._path is not None:
            self._left = traces(self._path)

    def _set_aside(self, path: Path, error: Exception) -> bool:
        """Whether the file is out of the way."""
        try:
            set_aside(path, error)
        except OSError as failure:
            self._tell(failure)
            return False
        return True

    def _tell(self, error: Exception) -> None:
        if not self.failing:
            log.error(
                "memory %s cannot be written (%s): what is learnt is lost at a restart until it can",
                self._path,
                error,
            )
        self.failing = str(error) or type(error).__name__
