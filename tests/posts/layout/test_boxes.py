"""Day, month and year in boxes of their own make one date; a box that holds a whole date is what its column calls it."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from opd_exporter.domain.config import Site
from opd_exporter.domain.scope import Scope
from opd_exporter.page.parse import parse
from opd_exporter.posts.context import Context
from opd_exporter.posts.layout.standing import printed_date

URL = "https://dinkes.example.go.id/"
CONTEXT = Context(
    Scope.of(Site("dinkes", "Dinas Kesehatan", "Dinkes", "dinas", URL)),
    datetime(2026, 11, 24, 8, tzinfo=UTC),
    ZoneInfo("Asia/Jakarta"),
)


def day(html: str) -> str | None:
    texts = parse(html.encode(), url=URL, headers={"content-type": "text/html; charset=utf-8"}).texts
    found = printed_date(texts, CONTEXT, where="di daftar")
    return f"{found.when:%Y-%m-%d}" if found else None


@pytest.mark.parametrize("short", ["17 Maret 2026", "17-03-2026", "17/3/2026", "17 Mar 2026", "2026-03-17"])
@pytest.mark.parametrize("heading", ["Batas Akhir", "Berlaku Sampai", "Tanggal Pelaksanaan"])
def test_a_short_date_below_a_heading_of_something_else_is_no_badge(heading: str, short: str) -> None:
    table = f"<table><tr><th>Paket</th><th>{heading}</th></tr><tr><td>Atap</td><td>{short}</td></tr></table>"
    assert day(table) is None
    assert day(table.replace(heading, "Tanggal")) == "2026-03-17"


@pytest.mark.parametrize(
    "boxes",
    [
        "<b>17</b><b>Mar</b><b>2026</b>",
        "<b>17</b><b>Maret 2026</b>",
        "<b>17 Mar</b><b>2026</b>",
    ],
)
def test_day_month_and_year_in_boxes_make_one_date(boxes: str) -> None:
    assert day(f"<div>{boxes}</div>") == "2026-03-17"


def test_a_counter_before_a_month_is_no_day() -> None:
    assert day("<b>Dilihat</b><b>15</b><b>Juli 2026</b>") is None


@pytest.mark.parametrize(
    ("boxes", "told"),
    [
        ("<a href=/berita?page=2>2</a><table><caption>November 2026</caption></table>", None),
        ("<a href=/berita/5><b>2</b><i>November 2026</i></a>", "2026-11-02"),
        ("<b>2</b><i>November 2026</i><a href=/berita/5>Lihat</a>", "2026-11-02"),
    ],
)
def test_the_number_of_a_lists_page_is_no_day_of_the_calendar_that_follows(
    boxes: str, told: str | None
) -> None:
    assert day(boxes) == told
