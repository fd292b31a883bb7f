"""A reload whose file cannot be read to its end: told in time, and done when the file can be read again."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from opd_exporter.commands.reload import Reloader
from opd_exporter.domain.config import Config
from opd_exporter.views.exporter_metrics import ExporterMetrics
from withheld import withheld


class Engine:
    """Takes what it is given."""

    taken = 0

    async def reload(self, config: Config) -> None:
        self.taken += 1


async def test_a_file_that_is_not_read_in_time_is_told_and_waited_for_by_no_second_thread(
    tmp_path: Path,
) -> None:
    file, engine = tmp_path / "c.yml", Engine()
    file.write_text("sites:\n  - {key: dinkes, nama: Dinas, url: http://127.0.0.1/}\n")
    given: Any = engine
    reload = Reloader(file, given, ExporterMetrics(), None, within=0.2)
    with withheld(file):
        assert "tidak selesai dibaca dalam 0.2 detik" in await reload()
        waits, reload.within = reload._reading, 60.0
        assert "tidak selesai dibaca" in await reload()
        assert reload._reading is waits
    assert waits
    assert engine.taken == 0
    await asyncio.wait_for(waits, 60)
    assert await reload() == ""
    assert reload.failed is None
    assert engine.taken == 1
