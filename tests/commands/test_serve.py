"""The exporter as a process: its signals, its reload, its end, and what a person reads when it cannot start."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import socket
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import pytest
from test_commands import typed_in_turn

from exporter_process import command, configured, exporter
from opd_exporter.commands.serve import NEXT_PORTS, first_free, listen_address
from site_server import Pages, front, serving
from withheld import withheld

BAD = "sites:\n  - {key: dinkes, nama: Dinas, url: http://127.0.0.1/, warna: merah}\n"


async def test_a_second_exporter_on_the_same_memory_says_so_and_ends(tmp_path: Path) -> None:
    pages = Pages({"/": front()})
    async with serving(pages), exporter(tmp_path, configured(pages)) as one:
        second = await asyncio.create_subprocess_exec(
            *command(tmp_path, "--listen", "127.0.0.1:0"), stderr=asyncio.subprocess.PIPE
        )
        _, said = await asyncio.wait_for(second.communicate(), 30)
        assert second.returncode == 2
        assert f"opd-exporter lain (proses {one.process.pid})" in said.decode()


async def test_the_log_is_json_when_asked_for_and_quiet_when_asked_for(tmp_path: Path) -> None:
    pages = Pages({"/": front()})
    # Nor does it need more than the log: a connection with the number of a closed stream ended it as it stopped.
    begun = ("bash", "-c", 'exec "$0" "$@" <&- >&-', sys.executable)
    async with (
        serving(pages),
        exporter(tmp_path, configured(pages), "--log.format", "json", begun=begun) as one,
    ):
        assert await one.stopped() == 0
    lines = [json.loads(line) for line in one.log.splitlines()]
    assert {line["level"] for line in lines} == {"INFO"}
    assert datetime.fromisoformat(lines[0]["time"]).utcoffset() is not None


@pytest.mark.parametrize(
    "text",
    ["", ":", "9877", "127.0.0.1:", ":65536", ":٣", "::1:80", "[::1:80", "a..id:80", f"{'a' * 64}.id:80"],
)
def test_what_is_no_address_to_listen_on_is_told(text: str) -> None:
    with pytest.raises(ValueError, match="bukan alamat"):
        listen_address(text)


def test_the_next_free_port_is_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        other = first_free(f"127.0.0.1:{port}")
        assert port < listen_address(other)[1] <= port + NEXT_PORTS
    assert (
        first_free("203.0.113.1:9877") == "203.0.113.1:9877"
    )  # not ours: that it cannot be had is told later


@pytest.mark.parametrize("whole_group", [False, True])
async def test_a_stop_lets_probes_under_way_end(tmp_path: Path, whole_group: bool) -> None:
    pages = Pages({"/": front()})
    async with serving(pages), exporter(tmp_path, configured(pages)) as one:
        pages.delay = 1.0
        pages.asked.clear()
        probe = asyncio.create_task(one.get("/probe?target=opd-0"))
        await pages.until_asked()
        if whole_group:
            os.killpg(one.process.pid, signal.SIGTERM)
        else:
            one.process.send_signal(signal.SIGTERM)
        status, text = await probe
        assert status == 200
        assert "opd_site_up 1.0" in text
        assert await one.ended() == 0
    assert "Traceback" not in one.log


async def test_a_stop_does_not_wait_for_ever(tmp_path: Path) -> None:
    pages = Pages({"/": front()}, delay=600)
    async with serving(pages), exporter(tmp_path, configured(pages)) as one:
        probe = asyncio.create_task(one.get("/probe?target=opd-0"))
        await pages.until_asked()
        one.process.send_signal(signal.SIGTERM)
        assert await one.ended() == 0
        await asyncio.gather(probe, return_exceptions=True)
    assert "Traceback" not in one.log


async def test_a_reload_takes_the_new_file_and_a_bad_one_leaves_the_old(tmp_path: Path) -> None:
    first, second = Pages({"/": front()}), Pages({"/": front()})
    async with serving(first, second), exporter(tmp_path, configured(first)) as one:
        (tmp_path / "c.yml").write_text(configured(first, second))
        assert await one.reload() == (200, "OK\n")
        assert "opd_site_up 1.0" in (await one.get("/probe?target=opd-1"))[1]
        (tmp_path / "c.yml").write_text(BAD)
        status, text = await one.reload()
        assert status == 500
        assert re.search(r"c\.yml:2: situs dinkes: warna: ", text)
        assert "opd-1" in (await one.get("/sd"))[1]
        assert "opd_exporter_config_last_reload_successful 0.0" in (await one.get("/metrics"))[1]
        (tmp_path / "c.yml").write_text(configured(second))
        one.process.send_signal(signal.SIGHUP)
        for _ in range(100):
            if "opd-1" not in (await one.get("/sd"))[1]:
                break
            await asyncio.sleep(0.05)
        assert "opd_exporter_config_last_reload_successful 1.0" in (await one.get("/metrics"))[1]
        assert (await one.get("/probe?target=opd-1"))[0] == 400
        one.process.terminate()
        assert await one.ended() == 0
    assert one.log.count("the old one stays") == 1
    assert "Traceback" not in one.log


async def test_a_reload_that_is_asked_for_during_the_start_is_done_after_it(tmp_path: Path) -> None:
    # SIGHUP ends a program that does not expect it, and to systemd that is a sound end: it is not started again.
    file = tmp_path / "c.yml"
    file.write_text(BAD.replace(", warna: merah", ""))
    with withheld(file) as asked_for:  # it is starting as long as it waits for this
        process = await asyncio.create_subprocess_exec(
            *command(tmp_path, "--listen", "127.0.0.1:0"), stderr=asyncio.subprocess.PIPE
        )
        await asked_for()
        process.send_signal(signal.SIGHUP)
    try:
        assert process.stderr
        said = ""
        while "configuration reloaded" not in said:
            line = await asyncio.wait_for(process.stderr.readline(), 60)
            assert line, said
            said += line.decode()
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def test_a_stop_while_a_reload_waits_for_its_file_ends_it(tmp_path: Path) -> None:
    async with exporter(tmp_path, BAD.replace(", warna: merah", "")) as one:
        with withheld(tmp_path / "c.yml") as asked_for:
            one.process.send_signal(signal.SIGHUP)
            await asked_for()
            assert (await one.get("/-/ready"))[0] == 200
            assert await one.stopped() == 0
    assert "Traceback" not in one.log


async def test_a_program_that_waits_for_a_disk_ends_when_it_is_asked_to(tmp_path: Path) -> None:
    program = """
