"""What somebody found out about a miss: ``causes.yml``, whose remarks stand beside the misses in the report."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

FILE = Path(__file__).parent / "causes.yml"


@dataclass(frozen=True)
class Cause:
    """One cause of one or more misses."""

    name: str
    sites: re.Pattern[str]
    """Keys of the sites that it explains, whole."""
    why: str
    falsely_aktif: bool = False
    """Whether it is known to make sites aktif that are not: CI lets it pass, ``make eval`` never."""


def causes() -> list[Cause]:
    """All that is written down, in order."""
    told = yaml.load(FILE.read_text("utf-8"), yaml.CSafeLoader) or {}
    return [
        Cause(name, re.compile(one["sites"]), " ".join(one["why"].split()), one.get("falsely_aktif", False))
        for name, one in told.items()
    ]


def cause_of(key: str, known: list[Cause]) -> Cause | None:
    """The first that explains a site's miss."""
    return next((one for one in known if one.sites.fullmatch(key)), None)
