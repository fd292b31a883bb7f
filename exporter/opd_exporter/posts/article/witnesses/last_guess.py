"""htmldate, in its fast mode: asked last, and never believed alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from opd_exporter.posts.article.model import Reading, Testimony, Trust, Witness


def find(reading: Reading) -> Iterator[Testimony]:
    """Its day, when it finds one. Never fails."""
    if reading.tree is None:
        return
    from htmldate import find_date  # 10 MB that only readers need

    try:
        day = find_date(
            reading.tree,
            url=reading.page.url,
            extensive_search=False,
            original_date=True,
            outputformat="%Y-%m-%d",
        )
    except Exception:  # whatever a hostile page does to the library, it is only the last witness
        return
    if day:
        when = datetime.strptime(day, "%Y-%m-%d").replace(tzinfo=reading.context.zone)
        yield Testimony(when, "htmldate", day, guessed=True)


WITNESS = Witness(
    "htmldate",
    Trust.LOOSE,
    find,
    "terkaan pustaka htmldate; hanya bila harinya juga tercetak di halaman",
    35,
)
