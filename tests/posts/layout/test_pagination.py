"""Which link leads to the last page of a list."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from opd_exporter.domain.config import Site
from opd_exporter.domain.scope import Scope
from opd_exporter.page.parse import parse
from opd_exporter.posts.context import Context
from opd_exporter.posts.layout.pagination import last_page

ORIGIN = "https://dinas.example.go.id"
CONTEXT = Context(
    Scope.of(Site("dinas", "Dinas", "Dinas", "dinas", f"{ORIGIN}/")),
    datetime(2026, 11, 24, tzinfo=UTC),
    ZoneInfo("Asia/Jakarta"),
)


def numbers(address: str, last: int) -> str:
    """Links "1 2 3 ..." to addresses of this form."""
    return "".join(f"<a href='{address.format(n)}'>{n}</a> " for n in range(1, last + 1))


CALENDAR = numbers("/kalender/2026/11/{}", 28)


@pytest.mark.parametrize(
    ("path", "body", "last"),
    [
        ("/berita", numbers("/berita?hal={}", 3) + f"<h4>November</h4>{CALENDAR}", "/berita?hal=3"),
        ("/berita", f"{CALENDAR}<h4>Berita</h4>" + numbers("/berita/index/{}", 3), "/berita/index/3"),
        # On the last page itself.
        ("/berita/5", numbers("/berita/{}", 5), "/berita/5"),
        # A system that numbers its pages under another name, beside pictures that a script turns over.
        ("/semua-berita.html", numbers("/halberita-{}.html", 4), "/halberita-4.html"),
        (
            "/semua-berita.html",
            numbers("/semua-berita.html#foto{}", 3) + "<h4>Berita</h4>" + numbers("/halberita-{}.html", 4),
            "/halberita-4.html",
        ),
    ],
)
def test_the_last_page_of_a_list_is_below_its_own_address_where_any_is(
    path: str, body: str, last: str
) -> None:
    page = parse(f"<main>{body}</main>".encode(), url=ORIGIN + path, headers={"content-type": "text/html"})
    assert last_page(page, CONTEXT) == ORIGIN + last
