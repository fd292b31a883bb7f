"""What is saved is there after a restart, at little cost."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path

import pytest
from any_record import records
from hypothesis import given, settings
from hypothesis import strategies as st
from memory_records import NOW, URL, full, post, sighting

from opd_exporter.domain.candidate import Candidate
from opd_exporter.domain.vocabulary import Reason, Source, State
from opd_exporter.posts.history import MAX_SIGHTINGS
from opd_exporter.store import schema
from opd_exporter.store.codec import encode
from opd_exporter.store.database import Memory
from opd_exporter.store.limits import within_limits
from opd_exporter.store.record import MAX_POSTS, Record


def reopened(path: Path, key: str = "dinkes", url: str = URL) -> Record:
    with closing(Memory(path)) as memory:
        return memory.load(key, url)


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as database:
        return database.execute(query).fetchall()


def test_the_example_fills_every_field() -> None:
    empty, example = Record("x", "y"), full()
    assert not [one.name for one in fields(Record) if getattr(example, one.name) == getattr(empty, one.name)]


def test_a_record_outlives_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "data" / "opd-exporter.sqlite3"
    with closing(Memory(path)) as memory:
        memory.save(full())
    assert reopened(path) == full()


@settings(max_examples=25)
@given(st.lists(records, min_size=1, max_size=4, unique_by=lambda one: one.key), records)
def test_whatever_is_saved_comes_back_the_same(kept: list[Record], later: Record) -> None:
    later = replace(later, key=kept[0].key)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "opd-exporter.sqlite3"
        with closing(Memory(path)) as memory:
            for record in [*kept, later]:
                memory.save(record)
        with closing(Memory(path)) as memory:
            for record in [later, *kept[1:]]:
                assert memory.load(record.key, record.url) == within_limits(record)


def test_a_site_never_seen_is_empty(tmp_path: Path) -> None:
    assert reopened(tmp_path / "x.sqlite3") == Record("dinkes", URL)


def test_another_address_is_another_site(tmp_path: Path) -> None:
    path, moved = tmp_path / "x.sqlite3", "https://kesehatan.example.go.id/"
    with closing(Memory(path)) as memory:
        memory.save(full())
        assert memory.load("dinkes", moved) == Record("dinkes", moved)
        memory.save(replace(full(url=moved), state=State.NO_POSTS))
    assert reopened(path, url=moved) == replace(full(url=moved), state=State.NO_POSTS)


def test_a_site_that_gets_tls_or_leaves_out_www_is_the_same(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite3"
    before = full(url=f"http://www.{URL.partition('://')[2]}")
    after = within_limits(replace(before, url=URL))  # the old address is not asked for any more
    with closing(Memory(path)) as memory:
        memory.save(before)
        assert within_limits(memory.load("dinkes", URL)) == after, "configured anew while it runs"
    assert reopened(path) == after
    with closing(Memory(path)) as memory:
        memory.save(replace(memory.load("dinkes", URL), steps=("since",)))
    assert reopened(path) == replace(after, steps=("since",))


def test_without_a_file_it_remembers_as_long_as_it_lives() -> None:
    memory = Memory(None)
    memory.save(full())
    assert memory.load("dinkes", URL) == full()
    assert Memory(None).load("dinkes", URL) == Record("dinkes", URL)


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite3"
    with closing(Memory(path)) as memory:
        memory.save(full())
        with closing(sqlite3.connect(path)) as database:
            database.execute("CREATE TABLE written (field)")
            for change in ("INSERT", "UPDATE"):
                database.execute(
                    f"CREATE TRIGGER {change}_t AFTER {change} ON known"  # noqa: S608
                    " BEGIN INSERT INTO written VALUES (new.field); END"
                )
            database.commit()
        memory.save(full())
        memory.save(replace(full(), checked=NOW + timedelta(minutes=1), steps=("GET /: 304",)))
    assert rows(path, "SELECT field FROM written ORDER BY field") == [("checked",), ("steps",)]


def test_what_is_read_after_a_restart_is_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite3"
    with closing(Memory(path)) as memory:
        memory.save(full())
    with closing(Memory(path)) as memory:
        known = memory.load("dinkes", URL)
        before = rows(path, "SELECT max(rowid) FROM known")
        memory.save(known)
        assert rows(path, "SELECT max(rowid) FROM known") == before


def test_the_newest_posts_and_addresses_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite3"
    posts = tuple(post(number) for number in range(MAX_POSTS + 50))
    sightings = {f"{number}": sighting(number) for number in range(MAX_SIGHTINGS + 50)}
    with closing(Memory(path)) as memory:
        memory.save(replace(full(), posts=posts[::-1], sightings=sightings))
    known = reopened(path)
    assert known.posts == posts[:MAX_POSTS]
    assert list(known.sightings) == [f"{number}" for number in range(50, MAX_SIGHTINGS + 50)]


def test_what_articles_say_is_not_stored(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite3"
    candidate = Candidate(Source.FEED, URL, "Judul", NOW, "pubDate", summary="Isi berita")
    with closing(Memory(path)) as memory:
        memory.save(replace(full(), evidence=(candidate,)))
    assert reopened(path).evidence == (replace(candidate, summary=""),)
    assert b"Isi berita" not in path.read_bytes()


def test_nobody_else_may_read_the_file(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite3"
    with closing(Memory(path)) as memory:
        memory.save(full())
        files = list(tmp_path.iterdir())
        assert {one.name for one in files} >= {"x.sqlite3", "x.sqlite3-wal"}
        assert {one.stat().st_mode & 0o777 for one in files} == {0o600}


def test_saving_after_the_end_does_no_harm(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "x.sqlite3")
    memory.close()
    memory.save(full())
    memory.close()


def test_a_file_of_an_earlier_version_is_brought_forward(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.sqlite3"
    with closing(Memory(path)) as memory:
        memory.save(full())
    steps = (*schema.STEPS, "ALTER TABLE known ADD COLUMN note TEXT", "CREATE INDEX known_url ON known (url)")
    monkeypatch.setattr(schema, "STEPS", steps)
    assert reopened(path) == full()
    assert reopened(path) == full()
    assert rows(path, "PRAGMA user_version") == [(len(steps),)]
    assert [one.name for one in tmp_path.iterdir()] == ["x.sqlite3"]


def test_a_field_that_an_earlier_version_did_not_know_gets_its_default(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite3"
    with closing(Memory(path)) as memory:
        memory.save(full())
    with closing(sqlite3.connect(path)) as database:
        database.execute("DELETE FROM known WHERE field = 'spam'")
        database.execute("INSERT INTO known VALUES ('dinkes', ?, 'mood', '5')", (URL,))
        database.execute(
            "UPDATE known SET value = json_remove(value, '$.front_reason') WHERE field = 'learned'"
        )
        database.commit()
    expected = replace(full(), spam=None, learned=replace(full().learned, front_reason=""))
    with closing(Memory(path)) as memory:
        assert memory.load("dinkes", URL) == expected
        memory.save(expected)
    assert rows(path, "SELECT value FROM known WHERE field = 'spam'") == [("null",)]


def seen_again(record: Record, minutes: int) -> Record:
    """The record after another visit that found the same."""
    assert record.visit
    visit = replace(record.visit, at=NOW + timedelta(minutes=minutes))
    return replace(record, visit=visit, heard=visit)


def test_a_visit_that_found_nothing_new_waits_and_is_written_with_others(tmp_path: Path) -> None:
    path = tmp_path / "opd-exporter.sqlite3"
    with closing(Memory(path)) as memory:
        kept = [memory.save(full(key)) for key in ("dinkes", "dishub")]
        assert not memory.waiting
        again = [memory.save(seen_again(one, 1)) for one in kept]
        assert memory.waiting
        assert [reopened(path, key=one.key).visit for one in kept] == [one.visit for one in kept]
        memory.flush()
        assert not memory.waiting
        assert [reopened(path, key=one.key) for one in again] == again
        memory.save(seen_again(again[0], 2))
    assert reopened(path).visit == seen_again(again[0], 2).visit, "an orderly end writes what waits"


@pytest.mark.parametrize(
    "news",
    [
        {"posts": (post(0, "Kabar baru"),)},
        {"unusable_since": NOW},
        {"visit": replace(full().visit, up=True, reason=None)},  # type: ignore[type-var]
        {"visit": replace(full().visit, reason=Reason.PARKED)},  # type: ignore[type-var]
        {"steps": ("GET /: 304",)},
    ],
)
def test_what_is_new_is_written_at_once_and_takes_along_what_waits(
    tmp_path: Path, news: dict[str, object]
) -> None:
    path = tmp_path / "opd-exporter.sqlite3"
    with closing(Memory(path)) as memory:
        other, kept = memory.save(full("dishub")), memory.save(full())
        other = memory.save(seen_again(other, 1))
        changed = memory.save(replace(kept, **news))  # type: ignore[arg-type]
        assert reopened(path) == changed
        assert reopened(path, key="dishub") == other


def test_a_visit_writes_little(tmp_path: Path) -> None:
    """Of a record of hundreds of kilobytes, a visit writes its own row: two pages of the file's log at most."""
    path = tmp_path / "opd-exporter.sqlite3"
    with closing(Memory(path)) as memory:
        big = replace(full(), sightings={f"dinkes.example.go.id/{n}?": sighting(n) for n in range(1500)})
        kept = memory.save(big)
        log = path.with_name(path.name + "-wal")
        before = log.stat().st_size
        memory.save(seen_again(kept, 1))
        memory.flush()
        assert log.stat().st_size - before <= 2 * 4200


