"""Days on which known posts came back together are those of imports; dates that go on with the days are clocks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sightings import CONTEXT, NOW, TITLE, ago, day_of, history, seen, shown

from opd_exporter.domain.candidate import Candidate, Doubt, Recall, Refusal
from opd_exporter.domain.vocabulary import Source
from opd_exporter.posts.history import History, Sighting
from opd_exporter.posts.imports import without_imports
from opd_exporter.text.address import normal

UNSEEN = "Judul yang belum pernah terlihat"


def _came_back(path: str, *, title: str = TITLE, shown_stood: bool = True) -> Sighting:
    """A post of long ago that has shown the day of forty days ago since."""
    return seen(path, 400, 90, title=title, shown=ago(40), shown_at=ago(40), shown_stood=shown_stood)


@pytest.mark.parametrize(("moved", "refused"), [(1, False), (2, True)])
def test_the_day_on_which_known_posts_came_back_together_is_that_of_an_import(
    moved: int, refused: bool
) -> None:
    known = {f"known {number}": day_of(5) for number in range(moved)}
    entries = {"x": shown("x", 5, title="Judul baru"), "y": shown("y", 3, title="Judul lain")}
    found = without_imports(entries, known, history(), CONTEXT)
    assert (found["x"].refused is Refusal.IMPORTED) is refused
    assert found["y"].refused is None


@pytest.mark.parametrize(("posts", "stood", "told"), [(2, True, True), (1, True, False), (2, False, False)])
def test_the_day_of_an_import_is_remembered(posts: int, stood: bool, told: bool) -> None:
    known = history(
        *(_came_back(f"berita/{n}", title=f"{TITLE} {n}", shown_stood=stood) for n in range(posts))
    )
    assert (day_of(40) in known.imports(CONTEXT.zone)) is told
    found = without_imports({"x": shown("kabar/1", 40, title=UNSEEN)}, {}, known, CONTEXT)["x"]
    assert (found.refused is Refusal.IMPORTED) is told


def test_a_post_that_stands_at_two_addresses_is_one_and_no_import() -> None:
    assert not history(_came_back("berita/1"), _came_back("berita/2")).imports(CONTEXT.zone)
    entries = {"x": shown("kabar/1", 40, title=UNSEEN), "a": shown("a", 9), "b": shown("b", 9)}
    moved = {"a": day_of(40), "b": day_of(40)}
    assert without_imports(entries, moved, history(), CONTEXT)["x"].refused is None


@pytest.mark.parametrize(
    ("doubt", "minutes", "refused"),
    [(Doubt.ONE_MOMENT, 1, True), (Doubt.ONE_MOMENT, 60, False), (None, 1, False)],
)
def test_one_moment_with_which_a_known_post_came_back_is_that_of_an_import(
    doubt: Doubt | None, minutes: float, refused: bool
) -> None:
    """Several posts of an hour's work, and one that somebody wrote in that minute, are none."""
    known = history(_came_back("berita/1"))
    entry = shown("kabar/1", 40 + minutes / 1440, title=UNSEEN, doubt=doubt)
    found = without_imports({"x": entry}, {}, known, CONTEXT)["x"]
    assert (found.refused is Refusal.IMPORTED) is refused


def _rolled(*, shown_at: float, shown: float) -> History:
    return history(seen("berita/1", 400, 90, shown=ago(shown), shown_at=ago(shown_at)))


def test_dates_of_a_title_that_went_on_with_the_days_roll() -> None:
    assert _rolled(shown=9, shown_at=7).rolls(shown("warta/5", 2), NOW)


def test_an_import_seen_twice_an_edit_and_another_title_roll_not() -> None:
    imported = _rolled(shown=9, shown_at=7)
    assert not imported.rolls(shown("berita/1", 9), NOW)
    assert not history(seen("berita/1", 400, 90)).rolls(shown("berita/1", 2), NOW)
    assert not imported.rolls(shown("berita/7", 2, title="Warga Banjarsari Menata Pasar Ikan"), NOW)


def test_among_dates_that_roll_a_post_never_seen_may_be_new() -> None:
    moved = {"a": day_of(5), "b": day_of(5)}
    found = without_imports(
        {"x": shown("x", 5, title="Judul baru")}, moved, history(), CONTEXT, rolling={"a"}
    )["x"]
    assert (found.refused, found.open, found.counts) == (None, Doubt.CLOCK, False)


