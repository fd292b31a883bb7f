"""What one round of the rules costs a real Prometheus: CPU of every expression, the dearest first, told for 2,000 sites.

    .venv/bin/python bench/rules.py [--sites 128] [--days 7] [--rules FOLDER]

The simulated city is pulled for a while; what Prometheus then knows of it is written as its own blocks, a sample a
minute, for as many sites and as far back as each expression reads (a week at most), and each is asked for at the end of
that. Constant values, so a little less is decoded than in the field; writing results and texts of mails is left out."""

from __future__ import annotations

import argparse
import asyncio
import json
import math
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import urlopen

import yaml

from opd_exporter.commands.serve import running
from opd_exporter.config.file import parse
from opd_exporter.demo.city import City
from opd_exporter.demo.stack import free_address, pull_every, stack

ROOT = Path(__file__).parents[1]
TICK = os.sysconf("SC_CLK_TCK")
DAY, MINUTE = 86400, 60
PULLS, LONGEST = 30.0, 300.0
"""Seconds for which the city is pulled at least, and at most."""
ALL_LOOKED_AT = "count(opd_site_last_post_timestamp_seconds) > 15 and count(opd:measured) == 32"
"""Every site was visited, and most were searched."""
TOLD_FOR = 2_000
ASKED = 4
"""Times that each expression is asked."""
A_WEEK = ("opd:status:measured_code",)
HOURLY = ("opd:measured_up:hour",)
"""Five samples an hour, a month of them."""
OF_A_DAY = ("opd_site_position", "opd_site_down_reason_timestamp_seconds")
EVENTS = ("opd:status:changed",)

Series = tuple[dict[str, str], float]


async def known(rules: Path) -> list[Series]:
    """Every series that a Prometheus over the simulated city has, with its newest value."""
    async with City() as city, running(parse(city.config_text(), "city"), "127.0.0.1:0", None, None) as url:
        address = url.removeprefix("http://").strip("/")

        def often(folder: Path) -> None:
            pull_every(folder / "prometheus.yml", 2)
            for file in (folder / "rules").glob("*.yml"):  # what is kept is there at once as well
                file.write_text(file.read_text().replace("interval: 10m", "interval: 2s"))

        with stack(address, source=rules.parent, edit=often, wait=False) as both:
            async with asyncio.timeout(LONGEST):
                await asyncio.sleep(PULLS)
                while not await asyncio.to_thread(  # noqa: ASYNC110 # a Prometheus wakes nobody
                    asked, both.prometheus.address, ALL_LOOKED_AT, None
                ):
                    await asyncio.sleep(2)
            query = '{__name__=~"opd.+|up|ALERTS.*|process_start_time_seconds|scrape_duration_seconds"}'
            return await asyncio.to_thread(asked, both.prometheus.address, query, None)


def asked(address: str, query: str, at: float | None) -> list[Series]:
    """The series of a query, and their values."""
    words = {"query": query} | ({"time": f"{at}"} if at else {})
    with urlopen(f"http://{address}/api/v1/query?{urlencode(words)}", timeout=300) as answer:
        return [(one["metric"], float(one["value"][1])) for one in json.load(answer)["data"]["result"]]


