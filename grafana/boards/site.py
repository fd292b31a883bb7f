"""Detail situs: all that is known of one site, a year back."""

from __future__ import annotations

from boards import board, whose
from boards.desk import key_column, status_column
from boards.look import (
    COLOURS,
    PLAIN,
    SERIES,
    Json,
    cms_names,
    exactly,
    reasons,
    sources,
    status_mapping,
)
from boards.panels import (
    DAYS,
    UNSEEN,
    Grid,
    Measure,
    always,
    joined,
    lettered,
    lines,
    link,
    measures,
    one_colour,
    over,
    override,
    rows,
    table,
    timeline,
)
from boards.whose import of_site
from opd_exporter.domain.vocabulary import Reason, Status

THIS = f'{whose.KOTA}, opd="$opd"'
PULLED = f'{whose.PULLED}, opd="$opd"'
"""The same site as it was pulled."""
LIMITS = (
    ("aktif", "Batas aktif", COLOURS[Status.KURANG_AKTIF]),
    ("kurang_aktif", "Batas kurang aktif", "#F2754E"),
)


def facts(grid: Grid) -> Json:
    """Who this is, and the ways on."""
    columns = {
        "Value #A": "Status",
        "nama": "Nama",
        "kelompok": "Kelompok",
        "reason": "Tidak hidup karena",
        "cms": "CMS",
        "version": "Versi",
        "source": "Sumber tanggal",
        "url": "Situs",
        "opd": "Bukti",
    }
    return table(
        "Situs ini",
        "Siapa, statusnya sekarang, CMS, dan dari mana tanggal posting dibaca. Kolom Situs membuka situsnya, kolom Bukti"
        " halaman exporter.",
        grid,
        lettered(
            rows(f"opd:status:code{{{THIS}}}"),
            rows(of_site("opd_site_failure", PULLED, "reason", true=True)),
            rows(of_site("opd_site_cms_info", PULLED, "cms", "version")),
            rows(of_site("opd_site_last_post_source", PULLED, "source", true=True)),
            rows(of_site("opd_site_info", PULLED, "url")),
        ),
        transformations=joined("opd", columns, keep="Value #A"),
        defaults={"noValue": "", "custom": {"minWidth": 60}},
        overrides=[
            override("byName", "Nama", custom_width=270),
            status_column("Status", 140),
            override("byName", "Kelompok", custom_width=95),
            override("byName", "Versi", custom_width=60),
            key_column(),
            override("byName", "Tidak hidup karena", mappings=reasons(), custom_width=230),
            override("byName", "CMS", mappings=cms_names(), custom_width=135),
            override("byName", "Sumber tanggal", mappings=sources(), custom_width=150),
            override("byName", "Situs", links=[link("Buka situs", "${__value.raw}", new_tab=True)]),
        ],
    )


def numbers(row: int) -> list[Json]:
    """What is measured now, each with its unit; three panels: a phone has room for three values in a row."""
    posted: tuple[Measure, ...] = (
        ("Hari tanpa posting", f"max(opd:days_since_last_post{{{THIS}}})", {"unit": DAYS, "decimals": 0}),
        (
            "Posting terakhir",
            f"1000 * (time() - 86400 * max(opd:days_since_last_post{{{THIS}}}))",
            {"unit": "time:DD-MM-YYYY"},
        ),
        ("Posting 30 hari", f'max(opd_site_posts{{{PULLED}, window="30d"}})', {}),
    )
    up: tuple[Measure, ...] = (
        ("Hidup dalam 30 hari", f"max(opd:up_ratio_30d{{{THIS}}})", {"unit": "percentunit", "decimals": 1}),
        ("Kode HTTP", f"max(opd_site_http_status_code{{{PULLED}}})", {}),
    )
    until: tuple[Measure, ...] = (
        (
            "Sisa sertifikat",
            f"(max(opd_site_tls_not_after_timestamp_seconds{{{PULLED}}}) - time()) / 86400",
            {"unit": DAYS, "decimals": 0},
        ),
        (
            "Status sejak",
            f"1000 * max(opd:status:since_timestamp_seconds{{{THIS}}})",
            {"unit": "time:DD-MM-YYYY"},
        ),
    )
    missing = "Yang tidak terukur tidak ditampilkan"
    return [
        measures("Posting", f"Posting terakhir dan jumlahnya. {missing}.", (0, row, 10, 4), posted, 20),
        measures(
            "Keadaan", f"Seberapa sering hidup, dan jawaban terakhir. {missing}.", (10, row, 7, 4), up, 20
        ),
        measures(
            "Sertifikat dan status",
            f"Sisa sertifikat HTTPS, dan sejak kapan statusnya begini. {missing}; situs http tidak punya sertifikat.",
            (17, row, 7, 4),
            until,
            20,
        ),
    ]


