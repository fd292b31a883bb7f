"""A title that comes back: another post where the one that bore it still stands, at whatever of its addresses."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from opd_exporter.domain.candidate import Candidate, Recall
from opd_exporter.domain.config import Site
from opd_exporter.domain.scope import Scope
from opd_exporter.domain.vocabulary import Source
from opd_exporter.engine.search.earlier import Earlier
from opd_exporter.engine.search.memory import hold, let_stand_beside, namesakes, title_stands
from opd_exporter.engine.search.state import Crawl
from opd_exporter.engine.search.taking import take
from opd_exporter.engine.search.together import hold_what_came_back
from opd_exporter.posts.context import Context
from opd_exporter.posts.history import History, Sighting, name_of
from opd_exporter.text.address import normal

NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)
SITE = Site("a", "A", "A", "dinas", "https://a.example.go.id/")
CONTEXT = Context(Scope.of(SITE), NOW, ZoneInfo("Asia/Jakarta"))
TITLE = "Warga Kasemen Belajar Merawat Sumur Resapan"


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def shown(path: str, days: float) -> Candidate:
    return Candidate(Source.LISTING, f"{SITE.url}{path}", TITLE, ago(days), "tercetak")


def known(*paths: str) -> History:
    seen = (Sighting(f"{SITE.url}{path}", name_of(TITLE), ago(400), ago(90)) for path in paths)
    return History.of({normal(one.url): one for one in seen})


KNOWN = known("berita#judul", "berita/1")
"""What a script lists beside the page of the same post, which was seen last."""
YEARLY = shown("berita/tahunan", 1)


def held_beside(*others: str, day: float = 400) -> Crawl:
    """A search that read the yearly post's list before those of ``others``."""
    crawl, key = Crawl(CONTEXT, Earlier(KNOWN)), normal(YEARLY.url)
    take(crawl, [YEARLY], "a")
    hold(crawl, key)
    take(crawl, [shown(path, day) for path in others], "b")
    let_stand_beside(crawl)
    return crawl


def test_it_is_another_where_a_list_that_is_read_later_shows_the_old_one_with_its_day() -> None:
    crawl = held_beside("berita#judul")
    assert crawl.candidates[normal(YEARLY.url)] == YEARLY
    assert not crawl.returned.moved


@pytest.mark.parametrize(
    ("others", "day"),
    [
        ((), 400),  # the old one stands nowhere
        (("berita#judul",), 1),  # it was dated anew itself
        (("kabar#judul",), 400),  # an address at which nobody saw it
    ],
)
def test_it_keeps_the_day_that_was_known_where_none_does(others: tuple[str, ...], day: float) -> None:
    crawl = held_beside(*others, day=day)
    assert crawl.candidates[normal(YEARLY.url)].published == ago(400)
    assert normal(YEARLY.url) in crawl.returned.moved


MOVED = Sighting(f"{SITE.url}kabar/9", name_of(TITLE), ago(400), ago(60), shown=ago(20), shown_at=ago(5))
"""An old post, put up again with a day that it has shown since."""


@pytest.mark.parametrize(
    ("its", "new", "stands"),
    [
        (20, 1, True),  # a yearly title, weeks after an import of the old post
        (20, 20, False),  # the same post at one address more
        (21, 20, False),  # whose own page tells its day in another zone
        (None, 1, False),  # a list without dates, of which memory alone says a day
    ],
)
def test_a_post_that_was_dated_anew_stands_beside_another_day_that_is_not_its_own(
    its: float | None, new: float, stands: bool
) -> None:
    crawl = Crawl(CONTEXT, Earlier(History.of({normal(MOVED.url): replace(MOVED, shown=ago(its or 20))})))
    kept = replace(shown("kabar/9", 400), found=Recall.KEPT.text, shown=None if its is None else ago(its))
    crawl.candidates[normal(MOVED.url)] = kept
    assert title_stands(crawl, MOVED, beside=shown("kabar/10", new)) is stands


