"""What the worst bodies within the limit of 2 MiB cost each reader, in seconds of CPU.

``pytest tests/hostile/test_cost_of_reading.py -s`` prints the table: shape by size."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from costly_shapes import DATA, PAGES, Shape

from opd_exporter.domain.config import Site
from opd_exporter.domain.scope import Scope
from opd_exporter.posts.context import Context
from opd_exporter.posts.layout.boilerplate import NO_FRAME
from opd_exporter.workers.tasks import (
    Answer,
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
SIZES = (1 << 17, 1 << 19, 1 << 21)
MOST = 3.0
"""Seconds of CPU for the largest."""


def answer(body: bytes, kind: str = "text/html", path: str = "") -> Answer:
    return Answer(URL + path, 200, {"content-type": kind}, body)


Reader = Callable[[bytes], object]
READERS: dict[str, tuple[Mapping[str, Shape], Reader]] = {
    "read_page": (PAGES, lambda body: read_page(answer(body), CONTEXT, URL)),
    "read_article_page": (
        PAGES,
        lambda body: read_article_page(
            answer(body, path="b/kabar"), CONTEXT, "Kabar dinas hari ini", NO_FRAME, ()
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


def seconds(read: Reader, body: bytes) -> float:
    begun = time.process_time()
    read(body)
    return time.process_time() - begun


@pytest.mark.timeout(900)
@pytest.mark.parametrize("name", READERS)
def test_no_shape_within_two_mebibytes_costs_three_seconds(name: str) -> None:
    shapes, read = READERS[name]
    read(b"<p>x")  # rules are read at their first use
    costs = {
        shape: [seconds(read, made(size).encode("utf-8", "replace")[:size]) for size in SIZES]
        for shape, made in shapes.items()
    }
    print(f"\n{name:32}" + "".join(f"{size >> 10:>8} KiB" for size in SIZES))
    for shape, cost in sorted(costs.items(), key=lambda one: -one[1][-1]):
        print(f"{shape:32}" + "".join(f"{one:12.2f}" for one in cost))
    assert {shape: cost for shape, cost in costs.items() if max(cost) >= MOST} == {}
