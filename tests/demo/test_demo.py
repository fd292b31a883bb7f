"""``opd-exporter demo`` as a person runs it: what it shows, and that nothing is left when it ends."""

from __future__ import annotations

import json
import os
import re
import selectors
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from opd_exporter.demo.stack import ALERTMANAGER, INSTALL, PROMETHEUS, free_address, installed

COMMAND = Path(sys.executable).with_name("opd-exporter")
needs_stack = pytest.mark.skipif(
    not (installed(PROMETHEUS) and installed(ALERTMANAGER)), reason="no prometheus, no alertmanager"
)


@dataclass
class Demo:
    """A demo under way."""

    process: subprocess.Popen[str]
    url: str
    said: str = field(default="")

    def until(self, pattern: str, seconds: float = 180) -> re.Match[str]:
        """What it says that matches."""
        deadline = time.monotonic() + seconds
        assert self.process.stdout is not None
        with selectors.DefaultSelector() as selector:
            selector.register(self.process.stdout, selectors.EVENT_READ)
            while not (found := re.search(pattern, self.said)):
                assert time.monotonic() < deadline, f"{pattern!r} not said: {self.said}"
                if selector.select(timeout=1):
                    more = os.read(self.process.stdout.fileno(), 65536).decode()
                    assert more, f"{pattern!r} not said before the end: {self.said}"
                    self.said += more
        return found

    def children(self) -> list[int]:
        pid = self.process.pid
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()]

    def end(self, number: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.process.wait(30)


@contextmanager
def demo(folder: Path, address: str = "", **environment: str) -> Iterator[Demo]:
    address = address or free_address()
    process = subprocess.Popen(
        [str(COMMAND), "demo", "--listen", address],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "TMPDIR": str(folder), **environment},
    )
    try:
        yield Demo(process, f"http://{address}/")
    finally:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


def runs(pid: int) -> bool:
    """Whether a process runs (a zombie does not)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def left(pids: list[int]) -> list[int]:
    """Which of these still run, after the moment that Python's own helpers take to see their parent gone."""
    deadline = time.monotonic() + 5
    while (still := [pid for pid in pids if runs(pid)]) and time.monotonic() < deadline:
        time.sleep(0.05)
    return still


STATUSES = {"aktif": 1, "kurang_aktif": 8, "tidak_aktif": 23, "tidak_terukur": 0}
"""How many sites of the city have each; a busy machine may need a second round for all of them."""


def comes_to(tell: Callable[[], object], expected: object, seconds: float = 180) -> None:
    """It tells this in the end; else what it told last."""
    deadline = time.monotonic() + seconds
    while (told := tell()) != expected:
        assert time.monotonic() < deadline, told
        time.sleep(0.5)


def value(prometheus: str, query: str) -> float | None:
    with urlopen(f"{prometheus}/api/v1/query?query={quote(query)}", timeout=30) as answer:  # noqa: S310 # loopback
        result = json.load(answer)["data"]["result"]
    return float(result[0]["value"][1]) if result else None


@needs_stack
def test_prometheus_and_alertmanager_watch_the_city_and_nothing_is_left(tmp_path: Path) -> None:
    with demo(tmp_path) as city:
        prometheus = city.until(r"Prometheus: +(http://\S+?)/ ")[1]
        alertmanager = city.until(r"Alertmanager: +(http://\S+?)/ ")[1]
        alerts = city.until(r"peringatan: (http://\S+)\)")[1]
        with urlopen(alerts, timeout=30) as page:  # noqa: S310 # loopback
            assert page.status == 200
        with urlopen(f"{alertmanager}/api/v2/receivers", timeout=30) as answer:  # noqa: S310 # loopback
            assert json.load(answer)
        city.until("Semua situs sudah diperiksa satu kali")
        counts = "opd:status:count{status='%s'}"
        comes_to(lambda: {status: value(prometheus, counts % status) for status in STATUSES}, STATUSES)
        comes_to(lambda: value(prometheus, "sum(up{job='opd-site'})"), 32)
        comes_to(lambda: value(prometheus, "sum(opd_site_up)"), 28)
        children = city.children()
        assert len(children) >= 2
        assert list(tmp_path.iterdir())
        assert city.end(signal.SIGINT) == 0
    assert not left(children)
    assert not list(tmp_path.iterdir())
    assert "failed" not in city.said
    assert "Traceback" not in city.said


@needs_stack
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_it_ends_at_once_also_while_it_starts(tmp_path: Path, number: signal.Signals) -> None:
    with demo(tmp_path) as city:
        city.until("Buka di peramban")
        children = city.children()
        assert city.end(number) == 0
    assert not left(children)
    assert not list(tmp_path.iterdir())


def test_without_prometheus_it_says_how_to_get_it_and_still_shows_the_page(tmp_path: Path) -> None:
    with demo(tmp_path, PATH=str(tmp_path)) as city:
        city.until(re.escape(INSTALL))
        city.until("Semua situs sudah diperiksa satu kali")
        with urlopen(city.url, timeout=30) as page:  # noqa: S310 # loopback
            assert "Kecamatan Kasemen" in page.read().decode()

        def counts() -> object:
            with urlopen(f"{city.url}api/v1/sites", timeout=30) as answer:  # noqa: S310 # loopback
                return json.load(answer)["counts"]

        comes_to(counts, STATUSES)
        assert city.end() == 0


def test_a_taken_address_is_said_and_the_next_one_used(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        with demo(tmp_path, address, PATH="") as city:
            said = city.until(r"(\S+) sudah dipakai program lain; demo ini memakai (\S+)\.\n.*LISTEN=")
            assert said[1] == address
            assert city.until(r"Buka di peramban: +(\S+)")[1] == f"http://{said[2]}/"
            assert city.end() == 0


def test_a_port_that_is_taken_gives_way_to_the_next() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        host, _, other = free_address(port).partition(":")
        assert host == "127.0.0.1"
        assert int(other) != port
    assert free_address(port) == f"127.0.0.1:{port}"
