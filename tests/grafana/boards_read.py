"""The dashboards as the tests read them: the committed files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
GRAFANA = ROOT / "grafana"

Json = dict[str, Any]

BOARDS: dict[str, Json] = {
    file.name: json.loads(file.read_text("utf-8")) for file in sorted((GRAFANA / "dashboards").glob("*.json"))
}
BY_UID = {board["uid"]: board for board in BOARDS.values()}


def panels() -> Iterator[tuple[str, Json]]:
    """Every panel with the name of its board's file."""
    for name, board in BOARDS.items():
        for panel in board["panels"]:
            yield name, panel


def called(panel: Json) -> str:
    """What a person would call the panel."""
    return panel["title"] or panel["description"][:40]


def texts(value: object) -> Iterator[str]:
    """Every text inside."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inside in value.values():
            yield from texts(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from texts(inside)
