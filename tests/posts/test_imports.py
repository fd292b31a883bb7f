"""What bears the day of an import, and was written after it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sightings import CONTEXT, NOW, SITE, WIB, history, seen, shown

from opd_exporter.domain.candidate import Candidate, Refusal
from opd_exporter.domain.vocabulary import Source
from opd_exporter.posts.imports import without_imports

IMPORT = NOW - timedelta(days=4)
DAY = IMPORT.astimezone(WIB).date()


def back(number: int, minutes: float, source: Source = Source.FEED) -> Candidate:
    """A known post that shows the moment of an import."""
    known = shown(f"berita/{number}", 400 + number, title=f"Warga Belajar Merawat Sumur {number}")
    return replace(known, source=source, shown=IMPORT + timedelta(minutes=minutes))


def entry(when: datetime, source: Source = Source.FEED) -> Candidate:
    return Candidate(source, f"{SITE}x", "Judul yang belum pernah terlihat", when, "")


def judged(one: Candidate, *known: Candidate) -> Candidate:
    entries = {"x": one, **{f"k{number}": each for number, each in enumerate(known)}}
    return without_imports(entries, dict.fromkeys(entries.keys() - {"x"}, DAY), history(), CONTEXT)["x"]


@pytest.mark.parametrize(
    ("minutes", "refused"),
    [
        (120, False),
        (30, True),
        (-120, True),
    ],  # before it: what the import found gave it up for its own moment
)
def test_what_was_written_after_an_import_is_no_part_of_it(minutes: float, refused: bool) -> None:
    found = judged(entry(IMPORT + timedelta(minutes=minutes)), back(1, 0), back(2, 1))
    assert (found.refused is Refusal.IMPORTED) is refused


def test_an_import_that_takes_hours_a_day_without_its_hour_and_another_source_tell_no_such_thing() -> None:
    later = IMPORT + timedelta(hours=2)
    by_hand = judged(entry(later), back(1, -180), back(2, 0))
    midnight = IMPORT.astimezone(WIB).replace(hour=0, minute=0)
    days_alone = [replace(back(number, 0), shown=midnight) for number in (1, 2)]
    by_day = judged(entry(later), *days_alone)
    elsewhere = judged(entry(later), back(1, 0, Source.ARTICLE), back(2, 1, Source.ARTICLE))
    assert {one.refused for one in (by_hand, by_day, elsewhere)} == {Refusal.IMPORTED}


@pytest.mark.parametrize(("accepted", "remembered"), [(True, True), (False, True), (True, False)])
def test_a_post_that_was_accepted_in_the_knowledge_of_an_import_stays_one(
    accepted: bool, remembered: bool
) -> None:
    came = [
        replace(
            seen(f"berita/{n}", 400, 90, title=f"Warga Belajar Merawat Sumur {n}"),
            shown=IMPORT,
            shown_at=IMPORT,
            shown_stood=remembered,
        )
        for n in (1, 2)
    ]
    one = entry(IMPORT)
    found = without_imports(
        {"x": one, "a": back(1, 0), "b": back(2, 0)},
        {"a": DAY, "b": DAY},
        history(*came),
        CONTEXT,
        accepted={"x"} if accepted else (),
    )["x"]
    assert (found.refused is Refusal.IMPORTED) is not (accepted and remembered)
