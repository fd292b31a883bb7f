"""What stands beside the posts and makes a dead site look alive (docs/domain.md): boxes on every page."""

from __future__ import annotations

from datetime import timedelta
from html import escape
from typing import TYPE_CHECKING

from years.words import FORMS

if TYPE_CHECKING:
    from eval.site import Server

BOXES = ("Dokumen", "Galeri Foto", "Agenda Kegiatan")
"""Kinds of entries that are no posts, by the heading of their box."""


def _box(heading: str, rows: list[str]) -> str:
    return (
        f'<div class="widget"><h4>{heading}</h4><ul>{"".join(f"<li>{row}</li>" for row in rows)}</ul></div>'
    )


def aside(server: Server) -> str:
    """The boxes of a site."""
    site, now, boxes = server.site, server.now, []
    today = FORMS[site.system.form](now)
    if "gpr" in site.traps:
        rows = [
            f'<a href="https://www.komdigi.example.go.id/berita/{n}">Menteri membuka forum transformasi digital ke-{n}</a> {today}'
            for n in range(1, 4)
        ]
        boxes.append(f'<div id="gpr-kominfo-widget-container">{_box("GPR", rows)}</div>')
    if "portal" in site.traps:
        rows = [
            f'<a href="https://portal.example.go.id/detail/{n}">Wali kota meninjau perbaikan jalan lingkungan tahap {n}</a> {today}'
            for n in range(1, 4)
        ]
        boxes.append(_box("Berita Kota", rows))
    if "counter" in site.traps:
        boxes.append(_box("Statistik", [f"Hari ini: {now.timestamp() % 977:.0f}", f"Pembaruan: {today}"]))
    if "comments" in site.traps:
        rows = [
            f"Warga pada {FORMS[site.system.form](now - timedelta(days=n))}: terima kasih infonya"
            for n in (0, 1)
        ]
        boxes.append(_box("Komentar Terbaru", rows))
    if "hidden links" in site.traps:
        boxes.append(
            '<div style="position:absolute;left:-9999px"><a href="https://gacor.example.com/">Slot Gacor Maxwin Hari Ini</a>'
            '<a href="https://togel.example.com/">Bandar Togel Terpercaya</a></div>'
        )
    for heading in BOXES:
        entries = [entry for entry in site.entries if entry.kind == heading]
        if entries:
            rows = [
                f'<a href="{escape(server.address(entry))}">{escape(entry.title)}</a> <small>{server.printed(entry.when)}</small>'
                for entry in entries
            ]
            boxes.append(_box(heading, rows))
    return "".join(boxes)
