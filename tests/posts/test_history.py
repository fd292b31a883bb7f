"""What earlier looks saw decides over the date that a post shows now."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sightings import CONTEXT, NOW, SITE, TITLE, WIB, ago, history, seen, shown

from opd_exporter.domain.candidate import Candidate, Doubt, Refusal
from opd_exporter.domain.vocabulary import Source
from opd_exporter.posts.history import (
    MAX_SIGHTINGS,
    MAY_MOVE,
    History,
    Sighting,
    held,
    name_of,
)
from opd_exporter.posts.imports import without_imports
from opd_exporter.posts.remembering import remembered
from opd_exporter.text.address import normal


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
    assert (moved.published, moved.open, moved.detail) == (ago(3), Doubt.CLOCK, MAY_MOVE)
    again = replace(first, shown=ago(2), shown_at=ago(0.2))
    assert held(shown("berita/1", 2), history(again), CONTEXT).open is Doubt.CLOCK, "the same day"
    assert held(shown("berita/1", 2), history(replace(again, shown_at=ago(1))), CONTEXT).open is None


@pytest.mark.parametrize(
    "known",
    [
        replace(seen("berita/1", 3, 1), still=True),  # it stood for a day, and was edited then
        seen("berita/1", 40, 1),  # further than time went
        replace(seen("berita/1", 9, 7), stood=True),
    ],
)
def test_an_edit_leaves_nothing_open(known: Sighting) -> None:
    assert held(shown("berita/1", 2), history(known), CONTEXT).open is None


@pytest.mark.parametrize(("read", "days", "still"), [(True, 1, True), (True, 0.5, False), (False, 1, False)])
def test_a_date_stands_still_that_is_read_again_a_day_later(read: bool, days: float, still: bool) -> None:
    known = {normal(f"{SITE}berita/1"): seen("berita/1", 3, days)}
    (after,) = remembered(known, [shown("berita/1", 3)], NOW, read=read).values()
    assert after.still is still


def test_a_date_that_was_doubtful_is_taken_back_at_its_first_move() -> None:
    doubtful = replace(seen("berita/1", 102, 100), doubted=True)
    found = held(shown("berita/1", 2), history(doubtful), CONTEXT)
    assert (found.published, found.open) == (None, Doubt.CLOCK)


def test_an_entry_without_a_date_has_the_one_that_was_known() -> None:
    bare = replace(shown("berita/1", 2), published=None)
    assert held(bare, history(seen("berita/1", 40, 30)), CONTEXT).published == ago(40)
    doubtful = replace(seen("berita/1", 40, 30), doubted=True)
    assert held(bare, history(doubtful), CONTEXT).published is None


def test_a_date_that_stood_still_for_a_day_is_certain() -> None:
    clock = shown("berita/1", 1.2, doubt=Doubt.CLOCK)
    assert held(clock, history(seen("berita/1", 1.2, 1.1)), CONTEXT).counts
    assert held(clock, history(seen("berita/1", 1.2, 0.001)), CONTEXT).open is Doubt.CLOCK


def test_an_old_post_at_a_new_address_keeps_its_day_unless_it_still_stands_at_the_old_one() -> None:
    known = history(seen("berita/1", 400, 90))
    assert held(shown("warta/1", 3), known, CONTEXT, standing=False).published == ago(400)
    assert held(shown("warta/1", 3), known, CONTEXT, standing=True).published == ago(3)


@pytest.mark.parametrize(("moved", "refused"), [(1, False), (2, True)])
def test_the_day_on_which_known_posts_came_back_together_is_that_of_an_import(
    moved: int, refused: bool
) -> None:
    day = date(2026, 11, 20)
    others = {f"k{n}": day for n in range(moved)}
    entry = Candidate(Source.FEED, f"{SITE}x", "Judul baru", datetime(2026, 11, 20, 3, tzinfo=UTC), "")
    later = Candidate(Source.FEED, f"{SITE}y", "Judul lain", datetime(2026, 11, 22, 3, tzinfo=UTC), "")
    found = without_imports({"x": entry, "y": later}, others, CONTEXT)
    assert (found["x"].refused is Refusal.IMPORTED) is refused
    assert found["y"].refused is None


def test_a_sighting_keeps_the_moment_of_the_date_it_shows() -> None:
    first = remembered({}, [shown("berita/1", 3)], ago(2))
    again = remembered(first, [shown("berita/1", 3)], NOW)
    changed = remembered(again, [shown("berita/1", 1)], NOW)
    key = normal(f"{SITE}berita/1")
    assert [one[key].seen for one in (first, again, changed)] == [ago(2), ago(2), NOW]


def test_an_entry_without_a_date_at_a_new_address_has_the_one_of_its_title() -> None:
    known = history(seen("berita/1", 400, 90))
    bare = replace(shown("warta/1", 3), published=None)
    assert held(bare, known, CONTEXT, standing=False).published == ago(400)
    assert held(bare, known, CONTEXT, standing=True).published is None


def test_a_page_that_prints_no_date_keeps_the_one_that_a_feed_once_gave() -> None:
    known = seen("berita/1", 400, 90)
    bare = replace(shown("berita/1", 3), published=None).refuse(Refusal.NO_DATE)
    kept = held(bare, history(known), CONTEXT)
    assert (kept.published, kept.refused) == (ago(400), None)


@pytest.mark.parametrize(
    ("known", "why"),
    [
        (replace(seen("berita/1", 400, 90), clock=True), Refusal.NO_DATE),
        (replace(seen("berita/1", 400, 90), doubted=True), Refusal.NO_DATE),
        (seen("berita/1", 400, 90), Refusal.SPAM),
        (seen("berita/2", 400, 90, title="Warga Banjarsari Menata Pasar Ikan"), Refusal.NO_DATE),
    ],
)
def test_a_clock_a_doubt_another_refusal_and_another_post_date_nothing(known: Sighting, why: Refusal) -> None:
    bare = replace(shown("berita/1", 3), published=None).refuse(why)
    assert held(bare, history(known), CONTEXT) == bare


def _undated(before: float, *, latest: float) -> Sighting:
    """An entry seen without a date ``before`` days ago, when it was no newer than ``latest`` days."""
    return replace(seen("berita/1", latest, before), doubted=True, undated=True)


def test_nothing_is_published_after_it_was_seen() -> None:
    known = history(_undated(60, latest=400))
    anew = held(shown("berita/1", 2), known, CONTEXT)
    assert (anew.published, anew.open) == (ago(400), Doubt.UNDATED)
    moved = held(shown("warta/9", 2), known, CONTEXT, standing=False)
    assert (moved.published, moved.open) == (ago(400), Doubt.UNDATED)


def test_a_day_before_it_was_seen_another_title_and_a_yearly_one_are_dated_as_printed() -> None:
    known = history(_undated(60, latest=400))
    assert held(shown("berita/1", 61), known, CONTEXT) == shown("berita/1", 61)
    slot = shown("berita/1", 2, title="Warga Banjarsari Menata Pasar Ikan")
    assert held(slot, known, CONTEXT) == slot
    assert held(shown("warta/9", 2), known, CONTEXT, standing=True) == shown("warta/9", 2)
    bare = replace(shown("berita/1", 2), published=None)
    assert held(bare, known, CONTEXT) == bare


def test_what_shows_no_date_is_remembered_and_what_is_asked_about_may_be_as_new_as_the_look() -> None:
    bare = [replace(shown(path, 2, title=f"{TITLE} {path}"), published=None) for path in ("a/1", "a/2")]
    after = remembered({}, bare, NOW, ago(400), {normal(bare[0].url)})
    assert [(one.undated, one.published, one.seen) for one in after.values()] == [
        (True, NOW, NOW),
        (True, ago(400), NOW),
    ]
    (dated, _) = remembered(after, [shown("a/1", 3, title=f"{TITLE} a/1")], NOW).values()
    (kept,) = [one for one in (dated, _) if not one.undated]
    assert kept.published == ago(3)


def test_when_a_post_was_seen_first_dates_it_nowhere_also_after_its_new_address_was_seen_without_a_day() -> (
    None
):
    known = history(_undated(60, latest=60))
    anew = shown("kabar/9", 2)
    first = remembered(known.by_address, [replace(anew, published=None)], NOW)
    after = remembered(first, [held(anew, known, CONTEXT, standing=False)], NOW)
    later = held(anew, History.of(after), CONTEXT)
    assert (later.published, later.open) == (ago(60), Doubt.UNDATED)


def _announced(in_days: float, *, known: dict[str, Sighting], before: float) -> dict[str, Sighting]:
    """What is kept of a post that a look ``before`` days ago saw with a day ``in_days`` from now."""
    ahead = shown("berita/1", -in_days).refuse(Refusal.FUTURE)
    return remembered(known, [ahead], ago(before), ago(400))


@pytest.mark.parametrize("listed_first", [True, False])
def test_a_post_announced_ahead_bears_its_day_though_a_list_showed_it_without_one(listed_first: bool) -> None:
    bare = replace(shown("berita/1", 0), published=None)
    listed = remembered({}, [bare], ago(9), ago(400)) if listed_first else {}
    kept = remembered(_announced(-1, known=listed, before=8), [bare], ago(7), ago(400))
    assert held(shown("berita/1", 1), History.of(kept), CONTEXT) == shown("berita/1", 1)


def test_a_post_announced_ahead_becomes_no_newer_when_it_is_put_off_and_an_earlier_day_holds() -> None:
    known = History.of(_announced(-5, known={}, before=9))
    assert held(shown("berita/1", 1), known, CONTEXT).published == ago(5)
    assert held(shown("berita/1", 30), known, CONTEXT) == shown("berita/1", 30)


def _rolled(*, shown_at: float, shown: float) -> History:
    return history(replace(seen("berita/1", 400, 90), shown=ago(shown), shown_at=ago(shown_at)))


def test_dates_of_a_title_that_went_on_with_the_days_roll() -> None:
    assert _rolled(shown=9, shown_at=7).rolls(shown("warta/5", 2), NOW)


def test_an_import_seen_twice_an_edit_and_another_title_roll_not() -> None:
    imported = _rolled(shown=9, shown_at=7)
    assert not imported.rolls(shown("berita/1", 9), NOW)
    assert not history(seen("berita/1", 400, 90)).rolls(shown("berita/1", 2), NOW)
    assert not imported.rolls(shown("berita/7", 2, title="Warga Banjarsari Menata Pasar Ikan"), NOW)


def test_among_dates_that_roll_a_post_never_seen_may_be_new() -> None:
    day = date(2026, 11, 20)
    entry = Candidate(Source.LISTING, f"{SITE}x", "Judul baru", datetime(2026, 11, 20, 3, tzinfo=UTC), "")
    found = without_imports({"x": entry}, {"a": day, "b": day}, CONTEXT, {"a"})["x"]
    assert (found.refused, found.open, found.counts) == (None, Doubt.CLOCK, False)


def test_what_a_date_shows_since_is_remembered_with_the_first_moment_of_it() -> None:
    before = {normal(f"{SITE}berita/1"): seen("berita/1", 102, 100)}
    edited = held(shown("berita/1", 2), History.of(before), CONTEXT)
    (kept,) = remembered(before, [edited], NOW).values()
    assert (kept.published, kept.shown, kept.shown_at) == (ago(102), ago(2), NOW)
    (again,) = remembered({normal(kept.url): kept}, [edited], NOW + timedelta(days=3)).values()
    assert again.shown_at == NOW


def test_a_clock_stays_one() -> None:
    doubtful = replace(seen("berita/1", 102, 100), doubted=True)
    before = {normal(f"{SITE}berita/1"): doubtful}
    moved = held(shown("berita/1", 2), History.of(before), CONTEXT)
    after = remembered(before, [moved], NOW)
    again = held(shown("berita/1", 2), History.of(after), CONTEXT)
    assert (again.published, again.open) == (None, Doubt.CLOCK)


def test_a_day_that_stood_for_a_week_is_taken_back_by_nothing_that_goes_on_with_the_days_since() -> None:
    rolling = replace(seen("berita/1", 102, 100), shown=ago(12), shown_at=ago(10))
    assert held(shown("berita/1", 2), history(replace(rolling, stood=True)), CONTEXT).published == ago(102)


@pytest.mark.parametrize(
    ("before", "now", "stood"),
    [
        (seen("berita/1", 20, 8), shown("berita/1", 20), True),
        (seen("berita/1", 9, 6), shown("berita/1", 9), False),  # not for long enough
        (seen("berita/1", 20, 8), shown("berita/1", 2), False),  # another day
        (seen("berita/1", 20, 8), replace(shown("berita/1", 2), published=None), False),  # none
        (replace(seen("berita/1", 20, 8), doubted=True), shown("berita/1", 20, doubt=Doubt.EVENT), False),
    ],
)
def test_a_day_stood_that_is_printed_again_a_week_later(
    before: Sighting, now: Candidate, stood: bool
) -> None:
    known = {normal(before.url): before}
    (after,) = remembered(known, [held(now, History.of(known), CONTEXT)], NOW).values()
    assert after.stood is stood


def looks(first: Sighting, *days: float) -> Sighting:
    """A sighting after further looks so many days ago, each of which saw the day of ten days ago."""
    known = {normal(first.url): first}
    for day in days:
        context = replace(CONTEXT, now=ago(day))
        candidate = held(shown("berita/1", 10), History.of(known), context)
        known = remembered(known, [candidate], ago(day))
    return next(iter(known.values()))


def test_a_clock_that_stands_still_for_a_week_is_none_any_more() -> None:
    rolled = replace(seen("berita/1", 11, 10.5), clock=True)
    assert looks(rolled, 9, 4).clock
    settled = looks(rolled, 9, 1)
    assert (settled.clock, settled.published) == (False, ago(10))


def test_a_clocks_place_that_shows_a_day_after_the_post_was_seen_first_dates_nothing() -> None:
    rolled = replace(seen("berita/1", 60, 50), clock=True)
    assert looks(rolled, 9, 1).clock


@pytest.mark.parametrize("standing", [True, False])
def test_a_title_says_more_than_its_new_address_at_which_no_date_was_seen(standing: bool) -> None:
    bare = replace(seen("warta/1", 2, 2), doubted=True, undated=True)
    known = history(replace(seen("berita/1", 400, 90), clock=True), bare)
    found = held(shown("warta/1", 2), known, CONTEXT, standing=standing)
    assert (found.published == ago(2)) is standing


@pytest.mark.parametrize(("posts", "stood", "told"), [(2, True, True), (1, True, False), (2, False, False)])
def test_the_day_of_an_import_is_remembered(posts: int, stood: bool, told: bool) -> None:
    came = [
        replace(
            seen(f"berita/{n}", 400 + n, 90, title=f"{TITLE} {n}"),
            shown=ago(40),
            shown_at=ago(40),
            shown_stood=stood,
        )
        for n in range(posts)
    ]
    day = ago(40).astimezone(CONTEXT.zone).date()
    assert (day in history(*came).imports(CONTEXT.zone)) is told
    entry = shown("kabar/1", 40, title="Judul yang belum pernah terlihat")
    found = without_imports({"x": entry}, {}, CONTEXT, history=history(*came))["x"]
    assert (found.refused is Refusal.IMPORTED) is told


def test_a_post_that_stands_at_two_addresses_is_one_and_no_import() -> None:
    twice = [
        replace(seen(f"berita/{n}", 400, 90), shown=ago(40), shown_at=ago(40), shown_stood=True)
        for n in (1, 2)
    ]
    assert not history(*twice).imports(CONTEXT.zone)
    entries = {
        "x": shown("kabar/1", 40, title="Judul yang belum pernah terlihat"),
        "a": shown("a", 9),
        "b": shown("b", 9),
    }
    day = ago(40).astimezone(CONTEXT.zone).date()
    assert without_imports(entries, {"a": day, "b": day}, CONTEXT)["x"].refused is None


@pytest.mark.parametrize(
    ("doubt", "minutes", "refused"),
    [(Doubt.ONE_MOMENT, 1, True), (Doubt.ONE_MOMENT, 60, False), (None, 1, False)],
)
def test_one_moment_with_which_a_known_post_came_back_is_that_of_an_import(
    doubt: Doubt | None, minutes: float, refused: bool
) -> None:
    """Several posts of an hour's work, and one that somebody wrote in that minute, are none."""
    came = replace(seen("berita/1", 400, 90), shown=ago(40), shown_at=ago(40), shown_stood=True)
    entry = shown("kabar/1", 40 + minutes / 1440, title="Judul yang belum pernah terlihat", doubt=doubt)
    found = without_imports({"x": entry}, {}, CONTEXT, history=history(came))["x"]
    assert (found.refused is Refusal.IMPORTED) is refused


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


def test_of_a_post_that_moved_the_place_where_it_was_seen_last_is_asked() -> None:
    first, last = seen("berita/1", 400, 90), seen("kabar/7", 400, 20)
    rival = history(first, last).elsewhere(shown("kabar/9", 1))
    assert rival
    assert rival.url == last.url
    older = seen("berita/1", 401, 90)
    assert history(older, last).elsewhere(shown("kabar/9", 1)) == older


def test_a_day_is_the_same_in_greenwich_where_memory_tells_it_after_a_restart() -> None:
    day = datetime(2026, 11, 2, tzinfo=WIB)
    edited = replace(shown("berita/1", 102), shown=day)
    before = replace(seen("berita/1", 102, 100), shown=day.astimezone(UTC), shown_at=ago(9))
    (kept,) = remembered({normal(before.url): before}, [edited], NOW).values()
    assert kept.shown_at == ago(9)
    known = replace(seen("berita/1", 30, 9), published=day.astimezone(UTC))
    assert history(known).elsewhere(replace(shown("berita/2", 1), published=day)) is None
