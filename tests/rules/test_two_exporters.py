"""A real Prometheus over three real exporters, as docs/deployment.md has it: two cities with the same keys, where what
lives in one is dead in the other, and a test instance of the first in jobs of its own."""

from __future__ import annotations

import asyncio
import json
import re
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit
from urllib.request import urlopen

import pytest
import yaml

from opd_exporter.commands.serve import running
from opd_exporter.config.file import parse
from opd_exporter.demo.city import City
from opd_exporter.demo.stack import ALERTMANAGER, PROMETHEUS, Stack, installed, pull_every, stack

pytestmark = pytest.mark.skipif(
    not (installed(PROMETHEUS) and installed(ALERTMANAGER)), reason="no prometheus, no alertmanager"
)

DEPLOYMENT = Path(__file__).parents[2] / "docs" / "deployment.md"
A, B = "Kota Serang", 'Kabupaten "Serang" (uji)'
ALIVE, DEAD, LESS = "kec-kasemen", "inspektorat", "dinkes"
"""What these sites of the simulated city are: aktif, tidak aktif, kurang aktif."""
GAVE_UP = 240.0
"""Seconds until all of it must have been pulled and reckoned."""


def configured(city: City, kota: str, urls: dict[str, str], thresholds: dict[str, float]) -> str:
    """The configuration of a city whose sites have these keys, and for each the address of a site of ``city``."""
    data = yaml.safe_load(city.config_text())
    sites = {site["key"]: site for site in data["sites"]}
    data["sites"] = [{**sites[key], "url": f"{city.urls[other]}/"} for key, other in urls.items()]
    return yaml.safe_dump({**data, "city": kota, "thresholds": thresholds}, sort_keys=False)


def scraped(a: str, b: str, test: str) -> list[dict[str, Any]]:
    """The jobs that docs/deployment.md shows, of these exporters, and the same under other names for the third."""
    (block,) = re.findall(r"```yaml\n(scrape_configs:.*?)```", DEPLOYMENT.read_text("utf-8"), re.S)
    jobs: list[dict[str, Any]] = yaml.safe_load(
        block.replace("exporter-a:9877", a).replace("exporter-b:9877", b)
    )["scrape_configs"]
    others = yaml.safe_load(block.replace("exporter-a:9877", test))["scrape_configs"]
    for job in others:
        job["job_name"] += "-uji"
        for key in ("http_sd_configs", "static_configs"):
            job[key] = job.get(key, [])[:1]
    return [*jobs, *others]


def asked(programs: Stack, query: str) -> list[tuple[dict[str, str], float]]:
    """The query's series and values."""
    with urlopen(  # noqa: S310 # loopback
        f"{programs.prometheus.url}/api/v1/query?{urlencode({'query': query})}", timeout=10
    ) as answer:
        return [(one["metric"], float(one["value"][1])) for one in json.load(answer)["data"]["result"]]


@pytest.mark.timeout(360)
async def test_two_cities_with_the_same_keys_and_a_test_instance_never_mix() -> None:
    usual = {"aktif_days": 90, "kurang_aktif_days": 180}
    async with City() as city:
        ours = configured(city, A, {ALIVE: ALIVE, DEAD: DEAD, LESS: LESS}, usual)
        theirs = configured(
            city, B, {ALIVE: DEAD, DEAD: ALIVE, LESS: LESS}, {"aktif_days": 300, "kurang_aktif_days": 400}
        )
        trial = configured(
            city, A, {ALIVE: DEAD, DEAD: ALIVE, LESS: LESS}, {"aktif_days": 5000, "kurang_aktif_days": 6000}
        )
        async with (
            running(parse(ours, "a"), "127.0.0.1:0", None, None) as a,
            running(parse(theirs, "b"), "127.0.0.1:0", None, None) as b,
            running(parse(trial, "test"), "127.0.0.1:0", None, None) as test,
        ):
            hosts = [urlsplit(url).netloc for url in (a, b, test)]

            def edit(folder: Path) -> None:
                file = folder / "prometheus.yml"
                data = yaml.safe_load(file.read_text("utf-8"))
                others = [
                    job
                    for job in data["scrape_configs"]
                    if job["job_name"] not in ("opd-site", "opd-exporter")
                ]
                data["scrape_configs"] = [*scraped(*hosts), *others]
                file.write_text(yaml.safe_dump(data), "utf-8")
                pull_every(file, 2)

            def watched() -> None:
                with stack(hosts[0], edit=edit) as programs:
                    everything = "count(opd:status:code >= 0) == 6 and on () count(up == 1) >= 12"
                    everything += (
                        ' and on () count(opd_site_last_post_timestamp_seconds{job="opd-site-uji"}) >= 2'
                    )
                    deadline = time.monotonic() + GAVE_UP
                    while not asked(programs, everything) and time.monotonic() < deadline:
                        time.sleep(0.5)
                    found = {
                        (labels["kota"], labels["opd"]): value
                        for labels, value in asked(programs, "opd:status:code")
                    }
                    assert found == {
                        (A, ALIVE): 2, (A, DEAD): 0, (A, LESS): 1,
                        (B, ALIVE): 1, (B, DEAD): 2, (B, LESS): 2,
                    }  # fmt: skip
                    counts = {
                        (labels["kota"], labels["status"]): value
                        for labels, value in asked(programs, "opd:status:count > 0")
                    }
                    assert counts == {
                        (A, "aktif"): 1, (A, "kurang_aktif"): 1, (A, "tidak_aktif"): 1,
                        (B, "aktif"): 2, (B, "kurang_aktif"): 1,
                    }  # fmt: skip
                    limits = {
                        (labels["kota"], labels["threshold"]): value
                        for labels, value in asked(programs, 'opd:threshold_days{threshold=~".*aktif"}')
                    }
                    assert limits == {
                        (A, "aktif"): 90, (A, "kurang_aktif"): 180, (B, "aktif"): 300, (B, "kurang_aktif"): 400,
                    }  # fmt: skip
                    told = {labels["kota"]: value for labels, value in asked(programs, "opd:exporter:up")}
                    assert told == {A: 1, B: 1}
                    assert not asked(programs, "increase(prometheus_rule_evaluation_failures_total[5m]) > 0")

            await asyncio.to_thread(watched)
