"""What was measured, as a document (docs/accuracy.md) and as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from eval.causes import Cause, cause_of
from eval.judge import Verdict
from eval.measure import Measured
from eval.model import MOMENT
from eval.scores import Share, cms, scores

INTRO = """# How right it is

Written by `make eval` on {day} for {version}. Do not edit: remarks on misses stand in `tests/eval/causes.yml`.

{sites} sites of {systems} systems and layouts, each with a truth of its own, are served on loopback and looked at by the engine as it is,
with its readers in their processes, at a moment that the program takes for now ({moment:%Y-%m-%d}, or the site's own). Everything in
them is invented. No figure here is about a real city: sites of one template are alike, so the true uncertainty is wider than
the intervals (Wilson, 95 %), which take them for independent. What an engine is made on, it gets right; the half *measured* is
drawn by a hash of a site's name, and no rule should be made on its sites.

| family | sites | what it is |
|---|---|---|
{families}
"""
FAMILIES = {
    "city": "the simulated city of `make demo`",
    "cases": "`tests/cases/*.yml`: kinds of faults found on real software and pages, looked at over days",
    "news": "`tests/engine/search/`: structures of list, feed and article",
    "lives": "sites of the [simulated years](years.md), frozen at a moment, looked at once",
    "made": "`tests/eval/`: every system living, kurang aktif, dead, empty, undated, refused; traps alone and mixed; pages that are no site",
}
WORDS = """## Words

* **status right**: one that a careful reader may say. **unknown**: *tidak terukur* where such a reader would know. **wrong**: another.
* **day exact**: the day of the last post is the true one; sites that may be left open, and are, do not count.
* **nothing claimed where there is nothing**: no last post is told of a site without own, datable posts.
* **CMS**: precision of what is named (not `lain`), recall of what has a name; once more with generator tags and headers taken out
  of every page and feed. Systems that nothing else gives away are counted as missed.
* **beside it**, over the same pages: the newest entry of the advertised feed (or `/feed`); htmldate, fast, on the front page;
  trafilatura's metadata of the page behind the first link of four words or more. None of them tells reasons, spam or systems.
"""


def percent(one: Share) -> str:
    """``98.4 % (183 of 186; 95.4-99.5)``."""
    if not one.of:
        return "-"
    low, high = (f"{100 * end:.1f}" for end in one.interval)
    return f"{100 * one.hits / one.of:.1f} % ({one.hits} of {one.of}; {low}-{high})"


def table(columns: dict[str, Sequence[Verdict]]) -> str:
    """The shares of several sets of sites, a column each."""
    found = {name: scores(verdicts) for name, verdicts in columns.items()}
    head = "| | " + " | ".join(f"{name} ({len(columns[name])})" for name in columns) + " |"
    rows = [
        f"| {what} | " + " | ".join(percent(found[name][what]) for name in columns) + " |"
        for what in next(iter(found.values()))
    ]
    return "\n".join([head, "|---" * (len(columns) + 1) + "|", *rows])


def _by(
    verdicts: Sequence[Verdict], name_of: Callable[[Verdict], str], names: Iterable[str]
) -> dict[str, list[Verdict]]:
    return {name: found for name in names if (found := [v for v in verdicts if name_of(v) == name])}


def _beside(measured: Measured) -> str:
    columns = {"exporter": measured.exporter, **measured.beside}
    kept = ("status", "falsely", "day", "nothing", "|---", "| |")
    lines = table(columns).splitlines()
    return "\n".join(
        [line for line in lines if line.startswith(tuple(f"| {one}" for one in kept[:4]) + kept[4:])]
    )


def _cms(measured: Measured) -> str:
    rows = []
    for name, verdicts in (("with generator tags", measured.exporter), ("without", measured.nameless)):
        for half in ("all", "tuning", "measured"):
            told = cms([v for v in verdicts if half in ("all", v.case.half)])
            rows.append(f"| {name}, {half} | {percent(told['precision'])} | {percent(told['recall'])} |")
    return "\n".join(["| | precision | recall |", "|---|---|---|", *rows])


def _clean(text: str) -> str:
    return text.replace("|", "/").replace("\n", " ")


@dataclass(frozen=True)
class Miss:
    """A site that something was said wrongly of."""

    verdict: Verdict
    what: tuple[str, ...]
    cause: Cause | None


def misses(measured: Measured, known: list[Cause]) -> list[Miss]:
    """All of them, falsely aktif first; systems that only a generator tag gave away last."""
    found = [Miss(v, tuple(v.misses), cause_of(v.case.key, known)) for v in measured.exporter if v.misses]
    found.sort(key=lambda miss: (not miss.verdict.falsely_aktif, miss.verdict.status, miss.verdict.case.key))
    shown = {miss.verdict.case.key for miss in found}
    for v in measured.nameless:
        if v.cms is False and v.told.up and v.case.key not in shown:
            what = f"without generator tag: cms {v.told.cms}, not {v.truth.cms}"
            found.append(Miss(v, (what,), cause_of(f"nameless {v.case.key}", known)))
    return found


def _row(miss: Miss) -> str:
    case = miss.verdict.case
    why = miss.cause.name if miss.cause else "not looked into"
    cells = (f"`{case.key}`", case.half, "; ".join(miss.what), miss.verdict.told.evidence, why)
    return "| " + " | ".join(_clean(cell) for cell in cells) + " |"


def _causes(found: list[Miss], known: list[Cause]) -> str:
    counts = {one.name: sum(miss.cause is one for miss in found) for one in known}
    return "\n".join(
        f"* **{one.name}** ({counts[one.name]} sites): {one.why}" for one in known if counts[one.name]
    )


def document(measured: Measured, known: list[Cause], version: str, day: date) -> str:
    """The whole of docs/accuracy.md."""
    verdicts = measured.exporter
    systems = {(v.case.family, v.case.system) for v in verdicts}
    rows = [
        f"| {name} | {len(found)} | {FAMILIES[name]} |"
        for name, found in _by(verdicts, lambda v: v.case.family, FAMILIES).items()
    ]
    intro = INTRO.format(
        day=day,
        version=version,
        sites=len(verdicts),
        systems=len(systems),
        moment=MOMENT,
        families="\n".join(rows),
    )
    found = misses(measured, known)
    halves = _by(verdicts, lambda v: v.case.half, ("tuning", "measured"))
    listed = "\n".join(
        ["| site | half | what | evidence | cause |", "|---|---|---|---|---|", *map(_row, found)]
    )
    parts = [
        intro,
        "## The exporter\n",
        table({"all": verdicts, **halves}) + "\n",
        "## By family\n",
        table(_by(verdicts, lambda v: v.case.family, FAMILIES)) + "\n",
        "## CMS\n",
        _cms(measured) + "\n",
        "## Beside simple readers\n",
        _beside(measured) + "\n",
        WORDS,
        f"## Misses\n\n{len(found)} sites of which something was said that a careful reader would not say.\n",
        listed + "\n",
        "### Causes\n",
        _causes(found, known),
    ]
    return "\n".join(parts).rstrip() + "\n"


def as_json(measured: Measured, known: list[Cause], version: str, day: date) -> dict[str, object]:
    """The same for programs."""

    def shares(verdicts: Sequence[Verdict]) -> dict[str, object]:
        return {
            name: {"hits": one.hits, "of": one.of, "interval": [round(end, 4) for end in one.interval]}
            for name, one in scores(verdicts).items()
        }

    def systems(verdicts: Sequence[Verdict]) -> dict[str, object]:
        return {name: {"hits": one.hits, "of": one.of} for name, one in cms(verdicts).items()}

    return {
        "date": str(day),
        "version": version,
        "sites": len(measured.exporter),
        "exporter": {
            "all": shares(measured.exporter),
            **{
                half: shares([v for v in measured.exporter if v.case.half == half])
                for half in ("tuning", "measured")
            },
        },
        "beside": {name: shares(verdicts) for name, verdicts in measured.beside.items()},
        "cms": {"with generator": systems(measured.exporter), "without": systems(measured.nameless)},
        "misses": [
            {
                "site": miss.verdict.case.key,
                "half": miss.verdict.case.half,
                "what": list(miss.what),
                "evidence": miss.verdict.told.evidence,
                "cause": miss.cause.name if miss.cause else None,
            }
            for miss in misses(measured, known)
        ],
    }
