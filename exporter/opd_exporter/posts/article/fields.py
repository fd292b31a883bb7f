"""Fields of a register's entries: one that comes again with another day dates no article (domain.md 9)."""

from __future__ import annotations

from opd_exporter.page.model import Text
from opd_exporter.posts.article.model import Reading
from opd_exporter.posts.layout.beside import dates_of


def of_entries(reading: Reading) -> frozenset[int]:
    """Identities of the texts near the title that hold a field ("Tanggal: 3/5/2026") of which there are several, each
    with a day of its own."""
    fields: dict[str, dict[int, object]] = {}
    for text in (*reading.around.after, *reading.around.later):
        if name := _field(text):
            dated = dates_of([text], 0, reading.context)
            fields.setdefault(name, {}).update({id(text): one.when for one in dated})
    entries = (days for days in fields.values() if len(set(days.values())) > 1)
    return frozenset(text for days in entries for text in days)


def _field(text: Text) -> str:
    """The name of the field that a text holds, or an empty string."""
    name, mark, _ = text.text.partition(":")
    return name.strip().lower() if mark and name.strip().isalpha() else ""
