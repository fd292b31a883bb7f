"""The shipped configuration with all its times divided: the same rules, routes and texts, only quicker."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

_UNITS = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
_SPAN = r"(?:\d+[smhd])+"
_TIMES = re.compile(
    rf"(?P<what>\b(?:for|keep_firing_for|interval|scrape_interval|scrape_timeout|evaluation_interval"
    rf"|group_wait|group_interval|repeat_interval): |\[|(?<=\d[smhd]):|\boffset )(?P<span>{_SPAN})(?=[\s\]),:]|$)"
)


def seconds(span: str) -> float:
    """``1h30m`` in seconds."""
    return sum(int(number) * _UNITS[unit] for number, unit in re.findall(r"(\d+)([smhd])", span))


def speed_up(text: str, change: Callable[[str, float], float]) -> str:
    """``text`` with each of its times given to ``change``: what it is (``for``, ``[`` ...), and its seconds."""

    def shorter(found: re.Match[str]) -> str:
        new = change(found["what"].strip(" :"), seconds(found["span"]))
        return f"{found['what']}{round(new * 1000)}ms"

    return _TIMES.sub(shorter, text)


def speed_up_folder(folder: Path, speed: float, letters: float) -> None:
    """Divide the times of Prometheus, its rules, Alertmanager and its templates in ``folder`` (as stack() copies them).

    Besides: what an alert waits for before it begins or ends is cut to a quarter of an hour first (a certificate waits for
    half an hour, the Monday letter for a day); the letter is repeated after ``letters`` seconds; it is always office hours
    and Monday; a pull may take as long as the time between two."""

    def change(what: str, length: float) -> float:
        if what in ("for", "keep_firing_for"):
            length = min(length, 900)
        if what == "repeat_interval" and length == 6 * 86400:
            return letters
        if what == "scrape_timeout":
            length = 60
        return length / speed

    for file in (
        folder / "prometheus.yml",
        *folder.glob("rules/*.yml"),
        folder / "alertmanager/alertmanager.yml",
    ):
        text = speed_up(file.read_text("utf-8"), change)
        text = re.sub(r"weekdays: .*", "weekdays: ['sunday:saturday']", text)
        text = re.sub(r"times: \[.*", "times: [{start_time: '00:00', end_time: '24:00'}]", text)
        file.write_text(text, "utf-8")
    for file in folder.glob("alertmanager/templates/*.tmpl"):
        text = file.read_text("utf-8")
        file.write_text(text.replace("Minutes 11.0", f"Minutes {11 / speed:f}"), "utf-8")
