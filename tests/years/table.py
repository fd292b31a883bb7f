"""The table that a run of many lives ends with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from rich.console import Console
from rich.table import Table

from years.known import KNOWN
from years.living import Outcome
from years.properties import KINDS

SEEDS = 6
"""Seeds named for each cause."""


def unknown(outcomes: Iterable[Outcome]) -> set[tuple[str, str]]:
    """Faults that nobody excused."""
    found = {(fault.kind, fault.cause) for outcome in outcomes for fault in outcome.faults}
    return found - KNOWN.keys()


def show(outcomes: list[Outcome], console: Console) -> None:
    """Lives, looks, and each kind of fault by cause with the seeds to replay."""
    looks = sum(one.looks for one in outcomes)
    judged, right = sum(one.judged for one in outcomes), sum(one.right for one in outcomes)
    whole = sum(not one.faults for one in outcomes)
    console.print(
        f"{len(outcomes)} lives, {looks} looks; {whole} lives without a fault; day right {right / max(1, judged):.2%}"
    )
    by_kind = Table("fault", "lives", "looks")
    by_cause = Table("fault", "cause", "lives", "looks", "known", "seeds")
    for kind in KINDS:
        seeds: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
        for outcome in outcomes:
            for fault in outcome.faults:
                if fault.kind == kind:
                    seeds[fault.cause][outcome.seed] += 1
        lives = {seed for found in seeds.values() for seed in found}
        by_kind.add_row(kind, str(len(lives)), str(sum(sum(found.values()) for found in seeds.values())))
        for why, found in sorted(seeds.items(), key=lambda pair: (-len(pair[1]), pair[0])):
            known = "yes" if (kind, why) in KNOWN else ""
            named = " ".join(map(str, sorted(found)[:SEEDS])) + (" ..." if len(found) > SEEDS else "")
            by_cause.add_row(kind, why, str(len(found)), str(sum(found.values())), known, named)
    console.print(by_kind)
    if by_cause.row_count:
        console.print(by_cause)
