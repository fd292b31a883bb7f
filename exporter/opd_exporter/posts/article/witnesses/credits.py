"""The date in a line of credits below the article ("03/12/2024 - Oleh Admin - Dilihat 34 kali"), or in a field named
date."""

from __future__ import annotations

import re
from dataclasses import replace

from opd_exporter.dates.model import Label
from opd_exporter.posts.article.model import Reading, Testimony, Trust, Witness
from opd_exporter.posts.article.surroundings import in_column
from opd_exporter.posts.layout.beside import dates_of

_CREDIT = re.compile(
    r"^(?:tanggal|tgl|date)\s?:"
    r"|\b(?:oleh|by|penulis|author|admin|dibaca|dilihat|views?|hits?|kali|kategori|category)\b",
    re.I,
)
"""Words of the line that tells who wrote an article and how often it was read."""
_FIELD = re.compile(r"(?:tanggal|tgl\.?|date|published)\s{0,2}:?", re.I)
"""The name of a field that stands in an element of its own."""
_LINE = 120
"""Characters of such a line at most."""


def find(reading: Reading) -> list[Testimony]:
    """The dates of all such lines; several days are those of other articles."""
    below = reading.page.texts[reading.number + 1 :]
    lines = [
        text
        for before, text in zip([None, *below], below, strict=False)
        if len(text.text) <= _LINE
        and text.link < 0
        and in_column(text)
        and id(text) not in reading.repeated
        and (_CREDIT.search(text.text) or (before and _FIELD.fullmatch(before.text)))
    ]
    found = [
        Testimony(one.when, "tercetak di bawah berita", text.text, label=one.label, text=text)
        for text in lines
        for one in dates_of([text], 0, reading.context)
        if one.label in (Label.NONE, Label.PUBLISHED)
    ]
    # Credits of related articles look the same: two days, and none is known to be this one's.
    alone = len({told.when.date() for told in found}) == 1
    return [replace(told, alone=alone) for told in found]


WITNESS = Witness(
    "credits",
    Trust.PRINTED,
    find,
    "satu-satunya tanggal di baris penulis, kategori, atau jumlah pembaca",
    31,
    shown=True,
)
