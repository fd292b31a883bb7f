"""An evaluation: what every site was at one moment, as it is kept, compared and shown, with the fields of its JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from opd_exporter.domain.config import Thresholds
from opd_exporter.domain.letter import Written
from opd_exporter.domain.report import Cms
from opd_exporter.domain.status import days_between
from opd_exporter.domain.vocabulary import Source, Status, Window, Worded
from opd_exporter.views.wording import rank, symbol, verdict


class Way(Worded):
    """How an evaluation was made."""

    MEMORY = "memory", "dari ingatan pemantau yang berjalan: status di sini sama dengan di halaman pemantau"
    LOOK = (
        "look",
        "setiap situs diperiksa satu kali saat itu juga, tanpa ingatan pemantau; status di halaman pemantau"
        " dapat berbeda",
    )
    PUBLISHED = "published", "disalin dari berita yang terbit; bukan hasil pemantau ini"


@dataclass(frozen=True)
class Refused:
    """Entries of a site that did not count, all for one reason."""

    because: str
    count: int


@dataclass(frozen=True)
class SiteLine:
    """One site. What an older file does not tell has its default."""

    opd: str
    nama: str
    singkatan: str
    kelompok: str
    status: Status
    url: str = ""
    up: bool | None = None
    last_post: datetime | None = None
    last_post_source: Source | None = None
    last_post_title: str | None = None
    last_post_url: str | None = None
    posts: Mapping[str, int] | None = None
    """Own posts by window; None: not counted."""
    cms: Cms | None = None
    spam_suspected: bool | None = None
    checked_at: datetime | None = None
    condition: str = ""
    """Whether it answers, in words."""
    no_post: str = ""
    """What stands in place of the date of a last post, in words."""
    cms_called: str = ""
    """The system as people call it, without its version, or why none is named."""
    unsettled: tuple[str, ...] = ()
    """What is open and could change the status, in words."""
    refused: tuple[Refused, ...] = ()
    agreed: tuple[str, ...] = ()
    """Planned work and the agency's objection, in words."""
    admin_mails: int | None = None
    """How many addresses of its own admins the configuration has: who is written to on Mondays. None: not told."""
    letters: tuple[Written, ...] = ()
    """What they were written, where that is noted (``Evaluation.letters_since``)."""

    @property
    def dying(self) -> bool:
        """It is down, and its status does not show it."""
        return self.up is False and self.status is not Status.TIDAK_AKTIF

    @property
    def symbol(self) -> str:
        """The sign of its status."""
        return symbol(self.status, self.dying)

    @property
    def verdict(self) -> str:
        """Its status in words."""
        return verdict(self.status, self.dying)

    @property
    def posts_90(self) -> int | None:
        """Own posts of the last ninety days."""
        return self.posts.get(Window.DAYS_90.value) if self.posts is not None else None


@dataclass(frozen=True)
class Evaluation:
    """All sites of a city at one moment."""

    generated_at: datetime
    city: str
    sites: tuple[SiteLine, ...]
    way: Way | None = None
    """None: a file of before it was noted."""
    name: str = ""
    """The quarter it is of (``2026-T4``) or the day (``2026-11-27``), where it is kept."""
    version: str = ""
    """Of the program, whose rules these are."""
    thresholds: Thresholds | None = None
    target_percent: int = 100
    """Share of the sites that were to be aktif."""
    source: str = ""
    """Address of the article that published it."""
    letters_since: datetime | None = None
    """Since when letters are noted; None: they are not."""
    letters_lost: datetime | None = None
    """When some mails were last known not to be delivered."""

    def counts(self) -> dict[Status, int]:
        """How many sites have each status."""
        return counted(self.sites)

    def days(self, line: SiteLine) -> float | None:
        """Age of a site's last post."""
        return days_between(line.last_post, self.generated_at) if line.last_post else None

    def worst_first(self) -> list[SiteLine]:
        """Sites in the order in which they need somebody, as the page has them."""
        return sorted(
            self.sites, key=lambda line: rank(line.status, line.up, self.days(line), line.singkatan)
        )


def counted(lines: Sequence[SiteLine]) -> dict[Status, int]:
    """How many of these sites have each status."""
    found = Counter(line.status for line in lines)
    return {one: found[one] for one in Status}
