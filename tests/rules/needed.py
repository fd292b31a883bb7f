"""Of all rules those that a scenario asks for, and what these read: promtool reckons each rule of its files at each step, half of
it spent before the rule has found anything, and no other rule can change an answer.

A name in a text is looked for as it stands there, in whatever place, so that nothing that is read is left out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

Rule = dict[str, Any]
Group = dict[str, Any]
Test = dict[str, Any]
NAMES = re.compile(r"[a-zA-Z_:][\w:]*")
ALERTS = re.compile(r"\bALERTS(?:_FOR_STATE)?\b(?:\{([^}]*)\})?")
ALERT_NAMES = re.compile(r'\balertname(=~|!~|!=|=)"([^"]*)"')


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
    left = [rule for group in every for rule in group["rules"]]
    kept: dict[int, Rule] = {}
    texts = list(expressions)
    while texts:
        text = texts.pop()
        for rule in [rule for rule in left if _reads(text, rule)]:
            left.remove(rule)
            if "alert" in rule and rule["alert"] not in told:
                kept[id(rule)] = {key: value for key, value in rule.items() if key != "annotations"}
            else:
                kept[id(rule)] = rule
            texts += [rule["expr"], *kept[id(rule)].get("annotations", {}).values()]
    found = (
        {**group, "rules": [kept[id(rule)] for rule in group["rules"] if id(rule) in kept]} for group in every
    )
    return [group for group in found if group["rules"]]


def _reads(text: str, rule: Rule) -> bool:
    if "record" in rule:
        return rule["record"] in _names(text)
    return any(
        all(_holds(sign, name, rule["alert"]) for sign, name in matchers) for matchers in _alerts(text)
    )


@cache
def _names(text: str) -> frozenset[str]:
    return frozenset(NAMES.findall(text))


@cache
def _alerts(text: str) -> list[list[tuple[str, str]]]:
    """What each selector of alerts in the text wants of their names."""
    return [ALERT_NAMES.findall(inside) for inside in ALERTS.findall(text)]


def _holds(sign: str, name: str, alert: str) -> bool:
    same = re.fullmatch(name, alert) is not None if "~" in sign else name == alert
    return same != sign.startswith("!")
