"""``serve``: the exporter as a process, from its socket to its signals."""

from __future__ import annotations

import asyncio
import errno
import logging
import resource
import signal
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from aiohttp import web

from opd_exporter.commands import own_files
from opd_exporter.commands.forsaken import STOPS, asked_to_end, end_within
from opd_exporter.commands.reload import Reloader
from opd_exporter.commands.system_errors import told
from opd_exporter.domain.config import Config
from opd_exporter.engine.scheduler import Observatory
from opd_exporter.evaluate.archive import Archive
from opd_exporter.evaluate.keeping import keep_quarters
from opd_exporter.evaluate.letters import LetterBook
from opd_exporter.store.lock import held
from opd_exporter.views.exporter_metrics import ExporterMetrics
from opd_exporter.web.access import Access
from opd_exporter.web.letters import is_letters
from opd_exporter.web.listener import Listener
from opd_exporter.web.public import is_public
from opd_exporter.web.runner import quiet_runner
from opd_exporter.web.server import Server
from opd_exporter.web.web_config import WebConfig

log = logging.getLogger(__name__)

DRAIN = 8.0
"""Seconds that probes under way may take after SIGTERM: a container is killed seven seconds later."""
ENDS = 14.0
"""Seconds after SIGTERM within which all has ended."""


FILES = 8192
"""Open files that are asked for when the system allows it: each connection is one."""


class CannotListen(Exception):
    """The address is taken or not ours; the message says which and what to do."""


def listen_address(text: str) -> tuple[str | None, int]:
    """Host and port of ``host:port``, ``[v6]:port`` or ``:port`` (all addresses: None). Raises ValueError."""
    host, separator, port = text.rpartition(":")
    fine = separator and port.isascii() and port.isdigit() and int(port) <= 65535
    bare = ":" in host and not (host.startswith("[") and host.endswith("]"))
    if not fine or bare or not _may_be_a_name(host):
        raise ValueError(f"«{text}» bukan alamat; tulis misalnya 127.0.0.1:9877")
    return host.strip("[]") or None, int(port)


def _may_be_a_name(host: str) -> bool:
    """Whether a resolver can be asked for it: none takes a part of more than 63 characters, or of none."""
    try:
        host.encode("idna")
    except UnicodeError:
        return False
    return True


NEXT_PORTS = 50
"""How many ports after one that is taken are tried."""


def first_free(listen: str) -> str:
    """This address, or the first after it whose port nobody has; itself when that cannot be told. Raises ValueError for
    what is no address."""
    host, port = listen_address(listen)
    family = socket.AF_INET6 if host and ":" in host else socket.AF_INET
    for candidate in range(port, min(port + NEXT_PORTS, 65536)):
        try:
            with socket.create_server((host or "", candidate), family=family):
                return f"{listen.rpartition(':')[0]}:{candidate}"
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                break
    return listen


def _url(host: str, port: int, scheme: str) -> str:
    return f"{scheme}://{f'[{host}]' if ':' in host else host}:{port}/"


@asynccontextmanager
async def running(
    config: Config,
    listen: str,
    data_dir: Path | None,
    path: Path | None,
    web_config: WebConfig | None = None,
    letters_token: str = "",
) -> AsyncIterator[str]:
    """The exporter with its server, ready to probe; gives its URL.

    ``path`` is the configuration file to load again on request, if there is one; letters are noted for whoever knows the
    ``letters_token``, and not at all without one. Raises :class:`CannotListen`."""
    metrics = ExporterMetrics()
    metrics.reloaded(datetime.now(UTC))
    observatory = Observatory(config, data_dir, metrics)
    access = Access(web_config) if web_config else None
    reload = Reloader(path, observatory, metrics, access)
    asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, reload.soon)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGHUP})
    archive = Archive(data_dir)
    letters = LetterBook(data_dir) if letters_token else None
    server = Server(
        observatory,
        metrics,
        reload,
        failed=lambda: reload.failed,
        archive=archive,
        letters=letters,
        token=letters_token,
        ready=False,
    )
    runner = quiet_runner(_protected(server.application(), access, observatory), drain=DRAIN)
    listener = Listener(runner, lambda: access.config.context if access else None)
    starting: asyncio.Task[None] | None = None
    keeping: asyncio.Task[None] | None = None
    try:
        await runner.setup()
        where = await _opened(listener, listen)
        # What is remembered and the readers come while sites are asked already: an answer waits for what it rests on.
        starting = asyncio.create_task(_start(observatory))
        server.ready = True
        keeping = asyncio.create_task(keep_quarters(observatory, archive, letters))
        yield _url(*where, "https" if web_config and web_config.context else "http")
    finally:
        await _stopped(keeping)
        listener.close()
        await runner.cleanup()
        await _stopped(starting)  # after the probes under way, which may wait for what it reads
        await observatory.close()


def _protected(
    application: web.Application, access: Access | None, observatory: Observatory
) -> web.Application:
    """The application behind what the web configuration asks for, but for what is everybody's or has its own token."""
    if access:
        access.protect(
            application,
            lambda request: is_letters(request) or (observatory.config.public and is_public(request)),
        )
    return application


async def _opened(listener: Listener, listen: str) -> tuple[str, int]:
    """Host and port that are listened on. Raises :class:`CannotListen`."""
    try:
        return await listener.open(*listen_address(listen))
    except OSError as error:
        raise CannotListen(
            f"tidak dapat membuka {listen}: {told(error)}; pakai --listen dengan alamat atau port lain"
        ) from None


async def _stopped(task: asyncio.Task[None] | None) -> None:
    if task:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _start(observatory: Observatory) -> None:
    await observatory.start()
    await asyncio.to_thread(own_files.read_all)  # last: no pull waits for it


async def serve(
    config: Config, listen: str, data_dir: Path, path: Path, web_config: WebConfig | None, letters_token: str
) -> None:
    """Run until SIGTERM or SIGINT; then probes under way may end. Raises :class:`CannotListen` and
    :class:`~opd_exporter.store.lock.InUse`."""
    few, many = resource.getrlimit(resource.RLIMIT_NOFILE)
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(few, min(many, FILES)), many))
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def asked() -> None:
        end_within(ENDS)
        with suppress(RuntimeError):  # the loop has ended already
            loop.call_soon_threadsafe(stop.set)

    for number in STOPS:  # multiprocessing lets them through again in the thread that starts its processes
        loop.add_signal_handler(number, asked)
    asked_to_end(asked)
    with held(data_dir):
        async with running(config, listen, data_dir, path, web_config, letters_token) as url:
            log.info("listening on %s, %d sites, data in %s", url, len(config.sites), data_dir)
            await stop.wait()
            log.info("stopping: probes under way may take %.0f s", DRAIN)
