"""Operasi: the table of all sites for those who look after them, what changed this week, and what alerts."""

from __future__ import annotations

from boards import board, wall, whose
from boards.look import (
    COLOURS,
    PLAIN,
    Json,
    cms_names,
    exactly,
    matching,
    nothing,
    reasons,
    sources,
    status_mapping,
    tile,
)
from boards.panels import (
    DAYS,
    Grid,
    chosen,
    filled,
    joined,
    lettered,
    link,
    one_colour,
    override,
    rows,
    stat,
    table,
)
from boards.panels import now as at_once
from boards.whose import KOTA, PULLED, of_site
from opd_exporter.domain.vocabulary import Status

CHOSEN = (
    f'opd:status:code{{{whose.KOTA}, kelompok=~"$kelompok"}}'
    f' and on (kota, opd) (opd:status{{{whose.KOTA}, status=~"$status"}} == 1)'
    f' and on (kota, opd) {{__name__=~"opd_site_cms_info|opd:site", job=~"opd-site|", {whose.KOTA}, cms=~"$cms"}}'
)
"""The sites of the filters. ``opd:site`` has no label ``cms``: it fits only when every CMS is chosen, and then lets in
the sites without one."""

COLUMNS = {
    "singkatan": "OPD",
    "Value #A": "Status",
    "Value #B": "Hari",
    "Value #C": "Posting terakhir",
    "reason": "Tidak hidup karena",
    "url": "Situs",
    "opd": "Bukti",
    "cms": "CMS",
    "version": "Versi",
    "source": "Sumber tanggal",
    "Value #E": "Kode HTTP",
    "Value #H": "Sertifikat",
    "Value #I": "Waktu jawab",
    "kelompok": "Kelompok",
}

TO_SITE = link("Detail situs", board.to_site("${__data.fields.Bukti}"))
TO_EVIDENCE = link("Bukti di exporter", board.to_evidence("${__value.raw}"), new_tab=True)


def key_column(name: str = "Bukti") -> Json:
    """The column of keys as a link to the exporter's page."""
    return override("byName", name, links=[TO_EVIDENCE], custom_width=125)


def status_column(name: str, width: int = 150) -> Json:
    """A column of statuses in words on their colours."""
    return filled(
        override("byName", name, mappings=status_mapping(), custom_width=width, custom_align="left")
    )


def sites(grid: Grid) -> Json:
    """The table of all sites, worst first."""
    return table(
        "Semua situs",
        "Yang terburuk di atas. Nama OPD membuka detail situs; kolom Situs membuka situsnya; kolom Bukti membuka halaman"
        f" exporter yang menunjukkan dari mana tanggal itu. {whose.STAR}.",
        grid,
        lettered(
            rows(whose.starred(CHOSEN, "singkatan")),
            rows(of_site("opd:days_since_last_post", KOTA)),
            rows(f"1000 * (time() - 86400 * {of_site('opd:days_since_last_post', KOTA)})"),
            rows(of_site("opd_site_failure", PULLED, "reason", true=True)),
            rows(of_site("opd_site_http_status_code", PULLED)),
            rows(of_site("opd_site_cms_info", PULLED, "cms", "version")),
            rows(of_site("opd_site_last_post_source", PULLED, "source", true=True)),
            rows(f"({of_site('opd_site_tls_not_after_timestamp_seconds', PULLED)} - time()) / 86400"),
            rows(of_site("opd_site_probe_duration_seconds", PULLED)),
            rows(of_site("opd_site_info", PULLED, "url")),
            rows(of_site("opd:wall:order", KOTA)),
        ),
        transformations=joined("opd", COLUMNS, keep="Value #A", down="Value #K"),
        defaults={"custom": {"minWidth": 60}, "noValue": ""},
        overrides=[
            override("byName", "OPD", links=[TO_SITE], custom_width=150),
            status_column("Status", 140),
            override("byName", "Hari", decimals=0, custom_width=60, mappings=[nothing("–")]),
            override(
                "byName",
                "Posting terakhir",
                unit="time:DD-MM-YYYY",
                custom_width=125,
                custom_align="right",
                mappings=[nothing("–")],
            ),
            override("byName", "Tidak hidup karena", mappings=reasons(), custom_width=290),
            override("byName", "Kode HTTP", custom_width=100),
            override("byName", "CMS", mappings=cms_names(), custom_width=135),
            override("byName", "Versi", custom_width=60),
            override("byName", "Sumber tanggal", mappings=sources(), custom_width=150),
            override("byName", "Sertifikat", unit=DAYS, decimals=0, custom_width=95),
            override("byName", "Waktu jawab", unit="s", decimals=2, custom_width=105),
            override(
                "byName",
                "Situs",
                mappings=[matching("^https?://([^/]+).*$", "$1")],
                links=[link("Buka situs", "${__value.raw}", new_tab=True)],
                custom_width=185,
            ),
            key_column(),
            override("byName", "Kelompok", custom_width=95),
        ],
    )


