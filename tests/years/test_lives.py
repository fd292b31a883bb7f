"""Four lives, sampled: no look says what a reader with a memory would not. A thousand of them: ``make years``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from years.known import KNOWN
from years.living import lived
from years.plan import life

LIVES = 4
DAYS, GAP = 150, 12


@pytest.mark.parametrize("seed", range(LIVES))
async def test_no_look_says_what_a_reader_with_a_memory_would_not(seed: int, tmp_path: Path) -> None:
    outcome = await lived(life(seed, DAYS, GAP), tmp_path)
    assert outcome.looks > 15
    faults = [fault for fault in outcome.faults if (fault.kind, fault.cause) not in KNOWN]
    assert not faults, f"python -m years --days {DAYS} --gap {GAP} --life {seed}"


@pytest.mark.parametrize("seed", [3, 6, 15])
async def test_a_restart_changes_nothing(seed: int, tmp_path: Path) -> None:
    calm = replace(life(seed, 50, GAP), restarts=0.0)
    (tmp_path / "calm").mkdir()
    (tmp_path / "restarted").mkdir()
    without = await lived(calm, tmp_path / "calm")
    often = await lived(replace(calm, restarts=0.6), tmp_path / "restarted")
    assert often.statuses == without.statuses
    assert often.faults == without.faults
    assert often.right == without.right


def test_what_is_known_to_be_broken_says_why() -> None:
    assert all(len(reason) > 20 for reason in KNOWN.values())
