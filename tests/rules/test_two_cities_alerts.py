"""What is told of two cities with the same keys in one Prometheus: each has alerts of its own, in words of its own."""

from __future__ import annotations

from typing import Any

from scenario import THRESHOLDS, UP, Look, down
from two_cities import DAY, POSTING, A, B, at, check, city, codes, firing, in_cities, names


def dying(minute: int) -> Look:
    """Down from minute 5 on."""
    return down(300) if minute >= 5 else UP


def test_a_mass_outage_is_that_of_its_city() -> None:
    """All of A go down in minute 5, and one of B: B's is told at once, none of A's is."""
    keys = [f"s{number}" for number in range(6)]
    series = city(A, 30, dict.fromkeys(keys, dying))
    series += city(B, 30, {**dict.fromkeys(keys, UP), "s3": dying})
    check(
        series,
        firing(15, "OpdMassOutage", 1, None),
        firing(30, "OpdSiteDown", None, 1),
        at(30, 'count_over_time(ALERTS{alertname="OpdMassOutage", kota="Kabupaten Serang"}[30m])'),
    )


def test_sites_of_two_cities_that_go_down_together_are_no_mass_outage_of_either() -> None:
    """Three of ten here and three there are six of twenty."""
    keys = [f"s{number}" for number in range(10)]
    dead = dict.fromkeys(keys[:3], dying)
    series = city(A, 30, {**dict.fromkeys(keys, UP), **dead})
    series += city(B, 30, {**dict.fromkeys(keys, UP), **dead})
    check(series, firing(30, "OpdMassOutage", None, None), firing(30, "OpdSiteDown", 3, 3))


def test_the_exporter_of_one_city_dies_and_the_other_goes_on_being_told_of() -> None:
    """In A a site went down two minutes before its exporter; in B one goes down after it."""
    series = city(
        A,
        60,
        {"dinkes": POSTING, "setda": lambda minute: down(1080) if minute >= 18 else POSTING},
        answers=lambda minute: not 20 <= minute < 50,
    )
    series += city(
        B, 60, {"dinkes": POSTING, "setda": lambda minute: down(1320) if minute >= 22 else POSTING}
    )
    check(
        series,
        codes(23, 2, 2),
        codes(40, -1, 2),
        codes(52, 2, 2),
        firing(40, "OpdExporterDown", 1, None),
        firing(40, "OpdSiteDown", None, 1),
        at(
            60, 'count(count by (kota) (count_over_time(ALERTS{alertname="OpdExporterDown"}[1h])))', ("{}", 1)
        ),
        at(40, "max by (kota) (opd:unwatched)", *in_cities(1, None)),
        at(21, "max by (kota) (opd:unwatched)", *in_cities(1, None)),
    )


PLACE = {"alamat": "", "kontak": "", "zona": "WIB"}


def test_what_an_alert_says_is_of_its_own_city() -> None:
    """The reason, the threshold: B's are others."""
    strict = {**THRESHOLDS, "unusable_grace": 14.0}
    series = city(A, 20, {"dinkes": down(-4 * DAY, "dns")})
    series += city(B, 20, {"dinkes": down(-4 * DAY, "timeout")}, thresholds=strict)
    url = "/panduan/peringatan#opdsitedownlong"

    def told(kota: str, why: str, who: str, days: int) -> dict[str, Any]:
        labels = {**names("dinkes"), "kota": kota, "severity": "critical", "audience": "operator"}
        text = (
            "Situs Dinas dinkes (dinkes) tidak dapat dipakai sejak 28-12-1969 07.00 WIB. Penyebab yang terlihat: "
            f"{why}. Setelah {days} hari situs ini dihitung tidak aktif.\nTanyakan {who} kapan selesai, "
            "tentukan siapa yang menanganinya, lalu beri tahu pimpinan OPD-nya."
        )
        summary = "Situs dinkes sudah lebih dari tiga hari tidak dapat dibuka"
        said = {"summary": summary, "description": text, "runbook_url": url, **PLACE}
        return {"exp_labels": labels, "exp_annotations": said}

    each = [
        told(A, "nama domain tidak ditemukan", "pengelola nama domain", 7),
        told(B, "terlalu lama tidak menjawab", "pengelola server (hosting)", 14),
    ]
    check(series, alerts=[{"eval_time": "15m", "alertname": "OpdSiteDownLong", "exp_alerts": each}])


def test_monitor_alerts_name_the_city_whose_exporter_it_is() -> None:
    slow: Look = {**POSTING, "scrape_duration_seconds": 15}
    quick: Look = {**POSTING, "scrape_duration_seconds": 1}
    series = city(A, 90, {"dinkes": slow}) + city(B, 90, {"dinkes": quick})
    for instance, count, loaded in (("a", "0+1x90", "0x90"), ("b", "0x90", "1x90")):
        target = f'job="opd-exporter", instance="{instance}"'
        refused = f'opd_exporter_probes_refused_total{{{target}, reason="too_many"}}'
        reload = f"opd_exporter_config_last_reload_successful{{{target}}}"
        series += [{"series": refused, "values": count}, {"series": reload, "values": loaded}]
    each = [
        firing(90, name, 1, None) for name in ("OpdProbesSlow", "OpdProbesRefused", "OpdConfigReloadFailed")
    ]
    check(series, *each)
