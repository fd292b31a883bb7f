"""What was known of a key while its site was at another address: a ``url`` that was mistyped and is put right, or of a
site that moves back, has its history again."""

from __future__ import annotations

import sqlite3
import time

from opd_exporter.domain.scope import is_one_site

KEPT = 28 * 86400.0
"""Seconds that it is kept: a wrong address is noticed within days, since its site is down or another's; after four weeks
most of what was known would have to be looked at anew."""
MOST = 8
"""Addresses of a key that are kept, the last ones: a file that changes by itself shall not fill the disk."""


def put_aside(database: sqlite3.Connection, key: str, url: str) -> None:
    """Make room for a record of the site at ``url``: what the file holds of another at this key is put aside, and what
    was put aside of this one goes, as it is written anew. Raises sqlite3.Error."""
    there = database.execute("SELECT url FROM known WHERE key = ? LIMIT 1", (key,)).fetchone()
    if there is None or is_one_site(_text(there[0]), url):
        return
    for at in _addresses(database, key, url):
        database.execute("DELETE FROM elsewhere WHERE key = ? AND url = ?", (key, at))
    visit = "SELECT key, url, 'visit', visit FROM seen"
    heard = "SELECT key, url, 'heard', CASE heard WHEN '' THEN visit ELSE heard END FROM seen"
    for rows in ("SELECT key, url, field, value FROM known", visit, heard):
        database.execute(
            f"INSERT OR REPLACE INTO elsewhere SELECT *, ? FROM ({rows} WHERE key = ?)",  # noqa: S608
            (time.time(), key),
        )
    for table in ("known", "seen"):
        database.execute(f"DELETE FROM {table} WHERE key = ?", (key,))  # noqa: S608
    database.execute(
        "DELETE FROM elsewhere WHERE key = ? AND url NOT IN"
        " (SELECT url FROM elsewhere WHERE key = ? GROUP BY url ORDER BY max(until) DESC LIMIT ?)",
        (key, key, MOST),
    )


def forget(database: sqlite3.Connection) -> None:
    """Delete what is kept no longer; where that is nothing, nobody who writes is waited for. Raises sqlite3.Error."""
    oldest = time.time() - KEPT
    if database.execute("SELECT 1 FROM elsewhere WHERE until < ? LIMIT 1", (oldest,)).fetchone():
        database.execute("DELETE FROM elsewhere WHERE until < ?", (oldest,))


def rows_elsewhere(database: sqlite3.Connection, key: str, url: str) -> list[tuple[bytes, bytes]]:
    """Fields and values that were put aside of the site at ``url``. Raises sqlite3.Error."""
    return [
        row
        for at in _addresses(database, key, url)
        for row in database.execute(
            "SELECT field, value FROM elsewhere WHERE key = ? AND url = ? AND until >= ?",
            (key, at, time.time() - KEPT),
        )
    ]


def _addresses(database: sqlite3.Connection, key: str, url: str) -> list[str]:
    """Those of the site at ``url`` under which something of this key was put aside."""
    found = database.execute("SELECT DISTINCT url FROM elsewhere WHERE key = ?", (key,)).fetchall()
    return [at for at in (_text(one) for (one,) in found) if is_one_site(at, url)]


def _text(stored: bytes) -> str:
    return stored.decode(errors="replace")
