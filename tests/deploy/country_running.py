"""The country in small, of the files in ``deploy/``: eight exporters, two provinces - one asked by two Prometheus agents
that share its sites, one by a vmagent -, a Prometheus with the rules for each, and one VictoriaMetrics for both."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import urlopen

import yaml

from opd_exporter.demo.stack import Program, free_address

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy/prometheus"
PROGRAMS = ("prometheus", "victoria-metrics", "vmagent")
PROVINCES = {
    "Banten": ("Kota 1", "Kota 2", "Kota 3", "Kota 4"),
    "D.I. Yogyakarta": ("Kota 5", "Kota 6", "Kota 7", "Kota 8"),
}
PULL = "6s"
"""Each of them is asked and reckoned again for as long as the slowest takes to be known."""
STORE = ("-search.latencyOffset=0s", "-search.disableCache", "-loggerLevel=WARN", "-retentionPeriod=1y")
"""Its answers may be of this very second."""


@dataclass
class Country:
    """What runs."""

    exporters: dict[str, str]
    """City -> its exporter's address."""
    store: str
    regions: dict[str, str] = field(default_factory=dict)
    agents: list[str] = field(default_factory=list)
    """The Prometheus agents of the first province."""
    programs: dict[str, int] = field(default_factory=dict)
    """Each program's process id."""

    def ask(self, base: str, path: str, **parameters: object) -> Any:
        """The answer of Prometheus, or of the store, which speaks its language. A refusal's text is the error's."""
        try:
            with urlopen(f"{base}/api/v1/{path}?{urlencode(parameters)}", timeout=20) as answer:  # noqa: S310 # loopback
                return json.load(answer)["data"]
        except HTTPError as error:
            raise AssertionError(f"{parameters}: {error.read().decode()}") from None

    def now(self, query: str, base: str = "", *, at: float | None = None) -> list[Any]:
        """The series of an expression, in the store unless another is named, now unless another moment is."""
        moment = {"time": at} if at else {}
        return list(self.ask(base or self.store, "query", query=query, **moment)["result"])

    def wait_for(self, expr: str, seconds: float = 300) -> None:
        """Until the store answers something: on an idle machine within half a minute."""
        deadline = time.monotonic() + seconds
        while not self.now(expr):
            assert time.monotonic() < deadline, expr
            time.sleep(0.5)


def missing() -> list[str]:
    """The programs that are not installed."""
    return [name for name in PROGRAMS if not shutil.which(name)]


def agent_file(cities: list[str], region: str) -> str:
    """``deploy/prometheus/agent.yml`` for these exporters."""
    data = yaml.safe_load((DEPLOY / "agent.yml").read_text("utf-8"))
    data["global"] = {"scrape_interval": PULL, "scrape_timeout": PULL}
    sites, exporters = data["scrape_configs"]
    sites["http_sd_configs"] = [{"url": f"{url}/sd"} for url in cities]
    exporters["static_configs"] = [{"targets": [url.removeprefix("http://")]} for url in cities]
    data["remote_write"] = [{"url": f"{region}/api/v1/write", "queue_config": {"batch_send_deadline": "1s"}}]
    return yaml.safe_dump(data, sort_keys=False)


def region_file(own: str, store: str) -> str:
    """``deploy/prometheus/region.yml`` for these addresses; nobody gets mail."""
    data = yaml.safe_load((DEPLOY / "region.yml").read_text("utf-8"))
    data["global"] |= {"scrape_interval": PULL, "evaluation_interval": PULL}
    data["scrape_configs"] = data["scrape_configs"][:1]
    data["scrape_configs"][0]["static_configs"] = [{"targets": [own.removeprefix("http://")]}]
    del data["alerting"]
    data["remote_write"][0] |= {"url": f"{store}/api/v1/write", "queue_config": {"batch_send_deadline": "1s"}}
    return yaml.safe_dump(data, sort_keys=False)


