"""Layar dinding: the whole city on one screen, read from five metres. Nobody touches it.

The tiles stand worst first, in four columns. All sites grow older at the same pace, so a tile moves only when its agency
posts, when a site dies or comes back: the order is itself the news. Nothing needs a click, a scroll or a choice."""

from __future__ import annotations

from boards import board, whose
from boards.look import COLOURS, DOWN, DOWN_SYMBOL, PLAIN, Json, between, exactly, tile, words
from boards.panels import Grid, lettered, lines, now, one_colour, over, override, stat
from opd_exporter.domain.vocabulary import Status
from opd_exporter.views.wording import SYMBOLS

COLUMNS = 4
NAME, SYMBOL = 56, 52
"""Pixels of a tile's name and symbol: 50 are 16 minutes of arc on a 55-inch screen from five metres."""
OLD = 600
"""Seconds after which data is old, as on the exporter's own page."""
LONG_AGO = 20 * 3600
"""Seconds after which a time of day would be taken for today's: from then on the day is shown."""
LAST_LOOK = f"max(opd:known:measured_timestamp_seconds{{{whose.KOTA}}})"
"""When a site was last looked at, also while the exporter is silent."""
ORDER = f"opd:wall:order{{{whose.KOTA}}}"
DOWN_SINCE = f"opd:down_since_timestamp_seconds{{{whose.KOTA}}}"
UP = f"opd_site_up{{{whose.PULLED}}}"


def order_mapping() -> list[Json]:
    """``opd:wall:order`` as a symbol on a colour (prometheus/rules/wall.yml says what the number holds)."""
    bands = {4: Status.TIDAK_AKTIF, 3: Status.KURANG_AKTIF, 2: Status.TIDAK_TERUKUR, 1: Status.AKTIF}
    found = []
    for band, status in bands.items():
        low, up = 1e5 * band - 1, 50000 if status is not Status.TIDAK_AKTIF else 99999
        found.append(between(low, low + up, SYMBOLS[status], tile(COLOURS[status])))
        if status is not Status.TIDAK_AKTIF:
            found.append(between(low + up, low + 1e5, DOWN_SYMBOL, tile(DOWN)))
    return found


def tiles(column: int, grid: Grid) -> Json:
    """One of the columns of tiles: its share of the sites, worst first."""

    def share(part: int) -> str:
        number = f"ceil(count({ORDER}) * {part} / {COLUMNS}) or vector(0)"  # topk(NaN, ...) is an error
        return f"topk(scalar({number}), {ORDER})"

    rest = f" unless {share(column - 1)}" if column > 1 else ""
    return stat(
        "",
        f"Situs, kolom {column} dari {COLUMNS}; yang terburuk lebih dulu. ● aktif, ▲ kurang aktif, ✕ tidak aktif,"
        f" ? tidak terukur, ! sedang mati (statusnya belum tidak aktif). {whose.STAR}.",
        grid,
        [now(f"sort_desc({whose.starred(share(column) + rest, 'nama_layar')})", "{{nama_layar}}")],
        text="value_and_name",
        sizes=(NAME, SYMBOL),
        orientation="horizontal",
        defaults={
            "mappings": order_mapping(),
            "color": {"mode": "thresholds"},
            "thresholds": {"mode": "absolute", "steps": [{"value": None, "color": tile(PLAIN)}]},
            "noValue": "?",
            "links": [{"title": "Detail situs", "url": board.to_site("${__field.labels.opd}")}],
        },
    )


def counters(grid: Grid) -> Json:
    """How many sites are what."""
    return stat(
        "",
        "Jumlah situs menurut status.",
        grid,
        lettered(
            *(now(f'sum(opd:status:count{{{whose.KOTA}, status="{one}"}})', words(one)) for one in Status)
        ),
        text="value_and_name",
        sizes=(30, 84),
        orientation="vertical",
        defaults={"noValue": "?", "color": one_colour(tile(PLAIN))},
        overrides=[override("byName", words(one), color=one_colour(tile(COLOURS[one]))) for one in Status],
    )


