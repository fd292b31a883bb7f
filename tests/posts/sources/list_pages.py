"""Pages with lists, as several tests here look at them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from opd_exporter.domain.config import Site
from opd_exporter.domain.scope import Scope
from opd_exporter.page.parse import parse
from opd_exporter.posts.context import Context
from opd_exporter.posts.sources.listing import read_listing
from opd_exporter.posts.sources.model import Listing

ORIGIN = "https://dinas.example.go.id"
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Jakarta")
CONTEXT = Context(Scope.of(Site("dinas", "Dinas", "Dinas", "dinas", f"{ORIGIN}/")), NOW, ZONE)
TITLES = [
    "Warga membersihkan saluran air",
    "Kader posyandu menimbang balita",
    "Nelayan memperbaiki dermaga kayu",
]
TABLE = "<tr><td>{n}</td><td>{title}</td><td>1{n}-11-2026</td><td><a href={link}{n}>Lihat</a></td></tr>"


def read(body: str, path: str = "/", title: str = "Dinas") -> Listing:
    markup = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    return read_listing(
        parse(markup.encode(), url=ORIGIN + path, status=200, headers={"content-type": "text/html"}), CONTEXT
    )


def rows(prefix: str, first: int = 4, step: int = 7) -> str:
    days = [(NOW - timedelta(days=first + step * number)).strftime("%d-%m-%Y") for number in range(3)]
    made = (
        f'<li><a href="{prefix}{title.lower().replace(" ", "-")}">{title}</a> <i>{day}</i></li>'
        for title, day in zip(TITLES, days, strict=True)
    )
    return f"<ul>{''.join(made)}</ul>"


def told(found: Listing) -> list[tuple[str | None, str]]:
    """Day and rule of each candidate."""
    return [
        (one.published.astimezone(ZONE).date().isoformat() if one.published else None, one.rule)
        for one in found.candidates
    ]