def history(grid: Grid) -> Json:
    """Status and answering over the year: worst moments are not averaged away."""
    up = f"max(min_over_time(opd_site_up{{{PULLED}}}[$__interval]))"
    return timeline(
        "Status dan keadaan",
        "Baris atas: status. Baris bawah: apakah situs menjawab; satu kali saja tidak menjawab sudah terlihat.",
        grid,
        lettered(
            over(always(f"max(opd:status:code{{{THIS}}})"), "Status", step="10m"),
            over(always(up), "Menjawab", step="10m"),
        ),
        mappings=status_mapping(),
        overrides=[
            override(
                "byName",
                "Menjawab",
                mappings=[exactly({"1": "hidup", "0": "✕ mati"}, {"1": UP_LINE, "0": DOWN_LINE}), UNSEEN],
            )
        ],
    )


DOWN_LINE, UP_LINE = "#F2754E", "#2F5D7C"


def saw_tooth(grid: Grid) -> Json:
    """Days since the last post: it grows by one a day and falls with each post."""
    return lines(
        "Hari sejak posting terakhir",
        "Naik satu setiap hari, turun ke nol setiap kali OPD memposting. Putus-putus: batas aktif dan kurang aktif.",
        grid,
        lettered(
            over(f"max(opd:days_since_last_post{{{THIS}}})", "Hari tanpa posting", step="10m"),
            *(
                over(f'max(opd:threshold_days{{{whose.KOTA}, threshold="{name}"}})', text, step="10m")
                for name, text, _ in LIMITS
            ),
        ),
        defaults={"unit": DAYS, "decimals": 0},
        custom={"axisSoftMax": 100},
        overrides=[
            override(
                "byName",
                text,
                color=one_colour(colour),
                custom_lineStyle={"fill": "dash", "dash": [8, 8]},
                custom_lineWidth=1,
            )
            for _, text, colour in LIMITS
        ],
    )


def posts(grid: Grid) -> Json:
    """How much is posted."""
    windows = (("7d", "7 hari", "#F2754E"), ("30d", "30 hari", "#FFD23F"), ("90d", "90 hari", "#8AB8FF"))
    return lines(
        "Jumlah posting",
        "Posting sendiri bertanggal dalam 7, 30, dan 90 hari terakhir, sejauh terlihat di umpan dan daftar situs.",
        grid,
        lettered(
            *(
                over(f'max(opd_site_posts{{{PULLED}, window="{key}"}})', name, step="10m")
                for key, name, _ in windows
            )
        ),
        custom={"axisSoftMax": 10},
        overrides=[override("byName", name, color=one_colour(colour)) for _, name, colour in windows],
    )


def uptime(grid: Grid) -> Json:
    """The share of looks of each day that found the site up."""
    return lines(
        "Hidup per hari",
        "Bagian dari pemeriksaan setiap hari yang menemukan situs hidup.",
        grid,
        [over(f"max(avg_over_time(opd_site_up{{{PULLED}}}[1d]))", "Hidup", step="1d")],
        bars=True,
        legend=False,
        defaults={"unit": "percentunit", "min": 0, "max": 1},
    )


