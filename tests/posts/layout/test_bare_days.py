"""Days of a list whose entries cannot be told from its markup."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from opd_exporter.domain.config import Site
from opd_exporter.domain.scope import Scope
from opd_exporter.page.parse import parse
from opd_exporter.posts.context import Context
from opd_exporter.posts.layout.bare_days import bare_days

CONTEXT = Context(
    Scope.of(Site("dinas", "Dinas", "Dinas", "dinas", "https://dinas.example.go.id/")),
    datetime(2026, 11, 24, 8, tzinfo=UTC),
    ZoneInfo("Asia/Jakarta"),
)

ROWS = "<div>Regu utara menerima perahu</div><div>20 November 2026</div>"


@pytest.mark.parametrize(
    ("path", "heading", "told"),
    [
        ("berita", "", True),
        ("pengumuman", "", True),
        ("papan", "", False),
        ("papan", "<h2>Pengumuman</h2>", True),
        ("forum?id=1", "<h2><span class=a>Pengumuman</span></h2>", True),
        ("pengumuman", "<h2>Agenda</h2>", False),
        ("papan", "<h2>Galeri Foto</h2>", False),
        ("berita", "<p>Terakhir diperbarui 3 Agustus 2026</p>", True),
        ("berita", "<p>Belum ada berita.</p>", False),
        ("jadwal", "<h2>Jadwal</h2><table><tr><th>Tanggal<th>Kegiatan</table>", False),
    ],
)
def test_days_are_a_lists_where_its_heading_or_else_its_address_names_news(
    path: str, heading: str, told: bool
) -> None:
    body = f"<html><body>{heading}{ROWS}</body></html>".encode()
    page = parse(body, url=f"https://dinas.example.go.id/{path}", status=200, headers={})
    assert bare_days(page, CONTEXT) == (frozenset({date(2026, 11, 20)}) if told else frozenset())


@pytest.mark.parametrize(
    ("path", "body", "told"),
    [
        ("berita", "<img src=/foto/poster-20261120.jpg>", True),
        ("berita", "<img src=/foto/WhatsApp-Image-2026-11-20-at-10.11.12.jpeg>", True),
        ("pengumuman", "<img src=/foto/IMG_20261120_WA0007.jpg>", True),
        ("layanan", "<img src=/foto/poster-20261120.jpg>", False),
        ("berita", "<img src=/foto/poster-20260420.jpg>", False),  # seven months ago
        ("berita", "<img src=/foto/poster-20261320.jpg>", False),
        ("berita", "<img src=/foto/3620261120.jpg>", False),
        ("berita", "<img src=/20261120/poster.jpg>", False),
        ("berita", "<p>Belum ada berita.</p><img src=/foto/poster-20261120.jpg>", False),
    ],
)
def test_posters_on_a_page_of_news_tell_days_by_their_names(path: str, body: str, told: bool) -> None:
    others = "<img src=/foto/poster-20261119.jpg><img src=/foto/poster-20261118.jpg>"
    url = f"https://dinas.example.go.id/{path}"
    days = bare_days(parse(f"<html><body>{body}{others}</body></html>".encode(), url=url), CONTEXT)
    assert (date(2026, 11, 20) in days) is told
    few = parse(f"<html><body>{body}<img src=/foto/poster-20261119.jpg></body></html>".encode(), url=url)
    assert not bare_days(few, CONTEXT), "of two, one may be a picture of the frame"


def listed(build: str, host: str = "https://portal.example.go.id", rows: int = 3) -> str:
    told = "".join(
        build.format(
            url=f"{host}/warta/{number}",
            title=f"Petani garam panen tahap {number}",
            day=f"{number + 10} November 2026",
        )
        for number in range(rows)
    )
    return f"<html><body><h2>Berita</h2>{told}</body></html>"


LINKED = "<li><a href={url}>{title}</a> <i>{day}</i></li>"
TERMS = "<dt><a href={url}>{title}</a></dt><dd>{day}</dd>"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (listed(LINKED), False),
        (listed(TERMS), False),
        (
            listed("<tr><td>{day}</td><td><a href={url}>{title}</a></td></tr>").replace(
                "</h2>", "</h2><table>"
            ),
            False,
        ),
        (listed("<h4><a href={url}>{title}</a></h4><p>{day}</p>"), False),
        (listed("<b>{title}</b><p>{day}</p><a href={url}>Bagikan</a>"), True),  # a button, not the title
        (listed(LINKED, host="https://drive.google.com"), True),  # where the agency keeps its own
        (listed(LINKED, host="https://dinas.kota-lama.go.id"), True),  # a name that it may have had before
        (listed(LINKED, rows=2), True),
        (listed(LINKED) + ROWS, True),  # beside an entry of its own
    ],
)
def test_days_beside_titles_that_lead_to_other_sites_are_no_lists_of_this_one(body: str, told: bool) -> None:
    page = parse(body.encode(), url="https://dinas.example.go.id/berita", status=200, headers={})
    assert bool(bare_days(page, CONTEXT)) is told
