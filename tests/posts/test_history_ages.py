"""What earlier looks saw, where a list tells ages instead of days."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from sightings import CONTEXT, NOW, WIB, ago, history, seen, shown

from opd_exporter.domain.candidate import Candidate, Doubt, Recall
from opd_exporter.posts.held import held
from opd_exporter.posts.history import History, Sighting
from opd_exporter.posts.remembering import remembered
from opd_exporter.text.address import normal


def test_an_age_in_months_goes_on_with_the_days_and_is_no_clock() -> None:
    first = replace(seen("berita/1", 110, 20), shown=ago(100), shown_at=ago(10))
    told = replace(shown("berita/1", 91), rounded=30.4)
    assert (held(told, history(first), CONTEXT).published, held(told, history(first), CONTEXT).open) == (
        ago(110),
        None,
    )


def test_an_age_that_never_counts_one_more_an_exact_day_and_one_still_in_doubt_are_none_such() -> None:
    frozen = replace(seen("berita/1", 130, 40), shown=ago(100), shown_at=ago(10))
    told = replace(shown("berita/1", 90), rounded=30.4)
    assert held(told, history(frozen), CONTEXT).open is Doubt.CLOCK
    exact = replace(seen("berita/1", 110, 20), shown=ago(100), shown_at=ago(10))
    assert held(shown("berita/1", 90), history(exact), CONTEXT).open is Doubt.CLOCK
    doubtful = replace(seen("berita/1", 2, 1), doubted=True)
    yesterday = replace(shown("berita/1", 1, doubt=Doubt.CLOCK), rounded=1.0)
    assert held(yesterday, history(doubtful), CONTEXT).open is Doubt.CLOCK


def test_an_age_in_months_corrects_no_day_by_less_than_months_differ() -> None:
    known = seen("berita/1", 120, 100)
    told = replace(shown("berita/1", 122), rounded=30.4)
    assert held(told, history(known), CONTEXT).published == ago(120)
    assert held(shown("berita/1", 122), history(known), CONTEXT).published == ago(122)
    years = replace(shown("berita/1", 400), rounded=365.0)
    assert held(years, history(known), CONTEXT).published == ago(400)


def midnight(days: float) -> datetime:
    return ago(days).astimezone(WIB).replace(hour=0, minute=0)


def test_an_age_that_counted_hours_and_counts_days_now_has_grown_and_is_no_clock() -> None:
    in_hours = replace(seen("berita/1", 1.7, 1), doubted=True)
    in_days = replace(shown("berita/1", 1, doubt=Doubt.CLOCK), published=midnight(1), rounded=1.0)
    found = held(in_days, history(in_hours), CONTEXT)
    assert (found.published, found.open) == (ago(1.7), None)


@pytest.mark.parametrize(("first", "now"), [(ago(1.7), ago(1)), (midnight(2), midnight(1))])
def test_an_age_that_is_told_in_the_same_unit_may_have_stood_still(first: datetime, now: datetime) -> None:
    known = replace(seen("berita/1", 1, 1), published=first, doubted=True)
    told = replace(shown("berita/1", 1, doubt=Doubt.CLOCK), published=now, rounded=1.0)
    assert held(told, history(known), CONTEXT).open is Doubt.CLOCK


def _told(age: int, unit: float, at: float) -> Candidate:
    """A post ``at`` days ago, told to be ``age`` units of so many days old."""
    return replace(shown("berita/1", 0), published=midnight(at + age * unit), rounded=float(unit))


def _first(age: int, unit: float, at: float) -> Sighting:
    (kept,) = remembered({}, [_told(age, unit, at)], ago(at)).values()
    return kept


@pytest.mark.parametrize(
    ("age", "unit", "since", "now", "grown"),
    [
        (2, 1, 1.1, 2, False),
        (2, 1, 0.9, 2, True),  # it may count one more in an hour or two
        (2, 1, 1.1, 3, True),
        (2, 7, 6.5, 2, True),
        (2, 7, 7.9, 2, False),
        (2, 7, 13, 3, True),
        (3, 30, 31, 3, True),  # a month has 31 days, too
        (3, 30, 29, 3, True),
    ],
)
def test_an_age_that_counts_no_more_though_its_unit_has_passed_is_open(
    age: int, unit: int, since: float, now: int, grown: bool
) -> None:
    found = held(_told(now, unit, 0), history(_first(age, unit, since)), CONTEXT)
    assert (found.open is None) is grown
    assert found.published == midnight(since + age * unit) or found.published == midnight(now * unit)


def test_an_age_in_days_that_is_told_in_weeks_now_may_have_grown() -> None:
    told = _told(1, 7, 0)
    assert held(told, history(_first(5, 1, 7.2)), CONTEXT).open is None


def test_an_age_that_has_grown_once_an_exact_day_and_a_clock_are_not_held_to_that() -> None:
    told = _told(2, 1, 0)
    grew = replace(_first(2, 1, 1.1), still=True)
    exact = replace(_first(2, 1, 1.1), rounded=0.0)
    assert held(told, history(grew), CONTEXT).open is None
    assert held(told, history(exact), CONTEXT).open is None
    assert held(told, history(replace(grew, clock=True)), CONTEXT).recalled is Recall.MOVED


@pytest.mark.parametrize(
    ("days", "rounded", "kept"),
    [(14, 7.0, 16), (14, 0.0, 14), (8, 7.0, 8), (20, 7.0, 20)],
)
def test_an_age_in_weeks_tells_the_day_that_an_import_gave(days: float, rounded: float, kept: float) -> None:
    """Not so an exact day, an age that is further off, and one that is older."""
    imported = replace(seen("berita/1", 30, 16), shown=ago(16), shown_at=ago(15))
    before = {normal(imported.url): imported}
    told = replace(shown("berita/1", days), rounded=rounded)
    (after,) = remembered(before, [held(told, History.of(before), CONTEXT)], NOW).values()
    assert (after.published, after.shown) == (ago(30), ago(kept))


def test_a_post_whose_import_is_told_in_weeks_goes_on_with_no_days() -> None:
    """It was two weeks old when it came back, and two weeks ago it did."""
    imported = replace(seen("berita/1", 30, 15.5), shown=ago(16), shown_at=ago(15.5))
    known = {normal(imported.url): imported}
    for day in (1.0, 0.0):
        context = replace(CONTEXT, now=ago(day))
        told = replace(shown("berita/1", day + 14), rounded=7.0)
        one = held(told, History.of(known), context)
        assert (one.published, one.open) == (ago(30), None)
        known = remembered(known, [one], ago(day))