@pytest.mark.parametrize(
    ("by", "rolls", "again", "said"),
    [
        (Source.FEED, Source.ARTICLE, False, (None, None)),
        (Source.FEED, Source.ARTICLE, True, (None, None)),  # a day that the clock showed at the look before
        (Source.FEED, Source.FEED, False, (None, Doubt.CLOCK)),  # the feed's own dates go on
        (Source.LISTING, Source.ARTICLE, False, (None, Doubt.CLOCK)),  # a list may print the pages' clock
        (Source.FEED, None, False, (Refusal.IMPORTED, None)),
    ],
)
def test_what_a_feed_dates_no_clock_of_the_pages_does(
    by: Source, rolls: Source | None, again: bool, said: tuple[Refusal | None, Doubt | None]
) -> None:
    day = 2 if again else 5
    back = [replace(one, source=rolls or Source.FEED) for one in _moved((400, day), (430, day))]
    known = {normal(one.url): one for one in back}
    seen_before = (
        seen(f"berita/{n}", own, 90, title=f"{TITLE} {n}", shown=ago(5), shown_at=ago(5))
        for n, own in enumerate((400, 430))
    )
    entry = replace(shown("kabar/1", 5, title=UNSEEN), source=by)
    found = without_imports(
        {**known, "x": entry},
        dict.fromkeys(known, day_of(day)),
        history(*seen_before),
        CONTEXT,
        rolling=list(known)[:1] if rolls else (),
    )["x"]
    assert (found.refused, found.open) == said


@pytest.mark.parametrize(("rounded", "rolls"), [(0, True), (1, True), (7, False), (30, False)])
def test_an_age_in_weeks_or_months_goes_on_with_the_days_without_rolling(rounded: float, rolls: bool) -> None:
    entry = replace(shown("warta/5", 60), rounded=rounded)
    assert _rolled(shown=67, shown_at=7).rolls(entry, NOW) is rolls


def _came_back_once(posts: int) -> History:
    """Known posts that showed another day when the last look saw them, each once."""
    known = (seen(f"berita/{n}", 400 + n, 90, title=f"{TITLE} {n}") for n in range(posts))
    return history(*(replace(one, shown=ago(2), shown_at=ago(1)) for one in known))


@pytest.mark.parametrize(("posts", "days", "open_"), [(2, 2, Doubt.ONE_MOMENT), (1, 2, None), (2, 9, None)])
def test_the_day_that_known_posts_came_back_with_once_is_left_open_until_they_are_looked_at_again(
    posts: int, days: float, open_: Doubt | None
) -> None:
    """An import, or a clock that a redesign brought; one post that an editor dated anew, and another day, say nothing."""
    entry = shown("kabar/1", days, title="Senam Jumat Sehat")
    found = without_imports({"x": entry}, {}, _came_back_once(posts), CONTEXT)["x"]
    assert (found.refused, found.open) == (None, open_)


def _moved(*pairs: tuple[float, float]) -> list[Candidate]:
    """Posts that are known, by the ages in days of their own days, and of those that they show now."""
    return [
        replace(shown(f"berita/{n}", own, title=f"{TITLE} {n}"), found=Recall.KEPT.text, shown=ago(now))
        for n, (own, now) in enumerate(pairs)
    ]


@pytest.mark.parametrize(
    ("pairs", "days", "refused"),
    [
        (((400, 5), (430, 5), (460, 4)), 4, True),  # an import that ran past midnight
        (((400, 4), (430, 4), (460, 5)), 5, True),
        (((400, 5), (430, 5)), 4, False),  # a living site's post on the day after its import
        (((400, 5), (430, 5), (460, 4)), 3, False),  # and two days after it
        (((400, 5), (430, 4)), 4, False),  # an editor's two old posts, dated anew on two days in a row
        (((6, 5), (6, 5), (5, 4)), 4, False),  # a zone in which all of them are of the next day
        (((400, 5), (430, 5), (5, 4)), 4, False),
    ],
)
def test_an_import_that_runs_past_midnight_gives_two_days(
    pairs: tuple[tuple[float, float], ...], days: float, refused: bool
) -> None:
    back = {normal(one.url): one for one in _moved(*pairs)}
    moved = {key: CONTEXT.day(one.shown) for key, one in back.items() if one.shown}
    known = history(*(seen(f"berita/{n}", own, 90, title=f"{TITLE} {n}") for n, (own, _) in enumerate(pairs)))
    entry = shown("kabar/1", days, title=UNSEEN)
    found = without_imports({**back, "x": entry}, moved, known, CONTEXT)["x"]
    assert (found.refused is Refusal.IMPORTED) is refused


@pytest.mark.parametrize(("another", "told"), [(39, True), (38, False), (None, False)])
def test_both_days_of_such_an_import_are_remembered(another: float | None, told: bool) -> None:
    came = [_came_back(f"berita/{n}", title=f"{TITLE} {n}") for n in range(2)]
    last = _came_back("berita/9", title=f"{TITLE} 9")
    known = history(*came, *([replace(last, shown=ago(another))] if another else []))
    assert (day_of(39) in known.imports(CONTEXT.zone)) is told
    found = without_imports({"x": shown("kabar/1", 39, title=UNSEEN)}, {}, known, CONTEXT)["x"]
    assert (found.refused is Refusal.IMPORTED) is told


def test_days_that_a_post_shows_beside_its_own_are_those_of_a_zone_and_of_no_import() -> None:
    known = history(
        *(
            seen(f"berita/{n}", 40, 39, title=f"{TITLE} {n}", shown=ago(39), shown_stood=True)
            for n in range(3)
        )
    )
    assert not known.imports(CONTEXT.zone)
