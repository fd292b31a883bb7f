"""What bears the day of an import, and was written after it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sightings import CONTEXT, NOW, SITE, WIB, bare, history, seen, shown

from opd_exporter.domain.candidate import Candidate, Recall, Refusal
from opd_exporter.domain.vocabulary import Source
from opd_exporter.posts.history import Sighting
from opd_exporter.posts.imports import without_imports
from opd_exporter.text.address import normal

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


@pytest.mark.parametrize(("hours", "refused"), [(3, True), (9, False)])
def test_what_was_written_in_the_morning_after_an_import_that_ran_past_midnight_is_no_part_of_it(
    hours: float, refused: bool
) -> None:
    """From 23:00 to 02:00: it may have taken three hours more than was seen of it. An edit of days ago is no part of it."""
    midnight = IMPORT.astimezone(WIB).replace(hour=0, minute=0)
    times = {f"k{number}": midnight + timedelta(hours=at) for number, at in enumerate((-1, -0.5, 2, -99))}
    known = {key: replace(back(number, 0), shown=when) for number, (key, when) in enumerate(times.items())}
    moved = {key: when.date() for key, when in times.items()}
    one = entry(midnight + timedelta(hours=hours))
    found = without_imports({"x": one, **known}, moved, history(), CONTEXT)["x"]
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


def _entries(known: int, *, others: int = 0, at: str = "kabar") -> dict[str, Candidate]:
    """What a list without days shows: posts that memory dates, others that nobody knew, and one of the import's day."""
    titled = {f"{at}/{n}": f"Warga Belajar Merawat Sumur {n}" for n in range(known)}
    dated = (replace(shown(path, 400, title=title), found=Recall.KEPT.text) for path, title in titled.items())
    new = (bare(f"{at}/x{n}", title=f"Judul Baru Nomor {n}") for n in range(others))
    return {normal(one.url): one for one in (*dated, *new, entry(IMPORT))}


def _before(known: int, at: str = "berita") -> list[Sighting]:
    return [seen(f"{at}/{n}", 400, 90, title=f"Warga Belajar Merawat Sumur {n}") for n in range(known)]


@pytest.mark.parametrize(
    ("entries", "known", "refused"),
    [
        (_entries(3), _before(3), True),
        (_entries(2), _before(2), False),  # two may have been put elsewhere
        (_entries(3, others=5), _before(3), False),  # most were not known
        (_entries(3, at="berita"), _before(3), False),  # they stand where they stood
    ],
)
def test_one_post_tells_the_day_of_an_import_where_most_of_a_list_came_under_new_addresses(
    entries: dict[str, Candidate], known: list[Sighting], refused: bool
) -> None:
    moved = {next(iter(entries)): DAY}
    found = without_imports(entries, moved, history(*known), CONTEXT)
    assert (found[normal(entry(IMPORT).url)].refused is Refusal.IMPORTED) is refused


@pytest.mark.parametrize(
    ("arrived", "day", "refused"),
    [(3, 4, True), (28, 68, False), (5, 4, False)],  # an edit's of long before; none shows a day to come
)
def test_that_day_is_one_shortly_before_they_came(arrived: int, day: int, refused: bool) -> None:
    """As later looks see it, which open none of them."""
    came, when = NOW - timedelta(days=arrived), NOW - timedelta(days=day)
    told, *others = (replace(one, seen=came) for one in _before(3, at="kabar"))
    memory = history(*_before(3), replace(told, shown=when, shown_at=came), *others)
    one = entry(when)
    found = without_imports({**_entries(3), normal(one.url): one}, {}, memory, CONTEXT)
    assert (found[normal(one.url)].refused is Refusal.IMPORTED) is refused
