"""``opd-exporter demo``: the simulated city, the exporter over it, and somebody who pulls as Prometheus would."""

from __future__ import annotations

import asyncio
import signal
import sys
from datetime import UTC, datetime

import aiohttp
from rich.console import Console

from opd_exporter.config_file import parse
from opd_exporter.demo.city import City
from opd_exporter.evaluate.look import look_at_all
from opd_exporter.evaluate.terminal import WIDTH, print_table, progress
from opd_exporter.serve import running

PULL = 60.0
"""Seconds between two pulls of a site."""
TOGETHER = 8
"""Pulls under way at once."""


async def once() -> None:
    """Print the evaluation of the city."""
    async with City() as city:
        config = parse(city.config_text(), "demo")
        with progress(Console(stderr=True), "Memeriksa situs simulasi", len(config.sites)) as done:
            reports = await look_at_all(config, done)
    print_table(Console(width=None if sys.stdout.isatty() else WIDTH), reports, config, datetime.now(UTC))


async def _pull(url: str, key: str, session: aiohttp.ClientSession, turns: asyncio.Semaphore) -> None:
    async with (
        turns,
        session.get(
            f"{url}probe", params={"target": key}, headers={"X-Prometheus-Scrape-Timeout-Seconds": "15"}
        ) as answer,
    ):
        await answer.read()


async def run(listen: str) -> None:
    """Show the city until SIGTERM or SIGINT."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with City() as city:
        config = parse(city.config_text(), "demo")
        async with (
            running(config, listen, None, None) as url,
            aiohttp.ClientSession() as session,
        ):
            print(
                f"32 situs simulasi berjalan; exporter memeriksanya sekarang.\nBuka di peramban:  {url}\nBerhenti: Ctrl+C",
                flush=True,
            )
            turns = asyncio.Semaphore(TOGETHER)
            first = True
            while not stop.is_set():
                pulls = [_pull(url, site.key, session, turns) for site in config.sites]
                for result in await asyncio.gather(*pulls, return_exceptions=True):
                    if isinstance(result, Exception):
                        print(f"pull failed: {result}", file=sys.stderr)
                if first:
                    print("Semua situs sudah diperiksa satu kali.", flush=True)
                    first = False
                try:
                    await asyncio.wait_for(stop.wait(), PULL)
                except TimeoutError:
                    continue
