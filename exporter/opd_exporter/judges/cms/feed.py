"""Which system writes a feed, by what the feed says of itself."""

from __future__ import annotations

import re

from opd_exporter.domain.report import Cms
from opd_exporter.judges.cms.names import VERSION, after_name
from opd_exporter.judges.cms.versions import LOADED_WITH, MAX_VERSION
from opd_exporter.judges.systems.records import systems

_HOME = re.compile(r"^https?://(?:www\.)?")
"""Feeds name a system by its home as well."""


def named_by_feed(generator: str, title: str = "", description: str = "") -> Cms | None:
    """The system that a feed's ``generator`` names, by its name or its home ("Hugo -- gohugo.io",
    "https://wordpress.org/?v=6.4.3"), with the version there; else the one whose own template describes a feed of this
    title so. None for a library that writes feeds, and for what no rule knows."""
    text = _HOME.sub("", generator[:200].lower().strip())
    for known in systems().values():
        after = after_name(text, known.generator)
        if after is not None:
            version = VERSION.match(after) or LOADED_WITH.search(after)
            return Cms(known.name, version[1][:MAX_VERSION] if version else "")
    said = description.lower().strip()
    written = (
        known
        for known in systems().values()
        if title and any(said == f"{words} {title.lower().strip()}" for words in known.feed_says)
    )
    return next((Cms(known.name, "") for known in written), None)
