"""What is told of a record, also of one that an earlier version wrote."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from opd_exporter.domain.candidate import Doubt, Question
from opd_exporter.domain.config import Config, ProbeSettings, Site, Thresholds
from opd_exporter.domain.vocabulary import Source, State
from opd_exporter.engine.copies import Copies
from opd_exporter.engine.knowledge import certain, report, sightings
from opd_exporter.posts.history import Sighting
from opd_exporter.store.database import Memory
from opd_exporter.store.record import KnownPost, Record, Settled
from opd_exporter.text.address import normal

NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Jakarta")
SITE = Site("dinkes", "Dinas Kesehatan", "Dinkes", "dinas", "https://dinkes.example.go.id/")
CONFIG = Config("Kota", ZONE, Thresholds(), ProbeSettings(), (SITE,))
REFUSED = Question(Doubt.REFUSED, f"{SITE.url}feed", None, "403")


def record(
    age: float | None, questions: tuple[Question, ...] | None, settled: Settled | None = None
) -> Record:
    posts = ()
    if age is not None:
        when = NOW - timedelta(days=age)
        posts = (KnownPost(f"{SITE.url}b/1", "Warga Kasemen Menanam Mangrove", when, Source.FEED, "", NOW),)
    return Record(SITE.key, SITE.url, checked=NOW, posts=posts, questions=questions, settled=settled)


def state(one: Record) -> State:
    return report(SITE, one, Copies([one], ZONE), CONFIG, NOW).state


@pytest.mark.parametrize(
    ("age", "questions", "since", "told"),
    [
        (300, (REFUSED,), 6, State.MEASURED),  # a look that settles less never worsens what is said
        (300, (REFUSED,), 8, State.UNKNOWN),
        (None, (REFUSED,), 6, State.NO_POSTS),
        (None, (REFUSED,), 8, State.UNKNOWN),
        (300, (REFUSED,), None, State.UNKNOWN),
        (300, (), None, State.MEASURED),
        (None, (), None, State.NO_POSTS),
        (300, (REFUSED,), -400, State.UNKNOWN),  # a clock that was wrong wrote it down
    ],
)
def test_the_last_certain_state_stands_for_the_grace(
    age: float | None, questions: tuple[Question, ...], since: float | None, told: State
) -> None:
    settled = State.NO_POSTS if age is None else State.MEASURED
    before = None if since is None else Settled(settled, NOW - timedelta(days=since))
    assert state(record(age, questions, before)) is told


def test_a_measurement_whose_post_was_taken_back_is_no_sign_that_there_are_none() -> None:
    before = Settled(State.MEASURED, NOW - timedelta(days=2))
    assert state(record(None, (REFUSED,), before)) is State.UNKNOWN


@pytest.mark.parametrize(
    ("doubt", "seen", "doubted", "told"),
    [
        (Doubt.CLOCK, 1, True, State.UNKNOWN),
        (Doubt.CLOCK, 30, True, State.NO_POSTS),  # an entry that stood there then, and shows a clock by now
        (Doubt.EVENT, 1, True, State.NO_POSTS),  # perhaps no post at all
        (Doubt.UNOPENED, 1, True, State.UNKNOWN),  # its page is refused
        (Doubt.UNOPENED, 30, True, State.NO_POSTS),  # it was refused then, too
        (
            Doubt.UNOPENED,
            30,
            False,
            State.UNKNOWN,
        ),  # known by its own day, hidden when it was settled, back now
    ],
)
def test_what_was_settled_says_nothing_of_an_entry_that_came_since(
    doubt: Doubt, seen: float, doubted: bool, told: State
) -> None:
    entry = Question(doubt, f"{SITE.url}b/2", NOW - timedelta(days=1))
    first = NOW - timedelta(days=seen)
    one = replace(
        record(None, (entry,), Settled(State.NO_POSTS, NOW - timedelta(days=2))),
        sightings={normal(entry.url): Sighting(entry.url, "", NOW, first, doubted=doubted)},
    )
    assert state(one) is told


@pytest.mark.parametrize(
    ("doubt", "told"),
    [(Doubt.UNOPENED, State.UNKNOWN), (Doubt.CLOCK, State.NO_POSTS), (Doubt.REFUSED, State.NO_POSTS)],
)
def test_an_entry_that_memory_does_not_have_was_not_there_when_the_state_was_settled(
    doubt: Doubt, told: State
) -> None:
    """A look at which everything is refused writes nothing down of what it saw."""
    entry = Question(doubt, f"{SITE.url}b/2", NOW - timedelta(days=130))
    assert state(record(None, (entry,), Settled(State.NO_POSTS, NOW - timedelta(days=2)))) is told


@pytest.mark.parametrize(("until", "told"), [(299, State.UNKNOWN), (301, State.MEASURED)])
def test_an_entry_that_came_since_and_is_older_than_the_newest_changes_nothing(
    until: float, told: State
) -> None:
    """Such as of a box of random articles."""
    entry = Question(Doubt.UNOPENED, f"{SITE.url}b/2", NOW - timedelta(days=until))
    known = Sighting(entry.url, "", NOW, NOW - timedelta(days=1), doubted=True)
    before = Settled(State.MEASURED, NOW - timedelta(days=2))
    one = replace(record(300, (REFUSED, entry), before), sightings={normal(entry.url): known})
    assert state(one) is told


@pytest.mark.parametrize(
    ("newest", "told"),
    [(20, State.UNKNOWN), (300, State.MEASURED), (301, State.MEASURED), (299, State.MEASURED)],
)
def test_a_settled_state_stands_only_while_the_post_that_it_rested_on_is_known(
    newest: float, told: State
) -> None:
    """All but a site that was settled by a post of 20 days ago, which is known no more."""
    when = NOW - timedelta(days=newest)
    before = Settled(State.MEASURED, NOW - timedelta(days=2), when, when)
    assert state(record(300, (REFUSED,), before)) is told


@pytest.mark.parametrize(("latest", "told"), [(100, State.UNKNOWN), (185, State.MEASURED)])
def test_an_interval_that_was_of_one_status_and_is_of_two_by_now_is_settled_no_more(
    latest: float, told: State
) -> None:
    open_then = Question(Doubt.CLOCK, f"{SITE.url}b/2", NOW - timedelta(days=latest))
    before = Settled(State.MEASURED, NOW - timedelta(days=2), NOW - timedelta(days=181), open_then.until)
    assert state(record(181, (open_then, REFUSED), before)) is told


def test_a_state_is_certain_only_while_nothing_open_could_change_it() -> None:
    for age, questions, known in ((300, (), True), (300, (REFUSED,), False), (20, (REFUSED,), True)):
        one = record(age, questions)
        assert (certain(one, Copies([one], ZONE), CONFIG, NOW).settled is not None) is known


def test_a_memory_of_an_earlier_version_is_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "opd-exporter.sqlite3"
    with closing(Memory(path)) as memory:
        memory.save(record(300, ()))
    with closing(sqlite3.connect(path)) as database:
        database.execute("DELETE FROM known WHERE field IN ('sightings', 'questions', 'settled', 'identity')")
        written = {"state": '"measured"', "seen": '{"a":"2026-11-20T08:00:00+00:00"}'}
        for field, value in written.items():
            row = (SITE.key, SITE.url, field, value)
            database.execute("INSERT OR REPLACE INTO known VALUES (?, ?, ?, ?)", row)
        database.commit()
    with closing(Memory(path)) as memory:
        known = memory.load(SITE.key, SITE.url)
    assert known.questions is None
    assert state(known) is State.MEASURED
    assert list(sightings(known)) == [normal(f"{SITE.url}b/1")], "its posts are what was seen"