@pytest.mark.parametrize(("later", "stands"), [(timedelta(hours=3), True), (timedelta(days=1), False)])
def test_a_post_stands_at_another_address_that_tells_the_hour_of_its_day_as_well(
    later: timedelta, stands: bool
) -> None:
    """Known by a list that showed a day before a redesign, and by the feed since."""
    left, fed = (
        Sighting(f"{SITE.url}{path}", name_of(TITLE), when, ago(90))
        for path, when in (("lama/1", ago(400)), ("berita/1", ago(400) + later))
    )
    crawl = Crawl(CONTEXT, Earlier(History.of({normal(one.url): one for one in (left, fed)})))
    crawl.candidates[normal(fed.url)] = replace(shown("berita/1", 400), published=fed.published)
    assert title_stands(crawl, left, beside=shown("berita/9", 1)) is stands


UNDATED = Sighting(f"{SITE.url}lama/9", name_of(TITLE), ago(90), ago(90), doubted=True, undated=True)
"""An old post as it was seen at the address that it had before an import, without a day."""


@pytest.mark.parametrize(
    ("its", "new", "stands"),
    [
        (20, 1, True),  # it bears the import's day, and the yearly one its own
        (20, 20, False),  # the same post at one address more
        (21, 20, False),  # which tells its day in another zone
        (None, 1, True),  # a list that shows no days still holds it
    ],
)
def test_a_post_that_nobody_saw_dated_stands_at_the_address_that_an_import_gave_it(
    its: float | None, new: float, stands: bool
) -> None:
    moved = replace(UNDATED, url=f"{SITE.url}kabar/9")
    crawl = Crawl(CONTEXT, Earlier(History.of({normal(one.url): one for one in (UNDATED, moved)})))
    listed = replace(
        shown("kabar/9", 90), found=Recall.SEEN_BEFORE.text, shown=None if its is None else ago(its)
    )
    crawl.candidates[normal(moved.url)] = listed if its else replace(listed, published=None)
    assert title_stands(crawl, UNDATED, beside=shown("kabar/10", new)) is stands


def test_it_stands_nowhere_where_nobody_lists_an_address_that_was_known() -> None:
    crawl = Crawl(CONTEXT, Earlier(History.of({normal(UNDATED.url): UNDATED})))
    crawl.candidates[normal(f"{SITE.url}kabar/9")] = shown("kabar/9", 20)
    assert not title_stands(crawl, UNDATED, beside=shown("kabar/10", 1))


@pytest.mark.parametrize(
    ("days", "others", "held"),
    [
        ((5, 5, 4, 4), 1, True),  # an import past midnight, whose old pages still answer
        ((5, 5, 5, 5), 0, True),
        ((5, 4), 3, False),  # yearly events of two days in a row, among others
        ((9, 7, 5, 3), 0, False),  # and those of a year
    ],
)
def test_titles_that_come_back_with_one_day_or_two_beside_each_other_keep_the_days_that_were_known(
    days: tuple[float, ...], others: int, held: bool
) -> None:
    titles = [f"{TITLE} {number}" for number in range(len(days))]
    before = [
        Sighting(f"{SITE.url}berita/{n}", name_of(title), ago(400 + n), ago(90))
        for n, title in enumerate(titles)
    ]
    crawl = Crawl(CONTEXT, Earlier.of({normal(one.url): one for one in before}))
    back = [
        replace(shown(f"kabar/{n}", day), title=title)
        for n, (day, title) in enumerate(zip(days, titles, strict=True))
    ]
    more = [replace(shown(f"kabar/x{n}", 20 + n), title=f"Judul yang Lain Sekali {n}") for n in range(others)]
    take(crawl, [*back, *more], "a")
    for one in before:  # their old pages were opened, and bear their own days
        crawl.returned.standing[normal(one.url)] = True
    hold_what_came_back(crawl)
    assert [crawl.candidates[normal(one.url)].published != one.published for one in back] == [held] * len(
        days
    )


def test_namesakes_of_an_entry_without_a_page_are_those_of_other_pages_the_last_seen_first() -> None:
    paths = ("info#warga", "info/2#warga", "info/2#warga-kota", "info/3#warga", "info/3")
    seen = (Sighting(f"{SITE.url}{path}", "", ago(400), ago(90)) for path in paths)
    crawl = Crawl(CONTEXT, Earlier.of({normal(one.url): one for one in seen}))
    found = [one.url.removeprefix(SITE.url) for one in namesakes(crawl, normal(f"{SITE.url}info#warga"))]
    assert found == ["info/3#warga", "info/2#warga"]
    assert not namesakes(crawl, normal(f"{SITE.url}info/3"))
