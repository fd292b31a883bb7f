"""Which rules a scenario is reckoned with."""

from __future__ import annotations

import pytest
from needed import needed
from scenario import EVERY


def names(expression: str, *told: str) -> set[str]:
    """The rules that this expression asks for, and the alerts whose texts are told."""
    found = [rule for group in needed(EVERY, [expression], told) for rule in group["rules"]]
    return {rule.get("record") or rule["alert"] for rule in found}


def test_what_is_pulled_asks_for_no_rule() -> None:
    assert needed(EVERY, ["opd_site_up == 1"]) == []


def test_a_rule_brings_what_it_reads_and_what_that_reads() -> None:
    assert names("sum(opd:known:tls_invalid)") == {
        "opd:known:tls_invalid",
        "opd:unseen",
        "opd:unanswered",
        *names("opd:site"),
    }
    assert {"opd:restored:listed_timestamp_seconds", "opd:kept", "opd:status:measured_code"} <= names(
        "opd:site"
    )


def test_of_rules_that_record_under_one_name_only_those_with_the_labels_asked_for_are_there() -> None:
    one = "opd:known:measured_timestamp_seconds"
    for matcher in ('of="known:measured_timestamp_seconds"', 'of=~"known:meas.+", kota=~"a{2}"'):
        kept = [rule for group in needed(EVERY, [f"max(opd:kept{{{matcher}}})"]) for rule in group["rules"]]
        assert [
            rule["expr"] for rule in kept if rule.get("labels", {}).get("of", "").startswith("known:m")
        ] == [one]
    assert "opd:status:unmeasured_since_timestamp_seconds" not in names("opd:site")
    assert "opd:status:unmeasured_since_timestamp_seconds" in names("opd:kept")


@pytest.mark.parametrize(
    ("matchers", "there", "not_there"),
    [
        ('alertname="OpdWatchdog", alertstate="firing"', {"OpdWatchdog"}, {"OpdSiteDown"}),
        ('alertname=~"OpdWatch.*|OpdSite"', {"OpdWatchdog"}, {"OpdSiteDown"}),
        ('alertname!="OpdWatchdog"', {"OpdSiteDown", "OpdDefaced"}, {"OpdWatchdog"}),
        ('alertname!~".*", alertstate="firing"', set(), {"OpdWatchdog"}),
        ('alertstate="firing"', {"OpdSiteDown", "OpdWatchdog", "OpdMondayList"}, set()),
    ],
)
def test_alerts_are_asked_for_by_their_names(matchers: str, there: set[str], not_there: set[str]) -> None:
    found = names(f"count(ALERTS{{{matchers}}})")
    assert there <= found
    assert not found & not_there


def test_what_only_a_text_reads_is_there_when_the_text_is_told() -> None:
    asked = 'ALERTS{alertname="OpdGamblingSpam"}'
    assert "opd:told:spam_sign" not in names(asked)
    assert "opd:told:spam_sign" in names(asked, "OpdGamblingSpam")


def test_no_series_is_read_but_by_its_name() -> None:
    """Which is why what is left out is read by nothing."""
    for group in EVERY:
        for rule in group["rules"]:
            assert "__name__" not in f"{rule}"
