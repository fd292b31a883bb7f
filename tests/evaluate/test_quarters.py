"""Evaluations that are kept: one a quarter, in the configured zone, also after the exporter was away."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from opd_exporter.domain.report import SiteReport
from opd_exporter.domain.vocabulary import Status
from opd_exporter.evaluate import keeping, words
from opd_exporter.evaluate.archive import FOLDER, Archive, is_name
from opd_exporter.evaluate.document import evaluation
from opd_exporter.evaluate.keeping import NothingKnown, keep, keep_quarters
from opd_exporter.evaluate.model import Evaluation, Way
from opd_exporter.evaluate.published import published
from opd_exporter.evaluate.quarter import due, ended, of_name
from opd_exporter.evaluate.shelf import before, named, shelf
from presented import SITE, FakeEngine, city, config_of, silent_for

WIT, WIB = ZoneInfo("Asia/Jayapura"), ZoneInfo("Asia/Jakarta")
END = datetime(2026, 9, 30, 17, tzinfo=UTC)
"""The first moment of October in WIB."""


@pytest.mark.parametrize(
    ("now", "zone", "name"),
    [
        (END - timedelta(seconds=1), WIB, "2026-T2"),
        (END, WIB, "2026-T3"),
        (END - timedelta(hours=2), WIT, "2026-T3"),
        (datetime(2026, 12, 31, 17, tzinfo=UTC), WIB, "2026-T4"),
        (datetime(2027, 3, 31, 16, 59, tzinfo=UTC), WIB, "2026-T4"),
        (datetime(2027, 3, 31, 17, tzinfo=UTC), WIB, "2027-T1"),
    ],
)
def test_a_quarter_ends_in_the_configured_zone(now: datetime, zone: ZoneInfo, name: str) -> None:
    found = ended(now, zone)
    assert found.name == name
    assert of_name(name, zone) == found


def test_an_evaluation_is_due_once_and_not_for_a_time_before_there_was_a_monitor() -> None:
    long_ago = END - timedelta(days=300)
    after = END + timedelta(seconds=20)
    assert due(after, WIB, [], long_ago, long_ago) == ended(after, WIB)
    assert due(after, WIB, ["2026-T3"], long_ago, long_ago) is None
    assert due(after, WIB, [], END + timedelta(seconds=5), long_ago) is None, "installed in this quarter"


def test_an_exporter_that_comes_back_looks_before_it_keeps() -> None:
    long_ago, started = END - timedelta(days=300), END + timedelta(days=4)
    assert due(started + timedelta(minutes=5), WIB, [], long_ago, started) is None
    assert due(started + timedelta(minutes=31), WIB, [], long_ago, started) == ended(started, WIB)


def kept(archive: Archive, name: str, now: datetime, *reports: SiteReport) -> Evaluation:
    keep(FakeEngine(*(reports or (silent_for(12, now=now),))), archive, name, now)
    return evaluation(archive.text(name) or "")


def test_one_that_was_made_late_says_so_and_one_in_time_stands_for_its_quarter(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    in_time = kept(archive, "2026-T3", END + timedelta(seconds=20))
    late = kept(archive, "2026-T3", END + timedelta(days=4))
    assert words.late(in_time, WIB) == ""
    assert "terlambat: triwulan ini berakhir 30 September 2026" in words.late(late, WIB)
    assert "5 Oktober 2026 pukul 00.00 WIB" in words.late(late, WIB)
    now = kept(archive, "2026-11-27", END + timedelta(days=57))
    assert words.since(in_time, now, WIB) == "September"
    assert words.since(late, now, WIB) == "Oktober"


async def until(holds: Callable[[], bool], task: asyncio.Task[None]) -> None:
    """Wait for something that the task does."""
    while not holds():
        assert not task.done()
        await asyncio.sleep(0.001)


async def test_the_keeper_keeps_each_quarter_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "EVERY", 0.001)
    now = [END - timedelta(days=1)]
    archive = Archive(tmp_path)
    engine = FakeEngine(silent_for(12, now=END))
    task = asyncio.create_task(keep_quarters(engine, archive, now=lambda: now[0]))
    try:
        await until(lambda: (tmp_path / FOLDER / "begun").exists(), task)
        assert archive.names() == []
        for moment, name in ((END + timedelta(seconds=1), "2026-T3"), (END + timedelta(days=93), "2026-T4")):
            now[0] = moment
            await until(lambda name=name: name in archive.names(), task)  # type: ignore[misc]
    finally:
        task.cancel()
    found = Archive(tmp_path).evaluations()
    assert [(one.name, one.way) for one in found] == [("2026-T3", Way.MEMORY), ("2026-T4", Way.MEMORY)]


async def test_a_full_disk_is_told_once_and_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(keeping, "EVERY", 0.001)
    Archive(tmp_path).begun(END - timedelta(days=100))
    tries = []

    def full(name: str, text: str) -> None:
        tries.append(name)
        raise OSError(28, "No space left on device")

    archive = Archive(tmp_path)
    monkeypatch.setattr(archive, "keep", full)
    caplog.set_level(logging.ERROR)
    now = END + timedelta(hours=1)
    engine = FakeEngine(silent_for(12, now=now))
    started = iter([END - timedelta(days=1)])
    task = asyncio.create_task(keep_quarters(engine, archive, now=lambda: next(started, now)))
    try:
        await until(lambda: len(tries) >= 3, task)
    finally:
        task.cancel()
    assert [one.getMessage() for one in caplog.records] == [
        "the quarter's evaluation cannot be kept yet: OSError: [Errno 28] No space left on device"
    ]


def test_nothing_is_kept_of_sites_that_nobody_looked_at(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    with pytest.raises(NothingKnown):
        keep(FakeEngine(SiteReport(SITE)), archive, "2026-T3", END)
    assert archive.names() == []


@pytest.mark.parametrize(
    "name", ["", "2026-T5", "2026-13-01", "../2026-T1", "2026-T1.json", "begun", "2026-02-30", "٢٠٢٦-T1"]
)
def test_no_other_name_reaches_the_disk(tmp_path: Path, name: str) -> None:
    assert not is_name(name)
    archive = Archive(tmp_path)
    assert archive.text(name) is None
    with pytest.raises(ValueError, match=f"^{re.escape(name)}$"):
        archive.keep(name, "{}")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("on_disk", [True, False])
def test_a_damaged_file_hides_no_other(
    tmp_path: Path, on_disk: bool, caplog: pytest.LogCaptureFixture
) -> None:
    archive = Archive(tmp_path if on_disk else None)
    kept(archive, "2026-T3", END)
    archive.keep("2026-T2", '{"generated_at": ')
    assert [one.name for one in archive.evaluations()] == ["2026-T3"]
    assert "2026-T2 cannot be read" in caplog.text
    archive.keep("2026-T2", (archive.text("2026-T3") or "").replace("2026-T3", "2026-T2"))
    assert {one.name for one in archive.evaluations()} == {"2026-T2", "2026-T3"}, (
        "read anew when it is written anew"
    )


def test_the_published_table_is_the_first_and_only_of_its_city(tmp_path: Path) -> None:
    config = config_of(*city())
    archive = Archive(tmp_path)
    kept(archive, "2026-T3", END, *city(END))
    kept(archive, "2026-10-20", END + timedelta(days=20), *city(END))
    kept(archive, "2026-T4", END + timedelta(days=92), *city(END))
    all_of = shelf(archive, config)
    assert [one.name for one in all_of] == ["2024-12-03", "2026-T3", "2026-10-20", "2026-T4"]
    first = all_of[0]
    counts = first.counts()
    assert [counts[one] for one in Status] == [1, 8, 23, 0]
    assert first.way is Way.PUBLISHED
    assert "disalin dari berita yang terbit" in words.origin(first, WIB)
    assert {line.opd for line in first.sites} == {site.key for site in config.sites}
    assert before(all_of, all_of[3]) == named(all_of, "2026-T3"), "a quarter is held against a quarter"
    assert before(all_of, first) is None
    elsewhere = FakeEngine(silent_for(3)).config
    assert published(elsewhere) != []
    assert published(replace(config, city="Kota Cilegon")) == []
