"""docs/existing-stack.md, followed on a machine whose Prometheus has jobs, rules and settings of its own."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
import yaml

from exporter_process import configured, exporter
from opd_exporter.demo.stack import PROMETHEUS, Program, free_address, installed
from opd_exporter.web.letters import PATH
from site_server import Pages, front, serving

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs/existing-stack.md").read_text("utf-8")
BLOCKS = [yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)]
THEIRS = """
groups:
  - name: theirs
    rules:
      - {alert: InstanceDown, expr: up == 0}
      - {record: "job:up:sum", expr: sum by (job) (up)}
"""
SETUP = """
global: {scrape_interval: 1s, evaluation_interval: 1s, external_labels: {site: office, replica: a}}
scrape_configs:
  - job_name: node
    static_configs: [{targets: ["127.0.0.1:1"], labels: {opd: gateway}}]
"""


def install(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(ROOT / "packaging/install"), "--files-only", *options],
        env={**os.environ, "DESTDIR": str(folder), "OPD_VENV": sys.prefix},
        capture_output=True,
        text=True,
        check=False,
    )


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("theirs", ["prometheus.service", "prometheus-alertmanager.service.d/ours.conf"])
def test_a_prometheus_or_alertmanager_that_is_somebodys_is_not_taken_over(
    theirs: str, tmp_path: Path
) -> None:
    unit = tmp_path / "etc/systemd/system" / theirs
    unit.parent.mkdir(parents=True)
    unit.write_text("[Service]\n")
    told = install(tmp_path)
    assert told.returncode == 1
    assert str(unit) in told.stderr
    assert "--exporter-only" in told.stderr
    assert files(tmp_path) == {f"etc/systemd/system/{theirs}"}
    assert install(tmp_path, "--exporter-only").returncode == 0


def test_the_exporter_alone_touches_nothing_of_prometheus_and_alertmanager(tmp_path: Path) -> None:
    assert install(tmp_path, "--exporter-only").returncode == 0
    placed = files(tmp_path)
    assert "etc/systemd/system/opd-exporter.service" in placed
    assert "etc/opd-exporter/prometheus/rules/status.yml" in placed
    assert not any(".service.d/" in name or "mail.env" in name or "smtp_password" in name for name in placed)


def test_what_was_installed_whole_is_renewed_whole(tmp_path: Path) -> None:
    for _ in range(2):
        assert install(tmp_path).returncode == 0


@pytest.mark.skipif(shutil.which("amtool") is None, reason="no amtool")
def test_the_routes_and_receivers_are_what_an_alertmanager_takes(tmp_path: Path) -> None:
    _, _, alerts, letters = BLOCKS
    file = tmp_path / "alertmanager.yml"
    routes = [*letters["route"]["routes"], *alerts["route"]["routes"]]
    theirs = {
        "global": {"smtp_smarthost": "127.0.0.1:25", "smtp_from": "pemantau@example.go.id"},
        "route": {"receiver": "theirs", "routes": routes},
        "receivers": [
            *({"name": name} for name in ("theirs", "nobody", "your-receiver")),
            *letters["receivers"],
        ],
    }
    file.write_text(yaml.safe_dump(theirs), "utf-8")

    def amtool(*words: str) -> str:
        told = subprocess.run(["amtool", *words], capture_output=True, text=True, timeout=30, check=False)
        assert told.returncode == 0, told.stderr
        return told.stdout.strip()

    amtool("check-config", str(file))
    for labels, receiver in (
        (("audience=opd", "email=admin@example.go.id", 'kota="Kota A"'), "opd-admin"),
        (("audience=operator", 'kota="Kota A"'), "your-receiver"),
        (("audience=watchdog",), "nobody"),
        (("alertname=InstanceDown",), "theirs"),
    ):
        assert amtool("config", "routes", "test", f"--config.file={file}", *labels) == receiver
    hooks = letters["receivers"][0]["webhook_configs"]
    assert [urlsplit(one["url"]).path for one in hooks] == [PATH, PATH], "a city each"


def ask(prometheus: Program, query: str) -> list[dict[str, str]]:
    answer = json.loads(prometheus.get(f"/api/v1/query?query={quote(query)}")[1])
    return [one["metric"] for one in answer["data"]["result"]]


@pytest.mark.skipif(installed(PROMETHEUS) is None, reason="no prometheus")
async def test_both_watch_side_by_side_and_neither_reads_the_others_series(tmp_path: Path) -> None:
    assert install(tmp_path, "--exporter-only").returncode == 0
    (tmp_path / "theirs.yml").write_text(THEIRS)
    jobs, rules, *_ = BLOCKS
    setup = yaml.safe_load(SETUP)
    setup["scrape_configs"] += jobs["scrape_configs"]
    for job in setup["scrape_configs"]:
        job |= {"scrape_interval": "2s", "scrape_timeout": "2s"}
    setup["rule_files"] = ["theirs.yml", *(f"{tmp_path}{one}" for one in rules["rule_files"])]
    pages = Pages({"/": front()})
    async with serving(pages), exporter(tmp_path, configured(pages)) as one:
        text = yaml.safe_dump(setup).replace("127.0.0.1:9877", f"127.0.0.1:{one.port}")
        (tmp_path / "prometheus.yml").write_text(text)
        address = free_address()
        command = [
            str(installed(PROMETHEUS)),
            f"--config.file={tmp_path}/prometheus.yml",
            f"--storage.tsdb.path={tmp_path}/tsdb",
            f"--web.listen-address={address}",
        ]
        prometheus = Program("Prometheus", command, address, tmp_path / "log", os.environ)
        try:
            prometheus.wait()
            deadline = time.monotonic() + 60
            awaited = "opd:measured", "opd:site", 'ALERTS{job="node"}'
            while not all(ask(prometheus, query) for query in awaited):
                assert time.monotonic() < deadline, (tmp_path / "log").read_text()
                await asyncio.sleep(0.2)
            assert [site["opd"] for site in ask(prometheus, "opd:site")] == ["opd-0"]
            assert not ask(prometheus, '{__name__=~"opd:.+", opd="gateway"}')
            assert {one["alertname"] for one in ask(prometheus, 'ALERTS{job="node"}')} == {"InstanceDown"}
            assert not ask(prometheus, 'ALERTS{alertname="InstanceDown", job!~"node"}')
        finally:
            prometheus.stop()
