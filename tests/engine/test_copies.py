"""Which posts are copies, counted as records change one by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opd_exporter.domain.vocabulary import Source
from opd_exporter.engine.copies import COPIES, Copies, post_name
from opd_exporter.posts.history import Sighting
from opd_exporter.store.record import KnownPost, Record
from opd_exporter.text.similarity import folded

ZONE = ZoneInfo("Asia/Jakarta")
DAY = datetime(2026, 11, 24, 8, tzinfo=UTC)
RELEASE = "Wali Kota Buka Pekan Kebersihan di Alun-Alun"
TITLES = ("Rapat Koordinasi Kota", "Apel Pagi Bersama", RELEASE, "")


def record(key: str, posts: list[tuple[str, int]]) -> Record:
    known = (
        KnownPost(f"https://{key}.example.go.id/{n}", title, DAY - timedelta(days=age), Source.FEED, "", DAY)
        for n, (title, age) in enumerate(posts)
    )
    return Record(key, f"https://{key}.example.go.id/", posts=tuple(known))


_POSTS = st.lists(st.tuples(st.sampled_from(TITLES), st.integers(0, 3)), max_size=4)
_CHANGES = st.lists(st.tuples(st.sampled_from("abcde"), _POSTS), max_size=20)


@given(_CHANGES)
def test_counting_change_by_change_gives_what_counting_all_would(
    changes: list[tuple[str, list[tuple[str, int]]]],
) -> None:
    copies, records = Copies([], ZONE), dict[str, Record]()
    for key, posts in changes:
        one = records[key] = record(key, posts)
        copies.count(one)
        afresh = Copies(records.values(), ZONE)
        for known in records.values():
            for now in (DAY, DAY - timedelta(days=3)):
                assert copies.own(known, now) == afresh.own(known, now)
    posted = {(key, *post) for key, posts in dict(changes).items() for post in posts if post[0]}
    for title in TITLES:
        for age in range(4):
            name = post_name(title, DAY - timedelta(days=age), ZONE)
            same = range(age - 1, age + 2) if title == RELEASE else (age,)
            sites = {key for key, told, day in posted if told == title and day in same}
            assert (name in copies) is (len(sites) >= COPIES)


def _carried(*ages: int, title: str = RELEASE) -> list[bool]:
    """Of sites that carry a title so many days old each: whether it is a copy there."""
    records = [record("abcd"[number], [(title, age)]) for number, age in enumerate(ages)]
    copies = Copies(records, ZONE)
    return [_is_a_copy(copies, one) for one in records]


def _is_a_copy(copies: Copies, one: Record) -> bool:
    return not copies.own(one, DAY).published


@pytest.mark.parametrize(("bore", "copied"), [(RELEASE, True), ("Pasar Ikan Ditata Warga Banjarsari", False)])
def test_a_copy_that_an_import_gave_another_title_is_one_by_the_title_that_it_bore(
    bore: str, copied: bool
) -> None:
    others = [record(key, [(RELEASE, 1)]) for key in "abc"]
    one = record("d", [(f"{RELEASE} - Dinas Air", 1)])
    (post,) = one.posts
    sighting = Sighting(post.url, folded(post.title), post.published, DAY, also=folded(bore))
    moved = replace(one, sightings={"any": sighting})
    assert _is_a_copy(Copies([*others, moved], ZONE), moved) is copied


def test_a_server_of_another_zone_prints_a_release_of_the_day_before() -> None:
    assert _carried(1, 0, 0) == [True, True, True]


def test_two_days_two_sites_and_a_title_that_names_many_posts_make_no_copy() -> None:
    assert _carried(2, 0, 0) == [False, False, False]
    assert _carried(1, 0) == [False, False]
    assert _carried(1, 0, 0, title="Apel Pagi Bersama") == [False, False, False]


def test_a_site_that_posts_the_same_title_every_day_carries_no_copy() -> None:
    daily = record("a", [("Perkembangan Harga Bahan Pokok Hari Ini di Pasar Rau", age) for age in range(5)])
    copies = Copies([daily, record("b", [])], ZONE)
    assert len(copies.own(daily, DAY).published) == 5


def test_a_third_site_two_days_later_makes_a_copy_of_what_stands_between() -> None:
    first, between, last = (record(key, [(RELEASE, age)]) for key, age in (("a", 2), ("b", 1), ("c", 0)))
    copies = Copies([first, between], ZONE)
    assert copies.own(between, DAY).last is not None
    copies.count(last)
    assert copies.own(between, DAY).last is None
    copies.count(record("c", []))
    assert copies.own(between, DAY).last is not None
