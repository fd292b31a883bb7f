"""Runs the engine over all hostile sites, several at a time, and prints what it found as JSON."""

from __future__ import annotations

import asyncio
import ctypes
import gc
import json
import logging
import sys
import time
from contextlib import suppress
from ipaddress import ip_network
from pathlib import Path
from zoneinfo import ZoneInfo

import uvloop

sys.path.insert(0, str(Path(__file__).parents[1]))

from hostile_sites import SITES, Bomb, Handler, says

from opd_exporter.domain.config import Config, ProbeSettings, Site, Thresholds
from opd_exporter.domain.report import SiteReport
from opd_exporter.engine.busy import Busy
from opd_exporter.engine.scheduler import Observatory
from opd_exporter.views.exporter_metrics import ExporterMetrics

DEADLINE = 8.0
PATIENT = 60.0
"""Deadline of a second look at what was not read in time: many times what reading costs, on however busy a machine."""
HANGS = 5 * DEADLINE
"""A probe that takes so much longer than its deadline did not hear of it, on however busy a machine."""
TOGETHER = 8


def _held() -> int:
    """Bytes of memory that are in use: without those that were given back and that the allocator keeps, which are more the
    more was under way at once."""
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


async def _serve(answer: bytes | Handler | Bomb) -> asyncio.Server:
    said = answer.answer() if isinstance(answer, Bomb) else answer
    handler = said if callable(said) else says(said)

    async def one(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await handler(reader, writer)
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError, RuntimeError):
            pass  # the exporter hung up (RuntimeError: before a write began), or all is over
        finally:
            writer.close()

    return await asyncio.start_server(one, "127.0.0.1", 0)


async def main() -> None:
    logging.basicConfig(level=logging.WARNING)
    found: dict[str, dict[str, object]] = {}
    servers = [await _serve(answer) for answer, _ in SITES.values()]
    sites = tuple(
        Site(f"s{n}", name, name, "x", f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/")
        for n, (name, server) in enumerate(zip(SITES, servers, strict=True))
    )
    probe = ProbeSettings(
        timeout=PATIENT, allow_networks=(ip_network("127.0.0.0/8"),), concurrency_per_address=64
    )
    config = Config("Kota", ZoneInfo("Asia/Jakarta"), Thresholds(), probe, sites)
    observatory = Observatory(config, None, ExporterMetrics())
    await observatory.start()
    lag = 0.0

    async def watch() -> None:
        nonlocal lag
        while True:
            began = time.thread_time()  # of this thread, so that a busy machine is no lag of ours
            await asyncio.sleep(0.01)
            lag = max(lag, time.thread_time() - began)

    watching, turns = asyncio.create_task(watch()), asyncio.Semaphore(TOGETHER)

    async def pulled(site: Site, deadline: float) -> SiteReport:
        """One that found every reader busy is a 503, and Prometheus comes again."""
        while True:
            with suppress(Busy):
                return await observatory.probe(site.key, deadline=deadline)

    async def look(site: Site, deadline: float = DEADLINE) -> None:
        async with turns:
            async with asyncio.timeout(HANGS + deadline):
                report = await pulled(site, deadline)
            visit = report.visit
            found[site.nama] = {
                "verdict": visit.reason.value if visit and visit.reason else "up",
                "explanation": visit.explanation if visit else "",
            }

    # What any site makes it load is no growth: the first is an ordinary one.
    await look(sites[list(SITES).index("plain")])
    before = _held()
    await asyncio.gather(*map(look, sites))
    # Among eight on a busy machine a reader may be late with a large page: Prometheus comes again.
    for site in sites:
        if found[site.nama]["verdict"] == "timeout" != SITES[site.nama][1]:
            await look(site, PATIENT)
    watching.cancel()
    found["lag"], found["growth"] = {"seconds": lag}, {"bytes": _held() - before}
    await observatory.close()
    for server in servers:
        server.close()
    print(json.dumps(found))


if __name__ == "__main__":
    uvloop.run(main())
