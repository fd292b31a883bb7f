"""Every board and panel against Grafana 13's own types: what it does not know, or knows otherwise, is found.

``grafana-13.2.2.json`` says how it was made. What a type requires and we leave out, Grafana fills in with its default."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
from boards_read import BOARDS, ROOT, Json, called

TYPES = json.loads(Path(__file__).with_name("grafana-13.2.2.json").read_text("utf-8"))
CHECKS = {name: jsonschema.Draft7Validator(types) for name, types in TYPES.items() if name != "$comment"}
CHECKS |= {
    name: jsonschema.Draft7Validator({**TYPES["dashboard"], "$ref": f"#/definitions/{name}"})
    for name in ("Panel", "FieldConfig")
}
OLDER = {"displayMode"}
"""Written for 9.4 beside what took its place (boards.panels.filled); 13 takes it over when it loads the board."""


def unknown(name: str, value: object) -> Iterator[str]:
    """What this type of Grafana's does not take in ``value``."""
    for error in CHECKS[name].iter_errors(value):
        if error.validator != "required":
            yield f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"


def wrong(board: Json) -> list[str]:
    """All that Grafana 13 would not take of a board."""
    found = list(unknown("dashboard", {**board, "panels": []}))
    for panel in board["panels"]:
        where, kind = called(panel), panel["type"]
        found += [f"{where}: {one}" for one in unknown("Panel", panel)]
        found += [f"{where}: {one}" for one in unknown(f"{kind} options", panel["options"])]
        if kind == "text":
            continue
        config = panel["fieldConfig"]
        fields = [config["defaults"].get("custom", {})]
        for override in config["overrides"]:
            given = {one["id"]: one["value"] for one in override["properties"]}
            fields.append(
                {key.removeprefix("custom."): given[key] for key in given if key.startswith("custom.")}
            )
            rest = {key: value for key, value in given.items() if not key.startswith("custom.")}
            found += [f"{where}: {one}" for one in unknown("FieldConfig", rest)]
        for one in fields:
            own = {key: value for key, value in one.items() if key not in OLDER}
            if f"{kind} fields" in CHECKS:
                found += [f"{where}: {text}" for text in unknown(f"{kind} fields", own)]
            elif own:
                found.append(f"{where}: a {kind} has no fields of its own, {own}")
    return found


@pytest.mark.parametrize("board", BOARDS.values(), ids=BOARDS)
def test_grafana_13_knows_all_that_a_board_holds(board: Json) -> None:
    assert wrong(board) == []


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("table", lambda panel: panel["options"].update(footer={"show": False})),
        ("stat", lambda panel: panel["options"].update(colorMode="rainbow")),
        ("timeseries", lambda panel: panel["fieldConfig"]["defaults"]["custom"].update(lineWeight=2)),
        ("stat", lambda panel: panel["fieldConfig"]["defaults"].update(units="s")),
        ("table", lambda panel: panel.update(datasources=[])),
        (
            "table",
            lambda panel: panel["fieldConfig"]["overrides"][0]["properties"].append(
                {"id": "custom.widht", "value": 3}
            ),
        ),
    ],
)
def test_what_grafana_13_does_not_know_is_found(kind: str, change: object) -> None:
    board = copy.deepcopy(BOARDS["detail.json"])
    change(next(panel for panel in board["panels"] if panel["type"] == kind))  # type: ignore[operator]
    assert len(wrong(board)) == 1


def test_the_types_are_those_of_the_grafana_that_runs() -> None:
    pinned = re.search(r"grafana/grafana:(\S+)", (ROOT / "docker-compose.yml").read_text("utf-8"))
    assert pinned
    assert f"@grafana/schema {pinned[1]} " in TYPES["$comment"]
