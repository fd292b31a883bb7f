"""``POST /api/v1/letters``: who may say what was sent, what of it is believed, and where it is shown."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from lxml import html

from opd_exporter.domain.letter import Letter, Letters, Written
from opd_exporter.evaluate.archive import Archive
from opd_exporter.evaluate.letters import FILE, UNREAD, LetterBook, read
from opd_exporter.web.access import Access
from opd_exporter.web.letters import PATH, is_letters
from opd_exporter.web.web_config import WebConfig
from presented import NOW, SITE, FakeEngine, served, silent_for

TOKEN = "c2VjcmV0"  # noqa: S105 # of this test alone
DINKES = {"alertname": "OpdOwnSiteDown", "kota": "Kota Serang", "opd": SITE.key, "audience": "opd"}


def payload(*alerts: dict[str, Any], status: str = "firing") -> dict[str, Any]:
    """As Alertmanager's webhook sends it."""
    return {
        "version": "4",
        "groupKey": '{}/{audience="opd"}:{email="a@example.go.id"}',
        "truncatedAlerts": 0,
        "status": status,
        "receiver": "opd-admin-now",
        "groupLabels": {"email": "a@example.go.id"},
        "commonLabels": {},
        "commonAnnotations": {"summary": "Situs mati"},
        "externalURL": "http://127.0.0.1:9093",
        "alerts": [
            {
                "status": status,
                "labels": labels,
                "annotations": {"summary": "Situs mati"},
                "startsAt": "2026-11-24T08:00:00Z",
                "endsAt": "0001-01-01T00:00:00Z",
                "generatorURL": "",
                "fingerprint": "0123456789abcdef",
            }
            for labels in alerts
        ],
    }


@asynccontextmanager
async def noting(book: LetterBook, token: str = TOKEN) -> AsyncIterator[aiohttp.ClientSession]:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    async with (
        served(FakeEngine(silent_for(120)), letters=book, token=token, archive=Archive(None)) as url,
        aiohttp.ClientSession(url, headers=headers) as session,
    ):
        yield session


async def told(session: aiohttp.ClientSession, body: Any, **more: Any) -> int:
    async with session.post(PATH, json=body, **more) as answer:
        await answer.read()
        return answer.status


async def test_a_letter_is_noted_shown_and_still_known_after_a_restart(tmp_path: Path) -> None:
    book = LetterBook(tmp_path, NOW - timedelta(days=30))
    async with noting(book) as session:
        async with session.get(f"/situs/{SITE.key}") as answer:
            assert "Belum ada yang tercatat." in await answer.text()
        assert await told(session, payload(DINKES)) == 200
        assert await told(session, payload(DINKES, status="resolved")) == 200
        (written,) = book.known.to(SITE.key)
        assert written.about is Letter.DOWN
        assert written.since == written.last <= (written.over or NOW)
        await asyncio.sleep(0)
        async with session.get(f"/api/v1/sites/{SITE.key}") as answer:
            found = await answer.json()
        assert [one["about"] for one in found["letters"]] == ["OpdOwnSiteDown"]
        assert found["letters_since"].startswith("2026-10-25")
    assert read(tmp_path) == LetterBook(tmp_path).known == book.known


async def test_letters_stand_on_the_sites_page_and_in_the_evaluation(tmp_path: Path) -> None:
    weeks = Written(Letter.POSTS, NOW - timedelta(days=21), NOW)
    book = LetterBook(None)
    book.change(lambda _: Letters(NOW - timedelta(days=60), {SITE.key: (weeks,)}, NOW - timedelta(days=7)))
    async with noting(book) as session:
        async with session.get(f"/situs/{SITE.key}") as answer:
            page = html.fromstring(await answer.text())
        (fact,) = page.xpath("//dt[.='Surat ke admin OPD']/following-sibling::dd[1]")
        assert fact.text_content() == (
            "Perlu posting baru: sejak 3 November 2026, terakhir 24 November 2026. Tanggal surat adalah saat pemantau"
            " mengirimnya; apakah sampai, hanya server surel yang tahu. Dicatat sejak 25 September 2026. Pada 17 November"
            " 2026 sebagian surel tidak terkirim."
        )
        async with session.post("/evaluasi/", allow_redirects=True) as answer:
            text = html.fromstring(await answer.text()).text_content()
        assert "perlu posting baru: sejak 03/11/2026, terakhir 24/11/2026" in text
        assert "apakah sampai, hanya server surel yang tahu" in text
        assert "Dicatat sejak 25 September 2026." in text


