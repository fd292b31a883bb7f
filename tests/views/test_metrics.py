"""The series of one site, as Prometheus reads them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from prometheus_client.exposition import generate_latest
from prometheus_client.metrics_core import Metric
from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.registry import Collector

from opd_exporter.domain.candidate import Candidate, Refusal
from opd_exporter.domain.config import Maintenance
from opd_exporter.domain.report import Cms, SiteReport
from opd_exporter.domain.spam import SpamSign, Where
from opd_exporter.domain.vocabulary import Phase, Reason, Source, State
from opd_exporter.views.site_metrics import MAX_LABEL, SITE_METRICS, site_metrics, version
from presented import NOW, SITE, down, silent_for, visit

Labels = frozenset[tuple[str, str]]

CONFIGURED = {"opd_site_info", "opd_site_position", "opd_site_maintenance"}
"""What is known of a site without looking at it."""


def series(report: SiteReport) -> dict[tuple[str, Labels], float]:
    families = text_string_to_metric_families(site_metrics(report, NOW, 7).decode())
    return {
        (one.name, frozenset(one.labels.items())): one.value for family in families for one in family.samples
    }


def values(report: SiteReport, name: str) -> dict[str, float]:
    """The series of a metric with one label, by the label's value."""
    return {
        next(iter(labels))[1]: value for (found, labels), value in series(report).items() if found == name
    }


def one(report: SiteReport, name: str) -> float | None:
    return series(report).get((name, frozenset()))


@pytest.mark.parametrize(
    "report", [silent_for(11.25), down(Reason.TLS, 3), replace(silent_for(0), cms=Cms('a"\\b', "1.2"))]
)
def test_the_text_is_the_one_that_prometheus_library_writes(report: SiteReport) -> None:
    class Parsed(Collector):
        def collect(self) -> list[Metric]:
            return list(text_string_to_metric_families(site_metrics(report, NOW, 7).decode()))

    assert site_metrics(report, NOW, 7) == generate_latest(Parsed())


SOMETIMES = {
    "opd_site_unusable_since_timestamp_seconds",
    "opd_site_down_reason_timestamp_seconds",
    "opd_site_spam_sign_info",
}


def test_a_healthy_site_has_every_metric_but_since_when_it_is_unusable() -> None:
    names = {name for name, _ in series(silent_for(11.25, site=replace(SITE, kontak="0254-200123")))}
    assert names == set(SITE_METRICS) - SOMETIMES


def test_values_are_the_measured_ones() -> None:
    report = silent_for(11.25)
    assert one(report, "opd_site_up") == 1
    assert one(report, "opd_site_days_since_last_post") == pytest.approx(11.25)
    assert one(report, "opd_site_last_post_timestamp_seconds") == (NOW - timedelta(days=11.25)).timestamp()
    assert one(report, "opd_site_http_status_code") == 200
    assert one(report, "opd_site_http_version") == 1.1
    assert values(report, "opd_site_posts") == {"7d": 0, "30d": 1, "90d": 1}
    assert values(report, "opd_site_http_duration_seconds").keys() == {phase.value for phase in Phase}


def test_the_address_and_the_place_in_the_configuration_are_told() -> None:
    report = silent_for(1)
    assert values(report, "opd_site_info") == {SITE.url: 1}
    assert one(report, "opd_site_position") == 7


def test_planned_work_is_told_while_it_is_under_way_and_changes_nothing_else() -> None:
    hour = timedelta(hours=1)
    for begins, ends, value in ((-2, -1, 0), (-1, 1, 1), (1, 2, 0)):
        window = Maintenance(NOW + begins * hour, NOW + ends * hour, "pindah server")
        planned = down(Reason.CONNECT, 1, site=replace(SITE, pemeliharaan=(window,)))
        assert one(planned, "opd_site_maintenance") == value
        rest = {key: value for key, value in series(planned).items() if key[0] != "opd_site_maintenance"}
        assert rest == {
            key: value
            for key, value in series(down(Reason.CONNECT, 1)).items()
            if key[0] != "opd_site_maintenance"
        }


def test_whom_to_call_is_told_where_the_configuration_says_it() -> None:
    site = replace(SITE, kontak="Sekretariat", kontak_domain="Diskominfo, 0254-200123")
    (labels,) = (
        labels for name, labels in series(silent_for(1, site=site)) if name == "opd_site_contact_info"
    )
    told = {"kontak": "Sekretariat", "kontak_hosting": "", "kontak_domain": "Diskominfo, 0254-200123"}
    assert dict(labels) == told


def test_an_address_longer_than_a_label_is_left_out_rather_than_cut() -> None:
    report = replace(silent_for(1), site=replace(SITE, url=f"https://dinkes.example.go.id/{'a' * 90}/"))
    assert values(report, "opd_site_info") == {}


@pytest.mark.parametrize("reason", list(Reason))
def test_exactly_the_reason_that_applies_is_one(reason: Reason) -> None:
    found = values(down(reason, 1), "opd_site_failure")
    assert found.keys() == {one.value for one in Reason}
    assert [name for name, value in found.items() if value] == [reason.value]


def test_no_reason_is_one_while_the_site_is_up() -> None:
    assert set(values(silent_for(1), "opd_site_failure").values()) == {0}


