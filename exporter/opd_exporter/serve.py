"""``serve``: the exporter as a process, from its socket to its signals."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from aiohttp import web

from opd_exporter.config import Config
from opd_exporter.config_file import ConfigError, load
from opd_exporter.exporter_metrics import ExporterMetrics
from opd_exporter.observatory import Observatory
from opd_exporter.web.server import Server
from opd_exporter.web.web_config import WebConfig

log = logging.getLogger(__name__)

DRAIN = 10.0
"""Seconds that probes under way may take after SIGTERM."""


class CannotListen(Exception):
    """The address is taken or not ours; the message says which and what to do."""


def listen_address(text: str) -> tuple[str, int]:
    """Host and port of ``host:port`` or ``[v6]:port``. Raises ValueError."""
    host, separator, port = text.rpartition(":")
    if not separator or not port.isdigit() or not 0 <= int(port) <= 65535:
        raise ValueError(f"«{text}» bukan alamat; tulis misalnya 127.0.0.1:9877")
    return host.strip("[]") or "0.0.0.0", int(port)  # noqa: S104 - an empty host means all, as in Prometheus' programs


@asynccontextmanager
async def running(
    config: Config, listen: str, data_dir: Path | None, path: Path | None, web_config: WebConfig | None = None
) -> AsyncIterator[tuple[Observatory, str, asyncio.Event]]:
    """The exporter with its server; gives the engine, its URL, and an event that a reload sets.

    ``path`` is the configuration file to load again on request, if there is one. Raises :class:`CannotListen`."""
    metrics = ExporterMetrics()
    metrics.reloaded(datetime.now(UTC))
    observatory = Observatory(config, data_dir, metrics)
    reloaded = asyncio.Event()

    async def reload() -> str:
        if path is None:
            return "there is no configuration file to load again"
        try:
            fresh = load(path)
        except ConfigError as error:
            metrics.reloaded(None)
            log.error(
                "configuration not reloaded, the old one stays: %s", "; ".join(map(str, error.problems))
            )
            return str(error)
        await observatory.reload(fresh)
        metrics.reloaded(datetime.now(UTC))
        reloaded.set()
        log.info("configuration reloaded: %d sites", len(fresh.sites))
        return ""

    application = Server(observatory, metrics, reload).application()
    if web_config:
        web_config.protect(application)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=DRAIN, max_line_size=16384)
    host, port = listen_address(listen)
    try:
        await runner.setup()
        site = web.TCPSite(runner, host, port, ssl_context=web_config.ssl_context() if web_config else None)
        try:
            await site.start()
        except OSError as error:
            raise CannotListen(
                f"tidak dapat membuka {listen}: {error.strerror}; pakai --listen dengan alamat lain"
            ) from None
        await observatory.start()
        loop = asyncio.get_running_loop()
        tasks: set[asyncio.Task[str]] = set()

        def again() -> None:
            task = asyncio.ensure_future(reload())
            tasks.add(task)
            task.add_done_callback(tasks.discard)

        loop.add_signal_handler(signal.SIGHUP, again)
        bound = runner.addresses[0]
        shown = f"[{bound[0]}]" if ":" in bound[0] else bound[0]
        scheme = "https" if web_config and web_config.tls else "http"
        yield observatory, f"{scheme}://{shown}:{bound[1]}/", reloaded
    finally:
        await runner.cleanup()
        await observatory.close()


async def serve(
    config: Config, listen: str, data_dir: Path, path: Path, web_config: WebConfig | None
) -> None:
    """Run until SIGTERM or SIGINT; then probes under way may end."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with running(config, listen, data_dir, path, web_config) as (_, url, _reloaded):
        log.info("listening on %s, %d sites, data in %s", url, len(config.sites), data_dir)
        await stop.wait()
        log.info("stopping: probes under way may take %.0f s", DRAIN)
