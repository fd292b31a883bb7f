"""The status in Python (for pages, the API and ``evaluate``) and in PromQL (for dashboards and mails) is the same one.

Random reports become series as the exporter shows them; promtool evaluates the rule file that is shipped over all of
them at once and compares with what Python says of each. promtool's clock starts at 1970, so posts lie before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from prometheus_client.parser import text_string_to_metric_families
from scenario import labelled, run

from opd_exporter.domain.config import Site, Thresholds
from opd_exporter.domain.report import LastPost, SiteReport, Visit
from opd_exporter.domain.status import status
from opd_exporter.domain.vocabulary import Reason, Source, State, Status
from opd_exporter.views.site_metrics import site_metrics

NOW = datetime(1970, 1, 1, 0, 1, tzinfo=UTC)
CODES = {Status.AKTIF: 2, Status.KURANG_AKTIF: 1, Status.TIDAK_AKTIF: 0, Status.TIDAK_TERUKUR: -1}
THRESHOLDS = ("aktif", "kurang_aktif", "unusable_grace")


def report(
    *,
    post: float | timedelta | None = None,
    down: float | timedelta | None = None,
    reason: Reason | None = None,
    state: State = State.MEASURED,
    visited: bool = True,
) -> SiteReport:
    """A report of a site whose last post is ``post`` days old and that has been down for ``down`` days."""

    def before(age: float | timedelta | None) -> datetime | None:
        return None if age is None else NOW - (age if isinstance(age, timedelta) else timedelta(days=age))

    site = Site("x", "Dinas X", "X", "dinas", "https://x.example.go.id/")
    published = before(post)
    return SiteReport(
        site,
        Visit(NOW, reason is None, reason, "", site.url) if visited else None,
        before(down),
        LastPost(published, site.url, "Judul", Source.FEED, "pubDate") if published else None,
        state=state,
    )


def series(kota: str, opd: str, one: SiteReport) -> list[dict[str, str]]:
    """The report as Prometheus holds it after a pull."""
    target = {"job": "opd-site", "kota": kota, "opd": opd}
    given = [f"{labelled('up', target)} 1"]
    for family in text_string_to_metric_families(site_metrics(one, NOW, 1).decode()):
        for sample in family.samples:
            given.append(f"{labelled(sample.name, {**sample.labels, **target})} {sample.value!r}")
    return [
        {"series": name, "values": f"{value}x1"}
        for name, _, value in (line.rpartition(" ") for line in given)
    ]


City = tuple[Sequence[SiteReport], Thresholds]
KOTA, OTHER = "Kota Serang", "Kabupaten Serang"


def agree(cities: Mapping[str, City], missing: Mapping[str, str] = MappingProxyType({})) -> None:
    """Have promtool evaluate the rules over all reports of all cities, whose sites have the same keys, and all of one
    exporter without a name of its own; fails with the first that it judges otherwise. ``missing``: a threshold that a
    city's exporter does not tell."""
    inputs: list[dict[str, str]] = []
    expected: list[dict[str, Any]] = []
    counts: list[dict[str, Any]] = []
    for kota, (reports, thresholds) in cities.items():
        days = (thresholds.aktif_days, thresholds.kurang_aktif_days, thresholds.unusable_grace_days)
        for name, value in zip(THRESHOLDS, days, strict=True):
            if name != missing.get(kota):
                told = {"job": "opd-exporter", "kota": kota, "threshold": name}
                inputs.append({"series": labelled("opd_threshold_days", told), "values": f"{value!r}x1"})
        codes = []
        for number, one in enumerate(reports):
            inputs += series(kota, f"s{number}", one)
            codes.append(CODES[Status.TIDAK_TERUKUR if kota in missing else status(one, thresholds, NOW)])
            labels = labelled("opd:status:code", {"kota": kota, "opd": f"s{number}"})
            expected.append({"labels": labels, "value": codes[-1]})
        for word in Status:
            labels = labelled("opd:status:count", {"kota": kota, "status": word})
            counts.append({"labels": labels, "value": codes.count(CODES[word])})
    tests = [
        {"expr": "opd:status:code", "eval_time": "1m", "exp_samples": expected},
        {"expr": "opd:status:count", "eval_time": "1m", "exp_samples": counts},
    ]
    run(inputs, {"promql_expr_test": tests})