def changes(grid: Grid) -> Json:
    """Sites whose status is another than a week ago, or was in between."""
    changed = f"(opd:status:changes_7d{{{KOTA}}} > 0)"
    columns = {
        "singkatan": "OPD",
        "Value #B": "Minggu lalu",
        "Value #A": "Sekarang",
        "Value #C": "Sejak",
        "Value #D": "Perubahan",
        "opd": "Bukti",
    }
    return table(
        "Berubah minggu ini",
        "Situs yang statusnya berubah dalam tujuh hari terakhir: dari apa, menjadi apa, sejak kapan, dan berapa kali.",
        grid,
        lettered(
            rows(f"opd:status:code{{{KOTA}}} and on (kota, opd) {changed}"),
            rows(
                f"max by (kota, opd) (last_over_time(opd:status:code{{{KOTA}}}[1d] offset 7d)"
                f" and on (kota, opd) {changed})"
            ),
            rows(
                f"1000 * max by (kota, opd) (opd:status:since_timestamp_seconds{{{KOTA}}}"
                f" and on (kota, opd) {changed})"
            ),
            rows(f"max by (kota, opd) {changed}"),
        ),
        transformations=joined("opd", columns, keep="Value #A", down="Value #C"),
        defaults={"noValue": "tidak ada perubahan"},
        overrides=[
            override("byName", "OPD", links=[TO_SITE]),
            status_column("Minggu lalu"),
            status_column("Sekarang"),
            override("byName", "Sejak", unit="time:DD-MM-YYYY HH.mm", custom_align="right"),
            override("byName", "Perubahan", unit="suffix: kali", custom_width=100),
            key_column(),
        ],
    )


ALERTS = {
    "OpdSiteDown": "Situs mati",
    "OpdSiteDownLong": "Situs mati berhari-hari",
    "OpdMassOutage": "Banyak situs mati bersamaan",
    "OpdTlsExpiring": "Sertifikat hampir habis",
    "OpdTlsInvalid": "Sertifikat tidak tepercaya",
    "OpdSiteNewlyTidakAktif": "Baru menjadi tidak aktif",
    "OpdSiteNewlyKurangAktif": "Baru menjadi kurang aktif",
    "OpdSiteNeedsPosts": "Perlu posting",
    "OpdMondayList": "Daftar hari Senin",
    "OpdOwnSiteDown": "Situs sendiri mati",
    "OpdOwnSiteSpam": "Situs sendiri berisi spam",
    "OpdGamblingSpam": "Spam judi",
    "OpdDefaced": "Halaman depan diretas",
    "OpdNeverMeasurable": "Tidak pernah terukur",
    "OpdLastPostWentBackwards": "Tanggal posting mundur",
    "OpdSitePostsGone": "Posting tidak ada lagi",
    "OpdExporterDown": "Exporter mati",
    "OpdProbesSlow": "Pemeriksaan lambat",
    "OpdProbesRefused": "Pemeriksaan ditolak",
    "OpdConfigReloadFailed": "Konfigurasi gagal dimuat",
    "OpdMemoryNotWritten": "Ingatan tak tertulis",
    "OpdMailNotDelivered": "Surel/Telegram gagal",
    "OpdWatchdog": "Tanda hidup",
}
SEVERITIES = {
    "critical": ("3", "✕ Gawat", COLOURS[Status.TIDAK_AKTIF]),
    "warning": ("2", "▲ Peringatan", COLOURS[Status.KURANG_AKTIF]),
    "info": ("1", "● Info", COLOURS[Status.AKTIF]),
}
"""Weight, words and colour: as text, critical would sort between info and nothing."""


