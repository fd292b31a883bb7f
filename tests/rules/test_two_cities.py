"""Two cities with the same keys in one Prometheus, and exporters of other jobs: nobody lends anybody anything."""

from __future__ import annotations

from scenario import THRESHOLDS, UP, Look, down, exporter, site
from two_cities import DAY, POSTING, SILENT, A, B, Series, at, check, city, codes, firing, in_cities, names


def test_a_site_that_posts_lends_nothing_to_that_of_another_city_with_the_same_key() -> None:
    series = city(A, 20, {"dinkes": SILENT, "setda": POSTING}) + city(B, 20, {"dinkes": POSTING})
    check(
        series,
        codes(20, 0, 2),
        at(
            20,
            "opd:status:count > 0",
            (f'opd:status:count{{kota="{A}", status="tidak_aktif"}}', 1),
            (f'opd:status:count{{kota="{A}", status="aktif"}}', 1),
            (f'opd:status:count{{kota="{B}", status="aktif"}}', 1),
        ),
        at(20, "count by (kota) (opd:status:count)", *in_cities(4, 4)),
        at(20, "sum by (kota) (opd:status:count_by_kelompok)", *in_cities(2, 1)),
        at(20, 'max by (kota) (floor(opd:days_since_last_post{opd="dinkes"}))', *in_cities(300, 1)),
    )


def test_each_city_has_thresholds_of_its_own() -> None:
    """The same post of 45 days ago, the same outage of ten."""
    old: Look = {**UP, "opd_site_last_post_timestamp_seconds": -45 * DAY}
    gone: Look = {**down(-10 * DAY), "opd_site_last_post_timestamp_seconds": -DAY}
    strict = {"aktif": 30.0, "kurang_aktif": 60.0, "unusable_grace": 14.0}
    series = city(A, 20, {"dinkes": old, "setda": gone})
    series += city(B, 20, {"dinkes": old, "setda": gone}, thresholds=strict)
    setda = at(20, 'max by (kota) (opd:status:code{opd="setda"})', *in_cities(0, 2))
    since = at(
        20, 'max by (kota) (opd:status:since_timestamp_seconds{opd="dinkes"})', *in_cities(0, -15 * DAY)
    )
    check(series, codes(20, 2, 1), setda, since)


def test_the_site_of_a_city_without_thresholds_is_tidak_terukur_and_no_other() -> None:
    series = city(A, 40, {"dinkes": POSTING}) + city(B, 40, {"dinkes": POSTING})
    (lost,) = [
        row for row in series if f'kota="{B}"' in row["series"] and '"unusable_grace"' in row["series"]
    ]
    lost["values"] = "7x10 stale _x18 7x10"
    check(
        series,
        codes(10, 2, 2),
        codes(25, 2, -1),
        codes(35, 2, 2),
        at(25, 'max by (kota) (opd:status:count{status="tidak_terukur"})', *in_cities(0, 1)),
        at(40, "sum by (kota) (opd:status:changes_7d)", *in_cities(0, 0)),
    )


FOREIGN = {"aktif": 5000.0, "kurang_aktif": 6000.0, "unusable_grace": 7000.0}


def test_another_job_with_the_same_city_and_key_lends_neither_post_nor_threshold_nor_life() -> None:
    """The site is silent and has been down for an hour; test instances see it live, and go on when the exporter of the city
    is away."""
    gone: Look = {**SILENT, **down(-3600, "dns"), "opd_site_up": 0}
    minutes = 45
    series = city(A, minutes, {"dinkes": gone}, answers=lambda minute: minute < 25)
    fine: Look = {**POSTING, "opd_site_tls_valid": 0, "opd_site_spam_suspected": 1, "opd_site_position": 1}
    for job in ("staging", "opd-exporter-uji", "opd-site-uji"):
        series += site({**names("dinkes"), "kota": A, "job": job}, [fine] * (minutes + 1))
        series += site({**names("only-there"), "kota": A, "job": job}, [fine] * (minutes + 1))
        series += exporter([True] * (minutes + 1), A, FOREIGN, job=job, instance="a")
        refused = f'opd_exporter_probes_refused_total{{job="{job}"}}'
        reloaded = f'opd_exporter_config_last_reload_successful{{job="{job}", instance="a"}}'
        series += [{"series": refused, "values": "0+100x45"}, {"series": reloaded, "values": "0x45"}]
    check(
        series,
        codes(20, 0, None),
        codes(35, -1, None),
        at(35, "count(opd:site)", ("{}", 1)),
        at(
            20,
            "max by (threshold) (opd:threshold_days)",
            *((f'{{threshold="{key}"}}', days) for key, days in THRESHOLDS.items()),
        ),
        at(20, "max(opd:days_since_last_post) > bool 299", ("{}", 1)),
        at(20, "max(opd:up_ratio_30d)", ("{}", 0)),
        firing(20, "OpdSiteDown", 1, None),
        firing(44, "OpdSiteDown", 1, None),
        firing(44, "OpdExporterDown", 1, None),
        at(
            44,
            'count_over_time(ALERTS{alertname=~"OpdTls.*|OpdGamblingSpam|OpdProbes.*|OpdConfigReloadFailed"}[1h])',
        ),
    )


