"""The day in the article's address."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from opd_exporter.dates.url import date_in_url
from opd_exporter.posts.article.model import Reading, Testimony, Trust, Witness


def find(reading: Reading) -> Iterator[Testimony]:
    """The day, when the address has one."""
    url = reading.page.url
    if when := date_in_url(url, zone=reading.context.zone, now=reading.context.now):
        yield Testimony(when, "tanggal di alamat", urlsplit(url).path)


WITNESS = Witness(
    "address",
    Trust.MACHINE,
    find,
    "sistem menaruh hari terbit di alamat artikel",
    32,
)
