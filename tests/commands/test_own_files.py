"""A new version is laid over the files of a running exporter: until it is started again, it is whole as it began."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import pytest

import opd_exporter
from exporter_process import Exporter, configured, exporter
from opd_exporter.web.guides import GUIDES
from site_server import Pages, front, serving

ASKED = ("/", "/situs/opd-0", "/situs/tidak-ada", "/api/v1/sites", "/sd", "/metrics", "/evaluasi/", "/publik")
"""What needs templates and data; ``/evaluasi/`` those of evaluations that were published long ago, too."""


async def until_all_is_read(one: Exporter) -> None:
    assert one.process.stderr
    while "templates, guides and data are read" not in one.log:
        line = await asyncio.wait_for(one.process.stderr.readline(), 60)
        assert line, one.log
        one.log += line.decode()


async def test_answers_need_no_file_of_the_exporter_any_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = tmp_path / "tree"
    package = shutil.copytree(Path(opd_exporter.__file__).parent, tree / "opd_exporter")
    monkeypatch.setenv("PYTHONPATH", str(tree))
    elsewhere = Pages(redirects={"/": "http://internet-positif.org/"})
    pages = Pages({"/": front(head="<meta name=generator content='WordPress 6.5'>")})
    async with serving(pages), serving(elsewhere):
        config = configured(pages, elsewhere) + "city: Kota Serang\npublic: true\n"
        async with exporter(tmp_path, config) as one:
            await until_all_is_read(one)
            for file in package.rglob("*"):
                if file.is_file() and file.suffix not in (".py", ".pyc"):
                    file.unlink()
            _, up = await one.get("/probe?target=opd-0")
            _, away = await one.get("/probe?target=opd-1")
            answers = {path: await one.get(path) for path in ASKED}
            guides = {place: await one.get(f"/panduan/{place}") for place in ("", *GUIDES)}
            published = await one.get("/evaluasi/2024-12-03")
    assert "opd_site_up 1.0" in up
    assert 'cms="wordpress"' in up
    assert 'opd_site_failure{reason="blocked"} 1.0' in away
    assert {path: status for path, (status, _) in answers.items() if status != 200} == {
        "/situs/tidak-ada": 404
    }
    assert {place: status for place, (status, _) in guides.items() if status != 200} == {}
    assert published[0] == 200
    assert "Kota Serang" in published[1]
    assert "WordPress" in answers["/situs/opd-0"][1]
    assert "Traceback" not in one.log
