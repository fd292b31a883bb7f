"""Semua kota: a line a city, for whoever looks after several; each leads to the boards of that city."""

from __future__ import annotations

from boards import board, wall, whose
from boards.look import COLOURS, PLAIN, Json, exactly, tile, words
from boards.panels import Grid, filled, joined, lettered, link, one_colour, override, rows, stat, table
from boards.panels import now as at_once
from boards.whose import PLACE
from opd_exporter.domain.vocabulary import Status

NAMED = f'{PLACE}, kota!=""'
"""A city's own counts; while no site is known there are some of none. The board asks for what there is once a city, or
only for sites that are down, never for every site of the country."""
KNOWN = f"last_over_time(opd:status:count{{{NAMED}}}[1d])"
"""Also of cities that have been silent for less than a day: a line that is gone tells nobody anything."""
UP = f"opd:exporter:up{{{NAMED}}}"
DOWN = f"count by (kota) (opd:down_since_timestamp_seconds{{{NAMED}}}) or 0 * max by (kota) ({UP} == 1)"
"""Nought only where somebody looks: of a city whose exporter is silent nobody knows."""
STATE = (
    f'3 * ALERTS{{alertname="OpdMassOutage", alertstate="firing", {NAMED}}} or 4 * (1 - {UP})'
    f" or on (kota) 4 * group by (kota) ({KNOWN})"
)
ANSWERED = (
    f"(timestamp({UP}) and {UP} == 1)"  # VictoriaMetrics knows the time of a series, not of a comparison
)
SEEN = f"max by (kota) ({ANSWERED}) or max by (kota) (max_over_time({ANSWERED}[1d:5m]))"
"""When a city's exporter last answered."""
THIS_ROW = whose.here("${__data.fields.Kota:percentencode}")
SHARE = (
    f'sum by (kota) (opd:status:count{{{NAMED}, status="%s"}}) / sum by (kota) (opd:status:count{{{NAMED}}})'
)


def totals() -> list[Json]:
    """All that are chosen, together; two panels, since a phone has no room for seven numbers in a row."""
    statuses = [at_once(f'sum(opd:status:count{{{NAMED}, status="{one}"}})', words(one)) for one in Status]
    look: Json = {"text": "value_and_name", "sizes": (16, 46), "orientation": "vertical"}
    return [
        stat(
            "Seluruhnya",
            "Jumlah kota dan situs yang dipantau, dan berapa situs yang tidak menjawab sekarang"
            " (kota yang pemantaunya mati tidak terhitung).",
            (0, 0, 10, 4),
            lettered(
                at_once(f"count(group by (kota) ({KNOWN}))", "Kota"),
                at_once(f"sum(opd:status:count{{{NAMED}}})", "Situs"),
                at_once(f"sum({DOWN})", "! Sedang mati"),
            ),
            **look,
            defaults={"noValue": "?", "color": one_colour(tile(PLAIN))},
        ),
        stat(
            "Menurut status",
            "Jumlah situs semua kota yang dipilih, menurut status.",
            (10, 0, 14, 4),
            lettered(*statuses),
            **look,
            defaults={"noValue": "?"},
            overrides=[
                override("byName", words(one), color=one_colour(tile(COLOURS[one]))) for one in Status
            ],
        ),
    ]


def cities(grid: Grid) -> Json:
    """Every city, the one with the largest share of dead sites first."""
    columns = {
        "kota": "Kota",
        "provinsi": "Provinsi",
        "Value #A": "Situs",
        "Value #B": words(Status.AKTIF),
        "Value #C": words(Status.KURANG_AKTIF),
        "Value #D": words(Status.TIDAK_AKTIF),
        "Value #E": words(Status.TIDAK_TERUKUR),
        "Value #F": "Bagian aktif",
        "Value #G": "Sedang mati",
        "Value #H": "Terakhir menjawab",
        "Value #I": "Pemantau",
    }
    counted = (f'sum by (kota) (opd:status:count{{{NAMED}, status="{one}"}})' for one in Status)
    nothing = exactly({"0": "–"}, {"0": "transparent"})
    return table(
        "Kota",
        "Satu baris untuk setiap kota; yang bagian tidak aktifnya terbesar di atas. Nama kota membuka papan-papannya."
        " Pemantau mati: exporternya, atau seluruh wilayahnya, tidak memberi kabar; jumlah situsnya yang terakhir"
        " diketahui.",
        grid,
        lettered(
            rows(f"sum by (kota, provinsi) ({KNOWN})"),
            *(rows(one) for one in counted),
            rows(SHARE % Status.AKTIF),
            rows(DOWN),
            rows(f"1000 * ({SEEN})"),
            rows(f"max by (kota) ({STATE})"),
            rows(SHARE % Status.TIDAK_AKTIF),
        ),
        transformations=joined("kota", columns, keep="Value #A", down="Value #J"),
        defaults={"noValue": "", "custom": {"minWidth": 60}},
        overrides=[
            override(
                "byName",
                "Kota",
                links=[
                    link("Operasi", f"/d/{board.DESK}?{THIS_ROW}"),
                    link("Evaluasi dan tren", f"/d/{board.TREND}?{THIS_ROW}"),
                    link("Layar dinding", f"/d/{board.WALL}?kiosk&{THIS_ROW}"),
                ],
                custom_width=210,
            ),
            *(
                filled(override("byName", words(one), mappings=[nothing], color=one_colour(COLOURS[one])))
                for one in Status
            ),
            override("byName", "Situs", custom_width=65),
            override("byName", "Bagian aktif", unit="percentunit", decimals=0, custom_width=105),
            override("byName", "Sedang mati", custom_width=110),
            override(
                "byName",
                "Terakhir menjawab",
                unit="time:DD-MM-YYYY HH.mm",
                custom_align="right",
                custom_width=155,
            ),
            override(
                "byName",
                "Pemantau",
                custom_width=115,
                mappings=[exactly({code: text for code, (text, _) in wall.STATES.items()})],
            ),
        ],
    )


def build() -> Json:
    """The board."""
    together = "Jumlah situs menurut status, semua kota yang dipilih bersama-sama."
    return board.dashboard(
        board.CITIES,
        "Semua kota",
        "Untuk yang mengurus beberapa kota: satu baris untuk setiap kota, dan jalan ke papan-papannya.",
        [
            *totals(),
            cities((0, 4, 24, 20)),
            wall.counts_over_time(
                "Jumlah situs menurut status", together, (0, 24, 24, 8), step="1h", legend=True, of=NAMED
            ),
        ],
        since="now-90d",
        refresh="5m",
        on_top=(board.source, board.place),
    )