def test_two_exporters_of_one_city_that_disagree_on_a_threshold_leave_it_tidak_terukur() -> None:
    """Whose is right nobody knows. Two that agree are one."""
    for limit, code in ((90.0, 2), (5000.0, -1)):
        series = city(A, 20, {"dinkes": POSTING})
        series += exporter([True] * 21, A, {**THRESHOLDS, "aktif": limit}, instance="second")
        check(series, codes(20, code, None))


def test_of_two_pulls_of_one_site_the_graver_holds() -> None:
    series = city(A, 20, {"dinkes": SILENT})
    series += site({**names("dinkes"), "kota": A, "instance": "second"}, [POSTING] * 21)
    check(
        series,
        codes(20, 0, None),
        at(20, "count(opd:site)", ("{}", 1)),
        at(20, "floor(max(opd:days_since_last_post))", ("{}", 300)),
    )


def without_discovery(series: Series, minute: int, until: int | None = None) -> Series:
    """Prometheus started anew in that minute: what was pulled through discovery has no target any more (``until``)."""
    for row in series:
        if 'job="opd-site"' in row["series"]:
            head, tail = row["values"], ""
            if until is not None:
                tail = f" {row['values'].split('x')[0]}x60"
            value = head.split("x")[0]
            gap = f" _x{until - minute - 2}" if until is not None else ""
            row["values"] = f"{value}x{minute - 1} stale{gap}{tail}"
    return series


def test_the_last_list_of_a_city_stands_while_its_exporter_is_away_and_another_citys_is_not() -> None:
    """Prometheus was started anew while A's exporter is down; then it comes back."""
    a = city(A, 60, {"dinkes": POSTING, "setda": POSTING})
    for row in a:
        if row["series"].startswith("up") and 'job="opd-exporter"' in row["series"]:
            row["values"] = "1x20 0x29 1x40"
        elif "opd_threshold" in row["series"]:
            row["values"] = (
                row["values"].split("x")[0] + "x20 stale _x28 " + row["values"].split("x")[0] + "x40"
            )
    series = without_discovery(a, 20, until=52) + city(B, 90, {"dinkes": POSTING})
    check(
        series,
        at(45, "count by (kota) (opd:site)", *in_cities(2, 1)),
        codes(45, -1, 2),
        at(90, 'min_over_time((count(opd:site{kota="Kota Serang"}) or vector(0))[88m:1m])', ("{}", 2)),
        codes(70, 2, 2),
        at(60, "sum by (kota) (opd:status:count)", *in_cities(2, 1)),
    )


def test_a_city_that_is_no_longer_asked_for_is_gone_in_a_quarter_of_an_hour() -> None:
    a = city(A, 20, {"dinkes": SILENT})
    for row in a:
        row["values"] += " stale"
    check(
        a + city(B, 60, {"dinkes": POSTING}),
        at(35, "count by (kota) (opd:site)", *in_cities(None, 1)),
        at(35, "sum by (kota) (opd:status:count)", *in_cities(None, 1)),
        at(60, 'count_over_time(ALERTS{alertname="OpdExporterDown", alertstate="firing"}[1h])'),
    )


def test_a_city_that_is_renamed_or_gets_its_name_with_an_upgrade_is_there_once() -> None:
    """The exporter was away for two minutes and came back with another name of the city (before: with none)."""
    for before in ("", "Kota Lama"):
        old = exporter([True] * 20 + [False] * 2, before, instance="a")
        old += site({**names("dinkes"), "kota": before}, [POSTING] * 20 + [None] * 2)
        new = exporter([True] * 40, instance="a") + site(names("dinkes"), [POSTING] * 40)
        for row in new:
            row["values"] = "_x22 " + row["values"]
        for row in old:
            if 'job="opd-site"' in row["series"]:
                row["values"] += " stale"
        joined = [row for row in old if not row["series"].startswith('up{job="opd-exporter"')]
        joined += [row for row in new if not row["series"].startswith('up{job="opd-exporter"')]
        joined.append({"series": 'up{job="opd-exporter", instance="a"}', "values": "1x19 0x1 1x40"})
        check(
            joined,
            at(15, "count(opd:site)", ("{}", 1)),
            at(32, "count by (kota) (opd:site)", *in_cities(1, None)),
            codes(32, 2, None),
            at(60, 'count_over_time(ALERTS{alertname="OpdExporterDown", alertstate="firing"}[1h])'),
        )
