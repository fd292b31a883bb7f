"""Data of the judges, kept in YAML files beside them."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml, ten times as fast: every process that starts reads these files."""


def loaded(text: str) -> Any:
    """What stands in a file of this project."""
    return yaml.load(text, Loader=_LOADER)  # noqa: S506 # both loaders are safe


def read_rules(room: str, name: str) -> dict[str, Any]:
    """The file ``name`` of a package of this project, such as ``judges.spam`` and ``rules.yml``."""
    data = loaded(files(f"opd_exporter.{room}").joinpath(name).read_text("utf-8"))
    if not isinstance(data, dict):
        raise ValueError(f"{room}/{name}: not a mapping")
    return data


def strings(entry: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    """The strings under a key, none when it is absent. Raises ValueError for anything else: without quotes YAML 1.1
    reads ``no`` as false, ``2024`` as a number and ``12:30`` as seconds."""
    values = entry.get(key, [])
    if not isinstance(values, list):
        raise ValueError(f"{where}: {key}: not a list")
    for value in values:
        if not isinstance(value, str) or not value.strip():
            raise ValueError(f"{where}: {key}: {value!r} is no text; put it in quotes")
    return tuple(values)
