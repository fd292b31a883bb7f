"""An address that was mistyped and is put right has its history again."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from memory_records import NOW, URL, full, post
from test_memory_store import reopened, rows, seen_again

from opd_exporter.domain.config import Site
from opd_exporter.store import elsewhere, schema
from opd_exporter.store.database import Memory
from opd_exporter.store.reading import remembered
from opd_exporter.store.record import Record

MISTYPED = "https://dinkse.example.go.id/"
SITE = Site("dinkes", "Dinas Kesehatan", "Dinkes", "dinas", URL)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file in which a site stood at its own address, then at one that was mistyped."""
    file = tmp_path / schema.FILE
    with closing(Memory(file)) as memory:
        memory.save(full())
        memory.save(full("dishub"))
    with closing(Memory(file)) as memory:
        assert memory.load("dinkes", MISTYPED) == Record("dinkes", MISTYPED)
        memory.save(replace(full(url=MISTYPED), posts=(post(1),)))
    return file


def test_the_right_address_has_its_history_again(path: Path) -> None:
    with closing(Memory(path)) as memory:
        assert memory.load("dinkes", URL) == full()
        memory.save(replace(full(), steps=("since",)))
        assert memory.load("dinkes", MISTYPED).posts == (post(1),), "the other is kept as well"
    assert reopened(path) == replace(full(), steps=("since",))
    assert reopened(path, "dishub") == full("dishub")


def test_it_has_it_while_the_exporter_runs(path: Path) -> None:
    since = seen_again(full(), 5)
    with closing(Memory(path)) as memory:
        memory.save(full())
        memory.save(since)
        assert memory.waiting
        memory.load("dinkes", MISTYPED)
        memory.save(full(url=MISTYPED))
        assert memory.load("dinkes", URL) == since, "also the visit that waited to be written"


def test_an_evaluation_reads_it_too(path: Path) -> None:
    assert remembered(path.parent, [SITE]) == {"dinkes": full()}


def test_it_is_the_same_site_with_tls_and_without_www(path: Path) -> None:
    address = URL.replace("https://", "http://www.")
    with closing(Memory(path)) as memory:
        assert memory.load("dinkes", address).posts == full().posts
        memory.save(replace(full(url=address), steps=("since",)))
        assert memory.load("dinkes", URL).steps == ("since",)
        memory.save(replace(full(), steps=("with TLS",)))
    assert rows(path, "SELECT DISTINCT url FROM elsewhere") == [(MISTYPED,)], (
        "nothing of its own is put aside"
    )
    with closing(Memory(path)) as memory:
        memory.load("dinkes", MISTYPED)
        memory.save(full(url=MISTYPED))
        assert memory.load("dinkes", address).steps == ("with TLS",)


def later(path: Path, seconds: float) -> None:
    """Let time pass for what is put aside."""
    with closing(sqlite3.connect(path)) as database:
        database.execute("UPDATE elsewhere SET until = until - ?", (seconds,))
        database.commit()


def test_it_is_forgotten_after_some_weeks(path: Path) -> None:
    with closing(Memory(path)) as memory:
        later(path, elsewhere.KEPT + 1)
        assert memory.load("dinkes", URL) == Record("dinkes", URL)
    assert rows(path, "SELECT count(*) FROM elsewhere") != [(0,)]
    assert reopened(path) == Record("dinkes", URL)
    assert rows(path, "SELECT count(*) FROM elsewhere") == [(0,)]


def test_it_is_kept_until_then(path: Path) -> None:
    later(path, elsewhere.KEPT - 3600)
    assert reopened(path) == full()


def test_a_key_whose_address_changes_all_the_time_fills_no_disk(path: Path) -> None:
    with closing(Memory(path)) as memory:
        for number in range(2 * elsewhere.MOST):
            memory.load("dinkes", f"https://s{number}.example.go.id/")
            memory.save(replace(full(url=f"https://s{number}.example.go.id/"), checked=NOW))
    last = [f"https://s{number}.example.go.id/" for number in range(2 * elsewhere.MOST)]
    kept = {url for (url,) in rows(path, "SELECT DISTINCT url FROM elsewhere")}
    assert kept == set(last[-1 - elsewhere.MOST : -1])


def test_a_file_of_the_version_before_is_taken_over(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("DROP TABLE elsewhere")
        database.execute("PRAGMA user_version=4")
        database.commit()
    assert reopened(path, "dishub") == full("dishub")
    assert reopened(path, url=MISTYPED).posts == (post(1),)
    assert not list(path.parent.glob("*.damaged-*"))