@pytest.mark.parametrize(
    "labels",
    [
        DINKES | {"opd": "lain"},
        DINKES | {"kota": "Kota Lain"},
        DINKES | {"alertname": "OpdSiteDown"},
        {"alertname": "OpdOwnSiteDown", "opd": SITE.key},
        {},
    ],
)
async def test_what_is_not_a_letter_about_a_configured_site_is_not_noted(labels: dict[str, str]) -> None:
    book = LetterBook(None)
    async with noting(book) as session:
        assert await told(session, payload(labels)) == 200
    assert not book.known.sites


async def test_that_mails_were_lost_is_noted_of_mails_alone() -> None:
    book = LetterBook(None)
    async with noting(book) as session:
        lost = {"alertname": "OpdMailNotDelivered", "integration": "telegram"}
        await told(session, payload(lost))
        assert book.known.lost is None
        await told(session, payload(lost | {"integration": "email"}))
        assert book.known.lost is not None


@pytest.mark.parametrize("given", ["", "Bearer ", "Bearer x", f"Basic {TOKEN}", TOKEN, "Bearer \u00e9"])
async def test_without_the_token_nothing_is_noted(given: str) -> None:
    book = LetterBook(None)
    async with noting(book) as session:
        assert await told(session, payload(DINKES), headers={"Authorization": given}) == 401
    assert not book.known.sites


async def test_without_a_token_of_its_own_there_is_no_such_endpoint() -> None:
    book = LetterBook(None)
    async with noting(book, token="") as session:
        assert await told(session, payload(DINKES), headers={"Authorization": "Bearer "}) == 404
    assert not book.known.sites


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"[]", 400),
        (b'{"alerts": 5}', 400),
        (b'{"alerts": [{"status": "firing", "labels": {"opd": 5}}]}', 400),
        (b"[" * 100_000, 400),
        (b'{"alerts": [], "x": "' + b"x" * 1_100_000 + b'"}', 413),
    ],
    ids=["empty", "a list", "no list", "no text", "deep", "large"],
)
async def test_what_alertmanager_would_not_send_is_refused(body: bytes, status: int) -> None:
    book = LetterBook(None)
    async with noting(book) as session, session.post(PATH, data=body) as answer:
        assert answer.status == status
    assert not book.known.sites


async def test_passwords_of_the_pages_are_not_asked_for_the_token_is() -> None:
    book = LetterBook(None)
    users = {"admin": "$2b$04$" + "." * 53}
    engine = FakeEngine(silent_for(120))

    def protect(application: Any) -> None:
        Access(WebConfig(Path("web.yml"), users)).protect(application, is_letters)

    async with (
        served(engine, protect=protect, letters=book, token=TOKEN) as url,
        aiohttp.ClientSession(url) as session,
    ):
        assert await told(session, payload(DINKES)) == 401
        assert await told(session, payload(DINKES), headers={"Authorization": f"Bearer {TOKEN}"}) == 200
        async with session.get("/") as answer:
            assert answer.status == 401
    assert book.known.to(SITE.key)


async def test_a_disk_that_takes_nothing_is_told_and_alertmanager_tries_again(tmp_path: Path) -> None:
    book = LetterBook(tmp_path / "data")
    (tmp_path / "data" / FILE).unlink()
    (tmp_path / "data").rmdir()
    (tmp_path / "data").write_text("no folder", "utf-8")
    async with noting(book) as session:
        assert await told(session, payload(DINKES)) == 500
    assert not book.known.sites, "it is noted when it comes again"


def test_a_damaged_file_gives_way_and_says_since_when(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / FILE).write_text('{"begun": 5}', "utf-8")
    assert read(tmp_path) is None
    assert "letters cannot be read" in caplog.text
    book = LetterBook(tmp_path, NOW)
    assert book.known == read(tmp_path) == Letters(NOW)
    assert json.loads((tmp_path / FILE).read_text("utf-8"))["sites"] == {}
    assert (tmp_path / UNREAD).read_text("utf-8") == '{"begun": 5}', (
        "it may only have had somebody else's rights"
    )
    (tmp_path / FILE).write_text("again", "utf-8")
    assert LetterBook(tmp_path, NOW).known == read(tmp_path)
    assert (tmp_path / UNREAD).read_text("utf-8") == '{"begun": 5}', "the first is kept, and no heap of them"
