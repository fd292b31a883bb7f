"""A date that stands for itself shortly above the title."""

from __future__ import annotations

from collections.abc import Iterator

from opd_exporter.posts.article.model import Reading, Testimony, Trust, Witness
from opd_exporter.posts.article.witnesses.telling import told
from opd_exporter.posts.layout.standing import plain_dates


def find(reading: Reading) -> Iterator[Testimony]:
    """From the title upwards."""
    yield from map(told, plain_dates(reading.around.before, reading.context, where="tercetak di atas judul"))


WITNESS = Witness(
    "above_title",
    Trust.PRINTED,
    find,
    "banyak templat mencetak tanggal terbit tepat di atas judul",
    31,
    shown=True,
)
