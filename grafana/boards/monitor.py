"""Kesehatan monitor: whether the monitor does its work, and what it asks of the sites."""

from __future__ import annotations

from boards import board, desk, wall, whose
from boards.look import NEUTRAL, Json
from boards.panels import (
    DAYS,
    Grid,
    Measure,
    joined,
    lettered,
    lines,
    measures,
    one_colour,
    over,
    override,
    rows,
    table,
)

LOOKS = {
    "measured": ("Terukur", "#7FD6C2"),
    "no_posts": ("Tanpa posting sendiri", "#FFD23F"),
    "unknown": ("Belum dapat dinilai", "#C792EA"),
    "failed": ("Gagal", "#F2754E"),
}
OUTCOMES = {"up": ("Situs hidup", "#8AB8FF"), "down": ("Situs tidak hidup", "#F2754E")}
REFUSED = {
    "too_many": ("Terlalu banyak bersamaan", "#FFD23F"),
    "unknown_target": ("Situs tidak dikenal", "#C792EA"),
}
RATE = "[$__rate_interval]"
OWN = '{job="opd-exporter"}'
OUR_RULES = '{rule_group=~".*;opd-.*"}'
"""Groups of prometheus/rules, whatever else the Prometheus reckons."""


def counted(metric: str, label: str, words: dict[str, tuple[str, str]], factor: int) -> list[Json]:
    """A query per word of a counter's label: how many in ``factor`` seconds."""
    return lettered(
        *(
            over(
                f'{factor} * sum{whose.of_its_exporter(f"""rate({metric}{{{label}="{word}"}}{RATE})""")}',
                name,
            )
            for word, (name, _) in words.items()
        )
    )


def coloured(words: dict[str, tuple[str, str]]) -> list[Json]:
    """The colour of each word's line."""
    return [override("byName", name, color=one_colour(colour)) for name, colour in words.values()]


def now_numbers() -> list[Json]:
    """The numbers of this moment; two panels: a phone has room for three values in a row."""
    sites: tuple[Measure, ...] = (
        ("Situs dipantau", f"count(opd:site{{{whose.KOTA}}})", {}),
        ("Diperiksa sekarang", f"sum(up{{{whose.PULLED}}})", {}),
        ("Pemeriksaan berjalan", f"sum{whose.of_its_exporter('opd_exporter_probes_in_progress')}", {}),
    )
    exporter: tuple[Measure, ...] = (
        ("Peringatan menyala", f"count({desk.firing('.*')}) or vector(0)", {}),
        (
            "Exporter berjalan",
            f"(time() - max{whose.of_its_exporter(f'process_start_time_seconds{OWN}')}) / 86400",
            {"unit": DAYS, "decimals": 1},
        ),
        (
            "Konfigurasi dimuat",
            f"1000 * max{whose.of_its_exporter('opd_exporter_config_last_reload_success_timestamp_seconds')}",
            {"unit": "time:DD-MM-YY HH.mm"},
        ),
    )
    return [
        measures(
            "Situs, sekarang",
            "Berapa situs yang terdaftar, dan berapa yang benar-benar diperiksa pada pengambilan terakhir.",
            (4, 0, 10, 4),
            sites,
            26,
        ),
        measures(
            "Exporter, sekarang",
            "Peringatan yang menyala, dan sejak kapan exporter berjalan dan memakai konfigurasinya.",
            (14, 0, 10, 4),
            exporter,
            20,
        ),
    ]


def probes(grid: Grid) -> Json:
    """Probes answered."""
    return lines(
        "Pemeriksaan per menit",
        "Pemeriksaan yang dijawab exporter, menurut hasilnya.",
        grid,
        counted("opd_exporter_probes_total", "outcome", OUTCOMES, 60),
        stacked=True,
        overrides=coloured(OUTCOMES),
        defaults={"decimals": 1},
    )


def refused(grid: Grid) -> Json:
    """Probes not answered."""
    return lines(
        "Pemeriksaan yang ditolak, per menit",
        "Terlalu banyak bersamaan: naikkan probe.concurrency. Situs tidak dikenal: Prometheus meminta yang tidak ada di"
        " konfigurasi.",
        grid,
        counted("opd_exporter_probes_refused_total", "reason", REFUSED, 60),
        overrides=coloured(REFUSED),
    )


def duration(grid: Grid) -> Json:
    """How long probes take."""
    parts = ((0.5, "Separuh", NEUTRAL), (0.95, "95 persen", "#FFD23F"), (0.99, "99 persen", "#F2754E"))
    return lines(
        "Lama pemeriksaan",
        "Separuh, 95 persen, dan 99 persen dari pemeriksaan selesai dalam waktu ini.",
        grid,
        lettered(
            *(
                over(
                    f"histogram_quantile({share}, sum by (le)"
                    f" {whose.of_its_exporter(f'rate(opd_exporter_probe_duration_seconds_bucket{RATE})')})",
                    name,
                )
                for share, name, _ in parts
            )
        ),
        defaults={"unit": "s"},
        overrides=[override("byName", name, color=one_colour(colour)) for _, name, colour in parts],
    )


def looks(grid: Grid) -> Json:
    """Looks for posts."""
    return lines(
        "Pencarian posting per jam",
        "Pencarian posting menurut hasilnya.",
        grid,
        counted("opd_exporter_freshness_looks_total", "outcome", LOOKS, 3600),
        stacked=True,
        overrides=coloured(LOOKS),
    )