def failures(grid: Grid) -> Json:
    """Why the site was not up, a line per reason that ever applied."""
    expr = f"max by (reason) (max_over_time(opd_site_failure{{{PULLED}}}[$__interval])) > 0"
    well = f"max(min_over_time(opd_site_up{{{PULLED}}}[$__interval])) == 1"
    return timeline(
        "Sebab tidak hidup",
        "Baris «hidup», dan satu baris untuk setiap sebab yang pernah terjadi dalam waktu yang ditampilkan.",
        grid,
        lettered(over(expr, "{{reason}}", step="10m"), over(always(well), "hidup", step="10m")),
        mappings=[exactly({"1": "ya"}, {"1": DOWN_LINE})],
        overrides=[
            *(override("byName", one.value, displayName=one.text) for one in Reason),
            override("byName", "hidup", mappings=[exactly({"1": "ya"}, {"1": UP_LINE}), UNSEEN]),
        ],
    )


def systems(grid: Grid) -> Json:
    """Which CMS, and when it changed."""
    known = f"max by (cms, version) (opd_site_cms_info{{{PULLED}}})"
    unknown = f"max(opd_site_up{{{PULLED}}} unless on ({whose.SITE}) opd_site_cms_info{{{PULLED}}}) * 0"
    return timeline(
        "CMS dan versi",
        "Satu baris untuk setiap CMS dan versi yang pernah dikenali, dan satu untuk saat tidak ada yang dikenali.",
        grid,
        lettered(over(known, "{{cms}} {{version}}", step="10m"), over(always(unknown), "–", step="10m")),
        mappings=[exactly({"1": "dipakai", "0": "tidak dikenali"}, {"1": UP_LINE, "0": PLAIN})],
    )


def phases(grid: Grid) -> Json:
    """Where the time of an answer goes."""
    return lines(
        "Waktu jawab menurut tahap",
        "Berapa lama setiap tahap permintaan halaman depan, tujuh hari terakhir.",
        grid,
        lettered(
            *(
                over(f'max(opd_site_http_duration_seconds{{{PULLED}, phase="{phase}"}})', name, step="1m")
                for phase, (name, _) in SERIES.items()
            )
        ),
        stacked=True,
        timeFrom="7d",
        defaults={"unit": "s"},
        overrides=[override("byName", name, color=one_colour(colour)) for name, colour in SERIES.values()],
    )


def certificate(grid: Grid) -> Json:
    """Days until the certificate ends."""
    return lines(
        "Sertifikat HTTPS",
        "Berapa hari lagi sertifikat berlaku; di bawah nol: sudah habis. Kosong untuk situs http.",
        grid,
        [
            over(
                f"(max(opd_site_tls_not_after_timestamp_seconds{{{PULLED}}}) - time()) / 86400",
                "Sisa",
                step="10m",
            )
        ],
        legend=False,
        custom={"axisSoftMax": 30},
        defaults={"unit": DAYS, "decimals": 0},
    )


def build() -> Json:
    """The board."""
    return board.dashboard(
        board.SITE,
        "Detail situs",
        "Semua yang diketahui tentang satu situs selama setahun.",
        [
            facts((0, 0, 24, 4)),
            *numbers(4),
            history((0, 8, 24, 6)),
            saw_tooth((0, 14, 12, 8)),
            posts((12, 14, 12, 8)),
            uptime((0, 22, 12, 7)),
            failures((12, 22, 12, 7)),
            phases((0, 29, 12, 8)),
            certificate((12, 29, 6, 8)),
            systems((18, 29, 6, 8)),
        ],
        since="now-1y",
        refresh="5m",
        variables=[
            board.asked(
                "opd",
                "OPD",
                f"query_result(opd:site{{{whose.KOTA}}})",
                regex=r'/nama="(?<text>[^"]+)".*,opd="(?<value>[^"]+)"/',
            ),
            board.exporter(),
        ],
        links=[board.out("Bukti di exporter", board.to_evidence("${opd}"))],
    )
