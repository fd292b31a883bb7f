"""What a running exporter reads of its own files. All of it is read once it has begun: a new version that is laid over
the old one is first seen by the next start, and never half of it."""

from __future__ import annotations

import logging
import time

from opd_exporter.evaluate import page, published
from opd_exporter.fetch.redirects import block_pages
from opd_exporter.judges.systems.records import systems
from opd_exporter.web import guides, pages

log = logging.getLogger(__name__)


def read_all() -> None:
    """Read what answers are made of; workers read theirs themselves (``workers/preload.py``). Never fails: whoever needs
    a file that is damaged says so."""
    start = time.monotonic()
    for read in (
        systems,
        block_pages,
        pages.environment,
        guides.read,
        page.environment,
        published.files_of_all,
    ):
        try:
            read()
        except Exception:
            log.exception("a file of the exporter cannot be read")
    log.info("templates, guides and data are read, in %.1f s", time.monotonic() - start)
