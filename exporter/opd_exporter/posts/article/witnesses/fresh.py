"""A date where that of publishing stands that may be a clock's: told when nothing better is, and settled on a later day.

Below the title, in words that call it that of publishing, above the title, for machines without a time of day: whatever
tells the date of an older article of the template tells that of today's, too."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from opd_exporter.posts.article.model import Reading, Testimony, Trust, Witness
from opd_exporter.posts.article.witnesses import above_title, json_ld, labelled, meta, microdata
from opd_exporter.posts.article.witnesses.below_title import WHERE
from opd_exporter.posts.article.witnesses.telling import told
from opd_exporter.posts.clock import could_be_clock
from opd_exporter.posts.layout.standing import standing_dates


def find(reading: Reading) -> Iterator[Testimony]:
    """Only what could be a clock's; all else has other witnesses."""
    below = map(told, standing_dates(reading.around.after, reading.context, where=WHERE))
    unseen = chain(json_ld.find(reading), meta.find(reading), microdata.find(reading))
    days = (one for one in unseen if not one.timed)
    found = chain(below, labelled.find(reading), above_title.find(reading), days)
    yield from (one for one in found if could_be_clock(one.when, reading.context))


WITNESS = Witness(
    "fresh",
    Trust.LOOSE,
    find,
    "di tempat tanggal terbit, tetapi mungkin dicetak otomatis: dipastikan pada hari lain",
    34,
    awaits=True,
)
