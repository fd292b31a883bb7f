"""Fixtures that start real programs; what they give is in ``wordpress_world.py``."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from wordpress_world import WordPress, lacking


@pytest.fixture(scope="module")
def wordpress() -> Iterator[WordPress]:
    """A WordPress that makes sites; its folder has a short name, since a socket's path must be short."""
    missing = lacking()
    if missing:
        pytest.skip(f"a real WordPress needs {', '.join(missing)} (see scripts/ensure-packages)")
    with tempfile.TemporaryDirectory(prefix="opd-wp-") as folder:
        made = WordPress(Path(folder))
        try:
            yield made
        finally:
            made.close()
