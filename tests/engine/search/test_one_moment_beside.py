"""Rows that bear one moment, beside a post that another source dates: the site keeps days of its own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from opd_exporter.domain.candidate import Candidate, Doubt
from opd_exporter.domain.config import Site
from opd_exporter.domain.scope import Scope
from opd_exporter.domain.vocabulary import Source
from opd_exporter.engine.search.state import Crawl
from opd_exporter.engine.search.taking import take
from opd_exporter.engine.search.together import weigh_together
from opd_exporter.posts.article.model import Article, ArticleDate, Trust
from opd_exporter.posts.context import Context
from opd_exporter.posts.reconcile import Opened, reconcile
from opd_exporter.text.address import normal

NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)
SITE = Site("a", "A", "A", "dinas", "https://a.example.go.id/")
CONTEXT = Context(Scope.of(SITE), NOW, ZoneInfo("Asia/Jakarta"))


def entry(source: Source, number: int, days: float) -> Candidate:
    title = f"Warga Kasemen Belajar Merawat Sumur Tahap {number}"
    return Candidate(source, f"{SITE.url}b/{number}", title, NOW - timedelta(days=days), "tercetak")


@pytest.mark.parametrize(("beside", "doubted"), [((), True), ((40,), False), ((3,), True)])
def test_a_post_of_another_day_says_that_dates_are_kept(beside: tuple[float, ...], doubted: bool) -> None:
    rows = [entry(Source.LISTING, number, 3) for number in range(3)]
    crawl = Crawl(CONTEXT)
    take(crawl, [*rows, *(entry(Source.REST, 9, days) for days in beside)], "berita")
    weigh_together(crawl)
    told = {one.open for one in crawl.candidates.values() if one.source is Source.LISTING}
    assert told == {Doubt.ONE_MOMENT if doubted else None}


@pytest.mark.parametrize(("days", "doubted"), [(3, True), (40, False)])
def test_an_article_of_the_moment_that_a_feed_gives_all_its_entries_is_of_that_build_too(
    days: float, doubted: bool
) -> None:
    fed = [entry(Source.FEED, number, 3).doubt(Doubt.ONE_MOMENT) for number in range(3)]
    beyond = entry(Source.ARTICLE, 9, days)
    crawl = Crawl(CONTEXT)
    take(crawl, [*fed, beyond], "berita")
    weigh_together(crawl)
    assert (crawl.candidates[normal(beyond.url)].open is Doubt.ONE_MOMENT) is doubted


def test_what_a_feed_dates_by_one_moment_takes_no_post_of_today_along_beside_an_older_one() -> None:
    fed = [entry(Source.FEED, number, 3).doubt(Doubt.ONE_MOMENT) for number in range(3)]
    beside = [entry(Source.ARTICLE, 8, 3), entry(Source.ARTICLE, 9, 30)]
    crawl = Crawl(CONTEXT)
    take(crawl, [*fed, *beside], "berita")
    weigh_together(crawl)
    assert [crawl.candidates[normal(one.url)].open for one in beside] == [None, None]


@pytest.mark.parametrize(
    ("printed", "held"),
    [
        ((3, 12, 40), True),
        ((3, 640), True),
        ((3, 3, 3, 640), False),  # what was imported that day, but for one
        ((3, 3), False),
        ((3,), False),  # no other says that the template keeps days
    ],
)
def test_the_day_of_all_rows_is_the_articles_that_alone_prints_it_among_others(
    printed: tuple[float, ...], held: bool
) -> None:
    rows = [entry(Source.LISTING, number, 3).doubt(Doubt.ONE_MOMENT) for number in range(5)]
    crawl = Crawl(CONTEXT)
    take(crawl, rows, "berita")
    for one, days in zip(rows, printed, strict=False):
        date = ArticleDate(NOW - timedelta(days=days), found="tercetak di bawah judul", trust=Trust.PRINTED)
        opened = crawl.opened[normal(one.url)] = Opened(Article(one.url, one.title, date))
        crawl.candidates[normal(one.url)] = reconcile(one, opened, CONTEXT)
    weigh_together(crawl)
    assert (crawl.candidates[normal(rows[0].url)].open is None) is held
