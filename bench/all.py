"""All that `make bench` measures, one after another, printed as it goes; at the end what is wanted and what was measured.

    .venv/bin/python bench/all.py [SITES ...]

``SITES``: how many stand in each of its provinces. A measurement that ends with an error is told and stops no other."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
SITES = ("32", "500", "2000", "10000")
MANY = 5000
"""From so many sites on a round takes two minutes, and four exporters share them."""

WANTED = {
    "a pull, 304, kept and TLS": ("0.7x, 1.1x", "pull", r"^304-\w+ +\S+ +\S+ +(\S+)", "x"),
    "the same bytes": ("0.9x, 1.1x", "pull", r"^same-\w+ +\S+ +\S+ +(\S+)", "x"),
    "a counter and tokens changed": ("1.0x, 1.1x", "pull", r"^counter-\w+ +\S+ +\S+ +(\S+)", "x"),
    "other news": ("20 ms", "pull", r"^changed-\w+ +(\S+)", " ms"),
    "a first look, median and nine of ten": ("25, 50 ms", "looks", r"^a first look, .* (\S+)$", " ms"),
    "573 links": ("80 ms", "looks", r"^573 links +(\S+)", " ms"),
    "memory of 32 sites, all processes": ("120 MiB", "cost", r"^with 32 sites: .*, (\d+) MiB", " MiB"),
    "rules, 2,000 sites": ("2 s a minute", "rules", r"^ *(\S+) s of CPU a minute", " s"),
    "2,000 sites, refused in each round": ("none after the first", "2000", r"^round \d: (.*);", ""),
    "2,000 sites, p99 of each round": ("5 s after the first", "2000", r"^round \d: .* p99 (\S+) s", " s"),
    "2,000 sites, memory": ("400 MiB", "2000", r", (\d+) MiB \(PSS\)", " MiB"),
    "ready, 32 sites": ("0.5 s", "32", r"^ready after (\S+) s, nothing", " s"),
    "ready, 2,000 sites": ("2 s", "2000", r"^ready after (\S+) s, nothing", " s"),
}
"""What is told at the end -> what is wanted, which measurement prints it, how, and its unit."""


def measurements(provinces: list[str]) -> dict[str, list[str]]:
    """Each one's name, and its script with its words."""
    rules = {"rules": ["rules.py"]} if shutil.which("promtool") else {}
    many = ["--interval", "120", "--exporters", "4"]
    return {
        "pull": ["pull.py"],
        "cost": ["cost.py"],
        "looks": ["looks.py"],
        **rules,
        "worst pages": ["worst_pages.py"],
        **{
            sites: ["province.py", "--sites", sites, *(many if int(sites) >= MANY else [])]
            for sites in provinces
        },
    }


def measured(name: str, words: list[str]) -> tuple[str, bool]:
    """What one prints, shown as it comes; and whether it came to its end."""
    print(f"\n== {name}: bench/{' '.join(words)}", flush=True)
    began, told = time.monotonic(), list[str]()
    command = [sys.executable, "-u", str(HERE / words[0]), *words[1:]]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout
        while letters := program.stdout.read(1):
            told.append(letters)
            sys.stdout.write(letters)
            sys.stdout.flush()
    print(f"== {name}: {(time.monotonic() - began) / 60:.1f} minutes", flush=True)
    return "".join(told), program.returncode == 0


def refused(answers: str) -> str:
    """Of what a round counted, what was not answered."""
    return " and ".join(re.findall(r"\d+ (?!up|down)[^,;]+", answers)) or "none"


def table(told: dict[str, str]) -> str:
    """What is wanted, and what was measured."""
    rows = ["| | wanted | measured |", "|---|---|---|"]
    for row, (wanted, name, pattern, unit) in WANTED.items():
        found = re.findall(pattern, told.get(name, ""), re.M)
        values = [value if unit else refused(value) for value in found]
        each = [f"{value}x" for value in values] if unit == "x" else values
        rows.append(f"| {row} | {wanted} | {', '.join(each) + unit.strip('x') if each else 'not measured'} |")
    return "\n".join(rows)


def main(provinces: list[str]) -> int:
    """The command; 1 when one of them did not come to its end."""
    told, broken = dict[str, str](), list[str]()
    for name, words in measurements(provinces).items():
        told[name], well = measured(name, words)
        broken += [] if well else [name]
    print(f"\n{table(told)}\n" + "".join(f"\nnot to its end: {name}" for name in broken))
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or list(SITES)))
