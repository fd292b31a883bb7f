"""A date of today may be a clock's in the template: an older article of the same template tells, and is opened for it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from opd_exporter.domain.candidate import Candidate, Doubt
from opd_exporter.domain.config import Site
from opd_exporter.domain.scope import Scope
from opd_exporter.domain.vocabulary import Source
from opd_exporter.engine.search.earlier import Earlier
from opd_exporter.engine.search.state import Crawl
from opd_exporter.engine.search.taking import take
from opd_exporter.engine.search.to_open import MAX_LEADERS, next_to_open
from opd_exporter.engine.search.together import weigh_together
from opd_exporter.posts.article.model import Article, ArticleDate
from opd_exporter.posts.context import Context
from opd_exporter.posts.history import History, Sighting
from opd_exporter.posts.reconcile import Opened

NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)
SITE = Site("a", "A", "A", "dinas", "https://a.example.go.id/")
CONTEXT = Context(Scope.of(SITE), NOW, ZoneInfo("Asia/Jakarta"))
BELOW = "tercetak di bawah judul"


def crawl_of(**sections: list[int | None]) -> Crawl:
    """By section, its list's entries: each with the days since its date, None where the list shows none."""
    crawl = Crawl(CONTEXT)
    for section, entries in sections.items():
        rows = [
            Candidate(
                Source.LISTING,
                f"{SITE.url}{section}/warga-belajar-merawat-sumur-{number}",
                f"Warga {section} belajar merawat sumur {number}",
                None if days is None else NOW - timedelta(days=days),
                "tercetak di daftar",
            )
            for number, days in enumerate(entries)
        ]
        take(crawl, rows, f"{SITE.url}{section}")
    return crawl


def open_one(crawl: Crawl, key: str, days: int) -> str:
    """Its page was read, and prints a day below its title."""
    one, when = crawl.candidates[key], NOW - timedelta(days=days)
    date = ArticleDate(when, BELOW)
    crawl.opened[key] = Opened(Article(one.url, one.title, date))
    told = Candidate(Source.ARTICLE, one.url, one.title, when, BELOW)
    crawl.candidates[key] = told if days else told.doubt(Doubt.CLOCK)
    weigh_together(crawl)
    return key


@pytest.mark.parametrize(("section", "settled"), [("berita", True), ("pengumuman", False)])
def test_an_older_day_settles_it_in_its_own_section_alone(section: str, settled: bool) -> None:
    crawl = crawl_of(berita=[None, None], pengumuman=[None, None])
    today = open_one(crawl, crawl.listed[f"{SITE.url}berita"][0], 0)
    open_one(crawl, crawl.listed[f"{SITE.url}{section}"][1], 700)
    assert (crawl.candidates[today].open is None) == settled


def test_the_last_of_its_list_is_opened_where_what_is_older_was_found_elsewhere() -> None:
    crawl = crawl_of(berita=[None, 90, 120], pengumuman=[60])
    berita, pengumuman = (crawl.listed[f"{SITE.url}{section}"] for section in ("berita", "pengumuman"))
    open_one(crawl, berita[0], 0)
    assert next_to_open(crawl, 1) == pengumuman[0]
    open_one(crawl, pengumuman[0], 60)
    assert next_to_open(crawl, 1) == berita[-1]
    open_one(crawl, berita[-1], 120)
    assert crawl.candidates[berita[0]].open is None
    assert next_to_open(crawl, 1) == ""


def test_what_a_list_names_of_other_sections_is_not_opened_for_it() -> None:
    crawl = crawl_of(berita=[None, 90], pengumuman=[60, 120])
    berita, pengumuman = (crawl.listed[f"{SITE.url}{section}"] for section in ("berita", "pengumuman"))
    crawl.listed[SITE.url] = [*berita, *pengumuman]
    open_one(crawl, berita[0], 0)
    open_one(crawl, pengumuman[0], 60)
    assert next_to_open(crawl, MAX_LEADERS) == berita[1]
    open_one(crawl, berita[1], 0)
    assert next_to_open(crawl, MAX_LEADERS) == ""


def test_a_template_that_dates_many_by_today_is_asked_no_further() -> None:
    crawl = crawl_of(berita=[None] * 12, pengumuman=[60])
    berita, pengumuman = (crawl.listed[f"{SITE.url}{section}"] for section in ("berita", "pengumuman"))
    open_one(crawl, pengumuman[0], 60)
    asked = [open_one(crawl, berita[0], 0)]
    while key := next_to_open(crawl, MAX_LEADERS):
        asked.append(open_one(crawl, key, 0))
    assert asked == [berita[0], berita[-1], berita[-2]]


def test_the_newest_that_is_known_is_opened_again_beside_those_that_no_look_dated() -> None:
    crawl = crawl_of(berita=[None] * 8)
    keys = crawl.listed[f"{SITE.url}berita"]
    dated = {
        key: Sighting(crawl.candidates[key].url, "", NOW - timedelta(days=days), NOW - timedelta(days=30))
        for key, days in ((keys[1], 300), (keys[5], 100), (keys[6], 200))
    }
    crawl.earlier = Earlier(History.of(dated))
    asked = []
    for leaders in range(MAX_LEADERS):
        asked.append(next_to_open(crawl, leaders))
        crawl.opened[asked[-1]] = Opened()
    assert asked == [keys[0], keys[-1], keys[2], keys[5]]
    for key in {*keys} - dated.keys():
        crawl.opened[key] = Opened()
    assert next_to_open(crawl, 0) == keys[6]
