"""The ``datetime`` attribute of an element beside the title (``<time datetime>``)."""

from __future__ import annotations

from collections.abc import Iterator

from opd_exporter.posts.article.model import Reading, Testimony, Trust, Witness
from opd_exporter.posts.article.witnesses.telling import told
from opd_exporter.posts.layout.standing import machine_dates


def find(reading: Reading) -> Iterator[Testimony]:
    """Below the title before above it."""
    around = reading.around
    yield from map(told, machine_dates((*around.after, *around.before), reading.context))


WITNESS = Witness(
    "time_element",
    Trust.MACHINE,
    find,
    "unsur di dekat judul memberi tanggalnya untuk mesin (atribut datetime)",
    31,
    shown=True,
)
