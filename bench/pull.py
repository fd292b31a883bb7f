"""What a steady pull costs beside blackbox_exporter, in one run: CPU of the whole process tree.

    .venv/bin/python bench/pull.py [--rounds 200]

Rows: a page that the server says is unchanged (304), the same bytes, a counter and tokens changed, other boxes of news;
over kept connections, and over TLS connections made anew for each pull, as the field has them.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp

from cost import Server, ended, free_port, get, running

HERE = Path(__file__).parent
SETTLED = 4.0
"""Seconds after which the looks for posts that the first pulls begin are over."""
GOALS = {"304": 0.7, "same": 0.9, "counter": 1.0, "changed": None}


@contextlib.asynccontextmanager
async def sites(folder: Path) -> AsyncIterator[dict[str, str]]:
    """The sites as a process of its own: row -> address."""
    file = folder / "sites.json"
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(HERE / "pull_site.py"), str(file), stdout=asyncio.subprocess.PIPE
    )
    try:
        assert process.stdout
        await asyncio.wait_for(process.stdout.readline(), 60)
        yield json.loads(file.read_text())
    finally:
        await ended(process)


def configuration(addresses: dict[str, str]) -> str:
    """Of the exporter."""
    rows = "".join(
        f"  - {{key: {key}, nama: Dinas {key}, singkatan: {key[:9]}, kelompok: dinas, url: '{url}'}}\n"
        for key, url in addresses.items()
    )
    return (
        "city: Kota Contoh\ntimezone: Asia/Jakarta\nprobe: {timeout: 20s, allow_networks: [127.0.0.0/8]}\n"
        f"sites:\n{rows}"
    )


async def cpu_of(server: Server, params: dict[str, str], rounds: int) -> tuple[float, float]:
    """Milliseconds of CPU a pull, and of waiting for it at the median."""
    took = []
    async with aiohttp.ClientSession() as session:
        before = server.cpu()
        for _ in range(rounds):
            began = time.perf_counter()
            text = await get(session, f"{server.url}/probe", **params)
            took.append(time.perf_counter() - began)
            assert "\nopd_site_up 1" in text or "\nprobe_success 1" in text, text[:2000]
        return 1000 * (server.cpu() - before) / rounds, 1000 * sorted(took)[rounds // 2]


async def measured(ours: Server, theirs: Server | None, addresses: dict[str, str], rounds: int) -> None:
    """Prints a row for each kind of site."""
    print(f"{'':16}{'ours, ms':>10}{'blackbox':>10}{'ratio':>8}{'median ms':>11}{'blackbox':>10}")
    async with aiohttp.ClientSession() as session:
        for key in addresses:
            await get(session, f"{ours.url}/probe", target=key)
    await asyncio.sleep(SETTLED)
    for key, url in addresses.items():
        cpu, took = await cpu_of(ours, {"target": key}, rounds)
        line = f"{key:16}{cpu:>10.2f}"
        if theirs:
            other, waited = await cpu_of(theirs, {"target": url, "module": "all"}, rounds)
            # The kernel counts in hundredths of a second: of few rounds it may have counted none.
            ratio = f"{cpu / other:.2f}" if other else "-"
            line += f"{other:>10.2f}{ratio:>8}{took:>11.1f}{waited:>10.1f}"
        print(line, flush=True)


async def main(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with contextlib.AsyncExitStack() as stack:
            addresses = await stack.enter_async_context(sites(folder))
            os.environ["SSL_CERT_FILE"] = str(folder / "certificate.pem")
            file = folder / "kota.yml"
            file.write_text(configuration(addresses))
            url = f"http://127.0.0.1:{free_port()}"
            serve = [sys.executable, "-m", "opd_exporter", "serve", "--config", str(file)]
            serve += ["--listen", url.removeprefix("http://"), "--data-dir", str(folder / "data")]
            ours = await stack.enter_async_context(running(serve, url, "/-/ready"))
            theirs, blackbox = None, shutil.which("prometheus-blackbox-exporter")
            if blackbox:
                (folder / "b.yml").write_text(
                    "modules: {all: {prober: http, timeout: 20s, http: {preferred_ip_protocol: ip4}}}\n"
                )
                url = f"http://127.0.0.1:{free_port()}"
                words = [blackbox, f"--config.file={folder / 'b.yml'}"]
                words += [f"--web.listen-address={url.removeprefix('http://')}"]
                theirs = await stack.enter_async_context(running(words, url, "/-/healthy"))
            else:
                print("blackbox_exporter is not installed: no comparison")
            await measured(ours, theirs, addresses, rounds)
            first, shares = ours.memory()
            print(f"memory: {first >> 20} MiB resident, {shares >> 20} MiB with its readers (PSS)")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=200)
    asyncio.run(main(arguments.parse_args().rounds))
