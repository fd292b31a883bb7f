"""``python -m eval``: looks at every site of the corpus, says how right the exporter is, and writes docs/accuracy.md."""

from __future__ import annotations

import argparse
import asyncio
import json
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from eval import engine
from eval.causes import causes
from eval.engine import Saving
from eval.families import FAMILIES, groups
from eval.judge import Verdict, told
from eval.measure import Measured, measure
from eval.model import Clock, Group
from eval.report import as_json, document
from opd_exporter import __version__

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "docs/accuracy.md"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m eval", description=__doc__)
    parser.add_argument("--family", action="append", choices=FAMILIES, help="only these; writes no document")
    parser.add_argument(
        "--json", action="store_true", help="print JSON instead of a summary; writes no document"
    )
    parser.add_argument("--site", metavar="KEY", help="look at one site, and tell its steps and evidence")
    parser.add_argument(
        "--save", metavar="FOLDER", type=Path, help="with --site: keep the pages it was asked for there"
    )
    return parser.parse_args()


def version() -> str:
    """The exporter's: the last commit that changed it, and whether it was changed since; else the package's alone."""

    def git(*asked: str) -> str:
        return subprocess.run(
            ["git", *asked], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout.strip()

    try:
        commit = git("log", "-1", "--format=%h", "--", "exporter")
        changed = " and uncommitted changes" if git("status", "--porcelain", "--", "exporter") else ""
    except (OSError, subprocess.CalledProcessError):
        return f"version {__version__}"
    return f"version {__version__}, commit {commit}{changed}"


def _measured(found: list[Group]) -> Measured:
    with Progress(console=Console(stderr=True)) as progress:
        task = progress.add_task("sites", total=sum(len(group.cases) for group in found))
        return asyncio.run(measure(found, lambda group: progress.advance(task, len(group.cases))))


def _tell(console: Console, measured: Measured) -> None:
    counts = Counter(verdict.status for verdict in measured.exporter)
    parts = ", ".join(f"{counts[name]} {name}" for name in ("right", "unknown", "wrong"))
    console.print(f"{len(measured.exporter)} sites: {parts}")
    for verdict in measured.exporter:
        if verdict.misses:
            console.print(f"  {verdict.case.key}: {'; '.join(verdict.misses)}", markup=False, soft_wrap=True)


def _save(folder: Path, asked: list[tuple[str, bytes]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number, (url, body) in enumerate(asked):
        path = url.partition("//")[2].partition("/")[2].replace("/", "_")
        (folder / f"{number:03d}-{path[:80]}").write_bytes(body)


async def _one(group: Group, key: str, save: Path | None) -> int:
    clock = Clock(group.moments[0])
    async with group.serving(clock) as addresses:
        asked: list[tuple[str, bytes]] = []
        said = (await engine.look(group, addresses, clock, kind=partial(Saving, kept=asked)))[key]
    case = next(case for case in group.cases if case.key == key)
    verdict = Verdict(case, told(said))
    print(f"{key}: {case.what}\n  truth: {case.truth}\n  said:  {verdict.told}\n  misses: {verdict.misses}")
    for step in said.report.steps:
        print(f"  {step}")
    for one in said.report.evidence:
        refused = f"{one.refused.value} {one.rule} {one.detail}" if one.refused else ""
        left = f"open: {one.open.value} {one.detail}" if one.open else ""
        print(
            f"    {one.published} {one.source.value} {one.url} {one.title[:60]!r} {one.found} {refused}{left}"
        )
    if save:
        _save(save, [one for one in asked if one[0].startswith(addresses[key])])
    return bool(verdict.misses)


def main() -> int:
    options = _arguments()
    found = groups(options.family)
    if options.site:
        chosen = [group for group in found if any(case.key == options.site for case in group.cases)]
        if not chosen:
            print(f"no site is called {options.site}", file=sys.stderr)
            return 2
        return asyncio.run(_one(chosen[0], options.site, options.save))
    measured = _measured(found)
    known, day = causes(), datetime.now(UTC).date()
    if options.json:
        print(json.dumps(as_json(measured, known, version(), day), indent=1))
    else:
        _tell(Console(), measured)
        if not options.family:
            DOCUMENT.write_text(document(measured, known, version(), day), "utf-8")
            print(f"written: {DOCUMENT.relative_to(ROOT)}")
    return 1 if any(verdict.falsely_aktif for verdict in measured.exporter) else 0


if __name__ == "__main__":
    sys.exit(main())
