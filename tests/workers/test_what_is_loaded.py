"""The process that asks loads none of what readers alone use: it starts quickly, and stays small."""

from __future__ import annotations

import pickle
import subprocess
import sys
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from opd_exporter.domain.config import Site
from opd_exporter.domain.scope import Scope
from opd_exporter.posts.context import Context
from opd_exporter.posts.layout.boilerplate import NO_BOILERPLATE
from opd_exporter.workers import tasks
from opd_exporter.workers.readings import Answer

URL = "https://dinkes.example.go.id/"
CONTEXT = Context(
    Scope.of(Site("dinkes", "Dinas Kesehatan", "Dinkes", "dinas", URL)),
    datetime(2026, 11, 24, 8, tzinfo=UTC),
    ZoneInfo("Asia/Jakarta"),
)
PAGE = (
    b"<html><head><title>Index of /</title></head><body><h1>Index of /</h1><ul><li>3 Desember 2024"
    b" <a href=/berita/rapat-koordinasi-dinas>Rapat Koordinasi Dinas Kesehatan</a></li></ul></body></html>"
)
FEED = (
    b"<rss version='2.0'><channel><item><title>Rapat Koordinasi Dinas</title><link>https://dinkes.example.go.id/rapat"
    b"</link><pubDate>Tue, 03 Dec 2024 08:00:00 +0700</pubDate></item></channel></rss>"
)
MAP = b"<urlset><url><loc>https://dinkes.example.go.id/berita/rapat-koordinasi</loc></url></urlset>"
REST = b'[{"title":{"rendered":"Rapat Koordinasi"},"date_gmt":"2024-12-03T01:00:00","link":"/berita/rapat"}]'

LIBRARIES = {"lxml", "trafilatura", "htmldate", "jinja2", "markdown_it", "xlsxwriter", "weasyprint"}
"""Of readers, of pages for people, of workbooks and letters."""
RULES = {f"opd_exporter.{one}" for one in ("posts.candidate_rules", "posts.discovery", "judges.spam.judge")}
"""What readers judge by; the search is handed what came of it."""
LOADED = f"""
import pickle, sys
import opd_exporter.commands.serve
for answer in pickle.load(sys.stdin.buffer):
    pickle.loads(answer)
print(*sorted({LIBRARIES | RULES | {tasks.READERS}} & set(sys.modules)))
"""


def answer(body: bytes, kind: str = "text/html") -> Answer:
    return Answer(URL, 200, {"content-type": kind}, body)


def test_neither_the_start_nor_what_readers_answer_loads_what_only_they_use() -> None:
    page, feed = answer(PAGE), answer(FEED, "text/xml")
    read = (
        tasks.read_page(page, CONTEXT, URL),
        tasks.read_page_briefly(page, CONTEXT, URL),
        tasks.read_article_page(page, CONTEXT, "Rapat Koordinasi Dinas", NO_BOILERPLATE, ()),
        tasks.read_refusal(page, CONTEXT, URL),
        tasks.read_signpost(page),
        tasks.read_feed(feed, CONTEXT),
        tasks.read_rest(answer(REST, "application/json"), CONTEXT),
        tasks.read_sitemap(answer(MAP, "text/xml"), CONTEXT),
    )
    assert all(read)
    told = pickle.dumps([pickle.dumps(one) for one in read])
    done = subprocess.run([sys.executable, "-c", LOADED], input=told, stdout=subprocess.PIPE, check=True)
    assert done.stdout.split() == []


def test_a_task_is_done_by_the_function_of_its_name() -> None:
    sent = pickle.loads(pickle.dumps(tasks.read_addresses))  # noqa: S301 # our own
    assert sent(answer(MAP, "text/xml")) == ("https://dinkes.example.go.id/berita/rapat-koordinasi",)
    assert sent.__name__ == "read_addresses"
