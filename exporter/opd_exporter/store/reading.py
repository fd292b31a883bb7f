"""The memory's file read by another program than the exporter that writes it, which is not disturbed by it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from opd_exporter.domain.config import Site
from opd_exporter.store.limits import within_limits
from opd_exporter.store.record import Record
from opd_exporter.store.rows import read_elsewhere, read_fields
from opd_exporter.store.schema import FILE, Unusable, connected_to_read

WAIT = 5.0
"""Seconds to wait for the exporter that writes."""


class NoMemory(Exception):
    """There is no memory to read; the message says why, and what to do (in Indonesian)."""


def remembered(folder: Path, sites: Iterable[Site]) -> dict[str, Record]:
    """What the exporter with this data directory remembers of each site, all of one moment; an empty record of a site
    that it does not know. Nothing is written. Raises :class:`NoMemory`."""
    path = folder / FILE
    try:
        if not path.is_file():
            raise NoMemory(
                f"tidak ada ingatan pemantau di {folder} (berkas {FILE}); sebutkan folder data exporter"
            )
        # While an exporter runs, its log lies beside the file; without a log nobody writes.
        running = path.with_name(f"{path.name}-wal").exists()
        with closing(connected_to_read(path, logged=running, wait=WAIT)) as database:
            database.execute("BEGIN")
            return {site.key: _record(database, site) for site in sites}
    except Unusable:
        why = f"{path} ditulis opd-exporter versi lain; pakai versi exporter yang berjalan"
        raise NoMemory(why) from None
    except (OSError, sqlite3.Error) as error:
        refused = isinstance(error, PermissionError) or "unable to open" in str(error)
        why = "tidak diizinkan; jalankan sebagai pengguna exporter" if refused else str(error)
        raise NoMemory(f"ingatan pemantau {path} tidak dapat dibaca: {why}") from None


def _record(database: sqlite3.Connection, site: Site) -> Record:
    found = read_fields(database, site.key, site.url) or read_elsewhere(database, site.key, site.url)
    return within_limits(Record(site.key, site.url, **found))
