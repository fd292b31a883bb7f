"""The interval of what is known, and the state that follows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opd_exporter.domain.candidate import Doubt, Question
from opd_exporter.domain.config import Thresholds
from opd_exporter.domain.status import by_age
from opd_exporter.domain.vocabulary import State
from opd_exporter.posts.bounds import bounds, deciding, state_of

NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)
LIMITS = Thresholds()
ALWAYS = Question(Doubt.REFUSED, "https://a.example.go.id/feed")


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def dated(days: float) -> Question:
    return Question(Doubt.UNOPENED, f"https://a.example.go.id/{days}", ago(days))


@pytest.mark.parametrize(
    ("newest", "questions", "state"),
    [
        (None, [], State.NO_POSTS),
        (ago(300), [], State.MEASURED),
        (None, [ALWAYS], State.UNKNOWN),
        (ago(300), [ALWAYS], State.UNKNOWN),
        (ago(20), [ALWAYS], State.MEASURED),  # whatever is behind the door, it is aktif
        (ago(300), [dated(20)], State.UNKNOWN),
        (ago(300), [dated(250)], State.MEASURED),
        (ago(300), [dated(400)], State.MEASURED),
        (ago(120), [dated(100)], State.MEASURED),
        (ago(120), [dated(80)], State.UNKNOWN),
        (None, [dated(2000)], State.NO_POSTS),  # too old to matter
        (None, [dated(5)], State.UNKNOWN),
    ],
)
def test_both_ends_must_give_one_status(
    newest: datetime | None, questions: list[Question], state: State
) -> None:
    assert state_of(bounds(newest, questions, NOW), LIMITS, NOW) is state


_ages = st.none() | st.floats(0, 1000).map(ago)
_questions = st.lists(st.builds(Question, st.sampled_from(Doubt), st.just("u"), _ages), max_size=5)


@given(_ages, _questions, _questions)
def test_a_further_question_never_makes_more_certain(
    newest: datetime | None, some: list[Question], more: list[Question]
) -> None:
    few, many = bounds(newest, some, NOW), bounds(newest, [*some, *more], NOW)
    assert (few.upper or datetime.min.replace(tzinfo=UTC)) <= (many.upper or datetime.max.replace(tzinfo=UTC))
    if state_of(few, LIMITS, NOW) is State.UNKNOWN:
        assert state_of(many, LIMITS, NOW) is State.UNKNOWN


@given(_ages, _questions)
def test_the_deciding_questions_are_those_that_keep_the_state_open(
    newest: datetime | None, questions: list[Question]
) -> None:
    unknown = state_of(bounds(newest, questions, NOW), LIMITS, NOW) is State.UNKNOWN
    left = [one for one in questions if one not in deciding(newest, questions, LIMITS, NOW)]
    assert state_of(bounds(newest, left, NOW), LIMITS, NOW) is not State.UNKNOWN
    assert unknown is bool(deciding(newest, questions, LIMITS, NOW))


@given(st.floats(0, 1000))
def test_a_certain_state_stands_for_its_posts_status(age: float) -> None:
    assert by_age(ago(age), LIMITS, NOW) is by_age(bounds(ago(age), [], NOW).upper, LIMITS, NOW)
