"""The memory's file: what is known of each site in SQLite, written in one transaction, never in anybody's way.

A row holds one field of a record, so that a look writes the few that changed and not thousands of addresses. What each
pull changes, the visit, stands apart in small rows, many to a page of the file; a visit that found nothing new waits for
others and is written with them. With a write-ahead log and ``synchronous=NORMAL`` nothing that was written is lost when
the process is killed; a power cut may cost the last seconds, never the file.
"""

from __future__ import annotations

import logging
import os
import sqlite3
import time
from contextlib import closing, suppress
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_type_hints

from opd_exporter.store.codec import Unreadable, decode, encode
from opd_exporter.store.limits import within_limits
from opd_exporter.store.record import Record

log = logging.getLogger(__name__)

FILE = "opd-exporter.sqlite3"
"""The file's name in the data directory."""
STEPS = (
    "CREATE TABLE known (key TEXT NOT NULL, url TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL,"
    " PRIMARY KEY (key, field))",
    "CREATE TABLE seen (key TEXT NOT NULL PRIMARY KEY, url TEXT NOT NULL, visit TEXT NOT NULL, heard TEXT NOT NULL)"
    " WITHOUT ROWID",
    "INSERT INTO seen SELECT one.key, one.url, one.value, coalesce(other.value, 'null') FROM known AS one LEFT JOIN known"
    " AS other ON other.key = one.key AND other.field = 'heard' WHERE one.field = 'visit'",
    "DELETE FROM known WHERE field IN ('visit', 'heard')",
)
"""What makes each version of the file from the one before; ``user_version`` counts those taken. A field that
is added to ``Record`` with a default needs none."""

RETRY = 60.0
"""Seconds between two attempts to open a file that cannot be used."""
BUSY = 0.05
"""Seconds to wait for another program that writes; the next save comes soon enough."""
MAX_FIELD = 16 * 1024 * 1024
"""Bytes of a field that are read: what an earlier version let grow beyond is forgotten, not loaded."""
MAX_ASIDE = 3
"""Files set aside that are kept: a failing disk shall not fill up with them."""

_HINTS = get_type_hints(Record)
_FIELDS = tuple(one.name for one in fields(Record) if one.name not in ("key", "url"))
_Row = tuple[str, ...]
_SEEN = ("visit", "heard")
"""Fields that each pull changes."""
_SAME = ""
"""Stands for ``heard`` where it is the visit, as it is of every site that answers."""
_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}
"""Primary result codes that mean the file's content; all others (busy, full, read-only, I/O) pass."""


class _Unusable(Exception):
    """A file that this version cannot go on with. ``kind`` names what it is set aside as."""

    def __init__(self, why: str, kind: str = "damaged") -> None:
        super().__init__(why)
        self.kind = kind


