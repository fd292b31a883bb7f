"""Runs promtool, Prometheus' own checker of rules."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

PROMETHEUS = Path(__file__).parents[2] / "prometheus"
RULES = sorted((PROMETHEUS / "rules").glob("*.yml"))
TESTS = sorted((PROMETHEUS / "tests").glob("*.yml"))


def promtool(*arguments: str | Path) -> str:
    """What promtool says; fails the test when it is not content."""
    found = shutil.which("promtool")
    if not found:
        pytest.skip("promtool is not installed")
    done = subprocess.run([found, *map(str, arguments)], capture_output=True, text=True, timeout=280)
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    return said
