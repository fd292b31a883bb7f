"""``python -m years``: many lives with a table at the end, or one of them told, or made small."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor, as_completed
from datetime import datetime
from multiprocessing import get_context
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from years.known import KNOWN
from years.living import lived
from years.plan import Life, life
from years.properties import KINDS
from years.results import Results
from years.shrink import outcome_of, shrunk
from years.table import show, unknown


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m years", description=__doc__)
    parser.add_argument("--lives", type=int, default=1000, help="how many (default: 1000)")
    parser.add_argument("--first", type=int, default=0, metavar="SEED", help="the first seed (default: 0)")
    parser.add_argument("--days", type=int, default=365, help="days of each life (default: 365)")
    parser.add_argument(
        "--gap", type=int, default=7, help="days between looks where nothing happens (default: 7)"
    )
    parser.add_argument(
        "--jobs", type=int, default=os.cpu_count() or 1, help="processes (default: one a core)"
    )
    parser.add_argument("--life", type=int, metavar="SEED", help="tell one life, look by look")
    parser.add_argument(
        "--evidence", default="", metavar="YYYY-MM-DD", help="with --life: the evidence of that day's looks"
    )
    parser.add_argument(
        "--shrink", type=int, metavar="SEED", help="make one life small and tell what is left"
    )
    parser.add_argument(
        "--kind", choices=KINDS, help="the fault that --shrink keeps (default: the life's first)"
    )
    return parser.parse_args()


def _tell(one: Life, closely: str) -> int:
    """Prints a life, line by line; the evidence of looks on the days that begin with ``closely``."""

    def told(at: datetime, what: str) -> None:
        line = f"{at:%Y-%m-%d %H:%M} {what}"
        if not what.startswith("    ") or (closely and line.startswith(closely)):
            print(line)

    with tempfile.TemporaryDirectory(prefix="years-") as data:
        outcome = asyncio.run(lived(one, Path(data), told))
    print(
        f"{outcome.looks} looks, {len(outcome.faults)} faults, day right {outcome.right} of {outcome.judged}"
    )
    return 1 if outcome.faults else 0


def _shrink(one: Life, kind: str | None) -> int:
    if kind is None:
        faults = outcome_of(one).faults
        if not faults:
            print(f"life {one.seed} shows no fault")
            return 0
        kind = faults[0].kind
    small = shrunk(one, kind)
    print(
        f"{len(one.steps)} steps made {len(small.steps)}: {', '.join(step.event for step in small.steps) or 'none'}"
    )
    return _tell(small, "")


def _many(wanted: list[Life], options: argparse.Namespace) -> int:
    """Lives them all, those of an earlier run of the same code left out."""
    results, console = Results(options.days, options.gap), Console()
    done = results.load()
    waiting = [one for one in wanted if one.seed not in done]
    pool = ProcessPoolExecutor(options.jobs, mp_context=get_context("spawn"))
    with Progress(console=Console(stderr=True)) as progress, pool:
        task = progress.add_task("lives", total=len(wanted), completed=len(wanted) - len(waiting))
        for future in as_completed([pool.submit(outcome_of, one) for one in waiting]):
            outcome = future.result()
            done[outcome.seed] = outcome
            results.add(outcome)
            progress.advance(task)
    outcomes = [done[one.seed] for one in wanted]
    show(outcomes, console)
    new = unknown(outcomes)
    console.print(f"{len(new)} causes not known yet" if new else f"nothing but the {len(KNOWN)} known causes")
    return 1 if new else 0


def main() -> int:
    options = _arguments()
    chosen = options.life if options.life is not None else options.shrink
    if chosen is not None:
        one = life(chosen, options.days, options.gap)
        return _tell(one, options.evidence) if options.life is not None else _shrink(one, options.kind)
    seeds = range(options.first, options.first + options.lives)
    return _many([life(seed, options.days, options.gap) for seed in seeds], options)


if __name__ == "__main__":
    sys.exit(main())
