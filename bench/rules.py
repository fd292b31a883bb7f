"""What the rules cost a real Prometheus a minute: its CPU with and without them, each rule's time; told for 2,000 sites.

    .venv/bin/python bench/rules.py [--sites 500] [--days 2] [--minutes 10] [--rules FOLDER] [--against FOLDER]

The simulated city is pulled for a while. What Prometheus then knows of it becomes a history of as many sites: days of
it in blocks, the last hour and a half in its memory, as in one that has run for long. It goes on being pulled, a sample a
minute, first without and then with the rules. Values are constant, so a little less is decoded than in the field.

``--against`` runs a second Prometheus over the same history at the same time, with the rules in another folder: figures
of two runs cannot be compared, those of one can, also on a busy machine."""

from __future__ import annotations

import argparse
import asyncio
import json
import math
import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
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
WITHOUT = 4
"""Minutes for which the CPU is counted before there are rules."""
DEAREST = 20
"""Rules that are told one by one."""
HOUR, MONTH = 60 * MINUTE, 30 * DAY
EVENTS = ("opd:status:changed", "ALERTS", "ALERTS_FOR_STATE")
"""What a quiet hour has none of, or the rules themselves make."""
IN_MEMORY = 90 * MINUTE
"""Seconds before now that a Prometheus surely has in memory; it writes blocks of two hours when they are an hour old."""
AT_ONCE = 5
"""Minutes of history that are pulled at once."""
INTERVALS = {"4m": 4 * MINUTE, "10m": 10 * MINUTE, "1h": HOUR}
"""Of groups that are reckoned less often than each minute."""
RECENT = "6h"
"""How long the blocks of the last days are. Each has every series, if only hour by hour where no rule reads that far: a
rule that reads a day looks in each of them for all that its expression names."""

Series = tuple[dict[str, str], float]


async def known(rules: Path) -> list[Series]:
    """Every series that a Prometheus over the simulated city has, with its newest value."""
    async with City() as city, running(parse(city.config_text(), "city"), "127.0.0.1:0", None, None) as url:
        address = url.removeprefix("http://").strip("/")

        def often(folder: Path) -> None:
            pull_every(folder / "prometheus.yml", 2)
            for file in (folder / "rules").glob("*.yml"):  # what is kept is there at once as well
                file.write_text(re.sub("interval: (10m|1h)", "interval: 2s", file.read_text()))

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


def seldom(rules: Path) -> dict[str, int]:
    """Seconds between two samples of what is recorded less often than each minute."""
    groups = (group for file in rules.glob("*.yml") for group in yaml.safe_load(file.read_text())["groups"])
    return {
        rule["record"]: INTERVALS[group["interval"]]
        for group in groups
        for rule in group["rules"]
        if "interval" in group and "record" in rule
    }


def has(name: str, at: int, often: Mapping[str, int]) -> bool:
    """Whether a series has a sample in this minute."""
    return name not in EVENTS and at % often.get(name, MINUTE) < MINUTE


def as_text(labels: dict[str, str], value: float) -> str:
    """A sample, without its time."""
    named = ((key, text) for key, text in labels.items() if key != "__name__")
    inside = ",".join(f"{key}={json.dumps(text, ensure_ascii=False)}" for key, text in named)
    number = f"{value:.12g}" if math.isfinite(value) else "+Inf" if value > 0 else "-Inf"
    return f"{labels['__name__']}{{{inside}}} {number}"


def since(name: str, end: int, days: int, often: Mapping[str, int]) -> int:
    """From when on some rule reads a series."""
    step = often.get(name, MINUTE)
    return end - (MONTH if step == HOUR else days * DAY if step > INTERVALS["4m"] else HOUR)


def write(series: list[Series], end: int, days: int, folder: Path, often: Mapping[str, int]) -> int:
    """Blocks of what some rule reads of earlier days, as long as those of one that has run for long: of six hours within
    the last days, of nearly a week before. Gives the number of samples."""
    recent = end - days * DAY
    return sum(
        _blocks(series, begin, until, folder, longest, lambda name: since(name, end, days, often), often)
        for begin, until, longest in ((end - MONTH, recent, "162h"), (recent, end, RECENT))
    )


