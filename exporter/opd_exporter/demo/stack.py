"""A real Prometheus and Alertmanager over the files in ``prometheus/``, on loopback, in a folder that goes away again.

What compose mounts is what runs here: only the names of compose's services become addresses. Used by
``opd-exporter demo`` and by tests::

    with stack("127.0.0.1:9877") as running:
        ... running.prometheus.url, running.alertmanager.url
"""

from __future__ import annotations

import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import yaml

FILES = Path(__file__).parents[3] / "prometheus"
"""The repository's folder; an installed package does not bring it along."""
PROMETHEUS = ("prometheus",)
ALERTMANAGER = ("prometheus-alertmanager", "alertmanager")
"""The program's names: Debian's, upstream's."""
INSTALL = "apt-get install --no-install-recommends prometheus prometheus-alertmanager"

READY = 30.0
"""Seconds a program may take until it is ready; both need less than one on an idle machine."""
STOP = 10.0
"""Seconds a program may take to end by itself."""
PAUSE = 0.05
"""Seconds between two looks whether a program is ready."""
LAST_LINES = 5
"""Lines of a program's log that an error shows."""

_SERVICE = re.compile(r"(?<![\w.-])(?:exporter:9877|prometheus:9090|alertmanager:9093)(?![\w.-])")
"""Names and ports of the services of docker-compose.yml, as the files write them."""


class CannotStart(Exception):
    """A program is missing, did not start, or is not ready in time; the message says which, why and what to do."""


@dataclass(frozen=True)
class Addresses:
    """Where the three listen, each as ``host:port``."""

    exporter: str
    prometheus: str
    alertmanager: str


def free_address() -> str:
    """A loopback address whose port nobody uses now."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return f"127.0.0.1:{taken.getsockname()[1]}"


def installed(names: Sequence[str]) -> str | None:
    """The path of the first program of these names there is, also where only root looks."""
    paths = (shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin") for name in names)
    return next(filter(None, paths), None)


def place(source: Path, folder: Path, addresses: Addresses) -> None:
    """Copy the configuration in ``source`` to ``folder``, with addresses in place of the names of services.

    Raises :class:`CannotStart` when there is none."""
    if not (source / "prometheus.yml").is_file():
        raise CannotStart(
            f"folder konfigurasi {source} tidak ada; jalankan dari salinan repositori opd-exporter"
        )
    for file in source.rglob("*"):
        if file.is_file():
            copy = folder / file.relative_to(source)
            copy.parent.mkdir(parents=True, exist_ok=True)
            text = file.read_text("utf-8")
            copy.write_text(
                _SERVICE.sub(lambda found: getattr(addresses, found[0].partition(":")[0]), text), "utf-8"
            )


def without_receivers(configuration: Path) -> None:
    """Take from an Alertmanager's configuration what would send anything anywhere; routes and groups stay."""
    data = yaml.safe_load(configuration.read_text("utf-8"))
    data.pop("global", None)
    data["receivers"] = [{"name": receiver["name"]} for receiver in data["receivers"]]
    configuration.write_text(yaml.safe_dump(data, sort_keys=False), "utf-8")


