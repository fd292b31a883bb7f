"""The Dockerfile: two stages, no root, and nothing copied that is not there or is kept from the build."""

from __future__ import annotations

import json
import re

import pytest
from deployed import ROOT, compose, settings

from opd_exporter.commands.arguments import parser
from opd_exporter.config.file import load

TEXT = (ROOT / "Dockerfile").read_text("utf-8")
INSTRUCTIONS = [
    (line.split(None, 1)[0], re.sub(r"\s+", " ", line.split(None, 1)[1]))
    for line in re.sub(r"\\\n", " ", re.sub(r"^#.*\n", "", TEXT, flags=re.M)).splitlines()
    if line.strip()
]
EXPORTER = compose(settings())["services"]["exporter"]


def values(name: str) -> list[str]:
    return [value for instruction, value in INSTRUCTIONS if instruction == name]


def copied() -> list[str]:
    return [source for value in values("COPY") if "--from" not in value for source in value.split()[:-1]]


def test_it_is_built_in_one_stage_and_run_in_another_of_the_same_base() -> None:
    build, run = values("FROM")
    assert build == f"{run} AS build"
    assert re.fullmatch(r"python:3\.\d+-slim-\w+(@sha256:[0-9a-f]{64})?", run)
    assert "--from=build" in " ".join(values("COPY"))


def test_only_known_instructions_are_used_and_every_package_has_a_hash() -> None:
    known = {
        "FROM",
        "ARG",
        "ENV",
        "WORKDIR",
        "RUN",
        "COPY",
        "USER",
        "EXPOSE",
        "HEALTHCHECK",
        "ENTRYPOINT",
        "CMD",
    }
    assert {name for name, _ in INSTRUCTIONS} <= known
    for run in values("RUN"):
        for install in re.findall(r"pip (?:--python \S+ )?install[^&]*", run):
            assert "--require-hashes" in install or install.strip().endswith("--no-deps /wheel/*.whl")


def test_the_extra_that_prints_has_its_packages_and_what_they_want_of_the_system() -> None:
    """Empty it changes nothing; compose hands on what .env says."""
    assert values("ARG") == ["EXTRA=", "EXTRA="]
    told = " ".join(values("RUN"))
    assert "requirements${EXTRA:+-$EXTRA}.txt" in told
    assert '[ "$EXTRA" != rapat ] ||' in told
    assert {"requirements.txt", "requirements-rapat.txt"} <= set(copied())
    built = compose(settings() | {"OPD_IMAGE_EXTRA": "rapat"})["services"]["exporter"]["build"]
    assert built["args"] == {"EXTRA": "rapat"}


@pytest.mark.parametrize("source", copied())
def test_what_is_copied_is_there_and_let_through(source: str) -> None:
    assert (ROOT / source).exists()
    assert f"!{source}" in (ROOT / ".dockerignore").read_text("utf-8").splitlines()


def test_nothing_is_let_through_that_is_not_copied() -> None:
    lines = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    assert "*" in lines
    assert {line[1:] for line in lines if line.startswith("!")} == set(copied())


def test_it_runs_as_the_user_that_compose_names_and_owns_its_data() -> None:
    assert values("USER") == [EXPORTER["user"]]
    uid, gid = EXPORTER["user"].split(":")
    options = parser().parse_args(EXPORTER["command"])
    assert f"install -d -o {uid} -g {gid} -m 0750 {options.data_dir}" in " ".join(values("RUN"))


def test_it_starts_as_compose_starts_it_and_says_whether_it_is_well() -> None:
    (command,), (entry,) = values("CMD"), values("ENTRYPOINT")
    assert json.loads(entry) == ["opd-exporter"]
    secret = ["--letters-token-file", "/run/secrets/letters_token"]  # there is none without compose
    assert [*json.loads(command), *secret] == EXPORTER["command"]
    options = parser().parse_args(json.loads(command))
    assert load(ROOT / "config" / options.config.name).sites
    (health,) = values("HEALTHCHECK")
    assert ["CMD", *json.loads(health.partition(" CMD ")[2])] == EXPORTER["healthcheck"]["test"]