def clock(grid: Grid) -> Json:
    """The time of the data. An absolute time: a screen that hangs shows one that anybody's watch gives away."""
    return stat(
        "",
        "Saat situs terakhir diperiksa. Bandingkan dengan jam: kalau tertinggal lebih dari beberapa menit, data atau"
        " layar ini berhenti.",
        grid,
        lettered(
            now(f"1000 * ({LAST_LOOK} > time() - {OLD})", "Data per"),
            now(f"1000 * (time() - {OLD} >= {LAST_LOOK} > time() - {LONG_AGO})", "✕ DATA LAMA"),
            now(f"1000 * (time() - {LONG_AGO} >= {LAST_LOOK})", "✕ DATA LAMA"),
        ),
        text="value_and_name",
        sizes=(30, 84),
        defaults={
            "unit": "time:HH.mm",
            "noValue": "?",
            "color": one_colour(tile(COLOURS[Status.TIDAK_AKTIF])),
        },
        overrides=[
            override("byFrameRefID", "A", color=one_colour(tile(PLAIN))),
            override("byFrameRefID", "C", unit="time:DD/MM"),
        ],
    )


MASS_OUTAGE = f'max(ALERTS{{alertname="OpdMassOutage", alertstate="firing", {whose.KOTA}}})'
EXPORTER_UP = f"max(opd:exporter:up{{{whose.KOTA}}})"
ANSWERED = f"avg(up{{{whose.PULLED}}})"
RELOADED = f"min{whose.of_its_exporter('opd_exporter_config_last_reload_successful')}"
STATES = {
    "0": ("● Baik", Status.AKTIF),
    "1": ("▲ Konfigurasi", Status.KURANG_AKTIF),
    "2": ("▲ Sebagian", Status.KURANG_AKTIF),
    "3": ("✕ Jaringan", Status.TIDAK_AKTIF),
    "4": ("✕ Mati", Status.TIDAK_AKTIF),
}
"""What the monitor itself may be, the worst highest: an alert about the network goes on for a while after the exporter
has died, and who is silent knows nothing of the network."""
WATCHED = "Pemantau $kota"
"""Of which city this wall is, above what the monitor is. The panel is so narrow that Grafana puts one over the
other (up to two and a half times as wide as high), and has no title, so that a long name has a second line."""


def monitor(grid: Grid, sizes: tuple[int, int] = (26, 40)) -> Json:
    """Whether what the screen shows can be believed."""
    terms = (
        f"4 * (1 - {EXPORTER_UP} or absent({EXPORTER_UP}))",
        f"3 * {MASS_OUTAGE}",
        f"2 * ({ANSWERED} < bool 0.9)",
        f"1 - {RELOADED}",
    )
    named = " or ".join(f'label_replace({term}, "n", "{n}", "", "")' for n, term in enumerate(terms))
    return stat(
        "",
        "Kota mana, dan keadaan pemantaunya. Konfigurasi: perubahan terakhir gagal dimuat. Sebagian: lebih dari"
        " sepersepuluh situs tidak sempat diperiksa. Mati: exporter tidak menjawab. Jaringan: banyak situs mati"
        " bersamaan, mungkin sambungan internet pemantau yang putus. Putus: Grafana tidak mendapat data.",
        grid,
        [now(f"max({named})", WATCHED)],
        text="value_and_name",
        sizes=sizes,
        defaults={
            "mappings": [
                exactly(
                    {code: text for code, (text, _) in STATES.items()},
                    {code: tile(COLOURS[status]) for code, (_, status) in STATES.items()},
                )
            ],
            "noValue": "✕ Putus",
            "color": one_colour(tile(COLOURS[Status.TIDAK_AKTIF])),
        },
    )