def _blocks(
    series: list[Series],
    begin: int,
    end: int,
    folder: Path,
    longest: str,
    first: Callable[[str], int],
    often: Mapping[str, int],
) -> int:
    lines, file = 0, folder / "samples.txt"
    with file.open("w", encoding="utf-8") as out:
        for labels, value in sorted(series, key=lambda one: one[0]["__name__"]):
            name, text = labels["__name__"], as_text(labels, value)
            step, start = often.get(name, MINUTE), max(begin, first(name))
            seen = range(begin, start, HOUR) if longest == RECENT else ()
            times = [*seen, *(at for at in range(start - start % step, end, step) if has(name, at, often))]
            out.write("".join(f"{text} {at}\n" for at in times))
            lines += len(times)
        out.write("# EOF\n")
    words = [
        "promtool",
        "tsdb",
        "create-blocks-from",
        "openmetrics",
        "--quiet",
        f"--max-block-duration={longest}",
    ]
    subprocess.run([*words, str(file), str(folder / "data")], check=True, stdout=subprocess.DEVNULL)
    file.unlink()
    return lines


class Pulled:
    """What the Prometheus pulls: the history that it is to have in memory, some minutes at a time, then what is now."""

    def __init__(self, series: list[Series], begin: int, often: Mapping[str, int]) -> None:
        self._often = often
        self._texts = [(labels["__name__"], as_text(labels, value)) for labels, value in series]
        self._next = begin
        self.filled = threading.Event()
        pulled = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                text, until = pulled.answer()
                body = text.encode()
                self.send_response(200)
                self.send_header("Content-Type", "text/plain; version=0.0.4")
                self.end_headers()
                self.wfile.write(body)
                pulled.taken(until)  # a pull that was cut short by its time limit is given again

            def log_message(self, *_: object) -> None:
                """Nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def answer(self) -> tuple[str, int]:
        """The next, and up to when it is."""
        now = int(time.time())
        times = range(self._next, min(now, self._next + AT_ONCE * MINUTE), MINUTE)
        if not times:
            self.filled.set()
        if self.filled.is_set():
            texts = (text for name, text in self._texts if not name.startswith(("opd:", "ALERTS")))
            return "".join(f"{text}\n" for text in texts), now
        lines = (
            f"{text} {at}000\n"
            for at in times
            for name, text in self._texts
            if has(name, at - at % MINUTE, self._often)
        )
        return "".join(lines), times[-1] + MINUTE

    def taken(self, until: int) -> None:
        """A pull came to its end."""
        self._next = until


CONFIG = """
global: {{scrape_interval: {every}s, scrape_timeout: {every}s, evaluation_interval: 60s}}
rule_files: {rules}
scrape_configs:
- job_name: bench
  static_configs: [{{targets: ['127.0.0.1:{port}']}}]
  metric_relabel_configs:  # the labels that the series came with, or none
  - {{action: labeldrop, regex: job|instance}}
  - {{action: labelmap, regex: exported_(job|instance)}}
  - {{action: labeldrop, regex: exported_(job|instance)}}
"""


def cpu(pid: int) -> float:
    """Seconds of CPU of a process so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


