"""The house in order: what is pinned is what is declared and documented, and the package holds its data."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
RUNTIME = PROJECT["project"]["dependencies"]
DEV = PROJECT["project"]["optional-dependencies"]["dev"]
RAPAT = PROJECT["project"]["optional-dependencies"]["rapat"]
BUILD = PROJECT["build-system"]["requires"]
PINNED = {
    "requirements.txt": RUNTIME,
    "requirements-dev.txt": [*RUNTIME, *DEV, *RAPAT],
    "requirements-rapat.txt": [*RUNTIME, *RAPAT],
    "requirements-build.txt": BUILD,
}


def normal(requirement: str) -> str:
    """The name in a requirement, as PEP 503 compares names."""
    return re.sub(r"[-_.]+", "-", re.split(r"[^A-Za-z0-9._-]", requirement)[0]).lower()


def pins(file: str) -> dict[str, str]:
    """Each requirement of a pinned file, continued lines joined, by its name."""
    text = (ROOT / file).read_text("utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    return {normal(line): line for line in lines}


@pytest.mark.parametrize("file", PINNED)
def test_every_pin_is_one_version_with_hashes_and_nothing_says_where_it_comes_from(file: str) -> None:
    for name, line in pins(file).items():
        assert re.match(r"[a-z0-9-]+==\S+( ;[^#]*?)?( +--hash=sha256:[0-9a-f]{64})+ *$", line), name
    assert not re.search(
        r"https?:|//|--(extra-)?index|--find-links|--trusted", (ROOT / file).read_text("utf-8")
    )


@pytest.mark.parametrize(("file", "declared"), PINNED.items())
def test_all_that_is_declared_is_pinned(file: str, declared: list[str]) -> None:
    assert {normal(one) for one in declared} <= pins(file).keys()


def test_what_is_pinned_comes_from_a_declared_dependency() -> None:
    """The pins' own notes say which of them the project asks for itself."""
    text = (ROOT / "requirements.txt").read_text("utf-8")
    asked, name = set(), ""
    for line in text.splitlines():
        if match := re.match(r"([a-z0-9-]+)==", line):
            name = match[1]
        elif "opd-exporter (pyproject.toml)" in line:
            asked.add(name)
    assert asked == {normal(one) for one in RUNTIME}


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-rapat.txt"])
def test_runtime_and_development_run_the_same_versions(file: str) -> None:
    def versions(file: str) -> dict[str, str]:
        return {name: line.split()[0] for name, line in pins(file).items()}

    development = versions("requirements-dev.txt")
    assert {name: development.get(name) for name in pins(file)} == versions(file)


@pytest.mark.parametrize("name", sorted({normal(one) for one in (*RUNTIME, *DEV, *RAPAT, *BUILD)}))
def test_each_dependency_is_documented(name: str) -> None:
    rows = (ROOT / "docs/dependencies.md").read_text("utf-8").splitlines()
    cells = [row.split("|")[1] for row in rows if row.startswith("| ")]
    assert name in {normal(one.strip()) for cell in cells for one in cell.split(",")}


def imported(file: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


def test_each_library_the_code_imports_is_declared() -> None:
    distribution = {"yaml": "pyyaml", "markdown_it": "markdown-it-py"}
    names = set().union(*(imported(file) for file in (ROOT / "exporter").rglob("*.py")))
    others = names - sys.stdlib_module_names - {"opd_exporter"}
    assert {normal(distribution.get(name, name)) for name in others} <= {
        normal(one) for one in (*RUNTIME, *RAPAT)
    }


def test_what_an_extra_brings_is_imported_only_when_it_is_asked_for() -> None:
    """The exporter starts without it."""
    for file in (ROOT / "exporter").rglob("*.py"):
        at_once = (node for node in ast.parse(file.read_text("utf-8")).body)
        names = {
            name.split(".")[0]
            for node in at_once
            if isinstance(node, ast.Import | ast.ImportFrom)
            for name in (
                [node.module or ""] if isinstance(node, ast.ImportFrom) else [one.name for one in node.names]
            )
        }
        assert not names & {normal(one) for one in RAPAT}, file


def test_the_wheel_holds_every_file_that_the_code_reads(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        (source / name).write_bytes((ROOT / name).read_bytes())
    wanted = set()
    for file in (ROOT / "exporter/opd_exporter").rglob("*"):
        if file.is_file() and "__pycache__" not in file.parts:
            inside = file.relative_to(ROOT)
            (source / inside).parent.mkdir(parents=True, exist_ok=True)
            (source / inside).write_bytes(file.read_bytes())
            wanted.add(file.relative_to(ROOT / "exporter").as_posix())
    built = subprocess.run(
        [
            *(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-index"),
            *("--no-build-isolation", "--wheel-dir", str(tmp_path), str(source)),
        ],
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    (wheel,) = tmp_path.glob("*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    assert wanted <= held, sorted(wanted - held)
    assert any(name.endswith("licenses/LICENSE") for name in held)
