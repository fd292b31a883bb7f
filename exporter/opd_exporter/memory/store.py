"""The memory's file: one row a site in SQLite, written in one transaction, never in anybody's way."""

from __future__ import annotations

import json
import logging
import os
import sqlite3
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from opd_exporter.evidence import Candidate, Refusal
from opd_exporter.fetch.model import Tls, Validators
from opd_exporter.memory.record import MAX_POSTS, MAX_SEEN, KnownPost, Learned, Record
from opd_exporter.report import Cms, Visit
from opd_exporter.vocabulary import Phase, Reason, Source, State

log = logging.getLogger(__name__)

SCHEMA = 1
"""Version in ``user_version``. A file of a later version is set aside rather than misread."""

_CREATE = """
CREATE TABLE IF NOT EXISTS site
(key TEXT PRIMARY KEY, url TEXT NOT NULL, record TEXT NOT NULL, saved TEXT NOT NULL) STRICT
"""


def _time(value: datetime | None) -> str | None:
    return value.astimezone(UTC).isoformat() if value else None


def _when(value: Any) -> datetime | None:
    if value is None:
        return None
    when = datetime.fromisoformat(value)
    if when.tzinfo is None:
        raise ValueError("a time without zone")
    return when


def _sure(value: Any) -> datetime:
    when = _when(value)
    if when is None:
        raise ValueError("a time is missing")
    return when


def encode(record: Record) -> str:
    """A record as JSON."""
    return json.dumps(asdict(record), default=_time, ensure_ascii=False, separators=(",", ":"))


def _visit(data: Mapping[str, Any] | None) -> Visit | None:
    if data is None:
        return None
    tls = data["tls"]
    return Visit(
        **{
            **data,
            "at": _sure(data["at"]),
            "reason": Reason(data["reason"]) if data["reason"] else None,
            "phases": {Phase(name): seconds for name, seconds in data["phases"].items()},
            "tls": Tls(_sure(tls["not_after"]), tls["valid"]) if tls else None,
        }
    )


def _candidate(data: Mapping[str, Any]) -> Candidate:
    refused = Refusal(data["refused"]) if data["refused"] else None
    changed = {"source": Source(data["source"]), "published": _when(data["published"]), "refused": refused}
    return Candidate(**{**data, **changed})


def _post(data: Mapping[str, Any]) -> KnownPost:
    times = {"published": _sure(data["published"]), "first_seen": _sure(data["first_seen"])}
    return KnownPost(**{**data, **times, "source": Source(data["source"])})


def decode(text: str) -> Record:
    """The record in a row. Raises ValueError, KeyError or TypeError for what this version did not write."""
    data = json.loads(text)
    learned = data["learned"]
    return Record(
        **{
            **data,
            "visit": _visit(data["visit"]),
            "unusable_since": _when(data["unusable_since"]),
            "state": State(data["state"]),
            "checked": _when(data["checked"]),
            "cms": Cms(**data["cms"]) if data["cms"] else None,
            "posts": tuple(map(_post, data["posts"][:MAX_POSTS])),
            "seen": {url: _sure(when) for url, when in list(data["seen"].items())[:MAX_SEEN]},
            "learned": Learned(
                **{
                    **learned,
                    "validators": {url: Validators(**one) for url, one in learned["validators"].items()},
                    "looked": _when(learned["looked"]),
                    "searched": _when(learned["searched"]),
                }
            ),
            "evidence": tuple(map(_candidate, data["evidence"])),
            "steps": tuple(data["steps"]),
        }
    )


