"""What the process that workers are forked from loads once, so that each new worker is ready at once."""

from __future__ import annotations

import signal
from contextlib import suppress
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from opd_exporter.domain.config import Site
from opd_exporter.domain.scope import Scope
from opd_exporter.posts.context import Context
from opd_exporter.posts.layout.boilerplate import NO_FRAME
from opd_exporter.workers import tasks

_URL = "https://dinkes.example.go.id/"
_PAGE = (
    b"<html><head><title>Dinas</title></head><body><h1>Selamat datang di situs dinas</h1>"
    b"<ul><li><a href=/berita/rapat-koordinasi-dinas>Rapat Koordinasi Dinas</a> 3 Desember 2024</li></ul></body></html>"
)

# A stop asked of the whole group of processes (systemd) lets probes under way end: the parent says when.
signal.signal(signal.SIGTERM, signal.SIG_IGN)

with suppress(Exception):  # the rules are read at their first use; if that fails it will be told there
    _context = Context(Scope.of(Site("a", "a", "a", "a", _URL)), datetime.now(UTC), ZoneInfo("Asia/Jakarta"))
    _answer = tasks.Answer(_URL, 200, {"content-type": "text/html"}, _PAGE)
    tasks.read_page(_answer, _context, _URL)
    tasks.read_article_page(_answer, _context, "Rapat Koordinasi Dinas", NO_FRAME, ())