import sys
from opd_exporter.commands.forsaken import asked_to_end, end_within

asked_to_end(lambda: end_within(0.3))
open(sys.argv[1])
"""
    file = tmp_path / "file"
    file.touch()
    with withheld(file) as asked_for:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-c",
            program,
            str(file),
            stderr=asyncio.subprocess.PIPE,
        )
        await asked_for()
        process.send_signal(signal.SIGTERM)
        _, logged = await asyncio.wait_for(process.communicate(), 60)
    assert process.returncode == 1
    assert b"does not answer" in logged


async def test_kill_9_leaves_a_memory_to_go_on_with(tmp_path: Path) -> None:
    pages = Pages({"/": front()})
    async with serving(pages):
        async with exporter(tmp_path, configured(pages)) as one:
            await one.get("/probe?target=opd-0")
            pages.delay = 60
            await asyncio.wait({probe := asyncio.create_task(one.get("/probe?target=opd-0"))}, timeout=0.3)
            os.killpg(one.process.pid, signal.SIGKILL)
            await asyncio.gather(probe, return_exceptions=True)
        pages.delay = 0
        pages.asked.clear()
        async with exporter(tmp_path, configured(pages)) as one:
            assert '"freshness_state": "no_posts"' in (await one.get("/api/v1/sites/opd-0"))[1]
            assert "opd_site_up 1.0" in (await one.get("/probe?target=opd-0"))[1]
    assert pages.asked == ["/"]


async def test_workers_that_are_killed_are_replaced_under_way(tmp_path: Path) -> None:
    pages = Pages({"/": front()}, conditional=False)
    async with serving(pages), exporter(tmp_path, configured(pages)) as one:
        for number in range(3):
            children = await asyncio.create_subprocess_exec(
                "pgrep", "-g", str(one.process.pid), stdout=asyncio.subprocess.PIPE
            )
            for pid in (await children.communicate())[0].split():
                if int(pid) != one.process.pid:
                    with suppress(ProcessLookupError):  # it ended with what it was forked from
                        os.kill(int(pid), signal.SIGKILL)
            pages.bodies["/"] = front(f"<p>Kabar nomor {number} dari dinas</p>")
            text = (await one.get("/probe?target=opd-0&debug=true"))[1]
            assert "opd_site_up 1.0" in text, text.partition("# HELP")[0]
        one.process.terminate()
        assert await one.ended() == 0
    assert "Traceback" not in one.log


def test_what_keeps_it_from_starting_is_told_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "c.yml").write_text("sites:\n  - {key: a, nama: A, url: http://127.0.0.1/}\n")
    os.mkfifo(pipe := tmp_path / "pipa")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ways = (
            ["--listen", f"127.0.0.1:{port}"],
            ["--listen", "192.0.2.1:9877"],
            ["--listen", "sembarang"],
            ["--web-config", str(tmp_path / "tidak-ada.yml"), "--listen", "127.0.0.1:0"],
            ["--config", str(pipe), "--listen", "127.0.0.1:0"],
            ["--web-config", str(pipe), "--listen", "127.0.0.1:0"],
            ["--letters-token-file", str(tmp_path / "tidak-ada"), "--listen", "127.0.0.1:0"],
            ["--letters-token-file", str(tmp_path / "c.yml"), "--listen", "127.0.0.1:0"],  # more than a token
        )
        told = typed_in_turn(
            tmp_path, *(["serve", "--config", "c.yml", "--data-dir", "data", *more] for more in ways)
        )
    for code, said, complained in told:
        assert (code, said) == (2, ""), complained
        assert len(complained.strip().splitlines()) == 1, complained
