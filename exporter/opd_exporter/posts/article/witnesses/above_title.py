"""A date that stands for itself shortly above the title."""

from __future__ import annotations

from collections.abc import Iterator

from opd_exporter.posts.article.model import Reading, Testimony, Trust, Witness
from opd_exporter.posts.article.witnesses.telling import told
from opd_exporter.posts.layout.standing import boxed_dates, plain_dates


def find(reading: Reading) -> Iterator[Testimony]:
    """From the title upwards; day, month and year in boxes of their own as they stand on the page."""
    above, where = reading.around.before, "tercetak di atas judul"
    yield from map(told, plain_dates(above, reading.context, where=where))
    yield from map(told, boxed_dates(above[::-1], reading.context, where=where))


WITNESS = Witness(
    "above_title",
    Trust.PRINTED,
    find,
    "banyak templat mencetak tanggal terbit tepat di atas judul",
    31,
    shown=True,
)
