"""A date right below the title that may be a clock's: told when nothing better is, and settled on a later day."""

from __future__ import annotations

from collections.abc import Iterator

from opd_exporter.posts.article.model import Reading, Testimony, Trust, Witness
from opd_exporter.posts.article.witnesses.below_title import WHERE
from opd_exporter.posts.article.witnesses.telling import told
from opd_exporter.posts.clock import could_be_clock
from opd_exporter.posts.layout.standing import standing_dates


def find(reading: Reading) -> Iterator[Testimony]:
    """Only what could be a clock's; all else has other witnesses."""
    found = standing_dates(reading.around.after, reading.context, where=WHERE)
    yield from (told(one) for one in found if could_be_clock(one.when, reading.context))


WITNESS = Witness(
    "fresh",
    Trust.LOOSE,
    find,
    "di bawah judul, tetapi mungkin dicetak otomatis: dipastikan pada hari lain",
    34,
    awaits=True,
)
