"""The quicker copy differs from the shipped configuration in its times alone, and leaves none of them out."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from sped_up import seconds, speed_up, speed_up_folder

from opd_exporter.demo.stack import FILES

TIMES = re.compile(
    r"(?:for|keep_firing_for|\w+_interval|group_wait|scrape_timeout): (\d\w+)|\[(\d\w+)(?::(\w+))?\]|offset (\d\w+)"
)


def test_a_span_in_seconds() -> None:
    assert (seconds("1h30m"), seconds("2d"), seconds("0s")) == (5400, 172800, 0)


def test_every_kind_of_time_is_divided_and_nothing_else() -> None:
    text = "for: 10m # 10m\nx[1d:10m] y[5m] offset 30m > 86400 * 7d\ngroup_wait: 0s\nname: a-10m"
    quick = "for: 10000ms # 10m\nx[1440000ms:10000ms] y[5000ms] offset 30000ms > 86400 * 7d\ngroup_wait: 0ms\nname: a-10m"
    assert speed_up(text, lambda _, length: length / 60) == quick


def test_no_time_of_the_shipped_files_is_left_as_it_was(tmp_path: Path) -> None:
    shutil.copytree(FILES, tmp_path / "copy")
    speed_up_folder(tmp_path / "copy", 60, letters=20)
    found = 0
    for file in (tmp_path / "copy").rglob("*.yml"):
        if "tests" in file.parts:
            continue
        for times in TIMES.findall(re.sub(r"#.*", "", file.read_text("utf-8"))):
            for one in filter(None, times):
                assert re.fullmatch(r"\d+ms", one), (file.name, one)
                found += 1
    assert found > 50


@pytest.mark.parametrize("name", ["subject.tmpl", "operators.tmpl"])
def test_what_counts_as_new_in_a_mail_is_divided_too(name: str, tmp_path: Path) -> None:
    shutil.copytree(FILES, tmp_path / "copy")
    speed_up_folder(tmp_path / "copy", 60, letters=20)
    text = (tmp_path / "copy" / "alertmanager" / "templates" / name).read_text("utf-8")
    assert "Minutes 11.0" not in text
    assert f"Minutes {11 / 60:f}" in text
