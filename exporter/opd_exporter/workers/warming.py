"""Every way of the readers, taken once, so that each new worker is ready at once, and needs no file any more when the
walls around it stand (sandbox.py)."""

from __future__ import annotations

import codecs
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import webencodings
from webencodings.labels import LABELS

from opd_exporter.domain.config import Site
from opd_exporter.domain.scope import Scope
from opd_exporter.domain.spam import Where
from opd_exporter.page.charset import decode
from opd_exporter.posts.context import Context
from opd_exporter.posts.layout.boilerplate import NO_BOILERPLATE
from opd_exporter.workers import readers, serving, tasks
from opd_exporter.workers.readings import Answer

_URL = "https://dinkes.example.go.id/"
_NAMED = "https://www.kesehatán.example.go.id/"
"""A name that goes through the codec of such names."""
_PAGE = (
    b"<html><head><title>Dinas</title></head><body><h1>Selamat datang di situs dinas</h1>"
    b"<ul><li><a href=/berita/rapat-koordinasi-dinas>Rapat Koordinasi Dinas</a> 3 Desember 2024</li></ul>"
    b"<iframe src=/peta></iframe><form action=/cari><input name=q></form>"
    b"<script src=/app.js></script><script>fetch('/api/berita')</script></body></html>"
)
_ARTICLE = (
    b"<html><head><title>Rapat Koordinasi Dinas</title></head><body><article><h1>Rapat Koordinasi Dinas</h1>"
    + b"<p>Serang. Rapat koordinasi diikuti seluruh kepala bidang dan petugas puskesmas se-Kota Serang.</p>"
    * 9
    + b"<p>Kegiatan pada 3 Desember 2024 itu dibuka kepala dinas. <a href=/unduh>Unduh</a></p></article></body></html>"
)
_LOOSE = (
    b"<html><head><title>Rapat Koordinasi Dinas</title></head><body><h1>Rapat Koordinasi Dinas</h1>"
    + b"<p>Kegiatan itu diikuti semua petugas puskesmas se-Kota Serang.</p>" * 20
    + b"3 Desember 2024</body></html>"
)
"""Its day stands where only the last witness looks."""
_FEED = (
    b"<rss version='2.0'><channel><title>Dinas</title><item><title>Rapat Koordinasi Dinas</title>"
    b"<link>https://dinkes.example.go.id/berita/rapat</link><pubDate>Tue, 03 Dec 2024 08:00:00 +0700</pubDate>"
    b"<description>Rapat &amp;lt;b&amp;gt;</description></item></channel></rss>"
)
_POSTS = (
    b'[{"title":{"rendered":"Rapat Koordinasi"},"date_gmt":"2024-12-03T01:00:00","link":"/berita/rapat"},'
    b'{"judul":"Rapat","tanggal":"3 Desember 2024","slug":"rapat"}]'
)
_MAP = b"<urlset><url><loc>https://dinkes.example.go.id/berita/rapat</loc><lastmod>2024-12-03</lastmod></url></urlset>"
_MOMENT = datetime(2026, 11, 24, 8, tzinfo=UTC)


ASKED_BY = tasks.__name__, serving.__name__
"""Where readers find what they are asked for, and what they do all the time: loaded as well."""


def _answer(body: bytes, kind: str) -> Answer:
    return Answer(_URL, 200, {"content-type": kind}, body)


def warm() -> None:
    """Take every reader's way once, with what makes libraries load their data."""
    for label in sorted(set(LABELS.values())):  # each codec is a module that is imported at its first use
        webencodings.lookup(label)
    for mark in (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        decode(mark + b"a\0")  # no codec is looked for to decode nothing
    context = Context(Scope.of(Site("a", "a", "a", "a", _URL)), _MOMENT, ZoneInfo("Asia/Jakarta"))
    Scope.of(Site("b", "b", "b", "b", _NAMED))
    page = _answer(_PAGE, "text/html")
    readers.read_page(page, context, _URL)
    readers.read_interfaces(page, [_answer(b"axios.get('/api/berita')", "text/javascript")], context)
    readers.read_feed(_answer(_FEED, "text/xml"), context)
    readers.read_rest(_answer(_POSTS, "application/json"), context)
    readers.read_sitemap(_answer(_MAP, "text/xml"), context)
    readers.read_signpost(page)
    readers.read_addresses(_answer(_MAP, "text/xml"))
    readers.read_refusal(page, context, _URL)
    readers.read_spam(page, context, Where.LINK)
    for article in (_ARTICLE, _LOOSE):
        readers.read_article_page(
            _answer(article, "text/html"), context, "Rapat Koordinasi Dinas", NO_BOILERPLATE, ()
        )
    datetime.strptime("2024+0700", "%Y%z")  # imports a module of its own at its first use
