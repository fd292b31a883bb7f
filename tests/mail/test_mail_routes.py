"""Who gets which alert, asked of amtool; and that times in the configuration hang together."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from filled import SOURCE, amtool, fill, needs_amtool

RULES = SOURCE.parent / "rules"
SITE = ("opd=dinkes", "nama=Dinas Kesehatan", "singkatan=Dinkes", "kelompok=dinas")
OPERATOR = "audience=operator"

TABLE: dict[str, list[tuple[str, tuple[str, ...]]]] = {
    "OpdSiteDown": [("operators", (OPERATOR, "severity=warning", *SITE))],
    "OpdSiteDownLong": [("operators", (OPERATOR, "severity=critical", *SITE))],
    "OpdMassOutage": [("operators", (OPERATOR, "severity=critical"))],
    "OpdTlsExpiring": [
        ("operators-once", (OPERATOR, "severity=info", "days=21", *SITE)),
        ("operators-once", (OPERATOR, "severity=warning", "days=7", *SITE)),
        ("operators-once", (OPERATOR, "severity=critical", "days=1", *SITE)),
    ],
    "OpdTlsInvalid": [("operators", (OPERATOR, "severity=warning", *SITE))],
    "OpdSiteNewlyTidakAktif": [("operators-once", (OPERATOR, "severity=warning", *SITE))],
    "OpdSiteNewlyKurangAktif": [("operators-once", (OPERATOR, "severity=info", *SITE))],
    "OpdSiteNeedsPosts": [
        ("opd-admin", ("audience=opd", "severity=info", "email=admin@example.go.id", *SITE)),
    ],
    "OpdMondayList": [("operators-monday", (OPERATOR, "severity=info", "surat=tidak", *SITE))],
    "OpdOwnSiteDown": [
        ("opd-admin-now", ("audience=opd", "severity=warning", "email=a@example.go.id", *SITE))
    ],
    "OpdOwnSiteSpam": [
        ("opd-admin-now", ("audience=opd", "severity=critical", "email=a@example.go.id", *SITE))
    ],
    "OpdGamblingSpam": [("operators", (OPERATOR, "severity=critical", *SITE))],
    "OpdDefaced": [("operators", (OPERATOR, "severity=critical", *SITE))],
    "OpdNeverMeasurable": [("operators-once", (OPERATOR, "severity=info", *SITE))],
    "OpdLastPostWentBackwards": [("operators-once", (OPERATOR, "severity=warning", *SITE))],
    "OpdSitePostsGone": [("operators-once", (OPERATOR, "severity=warning", *SITE))],
    "OpdExporterDown": [("operators", (OPERATOR, "severity=critical"))],
    "OpdProbesSlow": [("operators", (OPERATOR, "severity=warning"))],
    "OpdProbesRefused": [("operators", (OPERATOR, "severity=warning"))],
    "OpdConfigReloadFailed": [("operators", (OPERATOR, "severity=warning"))],
    "OpdMemoryNotWritten": [("operators", (OPERATOR, "severity=warning"))],
    "OpdMailNotDelivered": [
        ("operators-mail-lost", (OPERATOR, "severity=warning", "job=opd-alertmanager", "integration=email"))
    ],
    "OpdWatchdog": [("watchdog", ("audience=watchdog", "severity=info"))],
    "AnAlertNobodyThoughtOf": [("operators", ())],
}
MINUTES = {"s": 1 / 60, "m": 1, "h": 60, "d": 1440}


@pytest.fixture(scope="module")
def configuration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("alertmanager"))


@pytest.fixture(scope="module")
def data(configuration: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(configuration.read_text("utf-8"))
    return loaded


@needs_amtool
@pytest.mark.parametrize(
    ("name", "receivers", "labels"),
    [(name, receivers, labels) for name, cases in TABLE.items() for receivers, labels in cases],
)
def test_every_alert_reaches_whom_it_concerns_and_nobody_else(
    name: str, receivers: str, labels: tuple[str, ...], configuration: Path
) -> None:
    done = amtool(
        *("config", "routes", "test", f"--config.file={configuration}", f"--verify.receivers={receivers}"),
        *(f"alertname={name}", *labels),
    )
    assert done.returncode == 0, done.stdout + done.stderr


def alerts() -> set[str]:
    """Those of the rules, by name."""
    groups = [
        one for file in RULES.glob("*.yml") for one in yaml.safe_load(file.read_text("utf-8"))["groups"]
    ]
    return {rule["alert"] for group in groups for rule in group["rules"] if "alert" in rule}


def test_every_alert_of_the_rules_stands_in_the_table() -> None:
    assert alerts() == set(TABLE) - {"AnAlertNobodyThoughtOf"}


def test_every_mail_is_explained_to_operators_and_no_other() -> None:
    guide = (SOURCE.parents[1] / "docs" / "panduan-surel.md").read_text("utf-8")
    assert set(re.findall(r"^\| .*\(`(\w+)`\) \|", guide, re.M)) == alerts() - {"OpdWatchdog"}


def minutes(text: str) -> float:
    return sum(float(number) * MINUTES[unit] for number, unit in re.findall(r"([\d.]+)([smhd])", text))


def routes(data: dict[str, Any]) -> list[dict[str, Any]]:
    """Every route with what it inherits."""
    inherited = {name: value for name, value in data["route"].items() if name != "routes"}
    return [inherited, *({**inherited, **route} for route in data["route"]["routes"])]


def test_a_mail_that_waits_for_office_hours_gets_its_turn_in_each_of_them(data: dict[str, Any]) -> None:
    """A group looks at the clock each group_interval; one longer than the office hours may never look within them."""
    hours = {}
    for interval in data["time_intervals"]:
        (only,) = interval["time_intervals"]
        assert only["location"] == "Asia/Jakarta"
        (times,) = only["times"]
        begin, end = (int(times[name][:2]) * 60 + int(times[name][3:]) for name in ("start_time", "end_time"))
        hours[interval["name"]] = end - begin
    waiting = [route for route in routes(data) if "active_time_intervals" in route]
    assert len(waiting) == 3
    for route in waiting:
        for name in route["active_time_intervals"]:
            assert minutes(route["group_interval"]) * 2 <= hours[name]


def test_only_alerts_that_last_for_days_wait_for_office_hours(data: dict[str, Any]) -> None:
    """What is over before Monday would never be told. Each of these lasts for six days at least, or until somebody acts."""
    waiting = [
        str(one) for route in routes(data) if "active_time_intervals" in route for one in route["matchers"]
    ]
    assert sorted(waiting) == [
        'alertname="OpdMondayList"',
        'alertname="OpdSiteNeedsPosts"',
        'alertname=~"OpdTlsExpiring|OpdNeverMeasurable"',
        'audience="opd"',
        'days!="1"',
    ]


def test_only_mails_without_an_end_wait_for_office_hours(data: dict[str, Any]) -> None:
    """An alert that ends in a muted time is dropped unseen: who was told of its beginning would never hear of the end."""
    ends = {
        one["name"]: [mail["send_resolved"] for mail in one.get("email_configs") or one["webhook_configs"]]
        for one in data["receivers"]
    }
    for route in routes(data):
        if "active_time_intervals" in route or "mute_time_intervals" in route:
            assert not any(ends[route["receiver"]])


def test_what_was_sent_is_remembered_for_longer_than_the_longest_repeat(data: dict[str, Any]) -> None:
    """Alertmanager forgets a mail after its retention; a repeat beyond that would come early, an end not at all."""
    found = re.search(r"--data.retention=(\w+)", (SOURCE / "start.sh").read_text("utf-8"))
    assert found
    longest = max(minutes(route["repeat_interval"]) for route in routes(data))
    assert minutes(found[1]) >= 2 * longest
