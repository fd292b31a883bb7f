"""What a reader is told of a zone: all of it, since it can open no file."""

from __future__ import annotations

import sys
import zoneinfo
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from multiprocessing.reduction import ForkingPickler
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest

from opd_exporter.workers import zones

MOMENTS = [datetime(year, month, 1) for year in (1995, 2026, 2040) for month in (1, 7)]  # noqa: DTZ001 # its own


@pytest.fixture(autouse=True)
def pickler() -> Iterator[None]:
    """What is told to it is undone."""
    before = ForkingPickler._extra_reducers.copy()  # type: ignore[attr-defined]
    yield
    ForkingPickler._extra_reducers = before  # type: ignore[attr-defined]


@contextmanager
def nothing_to_open() -> Iterator[None]:
    """No zone can be found by its name."""
    with pytest.MonkeyPatch.context() as patch:
        for package in ["tzdata", *(one for one in sys.modules if one.startswith("tzdata."))]:
            patch.setitem(sys.modules, package, None)
        zoneinfo.reset_tzpath(to=())
        ZoneInfo.clear_cache()
        yield
    zoneinfo.reset_tzpath()


@pytest.mark.parametrize("folders", [zoneinfo.TZPATH, ()], ids=["of the system", "of the package"])
@pytest.mark.parametrize("name", ["Asia/Jakarta", "America/Argentina/Salta", "UTC"])
def test_a_zone_needs_no_file_where_it_comes_to(
    monkeypatch: pytest.MonkeyPatch, folders: tuple[str, ...], name: str
) -> None:
    monkeypatch.setattr(zoneinfo, "TZPATH", folders)
    zones._file.cache_clear()
    zones.sent_whole()
    here = ZoneInfo(name)
    told = ForkingPickler.dumps(here)
    with nothing_to_open():
        with pytest.raises(ZoneInfoNotFoundError):
            ZoneInfo(name)
        there = ForkingPickler.loads(told)
    assert there.key == name
    assert [there.utcoffset(one) for one in MOMENTS] == [here.utcoffset(one) for one in MOMENTS]


def test_what_a_reader_dates_is_told_in_the_zone_of_who_asked() -> None:
    zones.sent_whole()
    theirs = ForkingPickler.loads(ForkingPickler.dumps(ZoneInfo("Asia/Makassar")))
    zones.sent_by_name()
    answer = ForkingPickler.loads(ForkingPickler.dumps(datetime(2026, 11, 24, tzinfo=theirs)))
    assert answer.tzinfo is ZoneInfo("Asia/Makassar")
