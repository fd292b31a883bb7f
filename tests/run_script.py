"""Scripts of the tests that run in a process of their own, and start readers there."""

from __future__ import annotations

import sys
from pathlib import Path


def words(script: Path) -> list[str]:
    """What runs the script's ``main()``. Started by its name, each reader would run the script's imports once more (that is
    how multiprocessing hands over a main module): 0.2 s a reader."""
    program = f"import sys, uvloop; sys.path.insert(0, {str(script.parent)!r}); import {script.stem} as it; uvloop.run(it.main())"
    return [sys.executable, "-c", program]
