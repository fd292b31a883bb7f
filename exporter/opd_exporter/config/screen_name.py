"""Names short enough to be read across a room: every site's ``nama_layar``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from opd_exporter.domain.config import Site

LONGEST = 9
"""Characters. The wall shows names in four columns; with nine letters and a symbol they are 52 px high or more
on a screen of 1920x1080, which is read from five metres (docs/dashboards.md)."""

_RANK = re.compile(r"(?:kec(?:amatan|\.)?|kel(?:urahan|\.)?)\s+", re.IGNORECASE)
"""What a district's or a ward's name begins with; on the wall it would only use up letters."""


def cut(singkatan: str, most: int = LONGEST) -> str:
    """``singkatan`` when it is short enough, else without a leading "Kec." or "Kel.", cut at ``most`` characters."""
    if len(singkatan) <= most:
        return singkatan
    return _RANK.sub("", singkatan, count=1)[:most].rstrip(" .,-(") or singkatan[:most].strip()


def named(sites: Sequence[Site]) -> tuple[Site, ...]:
    """The sites, each with a ``nama_layar`` of its own: as written, else cut, else cut and numbered (``Dinas Ke2``)."""
    taken = {site.nama_layar.casefold() for site in sites}
    reached: dict[tuple[str, int], int] = {}
    found = []
    for site in sites:
        name = site.nama_layar or cut(site.singkatan)
        if not site.nama_layar and name.casefold() in taken:
            name = _numbered(site.singkatan, taken, reached)
        taken.add(name.casefold())
        found.append(replace(site, nama_layar=name))
    return tuple(found)


def _numbered(singkatan: str, taken: set[str], reached: dict[tuple[str, int], int]) -> str:
    """The first free of ``Dinas Ke2``, ``Dinas Ke3`` ... ``reached`` is how far the numbers of so many digits went behind
    each beginning: ten thousand wards of one name are not counted from two each time."""
    digits = 0
    while True:
        digits += 1
        beginning = cut(singkatan, LONGEST - digits)
        first = reached.get((beginning, digits), max(2, 10 ** (digits - 1)))
        for number in range(first, 10**digits):
            reached[beginning, digits] = number + 1
            if (name := f"{beginning}{number}").casefold() not in taken:
                return name