class Memory:
    """Records by site. With ``path`` None it forgets at the end of the process. No method ever raises for the
    file's sake: a damaged file is set aside, an unwritable one is said once and done without."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._saved: dict[str, str] = {}
        self._told = False
        self._database = self._open()

    def _open(self) -> sqlite3.Connection | None:
        if self._path is None:
            return None
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            self._without(error)
            return None
        for attempt in (1, 2):
            try:
                return self._connect(self._path)
            except sqlite3.DatabaseError as error:
                damaged = not isinstance(error, sqlite3.OperationalError) or self._path.is_dir()
                if attempt == 1 and damaged and self._set_aside(self._path, error):
                    continue
                self._without(error)
                return None
        return None

    def _connect(self, path: Path) -> sqlite3.Connection:
        new = not path.exists()
        database = sqlite3.connect(path, timeout=5, isolation_level=None)
        try:
            version = database.execute("PRAGMA user_version").fetchone()[0]
            if version > SCHEMA:
                raise sqlite3.DatabaseError(f"written by a later version of opd-exporter (schema {version})")
            if database.execute("PRAGMA quick_check").fetchone()[0] != "ok":
                raise sqlite3.DatabaseError("quick_check found damage")
            database.execute("PRAGMA journal_mode=WAL")
            database.execute("PRAGMA synchronous=NORMAL")
            database.execute(_CREATE)
            database.execute("SELECT key, url, record, saved FROM site LIMIT 1")
            database.execute(f"PRAGMA user_version={SCHEMA}")
        except sqlite3.OperationalError as error:
            database.close()
            if "no such column" in str(error):
                raise sqlite3.DatabaseError(str(error)) from error
            raise
        except sqlite3.DatabaseError:
            database.close()
            raise
        if new:
            os.chmod(path, 0o600)
        return database

    def _set_aside(self, path: Path, error: Exception) -> bool:
        """Move a damaged file out of the way; True when that worked."""
        aside = path.with_name(f"{path.name}.damaged-{datetime.now(UTC):%Y%m%dT%H%M%S}")
        try:
            path.rename(aside)
            for suffix in ("-wal", "-shm"):
                path.with_name(path.name + suffix).unlink(missing_ok=True)
        except OSError as failure:
            self._without(failure)
            return False
        log.error(
            "memory %s is damaged (%s): set aside as %s, starting with an empty one", path, error, aside.name
        )
        return True

    def _without(self, error: Exception) -> None:
        if not self._told:
            log.error(
                "memory %s cannot be used (%s): what is learnt now is lost at the next restart",
                self._path,
                error,
            )
        self._told = True

    def load(self, key: str, url: str) -> Record:
        """What is remembered of a site; an empty record when nothing is, or when it was at another address."""
        empty = Record(key, url)
        if self._database is None:
            return empty
        try:
            row = self._database.execute(
                "SELECT record FROM site WHERE key = ? AND url = ?", (key, url)
            ).fetchone()
        except sqlite3.Error as error:
            self._broken(error)
            return empty
        if row is None:
            return empty
        try:
            record = decode(row[0])
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            log.error("memory of %s cannot be read (%s): it is learnt anew", key, error)
            return empty
        self._saved[key] = row[0]
        return record

    def save(self, record: Record) -> None:
        """Write a record in one transaction; the same one again is not written."""
        if self._database is None:
            return
        text = encode(record)
        if self._saved.get(record.key) == text:
            return
        try:
            self._database.execute(
                "INSERT INTO site (key, url, record, saved) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (key) DO UPDATE SET url = excluded.url, record = excluded.record, saved = excluded.saved",
                (record.key, record.url, text, datetime.now(UTC).isoformat()),
            )
        except sqlite3.Error as error:
            self._broken(error)
        else:
            self._saved[record.key] = text

    def _broken(self, error: sqlite3.Error) -> None:
        """Damage found later: set the file aside and go on with a new one; a full disk is only said."""
        if isinstance(error, sqlite3.OperationalError) or self._path is None:
            self._without(error)
            return
        self.close()
        self._saved.clear()
        if self._set_aside(self._path, error):
            self._database = self._open()

    def close(self) -> None:
        """Close the file; everything saved is in it."""
        if self._database is not None:
            self._database.close()
            self._database = None
