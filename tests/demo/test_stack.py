"""A real Prometheus and Alertmanager over the repository's files: they start, find each other, end, and say why not."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import socket
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import urlopen

import aiohttp
import pytest
import yaml

from opd_exporter.demo import stack as module
from opd_exporter.demo.stack import (
    ALERTMANAGER,
    FILES,
    PROMETHEUS,
    CannotStart,
    Stack,
    installed,
    place,
    stack,
)
from opd_exporter.domain.letter import Letter
from opd_exporter.evaluate.letters import LetterBook
from presented import SITE, FakeEngine, served, silent_for

pytestmark = pytest.mark.skipif(
    not (installed(PROMETHEUS) and installed(ALERTMANAGER)), reason="no prometheus, no alertmanager"
)


def answer(url: str) -> Any:
    with urlopen(url, timeout=5) as response:  # noqa: S310 # loopback
        return json.load(response)


def runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_prometheus_asks_the_exporter_and_tells_alertmanager() -> None:
    with stack("127.0.0.1:1") as running:
        url = running.prometheus.url
        wanted = {
            ("opd-exporter", "http://127.0.0.1:1/metrics"),
            ("opd-prometheus", f"{url}/metrics"),
            ("opd-alertmanager", f"{running.alertmanager.url}/metrics"),
        }
        deadline = time.monotonic() + 60
        managers: list[dict[str, str]] = []
        asked: set[tuple[str, str]] = set()
        while not (managers and asked == wanted) and time.monotonic() < deadline:
            managers = answer(f"{url}/api/v1/alertmanagers")["data"]["activeAlertmanagers"]
            targets = answer(f"{url}/api/v1/targets")["data"]["activeTargets"]
            asked = {(one["labels"]["job"], one["scrapeUrl"]) for one in targets}
            time.sleep(0.1)
        assert [one["url"] for one in managers] == [f"{running.alertmanager.url}/api/v2/alerts"]
        assert asked == wanted
    assert not running.folder.exists()
    assert not runs(running.prometheus.process.pid)
    assert not runs(running.alertmanager.process.pid)


def test_a_program_started_again_still_has_its_data() -> None:
    def count(running: Stack) -> float:
        query = "count_over_time(up{job='opd-prometheus'}[1h])"
        result = answer(f"{running.prometheus.url}/api/v1/query?query={query}")["data"]["result"]
        return float(result[0]["value"][1]) if result else 0.0

    def often(folder: Path) -> None:
        path = folder / "prometheus.yml"
        path.write_text(
            path.read_text("utf-8").replace("scrape_interval: 60s\n", "scrape_interval: 1s\n"), "utf-8"
        )

    with stack("127.0.0.1:1", edit=often) as running:
        deadline = time.monotonic() + 30
        while (before := count(running)) < 2 and time.monotonic() < deadline:
            time.sleep(0.2)
        assert before >= 2
        running.prometheus.stop()
        running.prometheus.start()
        running.prometheus.wait()
        assert count(running) >= before


def test_a_port_that_is_taken_ends_in_the_last_lines_of_the_log() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        with (
            pytest.raises(CannotStart, match=r"(?s)Prometheus berhenti sendiri.*address already in use"),
            stack("127.0.0.1:1", prometheus=address),
        ):
            pass


def test_a_bad_configuration_ends_in_the_last_lines_of_the_log_and_nothing_is_left(tmp_path: Path) -> None:
    seen: list[Path] = []

    def spoil(folder: Path) -> None:
        seen.append(folder)
        (folder / "alertmanager" / "alertmanager.yml").write_text("rout: {}\n", "utf-8")

    with (
        pytest.raises(CannotStart, match=r"(?s)Alertmanager berhenti sendiri.*rout"),
        stack("127.0.0.1:1", edit=spoil),
    ):
        pass
    assert not seen[0].exists()


def test_a_program_that_is_never_ready_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    with stack("127.0.0.1:1") as running:
        os.kill(running.prometheus.process.pid, signal.SIGSTOP)
        os.waitpid(running.prometheus.process.pid, os.WUNTRACED)  # until it has stopped
        with pytest.raises(CannotStart, match="Prometheus belum siap setelah 1 detik"):
            running.prometheus.wait(1)
        monkeypatch.setattr(module, "STOP", 0.5)
    assert not runs(running.prometheus.process.pid)


def test_a_folder_without_configuration_is_named(tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match=str(tmp_path)), stack("127.0.0.1:1", source=tmp_path):
        pass


def test_only_names_of_services_become_addresses(tmp_path: Path) -> None:
    source, folder = tmp_path / "from", tmp_path / "to"
    source.mkdir()
    text = "[exporter:9877, http://prometheus:9090/x, alertmanager:9093] my-exporter:9877 exporter:98770 alertmanager"
    (source / "prometheus.yml").write_text(text, "utf-8")
    place(source, folder, module.Addresses("a:1", "b:2", "c:3"))
    written = (folder / "prometheus.yml").read_text("utf-8")
    assert written == "[a:1, http://b:2/x, c:3] my-exporter:9877 exporter:98770 alertmanager"


def test_without_mail_settings_nobody_is_told_and_the_routes_stay() -> None:
    with stack("127.0.0.1:1") as running:
        silent = yaml.safe_load(answer(f"{running.alertmanager.url}/api/v2/status")["config"]["original"])
        before = (FILES / "alertmanager" / "alertmanager.yml").read_text("utf-8")
    names = re.findall(r"^  - name: (\S+) *(?:#.*)?$", before.partition("\nreceivers:")[2], re.M)
    assert [set(one) for one in silent["receivers"]] == [{"name"}] * len(names)
    assert [one["name"] for one in silent["receivers"]] == names
    assert len(silent["route"]["routes"]) == before.partition("\ninhibit_rules:")[0].count(
        "\n    - matchers:"
    )


def test_mail_settings_of_the_person_who_runs_it_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPD_SMTP_USERNAME", "somebody@example.go.id")
    monkeypatch.setenv("OPD_SMTP_SMARTHOST", "not an address")
    with stack("127.0.0.1:1") as running:
        told = answer(f"{running.alertmanager.url}/api/v2/status")["config"]["original"]
    assert "somebody" not in told
    assert "not an address" not in told


def test_a_mail_setting_that_is_refused_is_said() -> None:
    with (
        pytest.raises(CannotStart, match="OPD_SMTP_SMARTHOST"),
        stack("127.0.0.1:1", mail={"OPD_SMTP_SMARTHOST": "x"}),
    ):
        pass


def test_with_mail_settings_the_configuration_is_filled_in() -> None:
    with stack("127.0.0.1:1", mail={"OPD_SMTP_SMARTHOST": "127.0.0.1:1"}) as running:
        filled = yaml.safe_load(answer(f"{running.alertmanager.url}/api/v2/status")["config"]["original"])
    assert filled["global"]["smtp_smarthost"] == "127.0.0.1:1"
    assert any("email_configs" in one for one in filled["receivers"])


async def test_the_exporter_is_told_of_a_letter_and_of_its_end() -> None:
    """By a real Alertmanager, in the words of its own webhook; an agency without an address gets no letter."""

    def at_once(folder: Path) -> None:
        file = folder / "alertmanager/alertmanager.yml"
        data = yaml.safe_load(file.read_text("utf-8"))
        data["route"] |= {"group_wait": "0s", "group_interval": "1s"}
        file.write_text(yaml.safe_dump(data, sort_keys=False), "utf-8")

    async def tell(session: aiohttp.ClientSession, url: str, *, ends: timedelta) -> None:
        labels = {"alertname": "OpdOwnSiteDown", "audience": "opd", "kota": "Kota Serang", "opd": SITE.key}
        now = datetime.now(UTC)
        alert = {
            "labels": labels | {"email": "admin@example.go.id"},
            "startsAt": (now - timedelta(minutes=5)).isoformat(),
            "endsAt": (now + ends).isoformat(),
        }
        async with session.post(f"{url}/api/v2/alerts", json=[alert]) as answer:
            assert answer.status == 200, await answer.text()

    async def until(known: Callable[[], bool]) -> None:
        async with asyncio.timeout(30):
            while not known():  # noqa: ASYNC110 # what another program causes
                await asyncio.sleep(0.1)

    book, token = LetterBook(None), "dG9rZW4"
    async with (
        served(FakeEngine(silent_for(120)), letters=book, token=token) as url,
        aiohttp.ClientSession() as session,
    ):
        with stack(urlsplit(url).netloc, letters_token=token, edit=at_once) as running:
            assert not book.known.sites
            await tell(session, running.alertmanager.url, ends=timedelta(minutes=5))
            await until(lambda: bool(book.known.to(SITE.key)))
            (written,) = book.known.to(SITE.key)
            assert (written.about, written.over) == (Letter.DOWN, None)
            await tell(session, running.alertmanager.url, ends=timedelta(seconds=-1))
            await until(lambda: book.known.to(SITE.key)[0].over is not None)
