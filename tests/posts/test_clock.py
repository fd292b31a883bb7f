"""Could this date be a clock's? Asked at every hour, for servers in every zone."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opd_exporter.domain.candidate import Candidate, Doubt
from opd_exporter.domain.config import Site
from opd_exporter.domain.scope import Scope
from opd_exporter.domain.vocabulary import Source
from opd_exporter.posts.clock import (
    built_together,
    could_be_clock,
    is_this_moment,
    may_still_be_clock,
    moved_with_the_days,
    share_a_moment,
    without_clock,
)
from opd_exporter.posts.context import Context

ZONE = ZoneInfo("Asia/Jakarta")
SCOPE = Scope.of(Site("a", "A", "A", "dinas", "https://a.example.go.id/"))
moments = st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
zones = st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours)))


def context(now: datetime) -> Context:
    return Context(SCOPE, now, ZONE)


def as_printed(moment: datetime, zone: timezone, *, timed: bool) -> datetime:
    """What a clock in ``zone`` prints, read as if it were local."""
    local = moment.astimezone(zone).replace(tzinfo=ZONE)
    return local if timed else datetime.combine(local.date(), time(), ZONE)


@given(moments, zones, st.booleans())
def test_a_clock_in_any_zone_is_suspected_at_any_hour(now: datetime, zone: timezone, timed: bool) -> None:
    assert could_be_clock(as_printed(now, zone, timed=timed), context(now))


@given(moments, st.integers(3, 400))
def test_an_older_day_is_no_clocks(now: datetime, days: int) -> None:
    old = datetime.combine((now - timedelta(days=days)).astimezone(ZONE).date(), time(), ZONE)
    assert not could_be_clock(old, context(now))
    assert not could_be_clock(now - timedelta(days=days), context(now))


@given(moments, zones, st.floats(0, 24))
def test_a_clock_never_passes_for_a_date_that_stood_still(
    now: datetime, zone: timezone, hours: float
) -> None:
    later = now + timedelta(hours=hours)
    told = as_printed(now, zone, timed=False)
    if told == as_printed(later, zone, timed=False):
        assert may_still_be_clock(told, now, context(later))


@given(moments)
def test_a_date_that_stood_still_for_a_day_is_no_clocks(now: datetime) -> None:
    today = datetime.combine(now.astimezone(ZONE).date(), time(), ZONE)
    assert not may_still_be_clock(today, now, context(now + timedelta(hours=24)))


@given(moments, zones, st.integers(1, 200), st.integers(0, 300))
def test_a_clock_and_a_rolling_date_move_with_the_days(
    now: datetime, zone: timezone, passed: int, behind: int
) -> None:
    later, back = now + timedelta(days=passed), timedelta(days=behind)
    first, second = (as_printed(moment, zone, timed=False) - back for moment in (now, later))
    assert moved_with_the_days(first, now, second, later)


@given(moments, st.integers(40, 400), st.integers(0, 300))
def test_an_edit_to_another_day_does_not_move_with_them(now: datetime, passed: int, age: int) -> None:
    later = now + timedelta(days=passed)
    assert not moved_with_the_days(now - timedelta(days=age + 60), now, later, later)
    assert not moved_with_the_days(now, now, now, later)


def entries(*when: datetime) -> list[Candidate]:
    return [
        Candidate(Source.FEED, f"https://a.example.go.id/{n}", f"Judul {n}", one, "")
        for n, one in enumerate(when)
    ]


NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)
OLD = NOW - timedelta(days=40, minutes=17)


@pytest.mark.parametrize(
    ("when", "doubted"),
    [
        ([OLD, OLD, OLD], True),  # built at one moment
        ([OLD, OLD - timedelta(days=3)], False),
        ([OLD - timedelta(minutes=n) for n in range(5)], True),  # imported in one afternoon
        ([OLD - timedelta(minutes=n) for n in range(4)], False),  # a busy day
        ([OLD], False),
        ([NOW], True),  # the moment of the request
        ([NOW - timedelta(minutes=40), NOW - timedelta(minutes=80)], True),  # everything today
        ([NOW - timedelta(minutes=40), OLD], False),
        ([NOW - timedelta(days=n) for n in range(3)], True),  # "now", and whole days before it
        ([NOW - timedelta(days=n, seconds=n) for n in range(3)], False),  # three fresh days
        (
            [NOW - timedelta(days=n, minutes=40) for n in range(3)],
            False,
        ),  # a plan that posts at 07:20 each day
        ([], False),
    ],
)
def test_one_moment_for_all_is_no_date(when: list[datetime], doubted: bool) -> None:
    found = without_clock(entries(*when), context(NOW))
    assert {one.open is Doubt.ONE_MOMENT for one in found} <= {doubted}
    assert share_a_moment(when, context(NOW)) is doubted
    assert [one.published for one in found] == when, "the bound of what is open"


@pytest.mark.parametrize(
    ("minutes", "days", "doubted"),
    [
        ((1, 4), 0, True),  # everything now
        ((1, 130), 0, False),  # two evenings' ends
        ((0, 2, 4, 6, 8), 40, True),  # an import
        ((1, 4), 40, False),
    ],
)
def test_what_is_told_within_minutes_is_one_moment_past_midnight_too(
    minutes: tuple[int, ...], days: int, doubted: bool
) -> None:
    now = datetime(2026, 11, 24, 17, 3, tzinfo=UTC)
    when = [now - timedelta(days=days, minutes=one) for one in minutes]
    assert context(now).day(when[0]) != context(now).day(when[-1])
    assert share_a_moment(when, context(now)) is doubted


def test_only_the_moment_itself_is_this_moment() -> None:
    assert is_this_moment(NOW - timedelta(minutes=3), context(NOW))
    assert not is_this_moment(NOW - timedelta(hours=1), context(NOW))


def test_a_day_without_a_time_is_not_the_moment_of_a_request_soon_after_midnight() -> None:
    early = datetime(2026, 11, 25, 0, 5, tzinfo=ZONE)
    assert not is_this_moment(early.replace(minute=0), context(early))
    assert is_this_moment(early.replace(minute=1), context(early))


@pytest.mark.parametrize(
    ("minutes", "listed", "built"),
    [
        ((0, 4, 9), 3, True),
        ((0, 8, 56), 8, True),
        ((0, 8, 56), 4, False),  # a small site may well post three in an hour
        ((0, 90, 240), 500, False),  # a busy day, however long the list is
        ((0, 1500, 3000), 500, False),
    ],
)
def test_an_import_takes_minutes_for_each_entry_and_no_more_than_an_hour(
    minutes: tuple[int, ...], listed: int, built: bool
) -> None:
    began = datetime(2026, 11, 24, 8, tzinfo=ZONE)
    moments = [began + timedelta(minutes=each) for each in minutes]
    assert built_together(moments, listed, context(began + timedelta(days=3))) is built
