"""Alertmanager's files filled in by their own script, and mails rendered by amtool as Alertmanager would."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

SOURCE = Path(__file__).parents[2] / "prometheus" / "alertmanager"
SETTINGS: Mapping[str, str] = {
    "OPD_SMTP_SMARTHOST": "smtp.example.go.id:587",
    "OPD_SMTP_FROM": "pemantau@example.go.id",
    "OPD_MAIL_OPERATORS": "satu@example.go.id, dua@example.go.id",
    "OPD_URL_EXPORTER": "http://192.0.2.10:9877",
    "OPD_URL_GRAFANA": "http://192.0.2.10:3000/",
    "OPD_WATCHDOG_URL": "https://example.org/ping/x?a=1&b=2",
}
NOW = datetime(2026, 11, 25, 7, 15, tzinfo=UTC)
RUNBOOK = "/panduan/peringatan#"
GUIDES = "http://192.0.2.10:9877/panduan/"

needs_amtool = pytest.mark.skipif(not shutil.which("amtool"), reason="amtool is not installed")


def start(
    arguments: Sequence[str],
    settings: Mapping[str, str],
    *,
    shell: Sequence[str] = ("sh",),
    path: str | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run start.sh with these settings and nothing else in its environment."""
    return subprocess.run(
        [*shell, str(SOURCE / "start.sh"), *arguments],
        env={"PATH": path or os.environ["PATH"], **settings},
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )


def fill(folder: Path, **settings: str) -> Path:
    """The configuration with SETTINGS, some of them changed; gives alertmanager.yml."""
    done = start([str(folder)], {**SETTINGS, **settings})
    assert done.returncode == 0, done.stderr
    return folder / "alertmanager.yml"


def amtool(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["amtool", *arguments], capture_output=True, text=True, timeout=30, check=False)


def alert(
    name: str,
    severity: str = "warning",
    site: tuple[str, str, str] | None = None,
    *,
    summary: str = "",
    text: str = "",
    ago: float = 0,
    over: float | None = None,
    zona: str = "WIB",
    **labels: str,
) -> dict[str, Any]:
    """An alert as a template gets it, begun ``ago`` minutes before NOW; over so many minutes before NOW."""
    about = dict(zip(("opd", "nama", "singkatan"), site, strict=True)) if site else {}
    ended = NOW - timedelta(minutes=over) if over is not None else None
    return {
        "status": "resolved" if ended else "firing",
        "labels": {"alertname": name, "severity": severity, "audience": "operator", **about, **labels},
        "annotations": {"summary": summary, "description": text, "runbook_url": RUNBOOK + name.lower(), "zona": zona},
        "startsAt": (NOW - timedelta(minutes=ago)).isoformat(),
        "endsAt": ended.isoformat() if ended else "0001-01-01T00:00:00Z",
        "generatorURL": "",
        "fingerprint": "",
    }  # fmt: skip


class Renderer:
    """The templates, filled in once."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self._folder = fill(folder, **settings).parent

    def __call__(
        self,
        template: str,
        alerts: Sequence[dict[str, Any]],
        common: Mapping[str, str] = MappingProxyType({}),
    ) -> str:
        """The template over these alerts; ``common``: the labels that all of them have."""
        data = self._folder / "data.json"
        status = "firing" if any(one["status"] == "firing" for one in alerts) else "resolved"
        none: dict[str, str] = {}
        data.write_text(
            json.dumps(
                {
                    "receiver": "operators", "status": status, "alerts": list(alerts), "groupLabels": none,
                    "commonLabels": dict(common), "commonAnnotations": none, "externalURL": "",
                }
            ),
            "utf-8",
        )  # fmt: skip
        done = amtool(
            *("template", "render", f"--template.glob={self._folder}/templates/*.tmpl"),
            *(
                f"--template.type={'html' if template.endswith('html') else 'text'}",
                f"--template.data={data}",
            ),
            '--template.text={{ template "' + template + '" . }}',
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.removesuffix("\n")
