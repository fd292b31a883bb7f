"""A damaged or foreign file: said, set aside, and the exporter goes on."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from memory_records import URL, full

from opd_exporter.store import schema
from opd_exporter.store.database import Memory
from opd_exporter.store.record import Record

EMPTY = Record("dinkes", URL)


def execute(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as database:
        for statement in statements:
            database.execute(statement)
        database.commit()


def beyond(path: Path, start: int, data: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(start)
        file.write(data)


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "surat.txt").write_text("penting")


def no_primary_key(path: Path) -> None:
    execute(path, "DROP TABLE known", "CREATE TABLE known (key, url, field, value)")


DAMAGES: dict[str, Callable[[Path], object]] = {
    "garbage": lambda path: path.write_bytes(os.urandom(20_000)),
    "text": lambda path: path.write_text("sites: []\n" * 500),
    "zeros": lambda path: path.write_bytes(bytes(40_960)),
    "header": lambda path: beyond(path, 0, bytes(100)),
    "first page": lambda path: beyond(path, 100, os.urandom(3000)),
    "middle": lambda path: beyond(path, 3 * 4096, os.urandom(8 * 4096)),
    "cut in a page": lambda path: os.truncate(path, path.stat().st_size // 2 + 100),
    "cut to a page": lambda path: os.truncate(path, 4096),
    "cut header": lambda path: os.truncate(path, 60),
    "another table": lambda path: execute(path, "DROP TABLE known", "CREATE TABLE other (x)"),
    "no primary key": no_primary_key,
    "another column": lambda path: execute(path, "ALTER TABLE known RENAME COLUMN value TO worth"),
    "another program's": lambda path: execute(
        path, "DROP TABLE known", "CREATE TABLE other (x)", "PRAGMA user_version=0"
    ),
    "a negative version": lambda path: execute(path, "PRAGMA user_version=-1"),
    "a folder": a_folder,
}


def is_kept(path: Path) -> bool:
    """Whether a new memory at the path works and outlives a restart."""
    with closing(Memory(path)) as memory:
        memory.save(full())
    with closing(Memory(path)) as memory:
        return memory.load("dinkes", URL) == full()


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_set_aside_and_a_new_one_begun(
    path: Path, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    DAMAGES[damage](path)
    before = sorted(path.iterdir()) if path.is_dir() else path.read_bytes()
    with closing(Memory(path)) as memory:
        assert memory.load("dinkes", URL) == EMPTY
        memory.save(full())
    (aside,) = path.parent.glob("opd-exporter.sqlite3.damaged-*Z")
    after = [path / one.name for one in sorted(aside.iterdir())] if aside.is_dir() else aside.read_bytes()
    assert after == before
    assert [aside.name in one.getMessage() for one in caplog.records] == [True]
    with closing(Memory(path)) as memory:
        assert memory.load("dinkes", URL) == full()


def test_an_empty_file_is_a_new_one(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "x.sqlite3"
    path.touch()
    assert is_kept(path)
    assert not caplog.records


def test_a_file_of_a_later_version_is_set_aside_unharmed(
    path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with monkeypatch.context() as later:
        later.setattr(schema, "STEPS", (*schema.STEPS, "CREATE TABLE more (x)"))
        Memory(path).close()
    assert is_kept(path)
    assert "later version" in caplog.text
    (aside,) = path.parent.glob("*.later-*Z")
    with monkeypatch.context() as later:
        later.setattr(schema, "STEPS", (*schema.STEPS, "CREATE TABLE more (x)"))
        with closing(Memory(aside)) as memory:
            assert memory.load("s7", URL) == full("s7")


def test_a_log_goes_with_its_file(path: Path) -> None:
    """What only the write-ahead log holds is neither lost nor replayed into the new file."""
    holder = sqlite3.connect(path)
    holder.execute("BEGIN")
    holder.execute("SELECT * FROM known").fetchone()  # a reader keeps the log from being emptied at the end
    execute(path, "UPDATE known SET value = '\"later\"'", "PRAGMA user_version=99")
    Memory(path).close()
    holder.close()
    with closing(sqlite3.connect(next(path.parent.glob("*.later-*Z")))) as database:
        assert database.execute("SELECT DISTINCT value FROM known").fetchall() == [('"later"',)]
    assert is_kept(path)


def test_damage_that_shows_later_is_set_aside_too(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    memory = Memory(path)
    memory.save(replace(full(), steps=("open",)))
    execute(path, "PRAGMA wal_checkpoint(TRUNCATE)")
    beyond(path, 4096, os.urandom(path.stat().st_size - 4096))
    for number in range(30):
        assert memory.load(f"s{number}", URL).key == f"s{number}"
        memory.save(full(f"s{number}"))
    memory.close()
    assert len(list(path.parent.glob("*.damaged-*Z"))) == 1
    assert "set aside" in caplog.text
    with closing(Memory(path)) as again:
        assert again.load("s29", URL) == full("s29")


def test_a_table_that_vanishes_is_made_again(path: Path) -> None:
    memory = Memory(path)
    memory.save(full())
    execute(path, "DROP TABLE known")
    for number in range(2):
        memory.save(replace(full(), steps=(str(number),)))
    memory.close()
    with closing(Memory(path)) as again:
        assert again.load("dinkes", URL) == replace(full(), steps=("1",))


def test_a_record_is_written_whole_or_not_at_all(path: Path) -> None:
    newer = replace(full(), checked=None, posts=(), steps=())
    with closing(Memory(path)) as memory:
        execute(
            path,
            "CREATE TRIGGER t BEFORE INSERT ON known WHEN new.field = 'steps'"
            " BEGIN SELECT RAISE(FAIL, 'no'); END",
        )
        memory.save(newer)
        with closing(Memory(path)) as another:
            assert another.load("dinkes", URL) == full()
        execute(path, "DROP TRIGGER t")
        memory.save(newer)
    with closing(Memory(path)) as memory:
        assert memory.load("dinkes", URL) == newer


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("state", '"dormant"'),
        ("visit", "{}"),
        ("visit", '{"at":"yesterday","up":true,"reason":null,"explanation":"","url":""}'),
        ("visit", '{"at":"2026-11-24T08:00:00","up":true,"reason":null,"explanation":"","url":""}'),
        ("checked", '"2026-11-24T08:00:00"'),
        ("checked", "5"),
        ("posts", '[{"url":"x"}]'),
        ("posts", '{"url":"x"}'),
        ("posts", '"' + "x" * 100 + '"'),
        ("sightings", '{"x":null}'),
        ("sightings", "[]"),
        ("questions", '[{"doubt":"perhaps","url":"x"}]'),
        ("identity", '{"links":{}}'),
        ("cms", '{"name":5,"version":""}'),
        ("cms_looked", "1"),
        ("steps", "[1]"),
        ("evidence", "[" * 100_000),
        ("learned", '{"feed":null}'),
        ("spam", "not json"),
        ("spam", ""),
        ("spam", '"\udcff"'),
        ("spam", "9" * 5000),
    ],
)
def test_a_row_that_this_version_cannot_read_costs_that_site_only(
    path: Path, field: str, value: str, caplog: pytest.LogCaptureFixture
) -> None:
    with closing(sqlite3.connect(path)) as database:
        raw = value.encode("utf-8", "surrogateescape")
        if field == "visit":
            database.execute("UPDATE seen SET visit = CAST(? AS TEXT) WHERE key = 'dinkes'", (raw,))
        else:
            database.execute(
                "UPDATE known SET value = CAST(? AS TEXT) WHERE key = 'dinkes' AND field = ?", (raw, field)
            )
        database.commit()
    with closing(Memory(path)) as memory:
        assert memory.load("dinkes", URL) == EMPTY
        assert memory.load("s7", URL) == full("s7")
        memory.save(full())
    assert "dinkes" in caplog.text
    with closing(Memory(path)) as memory:
        assert memory.load("dinkes", URL) == full()


def test_a_failing_disk_is_not_filled_with_damaged_files(path: Path) -> None:
    for number in range(6):
        path.write_bytes(b"%d" % number * 5000)
        Memory(path).close()
    kept = sorted(path.parent.glob("*.damaged-*Z"))
    assert [one.read_bytes()[:1] for one in kept] == [b"3", b"4", b"5"]
