"""A day of today under an article's title: its own, or the clock that stands in the site's frame."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from opd_exporter.domain.config import Site
from opd_exporter.domain.scope import Scope
from opd_exporter.page.parse import parse
from opd_exporter.posts.article.date import article_date
from opd_exporter.posts.article.model import Reading
from opd_exporter.posts.context import Context
from opd_exporter.posts.layout.boilerplate import Boilerplate

URL = "https://dinkes.example.go.id/berita/rapat"
CONTEXT = Context(
    Scope.of(Site("dinkes", "Dinas Kesehatan", "Dinkes", "dinas", "https://dinkes.example.go.id/")),
    datetime(2026, 11, 26, 8, tzinfo=UTC),
    ZoneInfo("Asia/Jakarta"),
)
CLOCK = Boilerplate(
    frozenset({datetime(2026, 11, 26, tzinfo=UTC).date()}),
    frozenset({("", "Kamis, 26 November 2026 14:59:10")}),
)


@pytest.mark.parametrize(
    ("printed", "dated"), [("26 November 2026 | Admin", True), ("Kamis, 26 November 2026 15:00:04", False)]
)
def test_today_under_the_title_counts_unless_it_is_the_clock(printed: str, dated: bool) -> None:
    html = f"<h1>Rapat Warga Kasemen</h1><p>{printed}</p><p>{'Warga hadir. ' * 30}</p>"
    page = parse(html.encode(), url=URL, headers={"content-type": "text/html; charset=utf-8"})
    title = next(number for number, text in enumerate(page.texts) if text.tag == "h1")
    dated_by = article_date(Reading(page, title, "Rapat Warga Kasemen", CLOCK, None, CONTEXT))
    assert (dated_by.when is not None) is dated
    assert dated_by.witness == ("fresh" if dated else "")
    assert all(one.refused in ("clock", "boilerplate") for one in dated_by.seen if not one.decides)
