"""Metas in the page's head that carry a date of publishing."""

from __future__ import annotations

from collections.abc import Iterator

from opd_exporter.posts.article.model import Reading, Testimony, Trust, Witness

_METAS = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "article:published",
    "datepublished",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.issued",
    "dc.date.created",
    "dcterms.date",
    "dc.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "citation_publication_date",
    "citation_date",
    "cxenseparse:recs:publishtime",
    "date",
)
"""Most trusted first; ``revised`` and ``modified`` are none."""
_UNSURE = ("date", "dc.date", "dcterms.date")
"""Filled with the moment of the request by some templates."""


def find(reading: Reading) -> Iterator[Testimony]:
    """The first readable value of each meta."""
    for name in _METAS:
        for value in reading.page.all_meta(name):
            date = reading.context.machine_date(value) if value else None
            if date:
                yield Testimony(
                    date.when, f"meta {name}", value, timed=date.has_time, sure=name not in _UNSURE
                )
                break


WITNESS = Witness(
    "meta",
    Trust.MACHINE,
    find,
    "kepala halaman menyebut tanggal terbit untuk mesin (meta)",
    30,
)
