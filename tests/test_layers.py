"""Imports run one way, down: a room imports only of those that stand below it here."""

from __future__ import annotations

import runpy
from functools import cache
from itertools import product
from pathlib import Path

import pytest

HOUSE = runpy.run_path(str(Path(__file__).parents[1] / "scripts/house"))


@cache
def arrows() -> dict[tuple[str, str], int]:
    """From which room to which imports run."""
    return dict(HOUSE["arrows"]())


LAYERS = (
    ("__main__",),
    ("commands",),
    ("demo",),
    ("web",),
    ("evaluate", "discover"),
    ("views",),
    ("engine",),
    ("config", "store"),
    ("fetch", "workers"),
    ("posts",),
    ("judges",),
    ("page", "dates"),
    ("domain",),
    ("text",),
)
"""From the door down. Rooms of one line know nothing of each other."""

ROOMS = [room for layer in LAYERS for room in layer]


def may(here: str, there: str) -> bool:
    """Whether a room may import another."""
    (above,) = (at for at, layer in enumerate(LAYERS) if here in layer)
    (below,) = (at for at, layer in enumerate(LAYERS) if there in layer)
    return above < below


def test_every_room_has_its_place() -> None:
    assert {room for pair in arrows() for room in pair} == set(ROOMS)
    folders = {one.name for one in HOUSE["PACKAGE"].iterdir() if (one / "__init__.py").exists()}
    assert folders == set(ROOMS) - {"__main__"}


@pytest.mark.parametrize("here", ROOMS)
def test_a_room_imports_only_of_what_stands_below_it(here: str) -> None:
    assert [there for at, there in arrows() if at == here and not may(here, there)] == []


def test_the_engine_knows_nothing_of_prometheus_or_a_web_server_and_what_is_pure_does_no_io() -> None:
    told = {
        "engine": ("prometheus_client", "aiohttp"),
        **dict.fromkeys(
            ("posts", "judges", "page", "dates", "text"),
            (
                "aiohttp",
                "asyncio",
                "socket",
                "sqlite3",
                "subprocess",
                "urllib.request",
                "requests",
                "logging",
            ),
        ),
    }
    for room, libraries in told.items():
        for file, library in product((HOUSE["PACKAGE"] / room).rglob("*.py"), libraries):
            lines = file.read_text("utf-8").splitlines()
            taken = [line for line in lines if line.split()[:2] in (["import", library], ["from", library])]
            assert not taken, f"{file}: {taken}"
