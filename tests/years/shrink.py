"""A life with a fault made small: steps that the fault does not need are left out one by one."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from years.living import Outcome, lived
from years.plan import Life


def outcome_of(life: Life) -> Outcome:
    """Lives a life over a memory of its own."""
    with tempfile.TemporaryDirectory(prefix="years-") as data:
        return asyncio.run(lived(life, Path(data)))


def shrunk(life: Life, kind: str, tried: Callable[[Life], Outcome] = outcome_of) -> Life:
    """The smallest life found that still shows that kind of fault: first cut off after it, then step by step, halves
    before single steps. Raises ValueError when the life does not show it."""

    def shows(one: Life) -> bool:
        return any(fault.kind == kind for fault in tried(one).faults)

    first = next((fault for fault in tried(life).faults if fault.kind == kind), None)
    if first is None:
        raise ValueError(f"life {life.seed} shows no {kind!r}")
    life = replace(life, days=(first.at - life.start).days + 2)
    life = replace(life, steps=tuple(step for step in life.steps if step.at <= first.at))
    size = max(1, len(life.steps) // 2)
    while size:
        at = 0
        while at < len(life.steps):
            smaller = life.without(set(range(at, at + size)))
            if shows(smaller):
                life = smaller
            else:
                at += size
        size //= 2
    return life
