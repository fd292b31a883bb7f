"""Somebody deletes, replaces or overwrites the file while the exporter runs: said, and nothing that is known is lost."""

from __future__ import annotations

import logging
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from memory_records import URL, full

from opd_exporter.store.database import Memory

KEYS = tuple(f"s{number}" for number in range(12))
Meddling = Callable[[Path, Path], object]


def mixed_in(path: Path, backup: Path) -> None:
    """Half of a backup over the file, and its size as before: the pages of the one point into the other."""
    with path.open("r+b") as file:
        file.write(backup.read_bytes()[: path.stat().st_size // 2])


def with_its_log(path: Path, backup: Path) -> None:
    """Another file in its place, of an exporter that was killed: part of it is in a log of its own."""
    holder = sqlite3.connect(backup)
    holder.execute("UPDATE known SET value = '\"measured\"' WHERE field = 'state'")
    holder.commit()
    for suffix in ("", "-wal"):
        shutil.copy(f"{backup}{suffix}", f"{path}{suffix}.new")
        os.replace(f"{path}{suffix}.new", f"{path}{suffix}")
    holder.close()


MEDDLING: dict[str, Meddling] = {
    "deleted": lambda path, _: path.unlink(),
    "deleted with its log": lambda path, _: [one.unlink() for one in path.parent.glob(f"{path.name}*")],
    "its folder deleted": lambda path, _: shutil.rmtree(path.parent),
    "its folder moved": lambda path, _: path.parent.rename(path.parent.with_name("old")),
    "its log deleted": lambda path, _: path.with_name(f"{path.name}-wal").unlink(),
    "replaced by a backup": lambda path, backup: os.replace(backup, path),
    "replaced by one with a log": with_its_log,
    "replaced by a folder": lambda path, _: (path.unlink(), path.mkdir()),
    "overwritten by a backup": lambda path, backup: shutil.copy(backup, path),
    "mixed with a backup": mixed_in,
    "emptied": lambda path, _: os.truncate(path, 0),
    "cut": lambda path, _: os.truncate(path, 5 * 4096),
}


@pytest.mark.parametrize("how", MEDDLING)
def test_all_that_is_known_is_written_anew(
    how: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path, backup = tmp_path / "data/opd-exporter.sqlite3", tmp_path / "backup.sqlite3"
    with closing(Memory(path)) as memory:
        for key in KEYS[:8]:
            memory.save(full(key))
    shutil.copy(path, backup)
    newer = {key: replace(full(key), steps=("newer",) * 9) for key in KEYS}
    with closing(Memory(path)) as memory:
        assert [memory.load(key, URL) for key in KEYS[:4]] == [full(key) for key in KEYS[:4]]
        for record in newer.values():
            memory.save(record)
        MEDDLING[how](path, backup)
        newer["s1"] = memory.save(replace(full("s1"), steps=("since",)))
        with closing(Memory(path)) as another:  # as after a kill
            assert {key: another.load(key, URL) for key in KEYS} == newer
        assert not memory.failing
        said = [one.getMessage() for one in caplog.records if one.levelno >= logging.ERROR]
        assert "written anew" in said[0]
        assert len(said) <= 2, "each thing once"
    with closing(Memory(path)) as another:
        assert {key: another.load(key, URL) for key in KEYS} == newer


def test_a_file_put_in_its_place_is_kept_as_it_was(tmp_path: Path) -> None:
    """It may be the backup that somebody wanted back; the log of the file that is gone is not replayed into it."""
    path, backup = tmp_path / "data/opd-exporter.sqlite3", tmp_path / "backup.sqlite3"
    with closing(Memory(backup)) as memory:
        memory.save(full("long-ago"))
    before = backup.read_bytes()
    with closing(Memory(path)) as memory:
        memory.save(full())
        os.replace(backup, path)
        memory.save(replace(full(), steps=("since",)))
    (aside,) = path.parent.glob("*.replaced-*")
    assert aside.read_bytes() == before


def test_two_that_write_one_file_do_not_struggle_for_it(tmp_path: Path) -> None:
    """The lock that keeps the second out was deleted with the folder, or the file system knows none."""
    path = tmp_path / "opd-exporter.sqlite3"
    one, other = Memory(path), Memory(path)
    for number in range(10):
        for memory, key in ((one, "s1"), (other, "s2")):
            if memory._database is not None:
                memory._database.execute("PRAGMA wal_autocheckpoint=1")
            memory.save(replace(full(key), steps=(str(number),)))
    assert "somebody else" in one.failing + other.failing
    assert len(list(tmp_path.glob("*.replaced-*Z"))) <= 2
    one.close()
    other.close()
    with closing(Memory(path)) as again:
        assert [again.load(key, URL).steps for key in ("s1", "s2")] == [("9",), ("9",)]


def test_our_own_writing_is_no_meddling(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Nor are a reader beside it, and the log that is worked into the file when it has grown."""
    path = tmp_path / "opd-exporter.sqlite3"
    with closing(Memory(path)) as memory:
        assert memory._database is not None
        memory._database.execute("PRAGMA wal_autocheckpoint=10")
        for number in range(20):
            memory.save(replace(full(), steps=(str(number),)))
            with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as reader:
                reader.execute("SELECT count(*) FROM known").fetchone()
        assert path.stat().st_size > 4096, "worked in"
    assert not caplog.records
