"""Evaluasi dan tren: the quarter's evaluation, for a meeting and its print."""

from __future__ import annotations

from boards import board, evaluations, wall
from boards.desk import TO_SITE, key_column, status_column
from boards.look import COLOURS, Json, exactly, words
from boards.panels import (
    DAYS,
    Grid,
    chosen,
    filled,
    joined,
    lettered,
    one_colour,
    override,
    rows,
    table,
    words_panel,
)
from boards.whose import KOTA, PULLED, of_site
from opd_exporter.domain.vocabulary import Status

BEFORE = f"max by (kota, opd) (last_over_time(opd:status:code{{{KOTA}}}[1d] offset $banding))"
"""The status then; a day's grace, for Prometheus may have stood still at that very moment."""
STEPS = f"(max by (kota, opd) (opd:status:code{{{KOTA}}} >= 0) - ({BEFORE} >= 0))"
"""Steps up (positive) or down since then, of sites that could be judged both times."""

COUNTED_BEFORE = f"sum by (status) (last_over_time(opd:status:count{{{KOTA}}}[1d] offset $banding))"
"""The counts then."""


def before(grid: Grid) -> Json:
    """The figures of before."""
    return words_panel(
        "Dulu: evaluasi yang pernah dipublikasikan",
        "Angka dari media, masing-masing dengan aturan dan sumbernya. Tidak dicampur dengan hasil pengukuran.",
        grid,
        evaluations.markdown(),
    )


def today(grid: Grid) -> Json:
    """The measured counts now and then."""
    columns = {"status": "Status", "Value #A": "Sekarang", "Value #B": "Waktu itu"}
    return table(
        "Sekarang, diukur",
        "Jumlah situs menurut status, sekarang dan pada waktu pembanding. Kolom kedua kosong kalau pemantau belum"
        " berjalan selama itu.",
        grid,
        lettered(
            rows(f"sum by (status) (opd:status:count{{{KOTA}}})"),
            rows(COUNTED_BEFORE),
        ),
        transformations=joined("status", columns),
        defaults={"noValue": "-", "custom": {"minWidth": 60}},
        overrides=[
            filled(
                override(
                    "byName",
                    "Status",
                    mappings=[
                        exactly({one: words(one) for one in Status}, {one: COLOURS[one] for one in Status})
                    ],
                    custom_width=150,
                )
            )
        ],
    )


def counts(grid: Grid) -> Json:
    """The counts over the time shown."""
    title, description = "Jumlah situs menurut status", "Hasil pengukuran saja, sejak pemantau dipasang."
    return wall.counts_over_time(title, description, grid, step="1h", legend=True)


def by_kelompok(grid: Grid) -> Json:
    """The counts of each kelompok."""
    nothing = exactly({"0": "–"}, {"0": "transparent"})
    return table(
        "Menurut kelompok",
        "Jumlah situs menurut status di setiap kelompok, sekarang.",
        grid,
        [rows(f"sum by (kelompok, status) (opd:status:count_by_kelompok{{{KOTA}}})")],
        transformations=[
            {
                "id": "groupingToMatrix",
                "options": {"columnField": "status", "rowField": "kelompok", "valueField": "Value"},
            },
            *chosen({"kelompok\\status": "Kelompok"} | {one.value: words(one) for one in Status}),
        ],
        defaults={"custom": {"align": "left", "minWidth": 60}},
        overrides=[
            filled(override("byName", words(one), mappings=[nothing], color=one_colour(COLOURS[one])))
            for one in Status
        ],
    )


def moved(title: str, description: str, sign: str, grid: Grid) -> Json:
    """Who rose, or who fell."""
    columns = {
        "singkatan": "OPD",
        "Value #B": "Waktu itu",
        "Value #A": "Sekarang",
        "Value #C": "Hari tanpa posting",
    }
    return table(
        title,
        description,
        grid,
        lettered(
            rows(f"opd:status:code{{{KOTA}}} and on (kota, opd) {STEPS} {sign} 0"),
            rows(f"{BEFORE} and on (kota, opd) {STEPS} {sign} 0"),
            rows(f"{of_site('opd:days_since_last_post', KOTA)} and on (kota, opd) {STEPS} {sign} 0"),
        ),
        transformations=joined("opd", columns, keep="Value #A", down="Value #C"),
        defaults={"noValue": "tidak ada"},
        overrides=[
            status_column("Waktu itu"),
            status_column("Sekarang"),
            override("byName", "Hari tanpa posting", unit=DAYS, decimals=0),
        ],
    )


def everyone(grid: Grid) -> Json:
    """All sites, for the appendix."""
    columns = {
        "nama": "OPD",
        "kelompok": "Kelompok",
        "Value #B": "Waktu itu",
        "Value #A": "Sekarang",
        "Value #C": "Sejak",
        "Value #D": "Hari tanpa posting",
        "Value #E": "Posting 90 hari",
        "Value #F": "Hidup 30 hari",
        "opd": "Bukti",
    }
    return table(
        "Semua situs",
        "Setiap situs: status pada waktu pembanding dan sekarang, sejak kapan, dan berapa yang diposting.",
        grid,
        lettered(
            rows(f"opd:status:code{{{KOTA}}}"),
            rows(BEFORE),
            rows(f"1000 * {of_site('opd:status:since_timestamp_seconds', KOTA)}"),
            rows(of_site("opd:days_since_last_post", KOTA)),
            rows(of_site("opd_site_posts", f'{PULLED}, window="90d"')),
            rows(of_site("opd:up_ratio_30d", KOTA)),
            rows(of_site("opd:wall:order", KOTA)),
        ),
        transformations=joined("opd", columns, keep="Value #A", down="Value #G"),
        defaults={"noValue": "", "custom": {"minWidth": 60}},
        overrides=[
            override("byName", "OPD", links=[TO_SITE], custom_minWidth=340),
            override("byName", "Kelompok", custom_width=100),
            status_column("Waktu itu", 140),
            status_column("Sekarang", 140),
            override("byName", "Sejak", unit="time:DD-MM-YYYY", custom_align="right", custom_width=110),
            override("byName", "Hari tanpa posting", decimals=0, custom_width=155),
            override("byName", "Posting 90 hari", custom_width=130),
            override("byName", "Hidup 30 hari", unit="percentunit", decimals=1, custom_width=125),
            key_column(),
        ],
    )


def build() -> Json:
    """The board."""
    spans = {
        "90d": "90 hari lalu",
        "7d": "seminggu lalu",
        "30d": "30 hari lalu",
        "182d": "setengah tahun lalu",
        "365d": "setahun lalu",
    }
    return board.dashboard(
        board.TREND,
        "Evaluasi dan tren",
        "Evaluasi triwulan: dulu dan sekarang, siapa membaik, siapa memburuk. Untuk cetak: tambahkan &kiosk&theme=light.",
        [
            before((0, 0, 15, 10)),
            today((15, 0, 9, 10)),
            counts((0, 10, 12, 8)),
            by_kelompok((12, 10, 12, 8)),
            moved("Membaik", "Situs yang statusnya naik sejak waktu pembanding.", ">", (0, 18, 12, 11)),
            moved("Memburuk", "Situs yang statusnya turun sejak waktu pembanding.", "<", (12, 18, 12, 11)),
            everyone((0, 29, 24, 34)),
        ],
        since="now-1y",
        refresh="",
        variables=[
            board.choice("banding", "Dibandingkan dengan", spans, several=False),
            board.exporter(),
        ],
    )
