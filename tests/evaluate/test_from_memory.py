"""``evaluate --data-dir``: what the running monitor says, without asking a site and without touching its memory."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from opd_exporter.domain.report import SiteReport
from opd_exporter.domain.status import status
from opd_exporter.evaluate.memory import recalled
from opd_exporter.store.database import Memory
from opd_exporter.store.reading import NoMemory
from opd_exporter.store.schema import FILE
from site_server import Clock, Pages, article, config_of, feed, front, serving, watching

FEED = '<link rel="alternate" type="application/rss+xml" href="/feed">'


def with_post(clock: Clock, age: float) -> Pages:
    title, when = "Dinas Gelar Kegiatan Warga Nomor Satu", clock.now - timedelta(days=age)
    pages = Pages({"/": front(head=FEED), "/berita/satu": article(title, f"{when:%d-%m-%Y}")})
    pages.bodies["/feed"] = feed([(title, "/berita/satu", when)])
    pages.types["/feed"] = "application/rss+xml"
    return pages


def said(report: SiteReport) -> tuple[object, ...]:
    """All that a verdict rests on; when the last look was that found the same may be written later."""
    visit = report.visit and (report.visit.up, report.visit.reason)
    return replace(report, visit=None), visit


def written(folder: Path) -> dict[str, int]:
    return {one.name: one.stat().st_mtime_ns for one in folder.iterdir()}


async def test_it_says_what_the_page_says_while_the_exporter_runs_and_after_it_has_ended(
    tmp_path: Path,
) -> None:
    clock = Clock()
    fresh, old, dead = with_post(clock, 12), with_post(clock, 200), Pages()
    async with serving(fresh, old, dead):
        config = config_of(fresh, old, dead)
        async with watching(config, clock, tmp_path) as observatory:
            for site in config.sites:
                await observatory.examine(site.key)
            clock.pass_(days=8)  # the third is down longer than the grace now
            await observatory.examine("opd-2")
            asked = [len(pages.asked) for pages in (fresh, old, dead)]
            running = recalled(config, tmp_path, clock.now)
            told = list(observatory.reports())
            assert [said(one) for one in running] == [said(one) for one in told]
        files = written(tmp_path)
        ended = recalled(config, tmp_path, clock.now)
    assert ended == told, "what an exporter that runs may keep for a while, one that ends has written"
    assert written(tmp_path) == files, "nothing is written"
    found = [status(one, config.thresholds, clock.now).value for one in running]
    assert found == ["aktif", "tidak_aktif", "tidak_aktif"]
    assert [len(pages.asked) for pages in (fresh, old, dead)] == asked, "no site is asked"


async def test_a_reader_keeps_the_exporter_from_nothing(tmp_path: Path) -> None:
    clock = Clock()
    pages = with_post(clock, 12)
    async with serving(pages):
        config = config_of(pages)
        async with watching(config, clock, tmp_path) as observatory:
            await observatory.examine("opd-0")
            with closing(sqlite3.connect(f"file:{tmp_path / FILE}?mode=ro", uri=True)) as reader:
                reader.execute("BEGIN")
                reader.execute("SELECT count(*) FROM known").fetchone()
                clock.pass_(minutes=5)
                await observatory.examine("opd-0")
        (report,) = recalled(config, tmp_path, clock.now)
    assert report.visit
    assert report.visit.at == clock.now


def test_what_is_no_memory_is_told(tmp_path: Path) -> None:
    config = config_of(Pages())
    config = replace(config, sites=(replace(config.sites[0], url="https://dinkes.example.go.id/"),))
    with pytest.raises(NoMemory, match="tidak ada ingatan pemantau"):
        recalled(config, tmp_path, Clock().now)
    (tmp_path / FILE).write_bytes(b"bukan basis data" * 300)
    with pytest.raises(NoMemory, match="tidak dapat dibaca"):
        recalled(config, tmp_path, Clock().now)
    (tmp_path / FILE).unlink()
    Memory(tmp_path / FILE).close()
    with closing(sqlite3.connect(tmp_path / FILE)) as database:
        database.execute("PRAGMA user_version=99")
    with pytest.raises(NoMemory, match="versi lain"):
        recalled(config, tmp_path, Clock().now)


@pytest.mark.skipif(os.geteuid() != 0, reason="another user is needed")
def test_a_memory_of_another_user_is_told_in_words(tmp_path: Path) -> None:
    Memory(tmp_path / FILE).close()
    tmp_path.chmod(0o750)
    child = os.fork()
    if not child:
        code = 1
        try:
            os.setgid(65534)
            os.setuid(65534)
            config = config_of(Pages())
            recalled(config, tmp_path, Clock().now)
        except NoMemory as error:
            code = 0 if "pengguna exporter" in str(error) else 2
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
