"""When a post may be an old one, put up again under a title too brief to be known by."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sightings import CONTEXT, SITE, TITLE, ago, history, seen, shown

from opd_exporter.domain.candidate import Candidate, Doubt, Refusal
from opd_exporter.posts.held import held
from opd_exporter.posts.history import Sighting
from opd_exporter.posts.put_up_again import gone_for, lost_before
from opd_exporter.posts.remembering import remembered
from opd_exporter.text.address import normal

BRIEF = "Jadwal Imam Jumat"
OLD = shown("a/1", 200, title=BRIEF)
NEW = shown("a/9", 1, title=BRIEF)
ROWS = [
    replace(shown(f"a/{number}", days, title=f"Warga Merawat Taman Kota Blok {number}"), seen_on=SITE)
    for number, days in ((2, 150), (3, 250), (4, 300))
]


def by_key(*candidates: Candidate) -> dict[str, Candidate]:
    return {normal(one.url): one for one in candidates}


def gone(before: list[Candidate], now: list[Candidate], new: Candidate = NEW) -> Candidate | None:
    """In whose stead the new post of a list may stand, by what the list showed before and what it shows now."""
    listed = by_key(new, *now)
    return gone_for(normal(new.url), listed, listed.keys(), by_key(*before), CONTEXT)


def test_the_only_one_of_its_title_went_from_the_midst_when_another_came() -> None:
    assert gone([ROWS[0], OLD, *ROWS[1:]], ROWS) == OLD


def test_another_list_that_was_not_read_and_what_is_no_post_say_nothing() -> None:
    elsewhere = replace(shown("b/1", 260, title="Warga Menanam Pohon di Lereng"), seen_on=f"{SITE}b")
    album = shown("galeri/1", 3, title=BRIEF).refuse(Refusal.NOT_A_POST)
    assert gone([*ROWS, OLD, elsewhere], [*ROWS, album]) == OLD


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ([*ROWS, shown("a/1", 400, title=BRIEF)], ROWS),  # the last of the list: perhaps on the next page now
        ([ROWS[0], OLD, *ROWS[1:]], ROWS[:2]),  # others of its end went, too
        ([ROWS[0], OLD, *ROWS[1:]], []),  # another list
        (ROWS, ROWS),  # it had gone long before
        ([*ROWS, OLD, shown("a/7", 230, title=BRIEF)], ROWS),  # the title recurs
        ([*ROWS, OLD], [*ROWS, shown("a/7", 8, title=BRIEF)]),  # so it does
        ([*ROWS, OLD], [*ROWS, OLD]),  # it still stands
        ([*ROWS, replace(OLD, title="Jadwal Imam Tarawih")], ROWS),  # another title
        ([*ROWS, OLD.refuse(Refusal.NOT_A_POST)], ROWS),
        ([*ROWS, shown("a/1", 0.5, title=BRIEF)], ROWS),  # newer than what came
    ],
)
def test_nothing_says_so_otherwise(before: list[Candidate], now: list[Candidate]) -> None:
    assert gone(before, now) is None


def test_a_longer_title_is_known_by_itself_and_none_at_all_by_nothing() -> None:
    for title in ("Jadwal Imam Jumat Bulan Ini", "..."):
        old, new = replace(OLD, title=title), replace(NEW, title=title)
        assert gone([*ROWS, old], ROWS, new) is None


def test_what_may_be_put_up_again_stays_so_at_an_address_that_changes() -> None:
    doubted = replace(NEW, open=Doubt.PUT_UP_AGAIN)
    elsewhere = replace(NEW, url=f"{NEW.url}?sid=2")
    assert gone([*ROWS, doubted], [], elsewhere) == doubted
    assert gone([*ROWS, NEW], [], elsewhere) is None


@pytest.mark.parametrize("days", [1, 0.2])
def test_memory_leaves_it_open_whatever_later_date_it_shows(days: float) -> None:
    known = history(seen("a/9", 1, 20, title=BRIEF, again=True))
    assert held(shown("a/9", days, title=BRIEF), known, CONTEXT).open is Doubt.PUT_UP_AGAIN


def test_an_older_date_puts_it_right_and_a_post_of_no_such_doubt_counts() -> None:
    known = history(seen("a/9", 1, 20, title=BRIEF, again=True))
    assert held(shown("a/9", 200, title=BRIEF), known, CONTEXT).open is None
    assert held(shown("a/9", 1, title=BRIEF), history(seen("a/9", 1, 20)), CONTEXT).open is None


def test_it_is_kept_with_the_doubt_until_that_is_taken_back() -> None:
    doubted = remembered({}, [replace(NEW, open=Doubt.PUT_UP_AGAIN)], ago(1))
    assert doubted[normal(NEW.url)].again
    assert remembered(doubted, [replace(NEW, open=Doubt.UNOPENED)], ago(0))[normal(NEW.url)].again
    assert not remembered(doubted, [NEW], ago(0))[normal(NEW.url)].again


MOVED = [seen("berita/1", 400, 90), seen("warta/9", 400, 20, shown=ago(20), shown_at=ago(20))]
"""A post that stood elsewhere before, and has been entered anew three weeks ago."""


def lost(known: list[Candidate], *sightings: Sighting, now: tuple[Candidate, ...] = ()) -> Candidate | None:
    listed = by_key(NEW, *now)
    return lost_before(normal(NEW.url), listed, by_key(*known), history(*sightings), CONTEXT)


def test_it_may_be_one_that_went_before_while_such_are_entered_anew() -> None:
    assert lost([*ROWS, OLD], *MOVED) == OLD


@pytest.mark.parametrize(
    ("known", "sightings"),
    [
        ([OLD], []),  # none is
        ([OLD], [MOVED[0], replace(MOVED[1], seen=ago(40))]),  # that was over before
        ([OLD], [MOVED[0], replace(MOVED[1], shown=None)]),  # an address that changed, and no date
        ([OLD], [replace(MOVED[0], shown=ago(9), seen=ago(20))]),  # an edit dated it anew where it stood
        ([OLD, shown("a/7", 230, title=BRIEF)], MOVED),  # the title recurs
        ([replace(OLD, title=TITLE)], MOVED),
        ([shown("a/1", 0.5, title=BRIEF)], MOVED),  # newer than what came
    ],
)
def test_nothing_says_that_it_is_entered_anew_otherwise(
    known: list[Candidate], sightings: list[Sighting]
) -> None:
    assert lost(known, *sightings) is None


def test_it_is_none_that_still_stands() -> None:
    assert lost([OLD], *MOVED, now=(OLD,)) is None
