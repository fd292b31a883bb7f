"""Two exporters never share a memory."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from opd_exporter.store.lock import InUse, held

HOLD = """
import sys
from pathlib import Path
from opd_exporter.store.lock import held
with held(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_process_is_told_which_one_holds_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(InUse, match=rf"proses {other.pid}\).*--data-dir"), held(folder):
            pass
        other.kill()
    with held(folder):  # also one that was killed lets go
        assert (folder / "lock").read_text() == f"{os.getpid()}\n"


def test_it_is_free_again_after_the_block(tmp_path: Path) -> None:
    for _ in range(2):
        with held(tmp_path):
            pass


def test_where_nothing_can_be_written_nobody_is_kept_out(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with held(tmp_path / "file/data"):
        pass