def copy_rules(folder: Path) -> None:
    """The shipped rules, with what they reckon every ten minutes reckoned as often as the rest.

    Prometheus begins with such a group at any moment of its first ten minutes, and in each region at another."""
    shutil.copytree(ROOT / "prometheus/rules", folder)
    for file in folder.glob("*.yml"):
        file.write_text(
            re.sub(r"^    interval: .*\n", "", file.read_text("utf-8"), flags=re.MULTILINE), "utf-8"
        )


@contextmanager
def exporters(pids: dict[str, int]) -> Iterator[dict[str, str]]:
    """City -> address; the process of all of them goes into ``pids``."""
    process = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("cities_running.py"))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    pids["exporters"] = process.pid
    try:
        assert process.stdout
        yield json.loads(process.stdout.readline())
    finally:
        assert process.stdin
        process.stdin.close()
        with suppress(subprocess.TimeoutExpired):
            process.wait(20)
        process.kill()


@contextmanager
def country() -> Iterator[Country]:
    """Everything, pulled every :data:`PULL`."""
    with ExitStack() as until:
        folder = Path(until.enter_context(tempfile.TemporaryDirectory(prefix="opd-country-")))
        pids: dict[str, int] = {}
        cities = until.enter_context(exporters(pids))

        def run(name: str, *command: str, address: str, **environment: str) -> Program:
            log = folder / f"{name}.log"
            program = Program(name, command, address, log, {**os.environ, **environment})
            until.callback(program.stop)
            pids[name] = program.process.pid
            return program

        addresses = {name: free_address() for name in ("store", "vmagent", *PROVINCES, "agent-0", "agent-1")}
        url = {name: f"http://{address}" for name, address in addresses.items()}
        run(
            "store", "victoria-metrics", *STORE, f"-httpListenAddr={addresses['store']}",
            f"-storageDataPath={folder / 'store'}", address=addresses["store"],
        )  # fmt: skip
        found = Country(cities, url["store"], programs=pids)
        for province, names in PROVINCES.items():
            home = folder / province
            copy_rules(home / "rules")
            (home / "region.yml").write_text(region_file(url[province], url["store"]), "utf-8")
            (home / "agent.yml").write_text(
                agent_file([cities[name] for name in names], url[province]), "utf-8"
            )
            found.regions[province] = run(
                province, "prometheus", f"--config.file={home / 'region.yml'}", f"--storage.tsdb.path={home / 'data'}",
                "--web.enable-remote-write-receiver", "--enable-feature=expand-external-labels",
                f"--web.listen-address={addresses[province]}", address=addresses[province], OPD_PROVINSI=province,
            ).url  # fmt: skip
        first, second = PROVINCES
        start = "/bin/sh", str(DEPLOY / "start-agent.sh")
        for number in range(2):
            name = f"agent-{number}"
            filled = str(folder / f"{name}.yml")
            agent = run(
                name, *start, str(folder / first / "agent.yml"), filled,
                "prometheus", "--enable-feature=agent", f"--config.file={filled}",
                f"--storage.agent.path={folder / name}", f"--web.listen-address={addresses[name]}",
                address=addresses[name], OPD_SHARDS="2", OPD_SHARD=str(number),
            )  # fmt: skip
            found.agents.append(agent.url)
        filled = str(folder / "vmagent.yml")
        run(
            "vmagent", *start, str(folder / second / "agent.yml"), filled,
            "vmagent", f"-promscrape.config={filled}", "-promscrape.config.strictParse=false",
            f"-remoteWrite.url={url[second]}/api/v1/write", "-remoteWrite.queues=1",
            f"-remoteWrite.tmpDataPath={folder / 'vmagent'}", "-loggerLevel=WARN", f"-httpListenAddr={addresses['vmagent']}",
            address=addresses["vmagent"], OPD_SHARDS="1", OPD_SHARD="0",
        )  # fmt: skip
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            with suppress(OSError):
                urlopen(f"{found.store}/health", timeout=2).close()  # noqa: S310 # loopback
                break
            time.sleep(0.1)
        yield found
