"""Records as rows of the file.

A row holds one field, so that a look writes the few that changed and not thousands of addresses. What each pull changes,
the visit, stands apart in small rows, many to a page of the file.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any, get_type_hints

from opd_exporter.domain.scope import is_one_site
from opd_exporter.store.codec import Unreadable, decode, encode
from opd_exporter.store.elsewhere import put_aside, rows_elsewhere
from opd_exporter.store.record import Record

log = logging.getLogger(__name__)

MAX_FIELD = 16 * 1024 * 1024
"""Bytes of a field that are read: what an earlier version let grow beyond is forgotten, not loaded."""

_HINTS = get_type_hints(Record)
FIELDS = tuple(one.name for one in fields(Record) if one.name not in ("key", "url"))
"""Of a record, that the file holds."""
StoredRow = tuple[str, ...]
"""Values of a row, in the order of :func:`write`'s columns."""
_SEEN = ("visit", "heard")
"""Fields that each pull changes."""
_found = attrgetter(*(name for name in FIELDS if name not in _SEEN))
"""What a visit found, and not when."""
_SAME = ""
"""Stands for ``heard`` where it is the visit, as it is of every site that answers."""


def is_news(record: Record, before: Record | None) -> bool:
    """Whether more is in it than another visit that found the same as ``before``, the record in the file."""
    if before is None or before.url != record.url or not (before.visit and record.visit):
        return True
    same = (before.visit.up, before.visit.reason) == (record.visit.up, record.visit.reason)
    return not same or _found(before) != _found(record)


def rows_of(record: Record, before: Record | None) -> tuple[list[StoredRow], list[StoredRow]]:
    """What of a record is not in the file, where ``before`` is: rows of fields, and of the visit. Raises TypeError,
    ValueError."""
    # Under another address the key is another site: nothing of the old rows holds.
    if before and before.url != record.url:
        before = None
    changed = [name for name in FIELDS if before is None or _differs(before, record, name)]
    fields: list[StoredRow] = [
        (record.key, record.url, name, encode(getattr(record, name))) for name in changed if name not in _SEEN
    ]
    if not any(name in _SEEN for name in changed):
        return fields, []
    heard = _SAME if record.heard == record.visit else encode(record.heard)
    return fields, [(record.key, record.url, encode(record.visit), heard)]


def write(
    database: sqlite3.Connection,
    fields: list[StoredRow],
    seen: list[StoredRow],
    whole: Iterable[Record] = (),
) -> None:
    """Write rows of fields and of visits in one transaction. They are changed where they stand: taken out and put in
    again, they would touch more of the file. Records that are written ``whole`` may stand where another site's did:
    that one is put aside. Raises sqlite3.Error."""
    try:
        database.execute("BEGIN IMMEDIATE")
        for record in whole:
            put_aside(database, record.key, record.url)
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


def read_fields(database: sqlite3.Connection, key: str, url: str) -> dict[str, Any]:
    """What the file holds of a site, by field of ``Record``; nothing of one that cannot be read, which is said. Raises
    sqlite3.Error."""
    rows: list[tuple[bytes, bytes | None]] = [
        (name, value)
        for at, name, value in database.execute(
            "SELECT url, field, CASE WHEN length(value) <= ? THEN value END FROM known WHERE key = ?",
            (MAX_FIELD, key),
        )
        if is_one_site(at.decode(errors="replace"), url)
    ]
    seen = database.execute(
        "SELECT visit, heard, url FROM seen WHERE key = ? AND length(visit) + length(heard) <= ?",
        (key, MAX_FIELD),
    ).fetchone()
    if seen and is_one_site(seen[2].decode(errors="replace"), url):
        rows += [(b"visit", seen[0]), (b"heard", seen[1] or seen[0])]
    return _values(key, rows)


def read_elsewhere(database: sqlite3.Connection, key: str, url: str) -> dict[str, Any]:
    """As :func:`read_fields`, of a site in whose place another stands."""
    return _values(key, rows_elsewhere(database, key, url))


def _values(key: str, rows: Sequence[tuple[bytes, bytes | None]]) -> dict[str, Any]:
    """The fields in rows of name and value; None stands for a value beyond all measure."""
    try:
        given = {name.decode(): value for name, value in rows if value is not None}
        values = {name: decode(_HINTS[name], given[name]) for name in FIELDS if name in given}
    except (Unreadable, UnicodeDecodeError) as error:
        log.error("memory of %s cannot be read (%s): it is learnt anew", key, error)
        return {}
    if values and len(given) < len(rows):
        log.error("memory of %s holds more than %d bytes in a field: it is learnt anew", key, MAX_FIELD)
    return values


def _differs(before: Record, record: Record, name: str) -> bool:
    one, other = getattr(before, name), getattr(record, name)
    return one is not other and one != other
