"""A file that cannot be written, for want of rights, of room or of a turn: said once, and the exporter goes on."""

from __future__ import annotations

import logging
import os
import resource
import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from memory_records import URL, full

from opd_exporter.store import database
from opd_exporter.store.database import Memory


@contextmanager
def somebody() -> Iterator[None]:
    """As a user whom permissions hold back."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


def go_on(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Nothing is written, it is said once, and what is known stays known."""
    with closing(Memory(path)) as memory:
        for number in range(5):
            memory.save(full(f"s{number}"))
        assert memory.load("s3", URL) == full("s3")
    assert [one.levelno for one in caplog.records] == [logging.ERROR]
    assert "cannot be written" in caplog.text


@pytest.mark.parametrize("writable", ["neither", "the folder", "the file"])
def test_without_the_right_to_write_it_goes_on(writable: str, caplog: pytest.LogCaptureFixture) -> None:
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        folder, path = Path(name), Path(name) / "opd-exporter.sqlite3"
        with closing(Memory(path)) as memory:
            memory.save(full())
        path.chmod(stat.S_IRUSR | stat.S_IROTH | (0o222 if writable == "the file" else 0))
        folder.chmod(0o777 if writable == "the folder" else 0o555)
        with somebody():
            go_on(path, caplog)
        folder.chmod(0o700)
        assert [one.name for one in folder.iterdir()] == [path.name]


@pytest.mark.parametrize("rights", [0o444, 0o000])
def test_a_start_without_the_right_to_write_loses_nothing(
    rights: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "RETRY", 0)
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        folder, path = Path(name), Path(name) / "opd-exporter.sqlite3"
        with closing(Memory(path)) as memory:
            memory.save(full())
        path.chmod(rights)
        folder.chmod(0o555)
        with somebody():
            memory = Memory(path)
            assert (memory.load("dinkes", URL) == full()) is bool(rights)
            memory.save(full("s7"))
        folder.chmod(0o700)
        path.chmod(0o600)
        memory.save(replace(memory.load("dinkes", URL), steps=("since",)))
        memory.close()
        for one in folder.iterdir():  # what could not be read was set aside, and is not written over
            with closing(Memory(one)) as memory:
                was = memory.load("dinkes", URL).steps
                assert was == (("since",) if one == path else full().steps)
                assert (memory.load("s7", URL) == full("s7")) is (one == path)
        assert len(list(folder.iterdir())) == (1 if rights else 2)


def test_a_start_on_a_full_disk_knows_what_was_written(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "RETRY", 0)
    with full_disk(0):
        memory = Memory(path)
        known = memory.load("dinkes", URL)
        memory.save(replace(known, steps=("since",)))
    memory.close()
    with closing(Memory(path)) as again:
        assert again.load("dinkes", URL) == replace(full(), steps=("since",))


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "data").write_text("a file")
    go_on(tmp_path / "data" / "opd-exporter.sqlite3", caplog)


@contextmanager
def full_disk(room: int) -> Iterator[None]:
    """No file may grow beyond ``room`` bytes: writing fails as it does on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_is_said_once_and_written_to_again_when_there_is_room(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    changed = [replace(full(f"s{number}"), steps=("x" * 5000,)) for number in range(30)]
    with closing(Memory(path)) as memory:
        with full_disk(30_000):
            for record in changed:
                memory.save(record)
        assert len(caplog.records) == 1
        for record in changed:
            memory.save(record)
    assert [one.levelno for one in caplog.records] == [logging.ERROR, logging.INFO]
    with closing(Memory(path)) as memory:
        assert [memory.load(one.key, one.url) for one in changed] == changed


def test_a_disk_full_from_the_start_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "x.sqlite3"
    with full_disk(0):
        memory = Memory(path)
        memory.save(full())
    memory.save(full())
    assert not path.exists() or path.stat().st_size == 0
    monkeypatch.setattr(database, "RETRY", 0)
    memory.save(full())
    memory.close()
    assert len(caplog.records) == 1
    with closing(Memory(path)) as again:
        assert again.load("dinkes", URL) == full()


def test_another_writer_makes_nobody_wait(path: Path) -> None:
    with closing(Memory(path)) as memory:
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            memory.save(replace(full(), steps=("meanwhile",)))
            assert memory._database is not None
            (waits,) = memory._database.execute("PRAGMA busy_timeout").fetchone()
            assert waits <= 50, "milliseconds"
            assert memory.load("s7", URL) == full("s7")
            other.execute("COMMIT")
        memory.save(replace(full(), steps=("meanwhile",)))
    with closing(Memory(path)) as memory:
        assert memory.load("dinkes", URL).steps == ("meanwhile",)