def near(*limits: float) -> st.SearchStrategy[timedelta]:
    """Ages around limits in days, exactly on them, and anything else up to three years; a day ahead too."""
    nudges = (0, 1, -1, 1000, -1000, 1_000_000, -1_000_000, 3_600_000_000)
    exact = st.builds(
        lambda days, nudge: timedelta(days=days, microseconds=nudge),
        st.sampled_from(limits),
        st.sampled_from(nudges),
    )
    return exact | st.timedeltas(timedelta(days=-1), timedelta(days=1100))


@st.composite
def cities(draw: st.DrawFn) -> tuple[list[SiteReport], Thresholds]:
    """Sites of any kind, and thresholds as a configuration may set them."""
    aktif = draw(st.sampled_from([90.0, 30.0, 0.01, 3.5]))
    kurang = aktif + draw(st.sampled_from([90.0, 0.1, 7.0]))
    grace = draw(st.sampled_from([7.0, 0.0, 0.25, 30.0]))
    sites = st.builds(
        report,
        post=st.none() | near(aktif, kurang),
        down=st.none() | near(grace),
        reason=st.none() | st.sampled_from(Reason),
        state=st.sampled_from(State),
        visited=st.booleans(),
    )
    return draw(st.lists(sites, min_size=1, max_size=60)), Thresholds(aktif, kurang, grace)


@settings(max_examples=25, deadline=None)
@given(cities(), cities())
def test_python_and_promql_agree_on_every_site_of_two_cities_with_the_same_keys(
    one: City, other: City
) -> None:
    agree({KOTA: one, OTHER: other})


def test_they_agree_exactly_on_each_limit() -> None:
    step = timedelta(microseconds=1)
    ages = [timedelta(days=days) + nudge for days in (90, 180) for nudge in (-step, timedelta(0), step)]
    graces = [timedelta(days=7) + nudge for nudge in (-step, timedelta(0), step)]
    reports = [
        *(report(post=age) for age in ages),
        *(report(post=3, down=grace, reason=Reason.TIMEOUT) for grace in graces),
        *(report(post=ahead) for ahead in (0, -0.5, -1)),
    ]
    found = [status(one, Thresholds(), NOW) for one in reports]
    aktif, kurang, tidak = Status.AKTIF, Status.KURANG_AKTIF, Status.TIDAK_AKTIF
    assert found == [aktif, aktif, kurang, kurang, kurang, tidak, aktif, aktif, tidak, aktif, aktif, aktif]
    odd = [report(post=timedelta(days=90.1) + nudge) for nudge in (-step, timedelta(0), step)]
    agree({KOTA: (reports, Thresholds()), OTHER: (odd, Thresholds(90.0, 90.1, 7.0))})


def test_an_old_post_that_something_newer_may_hide_behind_is_tidak_terukur() -> None:
    ages = (3, 90, 91, 300)
    reports = [report(post=age, state=State.UNKNOWN) for age in ages]
    found = [status(one, Thresholds(), NOW) for one in reports]
    assert found == [Status.AKTIF, Status.AKTIF, Status.TIDAK_TERUKUR, Status.TIDAK_TERUKUR]
    agree({KOTA: (reports, Thresholds())})


def test_they_agree_on_every_reason_and_state_without_a_post() -> None:
    reports = [report(reason=why, state=what) for why in (None, *Reason) for what in State]
    agree({KOTA: (reports, Thresholds())})


@pytest.mark.parametrize("missing", THRESHOLDS)
def test_a_missing_threshold_makes_every_site_of_its_city_tidak_terukur(missing: str) -> None:
    """Never aktif, never tidak aktif: nobody knows what would be. The other city's are judged by its own."""
    kinds = [
        report(post=3),
        report(post=100),
        report(post=900),
        report(state=State.NO_POSTS),
        report(down=30),
    ]
    agree({KOTA: (kinds, Thresholds()), OTHER: (kinds, Thresholds(30, 60, 14))}, {KOTA: missing})
