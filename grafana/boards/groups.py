"""Layar kelompok: the wall for more than sixty sites. A line per kelompok, a column per status."""

from __future__ import annotations

from boards import board, wall, whose
from boards.look import COLOURS, Json, exactly, tile
from boards.panels import Grid, now, one_colour, stat
from opd_exporter.domain.vocabulary import Status
from opd_exporter.views.wording import SYMBOLS

EMPTY = "#22262B"
"""None of this kind: the tile steps back."""


def column(status: Status, grid: Grid) -> Json:
    """The number of sites of this status in each kelompok, the same kelompok in the same line of every column."""
    return stat(
        "",
        f"Jumlah situs yang {status.text.lower()} di setiap kelompok.",
        grid,
        [
            now(
                f'sum by (kelompok) (opd:status:count_by_kelompok{{{whose.KOTA}, status="{status}"}})',
                f"{SYMBOLS[status]} {{{{kelompok}}}}",
            )
        ],
        text="value_and_name",
        sizes=(50, 64),
        orientation="horizontal",
        defaults={
            "mappings": [exactly({"0": "0"}, {"0": tile(EMPTY)})],
            "color": one_colour(tile(COLOURS[status])),
            "noValue": "?",
            "links": [
                {
                    "title": "Operasi",
                    "url": f"/d/{board.DESK}?{whose.SAME_CITY}&var-kelompok=${{__field.labels.kelompok}}",
                }
            ],
        },
    )


def build() -> Json:
    """The board."""
    return wall.screen(
        board.GROUPS,
        "Layar kelompok",
        "Jumlah situs menurut kelompok dan status, untuk kota dengan lebih dari 60 situs: buka dengan ?kiosk.",
        [column(status, (5 * number, 4, 5, 23)) for number, status in enumerate(Status)],
    )