def load(grid: Grid) -> Json:
    """What the monitor asks of all the sites together."""
    return lines(
        "Permintaan ke situs per jam",
        "Semua permintaan yang dikirim ke situs-situs, pengalihan ikut dihitung. Pemantau harus menjadi tamu yang sopan.",
        grid,
        [
            over(
                f"3600 * sum{whose.of_its_exporter(f'rate(opd_exporter_site_requests_total{RATE})')}",
                "Permintaan",
            )
        ],
        legend=False,
    )


def traffic(grid: Grid) -> Json:
    """Bytes to and from the sites."""
    ways = (("sent", "Dikirim", "#FFD23F"), ("received", "Diterima", NEUTRAL))
    return lines(
        "Data dengan situs",
        "Byte yang dikirim ke situs dan yang diterima dari situs, per detik.",
        grid,
        lettered(
            *(
                over(f"sum{whose.of_its_exporter(f'rate(opd_exporter_site_{way}_bytes_total{RATE})')}", name)
                for way, name, _ in ways
            )
        ),
        defaults={"unit": "Bps"},
        overrides=[override("byName", name, color=one_colour(colour)) for _, name, colour in ways],
    )


def ours(series: str) -> str:
    """Of this city's sites and exporter, and of the two programs that serve every city; other jobs are none of ours."""
    sites, exporter = f"{series}{{{whose.PULLED}}}", whose.of_its_exporter(series + OWN)
    return f'{sites} or {exporter} or {series}{{job=~"opd-(prometheus|alertmanager)"}}'


def scrapes(grid: Grid) -> Json:
    """Whether Prometheus reaches what it asks."""
    columns = {
        "job": "Pekerjaan",
        "Value #A": "Sasaran",
        "Value #B": "Gagal",
        "Value #C": "Terlama",
        "Value #D": "Deret",
    }
    return table(
        "Pengambilan oleh Prometheus",
        "Setiap pekerjaan Prometheus: berapa sasaran, berapa yang gagal sekarang, pengambilan terlama, dan jumlah deret.",
        grid,
        lettered(
            rows(f"count by (job) ({ours('up')})"),
            rows(f"sum by (job) (1 - ({ours('up')}))"),
            rows(f"max by (job) ({ours('scrape_duration_seconds')})"),
            rows(f"sum by (job) ({ours('scrape_samples_post_metric_relabeling')})"),
        ),
        transformations=joined("job", columns),
        defaults={"custom": {"minWidth": 60}},
        overrides=[override("byName", "Terlama", unit="s", decimals=2)],
    )


def rule_health(grid: Grid) -> Json:
    """Whether the rules are reckoned."""
    columns = {
        "rule_group": "Kelompok aturan",
        "Value #A": "Aturan",
        "Value #B": "Gagal dalam sejam",
        "Value #C": "Lama",
        "Value #D": "Terakhir",
    }
    return table(
        "Aturan Prometheus",
        "Setiap kelompok aturan: jumlahnya, kegagalan dalam satu jam, lama perhitungan, dan kapan terakhir dihitung.",
        grid,
        lettered(
            rows(short(f"prometheus_rule_group_rules{OUR_RULES}")),
            rows(short(f"increase(prometheus_rule_evaluation_failures_total{OUR_RULES}[1h])")),
            rows(short(f"prometheus_rule_group_last_duration_seconds{OUR_RULES}")),
            rows(
                "1000 * " + short(f"prometheus_rule_group_last_evaluation_timestamp_seconds{OUR_RULES} > 0")
            ),
        ),
        transformations=joined("rule_group", columns),
        defaults={"custom": {"minWidth": 60}},
        overrides=[
            override("byName", "Kelompok aturan", custom_width=180),
            override("byName", "Gagal dalam sejam", decimals=0),
            override("byName", "Lama", unit="s", decimals=4),
            override("byName", "Terakhir", unit="time:DD-MM-YYYY HH.mm.ss"),
        ],
    )


def short(expr: str) -> str:
    """By group, its file's path left out."""
    return f'max by (rule_group) (label_replace({expr}, "rule_group", "$1", "rule_group", ".*;(.*)"))'


def process(grid: Grid) -> Json:
    """What the exporter itself uses."""
    return lines(
        "Memori exporter",
        "Memori yang dipakai proses exporter, tanpa proses pembaca halamannya.",
        grid,
        [over(f"max{whose.of_its_exporter(f'process_resident_memory_bytes{OWN}')}", "Memori")],
        legend=False,
        defaults={"unit": "bytes"},
    )


def build() -> Json:
    """The board."""
    return board.dashboard(
        board.MONITOR,
        "Kesehatan monitor",
        "Apakah pemantau bekerja, dan seberapa besar bebannya bagi situs-situs.",
        [
            wall.monitor((0, 0, 4, 4), (20, 32)),
            *now_numbers(),
            probes((0, 4, 8, 8)),
            refused((8, 4, 8, 8)),
            duration((16, 4, 8, 8)),
            looks((0, 12, 8, 8)),
            load((8, 12, 8, 8)),
            traffic((16, 12, 8, 8)),
            scrapes((0, 20, 12, 8)),
            rule_health((12, 20, 12, 8)),
            process((0, 28, 24, 6)),
        ],
        since="now-24h",
        refresh="1m",
        links=[],
    )
