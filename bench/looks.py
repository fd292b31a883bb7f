"""What reading costs in CPU, without network and processes: all readers of a site's first look, over the sites whose
truth is known (tests/eval), and a front page by its shape.

    .venv/bin/python bench/looks.py [--family city --family cases] [--rounds 3] [--against FOLDER]

``--against`` runs the same with the package in another folder, such as one of an older commit, turn by turn, and tells
the ratio: figures of two runs cannot be compared, those of one can.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from page_shapes import SHAPES

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tests"))
if find_spec("opd_exporter.workers.failures") is None:  # older packages have them in the pool
    sys.modules["opd_exporter.workers.failures"] = import_module("opd_exporter.workers.pool")

from eval import engine  # noqa: E402
from eval.families import FAMILIES, groups  # noqa: E402
from eval.model import Clock  # noqa: E402
from opd_exporter.domain.config import Site  # noqa: E402
from opd_exporter.domain.scope import Scope  # noqa: E402
from opd_exporter.posts.context import Context  # noqa: E402
from opd_exporter.workers import tasks  # noqa: E402
from readers import ReadHere  # noqa: E402

Answer = getattr(tasks, "Answer", None) or import_module("opd_exporter.workers.readings").Answer
"""Older packages have it among the tasks."""

URL = "https://dinkes.example.go.id/"
CONTEXT = Context(
    Scope.of(Site("dinkes", "Dinas Kesehatan", "Dinkes", "dinas", URL)),
    datetime(2026, 11, 24, 8, tzinfo=UTC),
    ZoneInfo("Asia/Jakarta"),
)


class Here(ReadHere):
    """Readers that run in this process, and count what they cost."""

    spent = 0.0
    """Seconds of CPU."""

    async def run(self, function: Any, *arguments: Any, **limits: Any) -> Any:
        begun = time.process_time()
        try:
            return await super().run(function, *arguments)
        finally:
            self.spent += time.process_time() - begun


async def looks(families: list[str] | None) -> list[float]:
    """Milliseconds that the readers took for the first look at each site; a group's sites share theirs."""
    found, here = [], Here()
    for group in groups(families):
        here.spent, clock = 0.0, Clock(group.moments[0])
        async with group.serving(clock) as addresses:
            first = replace(group, moments=group.moments[:1])
            await engine.look(first, addresses, clock, hire=lambda _: here)
        found += [1000 * here.spent / len(group.cases)] * len(group.cases)
    return sorted(found)


def shape(body: bytes, read: Callable[..., object] = tasks.read_page) -> float:
    """Milliseconds of CPU to read a front page, the least of three."""
    answer = Answer(URL, 200, {"content-type": "text/html; charset=utf-8"}, body)
    spent = []
    for _ in range(3):
        tasks.read_page(replace(answer, body=b"<p>x"), CONTEXT, URL)  # another page in between
        begun = time.process_time()
        read(answer, CONTEXT, URL)
        spent.append(1000 * (time.process_time() - begun))
    return min(spent)


def measured(families: list[str] | None) -> dict[str, float]:
    """One round, garbage collected as readers do."""
    import_module("opd_exporter.workers.preload")
    costs = asyncio.run(looks(families))
    told = {
        "sites": len(costs),
        "a first look, median": costs[len(costs) // 2],
        "a first look, 9 of 10": costs[len(costs) * 9 // 10],
    }
    shapes = {name: shape(body) for name, body in SHAPES.items()}
    if briefly := getattr(tasks, "read_page_briefly", None):  # older packages have none
        shapes["573 links, as a pull asks"] = shape(SHAPES["573 links"], briefly)
    return told | shapes


def _is_other(folder: Path, ours: Path) -> bool:
    """Whether a package lies there, and not our own: without one, Python takes the one that is installed."""
    return (folder / "opd_exporter" / "__init__.py").is_file() and folder.resolve() != ours.resolve()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--family", action="append", choices=FAMILIES)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--against", type=Path, help="folder that holds another opd_exporter")
    parser.add_argument("--once", action="store_true", help="one round as JSON")
    options = parser.parse_args()
    ours = HERE.parent / "exporter"
    if options.against and not _is_other(options.against, ours):
        parser.error(
            f"--against {options.against}: no other opd_exporter in this folder, such as COMMIT/exporter"
        )
    if options.once:
        print(json.dumps(measured(options.family)))
        return
    words = [sys.executable, __file__, "--once", *(f"--family={name}" for name in options.family or ())]
    places = [one for one in (ours, options.against) if one]
    rounds = []
    for number in range(options.rounds):
        print(f"round {number + 1} of {options.rounds}", file=sys.stderr, flush=True)
        told = (subprocess.check_output(words, env={**os.environ, "PYTHONPATH": str(at)}) for at in places)
        rounds.append([json.loads(one) for one in told])
    head = f"milliseconds of CPU, the least of {options.rounds}"
    print(f"{head:40}" + "".join(f"{place.parent.name:>14}" for place in places))
    for name in rounds[0][0]:
        least = [min(one[at][name] for one in rounds) for at in range(len(places)) if name in rounds[0][at]]
        ratio = f"{least[0] / least[1]:>9.2f}" if len(least) > 1 else ""
        print(f"{name:40}" + "".join(f"{one:>14.1f}" for one in least) + ratio)


if __name__ == "__main__":
    main()
