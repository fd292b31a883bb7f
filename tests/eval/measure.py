"""Looks at every group: the engine, the engine where no system names itself, and the readers beside it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from eval import baselines, engine
from eval.engine import Nameless
from eval.judge import Verdict, told
from eval.model import Clock, Group

TOGETHER = 4
"""Groups under way at once: enough for two cores, since an engine waits for its reader."""


@dataclass
class Measured:
    """What was found, site by site."""

    exporter: list[Verdict] = field(default_factory=list)
    nameless: list[Verdict] = field(default_factory=list)
    """The exporter, where no page and no feed says which system made it; only the CMS of it is told."""
    beside: dict[str, list[Verdict]] = field(default_factory=dict)
    """Other readers, by name."""


async def _group(group: Group, found: Measured) -> None:
    clock = Clock(group.moments[0])
    async with group.serving(clock) as addresses:
        said = await engine.look(group, addresses, clock)
        found.exporter += [Verdict(case, told(said[case.key])) for case in group.cases]
        for case in group.cases:
            for name, one in (await baselines.read(addresses[case.key], clock)).items():
                found.beside.setdefault(name, []).append(Verdict(case, one))
    if any(case.truth.cms_judged for case in group.cases):
        clock = Clock(group.moments[0])
        async with group.serving(clock) as addresses:
            said = await engine.look(group, addresses, clock, kind=Nameless)
        found.nameless += [Verdict(case, told(said[case.key])) for case in group.cases]


async def measure(groups: Sequence[Group], done: Callable[[Group], None] = lambda group: None) -> Measured:
    """All of them, some at once; ``done`` hears of each. In the order of their keys, whatever ended first."""
    found, turns = Measured(), asyncio.Semaphore(TOGETHER)

    async def one(group: Group) -> None:
        async with turns:
            await _group(group, found)
        done(group)

    await asyncio.gather(*(one(group) for group in groups))
    for verdicts in (found.exporter, found.nameless, *found.beside.values()):
        verdicts.sort(key=lambda verdict: verdict.case.key)
    return found
