"""A process that is killed while it writes loses nothing that it had saved, and no half of a record."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from memory_records import URL

from opd_exporter.store.database import Memory
from opd_exporter.store.record import Record

WRITER = """
import sys
from dataclasses import replace
from pathlib import Path
from memory_records import URL, full, post
from opd_exporter.store.database import Memory

memory = Memory(Path(sys.argv[1]))
known = memory.load("dinkes", URL)
number = int(known.steps[0]) if known.steps else 0
while True:
    number += 1
    posts = tuple(post(one, f"Kabar {number}") for one in range(number % 250))
    memory.save(replace(full(), posts=posts, sightings={}, steps=(str(number),)))
    sys.stdout.write(f"{number}\\n")
    sys.stdout.flush()
"""


def whole(record: Record) -> int:
    """The number under which a record was saved, when it is all of one piece."""
    number = int(record.steps[0])
    assert len(record.posts) == number % 250
    assert all(one.title.startswith(f"Kabar {number} ") for one in record.posts)
    return number


def test_kill_9_loses_nothing_that_was_saved(tmp_path: Path) -> None:
    path = tmp_path / "opd-exporter.sqlite3"
    chance = random.Random(4)  # noqa: S311
    last = 0
    for _ in range(10):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path)],
            stdout=subprocess.PIPE,
            env={"PYTHONPATH": ":".join([str(Path(__file__).parent), *sys.path])},
        ) as writer:
            assert writer.stdout is not None
            said = [writer.stdout.readline()]
            time.sleep(chance.uniform(0, 0.12))
            writer.send_signal(signal.SIGKILL)
            said += writer.stdout.readlines()
        acknowledged = int([line for line in said if line.endswith(b"\n")][-1])
        assert acknowledged > last
        with closing(sqlite3.connect(path)) as database:
            assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        with closing(Memory(path)) as memory:
            last = whole(memory.load("dinkes", URL))
        assert acknowledged <= last <= acknowledged + 1
    assert not list(tmp_path.glob("*.damaged-*"))
