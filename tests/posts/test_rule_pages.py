"""Each rule with a page on which it fires and a page on which it must not."""

from __future__ import annotations

import re

import pytest
from rule_pages import HERE, RulePage, lines, pages

from opd_exporter.domain.candidate import COPY_RULES
from opd_exporter.posts import candidate_rules
from opd_exporter.posts.candidate_rules import RULES, Rule

PAGES = pages()
FACTS = set(re.findall(r"^(\d+)\. ", (HERE.parents[1] / "docs/domain.md").read_text("utf-8"), re.M))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.rule}/{page.path.stem}")
def test_what_a_page_gives(page: RulePage) -> None:
    assert lines(page) == page.expect


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_has_a_page_for_it_and_a_page_against_it(rule: Rule) -> None:
    ends = {
        page.path.name: [line.rpartition(" | ")[2] for line in page.expect]
        for page in PAGES
        if page.rule == rule.name
    }
    fires = {name: rule.name in said for name, said in ends.items()}
    assert any(fires.values())
    assert any(not fired and {"-", "open address_alone"} & set(ends[name]) for name, fired in fires.items())
    assert all(fired is not name.startswith("against") for name, fired in fires.items())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_without_a_rule_its_pages_tell_otherwise(rule: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidate_rules, "RULES", tuple(one for one in RULES if one is not rule))
    assert any(lines(page) != page.expect for page in PAGES if page.rule == rule.name and not page.against)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_says_why_in_words_and_what_it_rests_on(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z_]+", rule.name)
    assert len(rule.reason.split()) >= 3
    assert str(rule.source) in FACTS


def test_every_page_is_of_a_rule() -> None:
    assert {page.rule for page in PAGES} <= {rule.name for rule in RULES}


def test_no_two_rules_share_a_name() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_rules_against_copies_are_rules() -> None:
    assert set(COPY_RULES) <= {rule.name for rule in RULES}
