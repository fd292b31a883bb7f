"""A province on one machine: so many sites, each pulled in its interval as Prometheus does, by one exporter or several.

    .venv/bin/python bench/province.py [--sites 2000] [--interval 60] [--rounds 4] [--exporters 1]

Two of ten sites know conditional requests, three send the same bytes, three a counter and a token that differ at each
view, two other news: half of the pages change at each view. The farm, this program and the exporters share the machine;
CPU, memory and bytes written are those of the exporters' processes alone.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

from cost import Server, ended, free_port, running

HERE = Path(__file__).parent
TIMEOUT = 10.0
"""Prometheus' usual time-out of a scrape, seconds."""
MIX = ("304", "304", "same", "same", "same", "counter", "counter", "counter", "changed", "changed")
GROUPS = ("dinas", "badan", "kecamatan")
NUMBERS = {"304": 1, "same": 2, "counter": 3, "changed": 4}


@dataclass
class Round:
    """What the pulls of one interval came to."""

    took: list[float] = field(default_factory=list)
    answers: Counter[str] = field(default_factory=Counter)

    def told(self) -> str:
        """Counts, and the time that pulls took: median, 99 of 100, longest."""
        took = sorted(self.took) or [0.0]
        shares = [took[min(len(took) - 1, int(len(took) * share))] for share in (0.5, 0.99, 1.0)]
        answers = ", ".join(f"{count} {name}" for name, count in sorted(self.answers.items()))
        return f"{answers}; p50 {shares[0]:.2f} s, p99 {shares[1]:.2f} s, longest {shares[2]:.2f} s"


def configuration(sites: Sequence[int], port: int, concurrency: int) -> str:
    """Of one exporter."""
    rows = "".join(
        f"- {{key: opd-{n}, nama: Dinas Contoh {n}, singkatan: Dinas {n}, kelompok: {GROUPS[n % 3]},"
        f" url: 'http://127.{NUMBERS[MIX[n % 10]]}.{n >> 8}.{n & 255}:{port}/'}}\n"
        for n in sites
    )
    probe = f"{{concurrency: {concurrency}, allow_networks: [127.0.0.0/8]}}"
    return f"city: Provinsi Contoh\nprobe: {probe}\nsites:\n{rows}"


@contextlib.asynccontextmanager
async def farm(size: int) -> AsyncIterator[int]:
    """The sites as a process of their own; gives its port."""
    port = free_port()
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(HERE / "farm.py"), str(port), f"--size={size}", stdout=asyncio.subprocess.PIPE
    )
    try:
        assert process.stdout
        await asyncio.wait_for(process.stdout.readline(), 60)
        yield port
    finally:
        await ended(process)


def _written(file: Path, text: str) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_text(text)


@contextlib.asynccontextmanager
async def exporter(folder: Path, config: str) -> AsyncIterator[tuple[Server, float]]:
    """One exporter over a configuration, and the seconds until it was ready."""
    file, url = folder / "kota.yml", f"http://127.0.0.1:{free_port()}"
    await asyncio.to_thread(_written, file, config)
    words = [sys.executable, "-m", "opd_exporter", "serve", "--config", str(file)]
    words += ["--listen", url.removeprefix("http://"), "--data-dir", str(folder / "data")]
    began = time.perf_counter()
    async with running(words, url, "/-/ready") as server:
        yield server, time.perf_counter() - began


def bytes_written(server: Server) -> int:
    """What the first process of an exporter wrote to files, as the kernel counts it."""
    found = re.search(r"^write_bytes: (\d+)", Path(f"/proc/{server.group}/io").read_text(), re.M)
    return int(found[1]) if found else 0


async def pull(session: aiohttp.ClientSession, url: str, key: str, into: Round) -> None:
    """One pull, as Prometheus makes it."""
    began = time.perf_counter()
    header = {"X-Prometheus-Scrape-Timeout-Seconds": f"{TIMEOUT:g}"}
    try:
        async with session.get(f"{url}/probe?target={key}", headers=header) as answer:
            text = await answer.text()
            up = "\nopd_site_up 1" in text
            name = ("up" if up else "down") if answer.status == 200 else f"refused ({answer.status})"
    except (TimeoutError, aiohttp.ClientError) as error:
        name = type(error).__name__
    into.took.append(time.perf_counter() - began)
    into.answers[name] += 1


