"""A real Alertmanager with the shipped routes, many times quicker, told alerts as Prometheus posts them."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from mail_sink import Sink
from mail_world import OPERATORS, lacking
from sped_up import speed_up_folder

from opd_exporter.demo.stack import ALERTMANAGER, FILES, START, Program, free_address, installed

SPEED = 300.0
"""A minute of the shipped configuration is a fifth of a second here."""
GROUP = 600 / SPEED
"""Seconds between two mails of an open group."""
SITE = {
    "kota": "Kota Serang",
    "opd": "dinkes",
    "nama": "Dinas Kesehatan",
    "singkatan": "Dinkes",
    "kelompok": "dinas",
}
OTHER = {
    "kota": "Kota Serang",
    "opd": "setda",
    "nama": "Sekretariat Daerah",
    "singkatan": "Setda",
    "kelompok": "sekretariat",
}


def said(labels: dict[str, str]) -> str:
    """The summary of an alert: one line that no other alert has."""
    return " ".join(labels[name] for name in ("alertname", "opd", "days") if name in labels)


class Told:
    """An Alertmanager, and what Prometheus would tell it."""

    def __init__(self, url: str, mails: Sink) -> None:
        self._url, self.mails = url, mails
        self._begun: dict[str, datetime] = {}

    def tell(self, *alerts: dict[str, str], over: bool = False) -> None:
        """Post alerts, given by their labels, as firing or as over."""
        now = datetime.now(UTC)
        data = []
        for labels in alerts:
            begun = self._begun.setdefault(json.dumps(labels), now)
            words = {"summary": said(labels), "description": said(labels)}
            ends = now if over else now + timedelta(minutes=10)
            data.append(
                {
                    "labels": labels,
                    "annotations": words,
                    "startsAt": begun.isoformat(),
                    "endsAt": ends.isoformat(),
                }
            )
        request = Request(  # noqa: S310 # loopback
            f"{self._url}/api/v2/alerts", json.dumps(data).encode(), {"Content-Type": "application/json"}
        )
        with urlopen(request, timeout=5):  # noqa: S310
            pass

    def begin_again(self, labels: dict[str, str]) -> None:
        """Post an alert that was over as firing anew."""
        del self._begun[json.dumps(labels)]
        self.tell(labels)

    def heard(self, labels: dict[str, str]) -> bool:
        """Whether a mail told the operators of this alert."""
        lines = {
            line.removeprefix("* ")
            for mail in self.mails.to(OPERATORS[0])
            for line in mail.body("plain").splitlines()
        }
        return said(labels) in lines

    def wait(self, labels: dict[str, str]) -> None:
        """Until one does."""
        deadline = time.monotonic() + 30
        while not self.heard(labels):
            assert time.monotonic() < deadline, f"no mail tells {said(labels)}; there came {self.subjects()}"
            time.sleep(0.05)

    def metrics(self) -> str:
        """What Alertmanager tells of itself."""
        with urlopen(f"{self._url}/metrics", timeout=5) as answer:  # noqa: S310 # loopback
            return str(answer.read(), "utf-8")

    def subjects(self, to: str = OPERATORS[0]) -> list[str]:
        """Subjects without the city at their end."""
        return [mail.subject.partition(" · ")[0] for mail in self.mails.to(to)]


def alert(
    name: str, severity: str = "warning", site: dict[str, str] | None = None, **more: str
) -> dict[str, str]:
    return {"alertname": name, "severity": severity, "audience": "operator", **(site or {}), **more}


@contextmanager
def alertmanager(
    folder: Path, mails: Sink, *, edit: Callable[[Path], None] = lambda _: None, **settings: str
) -> Iterator[Told]:
    """Alertmanager over a quicker copy of the shipped files, started by their own script."""
    missing = lacking()
    if missing:
        pytest.skip(f"mail needs {', '.join(missing)} (see scripts/ensure-packages)")
    files = folder / "prometheus"
    shutil.copytree(FILES, files)
    speed_up_folder(files, SPEED, letters=3600)
    edit(files / "alertmanager/alertmanager.yml")
    address = free_address()
    program = Program(
        "Alertmanager",
        [
            *("/bin/sh", str(files / START), str(folder / "filled"), str(installed(ALERTMANAGER))),
            *(f"--storage.path={folder / 'data'}", f"--web.listen-address={address}"),
        ],
        address,
        folder / "alertmanager.log",
        {
            **os.environ,
            "OPD_SMTP_SMARTHOST": mails.address,
            "OPD_SMTP_FROM": "pemantau@example.go.id",
            "OPD_SMTP_REQUIRE_TLS": "false",
            "OPD_MAIL_OPERATORS": ",".join(OPERATORS),
            **settings,
        },
    )
    try:
        program.wait()
        yield Told(program.url, mails)
    finally:
        program.stop()
