"""A reader behind its walls: nothing can be asked of the system, and everything is read as before."""

from __future__ import annotations

import json
import os
import platform
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from zoneinfo import available_timezones

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sandbox_attempts import lacks, refusals
from sandbox_corpus import URL, Reader, charsets, city, context, dates_in_each_zone, oddities, read, read_each

import own_network
from exporter_process import configured, exporter
from opd_exporter.workers.readings import Answer
from opd_exporter.workers.sandbox import CALLS, TGKILL
from site_server import Pages, front, serving

HERE = Path(__file__).parent
CONTROLS = (
    "open to read", "open to write", "chmod", "stat", "list a folder", "socket", "socket pair", "connection", "urllib",
    "library", "pipe", "duplicate", "system", "subprocess", "spawn", "fork", "thread", "file in memory",
)  # fmt: skip
"""What nothing refuses to a process without walls."""


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """A server on this machine, and who asked it for what."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Length", "4")
            self.end_headers()
            self.wfile.write(b"halo")

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as httpd:
        threading.Thread(target=httpd.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{httpd.server_port}/", asked
        httpd.shutdown()


async def test_a_reader_can_open_nothing_and_ask_the_system_for_nothing(
    reader: Reader, server: tuple[str, list[str]], tmp_path: Path
) -> None:
    url, asked = server
    (tmp_path / "ada").write_text("rahasia")
    outcome = await reader(refusals, str(tmp_path), url, os.getpid())
    assert len(outcome) > 25
    assert [name for name, refused in outcome.items() if not refused] == []
    assert os.listdir(tmp_path) == ["ada"]
    assert (tmp_path / "ada").read_text() == "rahasia"
    assert asked == []


def alone(script: str, *arguments: str, within: float = 60) -> dict[str, str]:
    """What a process of its own prints as JSON."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(HERE), *sys.path])}
    told = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        capture_output=True,
        text=True,
        timeout=within,
        env=environment,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    result: dict[str, str] = json.loads(told.stdout)
    return result


ATTEMPTS = """
import json, os, sys
from opd_exporter.workers import sandbox
from sandbox_attempts import lacks, refusals
{wall}
folder, url, *but = sys.argv[1:]
found = refusals(folder, url, os.getppid(), tuple(but))
walls = sandbox.standing()
print(json.dumps({{**found, "walls": [walls.descriptors, walls.calls]}}))
"""


def test_the_same_attempts_work_in_a_process_without_walls(
    server: tuple[str, list[str]], tmp_path: Path
) -> None:
    url, asked = server
    (tmp_path / "ada").write_text("rahasia")
    destructive = ("exec", "unlink", "rename", "mkdir", "truncate", "limits")
    outcome = alone(ATTEMPTS.format(wall=""), str(tmp_path), url, *destructive)
    assert outcome.pop("walls") == [False, False]
    assert {name: outcome[name] for name in CONTROLS} == dict.fromkeys(CONTROLS, "")
    assert len(asked) >= 2


def test_the_limits_alone_refuse_files_and_the_network(server: tuple[str, list[str]], tmp_path: Path) -> None:
    url, asked = server
    (tmp_path / "ada").write_text("rahasia")
    outcome = alone(ATTEMPTS.format(wall="sandbox._limit()"), str(tmp_path), url, "exec", "rename", "unlink")
    assert outcome["walls"] == [True, False]
    for name in (
        "open to read", "open to write", "list a folder", "socket", "socket pair", "connection", "name", "urllib",
        "library", "parser", "pipe", "duplicate", "subprocess", "file in memory", "io_uring",
    ):  # fmt: skip
        assert outcome[name], name
    assert asked == []


def test_the_filter_alone_refuses_everything(server: tuple[str, list[str]], tmp_path: Path) -> None:
    url, asked = server
    (tmp_path / "ada").write_text("rahasia")
    outcome = alone(ATTEMPTS.format(wall="sandbox._let_through_only_calls()"), str(tmp_path), url)
    assert outcome.pop("walls") == [True, True]
    assert [name for name, refused in outcome.items() if not refused] == []
    assert asked == []


def test_the_filter_stands_where_memory_may_not_become_code(tmp_path: Path) -> None:
    """``MemoryDenyWriteExecute=yes`` of the unit, as the kernel does it itself (PR_SET_MDWE, Linux 6.3)."""
    forbid = "import ctypes; ctypes.CDLL(None).prctl(65, 1, 0, 0, 0)"
    (tmp_path / "ada").write_text("rahasia")
    script = f"{forbid}{ATTEMPTS}".format(wall="sandbox.confine()")
    outcome = alone(script, str(tmp_path), "http://127.0.0.1:9/")
    assert outcome["walls"] == [True, True]


@pytest.mark.parametrize("answers", [city, charsets, oddities])
async def test_a_walled_reader_reads_what_one_without_walls_reads(
    reader: Reader, answers: Callable[[], Iterator[Answer]]
) -> None:
    given_ = list(answers())
    assert len(given_) > 70
    walled = await reader(read_each, given_, context())
    for answer, there, here in zip(given_, walled, read_each(given_, context()), strict=True):
        assert there == here, f"{answer.url} {answer.headers} {answer.body[:200]!r}"


async def test_a_walled_reader_can_tell_what_a_module_lacks(reader: Reader) -> None:
    assert await reader(lacks)