def many(found: list[Series], sites: int) -> Iterator[Series]:
    """The same for so many sites, under other keys."""
    keys = sorted({labels["opd"] for labels, _ in found if "opd" in labels})
    for labels, value in found:
        if "opd" not in labels:
            yield labels, value
            continue
        for copy in range(-(-sites // len(keys))):
            names = {name: f"{labels[name]}-{copy}" for name in ("opd", "nama", "instance") if name in labels}
            if keys.index(labels["opd"]) + copy * len(keys) < sites:
                yield labels | names, value


def moments(name: str, end: int, days: int) -> Iterator[int]:
    """When a series has samples: as far back as some rule reads it."""
    if name in EVENTS:
        return
    if name in HOURLY:
        for hour in range(end - 30 * DAY, end, 60 * MINUTE):
            yield from range(hour, hour + 5 * MINUTE, MINUTE)
    elif name.startswith("opd:kept:"):
        yield from range(end - days * DAY, end, 10 * MINUTE)
    elif name.startswith("opd:") or name in OF_A_DAY:
        yield from range(end - (days if name in A_WEEK else 1) * DAY, end, MINUTE)
    else:
        yield from range(end - 30 * MINUTE, end, MINUTE)
    yield end


def write(series: list[Series], end: int, days: int, folder: Path) -> int:
    """Blocks of them; gives the number of samples."""
    lines, file = 0, folder / "samples.txt"
    with file.open("w", encoding="utf-8") as out:
        for name in sorted({labels["__name__"] for labels, _ in series}):
            for labels, value in (one for one in series if one[0]["__name__"] == name):
                inside = ",".join(
                    f"{key}={json.dumps(text, ensure_ascii=False)}"
                    for key, text in labels.items()
                    if key != "__name__"
                )
                number = f"{value:.12g}" if math.isfinite(value) else "+Inf" if value > 0 else "-Inf"
                head = f"{name}{{{inside}}} {number} "
                times = list(moments(name, end, days))
                out.write("".join(f"{head}{at}\n" for at in times))
                lines += len(times)
        out.write("# EOF\n")
    subprocess.run(
        [
            "promtool",
            "tsdb",
            "create-blocks-from",
            "openmetrics",
            "--quiet",
            "--max-block-duration=486h",
            str(file),
            str(folder / "data"),
        ],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    file.unlink()
    return lines


def cpu(pid: int) -> float:
    """Seconds of CPU of a process so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def measured(address: str, pid: int, rules: Path, end: int, sites: int) -> None:
    """Print what each expression costs."""
    found: list[tuple[float, str, str]] = []
    for file in sorted(rules.glob("*.yml")):
        for group in yaml.safe_load(file.read_text("utf-8"))["groups"]:
            for rule in group["rules"]:
                begun = cpu(pid)
                for _ in range(ASKED):
                    asked(address, f"count({rule['expr']})", end)
                name = rule.get("record") or rule["alert"]
                told = ",".join(rule.get("labels", {}).values()) if "record" in rule else ""
                found.append(((cpu(pid) - begun) / ASKED * TOLD_FOR / sites, group["name"], f"{name} {told}"))
    groups: dict[str, float] = {}
    for spent, group, _ in found:
        groups[group] = groups.get(group, 0) + spent
    print(f"seconds of CPU for {TOLD_FOR} sites, as {sites} times so many cost")
    for group, spent in groups.items():
        print(f"  {spent:6.2f} {group}")
    print(f"  {sum(groups.values()):6.2f} all")
    for spent, group, name in sorted(found, reverse=True)[:20]:
        print(f"  {spent:6.3f} {group:20} {name}")


def main(sites: int, days: int, rules: Path) -> None:
    """The command."""
    series = list(many(asyncio.run(known(rules)), sites))
    end = int(time.time()) // MINUTE * MINUTE - 5 * MINUTE
    with tempfile.TemporaryDirectory() as name:
        folder, address = Path(name), free_address()
        print(f"{len(series)} series, {write(series, end, days, folder)} samples", flush=True)
        (folder / "prometheus.yml").write_text("global: {}\n")
        words = [f"--config.file={folder / 'prometheus.yml'}", f"--storage.tsdb.path={folder / 'data'}"]
        program = subprocess.Popen(
            ["prometheus", *words, f"--web.listen-address={address}", "--storage.tsdb.retention.time=90d"],
            stderr=subprocess.DEVNULL,
        )
        try:
            time.sleep(5)
            measured(address, program.pid, rules, end, sites)
        finally:
            program.terminate()
            program.wait(60)


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--sites", type=int, default=128)
    arguments.add_argument("--days", type=int, default=7)
    arguments.add_argument("--rules", type=Path, default=ROOT / "prometheus/rules")
    options = arguments.parse_args()
    main(options.sites, options.days, options.rules)
