"""The evaluation this project exists for: 3 December 2024, 23 tidak aktif, 8 kurang aktif, 1 aktif.

https://titiknol.co.id/pemerintahan/minim-informasi-23-website-opd-pemkot-serang-tidak-aktif; names and order as
configured for Kota Serang, ages and causes as in the demo city."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from scenario import KOTA, UP, Look, down, exporter, run, site

from opd_exporter.config.file import load
from opd_exporter.demo.plan import PLANS
from opd_exporter.demo.systems import gone

CONFIG = Path(__file__).parents[2] / "config" / "kota-serang.yml"
AKTIF = {"kec-kasemen"}
KURANG_AKTIF = {"bpkad", "dinkes", "dp3akb", "disdaginkukm", "dishub", "distan", "kec-taktakan", "setda"}
REASONS = {
    gone.suspended: "suspended",
    gone.parked: "parked",
    gone.default_page: "default_page",
    gone.index_of: "directory_listing",
}
MINUTES = 20
DAY = 86400


def look(key: str) -> Look:
    plan = next(plan for plan in PLANS if plan.key == key)
    if plan.system in REASONS:
        return down(0, REASONS[plan.system])
    if not plan.ages:
        return {"opd_site_up": 1, 'opd_site_freshness_state{state="no_posts"}': 1}
    return {**UP, "opd_site_last_post_timestamp_seconds": -plan.ages[0] * DAY}


def test_the_city_comes_out_as_it_was_counted_by_hand() -> None:
    config = load(CONFIG)
    series = exporter([True] * (MINUTES + 1))
    codes: list[dict[str, Any]] = []
    for one in config.sites:
        labels = {"opd": one.key, "nama": one.nama, "singkatan": one.singkatan, "kelompok": one.kelompok}
        series += site(labels, [look(one.key)] * (MINUTES + 1))
        code = 2 if one.key in AKTIF else 1 if one.key in KURANG_AKTIF else 0
        codes.append({"labels": f'{{opd="{one.key}"}}', "value": code})

    def at_the_end(expression: str, *samples: tuple[str, float]) -> dict[str, Any]:
        rows = [{"labels": labels, "value": value} for labels, value in samples]
        return {"expr": expression, "eval_time": f"{MINUTES}m", "exp_samples": rows}

    counts = {"aktif": 1, "kurang_aktif": 8, "tidak_aktif": 23, "tidak_terukur": 0}
    counted = [
        (f'opd:status:count{{kota="{KOTA}", status="{status}"}}', count) for status, count in counts.items()
    ]
    days = (20 * 60 + 912 * DAY) / DAY
    run(
        series,
        {
            "promql_expr_test": [
                {
                    "expr": "max by (opd) (opd:status:code)",
                    "eval_time": f"{MINUTES}m",
                    "exp_samples": codes,
                },
                at_the_end("opd:status:count", *counted),
                at_the_end("sum(opd:status)", ("{}", 32)),
                at_the_end(
                    "sum by (kelompok) (opd:status:count_by_kelompok)",
                    ('{kelompok="dinas"}', 17),
                    ('{kelompok="badan"}', 6),
                    ('{kelompok="kecamatan"}', 6),
                    ('{kelompok="sekretariat"}', 3),
                ),
                at_the_end("max(opd:days_since_last_post)", ("{}", days)),
                # inspektorat has been silent for 301 days, so it has been tidak aktif for 121 although this is its first day here
                at_the_end(
                    'max by (opd) (opd:status:since_timestamp_seconds{opd="inspektorat"})',
                    ('{opd="inspektorat"}', -121 * DAY),
                ),
                # The first day is no news: only the sites that are down, and the sign of life.
                at_the_end(
                    'count by (alertname) (count_over_time(ALERTS{alertstate="firing"}[20m]))',
                    ('{alertname="OpdSiteDown"}', 4),
                    ('{alertname="OpdWatchdog"}', 1),
                ),
            ]
        },
    )
