"""The measure itself: verdicts, shares, halves, remarks, and the generated sites."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from eval.causes import causes
from eval.families import groups, made
from eval.judge import RIGHT, UNKNOWN, WRONG, Told, Verdict
from eval.measure import Measured
from eval.model import MOMENT, Case, Truth
from eval.report import as_json, document
from eval.scores import Share, cms, scores, share
from eval.site import Server
from opd_exporter.domain.vocabulary import Status

DAY = date(2026, 3, 1)
LIVING = Truth(frozenset({Status.AKTIF}), frozenset({DAY}), cms="wordpress", spam=False)
EMPTY = Truth(frozenset({Status.TIDAK_AKTIF}), frozenset())
DOWN = Truth(
    frozenset({Status.TIDAK_TERUKUR}), frozenset(), False, frozenset({"maintenance"}), cms_judged=False
)


def verdict(truth: Truth, **said: object) -> Verdict:
    return Verdict(Case("made/x/y", "made", "x", "y", truth), Told(**{"status": Status.AKTIF, **said}))  # type: ignore[arg-type]


def test_a_status_is_right_wrong_or_unknown() -> None:
    assert verdict(LIVING).status == RIGHT
    assert verdict(LIVING, status=Status.TIDAK_TERUKUR).status == UNKNOWN
    assert verdict(LIVING, status=Status.TIDAK_AKTIF).status == WRONG
    assert verdict(LIVING, status=Status.TIDAK_AKTIF).falsely_tidak_aktif
    assert verdict(EMPTY).falsely_aktif
    assert verdict(DOWN, status=Status.TIDAK_TERUKUR).status == RIGHT


def test_a_day_is_exact_or_not_and_judged_only_where_there_is_one() -> None:
    assert verdict(LIVING, day=DAY).day is True
    assert verdict(LIVING, day=date(2026, 2, 28)).day is False
    assert verdict(LIVING, status=Status.TIDAK_TERUKUR).day is False
    assert verdict(EMPTY).day is None
    assert verdict(EMPTY, day=DAY).nothing is False
    open_too = Truth(frozenset({Status.AKTIF, Status.TIDAK_TERUKUR}), frozenset({DAY}))
    assert verdict(open_too, status=Status.TIDAK_TERUKUR).day is None


def test_what_is_not_as_it_should_be_is_said() -> None:
    assert verdict(LIVING, day=DAY, cms="wordpress").misses == []
    assert verdict(DOWN, status=Status.TIDAK_TERUKUR, up=False, reason="maintenance").misses == []
    told = verdict(LIVING, status=Status.TIDAK_AKTIF, cms="joomla", spam=True).misses
    assert told == [
        "status wrong: tidak_aktif, not aktif",
        "day: None, not 2026-03-01",
        "spam seen where there is none",
        "cms: joomla, not wordpress",
    ]


def test_precision_and_recall_of_systems() -> None:
    none = Truth(frozenset({Status.AKTIF}), frozenset({DAY}), cms=None)
    told = [
        verdict(LIVING, cms="wordpress"),
        verdict(LIVING, cms="lain"),
        verdict(LIVING),
        verdict(none, cms="joomla"),
        verdict(none),
        verdict(DOWN, cms="joomla"),
    ]
    assert cms(told) == {"precision": Share(1, 2), "recall": Share(1, 3)}


@pytest.mark.parametrize(
    ("one", "low", "high"),
    [
        (Share(0, 10), 0.0, 0.2775),
        (Share(10, 10), 0.7225, 1.0),
        (Share(5, 10), 0.2366, 0.7634),
        (Share(81, 263), 0.2553, 0.3662),
    ],
)
def test_intervals_are_wilsons(one: Share, low: float, high: float) -> None:
    """The last one is of the literature (Newcombe, 1998)."""
    assert one.interval == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


def test_what_is_not_judged_does_not_count() -> None:
    assert share([True, None, False, None]) == Share(1, 2)
    assert scores([])["status right"].interval == (0.0, 1.0)


def test_every_site_has_a_name_of_its_own_and_both_halves_are_large() -> None:
    cases = [case for group in groups(["city", "cases", "lives", "made"]) for case in group.cases]
    assert len({case.key for case in cases}) == len(cases) > 450
    tuning = sum(case.half == "tuning" for case in cases)
    assert 0.4 < tuning / len(cases) < 0.6
    assert sum(case.family == "made" for case in cases) > 250
    assert len({case.system for case in cases if case.family == "made"}) >= 16


def test_the_generated_sites_are_the_same_each_time() -> None:
    first, second = made._sites(), made._sites()
    assert [case for case, _ in first] == [case for case, _ in second]
    at = datetime(2026, 3, 18, tzinfo=UTC)
    for (_, one), (_, other) in zip(first[::9], second[::9], strict=True):
        served = [Server(site, "http://o", at).answer("/", "") for site in (one, other)]
        assert served[0] == served[1]


def test_every_own_post_can_be_found_from_the_front_page() -> None:
    """Else the truth would hold something that no reader sees."""
    for case, site in made._sites():
        if case.truth.days and not site.system.scripted:
            server = Server(site, "http://o", MOMENT)
            path, _, query = site.system.news.partition("?")
            front, listed = server.answer("/", "").body, server.answer(path, query).body
            assert site.system.news.replace("&", "&amp;") in front
            newest = [entry for entry in site.entries if entry.when.date() in case.truth.days]
            assert any(entry.title in listed for entry in newest), case.key


def test_the_report_tells_misses_with_their_causes() -> None:
    measured = Measured(
        [verdict(LIVING, day=DAY, cms="wordpress"), verdict(EMPTY, day=DAY)], [], {"a reader": []}
    )
    text = document(measured, causes(), "version 9", DAY)
    assert "falsely aktif | 50.0 % (1 of 2; 9.5-90.5)" in text
    assert "status falsely aktif: aktif, not tidak_aktif; claimed: 2026-03-01, where there is nothing" in text
    assert "for version 9" in text
    told = as_json(measured, causes(), "version 9", DAY)
    assert told["misses"][0]["site"] == "made/x/y"  # type: ignore[index]


def test_every_remark_is_about_a_miss_that_can_be() -> None:
    for one in causes():
        assert len(one.why) > 30, one.name
