"""Data of the judges: what YAML silently makes something else of is refused."""

from __future__ import annotations

import pytest
import yaml

from opd_exporter.judges.rule_files import read_rules, strings


@pytest.mark.parametrize("text", ["no", "on", "2024", "12:30", "1.5", "~", "2024-12-03", "[a]", "''", "' '"])
def test_what_is_no_text_is_refused_by_name(text: str) -> None:
    with pytest.raises(ValueError, match=r"words\.yml: words: .*put it in quotes"):
        strings(yaml.safe_load(f"words: [slot, {text}]"), "words", "words.yml")


def test_what_is_no_list_is_refused() -> None:
    with pytest.raises(ValueError, match="not a list"):
        strings({"words": "slot"}, "words", "words.yml")


def test_quoted_words_are_kept_and_absent_lists_are_empty() -> None:
    entry = yaml.safe_load('words: [slot, "no", "2024"]')
    assert strings(entry, "words", "") == ("slot", "no", "2024")
    assert strings(entry, "other", "") == ()


@pytest.mark.parametrize(("room", "name"), [("judges.non_site", "rules.yml"), ("judges.spam", "words.yml")])
def test_the_files_of_the_judges_are_mappings_of_short_lines(room: str, name: str) -> None:
    assert read_rules(room, name)
