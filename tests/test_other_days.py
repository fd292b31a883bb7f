"""Another day for a whole run of tests (tests/clock) reaches every process that a test starts, and moves no stopwatch; every
case of every test runs on one of the other days."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from day_share import share

ASKED = """
import time
from datetime import UTC, datetime
from multiprocessing import get_context

def told(pipe):
    pipe.send(datetime.now(UTC))

if __name__ == "__main__":
    before = time.monotonic()
    ours, theirs = get_context("forkserver").Pipe()
    get_context("forkserver").Process(target=told, args=(theirs,)).start()
    print(datetime.now(UTC).isoformat(), ours.recv().isoformat(), time.monotonic() - before < 86400)
"""


def test_every_process_lives_on_the_other_day(tmp_path: Path) -> None:
    script = tmp_path / "asked.py"
    script.write_text(ASKED)
    clock = {"OPD_CLOCK_AHEAD": str(86400 * 400), "PYTHONPATH": str(Path(__file__).parent / "clock")}
    began = datetime.now(UTC)
    words = subprocess.run(
        [sys.executable, script], env=os.environ | clock, capture_output=True, text=True, check=True
    ).stdout.split()
    for moment in words[:2]:
        ahead = datetime.fromisoformat(moment) - began
        assert timedelta(days=400) <= ahead < timedelta(days=401)
    assert words[2] == "True"


def test_each_case_runs_on_one_of_the_days_and_some_of_many_on_each() -> None:
    many = [f"many[{number}]" for number in range(9)]
    tests = ["one", "another", "two[a]", "two[b]", *many, "a folder", "a folder"]
    days = [share(tests, number, 4) for number in range(4)]
    assert sorted(test for runs in days for test in runs) == sorted(set(tests))
    assert all(runs & {*many} for runs in days)
    assert not any({"one", "another"} <= runs for runs in days)