def firing(severity: str) -> str:
    """Alerts that concern this city: its own, and those about the monitor itself that name none. Not what only makes a
    letter: reminders, and Monday's list of all silent sites."""
    told = (
        f'alertstate="firing", alertname!="OpdMondayList", audience!~"watchdog|opd", severity=~"{severity}"'
    )
    everybodys = f'ALERTS{{{told}, kota=""}} and on (provinsi) opd:site{{{KOTA}}}'
    return f"ALERTS{{{told}, {KOTA}}} or {everybodys}"


def alerts(grid: Grid) -> Json:
    """What alerts now, the gravest first."""
    columns = {"Value": "Tingkat", "alertname": "Peringatan", "singkatan": "OPD", "opd": "Bukti"}
    expr = " or ".join(
        f"{weight} * max by (alertname, kota, opd, singkatan) ({firing(severity)})"
        for severity, (weight, _, _) in SEVERITIES.items()
    )
    levels = exactly(
        {weight: text for weight, text, _ in SEVERITIES.values()},
        {weight: colour for weight, _, colour in SEVERITIES.values()},
    )
    return table(
        "Peringatan yang menyala",
        "Peringatan Prometheus yang sedang menyala, kecuali pengingat kepada OPD. Penjelasannya di halaman"
        " exporter: /panduan/peringatan.",
        grid,
        [rows(expr)],
        transformations=chosen(columns),
        sort=("Tingkat", True),
        defaults={"noValue": "tidak ada peringatan"},
        overrides=[
            filled(override("byName", "Tingkat", mappings=[levels], custom_width=130, custom_align="left")),
            override("byName", "Peringatan", mappings=[exactly(ALERTS)]),
            override("byName", "OPD", links=[TO_SITE]),
            key_column(),
        ],
    )


def counts(grid: Grid) -> Json:
    """The four counts and how many are down, small."""
    panel = wall.counters(grid)
    panel["options"]["text"] = {"titleSize": 16, "valueSize": 46}
    panel["title"] = "Jumlah situs menurut status"
    return panel


def numbers(grid: Grid) -> Json:
    """What a day at the desk begins with."""
    return stat(
        "Perlu dilihat",
        "Situs yang tidak menjawab sekarang, yang diduga berisi spam judi, dan yang sertifikatnya habis dalam 21 hari"
        " atau tidak tepercaya.",
        grid,
        lettered(
            at_once(f"sum(1 - opd_site_up{{{PULLED}}})", "! Sedang mati"),
            at_once(f"sum(opd_site_spam_suspected{{{PULLED}}})", "! Spam judi"),
            at_once(
                f"count({of_site('opd_site_tls_not_after_timestamp_seconds', PULLED)} < time() + 21 * 86400"
                f" or {of_site('opd_site_tls_valid', PULLED)} == 0) or 0 * count(opd_site_up{{{PULLED}}} == 1)",
                "! Sertifikat",
            ),
        ),
        text="value_and_name",
        sizes=(16, 46),
        defaults={"color": one_colour(tile(PLAIN)), "noValue": "?"},
    )


def build() -> Json:
    """The board."""
    statuses = {one.value: one.text for one in Status}
    return board.dashboard(
        board.DESK,
        "Operasi",
        "Tabel semua situs, apa yang berubah minggu ini, dan peringatan yang menyala.",
        [
            counts((0, 0, 14, 4)),
            numbers((14, 0, 10, 4)),
            sites((0, 4, 24, 20)),
            changes((0, 24, 14, 9)),
            alerts((14, 24, 10, 9)),
        ],
        since="now-7d",
        refresh="1m",
        variables=[
            board.asked("kelompok", "Kelompok", f"label_values(opd:site{{{KOTA}}}, kelompok)", several=True),
            board.choice("status", "Status", statuses, several=True),
            board.asked("cms", "CMS", f"label_values(opd_site_cms_info{{{KOTA}}}, cms)", several=True),
            board.exporter(),
        ],
        links=[
            board.out("Halaman exporter", "${exporter}/"),
            board.out("Layar dinding", f"/d/{board.WALL}?kiosk&{whose.SAME_CITY}"),
        ],
    )
