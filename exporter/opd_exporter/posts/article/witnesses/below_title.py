"""A date that stands for itself right below the title."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from opd_exporter.posts.article.fields import of_entries
from opd_exporter.posts.article.model import Reading, Testimony, Trust, Witness
from opd_exporter.posts.article.witnesses.telling import told
from opd_exporter.posts.layout.standing import plain_dates

WHERE = "tercetak di bawah judul"


def find(reading: Reading) -> Iterator[Testimony]:
    """Between the title and the article's own words, then what is another's or boilerplate there."""
    around, entries = reading.around, of_entries(reading)
    for one in map(told, plain_dates(around.after, reading.context, where=WHERE)):
        yield replace(one, alone=id(one.text) not in entries)
    for texts in (around.others, around.boilerplate):
        yield from map(told, plain_dates(texts, reading.context, where=WHERE))


WITNESS = Witness(
    "below_title",
    Trust.PRINTED,
    find,
    "tempat lazim tanggal terbit: tepat di bawah judul",
    31,
    shown=True,
)
