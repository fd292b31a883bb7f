"""How a zone goes to a reader and comes back. Behind its walls a reader opens no zone's file: it is sent what stands in
it, so that none of the six hundred has to be read before the walls stand."""

from __future__ import annotations

import zoneinfo
from functools import cache, lru_cache
from io import BytesIO
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

Reduced = tuple[Any, tuple[Any, ...]]


@cache
def _file(name: str) -> bytes:
    """What stands in a zone's file: the system's, else that of the package, as ``zoneinfo`` has it."""
    for folder in zoneinfo.TZPATH:
        file = Path(folder, name)
        if file.is_file():
            return file.read_bytes()
    from importlib import resources  # not on most machines

    return resources.files("tzdata.zoneinfo").joinpath(*name.split("/")).read_bytes()


@lru_cache
def _zone(name: str, file: bytes) -> ZoneInfo:
    return ZoneInfo.from_file(BytesIO(file), name)


def _whole(zone: ZoneInfo) -> Reduced:
    return _zone, (zone.key, _file(zone.key))


def _by_name(zone: ZoneInfo) -> Reduced:
    return ZoneInfo, (zone.key,)


def sent_whole() -> None:
    """In the process that asks."""
    ForkingPickler.register(ZoneInfo, _whole)


def sent_by_name() -> None:
    """In a reader: whoever asked has the file."""
    ForkingPickler.register(ZoneInfo, _by_name)
