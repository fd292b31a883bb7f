"""The boilerplate of a site: what is dated outside the rows of posts, and how it is remembered."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from opd_exporter.domain.config import Site
from opd_exporter.domain.scope import Scope
from opd_exporter.page.parse import parse
from opd_exporter.posts.context import Context
from opd_exporter.posts.layout.boilerplate import NO_BOILERPLATE, Boilerplate, boilerplate_of

URL = "https://dinkes.example.go.id/"
CONTEXT = Context(
    Scope.of(Site("dinkes", "Dinas", "Dinkes", "dinas", URL)),
    datetime(2026, 11, 25, 8, tzinfo=UTC),
    ZoneInfo("Asia/Jakarta"),
)


def frame(body: str) -> Boilerplate:
    page = parse(f"<html><body>{body}</body></html>".encode(), url=URL, headers={"content-type": "text/html"})
    return boilerplate_of(page, set(), CONTEXT)


def test_a_dated_text_is_known_by_its_day_and_by_what_it_stands_behind() -> None:
    found = frame("<p>Agenda</p><p>24 November 2026</p><p>Kontak</p>")
    assert found.days == {date(2026, 11, 24)}
    assert found.pairs == {("Agenda", "24 November 2026")}


def test_a_frame_is_remembered_as_texts() -> None:
    found = frame("<p>Agenda</p><p>24 November 2026</p><p>Jam</p><p>31 Januari 2024</p>") | frame(
        "<p>3/5/2026</p>"
    )
    again = Boilerplate.of(found.kept())
    assert again == found
    assert Boilerplate.of(()) == NO_BOILERPLATE
    assert Boilerplate.of(("", "2026-13-45", "x")) == NO_BOILERPLATE
