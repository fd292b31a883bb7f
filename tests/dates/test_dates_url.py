"""Days in the addresses of articles."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from opd_exporter.dates.url import date_in_url

ZONE = ZoneInfo("Asia/Jakarta")
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
SITE = "https://dinkes.example.go.id"


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/2025/08/11/rapat-koordinasi/", "2025-08-11"),
        ("/2025/8/1/rapat-koordinasi", "2025-08-01"),
        ("/index.php/artikel/2022/12/13/musyawarah", "2022-12-13"),
        ("/artikel/2022/12/13/musyawarah?x=1", "2022-12-13"),
        ("/2025-08-11-rapat", "2025-08-11"),
        ("/berita/2025-08-11-rapat.html", "2025-08-11"),
        ("/berita/2025-08-11/rapat", "2025-08-11"),
        ("/berita/20250811/rapat", "2025-08-11"),
        ("/berita/20250811-rapat", "2025-08-11"),
        ("/web/berita/11-08-2025/rapat", "2025-08-11"),
        ("/web/berita/11/08/2025/rapat", "2025-08-11"),
        ("/Berita/2025/08/11/RAPAT", "2025-08-11"),
        ("/2026/11/25/besok", "2026-11-25"),
        ("/2025/2024/12/03/rapat", "2024-12-03"),
    ],
)
def test_the_day_an_articles_address_names(path: str, day: str) -> None:
    when = date_in_url(SITE + path, zone=ZONE, now=NOW)
    assert when == datetime.fromisoformat(day).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/berita/baca/590",
        "/2019/07/slug.html",
        "/2019/07/",
        "/2025/08/11/",
        "/2025/08/11",
        "/2025/08/11/page/2/",
        "/2025/08/11/feed/",
        "/berita/20250811",
        "/berita/2025-08-11",
        "/berita/11-08-2025/",
        "/wp-content/uploads/2025/08/11/foto",
        "/uploads/2025/08/11/berkas",
        "/images/2025-08-11/x",
        "/po-content/uploads/2025/08/11/x",
        "/2025/08/11/foto.jpg",
        "/2025/08/11/surat.PDF",
        "/berita/2025-08-11-surat.pdf",
        "/agenda/2025/08/11/rapat",
        "/2025/02/31/slug",
        "/2025/13/01/slug",
        "/1994/08/11/slug",
        "/2027/08/11/slug",
        "/2026/11/26/lusa",
        "/0000/00/00/slug",
        "/berita/198003122005011003/slug",
        "/berita/12345678/slug",
        "/berita/rapat-11-08-2025-di-aula",
        "/perda/12/2019/slug",
    ],
)
def test_no_day(path: str) -> None:
    assert date_in_url(SITE + path, zone=ZONE, now=NOW) is None


@pytest.mark.parametrize(
    "url", ["", "http://[", "http://[::1", "2025/08/11", "javascript:/2025/08/11", "//" * 9]
)
def test_a_malformed_address_is_no_day(url: str) -> None:
    assert date_in_url(url, zone=ZONE, now=NOW) is None
