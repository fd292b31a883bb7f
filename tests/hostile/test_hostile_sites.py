"""One exporter over all hostile sites: each gets its own verdict in time, and no other site pays for it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hostile_sites import SITES

from opd_exporter.domain.config import ProbeSettings
from opd_exporter.page.noise import MAX_KEPT

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def outcome() -> dict[str, dict[str, object]]:
    """What a run of the exporter over them found: see look_at_hostile_sites.py."""
    ran = subprocess.run(
        [sys.executable, str(HERE / "look_at_hostile_sites.py")],
        capture_output=True, text=True, timeout=280, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert ran.stderr == "", "nothing that a site does is worth a line in the log"
    found: dict[str, dict[str, object]] = json.loads(ran.stdout)
    return found


@pytest.mark.parametrize("name", SITES)
def test_each_gets_the_verdict_a_person_would_give(name: str, outcome: dict[str, dict[str, object]]) -> None:
    assert outcome[name]["verdict"] == SITES[name][1], outcome[name]


def test_none_of_them_holds_up_the_loop(outcome: dict[str, dict[str, object]]) -> None:
    assert float(str(outcome["lag"]["seconds"])) < 1.0


def test_none_of_them_makes_the_exporter_grow(outcome: dict[str, dict[str, object]]) -> None:
    """Beyond the bodies that may be under way at once, as they come and unpacked, and the pages kept for comparison."""
    in_flight = 2 * ProbeSettings().concurrency * ProbeSettings().max_body
    kept = len(SITES) * MAX_KEPT
    assert int(str(outcome["growth"]["bytes"])) < in_flight + kept
