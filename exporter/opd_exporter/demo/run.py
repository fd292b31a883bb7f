"""``opd-exporter demo``: the simulated city, the exporter over it, and Prometheus and Alertmanager where installed."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from secrets import token_hex
from urllib.parse import urlsplit

import aiohttp
from rich.console import Console

from opd_exporter.config.file import parse
from opd_exporter.demo.city import City
from opd_exporter.demo.stack import (
    PAUSE,
    READY,
    CannotStart,
    Program,
    Stack,
    free_address,
    pull_every,
    stack,
)
from opd_exporter.domain.config import Config
from opd_exporter.evaluate.document import made
from opd_exporter.evaluate.look import look_at_all
from opd_exporter.evaluate.model import Way
from opd_exporter.evaluate.terminal import WIDTH, print_table, progress

PULL = 60.0
"""Seconds between two pulls of a site when there is no Prometheus to pull."""
TOGETHER = 8
"""Pulls under way at once."""
PROMETHEUS_PULL = 15
"""Seconds between two pulls of Prometheus here: nobody who watches waits for the minute it takes in earnest."""
ADMINS = frozenset({"disperkim", "kec-walantaka", "dinsos", "dinkes", "diskominfo"})
"""Sites whose admins have an address, some of them dead or with spam: their letters are noted half an hour later."""
PROMETHEUS_PORT, ALERTMANAGER_PORT = 9090, 9093
"""Where people look for them; Debian's own services may be there already."""


async def once() -> None:
    """Print the evaluation of the city."""
    async with City() as city:
        config = parse(city.config_text(), "demo")
        with progress(Console(stderr=True), "Memeriksa situs simulasi", len(config.sites)) as done:
            reports = await look_at_all(config, done)
    found = made(reports, config, datetime.now(UTC), Way.LOOK)
    print_table(Console(width=None if sys.stdout.isatty() else WIDTH), found, None, config.timezone)


async def run(exporter: Callable[[Config, str], AbstractAsyncContextManager[str]]) -> None:
    """Show the city until SIGTERM, SIGINT or SIGHUP; then everything it started ends. ``exporter`` runs one over a
    configuration, which notes letters for whoever knows a token, and gives its address."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with City() as city:
        config, token = _with_admins(parse(city.config_text(), "demo")), token_hex()
        async with exporter(config, token) as url:
            # A server reloads its configuration then; here it means that the terminal was closed.
            asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, stop.set)
            with ExitStack() as programs:
                tasks = {
                    asyncio.create_task(_show(url, city.portal, config, token, programs)),
                    asyncio.create_task(stop.wait()),
                }
                done, others = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
                for task in others:
                    task.cancel()
                await asyncio.gather(*others, return_exceptions=True)
                for task in done:
                    task.result()


def _with_admins(config: Config) -> Config:
    """The city with addresses for the admins of some sites, to whom Alertmanager would send letters."""
    sites = (
        replace(site, email=(f"admin.{site.key}@example.go.id",)) if site.key in ADMINS else site
        for site in config.sites
    )
    return replace(config, sites=tuple(sites))


async def _show(url: str, portal: str, config: Config, token: str, programs: ExitStack) -> None:
    """Say where to look, and see to it that the sites are pulled."""
    print(
        f"32 situs simulasi berjalan; exporter memeriksanya sekarang.\nBuka di peramban:  {url}", flush=True
    )
    both: Stack | None = None
    try:
        both = await _started(url, token, programs)
        print(_prometheus_line(both.prometheus), _alertmanager_line(both.alertmanager), sep="\n")
    except (CannotStart, OSError) as error:
        print(f"Tanpa Prometheus dan Alertmanager: {error}")
    print(
        f"Portal kota:       {portal} (coba: opd-exporter discover {portal} --allow-network 127.0.0.0/8)\n"
        "Berhenti: Ctrl+C",
        flush=True,
    )
    async with aiohttp.ClientSession() as session:
        await _pull_all(url, config, session)
        print("Semua situs sudah diperiksa satu kali.", flush=True)
        while True:
            await asyncio.sleep(PULL)
            if both is None or both.prometheus.process.poll() is not None:
                await _pull_all(url, config, session)


async def _started(url: str, token: str, programs: ExitStack) -> Stack:
    """Prometheus and Alertmanager, ready. Raises :class:`CannotStart`; then none of them runs."""
    with ExitStack() as attempt:
        both = attempt.enter_context(
            stack(
                urlsplit(url).netloc,
                prometheus=free_address(PROMETHEUS_PORT),
                alertmanager=free_address(ALERTMANAGER_PORT),
                letters_token=token,
                edit=lambda folder: pull_every(folder / "prometheus.yml", PROMETHEUS_PULL),
                wait=False,
            )
        )
        loop = asyncio.get_running_loop()
        for program in (both.prometheus, both.alertmanager):
            deadline = loop.time() + READY
            while not program.ready():
                if loop.time() > deadline:
                    raise program.late(READY)
                await asyncio.sleep(PAUSE)
        programs.push(attempt.pop_all())
    return both


def _prometheus_line(program: Program) -> str:
    # Debian's package holds only the pages of before.
    alerts = "alerts" if program.get("/alerts")[0] == 200 else "classic/alerts"
    return f"Prometheus:        {program.url}/ (memeriksa tiap {PROMETHEUS_PULL} detik; peringatan: {program.url}/{alerts})"


def _alertmanager_line(program: Program) -> str:
    line = f"Alertmanager:      {program.url}/ (peringatan yang akan dikirim; demo ini tidak mengirim surel, hanya mencatatnya)"
    if "does not include a web" in " ".join(program.get("/")[1].split()):
        line += f"\n                   Paket Debian tidak membawa halamannya; lihat dengan: amtool alert --alertmanager.url={program.url}"
    return line


async def _pull(url: str, key: str, session: aiohttp.ClientSession, turns: asyncio.Semaphore) -> None:
    async with (
        turns,
        session.get(
            f"{url}probe", params={"target": key}, headers={"X-Prometheus-Scrape-Timeout-Seconds": "15"}
        ) as answer,
    ):
        await answer.read()


async def _pull_all(url: str, config: Config, session: aiohttp.ClientSession) -> None:
    """Pull every site once, as Prometheus would."""
    turns = asyncio.Semaphore(TOGETHER)
    pulls = (_pull(url, site.key, session, turns) for site in config.sites)
    for result in await asyncio.gather(*pulls, return_exceptions=True):
        if isinstance(result, Exception):
            print(f"pull failed: {result}", file=sys.stderr)
