"""Since when an agency was written to: what goes on, what began anew, and what is forgotten."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from opd_exporter.domain.letter import KEPT, Letter, Letters, Sent, Written, noted

MONDAY = datetime(2026, 11, 2, 2, tzinfo=UTC)
NONE = Letters(MONDAY - timedelta(days=30))


def week(number: int) -> datetime:
    return MONDAY + timedelta(weeks=number, minutes=10)


def told(known: Letters, key: str, about: Letter, now: datetime, *, over: bool = False) -> Letters:
    return noted(known, [Sent(key, about, over)], now)


def test_weekly_letters_go_on_from_the_first() -> None:
    known = NONE
    for number in range(4):
        known = told(known, "dinkes", Letter.POSTS, week(number))
    assert known.to("dinkes") == (Written(Letter.POSTS, week(0), week(3)),)
    assert known.to("dinsos") == ()


def test_after_a_week_without_one_they_begin_anew() -> None:
    known = told(told(NONE, "dinkes", Letter.POSTS, week(0)), "dinkes", Letter.POSTS, week(2))
    assert known.to("dinkes") == (Written(Letter.POSTS, week(2), week(2)),)


def test_what_is_over_says_so_once_and_begins_anew() -> None:
    at = [MONDAY + timedelta(hours=hour) for hour in range(4)]
    known = told(NONE, "dinkes", Letter.DOWN, at[0])
    known = told(known, "dinkes", Letter.DOWN, at[1], over=True)
    assert told(known, "dinkes", Letter.DOWN, at[2], over=True) == known
    assert known.to("dinkes") == (Written(Letter.DOWN, at[0], at[0], at[1]),)
    known = told(known, "dinkes", Letter.DOWN, at[3])
    assert known.to("dinkes") == (Written(Letter.DOWN, at[3], at[3]),)


def test_the_end_of_what_was_never_told_is_nothing() -> None:
    assert told(NONE, "dinkes", Letter.SPAM, MONDAY, over=True) == NONE


def test_letters_of_long_ago_are_forgotten_and_the_others_stand_beside_each_other() -> None:
    known = told(told(NONE, "dinkes", Letter.SPAM, MONDAY), "dinsos", Letter.DOWN, MONDAY)
    known = told(known, "dinsos", Letter.SPAM, MONDAY + timedelta(days=1))
    assert [one.about for one in known.to("dinsos")] == [Letter.DOWN, Letter.SPAM]
    known = replace(known, lost=MONDAY)
    assert told(known, "setda", Letter.DOWN, MONDAY + KEPT).lost == MONDAY
    later = told(known, "setda", Letter.DOWN, MONDAY + KEPT + timedelta(hours=1))
    assert [later.to(key) and later.to(key)[0].about for key in ("dinkes", "dinsos", "setda")] == [
        (),
        Letter.SPAM,
        Letter.DOWN,
    ]
    assert later.lost is None


def test_letters_of_one_notification_are_noted_as_one_by_one() -> None:
    sent = [
        Sent("dinkes", Letter.DOWN),
        Sent("dinsos", Letter.SPAM, over=True),
        Sent("setda", Letter.POSTS),
        Sent("dinkes", Letter.DOWN, over=True),
        Sent("dinkes", Letter.SPAM),
    ]
    one_by_one = NONE
    for each in sent:
        one_by_one = noted(one_by_one, [each], MONDAY)
    assert noted(NONE, sent, MONDAY) == one_by_one
    assert set(one_by_one.sites) == {"dinkes", "setda"}
    assert NONE.sites == {}
