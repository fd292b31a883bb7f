"""What is kept of the posts that a look saw."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sightings import CONTEXT, NOW, SITE, TITLE, WIB, ago, bare, by_address, history, seen, shown

from opd_exporter.domain.candidate import Candidate, Doubt, Recall
from opd_exporter.posts.held import held
from opd_exporter.posts.history import MAX_SIGHTINGS, History, Sighting, name_of
from opd_exporter.posts.remembering import remembered
from opd_exporter.text.address import normal


def test_a_sighting_keeps_the_moment_of_the_date_it_shows() -> None:
    first = remembered({}, [shown("berita/1", 3)], ago(2))
    again = remembered(first, [shown("berita/1", 3)], NOW)
    changed = remembered(again, [shown("berita/1", 1)], NOW)
    key = normal(f"{SITE}berita/1")
    assert [one[key].seen for one in (first, again, changed)] == [ago(2), ago(2), NOW]


def test_what_shows_no_date_is_remembered_and_what_is_asked_about_may_be_as_new_as_the_look() -> None:
    asked, other = bare("a/1", title=f"{TITLE} a/1"), bare("a/2", title=f"{TITLE} a/2")
    after = remembered({}, [asked, other], NOW, ago(400), {normal(asked.url)})
    assert [(one.undated, one.published, one.seen) for one in after.values()] == [
        (True, NOW, NOW),
        (True, ago(400), NOW),
    ]
    later = remembered(after, [shown("a/1", 3, title=f"{TITLE} a/1")], NOW)
    assert [one.published for one in later.values() if not one.undated] == [ago(3)]


def test_what_a_date_shows_since_is_remembered_with_the_first_moment_of_it() -> None:
    before = by_address(seen("berita/1", 102, 100))
    edited = held(shown("berita/1", 2), History.of(before), CONTEXT)
    (kept,) = remembered(before, [edited], NOW).values()
    assert (kept.published, kept.shown, kept.shown_at) == (ago(102), ago(2), NOW)
    (again,) = remembered(by_address(kept), [edited], NOW + timedelta(days=3)).values()
    assert again.shown_at == NOW


def test_a_clock_stays_one() -> None:
    before = by_address(seen("berita/1", 102, 100, doubted=True))
    moved = held(shown("berita/1", 2), History.of(before), CONTEXT)
    after = remembered(before, [moved], NOW)
    again = held(shown("berita/1", 2), History.of(after), CONTEXT)
    assert (again.published, again.open) == (None, Doubt.CLOCK)


@pytest.mark.parametrize(("read", "days", "still"), [(True, 1, True), (True, 0.5, False), (False, 1, False)])
def test_a_date_stands_still_that_is_read_again_a_day_later(read: bool, days: float, still: bool) -> None:
    known = by_address(seen("berita/1", 3, days))
    (after,) = remembered(known, [shown("berita/1", 3)], NOW, read=read).values()
    assert after.still is still


@pytest.mark.parametrize(
    ("before", "now", "stood"),
    [
        (seen("berita/1", 20, 8), shown("berita/1", 20), True),
        (seen("berita/1", 9, 6), shown("berita/1", 9), False),  # not for long enough
        (seen("berita/1", 20, 8), shown("berita/1", 2), False),  # another day
        (seen("berita/1", 20, 8), bare("berita/1"), False),  # none
        (seen("berita/1", 20, 8, doubted=True), shown("berita/1", 20, doubt=Doubt.EVENT), False),
    ],
)
def test_a_day_stood_that_is_printed_again_a_week_later(
    before: Sighting, now: Candidate, stood: bool
) -> None:
    known = by_address(before)
    (after,) = remembered(known, [held(now, History.of(known), CONTEXT)], NOW).values()
    assert after.stood is stood


def looks(first: Sighting, *days: float) -> Sighting:
    """A sighting after further looks so many days ago, each of which saw the day of ten days ago."""
    known = by_address(first)
    for day in days:
        context = replace(CONTEXT, now=ago(day))
        candidate = held(shown("berita/1", 10), History.of(known), context)
        known = remembered(known, [candidate], ago(day))
    return next(iter(known.values()))


def test_a_clock_that_stands_still_for_a_week_is_none_any_more() -> None:
    rolled = seen("berita/1", 11, 10.5, clock=True)
    assert looks(rolled, 9, 4).clock
    settled = looks(rolled, 9, 1)
    assert (settled.clock, settled.published) == (False, ago(10))


def test_a_clocks_place_that_shows_a_day_after_the_post_was_seen_first_dates_nothing() -> None:
    assert looks(seen("berita/1", 60, 50, clock=True), 9, 1).clock


def test_a_newer_day_stood_that_is_seen_again_on_a_later_one() -> None:
    assert not looks(seen("berita/1", 400, 90), 9).shown_stood
    assert not looks(seen("berita/1", 400, 90), 9, 8.5).shown_stood
    assert looks(seen("berita/1", 400, 90), 9, 7).shown_stood


@pytest.mark.parametrize(
    ("title", "also"), [(f"{TITLE} - Dinas Air", name_of(TITLE)), (TITLE, ""), ("Pengumuman", "")]
)
def test_a_post_at_a_new_address_is_known_by_the_title_that_it_bore_at_the_old_one(
    title: str, also: str
) -> None:
    """But where one word stands over it now, which names none."""
    moved = replace(shown("kabar/1", 400, title=title), known_as=name_of(TITLE))
    (kept,) = remembered({}, [moved], NOW).values()
    assert kept.also == also


def test_sightings_are_bounded_and_the_latest_stay() -> None:
    many = [shown(f"berita/{n}", 3, title=f"Judul yang ke sekian {n}") for n in range(MAX_SIGHTINGS + 30)]
    kept = remembered({}, many, NOW)
    assert len(kept) == MAX_SIGHTINGS
    assert normal(many[-1].url) in kept


def test_a_day_is_the_same_in_greenwich_where_memory_tells_it_after_a_restart() -> None:
    day = datetime(2026, 11, 2, tzinfo=WIB)
    edited = replace(shown("berita/1", 102), shown=day)
    before = seen("berita/1", 102, 100, shown=day.astimezone(UTC), shown_at=ago(9))
    (kept,) = remembered(by_address(before), [edited], NOW).values()
    assert kept.shown_at == ago(9)
    known = replace(seen("berita/1", 30, 9), published=day.astimezone(UTC))
    assert history(known).elsewhere(replace(shown("berita/2", 1), published=day)) is None


@pytest.mark.parametrize(
    ("told", "hours", "stood", "read", "kept"),
    [
        (shown("a", 400), 48, False, True, False),
        (shown("a", 400), 2, False, True, True),  # two copies of a cache that answer in turn
        (shown("a", 400), 48, True, True, True),  # it stood: an import's, or an edit's
        (shown("a", 400), 48, False, False, True),  # what an earlier look read
        (shown("a", 400, doubt=Doubt.CLOCK), 48, False, True, True),
        (replace(shown("a", 400), found=Recall.KEPT.text), 48, False, True, True),  # it shows none
    ],
)
def test_a_newer_date_that_did_not_stand_is_taken_back_where_a_post_shows_its_own_again(
    told: Candidate, hours: float, stood: bool, read: bool, kept: bool
) -> None:
    """Dates that rolled for a while made a day look like an import's for good, and a true post of that day open."""
    before = seen("a", 400, 300, shown=ago(20), shown_at=NOW - timedelta(hours=hours), shown_stood=stood)
    (after,) = remembered(by_address(before), [told], NOW, read=read).values()
    assert (after.shown is not None) is kept
