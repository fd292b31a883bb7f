"""The rule files: promtool is content with them, and with what its unit tests say of them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml
from needed import asked_by, groups, needed
from promtool import PROMETHEUS, RULES, TESTS, promtool
from scenario import EVERY as GROUPS
from scenario import RECORDED, RULES_FILE, reckon

from opd_exporter.domain.config import Config, ProbeSettings, Thresholds
from opd_exporter.views.exporter_metrics import ExporterMetrics
from opd_exporter.views.site_metrics import SITE_METRICS

CONFIG = Config("Kota Serang", ZoneInfo("Asia/Jakarta"), Thresholds(), ProbeSettings(), ())
DOCUMENTED = (PROMETHEUS.parent / "docs" / "rules.md").read_text("utf-8")
EVERY = [rule for group in GROUPS for rule in group["rules"]]


def test_promtool_finds_every_rule_well_formed() -> None:
    said = promtool("check", "rules", *RULES)
    assert said.count("SUCCESS") == len(RULES)


@pytest.mark.parametrize("file", TESTS, ids=lambda file: file.stem)
def test_the_scenarios_come_out_as_they_say(file: Path) -> None:
    """Each entry of the file, with the rules that it asks for."""
    head, *entries = re.split(r"^(?=  - name: )", file.read_text("utf-8"), flags=re.M)
    (named,) = re.findall(r"^rule_files: .*$", head, re.M)
    files = {found for name in yaml.safe_load(named)["rule_files"] for found in file.parent.glob(name)}
    rules = [group for found in sorted(files) for group in groups(found)]
    texts = [head.replace(named, f"rule_files: [{RULES_FILE}]") + entry for entry in entries]
    reckon([(needed(rules, *asked_by(yaml.safe_load(text)["tests"])), text) for text in texts])


def test_only_what_may_come_late_has_an_interval_of_its_own() -> None:
    """All else goes by Prometheus' own: what tells of a fault, and what is read as it is now. What a board or another rule asks
    for without a window comes each four minutes at most, since Prometheus shows a sample for five."""
    own = {group["name"]: group["interval"] for group in GROUPS if "interval" in group}
    assert own == {
        **dict.fromkeys(
            ("opd-alerts-certificates", "opd-alerts-posts", "opd-alerts-monitor-seldom", "opd-sites-seldom"),
            "4m",
        ),
        **dict.fromkeys(("opd-alerts-letters", "opd-kept", "opd_wall_kept"), "10m"),
        "opd-hourly": "1h",
    }


def test_every_metric_that_a_rule_names_is_exported_or_recorded() -> None:
    metrics = ExporterMetrics()
    metrics.city(CONFIG, datetime.now(UTC))
    exported = {*SITE_METRICS, *re.findall(r"^(opd_\w+)", metrics.exposed().decode(), re.M)}
    for rule in EVERY:
        text = " ".join([rule["expr"], *rule.get("annotations", {}).values()])
        named = set(re.findall(r"\bopd[_:][a-z0-9_:]*[a-z0-9]\b(?=[{\[\s)])", f"{text} "))
        assert named <= exported | RECORDED


SITE_METRIC = re.compile(r"\bopd_site_\w+(?!\w)(?!\{job=\"opd-site\")")
EXPORTER_METRIC = re.compile(
    r"\bopd_(?:threshold_days|timezone|exporter_\w+)(?!\w)(?!\{job=\"opd-exporter\")"
)
PULLED = re.compile(r'(?<![:\w])(?:up|scrape_\w+|process_\w+)(?!\w)(?!\{job="opd-(?:site|exporter)")')
BY_KEY = re.compile(r"(?:on|by|ignoring) \((?=[^()]*\bopd\b)(?![^()]*\bkota\b)[^()]*\)")
LOOKED_UP = re.compile(r"\{opd=%q")


@pytest.mark.parametrize("strange", [SITE_METRIC, EXPORTER_METRIC, PULLED, BY_KEY, LOOKED_UP])
def test_a_site_is_its_city_and_key_within_the_two_jobs_in_every_rule(strange: re.Pattern[str]) -> None:
    texts = [text for rule in EVERY for text in (rule["expr"], *rule.get("annotations", {}).values())]
    assert [found[0] for text in texts for found in strange.finditer(text)] == []


def test_what_is_recorded_is_documented_and_the_other_way_round() -> None:
    named = set(re.findall(r"`(opd:[\w:*]+)", DOCUMENTED))
    assert {one for one in named if "*" not in one} <= RECORDED
    assert [one for one in RECORDED if not any(fnmatchcase(one, pattern) for pattern in named)] == []


def test_the_files_of_rules_are_documented() -> None:
    assert set(re.findall(r"`([\w-]+\.yml)`", DOCUMENTED.partition("## Recorded")[0])) == {
        file.name for file in RULES
    }