class Memory:
    """Records by site. With ``path`` None they are kept as long as the process. No method raises for the file's
    sake: a damaged file is set aside, an unwritable one is tried again later, and both are said once."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._known: dict[str, Record] = {}
        self._written: dict[str, Record] = {}
        """What the file holds, as far as this process read or wrote it."""
        self._waiting: dict[str, Record] = {}
        """What is to be written."""
        self._failing = False
        self._closed = False
        self._tried = 0.0
        self._database: sqlite3.Connection | None = None
        self._open()

    def load(self, key: str, url: str) -> Record:
        """What is remembered of a site; an empty record when nothing is, or when it was at another address."""
        known = self._known.get(key)
        if known is None or known.url != url:
            known = self._known[key] = self._read(key, url) or Record(key, url)
        return known

    def save(self, record: Record) -> Record:
        """Keep a record, and give what was kept of it (:func:`within_limits`). What is new in it is written at once, and
        what waits with it, in one transaction; a visit that found nothing new waits for :meth:`flush`."""
        before = self._known.get(record.key)
        record = within_limits(record, before if before and before.url == record.url else None)
        self._known[record.key] = record
        if self._path is not None:
            self._waiting[record.key] = record
            if self._is_news(record):
                self.flush()
        return record

    @property
    def waiting(self) -> bool:
        """Whether anything is to be written."""
        return bool(self._waiting)

    def _is_news(self, record: Record) -> bool:
        """Whether more is in it than another visit that found the same."""
        before = self._written.get(record.key)
        if before is None or before.url != record.url or not (before.visit and record.visit):
            return True
        same = (before.visit.up, before.visit.reason) == (record.visit.up, record.visit.reason)
        return not same or any(_differs(before, record, name) for name in _FIELDS if name not in _SEEN)

    def flush(self) -> None:
        """Write what waits, in one transaction."""
        if self._database is None and time.monotonic() - self._tried >= RETRY:
            self._open()
        if self._database is None or not self._waiting:
            return
        fields, seen = list[_Row](), list[_Row]()
        for record in list(self._waiting.values()):
            try:
                changed = self._rows(record)
            except (TypeError, ValueError) as error:  # one that cannot be written keeps no other from it
                log.error("memory of %s cannot be written: %s", record.key, error)
                del self._waiting[record.key]
            else:
                fields += changed[0]
                seen += changed[1]
        try:
            self._write(self._database, fields, seen)
        except sqlite3.Error as error:
            self._failed(error)
        else:
            self._written.update(self._waiting)
            self._waiting.clear()
            if self._failing:
                log.info("memory %s is written again", self._path)
            self._failing = False

    def _rows(self, record: Record) -> tuple[list[_Row], list[_Row]]:
        """What of a record is not in the file: rows of fields, and of the visit."""
        before = self._written.get(record.key)
        if before and before.url != record.url:
            before = None
        changed = [name for name in _FIELDS if before is None or _differs(before, record, name)]
        fields: list[_Row] = [
            (record.key, record.url, name, encode(getattr(record, name)))
            for name in changed
            if name not in _SEEN
        ]
        if not any(name in _SEEN for name in changed):
            return fields, []
        heard = _SAME if record.heard == record.visit else encode(record.heard)
        return fields, [(record.key, record.url, encode(record.visit), heard)]

    def close(self) -> None:
        """Close the file; everything saved is in it."""
        self.flush()
        self._closed = True
        self._drop()

    def _drop(self) -> None:
        if self._database is not None:
            self._database.close()
            self._database = None

    def _read(self, key: str, url: str) -> Record | None:
        if self._database is None:
            return None
        try:
            values = read_fields(self._database, key, url)
        except sqlite3.Error as error:
            self._failed(error)
            return None
        if not values:
            return None
        record = Record(key, url, **values)
        if len(values) == len(_FIELDS):
            self._written[key] = record
        return within_limits(record)

    @staticmethod
    def _write(database: sqlite3.Connection, fields: list[_Row], seen: list[_Row]) -> None:
        """Rows are changed where they stand: taken out and put in again, they would touch more of the file."""
        try:
            database.execute("BEGIN IMMEDIATE")
            database.executemany(
                "INSERT INTO known (key, url, field, value) VALUES (?, ?, ?, ?) ON CONFLICT (key, field)"
                " DO UPDATE SET url = excluded.url, value = excluded.value",
                fields,
            )
            database.executemany(
                "INSERT INTO seen (key, url, visit, heard) VALUES (?, ?, ?, ?) ON CONFLICT (key)"
                " DO UPDATE SET url = excluded.url, visit = excluded.visit, heard = excluded.heard",
                seen,
            )
            database.execute("COMMIT")
        except sqlite3.Error:
            if database.in_transaction:
                database.execute("ROLLBACK")
            raise

    def _open(self) -> None:
        if self._path is None or self._closed:
            return
        self._tried = time.monotonic()
        for last in (False, True):
            try:
                self._database = _connected(self._path)
                return
            except (OSError, sqlite3.Error, _Unusable) as error:
                if last or not _is_damage(error) or not self._set_aside(self._path, error):
                    self._tell(error)
                    return

    def _failed(self, error: sqlite3.Error) -> None:
        """Go on after an error: with a new file when this one is damaged."""
        if self._path is None or not _is_damage(error):
            self._tell(error)
            return
        self._drop()
        self._written.clear()
        if self._set_aside(self._path, error):
            self._open()

    def _set_aside(self, path: Path, error: Exception) -> bool:
        """Move a file and its log out of the way, losing nothing of them; False when that did not work."""
        kind = error.kind if isinstance(error, _Unusable) else "damaged"
        aside = path.with_name(f"{path.name}.{kind}-{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}")
        try:
            for suffix in ("-wal", "-shm", ""):  # a log left behind would be replayed into the new file
                with suppress(FileNotFoundError):
                    path.with_name(path.name + suffix).rename(aside.with_name(aside.name + suffix))
        except OSError as failure:
            self._tell(failure)
            return False
        log.error(
            "memory %s cannot be used (%s): set aside as %s, starting with an empty one",
            path,
            error,
            aside.name,
        )
        _forget_oldest(path)
        return True

    def _tell(self, error: Exception) -> None:
        if not self._failing:
            log.error(
                "memory %s cannot be written (%s): what is learnt is lost at a restart until it can",
                self._path,
                error,
            )
        self._failing = True


def read_fields(database: sqlite3.Connection, key: str, url: str) -> dict[str, Any]:
    """What the file holds of a site, by field of ``Record``; nothing of one that cannot be read, which is said. Raises
    sqlite3.Error."""
    rows = database.execute(
        "SELECT field, CASE WHEN length(value) <= ? THEN value END FROM known WHERE key = ? AND url = ?",
        (MAX_FIELD, key, url),
    ).fetchall()
    seen = database.execute(
        "SELECT visit, heard FROM seen WHERE key = ? AND url = ? AND length(visit) + length(heard) <= ?",
        (key, url, MAX_FIELD),
    ).fetchone()
    try:
        given = {name.decode(): value for name, value in rows if value is not None}
        if seen:
            given["visit"], given["heard"] = seen[0], seen[1] or seen[0]
        values = {name: decode(_HINTS[name], given[name]) for name in _FIELDS if name in given}
    except (Unreadable, UnicodeDecodeError) as error:
        log.error("memory of %s cannot be read (%s): it is learnt anew", key, error)
        return {}
    if values and len(given) < len(rows) + (2 if seen else 0):
        log.error("memory of %s holds more than %d bytes in a field: it is learnt anew", key, MAX_FIELD)
    return values


def _differs(before: Record, record: Record, name: str) -> bool:
    one, other = getattr(before, name), getattr(record, name)
    return one is not other and one != other


def _is_damage(error: Exception) -> bool:
    code = getattr(error, "sqlite_errorcode", None)  # an extended code holds its primary one in the low byte
    return isinstance(error, _Unusable) or (code is not None and code & 0xFF in _DAMAGE)


def _connected(path: Path) -> sqlite3.Connection:
    """The file, checked and of this version. Raises OSError, sqlite3.Error or _Unusable."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and not path.is_file():
        raise _Unusable("it is no file")
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))  # SQLite gives its log the same rights
    database = sqlite3.connect(path, timeout=BUSY, isolation_level=None)
    try:
        database.text_factory = bytes  # damaged text is found when it is decoded, not in the driver
        version = _checked_version(database)
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA synchronous=NORMAL")
        if version < len(STEPS):
            database.execute("BEGIN IMMEDIATE")
            for step in STEPS[version:]:
                database.execute(step)
            database.execute(f"PRAGMA user_version={len(STEPS)}")
            database.execute("COMMIT")
    except BaseException:
        database.close()
        raise
    return database


