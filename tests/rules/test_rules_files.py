"""The rule files: promtool is content with them, and with what its unit tests say of them."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from promtool import RULES, TESTS, promtool


def test_promtool_finds_every_rule_well_formed() -> None:
    said = promtool("check", "rules", *RULES)
    assert said.count("SUCCESS") == len(RULES)


@pytest.mark.parametrize("file", TESTS, ids=lambda file: file.stem)
def test_the_scenarios_come_out_as_they_say(file: Path) -> None:
    assert "SUCCESS" in promtool("test", "rules", file)


def test_no_group_has_an_interval_of_its_own() -> None:
    """It would evaluate on its own clock, and make the scenarios take minutes."""
    for file in RULES:
        for group in yaml.safe_load(file.read_text())["groups"]:
            assert "interval" not in group, f"{file.name}: {group['name']}"
