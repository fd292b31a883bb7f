"""Letters to agencies in plain Indonesian."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from opd_exporter.domain.letter import Letters, Written
from opd_exporter.domain.moments import local
from opd_exporter.views.wording import day

SENT = "Tanggal surat adalah saat pemantau mengirimnya; apakah sampai, hanya server surel yang tahu."


def short(moment: datetime, zone: ZoneInfo) -> str:
    """``02/11/2026``: for a narrow column, where it is not broken in two."""
    return f"{local(moment, zone):%d/%m/%Y}"


def told(written: Written, zone: ZoneInfo, say: Callable[[datetime, ZoneInfo], str] = day) -> str:
    """``perlu posting baru: sejak 2 November 2026, terakhir 23 November 2026``; ``say`` writes a day."""
    since, last = say(written.since, zone), say(written.last, zone)
    when = since if since == last else f"sejak {since}, terakhir {last}"
    over = f"; kabar pulih {say(written.over, zone)}" if written.over else ""
    return f"{written.about.text}: {when}{over}"


def noting(begun: datetime, lost: datetime | None, zone: ZoneInfo) -> str:
    """What the dates of letters mean, since when they are noted, and that some are known to be lost."""
    known = f"{SENT} Dicatat sejak {day(begun, zone)}."
    return f"{known} Pada {day(lost, zone)} sebagian surel tidak terkirim." if lost else known


def fact(letters: Letters, key: str, zone: ZoneInfo) -> tuple[str, str]:
    """What a site's page says, name and value."""
    written = "; ".join(told(one, zone) for one in letters.to(key))
    said = f"{written[:1].upper()}{written[1:]}" if written else "Belum ada yang tercatat"
    return "Surat ke admin OPD", f"{said}. {noting(letters.begun, letters.lost, zone)}"
