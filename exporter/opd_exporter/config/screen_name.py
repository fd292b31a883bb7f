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
    found = []
    for site in sites:
        name, number = site.nama_layar or cut(site.singkatan), 1
        while not site.nama_layar and name.casefold() in taken:
            number += 1
            name = cut(site.singkatan, LONGEST - len(str(number))) + str(number)
        taken.add(name.casefold())
        found.append(replace(site, nama_layar=name))
    return tuple(found)
