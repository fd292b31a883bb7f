"""``/evaluasi/`` over HTTP: what is listed, opened, saved, and who may save."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest
from lxml import html
from openpyxl import load_workbook

from opd_exporter.domain.report import SiteReport
from opd_exporter.evaluate.archive import Archive
from opd_exporter.evaluate.keeping import keep
from presented import NOW, SITE, FakeEngine, city, served, silent_for


async def test_what_is_kept_is_listed_with_its_print_workbook_and_json(tmp_path: Path) -> None:
    archive, engine = Archive(tmp_path), FakeEngine(*city())
    keep(FakeEngine(*city(NOW - timedelta(days=90))), archive, "2026-T2", NOW - timedelta(days=90))
    keep(engine, archive, "2026-T3", NOW)
    async with served(engine, archive=archive) as url, aiohttp.ClientSession(url) as session:
        async with session.get("/evaluasi/") as answer:
            page = html.fromstring(await answer.text())
            assert answer.headers["Referrer-Policy"] == "same-origin"
        titles = [one.text_content() for one in page.xpath("//tbody/tr/td[1]")]
        assert titles == ["Triwulan III 2026", "Triwulan II 2026", "3 Desember 2024"]
        assert "1 dari 32 situs aktif, tetap sejak Agustus." in page.text_content()
        for link in page.xpath("//tbody//a/@href"):
            async with session.get(f"/evaluasi/{link}") as answer:
                body = await answer.read()
                assert answer.status == 200, link
                if link.endswith(".json"):
                    assert json.loads(body)["sites"]
                elif link.endswith(".xlsx"):
                    assert f'filename="evaluasi-{link}"' in answer.headers["Content-Disposition"]
                    assert "Situs" in load_workbook(io.BytesIO(body)).sheetnames
                else:
                    assert "unsafe" not in answer.headers["Content-Security-Policy"]
                    assert html.fromstring(body).xpath("//table[@class='sites']//tr")
        async with session.get("/evaluasi/2026-T3", params={"banding": "2024-12-03"}) as answer:
            assert "sejak Desember 2024" in await answer.text()


@pytest.mark.parametrize(
    "path",
    [
        "2026-T1",
        "2026-T9",
        "..%2fbegun",
        "begun",
        "2026-T3?banding=../x",
        "2026-T1.xlsx",
        "2026-T1.json",
        "%00.json",
    ],
)
async def test_what_is_not_there_is_404(tmp_path: Path, path: str) -> None:
    archive, engine = Archive(tmp_path), FakeEngine(*city())
    keep(engine, archive, "2026-T3", NOW)
    archive.begun(NOW)
    async with (
        served(engine, archive=archive) as url,
        aiohttp.ClientSession() as session,
        session.get(f"{url}/evaluasi/{path}") as answer,
    ):
        assert answer.status == 404


async def test_todays_is_kept_when_the_button_is_pressed_and_by_no_other_page(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    async with served(FakeEngine(*city()), archive=archive) as url, aiohttp.ClientSession(url) as session:
        async with session.post("/evaluasi/", headers={"Sec-Fetch-Site": "cross-site"}) as answer:
            assert answer.status == 403
        assert archive.names() == []
        headers = {"Sec-Fetch-Site": "same-origin", "Origin": url}
        async with session.post("/evaluasi/", headers=headers, allow_redirects=False) as answer:
            assert answer.status == 303
            (name,) = archive.names()
            assert answer.headers["Location"] == name
        async with session.post("/evaluasi/", headers=headers) as answer:
            assert answer.status == 200
            assert "1 dari 32 situs aktif" in await answer.text()
        assert archive.names() == [name], "one a day"


async def test_nothing_known_is_not_kept(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    async with (
        served(FakeEngine(SiteReport(SITE)), archive=archive) as url,
        aiohttp.ClientSession(url) as session,
        session.post("/evaluasi/") as answer,
    ):
        assert answer.status == 409
    assert archive.names() == []


async def test_a_disk_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "evaluations").write_text("in the way")
    archive = Archive(tmp_path)
    async with (
        served(FakeEngine(silent_for(3)), archive=archive) as url,
        aiohttp.ClientSession(url) as session,
    ):
        async with session.post("/evaluasi/") as answer:
            assert answer.status == 500
            assert "tidak dapat disimpan" in await answer.text()
        async with session.get("/evaluasi/") as answer:
            assert answer.status == 200
