"""What looking at the simulated city costs: requests and CPU of a first look and of a steady pull, memory, and
probes a second beside blackbox_exporter in the same run.

    .venv/bin/python bench/cost.py [--rounds 20] [--together 8]

Figures of two machines cannot be compared; the ratios of one run can.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import re
import shutil
import socket
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from opd_exporter.config.file import load

HERE = Path(__file__).parent
TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
STOPS = 30.0
SITE_HEADER = {"X-Prometheus-Scrape-Timeout-Seconds": "25"}


@dataclass(frozen=True)
class Server:
    """A process group that answers HTTP."""

    url: str
    group: int

    def cpu(self) -> float:
        """Seconds of CPU of all its processes, ended ones included."""
        return sum(sum(map(int, fields[11:15])) for fields in self._stats()) / TICKS

    def memory(self) -> tuple[int, int]:
        """Bytes: resident in its first process, and the share of all its processes (PSS)."""
        first = int(Path(f"/proc/{self.group}/statm").read_text().split()[1]) * PAGE
        shares = 0
        for pid in self._pids():
            with contextlib.suppress(OSError, AttributeError):
                rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
                shares += int(re.search(r"^Pss:\s+(\d+)", rollup, re.M)[1]) * 1024  # type: ignore[index]
        return first, shares

    def _pids(self) -> list[str]:
        return [fields[-1] for fields in self._stats()]

    def _stats(self) -> list[list[str]]:
        found = []
        for path in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):
                fields = path.read_text().rpartition(")")[2].split()
                if int(fields[2]) == self.group:
                    found.append([*fields, path.parent.name])
        return found


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


async def ended(process: asyncio.subprocess.Process) -> None:
    """Ask a program to end, and end it when it has not after half a minute."""
    process.terminate()
    try:
        await asyncio.wait_for(process.wait(), STOPS)
    except TimeoutError:
        process.kill()
        await process.wait()


@contextlib.asynccontextmanager
async def running(words: Sequence[str], url: str, well: str) -> AsyncIterator[Server]:
    """A program in a process group of its own, once it answers 200 at ``well``."""
    process = await asyncio.create_subprocess_exec(
        *words, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL, start_new_session=True
    )
    try:
        async with aiohttp.ClientSession() as session, asyncio.timeout(60):
            while True:
                with contextlib.suppress(aiohttp.ClientError):
                    async with session.get(f"{url}{well}") as answer:
                        if answer.status == 200:
                            break
                await asyncio.sleep(0.1)
        yield Server(url, process.pid)
    finally:
        await ended(process)


@contextlib.asynccontextmanager
async def city(folder: Path) -> AsyncIterator[Path]:
    """The simulated city as a process of its own; gives a configuration of it."""
    file = folder / "kota.yml"
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(HERE / "city.py"), str(file), stdout=asyncio.subprocess.PIPE
    )
    try:
        assert process.stdout
        await asyncio.wait_for(process.stdout.readline(), 60)
        yield file
    finally:
        await ended(process)


async def get(session: aiohttp.ClientSession, url: str, **params: str) -> str:
    async with session.get(url, params=params, headers=SITE_HEADER) as answer:
        return await answer.text()


async def requests_sent(session: aiohttp.ClientSession, exporter: Server) -> int:
    text = await get(session, f"{exporter.url}/metrics")
    return int(float(re.search(r"^opd_exporter_site_requests_total (\S+)", text, re.M)[1]))  # type: ignore[index]


async def each_site(exporter: Server, keys: Sequence[str], rounds: int) -> None:
    """Requests and CPU of every site alone, first look and steady pull."""
    print(f"{'site':18} {'first look':>22} {'steady pull':>22}")
    print(f"{'':18} {'requests':>10} {'CPU ms':>11} {'requests':>10} {'CPU ms':>11}")
    firsts, steadies, asked = [], [], [0.0, 0.0]
    async with aiohttp.ClientSession() as session:
        for key in keys:
            before, cpu = await requests_sent(session, exporter), exporter.cpu()
            await get(session, f"{exporter.url}/probe", target=key)
            first = (await requests_sent(session, exporter) - before, exporter.cpu() - cpu)
            before, cpu = await requests_sent(session, exporter), exporter.cpu()
            for _ in range(rounds):
                await get(session, f"{exporter.url}/probe", target=key)
            steady = (
                (await requests_sent(session, exporter) - before) / rounds,
                (exporter.cpu() - cpu) / rounds,
            )
            firsts.append(first[1])
            steadies.append(steady[1])
            asked = [asked[0] + first[0], asked[1] + steady[0]]
            print(
                f"{key:18} {first[0]:>10} {1000 * first[1]:>11.0f} {steady[0]:>10.1f} {1000 * steady[1]:>11.1f}"
            )
    print(
        f"{'median':18} {asked[0] / len(keys):>10.1f} {1000 * statistics.median(firsts):>11.0f}"
        f" {asked[1] / len(keys):>10.1f} {1000 * statistics.median(steadies):>11.1f}   (requests: mean)"
    )


async def throughput(
    server: Server, targets: Sequence[dict[str, str]], together: int, rounds: int
) -> tuple[float, float]:
    """Probes a second, and CPU seconds a probe."""
    work = iter([target for _ in range(rounds) for target in targets])

    async def pull(session: aiohttp.ClientSession) -> None:
        for target in work:
            await get(session, f"{server.url}/probe", **target)

    cpu, began = server.cpu(), time.perf_counter()
    async with aiohttp.ClientSession() as session:
        await asyncio.gather(*(pull(session) for _ in range(together)))
    seconds, number = time.perf_counter() - began, rounds * len(targets)
    return number / seconds, (server.cpu() - cpu) / number


def _told(server: Server) -> str:
    first, shares = server.memory()
    return f"{first >> 20} MiB resident, {shares >> 20} MiB with its readers (PSS)"


async def main(rounds: int, together: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with city(folder) as file:
            sites = load(file).sites
            port = free_port()
            serve = [sys.executable, "-m", "opd_exporter", "serve", "--config", str(file)]
            serve += ["--listen", f"127.0.0.1:{port}", "--data-dir", str(folder / "data")]
            async with running(serve, f"http://127.0.0.1:{port}", "/-/ready") as exporter:
                print(f"before any probe: {_told(exporter)}\n")
                await each_site(exporter, [site.key for site in sites], rounds)
                print(f"\nwith {len(sites)} sites: {_told(exporter)}")
                keys = [{"target": site.key} for site in sites]
                ours = await throughput(exporter, keys, together, rounds)
                print(
                    f"\nsteady pulls, {together} at a time: {ours[0]:.0f} probes/s, {1000 * ours[1]:.2f} ms CPU each"
                )
                blackbox = shutil.which("prometheus-blackbox-exporter")
                if not blackbox:
                    print("blackbox_exporter is not installed: no comparison")
                    return
                (folder / "b.yml").write_text(
                    "modules: {all: {prober: http, timeout: 20s, http: {follow_redirects: true,"
                    " tls_config: {insecure_skip_verify: true}, preferred_ip_protocol: ip4}}}\n"
                )
                port = free_port()
                words = [
                    blackbox,
                    f"--config.file={folder / 'b.yml'}",
                    f"--web.listen-address=127.0.0.1:{port}",
                ]
                async with running(words, f"http://127.0.0.1:{port}", "/-/healthy") as other:
                    theirs = await throughput(
                        other, [{"target": site.url, "module": "all"} for site in sites], together, rounds
                    )
                    print(
                        f"blackbox_exporter:       {theirs[0]:.0f} probes/s, {1000 * theirs[1]:.2f} ms CPU each"
                    )
                    print(f"memory of it: {other.memory()[0] >> 20} MiB resident")
                    print(
                        f"ratio: {ours[0] / theirs[0]:.2f} of its probes/s, {ours[1] / theirs[1]:.1f} times its CPU"
                    )


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=20)
    arguments.add_argument("--together", type=int, default=8)
    options = arguments.parse_args()
    asyncio.run(main(options.rounds, options.together))