def down_count(grid: Grid) -> Json:
    """How many do not answer now."""
    return stat(
        "",
        "Jumlah situs yang tidak menjawab sekarang, apa pun statusnya.",
        grid,
        [now(f"sum(1 - {UP}) or vector(-1)", f"{DOWN_SYMBOL} Sedang mati")],
        text="value_and_name",
        sizes=(30, 72),
        defaults={"mappings": [exactly({"-1": "?"})], "color": one_colour(tile(DOWN)), "noValue": "?"},
    )


def down_list(grid: Grid, most: int) -> Json:
    """Who does not answer now and for how long, the newest first: an old death is no news, its tile tells it."""
    newest = whose.starred(f"bottomk({most}, time() - {DOWN_SINCE})", "nama_layar")
    alive = f'label_replace(vector(0), "nama_layar", "Semua hidup", "", "") and on () count({UP})'
    units = (("menit", 60, 0, 3600), ("jam", 3600, 3600, 86400), ("hari", 86400, 86400, 1e12))
    queries = [
        now(f"sort(floor((({newest}) >= {low:.0f} < {high:.0f}) / {size}))", "{{nama_layar}}")
        for _, size, low, high in units
    ]
    nobody = now(f"({alive}) unless on () {DOWN_SINCE}", "{{nama_layar}}")
    return stat(
        "",
        f"Situs yang tidak menjawab sekarang dan sudah berapa lama; yang terbaru di atas, paling banyak {most}."
        f" {whose.STAR}.",
        grid,
        lettered(*queries, nobody),
        text="value_and_name",
        background=False,
        sizes=(36, 28),
        orientation="horizontal",
        defaults={"noValue": "?", "color": one_colour("text")},
        overrides=[
            *(override("byFrameRefID", "ABC"[n], unit=f"suffix: {unit[0]}") for n, unit in enumerate(units)),
            override("byFrameRefID", "D", mappings=[exactly({"0": "●"})]),
        ],
    )


def counts_over_time(
    title: str, description: str, grid: Grid, *, step: str, legend: bool, of: str = whose.KOTA
) -> Json:
    """How many sites were what, stacked: the living above, the silent below. ``of``: the matchers that say whose."""
    ordered = (Status.TIDAK_AKTIF, Status.KURANG_AKTIF, Status.TIDAK_TERUKUR, Status.AKTIF)
    return lines(
        title,
        description,
        grid,
        lettered(
            *(
                over(f'sum(opd:status:count{{{of}, status="{one}"}})', words(one), step=step)
                for one in ordered
            )
        ),
        stacked=True,
        legend=legend,
        custom={"lineWidth": 0, "fillOpacity": 100},
        overrides=[override("byName", words(one), color=one_colour(COLOURS[one])) for one in ordered],
    )


def screen(uid: str, title: str, description: str, columns: list[Json]) -> Json:
    """A wall: ``columns`` of tiles (20 wide from row 4 on), and around them what every wall shows."""
    trend = "Jumlah situs menurut status selama 90 hari."
    return board.dashboard(
        uid,
        title,
        description,
        [
            counters((0, 0, 15, 4)),
            clock((15, 0, 5, 4)),
            monitor((20, 0, 4, 4)),
            *columns,
            down_count((20, 4, 4, 4)),
            down_list((20, 8, 4, 12), 6),
            counts_over_time("90 hari terakhir", trend, (20, 20, 4, 7), step="6h", legend=False),
        ],
        since="now-90d",
        refresh="1m",
        wall=True,
    )


def build() -> Json:
    """The board."""
    return screen(
        board.WALL,
        "Layar dinding",
        "Semua situs OPD sekaligus, untuk layar besar: buka dengan ?kiosk. Cara membacanya: docs/panduan-layar.md.",
        [tiles(column, (5 * (column - 1), 4, 5, 23)) for column in range(1, COLUMNS + 1)],
    )
