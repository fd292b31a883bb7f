"""However much a site makes up, what is remembered of it stays small; a file that grew before is cut."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from any_record import records
from hypothesis import given, settings
from hypothesis import strategies as st
from memory_records import NOW, URL, full, post

from opd_exporter.domain.candidate import Candidate, Doubt, Question, SeenDate
from opd_exporter.domain.report import Cms
from opd_exporter.domain.transport import Validators
from opd_exporter.domain.vocabulary import Source
from opd_exporter.judges.identity import Identity
from opd_exporter.posts.history import MAX_SIGHTINGS, Sighting
from opd_exporter.posts.remembering import remembered
from opd_exporter.store.codec import encode
from opd_exporter.store.database import Memory
from opd_exporter.store.limits import MAX_BYTES, latest_sightings, within_limits
from opd_exporter.store.record import Learned, Record
from opd_exporter.store.rows import MAX_FIELD
from opd_exporter.text.address import normal

MOST = 1_000_000
"""Bytes that nothing a site does takes its record beyond."""
LONG = "\U0001f600" * 1500


def bloated() -> Record:
    """More of everything than any site has, each with texts of the longest kind."""
    many = range(1000)
    return replace(
        full(),
        visit=replace(full().visit, explanation=LONG * 9, url=LONG * 9),  # type: ignore[type-var]
        cms=Cms(LONG, LONG),
        posts=tuple(
            replace(post(number), title=LONG, found=LONG, url=f"{URL}{number}?{LONG}") for number in many
        ),
        sightings={f"{number}/{LONG}": Sighting(f"{URL}{number}?{LONG}", LONG, NOW, NOW) for number in many},
        questions=tuple(Question(Doubt.UNOPENED, f"{URL}{number}?{LONG}", NOW, LONG) for number in many),
        identity=Identity(
            frozenset(f"{number}{LONG}" for number in many), *(frozenset(map(str, many)) for _ in range(2))
        ),
        learned=Learned(
            feed=f"{URL}{LONG * 9}",
            validators={URL: Validators("e" * 60_000), **{f"{URL}{n}": Validators("e") for n in many}},
            digests={f"{URL}{number}": "0" * 24 for number in many},
            frame=(LONG,) * 1000,
            menu=(LONG,) * 1000,
            settled={f"{number}?{LONG}": NOW for number in many},
        ),
        evidence=tuple(
            Candidate(
                *(Source.LISTING, f"{URL}{number}?{LONG}", LONG, None, LONG, LONG, LONG),
                detail=LONG,
                dates=(SeenDate(NOW, "below_title", LONG, LONG, "clock"),) * 30,
            )
            for number in many
        ),
        steps=(LONG,) * 3000,
    )


def size(record: Record) -> int:
    return sum(len(encode(getattr(record, one.name))) for one in fields(Record))


def test_a_record_of_everything_too_much_is_small() -> None:
    too_much = bloated()
    kept = within_limits(too_much)
    assert len(encode(too_much.posts)) > 20 * MOST
    assert size(kept) < MOST
    seen = [one.dates for one in kept.evidence if one.dates]
    assert 0 < len(encode(seen)) <= MAX_BYTES["dates"]
    kept = replace(kept, evidence=tuple(replace(one, dates=()) for one in kept.evidence))
    for name in ("posts", "sightings", "questions", "identity", "evidence", "steps"):
        assert 0 < len(encode(getattr(kept, name))) <= MAX_BYTES[name] + 100
    for name in ("frame", "menu", "settled"):
        assert 0 < len(encode(getattr(kept.learned, name))) <= MAX_BYTES[name] + 100
    assert not kept.learned.validators
    assert not kept.learned.digests


def test_only_what_a_steady_look_asks_for_keeps_its_validators() -> None:
    asked = {URL, f"{URL}feed", f"{URL}wp-json/wp/v2/posts", f"{URL}berita"}
    old = {f"{URL}berita?sesi={number}" for number in range(40)}
    learned = Learned(
        feed=f"{URL}feed",
        rest=f"{URL}wp-json/wp/v2/posts",
        listing=f"{URL}berita",
        validators={url: Validators("e") for url in asked | old},
        digests=dict.fromkeys(asked | old, "0" * 24),
    )
    kept = within_limits(replace(full(), learned=learned)).learned
    assert set(kept.validators) == set(kept.digests) == asked


@settings(max_examples=40)
@given(records)
def test_an_ordinary_record_loses_nothing_but_what_is_asked_for_no_more(record: Record) -> None:
    kept = within_limits(record)
    asked = {record.url, record.learned.feed, record.learned.rest, record.learned.listing}
    learned = replace(
        record.learned,
        validators={url: one for url, one in record.learned.validators.items() if url in asked},
        digests={url: one for url, one in record.learned.digests.items() if url in asked},
    )
    newest = tuple(sorted(record.posts, key=lambda one: one.published, reverse=True))
    assert kept == replace(record, learned=learned, posts=newest)
    assert within_limits(kept) == kept


def test_the_newest_post_is_kept_whatever_its_size() -> None:
    posts = (*(post(number) for number in range(3, 600)), replace(post(0), title=LONG, url=f"{URL}{LONG}"))
    assert within_limits(replace(full(), posts=posts)).posts[0].published == post(0).published


def test_what_still_stands_in_a_list_is_not_forgotten_for_addresses_made_up_since() -> None:
    """Else an edit could make an old entry new, and a site that died active."""

    def entry(path: str, age: int) -> Candidate:
        return Candidate(Source.LISTING, f"{URL}{path}", "Judul", NOW - timedelta(days=age), "tercetak")

    old = [entry(f"berita/{number}", 300 + number) for number in range(10)]
    kept = remembered({}, old, NOW)
    for look in range(60):
        made_up = [entry(f"?sesi={look}-{number}", 1) for number in range(60)]
        kept = dict(latest_sightings(remembered(kept, [*made_up, *old], NOW + timedelta(days=look))))
    assert len(kept) <= MAX_SIGHTINGS
    assert {normal(one.url) for one in old} <= kept.keys()
    assert {kept[normal(one.url)].seen for one in old} == {NOW}


@given(
    st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31)).map(  # noqa: DTZ001
        lambda when: when.replace(tzinfo=UTC)
    )
)
def test_a_post_keeps_its_day_or_is_none(when: datetime) -> None:
    kept = within_limits(replace(full(), posts=(replace(post(1), published=when),))).posts
    assert [one.published for one in kept] == ([when] if 1 < when.year < 9999 else [])


def written(path: Path, field: str, value: str) -> None:
    """A field as an earlier version left it."""
    with closing(sqlite3.connect(path)) as database:
        database.execute("UPDATE known SET value = ? WHERE field = ?", (value, field))
        database.commit()


def test_a_file_that_grew_before_is_cut_when_it_is_written_again(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite3"
    with closing(Memory(path)) as memory:
        memory.save(full())
    grown = replace(
        full().learned,
        validators={f"{URL}{number}": Validators("e" * 900) for number in range(5000)},
        digests={f"{URL}{number}": "0" * 24 for number in range(5000)},
    )
    written(path, "learned", encode(grown))
    with closing(Memory(path)) as memory:
        known = memory.load("dinkes", URL)
        assert not known.learned.validators
        assert known.posts == full().posts
        memory.save(known)
    with closing(sqlite3.connect(path)) as database:
        (held,) = database.execute("SELECT length(value) FROM known WHERE field = 'learned'").fetchone()
    assert held < 1000


def test_a_field_beyond_all_measure_is_not_loaded_and_the_rest_is(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "x.sqlite3"
    with closing(Memory(path)) as memory:
        memory.save(full())
    written(path, "steps", json.dumps(["x" * MAX_FIELD]))
    with closing(Memory(path)) as memory:
        known = memory.load("dinkes", URL)
        assert known == replace(full(), steps=())
        memory.save(known)
    assert len(caplog.records) == 1
    assert "dinkes" in caplog.text
    caplog.clear()
    with closing(Memory(path)) as memory:
        assert memory.load("dinkes", URL) == replace(full(), steps=())
    assert not caplog.records


@pytest.mark.parametrize("number", ["1" + "0" * 400, "9223372036854775808", "-9223372036854775808"])
def test_a_number_beyond_all_measure_is_damage(tmp_path: Path, number: str) -> None:
    path = tmp_path / "x.sqlite3"
    with closing(Memory(path)) as memory:
        memory.save(full())
    visit = encode(full().visit).replace('"status":503', f'"status":{number}')
    assert number in visit
    with closing(sqlite3.connect(path)) as database:
        database.execute("UPDATE seen SET visit = ?", (visit,))
        database.commit()
    with closing(Memory(path)) as memory:
        assert memory.load("dinkes", URL) == Record("dinkes", URL)
