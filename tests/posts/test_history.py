"""What earlier looks saw decides over the date that a post shows now."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sightings import CONTEXT, ago, bare, history, seen, shown

from opd_exporter.domain.candidate import Doubt, Recall, Refusal
from opd_exporter.posts.held import held
from opd_exporter.posts.history import Sighting


def test_what_was_not_seen_before_is_dated_as_printed() -> None:
    assert held(shown("berita/1", 900), history(), CONTEXT) == shown("berita/1", 900)


def test_an_edit_makes_no_post_newer() -> None:
    found = held(shown("berita/1", 3), history(seen("berita/1", 400, 90)), CONTEXT)
    assert found.published == ago(400)


def test_a_correction_to_an_older_day_holds() -> None:
    found = held(shown("berita/1", 400), history(seen("berita/1", 3, 1)), CONTEXT)
    assert found.published == ago(400)


def test_a_date_that_goes_on_with_the_days_is_taken_back_at_its_second_move() -> None:
    first = seen("berita/1", 102, 100)
    edited = held(shown("berita/1", 2), history(first), CONTEXT)
    assert edited.published == ago(102), "an edit or an import moves a date once"
    moved = replace(first, shown=ago(12), shown_at=ago(10))
    found = held(shown("berita/1", 2), history(moved), CONTEXT)
    assert (found.published, found.open) == (None, Doubt.CLOCK)
    imported = replace(first, shown=ago(10), shown_at=ago(10))
    assert held(shown("berita/1", 10), history(imported), CONTEXT).published == ago(102)


def test_a_date_that_has_gone_on_as_far_as_time_is_open_until_the_next_day() -> None:
    first = seen("berita/1", 3, 1)
    moved = held(shown("berita/1", 2), history(first), CONTEXT)
    assert (moved.published, moved.open, moved.detail) == (ago(3), Doubt.CLOCK, Recall.MAY_MOVE.text)
    again = replace(first, shown=ago(2), shown_at=ago(0.2))
    assert held(shown("berita/1", 2), history(again), CONTEXT).open is Doubt.CLOCK, "the same day"
    assert held(shown("berita/1", 2), history(replace(again, shown_at=ago(1))), CONTEXT).open is None


@pytest.mark.parametrize("doubt", [Doubt.UNOPENED, Doubt.ADDRESS_ALONE])
@pytest.mark.parametrize("known", [seen("berita/1", 400, 90), seen("berita/1", 3, 1)])
def test_a_known_date_says_nothing_of_its_page(known: Sighting, doubt: Doubt) -> None:
    found = held(shown("berita/1", 2, doubt=doubt), history(known), CONTEXT)
    assert (found.published, found.open) == (known.published, doubt)


@pytest.mark.parametrize("doubt", [Doubt.CLOCK, Doubt.ONE_MOMENT, Doubt.EVENT])
def test_a_known_date_settles_what_is_doubted_of_a_newer_one(doubt: Doubt) -> None:
    found = held(shown("berita/1", 2, doubt=doubt), history(seen("berita/1", 400, 90)), CONTEXT)
    assert (found.published, found.open) == (ago(400), None)


@pytest.mark.parametrize(
    "known",
    [
        seen("berita/1", 3, 1, still=True),  # it stood for a day, and was edited then
        seen("berita/1", 40, 1),  # further than time went
        seen("berita/1", 9, 7, stood=True),
    ],
)
def test_an_edit_leaves_nothing_open(known: Sighting) -> None:
    assert held(shown("berita/1", 2), history(known), CONTEXT).open is None


def test_a_date_that_was_doubtful_is_taken_back_at_its_first_move() -> None:
    doubtful = seen("berita/1", 102, 100, doubted=True)
    found = held(shown("berita/1", 2), history(doubtful), CONTEXT)
    assert (found.published, found.open) == (None, Doubt.CLOCK)


def test_an_entry_without_a_date_has_the_one_that_was_known() -> None:
    entry = bare("berita/1")
    assert held(entry, history(seen("berita/1", 40, 30)), CONTEXT).published == ago(40)
    doubtful = seen("berita/1", 40, 30, doubted=True)
    assert held(entry, history(doubtful), CONTEXT).published is None


def test_a_date_that_stood_still_for_a_day_is_certain() -> None:
    clock = shown("berita/1", 1.2, doubt=Doubt.CLOCK)
    assert held(clock, history(seen("berita/1", 1.2, 1.1)), CONTEXT).counts
    assert held(clock, history(seen("berita/1", 1.2, 0.001)), CONTEXT).open is Doubt.CLOCK


def test_an_old_post_at_a_new_address_keeps_its_day_unless_it_still_stands_at_the_old_one() -> None:
    known = history(seen("berita/1", 400, 90))
    assert held(shown("warta/1", 3), known, CONTEXT, standing=False).published == ago(400)
    assert held(shown("warta/1", 3), known, CONTEXT, standing=True).published == ago(3)


def test_an_entry_without_a_date_at_a_new_address_has_the_one_of_its_title() -> None:
    known = history(seen("berita/1", 400, 90))
    entry = bare("warta/1")
    assert held(entry, known, CONTEXT, standing=False).published == ago(400)
    assert held(entry, known, CONTEXT, standing=True).published is None


def test_a_page_that_prints_no_date_keeps_the_one_that_a_feed_once_gave() -> None:
    known = seen("berita/1", 400, 90)
    entry = bare("berita/1").refuse(Refusal.NO_DATE)
    kept = held(entry, history(known), CONTEXT)
    assert (kept.published, kept.refused) == (ago(400), None)


@pytest.mark.parametrize(
    ("known", "why"),
    [
        (seen("berita/1", 400, 90, clock=True), Refusal.NO_DATE),
        (seen("berita/1", 400, 90, doubted=True), Refusal.NO_DATE),
        (seen("berita/1", 400, 90), Refusal.SPAM),
        (seen("berita/2", 400, 90, title="Warga Banjarsari Menata Pasar Ikan"), Refusal.NO_DATE),
    ],
)
def test_a_clock_a_doubt_another_refusal_and_another_post_date_nothing(known: Sighting, why: Refusal) -> None:
    entry = bare("berita/1").refuse(why)
    assert held(entry, history(known), CONTEXT) == entry


def test_a_day_that_stood_for_a_week_is_taken_back_by_nothing_that_goes_on_with_the_days_since() -> None:
    rolling = seen("berita/1", 102, 100, shown=ago(12), shown_at=ago(10))
    assert held(shown("berita/1", 2), history(replace(rolling, stood=True)), CONTEXT).published == ago(102)


def test_of_a_post_that_moved_the_place_where_it_was_seen_last_is_asked() -> None:
    first, last = seen("berita/1", 400, 90), seen("kabar/7", 400, 20)
    rival = history(first, last).elsewhere(shown("kabar/9", 1))
    assert rival
    assert rival.url == last.url
    older = seen("berita/1", 401, 90)
    assert history(older, last).elsewhere(shown("kabar/9", 1)) == older