async def one_round(
    session: aiohttp.ClientSession, exporters: Sequence[Server], sites: int, interval: float
) -> Round:
    """Every site once, each at its own moment of the interval."""
    done, began, pulls = Round(), time.perf_counter(), []
    for n in range(sites):
        await asyncio.sleep(max(0.0, began + interval * n / sites - time.perf_counter()))
        pulls.append(asyncio.create_task(pull(session, exporters[n % len(exporters)].url, f"opd-{n}", done)))
    await asyncio.sleep(max(0.0, began + interval - time.perf_counter()))
    await asyncio.gather(*pulls)
    return done


async def looks(session: aiohttp.ClientSession, exporters: Sequence[Server]) -> str:
    """Looks for posts so far, by outcome."""
    found: Counter[str] = Counter()
    for one in exporters:
        async with session.get(f"{one.url}/metrics") as answer:
            text = await answer.text()
        for outcome, count in re.findall(
            r'^opd_exporter_freshness_looks_total\{outcome="(\w+)"\} (\S+)', text, re.M
        ):
            found[outcome] += int(float(count))
    return ", ".join(f"{count} {name}" for name, count in found.items() if count)


async def read_page(session: aiohttp.ClientSession, server: Server, path: str) -> str:
    """How long one reader waits for a view of all sites."""
    began = time.perf_counter()
    async with session.get(f"{server.url}{path}") as answer:
        size = len(await answer.read())
    return f"{path} {time.perf_counter() - began:.2f} s, {size >> 10} KiB"


async def measured(
    session: aiohttp.ClientSession, exporters: Sequence[Server], sites: int, interval: float, number: int
) -> None:
    """One round, and what it cost."""
    cpu, written = sum(one.cpu() for one in exporters), sum(map(bytes_written, exporters))
    done = await one_round(session, exporters, sites, interval)
    cpu = sum(one.cpu() for one in exporters) - cpu
    written = sum(map(bytes_written, exporters)) - written
    memory = sum(one.memory()[1] for one in exporters)
    print(f"round {number}: {done.told()}")
    print(
        f"  {1000 * cpu / sites:.1f} ms CPU a scrape ({cpu / interval:.2f} cores), {memory >> 20} MiB (PSS),"
        f" {written / sites / 1024:.1f} KiB written a scrape",
        flush=True,
    )
    print(f"  looks so far: {await looks(session, exporters)}", flush=True)


async def main(sites: int, interval: float, rounds: int, count: int, concurrency: int, size: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        async with contextlib.AsyncExitStack() as stack:
            port = await stack.enter_async_context(farm(size))
            shares = [list(range(first, sites, count)) for first in range(count)]
            configs = [configuration(share, port, concurrency) for share in shares]
            folders = [Path(name) / f"{number}" for number in range(count)]
            async with contextlib.AsyncExitStack() as first:
                exporters = []
                for folder, config in zip(folders, configs, strict=True):
                    server, ready = await first.enter_async_context(exporter(folder, config))
                    exporters.append(server)
                print(f"{sites} sites every {interval:g} s, {count} exporter(s), pages of {size} KB")
                print(f"ready after {ready:.2f} s, nothing remembered", flush=True)
                connector = aiohttp.TCPConnector(limit=0)
                session = await first.enter_async_context(aiohttp.ClientSession(connector=connector))
                for number in range(1, rounds + 1):
                    if number == rounds:
                        reader = asyncio.create_task(_reader(session, exporters[0], interval))
                    await measured(session, exporters, sites, interval, number)
                print(f"  one reader meanwhile: {await reader}")
            server, ready = await stack.enter_async_context(exporter(folders[0], configs[0]))
            print(f"ready after {ready:.2f} s, {len(shares[0])} sites remembered; {server.cpu():.2f} s CPU")


async def _reader(session: aiohttp.ClientSession, server: Server, interval: float) -> str:
    """Reads the views of all sites in the middle of a round."""
    await asyncio.sleep(interval / 2)
    return "; ".join([await read_page(session, server, path) for path in ("/", "/api/v1/sites", "/sd")])


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--sites", type=int, default=2000)
    arguments.add_argument("--interval", type=float, default=60.0)
    arguments.add_argument("--rounds", type=int, default=4)
    arguments.add_argument("--exporters", type=int, default=1)
    arguments.add_argument("--concurrency", type=int, default=16)
    arguments.add_argument("--size", type=int, default=80, help="kilobytes of a front page")
    options = arguments.parse_args()
    asyncio.run(
        main(
            options.sites,
            options.interval,
            options.rounds,
            options.exporters,
            options.concurrency,
            options.size,
        )
    )
