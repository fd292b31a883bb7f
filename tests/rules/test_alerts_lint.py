"""What holds for every alert: labels, words for people, a runbook, and the words of the closed lists."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from promtool import PROMETHEUS, RULES

from opd_exporter.domain.vocabulary import Reason
from opd_exporter.views.wording import MENDS

RUNBOOKS = PROMETHEUS.parent / "docs" / "runbooks.md"
RUNBOOK_URL = "/panduan/peringatan#"
AGREED = {
    "OpdSiteDown", "OpdSiteDownLong", "OpdMassOutage", "OpdTlsExpiring", "OpdTlsInvalid", "OpdSiteNewlyTidakAktif", "OpdSiteNewlyKurangAktif",
    "OpdSiteNeedsPosts", "OpdGamblingSpam", "OpdDefaced", "OpdNeverMeasurable", "OpdLastPostWentBackwards", "OpdSitePostsGone", "OpdExporterDown",
    "OpdProbesSlow", "OpdProbesRefused", "OpdConfigReloadFailed", "OpdMemoryNotWritten", "OpdMailNotDelivered", "OpdWatchdog", "OpdOwnSiteDown", "OpdOwnSiteSpam", "OpdMondayList",
}  # fmt: skip
NOT_OF_A_SITE = {
    "OpdMassOutage",
    "OpdExporterDown",
    "OpdProbesSlow",
    "OpdProbesRefused",
    "OpdConfigReloadFailed",
    "OpdMemoryNotWritten",
    "OpdMailNotDelivered",
    "OpdWatchdog",
}

Rule = dict[str, Any]


def rules() -> list[Rule]:
    groups = (group for file in RULES for group in yaml.safe_load(file.read_text())["groups"])
    return [rule for group in groups for rule in group["rules"]]


ALERTS = [rule for rule in rules() if "alert" in rule]
EACH = pytest.mark.parametrize(
    "alert", ALERTS, ids=lambda rule: f"{rule['alert']}-{rule['labels']['severity']}"
)


def test_there_are_the_agreed_alerts_and_no_other() -> None:
    assert {alert["alert"] for alert in ALERTS} == AGREED


@EACH
def test_labels_say_how_bad_it_is_and_whom_it_concerns(alert: Rule) -> None:
    assert alert["labels"]["severity"] in {"critical", "warning", "info"}
    assert alert["labels"]["audience"] in {"operator", "opd", "watchdog"}


@EACH
def test_summary_and_description_name_the_agency(alert: Rule) -> None:
    said = alert["annotations"]
    more = set(said) - {"summary", "description", "zona", "runbook_url"}
    assert {"summary", "description", "zona", "runbook_url"} <= set(said)
    assert more <= {"alamat", "kontak"}
    if alert["alert"] not in NOT_OF_A_SITE:
        assert "$labels.singkatan" in said["summary"] or "$labels.nama" in said["summary"]
        assert "$labels.nama" in said["description"]


@EACH
def test_only_an_agencys_own_mail_carries_its_address(alert: Rule) -> None:
    """Dashboards may be public, and so may be what Prometheus knows of alerts."""
    if alert["alert"] not in NOT_OF_A_SITE:
        if alert["labels"]["audience"] == "opd":
            assert alert["expr"].startswith("opd:admin * on (kota, opd) group_left () (")
        else:
            assert alert["expr"].startswith("max without (email, nama_layar) (")


@EACH
def test_what_fires_about_a_site_goes_on_while_nobody_looks(alert: Rule) -> None:
    """Each of these names itself in its hold; a copied line would hold the wrong one. What is reckoned each four minutes looks
    back over two of them: an alert that was missed once goes on."""
    if "opd:unwatched" in alert["expr"] and alert["alert"] not in NOT_OF_A_SITE:
        held = re.findall(
            r"unless on \(kota, opd\) (?:last_over_time\()?"
            r'ALERTS\{alertname="(\w+)", alertstate="firing"(?:, days="(\d+)")?\}',
            alert["expr"],
        )
        assert held == [(alert["alert"], alert["labels"].get("days", ""))]


@EACH
def test_the_runbook_url_leads_to_a_heading_with_something_to_do(alert: Rule) -> None:
    assert alert["annotations"]["runbook_url"] == RUNBOOK_URL + alert["alert"].lower()
    _, heading, rest = RUNBOOKS.read_text("utf-8").partition(f"\n## {alert['alert']}\n")
    assert heading
    assert re.search(r"^1\. ", rest.partition("\n## ")[0], re.M)


def test_every_runbook_belongs_to_an_alert() -> None:
    headings = re.findall(r"^## (.+)$", RUNBOOKS.read_text("utf-8"), re.M)
    assert sorted(headings) == sorted(AGREED)


def test_every_reason_has_somebody_who_can_mend_it() -> None:
    assert set(MENDS) == set(Reason)


def test_a_restart_of_prometheus_ends_no_alert() -> None:
    """By itself Prometheus goes on only with alerts whose `for` is ten minutes or more, and the others would be told
    as ended and begun. Their `for` is at least the grace period that every way of running it sets."""
    root = PROMETHEUS.parent
    for file in (
        "docker-compose.yml",
        "packaging/systemd/prometheus.service.d/opd-exporter.conf",
        "exporter/opd_exporter/demo/stack.py",
    ):
        assert "--rules.alert.for-grace-period=1m" in (root / file).read_text("utf-8"), file
    assert {alert["for"][-1] for alert in ALERTS if "for" in alert} <= set("mhd")
