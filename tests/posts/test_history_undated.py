"""Nothing is published after it was seen, whatever day it shows later; what was announced bears its day once that came."""

from __future__ import annotations

import pytest
from sightings import CONTEXT, NOW, ago, bare, history, seen, shown, undated

from opd_exporter.domain.candidate import Doubt, Refusal
from opd_exporter.posts.held import held
from opd_exporter.posts.history import History, Sighting
from opd_exporter.posts.remembering import remembered


def test_nothing_is_published_after_it_was_seen() -> None:
    known = history(undated("berita/1", 60, latest=400))
    anew = held(shown("berita/1", 2), known, CONTEXT)
    assert (anew.published, anew.open) == (ago(400), Doubt.UNDATED)
    moved = held(shown("warta/9", 2), known, CONTEXT, standing=False)
    assert (moved.published, moved.open) == (ago(400), Doubt.UNDATED)


def test_a_day_before_it_was_seen_another_title_and_a_yearly_one_are_dated_as_printed() -> None:
    known = history(undated("berita/1", 60, latest=400))
    assert held(shown("berita/1", 61), known, CONTEXT) == shown("berita/1", 61)
    slot = shown("berita/1", 2, title="Warga Banjarsari Menata Pasar Ikan")
    assert held(slot, known, CONTEXT) == slot
    assert held(shown("warta/9", 2), known, CONTEXT, standing=True) == shown("warta/9", 2)
    entry = bare("berita/1")
    assert held(entry, known, CONTEXT) == entry


def test_when_a_post_was_seen_first_dates_it_nowhere_also_after_its_new_address_was_seen_without_a_day() -> (
    None
):
    known = history(undated("berita/1", 60, latest=60))
    anew = shown("kabar/9", 2)
    first = remembered(known.by_address, [bare("kabar/9")], NOW)
    after = remembered(first, [held(anew, known, CONTEXT, standing=False)], NOW)
    later = held(anew, History.of(after), CONTEXT)
    assert (later.published, later.open) == (ago(60), Doubt.UNDATED)


def _announced(days: float, *, known: dict[str, Sighting], before: float) -> dict[str, Sighting]:
    """What is kept of a post that a look ``before`` days ago saw ahead, with the day of ``days`` ago."""
    ahead = shown("berita/1", days).refuse(Refusal.FUTURE)
    return remembered(known, [ahead], ago(before), ago(400))


@pytest.mark.parametrize("listed_first", [True, False])
def test_a_post_announced_ahead_bears_its_day_though_a_list_showed_it_without_one(listed_first: bool) -> None:
    entry = bare("berita/1")
    listed = remembered({}, [entry], ago(9), ago(400)) if listed_first else {}
    kept = remembered(_announced(1, known=listed, before=8), [entry], ago(7), ago(400))
    assert held(shown("berita/1", 1), History.of(kept), CONTEXT) == shown("berita/1", 1)


def test_a_post_announced_ahead_becomes_no_newer_when_it_is_put_off_and_an_earlier_day_holds() -> None:
    known = History.of(_announced(5, known={}, before=9))
    assert held(shown("berita/1", 1), known, CONTEXT).published == ago(5)
    assert held(shown("berita/1", 30), known, CONTEXT) == shown("berita/1", 30)


@pytest.mark.parametrize("put_off", [0, 3])
def test_what_stood_there_months_before_its_day_is_no_newer_than_when_it_was_seen_first(put_off: int) -> None:
    known = History.of(_announced(4, known={}, before=100))
    come = held(shown("berita/1", 4 - put_off), known, CONTEXT)
    assert (come.published, come.open) == (ago(100), Doubt.UNDATED)
    kept = remembered(known.by_address, [come], NOW)
    again = held(shown("berita/1", 4 - put_off), History.of(kept), CONTEXT)
    assert (again.published, again.open) == (ago(100), Doubt.UNDATED)


def test_one_put_right_and_another_post_at_its_address_are_dated_as_printed() -> None:
    known = History.of(_announced(4, known={}, before=100))
    for right in (shown("berita/1", 101), shown("berita/1", 2, title="Warga Banjarsari Menata Pasar Ikan")):
        assert held(right, known, CONTEXT) == right


@pytest.mark.parametrize("standing", [True, False])
def test_a_title_says_more_than_its_new_address_at_which_no_date_was_seen(standing: bool) -> None:
    known = history(seen("berita/1", 400, 90, clock=True), undated("warta/1", 2, latest=2))
    found = held(shown("warta/1", 2), known, CONTEXT, standing=standing)
    assert (found.published == ago(2)) is standing
