"""Pages for and against each rule: how they are written down, and what the readers make of them.

A file begins with a comment in YAML: ``read`` (page, article, feed, rest, sitemap), ``at`` (the path it is read from),
for an article ``title`` (what the list promised), ``menu`` and ``called`` (the other
host that the front page gives as its own), for any ``cms``; and ``expect``, a line for each
candidate in its order: ``address | day | rule``, with ``-`` for no day and for no rule, ``open doubt`` for what is not
settled. An article's file need not hold all of the page: what begins with no ``<html>`` is the text of the usual one
(:data:`ARTICLE`), with ``head`` in its head. Paths are those of ``https://dinas.example.go.id``; the look is at 15.00 WIB on
24 November 2026.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml

from opd_exporter.domain.candidate import Candidate
from opd_exporter.domain.config import Site
from opd_exporter.domain.scope import Scope
from opd_exporter.posts.article.model import Article
from opd_exporter.posts.context import Context
from opd_exporter.posts.layout.boilerplate import NO_BOILERPLATE
from opd_exporter.workers import tasks
from opd_exporter.workers.readings import Answer

HERE = Path(__file__).parent
ORIGIN = "https://dinas.example.go.id"
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Jakarta")
SCOPE = Scope.of(Site("dinas", "Dinas", "Dinas", "dinas", f"{ORIGIN}/"))
TYPES = {"feed": "application/rss+xml", "rest": "application/json", "sitemap": "application/xml"}


@dataclass(frozen=True)
class RulePage:
    """A page and what is to come out of it."""

    path: Path
    read: str
    expect: tuple[str, ...]
    body: bytes
    at: str = "/"
    title: str = ""
    menu: tuple[str, ...] = ()
    cms: str = ""
    called: str | None = None

    @property
    def rule(self) -> str:
        return self.path.parent.name

    @property
    def against(self) -> bool:
        """Whether it is one on which the rule must not fire."""
        return self.path.name.startswith("against")


ARTICLE = """<html><head><title>{title}</title>{head}</head><body>
<div id="menu"><b>Dinas Kajian Kota Tirtagiri</b> <a href="/">Beranda</a> <a href="/berita">Berita</a> <a href="/kontak">Kontak</a></div>
<div id="isi"><h1>{title}</h1>
<p class="tanggal">20 November 2026</p>
{body}</div></body></html>
"""
"""An article as sites of agencies show it: a menu, a title, a day, and a text."""

MARK = "<!--\nread: "
"""How a page of a rule begins."""


def pages() -> list[RulePage]:
    """The pages of all rules, found by their files, so that those of a rule that is gone are missed too."""
    files = sorted(HERE.glob("*/*.html"))
    return [_page(path) for path in files if path.read_text("utf-8").startswith(MARK)]


def _page(path: Path) -> RulePage:
    head, _, body = path.read_text("utf-8").removeprefix("<!--").partition("-->\n")
    told = yaml.load(head, yaml.CSafeLoader)
    if told["read"] == "article" and not body.startswith("<html"):
        body = ARTICLE.format(title=told["title"], head=told.get("head", ""), body=body)
    return RulePage(
        path,
        told["read"],
        tuple(told["expect"]),
        body.encode(),
        told.get("at", "/"),
        told.get("title", ""),
        tuple(told.get("menu", ())),
        told.get("cms", ""),
        told.get("called"),
    )


def lines(page: RulePage) -> tuple[str, ...]:
    """What the readers make of a page, a line for each candidate."""
    context = Context(SCOPE, NOW, ZONE, cms=page.cms, called=page.called)
    headers = {"content-type": TYPES.get(page.read, "text/html; charset=utf-8")}
    answer = Answer(ORIGIN + page.at, 200, headers, page.body)
    if page.read == "article":
        menu = [ORIGIN + path for path in page.menu]
        return (_line(tasks.read_article_page(answer, context, page.title, NO_BOILERPLATE, menu)),)
    found: tuple[Candidate, ...] | None
    if page.read == "page":
        reading = tasks.read_page(answer, context, f"{ORIGIN}/")
        found = (*reading.embedded, *reading.listing.candidates)
    elif page.read == "rest":
        listed = tasks.read_rest(answer, context)
        found = listed.candidates if listed else None
    else:
        whole = {"feed": tasks.read_feed, "sitemap": tasks.read_sitemap}[page.read](answer, context)
        found = whole.candidates if whole else None
    assert found is not None, f"{page.path}: cannot be read as {page.read}"
    return tuple(map(_line, found))


def _line(one: Candidate | Article) -> str:
    day = one.published.astimezone(ZONE).date().isoformat() if one.published else "-"
    said = one.rule or (f"open {one.open.value}" if one.open else "-")
    path = one.url.removeprefix(ORIGIN).removeprefix("https://www.dinas.example.go.id")
    return f"{path} | {day} | {said}"
