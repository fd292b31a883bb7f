"""Scenarios too long to write by hand: what each site's pulls found, step by step, as promtool wants it."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from needed import Group, asked_by, groups, needed
from promtool import RULES, promtool

from opd_exporter.domain.vocabulary import Reason
from opd_exporter.views.wording import MENDS

Look = Mapping[str, float]
"""What one pull found: a series such as ``opd_site_up`` or ``opd_site_failure{reason="dns"}`` and its value."""
UP: Look = {"opd_site_up": 1, 'opd_site_freshness_state{state="measured"}': 1}
KOTA = "Kota Serang"
THRESHOLDS = {"aktif": 90.0, "kurang_aktif": 180.0, "unusable_grace": 7.0}


def _words(reason: Reason) -> str:
    return f'alasan="{reason.text}", hubungi="{MENDS[reason]}"'


def down(since: float, reason: str = "timeout") -> Look:
    """A pull that found the site down since that second."""
    return {
        **UP,
        "opd_site_up": 0,
        "opd_site_unusable_since_timestamp_seconds": since,
        f'opd_site_failure{{reason="{reason}"}}': 1,
        f'opd_site_down_reason_timestamp_seconds{{reason="{reason}", {_words(Reason(reason))}}}': since,
    }


def notation(values: Iterable[float | None]) -> str:
    """Values in promtool's short form; what ends is marked stale, as a pull that lacks a series does."""
    written: list[str] = []
    there = False
    for value, run in groupby(values):
        count = len(list(run))
        if value is not None:
            written.append(f"{value!r}x{count - 1}" if count > 1 else f"{value!r}")
        else:
            if there:
                written.append("stale")
                count -= 1
            if count:
                written.append(f"_x{count}")
        there = value is not None
    return " ".join(written)


def labelled(name: str, labels: Mapping[str, str]) -> str:
    """The series with more labels."""
    name, _, inner = name.partition("{")
    more = [f"{key}={json.dumps(value, ensure_ascii=False)}" for key, value in labels.items()]
    return f"{name}{{{', '.join([*filter(None, [inner.rstrip('}')]), *more])}}}"


def site(labels: Mapping[str, str], looks: Sequence[Look | None]) -> list[dict[str, str]]:
    """The series of one site of ``KOTA`` (or of the city, in the job that the labels say); None where the exporter did
    not answer."""
    labels = {"job": "opd-site", "kota": KOTA, **labels}
    names = {name: None for look in looks if look for name in look}
    rows = [("up", [0 if look is None else 1 for look in looks], labels)]
    rows += [(name, [look.get(name) if look else None for look in looks], labels) for name in names]
    return [{"series": labelled(name, given), "values": notation(values)} for name, values, given in rows]


def exporter(
    answers: Sequence[bool],
    kota: str = KOTA,
    thresholds: Mapping[str, float] = THRESHOLDS,
    **more: str,
) -> list[dict[str, str]]:
    """A city's exporter's own series; ``more``: its other labels, such as its ``instance``."""
    target = {"job": "opd-exporter", **more}
    rows = [{"series": labelled("up", target), "values": notation([int(answer) for answer in answers])}]
    for name, days in thresholds.items():
        series = labelled("opd_threshold_days", {**target, "kota": kota, "threshold": name})
        rows.append({"series": series, "values": notation([days if answer else None for answer in answers])})
    return rows


def run(
    series: list[dict[str, str]],
    expected: Mapping[str, Any],
    interval: str = "1m",
    *,
    every_rule: bool = False,
) -> None:
    """Have promtool reckon the rules that are asked for, or all (without texts), over the series, each ``interval``, and compare with
    ``expected`` (``promql_expr_test`` and ``alert_rule_test`` as in its files)."""
    test = {"interval": interval, "input_series": series, **expected}
    scenario = {"evaluation_interval": interval, "group_eval_order": GROUPS, "tests": [test]}
    rules = needed(EVERY, [*RECORDED, "ALERTS"]) if every_rule else needed(EVERY, *asked_by([test]))
    reckon([(rules, json.dumps({"rule_files": [RULES_FILE], **scenario}))])


def wrong_in(series: list[dict[str, str]], expected: Mapping[str, Any], interval: str = "1m") -> str:
    """What promtool finds otherwise than is expected: for stories of many cities that are reckoned together."""
    try:
        run(series, expected, interval)
    except AssertionError as error:
        return str(error)
    return ""


def reckon(scenarios: Iterable[tuple[Sequence[Group], str]]) -> None:
    """Have promtool go through scenarios: each its rules and its text, in which they are the file ``RULES_FILE``."""
    with tempfile.TemporaryDirectory() as folder:
        written = []
        for number, (rules, text) in enumerate(scenarios):
            own = Path(folder) / f"{number}"
            own.mkdir()
            (own / RULES_FILE).write_text(json.dumps({"groups": rules}), "utf-8")
            written.append(own / "scenario.yml")
            written[-1].write_text(text, "utf-8")
        said = promtool("test", "rules", *written)
    assert said.count("SUCCESS") == len(written), said


EVERY = [group for file in RULES for group in groups(file)]
RECORDED = {rule["record"] for group in EVERY for rule in group["rules"] if "record" in rule}
RULES_FILE = "rules.yml"
GROUPS = [
    "opd-status",
    "opd-kept",
    "opd-sites",
    "opd-sites-seldom",
    "opd-hourly",
    "opd-known",
    "opd-alerts-sites",
    "opd-alerts-certificates",
    "opd-alerts-letters",
    "opd-alerts-posts",
    "opd-alerts-monitor",
    "opd-alerts-monitor-seldom",
    "opd_wall_kept",
    "opd_wall",
]
