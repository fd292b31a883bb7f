"""Labels, dates and ends of ranges that stand in elements of their own."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from opd_exporter.domain.config import Site
from opd_exporter.domain.scope import Scope
from opd_exporter.page.parse import parse
from opd_exporter.posts.context import Context
from opd_exporter.posts.layout.beside import dates_of
from opd_exporter.posts.layout.standing import printed_date

URL = "https://dinkes.example.go.id/"
CONTEXT = Context(
    Scope.of(Site("dinkes", "Dinas Kesehatan", "Dinkes", "dinas", URL)),
    datetime(2026, 11, 24, 8, tzinfo=UTC),
    ZoneInfo("Asia/Jakarta"),
)


def labels(html: str) -> list[str]:
    """Of every date in the order of the page."""
    texts = parse(html.encode(), url=URL, headers={"content-type": "text/html; charset=utf-8"}).texts
    return [str(one.label) for number in range(len(texts)) for one in dates_of(texts, number, CONTEXT)]


@pytest.mark.parametrize(
    ("html", "label"),
    [
        ("<b class=l>Terakhir diperbarui:</b> <b class=v>15 Januari 2026</b>", "modified"),
        ("<b class=l>Berlaku sampai</b><b class=v>15 Januari 2026</b>", "other"),
        (
            "<table><tr><td>Tanggal Pelaksanaan</td><td>:</td><td>15 Januari 2026</td></tr></table>",
            "other",
        ),
        (
            "<table><tr><th>Nama</th><th>Berlaku Sampai</th></tr><tr><td>Izin</td><td>15 Januari 2026</td></tr></table>",
            "other",
        ),
        (
            "<table><tr><th>Judul</th><th>Tanggal</th></tr><tr><td>Rapat</td><td>15 Januari 2026</td></tr></table>",
            "none",
        ),
        ("<table><tr><td>Tanggal Lelang</td><td>:</td><td>15 Januari 2026</td></tr></table>", "other"),
        ("<table><tr><td>Tanggal Posting</td><td>:</td><td>15 Januari 2026</td></tr></table>", "published"),
        ("<dl><dt>Batas akhir</dt><dd>15 Januari 2026</dd></dl>", "other"),
        ("<dl><dt>Diterbitkan</dt><dd>15 Januari 2026</dd></dl>", "published"),
        ("<i class=d>15 Januari 2026</i> <i class=m>(diperbarui)</i>", "modified"),
        ("Diposting oleh <b class=u>Admin</b> pada <b class=d>15 Januari 2026</b>", "published"),
        # a title says nothing of the date beside it
        ("<h3>Pendaftaran Dibuka</h3><p>15 Januari 2026</p>", "none"),
        ("<a href=/x>Berlaku</a><p>15 Januari 2026</p>", "none"),
        ("<p>Berita</p><p>15 Januari 2026</p>", "none"),
        (
            "<p>Jam layanan: 08.00, pendaftaran ditutup pukul 11 setiap hari kerja Senin-Jumat</p>15 Januari 2026",
            "none",
        ),
    ],
)
def test_the_text_beside_a_date_labels_it(html: str, label: str) -> None:
    assert labels(html) == [label]


def test_a_range_over_elements_is_an_event() -> None:
    assert labels("<b class=a>12 Januari 2026</b> – <b class=b>15 Januari 2026</b>") == ["other", "other"]
    assert labels("<p>12 Januari 2026</p><p>s/d</p><p>15 Januari 2026</p>") == ["other", "other"]
    assert labels("<p>12 Januari 2026</p><p>15 Januari 2026</p>") == ["none", "none"]


def test_yesterday_before_a_number_is_a_counter_of_visitors() -> None:
    assert labels("<table><tr><td>Kemarin</td><td>153</td></tr></table>") == []
    assert labels("<p>Kemarin</p><p>Admin</p>") == ["none"]


def test_a_number_beside_its_name_is_no_date() -> None:
    assert labels("<dl><dt>Nomor</dt><dd>15/01/2026</dd></dl>") == []
    assert labels("<dl><dt>Tanggal</dt><dd>15/01/2026</dd></dl>") == ["none"]
    assert labels("<table><tr><th>Judul<th>Nomor<tr><td>15/01/2026<td>7</table>") == ["none"]


def test_a_counter_beside_an_archive_is_no_date_in_boxes() -> None:
    html = "<div>Dilihat</div><div>15</div><div>Januari 2026</div>"
    texts = parse(html.encode(), url=URL, headers={"content-type": "text/html"}).texts
    assert printed_date(texts, CONTEXT, where="") is None


@pytest.mark.parametrize(
    "html",
    [
        "<div><b>15</b><i>Jan</i><i>2026</i></div>",
        "<div><span class=d>15</span><span class=m>Jan</span><span class=y>2026</span></div>",
        "<div><div>15</div><div>Jan 2026</div></div>",
        "<div><div>Jan</div><div>15</div><div>2026</div></div>",
        "<table><tr><td>15</td><td>Jan</td><td>2026</td></tr></table>",
        "<div><big>15</big><br>Januari<br>2026</div>",
        "<p><strong>15</strong><sup>th</sup> Jan 2026</p>",
        "<p>15&ndash;01&ndash;2026</p>",
        "<p>&#49;&#53;&nbsp;Januari&nbsp;2026</p>",
        "<p>15&#8203;/01&#8203;/2026</p>",
    ],
)
def test_a_date_in_boxes_or_entities_is_read(html: str) -> None:
    texts = parse(html.encode(), url=URL, headers={"content-type": "text/html"}).texts
    found = printed_date(texts, CONTEXT, where="")
    assert found is not None
    assert found.when == datetime(2026, 1, 15, tzinfo=CONTEXT.zone)
