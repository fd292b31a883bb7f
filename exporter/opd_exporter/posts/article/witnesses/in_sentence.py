"""The first date in the article's own words: a dateline ("SERANG, 3 Desember 2024 -")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from opd_exporter.dates.model import Label
from opd_exporter.posts.article.fields import of_entries
from opd_exporter.posts.article.model import Reading, Testimony, Trust, Witness
from opd_exporter.posts.article.surroundings import AFTER_TITLE
from opd_exporter.posts.layout.beside import dates_of


def find(reading: Reading) -> Iterator[Testimony]:
    """The first within the limit; further ones are days that the article tells of."""
    texts = (*reading.around.after, *reading.around.later)
    left = AFTER_TITLE
    for number, text in enumerate(texts):
        for found in dates_of(texts, number, reading.context, limit=left):
            if found.label in (Label.NONE, Label.PUBLISHED) and not found.relative:
                one = Testimony(
                    found.when, "tercetak di awal berita", text.text, label=found.label, text=text
                )
                yield replace(one, alone=id(text) not in of_entries(reading))
                return
        left -= len(text.text)
        if left <= 0:
            return


WITNESS = Witness(
    "in_sentence",
    Trust.LOOSE,
    find,
    "tanggal pertama di awal berita; dapat juga hari kegiatannya",
    33,
)
