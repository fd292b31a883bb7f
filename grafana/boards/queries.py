"""What Grafana asks Prometheus for a dashboard: its queries, with Grafana's variables filled in as Grafana does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from boards.look import Json

POINTS = 1000
"""Points that Grafana asks for in a panel about a thousand pixels wide."""
SCRAPE = 60
"""Seconds: ``timeInterval`` of the data source."""

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800, "y": 31536000}
_STEPS = (60, 120, 300, 600, 900, 1200, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 604800)


_FORMATS: dict[str | None, Callable[[str], str]] = {
    None: str,
    "doublequote": lambda text: '"' + text.replace('"', '\\"') + '"',
    "percentencode": lambda text: quote(text, safe=""),
}
"""How Grafana writes a variable's value: as it is, or as ``${name:format}`` says."""


@dataclass(frozen=True)
class Query:
    """One query of a panel."""

    board: str
    panel: str
    ref: str
    expr: str
    """As Prometheus gets it."""
    span: int
    """Seconds the panel shows; 0 for a query of this moment."""
    step: int
    """Seconds between its points."""


def seconds(text: str) -> int:
    """``90d`` or ``now-90d`` as seconds."""
    match = re.fullmatch(r"(?:now-)?(\d+)([smhdwy])", text)
    if not match:
        raise ValueError(f"no duration: {text!r}")
    return int(match[1]) * _UNITS[match[2]]


def step_of(span: int, shortest: int) -> int:
    """The distance of points: ``POINTS`` of them in the span, rounded up to a plain number, never below ``shortest``."""
    wanted = max(span / POINTS, shortest, SCRAPE)
    return next(step for step in _STEPS if step >= wanted)


def filled_in(text: str, values: Mapping[str, str], span: int, step: int) -> str:
    """``text`` with Grafana's own and the dashboard's variables replaced; an unknown one stays."""
    own = {
        "__interval": f"{step}s",
        "__rate_interval": f"{max(step + SCRAPE, 4 * SCRAPE)}s",
        "__range": f"{span}s",
    }
    both = {**values, **own}

    def value(found: re.Match[str]) -> str:
        name = found[1] or found[3]
        return _FORMATS[found[2]](both[name]) if name in both else found[0]

    return re.sub(r"\$\{(\w+)(?::(\w+))?\}|\$(\w+)", value, text)


def of(dashboard: Json, values: Mapping[str, str]) -> Iterator[Query]:
    """Every query of a dashboard; ``values``: what its variables are."""
    for panel in dashboard["panels"]:
        span = seconds(panel.get("timeFrom") or dashboard["time"]["from"])
        for target in panel.get("targets", []):
            step = step_of(span, seconds(target.get("interval") or "1s"))
            yield Query(
                dashboard["uid"],
                panel["title"] or panel["description"],
                target["refId"],
                filled_in(target["expr"], values, span, step),
                0 if target["instant"] else span,
                step,
            )


def chosen(dashboard: Json, **given: str) -> dict[str, str]:
    """The dashboard's variables as they stand when it opens: everything for several, else the first; ``given`` wins."""
    found = {}
    for variable in dashboard["templating"]["list"]:
        current = variable["current"].get("value", "")
        found[variable["name"]] = variable["allValue"] if current == "$__all" else current
    return found | given
