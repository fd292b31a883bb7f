"""What tests of the memory's file begin with."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from memory_records import full

from opd_exporter.store.database import Memory


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with thirty sites in it."""
    file = tmp_path / "opd-exporter.sqlite3"
    with closing(Memory(file)) as memory:
        for number in range(30):
            memory.save(full(f"s{number}"))
        memory.save(full())
    return file
