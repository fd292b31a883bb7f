"""What a round of all rules costs a real Prometheus, in six minutes: its CPU and what it allocates, told for 2,000 sites.

    .venv/bin/python bench/rounds.py [--sites 500] [--rounds 18] [--rules FOLDER] [--against FOLDER]

As bench/rules.py without days of history: what a Prometheus knows of the simulated city is pulled for so many sites, and
rules are reckoned every ten seconds, groups that have an interval of their own as much more often. Both figures are of
the whole process. What it allocates differs by a few hundredths from run to run, also on a busy machine, where CPU
differs by a half.

``--against`` runs a second Prometheus beside it, with the rules in another folder, and tells which series and alerts of
the two differ."""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterable, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.request import urlopen

from opd_exporter.demo.stack import free_address
from rules import CONFIG, MINUTE, ROOT, TOLD_FOR, Series, as_text, asked, known, many

EVERY = 10
"""Seconds between two rounds, which stand for a minute."""
FIRST = 120
"""Seconds for the first rounds, of which some find everything new."""
LATE = 40.0
"""Seconds by which times of two that began one after the other may differ."""
SPENT = ("process_cpu_seconds_total", "go_memstats_alloc_bytes_total")
ROUNDS = r'prometheus_rule_group_iterations_total{rule_group="[^"]*;opd-status"}'
MISSED = r'prometheus_rule_group_iterations_missed_total{rule_group="[^"]*;opd-status"}'
TOLD = '{__name__=~"opd:.+|ALERTS", __name__!~"opd:(kept|before|restored|measured_up:).*"}'
"""What is compared: neither the steps by which what was is remembered, nor what comes once an hour."""


def served(series: Iterable[Series]) -> ThreadingHTTPServer:
    """A program that is pulled, and always answers the same."""
    body = "".join(f"{as_text(labels, value)}\n" for labels, value in series).encode()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/plain; version=0.0.4")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def quicker(found: re.Match[str]) -> str:
    """An interval of minutes or hours in rounds."""
    return f"interval: {int(found[1]) * {'m': 1, 'h': 60}[found[2]] * EVERY}s"


def started(rules: Path, folder: Path, port: int) -> tuple[subprocess.Popen[bytes], str]:
    """A Prometheus that reckons these rules, and its address."""
    (folder / "rules").mkdir(parents=True)
    for file in rules.glob("*.yml"):
        text = re.sub(r"\binterval: (\d+)([mh])\b", quicker, file.read_text("utf-8"))
        (folder / "rules" / file.name).write_text(text, "utf-8")
    config = CONFIG.format(every=MINUTE, rules=f"['{folder}/rules/*.yml']", port=port)
    config = config.replace("evaluation_interval: 60s", f"evaluation_interval: {EVERY}s")
    (folder / "prometheus.yml").write_text(config, "utf-8")
    address = free_address()
    words = [f"--config.file={folder}/prometheus.yml", f"--storage.tsdb.path={folder}/data"]
    program = subprocess.Popen(
        ["prometheus", *words, f"--web.listen-address={address}"], stderr=subprocess.DEVNULL
    )
    return program, address


def spent(address: str) -> tuple[float, ...]:
    """Rounds, seconds of CPU and bytes so far."""
    with urlopen(f"http://{address}/metrics", timeout=60) as answer:
        text = answer.read().decode()

    def value(name: str) -> float:
        found = re.search(rf"^{name} (\S+)$", text, re.M)
        return float(found[1]) if found else 0.0

    return (value(ROUNDS) - value(MISSED), *map(value, SPENT))


def recorded(address: str) -> dict[str, float]:
    """What the rules say now, whether an alert fires already or not."""
    said = {}
    for labels, value in asked(address, TOLD, None):
        said[
            json.dumps({key: text for key, text in labels.items() if key != "alertstate"}, sort_keys=True)
        ] = value
    return said


def differing(one: dict[str, float], other: dict[str, float]) -> list[str]:
    """The series that are only in one, or whose values differ by more than the time between two rounds."""
    return sorted(
        key
        for key in one.keys() | other.keys()
        if key not in one
        or key not in other
        or not (one[key] == other[key] or abs(one[key] - other[key]) < (LATE if "timestamp" in key else 0.01))
    )


def main(sites: int, rounds: int, folders: Sequence[Path]) -> None:
    """The command."""
    series = [
        (labels, value)
        for labels, value in many(asyncio.run(known(folders[0])), sites)
        if not labels["__name__"].startswith(("opd:", "ALERTS"))
    ]
    server, running = served(series), list[tuple[subprocess.Popen[bytes], str]]()
    with tempfile.TemporaryDirectory() as name:
        try:
            for place, rules in enumerate(folders):
                running.append(started(rules, Path(name) / f"{place}", server.server_port))
            time.sleep(FIRST)
            before = [spent(address) for _, address in running]
            time.sleep(rounds * EVERY)
            for (_, address), was in zip(running, before, strict=True):
                number, cpu, size = (now - then for now, then in zip(spent(address), was, strict=True))
                share = TOLD_FOR / sites / number
                print(f"{cpu * share:.2f} s of CPU, {size * share / 1e6:.0f} MB a round for {TOLD_FOR} sites")
            if len(running) > 1:
                one, other = (recorded(address) for _, address in running)
                print(
                    f"{len(one)} and {len(other)} series and alerts; these differ:",
                    *differing(one, other),
                    sep="\n",
                )
        finally:
            for program, _ in running:
                program.terminate()
                program.wait(60)


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--sites", type=int, default=500)
    arguments.add_argument("--rounds", type=int, default=18)
    arguments.add_argument("--rules", type=Path, default=ROOT / "prometheus/rules")
    arguments.add_argument("--against", type=Path)
    options = arguments.parse_args()
    for folder in filter(None, (options.rules, options.against)):
        checked = subprocess.run(
            ["promtool", "check", "rules", *folder.glob("*.yml")], capture_output=True, text=True, check=False
        )
        if checked.returncode:
            arguments.error(
                f"{folder}: no folder of rules, such as COMMIT/prometheus/rules: {checked.stderr}"
            )
    main(options.sites, options.rounds, [one for one in (options.rules, options.against) if one])
