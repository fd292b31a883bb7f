"""Which sites a reader of ``/`` and ``/api/v1/sites`` asks for: group, status, words, order, page."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar
from urllib.parse import urlencode

from opd_exporter.domain.config import Config
from opd_exporter.domain.vocabulary import Status
from opd_exporter.views.wording import Standing, worst_first

MANY = 200
"""Sites from which on the page is cut into pages, and asks which to show."""
PER_PAGE = 100
LONGEST = 60
"""Characters of what is searched for."""
ORDERS = {"status": "Terburuk dulu", "nama": "Nama", "posting": "Posting terbaru", "kelompok": "Kelompok"}

Part = TypeVar("Part")


@dataclass(frozen=True)
class Choice:
    """What was asked for; each is empty when nothing was."""

    order: str = ""
    kelompok: str = ""
    status: Status | None = None
    text: str = ""
    page: int = 0
    """From 1; 0 when no page was named."""

    @classmethod
    def of(cls, query: Mapping[str, str], config: Config) -> Choice:
        """What a query names, as far as there is such a thing."""
        order, kelompok = query.get("urut", ""), query.get("kelompok", "")
        status = {one.value: one for one in Status}.get(query.get("status", ""))
        page = query.get("halaman", "")
        return cls(
            order=order if order in ORDERS else "",
            kelompok=kelompok if any(site.kelompok == kelompok for site in config.sites) else "",
            status=status,
            text=" ".join(query.get("cari", "")[:LONGEST].split()),
            page=int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 0,
        )

    @property
    def narrows(self) -> bool:
        """Whether it leaves anything out."""
        return bool(self.kelompok or self.status or self.text)

    def takes(self, one: Standing) -> bool:
        """Whether a site is among those asked for."""
        site = one.report.site
        if (self.kelompok and site.kelompok != self.kelompok) or (
            self.status and one.status is not self.status
        ):
            return False
        words = self.text.casefold()
        return not words or any(
            words in said.casefold() for said in (site.nama, site.singkatan, site.key, site.url)
        )

    def link(self, **changes: object) -> str:
        """A query that asks for the same but for ``changes``; from the first page on when those change what is shown."""
        other = replace(self, **{"page": 0, **changes})  # type: ignore[arg-type]
        named = {
            "urut": other.order,
            "kelompok": other.kelompok,
            "status": other.status.value if other.status else "",
            "cari": other.text,
            "halaman": str(other.page) if other.page > 1 else "",
        }
        return "?" + urlencode({name: value for name, value in named.items() if value})


@dataclass(frozen=True)
class Cut:
    """One page of a list: its number from 1, and of how many."""

    number: int
    of: int

    def part(self, whole: Sequence[Part]) -> Sequence[Part]:
        """What stands on it."""
        return whole if self.of == 1 else whole[(self.number - 1) * PER_PAGE : self.number * PER_PAGE]


def cut(count: int, page: int) -> Cut:
    """Where a list of so many is cut for the page asked for; one too far is the last."""
    of = max(1, math.ceil(count / PER_PAGE)) if count >= MANY else 1
    return Cut(min(max(1, page), of), of)


def in_order(found: Iterable[Standing], order: str) -> list[tuple[str, Standing]]:
    """Sites in the order asked for, each with the heading it stands under, where the order has some."""
    if order == "nama":
        return [("", one) for one in sorted(found, key=lambda one: one.report.site.nama)]
    if order == "posting":
        return [
            ("", one) for one in sorted(found, key=lambda one: math.inf if one.days is None else one.days)
        ]
    ranked = sorted(worst_first(found), key=lambda one: not one.dying)
    if order == "kelompok":
        ranked.sort(key=lambda one: one.report.site.kelompok)
        return [(one.report.site.kelompok.capitalize(), one) for one in ranked]
    return [("", one) for one in ranked]
