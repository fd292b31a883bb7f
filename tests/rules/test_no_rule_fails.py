"""All rules together over what is hard to join: promtool takes a rule that fails for a scenario that does."""

from __future__ import annotations

from scenario import KOTA, UP, Look, down, exporter, labelled, run, site
from two_cities import SILENT, at, names

DEAD: Look = {
    **SILENT,
    **down(300, "dns"),
    **down(300, "suspended"),
    "opd_site_tls_not_after_timestamp_seconds": 86400,
    "opd_site_tls_valid": 0,
    "opd_site_spam_suspected": 1,
    'opd_site_spam_sign_info{word="slot", where="tautan", link="", page="/"}': 1,
    'opd_site_spam_sign_info{word="gacor", where="judul", link="", page="/a"}': 1,
    'opd_site_candidates_refused{alasan="salinan"}': 2,
    "opd_site_position": 3,
    "scrape_duration_seconds": 20,
}
EMPTY: Look = {
    "opd_site_up": 1,
    'opd_site_freshness_state{state="no_posts"}': 1,
    'opd_site_freshness_state{state="unknown"}': 1,
    'opd_site_failure{reason="defaced"}': 1,
    'opd_site_failure{reason="replaced"}': 1,
    "opd_site_maintenance": 1,
}
TOLD = {
    "process_start_time_seconds": 0,
    "opd_exporter_config_last_reload_successful": 0,
    "opd_exporter_memory_last_write_successful": 0,
    'opd_exporter_probes_refused_total{reason="too_many"}': 0,
    'opd_exporter_probes_refused_total{reason="unknown_target"}': 0,
}


def during(*spans: tuple[int, Look | None]) -> list[Look | None]:
    """Minute by minute what a site looks like for so many minutes."""
    return [look for minutes, look in spans for _ in range(minutes)]


def test_no_rule_fails_over_what_is_there_twice() -> None:
    """Sites pulled twice, which are down and invaded for several reasons, and one that gets another name; two exporters of one
    city, of which one has another zone and tells of a second city; many addresses. Then both exporters are away."""
    series = []
    for key in "abcdef":
        labels = {**names(key), "email": "a@example.go.id, b@example.go.id"}
        series += site({**labels, "instance": "one"}, during((5, UP), (11, DEAD), (8, None)))
        series += site({**labels, "instance": "two", "nama_layar": key}, during((5, UP), (19, DEAD)))
    series += site({**names("g"), "nama": "Dinas Lama"}, during((16, EMPTY), (8, None)))
    series += site(names("g"), during((5, None), (5, EMPTY), (14, UP)))
    series += site({**names("a"), "kota": "Lama"}, during((16, SILENT), (8, None)))
    for kota, instance, zone in ((KOTA, "one", "WIB"), (KOTA, "two", "WITA"), ("Lama", "two", "WIT")):
        target = {"job": "opd-exporter", "instance": instance}
        series += exporter([True] * 16 + [False] * 8, kota, instance=instance)
        for name, value in TOLD.items():
            series.append({"series": labelled(name, target), "values": f"{value}x16"})
        zoned = {**target, "kota": kota, "zona": zone}
        series.append({"series": labelled("opd_timezone_offset_seconds", zoned), "values": "25200x16"})
    once = {row["series"]: row for row in series}
    run([*once.values()], {"promql_expr_test": [at(24, "vector(1)", ("{}", 1))]}, every_rule=True)
