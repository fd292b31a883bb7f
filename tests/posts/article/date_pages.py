"""Pages for and against each witness and each guard of an article's date: how they are written down.

A file begins with a comment in YAML: ``at`` (the path it is read from), ``cms`` and ``frame`` (what the site's other pages
show too: a day, or a text with the one before it on a line of its own); then ``expect``, ``day | witness`` that decides
with ``-`` for none, and ``refused``, a line ``day | witness | guard`` for each date that is refused. The look is at 15.00 WIB
on 24 November 2026.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml

from opd_exporter.domain.config import Site
from opd_exporter.domain.scope import Scope
from opd_exporter.posts.article.model import Article
from opd_exporter.posts.context import Context
from opd_exporter.posts.layout.boilerplate import Boilerplate
from opd_exporter.workers import tasks
from opd_exporter.workers.readings import Answer

HERE = Path(__file__).parent
ORIGIN = "https://dinas.example.go.id"
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Jakarta")
SCOPE = Scope.of(Site("dinas", "Dinas", "Dinas", "dinas", f"{ORIGIN}/"))
TITLE = "Posyandu Melati Gelar Imunisasi"


@dataclass(frozen=True)
class DatePage:
    """A page and what is to come out of it."""

    path: Path
    at: str
    expect: str
    refused: tuple[str, ...]
    frame: tuple[str, ...]
    cms: str
    body: bytes

    @property
    def name(self) -> str:
        """The witness or guard that it is for or against."""
        return self.path.parent.name

    @property
    def against(self) -> bool:
        return self.path.name.startswith("against")


def date_pages() -> list[DatePage]:
    """The pages of all witnesses and guards, found by their files."""
    return [_page(path) for path in sorted(HERE.glob("*/*.html"))]


def _page(path: Path) -> DatePage:
    head, _, body = path.read_text("utf-8").removeprefix("<!--").partition("-->\n")
    told = yaml.load(head, yaml.CSafeLoader)
    return DatePage(
        path,
        told["at"],
        told["expect"],
        tuple(told.get("refused", ())),
        tuple(told.get("frame", ())),
        told.get("cms", ""),
        body.encode(),
    )


def read(page: DatePage) -> Article:
    """What the reader makes of a page."""
    context = Context(SCOPE, NOW, ZONE, cms=page.cms)
    answer = Answer(ORIGIN + page.at, 200, {"content-type": "text/html; charset=utf-8"}, page.body)
    return tasks.read_article_page(answer, context, TITLE, Boilerplate.of(page.frame), ())


def decided(article: Article) -> str:
    """``day | witness``."""
    day = article.published.astimezone(ZONE).date().isoformat() if article.published else "-"
    return f"{day} | {article.date.witness or '-'}"


def refused(article: Article) -> tuple[str, ...]:
    """A line for each refused date."""
    return tuple(
        f"{one.when.astimezone(ZONE).date()} | {one.witness} | {one.refused}"
        for one in article.date.seen
        if one.refused
    )
