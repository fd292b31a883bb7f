"""Microdata ``itemprop=datePublished`` in the article's column."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from opd_exporter.page.model import Area
from opd_exporter.posts.article.model import Reading, Testimony, Trust, Witness

_OUTSIDE = (Area.WIDGET, Area.COMMENTS, Area.ASIDE, Area.FOOTER)
"""Where the items are those of other articles."""


def find(reading: Reading) -> list[Testimony]:
    """Each moment once. Several articles' microdata on one page say nothing about any of them."""
    found = dict[datetime, Testimony]()
    for text in reading.page.texts:
        if text.itemprop != "datepublished" or text.area in _OUTSIDE:
            continue
        # ``content`` or ``datetime`` is for machines; without them the text is the value (HTML standard, microdata).
        value = text.datetime or text.text
        if date := reading.context.machine_date(value):
            told = Testimony(date.when, "itemprop datePublished", value, timed=date.has_time, text=text)
            found.setdefault(date.when, told)
    return [replace(told, alone=len(found) == 1) for told in found.values()]


WITNESS = Witness(
    "microdata",
    Trust.MACHINE,
    find,
    "unsur halaman yang ditandai sebagai tanggal terbit (itemprop datePublished)",
    30,
)