class Judged:
    """A Prometheus of its own over the history, and what some rules cost it."""

    def __init__(self, series: list[Series], rules: Path, begin: int, data: Path, folder: Path) -> None:
        self._rules, self.address = rules, free_address()
        shutil.copytree(data, folder / "data", copy_function=os.link)  # blocks are never written again
        self._pulled, self._file = Pulled(series, begin, seldom(rules)), folder / "prometheus.yml"
        self._write(every=10)
        words = [f"--config.file={self._file}", f"--storage.tsdb.path={folder / 'data'}"]
        self._program = subprocess.Popen(
            [
                "prometheus",
                *words,
                f"--web.listen-address={self.address}",
                "--storage.tsdb.retention.time=90d",
            ],
            stderr=subprocess.DEVNULL,
        )

    def _write(self, every: int, rules: str = "[]") -> None:
        self._file.write_text(CONFIG.format(every=every, rules=rules, port=self._pulled.server.server_port))

    def fill(self) -> None:
        """Wait until it has the last hours in memory; from then on it pulls once a minute."""
        if not self._pulled.filled.wait(2 * LONGEST):
            raise SystemExit("too slow: Prometheus has not taken the last hours in")
        self._write(every=MINUTE)
        self._program.send_signal(signal.SIGHUP)

    def reckon(self) -> None:
        """Let it reckon the rules."""
        self._write(every=MINUTE, rules=f"['{self._rules.resolve()}/*.yml']")
        self._program.send_signal(signal.SIGHUP)

    def cpu(self) -> float:
        """Seconds of CPU so far."""
        return cpu(self._program.pid)

    def took(self) -> Mapping[tuple[str, str], float]:
        """Seconds that each rule took last, by group and name; of groups that are reckoned less often, the share of a
        minute."""
        with urlopen(f"http://{self.address}/api/v1/rules", timeout=60) as answer:
            groups = json.load(answer)["data"]["groups"]
        took: Counter[tuple[str, str]] = Counter()
        for group in groups:
            for rule in group["rules"]:
                took[group["name"], rule["name"]] += rule["evaluationTime"] * MINUTE / group["interval"]
        return took

    def end(self) -> None:
        """Stop it."""
        self._program.terminate()
        self._program.wait(60)


def spent(running: Sequence[Judged], minutes: int) -> list[float]:
    """Seconds of CPU a minute of each, over so many of them."""
    before = [one.cpu() for one in running]
    time.sleep(minutes * MINUTE)
    return [(one.cpu() - was) / minutes for one, was in zip(running, before, strict=True)]


def told(costs: list[float], took: list[Mapping[tuple[str, str], float]]) -> None:
    """Print what the rules cost, then by the clock each group and the dearest rules; a column for each Prometheus."""

    def row(values: Iterable[float], name: str) -> None:
        print("".join(f"{value:9.3f}" for value in values), name)

    row(costs, f"s of CPU a minute for {TOLD_FOR} sites")
    row((sum(one.values()) for one in took), "s by the clock, all")
    names = dict.fromkeys(name for one in took for name in one)
    for group in dict.fromkeys(group for group, _ in names):
        row((sum(value for name, value in one.items() if name[0] == group) for one in took), group)
    for name in sorted(names, key=lambda name: -took[0].get(name, 0.0))[:DEAREST]:
        row((one.get(name, 0.0) for one in took), " ".join(name))


def main(sites: int, days: int, minutes: int, folders: Sequence[Path]) -> None:
    """The command."""
    print("the city is pulled", flush=True)
    series = list(many(asyncio.run(known(folders[0])), sites))
    begin, running = int(time.time()) // MINUTE * MINUTE - IN_MEMORY, list[Judged]()
    print(f"{len(series)} series; days of them are written into blocks", flush=True)
    with tempfile.TemporaryDirectory() as name:
        data = Path(name)
        print(
            f"{write(series, begin, days, data, seldom(folders[0]))} samples; the rest is pulled", flush=True
        )
        try:
            for number, rules in enumerate(folders):
                (data / f"{number}").mkdir()
                running.append(Judged(series, rules, begin, data / "data", data / f"{number}"))
            for one in running:
                one.fill()
            time.sleep(MINUTE)
            print(f"{WITHOUT} minutes without rules", flush=True)
            without = spent(running, WITHOUT)
            for one in running:
                one.reckon()
            time.sleep(2 * MINUTE)  # the first rounds
            print(f"{minutes} minutes with them", flush=True)
            costs = spent(running, minutes)
            share = TOLD_FOR / sites
            told(
                [(one - other) * share for one, other in zip(costs, without, strict=True)],
                [{name: value * share for name, value in one.took().items()} for one in running],
            )
        finally:
            for one in running:
                one.end()


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--sites", type=int, default=500)
    arguments.add_argument("--days", type=int, default=2)
    arguments.add_argument("--minutes", type=int, default=10, help="for which the CPU is counted")
    arguments.add_argument("--rules", type=Path, default=ROOT / "prometheus/rules")
    arguments.add_argument(
        "--against", type=Path, help="other rules, by a second Prometheus at the same time"
    )
    options = arguments.parse_args()
    main(
        options.sites, options.days, options.minutes, [one for one in (options.rules, options.against) if one]
    )
