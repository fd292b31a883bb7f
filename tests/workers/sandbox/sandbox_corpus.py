"""What readers are given in the tests of their walls: the simulated city, odd charsets, feeds and bytes; and what they
make of it. Imported by the readers before their walls stand."""

from __future__ import annotations

import gzip
import re
from collections import deque
from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit
from zoneinfo import ZoneInfo

from webencodings.labels import LABELS

from opd_exporter.demo.plan import PLANS, portrait
from opd_exporter.demo.response import Request
from opd_exporter.domain.config import Site
from opd_exporter.domain.scope import Scope
from opd_exporter.domain.spam import Where
from opd_exporter.posts.context import Context
from opd_exporter.posts.layout.boilerplate import NO_BOILERPLATE
from opd_exporter.workers import tasks
from opd_exporter.workers.readings import Answer

Reader = Callable[..., Awaitable[Any]]
"""Runs a function in a reader behind its walls."""
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
URL = "https://dinkes.example.go.id/"
TITLE = "Rapat Koordinasi Dinas Kesehatan Kota Serang"
PER_SITE = 8
"""Pages of a simulated site that are read."""
WELL_KNOWN = ("feed/", "wp-json/wp/v2/posts", "sitemap.xml", "index.php?format=feed&type=rss", "api/berita")


def context(zone: str = "Asia/Jakarta") -> Context:
    return Context(Scope.of(Site("dinkes", "Dinas Kesehatan", "Dinkes", "dinas", URL)), NOW, ZoneInfo(zone))


def city() -> Iterator[Answer]:
    """Pages of a simulated site of each system, as a visitor finds them from the front page on."""
    for plan in {plan.system: plan for plan in PLANS}.values():
        site, left = portrait(plan, NOW), deque(["", *WELL_KNOWN])
        seen = set(left)
        for _ in range(PER_SITE):
            if not left:
                break
            address = urljoin(URL, left.popleft())
            parts = urlsplit(address)
            asked = Request(parts.path, dict(parse_qsl(parts.query)), NOW, URL.rstrip("/"))
            answer = plan.system(site, asked)
            charset = answer.content_type.partition("charset=")[2] or "utf-8"
            body = answer.body.encode(charset, "xmlcharrefreplace")
            headers = {name.lower(): value for name, value in answer.headers.items()}
            yield Answer(address, answer.status, {"content-type": answer.content_type, **headers}, body)
            for link in re.findall(r'href="([^"#]+)"', answer.body):
                if link not in seen and urljoin(address, link).startswith(URL):
                    seen.add(link)
                    left.append(link)


def _html(body: str, head: str = "") -> str:
    return f"<html><head><title>{TITLE}</title>{head}</head><body>{body}</body></html>"


ARTICLE = (
    f"<article><h1>{TITLE}</h1><p>Dipublikasikan 3 Desember 2024 oleh Humas</p>"
    + "<p>Serang – Rapat koordinasi “dinas” diikuti seluruh kepala bidang, naïve café 漢字 Ёлка.</p>" * 12
    + "</article>"
)


def charsets() -> Iterator[Answer]:
    """An article in every charset that browsers know, named by the header and by the page."""
    for label in sorted(set(LABELS.values())):
        codec = {"x-user-defined": "latin-1", "replacement": "ascii", "iso-8859-8-i": "iso8859-8"}.get(
            label, label
        )
        try:
            body = _html(ARTICLE, f"<meta charset='{label}'>").encode(codec, "xmlcharrefreplace")
        except LookupError:
            body = _html(ARTICLE, f"<meta charset='{label}'>").encode("utf-8")
        yield Answer(URL + "berita/rapat", 200, {"content-type": f"text/html; charset={label}"}, body)
        yield Answer(URL + "berita/rapat", 200, {"content-type": "text/html"}, body)


