"""What opened articles say of each other: a template that dates all of them alike, or by a clock, dates none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from opd_exporter.domain.candidate import Candidate, Doubt
from opd_exporter.domain.vocabulary import Source
from opd_exporter.engine.search.state import Crawl
from opd_exporter.posts.article.model import Article
from opd_exporter.posts.clock import built_together
from opd_exporter.posts.history import MOVED

STILL = timedelta(days=1)
"""Since when a date must have been known to have stood still."""


def doubt_what_they_share(crawl: Crawl) -> None:
    """Leave open what the site's own articles contradict together; take that back when another article differs."""
    _of_one_build(crawl)
    _at_a_clocks_place(crawl)


def _dated_by_themselves(crawl: Crawl) -> Iterator[tuple[str, Candidate, Article, datetime]]:
    """Opened candidates that only their own page dates."""
    for key, opened in crawl.opened.items():
        one = crawl.candidates[key]
        if opened.article and one.source is Source.ARTICLE and one.published and not one.refused:
            yield key, one, opened.article, one.published


def _of_one_build(crawl: Crawl) -> None:
    """Where every article that was opened bears one moment, and nothing else on the site bears another, that is when the
    articles were brought there (contract, settled cases)."""
    alike = {
        key: when
        for key, one, _, when in _dated_by_themselves(crawl)
        if one.open in (None, Doubt.ONE_MOMENT) and not one.rounded  # ages give many one day
    }
    usable = crawl.usable()
    differ = any(one.published and key not in alike for key, one in usable.items())
    built = not differ and built_together(tuple(alike.values()), len(usable), crawl.context)
    for key in alike:
        one = crawl.candidates[key]
        crawl.candidates[key] = one.doubt(Doubt.ONE_MOMENT) if built else replace(one, open=None)


def _at_a_clocks_place(crawl: Crawl) -> None:
    """Where known articles' dates went on with the days, another article's date of the same place in the template is a
    clock's too; unless some date of that place stood still."""
    zone, now = crawl.context.zone, crawl.context.now
    moving = {
        opened.article.found
        for key, opened in crawl.opened.items()
        if opened.article and crawl.candidates[key].detail == MOVED
    }
    for key, one in crawl.candidates.items() if moving else ():
        known = crawl.history.by_address.get(key)
        if known and one.published and not known.clock and now - known.seen >= STILL:
            same = one.published.astimezone(zone).date() == known.published.astimezone(zone).date()
            moving -= {one.found} if same else set()
    for key, one, article, _ in list(_dated_by_themselves(crawl)):
        if article.found in moving and one.found == article.found:
            crawl.candidates[key] = one.doubt(Doubt.CLOCK)
