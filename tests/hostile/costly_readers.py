"""The readers that read what a site sends, each over the shapes that its kind of body can have."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from costly_shapes import DATA, PAGES, Shape

from opd_exporter.domain.config import Site
from opd_exporter.domain.scope import Scope
from opd_exporter.posts.context import Context
from opd_exporter.posts.layout.boilerplate import NO_BOILERPLATE
from opd_exporter.workers.readings import Answer
from opd_exporter.workers.tasks import (
    read_article_page,
    read_feed,
    read_interfaces,
    read_page,
    read_rest,
    read_sitemap,
)

URL = "https://dinkes.example.go.id/"
CONTEXT = Context(
    Scope.of(Site("dinkes", "Dinas Kesehatan", "Dinkes", "dinas", URL)),
    datetime(2026, 11, 24, 8, tzinfo=UTC),
    ZoneInfo("Asia/Jakarta"),
)


def answer(body: bytes, kind: str = "text/html", path: str = "") -> Answer:
    return Answer(URL + path, 200, {"content-type": kind}, body)


Reader = Callable[[bytes], object]
READERS: dict[str, tuple[Mapping[str, Shape], Reader]] = {
    "read_page": (PAGES, lambda body: read_page(answer(body), CONTEXT, URL)),
    "read_article_page": (
        PAGES,
        lambda body: read_article_page(
            answer(body, path="b/kabar"), CONTEXT, "Kabar dinas hari ini", NO_BOILERPLATE, ()
        ),
    ),
    "read_interfaces": (
        PAGES,
        lambda body: read_interfaces(answer(b"<p>x"), [answer(body, "text/javascript", "a.js")], CONTEXT),
    ),
    "read_feed": (DATA, lambda body: read_feed(answer(body, "application/rss+xml", "feed"), CONTEXT)),
    "read_rest": (DATA, lambda body: read_rest(answer(body, "application/json", "wp-json/posts"), CONTEXT)),
    "read_sitemap": (DATA, lambda body: read_sitemap(answer(body, "text/xml", "sitemap.xml"), CONTEXT)),
}


def body_of(shape: Shape, size: int) -> bytes:
    """A body of the shape, at most ``size`` bytes."""
    return shape(size).encode("utf-8", "replace")[:size]
