"""``docker-compose.yml`` and its settings as the tests read them."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
COMPOSE = ROOT / "docker-compose.yml"
EXAMPLE = ROOT / ".env.example"


def settings(text: str | None = None) -> dict[str, str]:
    """The variables of ``.env.example`` (or of such a text) with their values."""
    lines = (EXAMPLE.read_text("utf-8") if text is None else text).splitlines()
    pairs = (line.partition("=") for line in lines if line and not line.startswith("#"))
    return {name: value for name, _, value in pairs}


def compose(environment: dict[str, str]) -> dict[str, Any]:
    """The file with its variables filled in, as compose does it: ``${NAME}``, ``${NAME:-default}``, ``${NAME:?why}``."""

    def filled(found: re.Match[str]) -> str:
        name, rule, word = found.groups()
        value = environment.get(name, "")
        assert value or rule != "?", f"{name}: {word}"
        return value or (word if rule == "-" else "")

    text = re.sub(r"\$\{(\w+)(?::([-?])([^}]*))?\}", filled, COMPOSE.read_text("utf-8"))
    data: dict[str, Any] = yaml.safe_load(text)
    return data


def checked(environment_file: Path) -> subprocess.CompletedProcess[str]:
    """What docker-compose says of the file."""
    return subprocess.run(
        ["docker-compose", "--file", str(COMPOSE), "--env-file", str(environment_file), "config", "-q"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def here(words: list[str], places: dict[str, str]) -> list[str]:
    """A command of a container or a unit with the places of a test."""
    inside = re.compile("|".join(rf"(?:(?<=^)|(?<==)){re.escape(one)}(?=/|$)" for one in places))
    return [inside.sub(lambda found: places[found[0]], word) for word in words]