class Program:
    """One of the two as a process of its own; its log is a file. It runs from the moment it is made."""

    def __init__(self, name: str, command: Sequence[str], address: str, log: Path) -> None:
        self.name, self.address, self.url = name, address, f"http://{address}"
        self._command, self._log = command, log
        self.start()

    def start(self) -> None:
        """Run it (again, after :meth:`stop`: with the data it had)."""
        with self._log.open("ab") as log:
            # A session of its own: a Ctrl+C meant for us does not end it before we do.
            self.process = subprocess.Popen(  # noqa: S603 # our own command
                self._command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )

    def ready(self) -> bool:
        """Whether it answers that it is ready. Raises :class:`CannotStart` when it has ended."""
        if self.process.poll() is not None:
            raise CannotStart(
                f"{self.name} berhenti sendiri (kode {self.process.returncode}):\n{self.last_lines()}"
            )
        try:
            return self.status("/-/ready") == 200
        except (OSError, HTTPException):
            return False

    def wait(self, seconds: float = READY) -> None:
        """Until it is ready. Raises :class:`CannotStart` when it ends or takes longer."""
        deadline = time.monotonic() + seconds
        while not self.ready():
            if time.monotonic() > deadline:
                raise self.late(seconds)
            time.sleep(PAUSE)

    def late(self, seconds: float) -> CannotStart:
        """What to raise when it is not ready in time."""
        return CannotStart(f"{self.name} belum siap setelah {seconds:.0f} detik:\n{self.last_lines()}")

    def status(self, path: str) -> int:
        """The status code of its answer for a path."""
        host, _, port = self.address.rpartition(":")
        connection = HTTPConnection(host, int(port), timeout=2)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        finally:
            connection.close()

    def reload(self) -> None:
        """Let it load its files again."""
        self.process.send_signal(signal.SIGHUP)

    def stop(self) -> None:
        """End it by its pid, with time to write down what it knows."""
        self.process.terminate()
        try:
            self.process.wait(STOP)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """End it at once."""
        self.process.kill()
        self.process.wait()

    def last_lines(self) -> str:
        """The end of its log."""
        return "\n".join(self._log.read_text("utf-8", "replace").splitlines()[-LAST_LINES:])


@dataclass(frozen=True)
class Stack:
    """What runs, and the folder with its files (``prometheus.yml``, ``rules/``, ``alertmanager/``), data and logs."""

    folder: Path
    prometheus: Program
    alertmanager: Program


def _program(names: Sequence[str]) -> str:
    if path := installed(names):
        return path
    raise CannotStart(f"{names[0]} belum terpasang. Cara memasangnya (Debian, Ubuntu):\n  sudo {INSTALL}")


@contextmanager
def stack(
    exporter: str,
    *,
    source: Path = FILES,
    prometheus: str | None = None,
    alertmanager: str | None = None,
    edit: Callable[[Path], None] | None = None,
    prometheus_options: Sequence[str] = (),
    alertmanager_options: Sequence[str] = (),
    wait: bool = True,
) -> Iterator[Stack]:
    """Both programs over a copy of ``source``; ended, and the folder gone, when the block is left.

    ``exporter``, ``prometheus`` and ``alertmanager`` are addresses (``host:port``); the latter two free ones when
    None. ``edit`` may change the copied files in the folder it is given before anything runs: a test's shorter times,
    its own SMTP server. Without ``wait`` they may not be ready yet. Raises :class:`CannotStart`."""
    programs = _program(PROMETHEUS), _program(ALERTMANAGER)
    addresses = Addresses(exporter, prometheus or free_address(), alertmanager or free_address())
    with ExitStack() as until:
        folder = Path(until.enter_context(tempfile.TemporaryDirectory(prefix="opd-exporter-")))
        place(source, folder, addresses)
        if edit:
            edit(folder)

        def run(name: str, address: str, *command: str) -> Program:
            listen = f"--web.listen-address={address}", f"--web.external-url=http://{address}/"
            program = Program(name, [*command, *listen], address, folder / f"{name.lower()}.log")
            until.callback(program.stop)
            return program

        both = Stack(
            folder,
            run(
                "Prometheus",
                addresses.prometheus,
                programs[0],
                f"--config.file={folder / 'prometheus.yml'}",
                f"--storage.tsdb.path={folder / 'data/prometheus'}",
                *prometheus_options,
            ),
            run(
                "Alertmanager",
                addresses.alertmanager,
                programs[1],
                f"--config.file={folder / 'alertmanager/alertmanager.yml'}",
                f"--storage.path={folder / 'data/alertmanager'}",
                "--cluster.listen-address=",
                *alertmanager_options,
            ),
        )
        if wait:
            both.prometheus.wait()
            both.alertmanager.wait()
        yield both
