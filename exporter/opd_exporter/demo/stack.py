"""A real Prometheus and Alertmanager over the files in ``prometheus/``, on loopback, in a folder that goes away again.

What compose mounts is what runs here: only the names of compose's services become addresses. Used by
``opd-exporter demo`` and by tests::

    with stack("127.0.0.1:9877") as running:
        ... running.prometheus.url, running.alertmanager.url
"""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
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

HOST = "127.0.0.1"
START = "alertmanager/start.sh"
"""What fills the mail settings into Alertmanager's configuration and starts it, here as in a container."""
NOBODY = {
    "OPD_SMTP_SMARTHOST": "mail.example.go.id:587",
    "OPD_SMTP_FROM": "pemantau@example.go.id",
    "OPD_MAIL_OPERATORS": "operator@example.go.id",
}
"""Settings that the script wants also where no mail is sent."""

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


NEVER_GIVEN = range(20_000, 32_000)
"""Ports below those that Linux gives to outgoing connections (``net.ipv4.ip_local_port_range``)."""


def free_address(port: int = 0) -> str:
    """A loopback address that nobody uses now: with this port, else with 10000, 20000 ... added, else with any, first of
    those that the system gives to no connection, which could take it before the program that it is for."""
    candidates = range(port, 65536, 10000) if port else random.sample(NEVER_GIVEN, 20)
    for candidate in (*candidates, 0):
        with suppress(OSError), socket.create_server((HOST, candidate)) as ours:
            return f"{HOST}:{ours.getsockname()[1]}"
    raise CannotStart(f"tidak ada port yang bebas di {HOST}")


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


def _environment(mail: Mapping[str, str]) -> dict[str, str]:
    """This process' environment with these mail settings and none of its own."""
    return (
        {name: value for name, value in os.environ.items() if not name.startswith("OPD_")} | NOBODY | {**mail}
    )


def without_receivers(folder: Path, letters_token: str = "") -> None:
    """Let the Alertmanager in ``folder`` send nothing to anybody; its routes, groups and inhibitions stay. With a token
    it tells the exporter of the letters that would be sent."""
    token = folder / "letters_token"
    token.write_text(letters_token, "ascii")
    with tempfile.TemporaryDirectory() as filled:
        told = subprocess.run(  # noqa: S603 # our own script
            ["/bin/sh", str(folder / START), filled],
            env=_environment({"OPD_LETTERS_TOKEN_FILE": str(token)}),
            capture_output=True,
            text=True,
            check=False,
        )
        if told.returncode:
            raise CannotStart(f"{START} gagal (kode {told.returncode}):\n{told.stderr.strip()}")
        data = yaml.safe_load((Path(filled) / "alertmanager.yml").read_text("utf-8"))
    kept = ("name", "webhook_configs") if letters_token else ("name",)
    data["receivers"] = [
        {one: receiver[one] for one in kept if one in receiver} for receiver in data["receivers"]
    ]
    (folder / "alertmanager/alertmanager.yml").write_text(yaml.safe_dump(data, sort_keys=False), "utf-8")


def pull_every(configuration: Path, seconds: int) -> None:
    """Let Prometheus pull, and reckon its rules, as often as this. What alerts wait for stays, and so does what is kept each ten
    minutes and each hour; groups that come each four minutes, since nobody misses what they say, come with the others."""
    data = yaml.safe_load(configuration.read_text("utf-8"))
    data["global"] |= {"scrape_interval": f"{seconds}s", "evaluation_interval": f"{seconds}s"}
    data["global"]["scrape_timeout"] = f"{min(seconds, 10)}s"
    for job in data["scrape_configs"]:
        job.pop("scrape_interval", None)
        job.pop("scrape_timeout", None)
    configuration.write_text(yaml.safe_dump(data, sort_keys=False), "utf-8")
    for rules in configuration.parent.glob("rules/*.yml"):
        rules.write_text(rules.read_text("utf-8").replace("    interval: 4m\n", ""), "utf-8")


class Program:
    """One of the two as a process of its own; its log is a file. It runs from the moment it is made."""

    def __init__(
        self, name: str, command: Sequence[str], address: str, log: Path, environment: Mapping[str, str]
    ) -> None:
        self.name, self.address, self.url = name, address, f"http://{address}"
        self._command, self._log, self._environment = command, log, environment
        self.start()

    def start(self) -> None:
        """Run it (again, after :meth:`stop`: with the data it had)."""
        with self._log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603 # our own command
                self._command,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # a Ctrl+C meant for us does not end it before we do
            )

    def ready(self) -> bool:
        """Whether it answers that it is ready. Raises :class:`CannotStart` when it has ended."""
        if self.process.poll() is not None:
            raise CannotStart(
                f"{self.name} berhenti sendiri (kode {self.process.returncode}):\n{self.last_lines()}"
            )
        try:
            return self.get("/-/ready")[0] == 200
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

    def get(self, path: str) -> tuple[int, str]:
        """Status code and body of its answer for a path. Raises OSError or HTTPException."""
        host, _, port = self.address.rpartition(":")
        connection = HTTPConnection(host, int(port), timeout=2)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read().decode("utf-8", "replace")
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
    mail: Mapping[str, str] | None = None,
    letters_token: str = "",
    edit: Callable[[Path], None] | None = None,
    prometheus_options: Sequence[str] = (),
    alertmanager_options: Sequence[str] = (),
    wait: bool = True,
) -> Iterator[Stack]:
    """Both programs over a copy of ``source``; ended, and the folder gone, when the block is left.

    ``exporter``, ``prometheus`` and ``alertmanager`` are addresses (``host:port``); the latter two free ones when
    None. ``mail`` are the settings of ``alertmanager/start.sh``; without them nothing is sent to anybody, but with a
    ``letters_token`` the exporter is told which letters to agencies would be. ``edit`` may
    change the copied files in the folder it is given before anything runs, for a test's shorter times. Without
    ``wait`` they may not be ready yet. Raises :class:`CannotStart`."""
    programs = _program(PROMETHEUS), _program(ALERTMANAGER)
    addresses = Addresses(exporter, prometheus or free_address(), alertmanager or free_address())
    with ExitStack() as until:
        folder = Path(until.enter_context(tempfile.TemporaryDirectory(prefix="opd-exporter-")))
        place(source, folder, addresses)
        if mail is None:
            without_receivers(folder, letters_token)
        if edit:
            edit(folder)

        def run(name: str, address: str, *command: str) -> Program:
            listen = f"--web.listen-address={address}", f"--web.external-url=http://{address}/"
            log = folder / f"{name.lower()}.log"
            program = Program(name, [*command, *listen], address, log, _environment(mail or {}))
            until.callback(program.stop)
            return program

        collects = _prometheus(folder, programs[0])
        mails = _alertmanager(folder, programs[1])
        both = Stack(
            folder,
            run("Prometheus", addresses.prometheus, *collects, *prometheus_options),
            run("Alertmanager", addresses.alertmanager, *mails, *alertmanager_options),
        )
        if wait:
            both.prometheus.wait()
            both.alertmanager.wait()
        yield both


def _prometheus(folder: Path, program: str) -> list[str]:
    return [
        program,
        f"--config.file={folder / 'prometheus.yml'}",
        f"--storage.tsdb.path={folder / 'data/prometheus'}",
        "--rules.alert.for-grace-period=1m",
    ]


def _alertmanager(folder: Path, program: str) -> list[str]:
    begin = [str(folder / START), str(folder / "filled"), program]
    return ["/bin/sh", *begin, f"--storage.path={folder / 'data/alertmanager'}"]
