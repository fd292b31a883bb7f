"""A script in a network of its own, where every address is this machine's: whatever it contacts can be seen."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

PREPARE = """
ip link set lo up
ip route add local 0.0.0.0/0 dev lo
ip -6 route add local ::/0 dev lo
exec "$@"
"""
WAYS = (["unshare", "--net"], ["unshare", "--user", "--map-root-user", "--net"])


def ran(script: Path, timeout: float) -> dict[str, Any]:
    """What a script prints there as JSON, within so many seconds. Skips the test where no such network can be made."""
    if not (shutil.which("unshare") and shutil.which("ip")):
        pytest.skip("needs unshare (util-linux) and ip (iproute2)")
    apart = next(
        (way for way in WAYS if not subprocess.run([*way, "true"], capture_output=True).returncode), None
    )
    if apart is None:
        pytest.skip("making a network namespace is not permitted here")
    done = subprocess.run(
        [*apart, "sh", "-ec", PREPARE, "sh", sys.executable, str(script)],
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told