async def test_a_walled_reader_knows_every_zone(reader: Reader) -> None:
    contexts = [context(zone) for zone in sorted(available_timezones())]
    assert len(contexts) > 400
    feed = "<rss><channel><item><title>Rapat</title><link>/a</link><pubDate>2024-12-03 08:00</pubDate></item></channel></rss>"
    answer = Answer(URL + "feed", 200, {"content-type": "text/xml"}, feed.encode())
    walled = await reader(dates_in_each_zone, answer, contexts)
    assert walled == dates_in_each_zone(answer, contexts)
    assert len({str(one) for one in walled}) > 20


async def test_a_walled_reader_reads_any_bytes_as_one_without_walls(reader: Reader) -> None:
    made: list[Answer] = []
    parts = st.sampled_from(
        [b"<p>", b"<a href=/berita/a-b-c>", b"3 Desember 2024", b"kemarin", b"<?xml version='1.0'?>", b"<rss>", b"<item>",
         b"<pubDate>", b"http://10.0.0.1/", b"&#233;", b"\xe9", b"<script>", b"{", b'"date":"2024-12-03"', b"<time>",
         b"<meta charset=shift_jis>", b"<table><tr><td>", b"\xef\xbb\xbf", b"</html>", b"<article><h1>Rapat</h1>"]
    )  # fmt: skip

    @settings(max_examples=60, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(
        st.lists(st.one_of(parts, st.binary(max_size=12)), max_size=20),
        st.sampled_from(["text/html", "text/xml", ""]),
    )
    def make(pieces: list[bytes], kind: str) -> None:
        made.append(Answer("https://dinkes.example.go.id/a", 200, {"content-type": kind}, b"".join(pieces)))

    make()
    assert await reader(read_each, made, context()) == [read(one, context()) for one in made]


def test_no_body_makes_a_reader_ask_for_an_address() -> None:
    """Bodies that look like addresses, where every address and every name leads to a canary: see
    read_in_namespace.py."""
    outcome = own_network.ran(HERE / "read_in_namespace.py", 280)
    assert outcome["walls"] == [True, True]
    (count, here), (walled, there) = outcome["readers without walls"], outcome["readers"]
    assert count == 6 * walled > 500
    assert (here, there) == ([], [])
    # The canaries sing: a library called as nobody should reaches them without walls, and nobody with them.
    assert outcome["library without walls"] == [[True, True, False], ["10.0.0.1", "169.254.169.254", "name"]]
    assert outcome["library"] == [[False, False, False], []]


@pytest.mark.parametrize(
    ("machine", "header"),
    [
        ("x86_64", "/usr/include/x86_64-linux-gnu/asm/unistd_64.h"),
        ("aarch64", "/usr/include/asm-generic/unistd.h"),
    ],
)
def test_the_calls_have_the_numbers_of_the_kernel(machine: str, header: str) -> None:
    if not Path(header).exists():
        pytest.skip("needs the kernel's headers (linux-libc-dev)")
    defined = re.findall(r"^#define __NR(?:3264)?_(\w+)\s+(\d+)$", Path(header).read_text("utf-8"), re.M)
    numbers = {name: int(number) for name, number in defined}
    for name, number in {**CALLS[machine], "tgkill": TGKILL[machine]}.items():
        assert numbers[name] == number, name


REFUSING = """
import ctypes, os, sys
from opd_exporter.workers import sandbox
# An outer filter that lets everything through but what puts up walls: prctl, seccomp, setrlimit, prlimit64 that sets.
refuse, allow = (6, 0, 0, 0x00050001), (6, 0, 0, 0x7FFF0000)
program = [(0x20, 0, 0, 0), (0x15, 5, 0, 157), (0x15, 4, 0, 317), (0x15, 3, 0, 160), (0x15, 0, 3, 302),
           (0x20, 0, 0, 32), (0x15, 1, 0, 0), refuse, allow]
sandbox._filter = lambda machine, own: b"".join(sandbox.struct.pack("HBBI", *one) for one in program)
sandbox._let_through_only_calls()
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""


@pytest.mark.skipif(platform.machine() != "x86_64", reason="written in the numbers of x86_64")
async def test_a_system_that_permits_no_wall_is_told_of_once_and_shown(tmp_path: Path) -> None:
    pages = Pages({"/": front()})
    begun = (sys.executable, "-c", REFUSING)
    async with serving(pages), exporter(tmp_path, configured(pages), begun=begun) as one:
        assert "opd_site_up 1.0" in (await one.get("/probe?target=opd-0"))[1]
        shown = (await one.get("/metrics"))[1]
        one.process.send_signal(signal.SIGTERM)
        await one.ended()
    assert 'opd_exporter_reader_wall{wall="descriptors"} 0.0' in shown
    assert 'opd_exporter_reader_wall{wall="calls"} 0.0' in shown
    assert len(re.findall("this system lets readers open files and sockets", one.log)) == 1
    assert "Traceback" not in one.log


async def test_the_walls_that_stand_are_shown(tmp_path: Path) -> None:
    pages = Pages({"/": front()})
    async with serving(pages), exporter(tmp_path, configured(pages)) as one:
        assert "opd_site_up 1.0" in (await one.get("/probe?target=opd-0"))[1]
        shown = (await one.get("/metrics"))[1]
    assert 'opd_exporter_reader_wall{wall="descriptors"} 1.0' in shown
    assert ('opd_exporter_reader_wall{wall="calls"} 1.0' in shown) == (platform.machine() in CALLS)
    assert "lets readers open" not in one.log
