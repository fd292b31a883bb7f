"""A date that stands for itself after the article's first words, within the limit."""

from __future__ import annotations

from collections.abc import Iterator

from opd_exporter.posts.article.model import Reading, Testimony, Trust, Witness
from opd_exporter.posts.article.witnesses.below_title import WHERE
from opd_exporter.posts.article.witnesses.telling import told
from opd_exporter.posts.layout.standing import standing_dates


def find(reading: Reading) -> Iterator[Testimony]:
    """As they follow each other."""
    yield from map(told, standing_dates(reading.around.later, reading.context, where=WHERE))


WITNESS = Witness(
    "later_text",
    Trust.LOOSE,
    find,
    "tanggal yang berdiri sendiri sesudah kalimat pertama",
    31,
)