def oddities() -> Iterator[Answer]:
    """Shapes that take readers and libraries along ways that are seldom gone."""
    rss = (
        "<rss version='2.0'><channel><title>Kabar</title><item><title>{title}</title><link>/berita/rapat</link>"
        "<pubDate>{date}</pubDate></item></channel></rss>"
    )
    dates = (
        "Tue, 03 Dec 2024 08:00:00 +0700", "Selasa, 3 Desember 2024", "2024-12-03T08:00:00+07:00", "kemarin",
        "3 hari yang lalu", "1733187600", "٣ ديسمبر 2024", "mardi 3 décembre 2024", "9999-12-31T23:59:59Z",
    )  # fmt: skip
    for date in dates:
        yield Answer(
            URL + "feed", 200, {"content-type": "text/xml"}, rss.format(title=TITLE, date=date).encode()
        )
        page = _html(
            ARTICLE.replace("3 Desember 2024", date),
            f"<meta property=article:published_time content='{date}'>",
        )
        yield Answer(URL + "berita/rapat", 200, {"content-type": "text/html"}, page.encode())
        loose = _html(
            f"<h1>{TITLE}</h1>" + "<p>Kegiatan dinas itu diikuti semua petugas puskesmas. </p>" * 20 + date
        )
        yield Answer(URL + "berita/rapat", 200, {"content-type": "text/html"}, loose.encode())
    for declared in ("windows-1252", "shift_jis", "utf-16", "ibm-thai", "x-tidak-ada", "UCS-4", "euc-tw"):
        long = f"<?xml version='1.0' encoding='{declared}'{' ' * 300}?>"
        for body in (f"<?xml version='1.0' encoding='{declared}'?>", long):
            xml = body + rss.format(title="Café –", date=dates[0])
            yield Answer(URL + "feed", 200, {"content-type": "text/xml"}, xml.encode("utf-8"))
            page = body + _html(
                ARTICLE, f"<meta http-equiv=Content-Type content='text/html; charset={declared}'>"
            )
            yield Answer(
                URL + "x", 200, {"content-type": f"text/html; charset={declared}"}, page.encode("utf-8")
            )
    doctype = "<!DOCTYPE {} [<!ENTITY a SYSTEM 'file:///etc/hostname'><!ENTITY % b SYSTEM 'http://10.0.0.1/x'> %b;]>"
    xml = doctype.format("rss") + rss.format(title="&a;", date=dates[0])
    yield Answer(URL + "feed", 200, {"content-type": "text/xml"}, xml.encode())
    yield Answer(URL, 200, {"content-type": "text/html"}, (doctype.format("html") + _html(ARTICLE)).encode())
    urls = "".join(
        f"<url><loc>{URL}berita/{n}-rapat-koordinasi-dinas</loc><lastmod>2024-12-{n:02}</lastmod></url>"
        for n in range(1, 20)
    )
    sitemap = f"<?xml version='1.0' encoding='UTF-8'?><urlset>{urls}</urlset>".encode()
    yield Answer(URL + "sitemap.xml.gz", 200, {"content-type": "application/gzip"}, gzip.compress(sitemap))
    data = '{"version":"https://jsonfeed.org/version/1.1","items":[{"title":"Rapat","url":"/a","date_published":"2024-12-03"}]}'
    yield Answer(URL + "feed.json", 200, {"content-type": "application/json"}, data.encode())
    posts = '[{"judul":"Rapat","tanggal":"3 Desember 2024","link":"https://www.kesehatán.example.go.id/a"}]'
    yield Answer(URL + "api/berita", 200, {"content-type": "application/json"}, posts.encode())
    for page in (
        "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"datePublished\":\"2024-12-03\"}</script>" + ARTICLE,
        "<iframe src='https://xn--e1afmkfd.xn--p1ai/'></iframe><a href='http://bücher.example/'>Buku</a>" + ARTICLE,
        "<table>" + "<tr><td><a href=/berita/satu-dua-tiga>Satu dua tiga empat</a><td>03/12/2024</tr>" * 30 + "</table>",
        "&#55357;&#56832; \ud83d &notanentity; &#x110000;" + ARTICLE,
        "<!-- <html>" + ARTICLE, "\x00\x01\x02" * 50, "", " ",
    ):  # fmt: skip
        yield Answer(URL, 200, {"content-type": "text/html"}, page.encode("utf-8", "surrogatepass"))
    for body in (
        b"\xff\xfe" + _html(ARTICLE).encode("utf-16-le"),
        bytes(range(256)) * 8,
        b"http://",
        b"\x1f\x8b\x08",
    ):
        for kind in ("text/html", "text/xml", "application/json", "", "image/png"):
            yield Answer(URL, 200, {"content-type": kind}, body)


def read(answer: Answer, context: Context) -> list[object]:
    """What every reader makes of an answer."""
    return [
        tasks.read_page(answer, context, URL),
        tasks.read_interfaces(answer, [answer], context),
        tasks.read_feed(answer, context),
        tasks.read_rest(answer, context),
        tasks.read_sitemap(answer, context),
        tasks.read_article_page(answer, context, TITLE, NO_BOILERPLATE, ()),
        tasks.read_article_page(answer, context, "", NO_BOILERPLATE, ()),
        *(tasks.read_spam(answer, context, where) for where in (Where.LINK, Where.ENTRY, Where.SITEMAP)),
    ]


def read_each(answers: Sequence[Answer], context: Context) -> list[list[object]]:
    return [read(answer, context) for answer in answers]


def dates_in_each_zone(answer: Answer, contexts: Sequence[Context]) -> list[object]:
    """What a feed says under each clock."""
    return [tasks.read_feed(answer, context) for context in contexts]