@pytest.mark.parametrize("state", list(State))
def test_exactly_one_state_is_one(state: State) -> None:
    found = values(replace(silent_for(1), state=state), "opd_site_freshness_state")
    assert found == {one.value: float(one is state) for one in State}


@pytest.mark.parametrize("source", list(Source))
def test_exactly_the_source_that_decided_is_one(source: Source) -> None:
    report = silent_for(1)
    assert report.last_post
    found = values(
        replace(report, last_post=replace(report.last_post, source=source)), "opd_site_last_post_source"
    )
    assert found == {one.value: float(one is source) for one in Source}


def test_what_was_not_measured_is_absent() -> None:
    """No zero stands for "unknown": a site of which nothing came says why, since when, and nothing else."""
    nothing = replace(
        visit(Reason.DNS, status=None),
        redirects=None,
        http_version=None,
        body_bytes=None,
        phases={Phase.RESOLVE: 0.2},
        tls=None,
    )
    names = {name for name, _ in series(SiteReport(SITE, nothing, NOW))}
    assert names == CONFIGURED | {
        "opd_site_up",
        "opd_site_failure",
        "opd_site_down_reason_timestamp_seconds",
        "opd_site_unusable_since_timestamp_seconds",
        "opd_site_probe_duration_seconds",
        "opd_site_http_duration_seconds",
        "opd_site_freshness_state",
    }


def test_a_site_never_looked_at_only_says_that_it_cannot_be_judged() -> None:
    assert {name for name, _ in series(SiteReport(SITE))} == CONFIGURED | {"opd_site_freshness_state"}
    assert values(SiteReport(SITE), "opd_site_freshness_state")["unknown"] == 1


def test_what_was_known_before_stays_while_the_site_is_down() -> None:
    report = replace(silent_for(100), visit=visit(Reason.TIMEOUT), unusable_since=NOW)
    assert one(report, "opd_site_up") == 0
    assert one(report, "opd_site_days_since_last_post") == pytest.approx(100)
    assert one(report, "opd_site_cms_detected") == 1


def test_a_post_dated_up_to_a_day_ahead_is_zero_days_old() -> None:
    assert one(silent_for(-0.6), "opd_site_days_since_last_post") == 0


def test_a_site_without_cms_says_so_and_has_no_info() -> None:
    report = replace(silent_for(1), cms=None)
    assert one(report, "opd_site_cms_detected") == 0
    assert "opd_site_cms_info" not in {name for name, _ in series(report)}


def test_labels_from_a_site_are_cleaned_and_short() -> None:
    wild = Cms('word\x00press\n"\\\x1b[2J\ud800\u202e' + "x" * 500, "6.4.3\n} 1")
    (labels,) = [
        labels for name, labels in series(replace(silent_for(1), cms=wild)) if name == "opd_site_cms_info"
    ]
    found = dict(labels)
    assert found["cms"].startswith('wordpress"\\[2Jxxx')
    assert len(found["cms"]) == MAX_LABEL
    assert found["version"] == ""


@pytest.mark.parametrize(
    ("given", "exported"),
    [
        ("6.4.3", "6.4.3"),
        ("5", "5"),
        ("3.0.1-beta2", "3.0.1-beta2"),
        ("", ""),
        ("v6.4.3", ""),
        ("latest", ""),
        ("6.4.3 <script>", ""),
        ("٦٫٤", ""),
        ("1" * 41, ""),
    ],
)
def test_only_what_looks_like_a_version_is_one(given: str, exported: str) -> None:
    assert version(given) == exported


def test_what_was_refused_is_counted_by_why() -> None:
    def found(why: Refusal) -> Candidate:
        return Candidate(Source.FEED, SITE.url, "Halo dunia", NOW, "pubDate").refuse(why)

    report = replace(
        silent_for(200), evidence=(found(Refusal.SEED), found(Refusal.SEED), found(Refusal.COPY))
    )
    counted = {
        dict(labels)["alasan"]: value
        for (name, labels), value in series(report).items()
        if name == "opd_site_candidates_refused"
    }
    assert counted == {Refusal.SEED.text: 2, Refusal.COPY.text: 1}


def test_spam_is_told_by_the_sign_that_was_seen_first_and_by_no_other() -> None:
    signs = (
        SpamSign("gacor", "https://b.example/", SITE.url, Where.LINK, NOW),
        SpamSign(
            "slot\n88", "https://a.example/" + "x" * 200, SITE.url, Where.HIDDEN_LINK, NOW - timedelta(1)
        ),
        SpamSign("togel", "", SITE.url, Where.TEXT),
    )
    told = [
        dict(labels)
        for name, labels in series(replace(silent_for(1), spam=True, spam_signs=signs))
        if name == "opd_site_spam_sign_info"
    ]
    link = ("https://a.example/" + "x" * 200)[:MAX_LABEL]
    assert told == [{"word": "slot88", "link": link, "page": SITE.url, "where": Where.HIDDEN_LINK.text}]
    assert not values(replace(silent_for(1), spam=False, spam_signs=signs), "opd_site_spam_sign_info")


def test_help_says_which_values_are_kept() -> None:
    text = site_metrics(silent_for(1), NOW, 1).decode()
    for name in ("opd_site_last_post_timestamp_seconds", "opd_site_posts", "opd_site_cms_info"):
        (line,) = [line for line in text.splitlines() if line.startswith(f"# HELP {name} ")]
        assert "cached" in line