def _checked_version(database: sqlite3.Connection) -> int:
    """The file's version. Raises sqlite3.Error or _Unusable for a file that is damaged or not ours."""
    (found,) = database.execute("PRAGMA quick_check(1)").fetchone()
    if found != b"ok":
        raise _Unusable(f"damaged: {found[:100]!r}")
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if version > len(STEPS):
        raise _Unusable(f"written by a later version of opd-exporter: {version}", kind="later")
    with closing(sqlite3.connect(":memory:")) as model:
        model.text_factory = bytes
        for step in STEPS[:version]:
            model.execute(step)
        expected, present = _schema(model), _schema(database)
    if not expected <= present or (present and version < 1):
        raise _Unusable("its tables are not those of opd-exporter")
    return int(version)


def _schema(database: sqlite3.Connection) -> set[bytes]:
    return {
        sql for (sql,) in database.execute("SELECT sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")
    }


def _forget_oldest(path: Path) -> None:
    """Delete the oldest damaged files beyond those that are kept."""
    mark = f"{path.name}.damaged-"
    aside = sorted(
        one for one in path.parent.iterdir() if one.name.startswith(mark) and one.name.endswith("Z")
    )
    for one in aside[:-MAX_ASIDE]:
        for suffix in ("", "-wal", "-shm"):
            with suppress(OSError):
                one.with_name(one.name + suffix).unlink()
