"""A page that gives an event's time and place as fields, and tells nothing beside (docs/domain.md, 18)."""

from __future__ import annotations

import re

from opd_exporter.page.model import Area, Page
from opd_exporter.posts.article.model import PROSE

_SENTENCE = re.compile(r"[^\W\d_]{2,}[.!?…][\"'”’)]*\Z")
"""The end of running text; a foot's address and telephone have none."""
_FIELD = r"\b\s*(?::|$)"
"""A field's name ends at a colon, or with its cell."""
_TIME = re.compile(rf"(?:hari|tanggal|waktu|jam|pukul|date|time|when)(?:\s?[/,&]\s?tanggal)?{_FIELD}", re.I)
_PLACE = re.compile(rf"(?:tempat|lokasi|location|place|venue|where)(?:\s\w+)?{_FIELD}", re.I)


def is_event_sheet(page: Page, title: int) -> bool:
    """Whether fields of a time and of a place stand below the title (the text of this number), and no sentence."""
    below = [
        text.text.strip()
        for text in page.texts[title + 1 :]
        if text.area is Area.MAIN and not text.hidden and text.link < 0
    ]
    if not (any(map(_TIME.match, below)) and any(map(_PLACE.match, below))):
        return False
    # A report tells time and place as well, in sentences (domain.md 18).
    return not any(len(text) >= PROSE and _SENTENCE.search(text) for text in below)
