"""Of all rules those that a scenario asks for, and what these read: promtool reckons each rule of its files at each step, half of
it spent before the rule has found anything, and no other rule can change an answer.

A name in a text is looked for as it stands there, in whatever place, so that nothing that is read is left out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

Rule = dict[str, Any]
Group = dict[str, Any]
Test = dict[str, Any]
SELECTOR = re.compile(r'([a-zA-Z_:][\w:]*)(?:\{((?:[^"{}]|"(?:[^"\\]|\\.)*")*)\})?')
MATCHER = re.compile(r'(\w+)(=~|!~|!=|=)"((?:[^"\\]|\\.)*)"')
OF_ALERTS = {"ALERTS", "ALERTS_FOR_STATE"}


@cache
def groups(file: Path) -> Sequence[Group]:
    """The groups of a file of rules."""
    found: Sequence[Group] = yaml.load(file.read_text("utf-8"), yaml.CSafeLoader)["groups"]
    return found


def asked_by(tests: Iterable[Test]) -> tuple[list[str], set[str]]:
    """The expressions that entries of a promtool file ask for, and the alerts whose texts they tell."""
    expressions, told = list[str](), set[str]()
    for test in tests:
        expressions += [one["expr"] for one in test.get("promql_expr_test", ())]
        for one in test.get("alert_rule_test", ()):
            expressions.append(f'ALERTS{{alertname="{one["alertname"]}"}}')
            if one["exp_alerts"]:
                told.add(one["alertname"])
    return expressions, told


def needed(every: Iterable[Group], expressions: Iterable[str], told: Collection[str] = ()) -> list[Group]:
    """The groups with the rules on which these expressions rest, in their order; alerts that are not ``told`` without their
    texts."""
    every = list(every)
    recorded: dict[str, list[Rule]] = {}
    for group in every:
        for rule in group["rules"]:
            for name in OF_ALERTS if "alert" in rule else (rule["record"],):
                recorded.setdefault(name, []).append(rule)
    kept: dict[int, Rule] = {}
    texts = list(expressions)
    while texts:
        for name, matchers in _selectors(texts.pop()):
            for rule in recorded.get(name, ()):
                if id(rule) in kept or not _may_be(rule, matchers):
                    continue
                if rule.get("alert") in told:
                    texts += rule["annotations"].values()
                    kept[id(rule)] = rule
                else:
                    kept[id(rule)] = {key: value for key, value in rule.items() if key != "annotations"}
                texts.append(rule["expr"])
    found = (
        {**group, "rules": [kept[id(rule)] for rule in group["rules"] if id(rule) in kept]} for group in every
    )
    return [group for group in found if group["rules"]]


def _may_be(rule: Rule, matchers: Iterable[tuple[str, str, str]]) -> bool:
    """Whether the labels of what this rule records do not exclude what is wanted of them."""
    labels: Mapping[str, str] = rule.get("labels", {})
    if "alert" in rule:
        labels = {**labels, "alertname": rule["alert"]}
    return all(_holds(sign, value, labels[label]) for label, sign, value in matchers if label in labels)


@cache
def _selectors(text: str) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Every name in the text, with what it wants of labels."""
    return [(name, MATCHER.findall(inside)) for name, inside in SELECTOR.findall(text)]


def _holds(sign: str, wanted: str, value: str) -> bool:
    same = re.fullmatch(wanted, value) is not None if "~" in sign else wanted == value
    return same != sign.startswith("!")
