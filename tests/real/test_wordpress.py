"""The product against real WordPress sites, and its own command line against those that are out of order."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from ipaddress import ip_network
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from wordpress_sites import LIVELY, MAINTENANCE, SITES
from wordpress_world import Site, WordPress

from opd_exporter.config.file import parse
from opd_exporter.domain.report import SiteReport
from opd_exporter.engine.means import Means
from opd_exporter.engine.scheduler import Observatory
from opd_exporter.views.as_json import detail_json, dumped
from opd_exporter.views.exporter_metrics import ExporterMetrics
from readers import KeptReaders

pytestmark = pytest.mark.wordpress
JAKARTA = ZoneInfo("Asia/Jakarta")
Answer = dict[str, Any]


def probe(url: str) -> Answer:
    """What ``opd-exporter probe --json`` says of a site."""
    command = [sys.executable, "-m", "opd_exporter", "probe", "--url", url]
    command += ["--allow-network", "127.0.0.0/8", "--json"]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=90, check=False)
    assert ran.stdout, ran.stderr
    said: Answer = json.loads(ran.stdout)
    return said


def looked_at(url: str) -> Answer:
    """The same of one look in this process, whose readers go on to the next site."""
    config = parse(f"sites: [{{key: opd, nama: OPD, url: '{url}'}}]", "wordpress.yml")
    config = replace(
        config, probe=replace(config.probe, allow_networks=(ip_network("127.0.0.0/8"),), readers=1)
    )

    async def look() -> SiteReport:
        means = Means(config.probe, metrics := ExporterMetrics(), hire=KeptReaders.hired)
        observatory = Observatory(config, None, metrics, means=means)
        await observatory.start()
        try:
            return await observatory.examine("opd")
        finally:
            await observatory.close()

    report = asyncio.run(look())
    said: Answer = json.loads(
        dumped(detail_json(report, config.thresholds, config.timezone, datetime.now(UTC)))
    )
    return said


def judged(wordpress: WordPress, site: Site) -> Answer:
    with wordpress.serving(site) as url:
        return looked_at(url)


@pytest.fixture(scope="module")
def answers(request: pytest.FixtureRequest, wordpress: WordPress) -> Iterator[dict[str, Future[Answer]]]:
    """The answer for each site that a selected test asks for, two at a time: a probe mostly waits for its workers."""
    asked = {item.callspec.params.get("name") for item in request.session.items if hasattr(item, "callspec")}
    with ThreadPoolExecutor(2) as pool:
        yield {name: pool.submit(judged, wordpress, SITES[name][0]) for name in SITES if name in asked}
        pool.shutdown(cancel_futures=True)


def days_from(moment: datetime, days_ago: float) -> date:
    return (moment - timedelta(days=days_ago)).astimezone(JAKARTA).date()


def status_of(days: float | None) -> str:
    if days is None:
        return "tidak_aktif"
    return "aktif" if days <= 90 else "kurang_aktif" if days <= 180 else "tidak_aktif"


@pytest.mark.parametrize("name", SITES)
def test_a_wordpress_is_judged_by_its_own_posts(answers: dict[str, Future[Answer]], name: str) -> None:
    expected = SITES[name][1]
    said = answers[name].result()
    why = json.dumps(
        {key: said[key] for key in ("explanation", "steps", "evidence")}, indent=1, ensure_ascii=False
    )

    assert (said["up"], said["reason"]) == (True, None), why
    assert said["cms"]["name"] == "wordpress"
    assert said["cms"]["version"].startswith("6.1")
    assert said["freshness_state"] in expected.states, why
    if expected.days is None:
        assert said["last_post"] is None, why
        assert said["status"] in ("tidak_aktif", "tidak_terukur")
    else:
        last = datetime.fromisoformat(said["last_post"]).astimezone(JAKARTA).date()
        looked = datetime.fromisoformat(said["checked_at"])
        # The site was built at most two minutes before it was looked at.
        possible = {days_from(looked - timedelta(minutes=ago), expected.days) for ago in (0, 2)}
        assert last in possible, why
        assert said["last_post_source"] in expected.sources, why
        open_ = said["freshness_state"] == "unknown"
        assert said["status"] == ("tidak_terukur" if open_ else status_of(expected.days))
    assert said["spam_suspected"] is expected.spam, why


def test_a_wordpress_whose_installer_never_ran_is_a_default_page(wordpress: WordPress) -> None:
    with wordpress.serving_uninstalled() as url:
        said = probe(url)
    assert (said["up"], said["reason"]) == (False, "default_page"), said["explanation"]
    assert said["last_post"] is None


def test_a_wordpress_without_its_database_says_so(wordpress: WordPress) -> None:
    with wordpress.serving_without_database() as url:
        said = probe(url)
    assert (said["up"], said["reason"], said["http_status"]) == (False, "database_error", 500), said[
        "explanation"
    ]


def test_a_wordpress_under_maintenance_says_so(wordpress: WordPress) -> None:
    with wordpress.serving(Site(LIVELY, plugins=(MAINTENANCE,))) as url:
        said = probe(url)
    assert (said["up"], said["reason"], said["http_status"]) == (False, "maintenance", 503), said[
        "explanation"
    ]
    assert said["last_post"] is None