def test_a_file_of_the_version_before_is_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "opd-exporter.sqlite3"
    record = full()
    with closing(sqlite3.connect(path)) as database:
        database.execute(
            "CREATE TABLE known (key TEXT NOT NULL, url TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL,"
            " PRIMARY KEY (key, field))"
        )
        values = [
            (record.key, record.url, one.name, encode(getattr(record, one.name)))
            for one in fields(Record)
            if one.name not in ("key", "url")
        ]
        database.executemany("INSERT INTO known VALUES (?, ?, ?, ?)", values)
        database.execute(
            "INSERT INTO known VALUES ('baru', 'https://baru.example.go.id/', 'checked', 'null')"
        )
        database.execute("PRAGMA user_version=1")
        database.commit()
    with closing(Memory(path)) as memory:
        assert memory.load("dinkes", URL) == record
        assert memory.load("baru", "https://baru.example.go.id/").visit is None
    assert not list(tmp_path.glob("*.damaged-*"))
    assert rows(path, "SELECT count(*) FROM known WHERE field IN ('visit', 'heard')") == [(0,)]


def test_a_record_that_cannot_be_written_keeps_no_other_from_it(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "opd-exporter.sqlite3"
    with closing(Memory(path)) as memory:
        memory.save(replace(full("dishub"), cms_looked=object()))  # type: ignore[arg-type]
        memory.save(full())
        assert reopened(path) == full()
    assert "dishub" in caplog.text
