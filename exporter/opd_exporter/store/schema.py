"""The memory's file as SQLite has it: its tables, the steps from version to version, and whether a file is one."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

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
    "CREATE TABLE elsewhere (key TEXT NOT NULL, url TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL,"
    " until REAL NOT NULL, PRIMARY KEY (key, url, field))",
)
"""What makes each version of the file from the one before; ``user_version`` counts those taken. A field that
is added to ``Record`` with a default needs none."""

BUSY = 0.05
"""Seconds to wait for another program that writes; the next save comes soon enough."""


class Unusable(Exception):
    """A file that this version cannot go on with. ``kind`` names what it is set aside as."""

    def __init__(self, why: str, kind: str = "damaged") -> None:
        super().__init__(why)
        self.kind = kind


def connected(path: Path) -> sqlite3.Connection:
    """The file, checked and of this version. Raises OSError, sqlite3.Error or Unusable."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and not path.is_file():
        raise Unusable("it is no file")
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


def connected_to_read(path: Path, *, logged: bool, wait: float = BUSY) -> sqlite3.Connection:
    """The file, read-only; nothing is made beside it. ``logged``: its log is read too, since somebody may write it, or
    was killed. Raises OSError or sqlite3.Error; Unusable for a file of another version."""
    address = f"file:{quote(str(path.resolve()))}?mode=ro{'' if logged else '&immutable=1'}"
    database = sqlite3.connect(address, uri=True, timeout=wait, isolation_level=None)
    try:
        database.text_factory = bytes
        (version,) = database.execute("PRAGMA user_version").fetchone()
        if version != len(STEPS):
            raise Unusable(f"written by another version of opd-exporter: {version}")
    except BaseException:
        database.close()
        raise
    return database


def _checked_version(database: sqlite3.Connection) -> int:
    """The file's version. Raises sqlite3.Error or Unusable for a file that is damaged or not ours."""
    (found,) = database.execute("PRAGMA quick_check(1)").fetchone()
    if found != b"ok":
        raise Unusable(f"damaged: {found[:100]!r}")
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if version > len(STEPS):
        raise Unusable(f"written by a later version of opd-exporter: {version}", kind="later")
    with closing(sqlite3.connect(":memory:")) as model:
        model.text_factory = bytes
        for step in STEPS[:version]:
            model.execute(step)
        expected, present = _schema(model), _schema(database)
    if not expected <= present or (present and version < 1):
        raise Unusable("its tables are not those of opd-exporter")
    return int(version)


def _schema(database: sqlite3.Connection) -> set[bytes]:
    return {
        sql for (sql,) in database.execute("SELECT sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")
    }
