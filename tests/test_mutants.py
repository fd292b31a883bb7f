"""``make mutants`` starts, and its registries are those of the code."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_a_rule_switched_off_is_noticed() -> None:
    command = [sys.executable, ROOT / "scripts/mutants", "boilerplate"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert said.stdout.splitlines() == ["boilerplate: noticed", "1 switched off, 0 unnoticed"], said.stderr
