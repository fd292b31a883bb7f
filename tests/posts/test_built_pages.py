"""Pages that print when they were built date nothing, also where a cache keeps that day from moving."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from sightings import CONTEXT, SITE, ago, bare, history, seen, shown, undated

from opd_exporter.domain.candidate import Candidate, Recall, Refusal
from opd_exporter.domain.vocabulary import Source
from opd_exporter.posts.built_pages import without_built_days
from opd_exporter.posts.held import held
from opd_exporter.posts.history import Sighting
from opd_exporter.text.address import normal

OPENED_AT_ONCE = seen("berita/1", 10, 10)
LISTED = [undated("berita/2", 4, latest=10), undated("berita/3", 4, latest=400)]


def taken_back(
    known: list[Sighting], *pages: Candidate, listed: tuple[Candidate, ...] = ()
) -> dict[str, datetime | None]:
    """The paths of what is dated by nothing any more, and what it shows: of ``pages`` that a look opened and of entries
    that are ``listed`` beside them."""
    before = history(*known)
    told = {normal(one.url): replace(one, source=Source.ARTICLE) for one in pages}
    entries = {**told, **{normal(one.url): one for one in listed}}
    candidates = {key: held(one, before, CONTEXT) for key, one in entries.items()}
    printed = {key: one.published for key, one in told.items() if one.published and not one.refused}
    after = without_built_days(candidates, printed, before, CONTEXT)
    return {
        one.url.removeprefix(SITE): one.shown
        for one in after.values()
        if one.published is None and one.recalled is Recall.MOVED
    }


def test_two_posts_dated_after_they_were_listed_show_that_all_pages_print_when_they_were_built() -> None:
    """Also the pages that show the day on which they were listed, and known posts whose pages this look did not open."""
    known = [
        *(seen(f"berita/{number}", 10, 10) for number in (1, 4, 5, 6)),
        *LISTED,
        seen("kabar/8", 400, 200),
    ]
    pages = [shown(f"berita/{number}", 10) for number in (1, 5)]
    late = [shown(f"berita/{number}", 0.3) for number in (2, 3, 6)]
    back = taken_back(known, *pages, *late, shown("kabar/9", 400), listed=(bare("berita/4"),))
    assert back == {"berita/1": ago(10), "berita/4": None, "berita/5": ago(10), "berita/6": ago(0.3)}


@pytest.mark.parametrize(("before", "enough"), [(2, True), (32, False)])
def test_what_an_earlier_look_saw_of_them_is_enough_while_a_cache_may_keep_it(
    before: float, enough: bool
) -> None:
    late = (undated(f"berita/{number}", 40, latest=50) for number in (2, 3))
    known = [OPENED_AT_ONCE, *(replace(one, shown=ago(before), shown_at=ago(before)) for one in late)]
    pages = [shown(f"berita/{number}", 10) for number in (1, 7, 8)]
    assert bool(taken_back(known, *pages, listed=(bare("berita/2"), bare("berita/3")))) is enough


@pytest.mark.parametrize(
    ("known", "pages"),
    [
        # One may have been edited, or was listed before its page stood there.
        ([OPENED_AT_ONCE, LISTED[0]], [shown("berita/1", 10), shown("berita/2", 0.3)]),
        ([OPENED_AT_ONCE, LISTED[0]], [shown("berita/2", 0.3), shown("berita/7", 9)]),
        # Known posts that were edited since, as an earlier look saw.
        (
            [OPENED_AT_ONCE, *(seen(f"berita/{n}", 20, 20, shown=ago(n)) for n in (4, 5))],
            [shown("berita/1", 10)],
        ),
        # A post that appears a day after it was planned, or a clock of another zone.
        ([OPENED_AT_ONCE, *LISTED], [shown("berita/1", 10), shown("berita/2", 3.2), shown("berita/3", 3.2)]),
        # An agency that edits: an old page tells a day of its own, now or when it was read.
        (
            [OPENED_AT_ONCE, *LISTED],
            [shown("berita/1", 10), shown("berita/2", 0.3), shown("berita/3", 2), shown("berita/9", 40)],
        ),
        (
            [OPENED_AT_ONCE, *LISTED, seen("berita/9", 400, 200)],
            [shown("berita/1", 10), shown("berita/2", 0.3), shown("berita/3", 2)],
        ),
        # An import gives all one day; what was posted since bears its own.
        (
            [OPENED_AT_ONCE, *LISTED, seen("berita/7", 2, 2)],
            [shown("berita/1", 3), shown("berita/2", 3), shown("berita/3", 3), shown("berita/7", 2)],
        ),
        # Another section has another template.
        (
            [seen("kabar/1", 10, 10), *LISTED],
            [shown("kabar/1", 10), shown("berita/2", 0.3), shown("berita/3", 0.3)],
        ),
    ],
)
def test_posts_that_are_dated_late_for_other_reasons_take_nothing_back(
    known: list[Sighting], pages: list[Candidate]
) -> None:
    assert not taken_back(known, *pages)


def test_what_a_list_or_a_feed_dates_stands_and_what_is_refused_stays_so() -> None:
    known = [OPENED_AT_ONCE, *LISTED]
    feed = replace(shown("berita/6", 1), source=Source.FEED)
    pages = [shown("berita/1", 10), shown("berita/2", 0.3), shown("berita/3", 0.3)]
    seed = shown("berita/8", 2).refuse(Refusal.SEED)
    assert taken_back(known, *pages, seed, listed=(feed, shown("berita/5", 1))).keys() == {"berita/1"}


OPENED = [seen(f"berita/{number}", 20 + number, 20) for number in (1, 2, 3)]


@pytest.mark.parametrize(
    ("days", "taken"),
    [
        ((3, 6, 23), {"berita/1", "berita/2", "berita/3"}),
        ((3, 22, 23), set()),  # one edit
        ((15, 18, 23), set()),  # edits within a week
        ((6, 6, 6), set()),  # an import
    ],
)
def test_most_posts_that_are_dated_anew_a_week_after_they_were_seen_show_the_same(
    days: tuple[float, ...], taken: set[str]
) -> None:
    assert taken_back(OPENED, *(shown(f"berita/{n}", when) for n, when in enumerate(days, 1))).keys() == taken


def test_fewer_than_stand_still_were_edited() -> None:
    """Also where one of them was listed without a day."""
    known = [*OPENED[:1], LISTED[0], *(seen(f"berita/{number}", 20, 20) for number in (4, 5, 6))]
    pages = [shown("berita/1", 3), shown("berita/2", 0.3)]
    assert not taken_back(known, *pages, *(shown(f"berita/{number}", 20) for number in (4, 5, 6)))
