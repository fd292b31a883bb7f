"""Spam is spam at all its addresses: a list that tells no page of a post does not clear what its page showed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from opd_exporter.domain.candidate import Candidate, Doubt, Refusal
from opd_exporter.domain.config import Site
from opd_exporter.domain.scope import Scope
from opd_exporter.domain.vocabulary import Source
from opd_exporter.engine.search.earlier import Earlier
from opd_exporter.engine.search.state import Crawl
from opd_exporter.engine.search.taking import take
from opd_exporter.engine.search.together import judge_spam_together
from opd_exporter.posts.context import Context
from opd_exporter.posts.history import History
from opd_exporter.posts.remembering import remembered
from opd_exporter.text.address import normal

NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)
SITE = Site("a", "A", "A", "dinas", "https://a.example.go.id/")
CONTEXT = Context(Scope.of(SITE), NOW, ZoneInfo("Asia/Jakarta"))
TITLE = "Staf Pelayanan Kunjungi Sumur Resapan"


def entry(path: str, days: float, title: str = TITLE) -> Candidate:
    when = NOW - timedelta(days=days)
    return Candidate(Source.REST, f"{SITE.url}{path}", title, when, "publishedat")


def spam(path: str, days: float, title: str = TITLE) -> Candidate:
    """What its own page refused."""
    return entry(path, days, title).refuse(Refusal.SPAM, "slot gacor", "spam")


def refused(*entries: Candidate, judged: Candidate) -> list[bool]:
    crawl = Crawl(CONTEXT, Earlier(judged={normal(judged.url): judged}))
    take(crawl, entries, "artikel")
    judge_spam_together(crawl)
    return [crawl.candidates[normal(one.url)].refused is Refusal.SPAM for one in entries]


def test_a_list_without_pages_shows_what_an_earlier_look_refused() -> None:
    assert refused(entry("artikel#staf", 1), entry("kegiatan#staf", 1), judged=spam("berita/staf", 1)) == [
        True,
        True,
    ]


def test_what_this_look_refuses_is_refused_in_other_lists_and_keeps_its_reason() -> None:
    crawl = Crawl(CONTEXT)
    take(crawl, [spam("berita/staf", 1)], "berita")
    take(crawl, [entry("artikel#staf", 1)], "artikel")
    judge_spam_together(crawl)
    twin = crawl.candidates[normal(f"{SITE.url}artikel#staf")]
    assert (twin.refused, twin.detail, twin.rule) == (Refusal.SPAM, "slot gacor", "spam")


@pytest.mark.parametrize(
    ("shown", "why"),
    [
        (entry("artikel#staf", 300), "a yearly title, of another year"),
        (entry("berita/2", 1, "Pengumuman"), "too brief to name one post"),
        (replace(entry("berita/2", 1), published=None), "no day: nobody knows which"),
        (entry("berita/2", 1, f"{TITLE} Tahap Dua"), "another title"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_another_post_stands(shown: Candidate, why: str) -> None:
    assert refused(shown, judged=spam("berita/staf", 1, shown.title if why.startswith("too") else TITLE)) == [
        False
    ]


def test_what_was_refused_for_its_address_says_nothing_of_others() -> None:
    album = entry("album/staf", 1).refuse(Refusal.NOT_A_POST, "album", "section")
    assert refused(entry("berita/staf", 1), judged=album) == [False]


def test_what_stood_in_a_flood_is_as_doubtful_on_the_lists_further_pages() -> None:
    flood, unclear, old = (
        spam("slot", 3, "Slot Gacor Malam"),
        entry("x", 4),
        entry("lama", 300, "Panen Raya di Curug"),
    )
    assert further(unclear, flood, old) == [Doubt.SPAM_COMPANY, None, None]


def test_what_was_known_before_the_flood_stands_on_further_pages_and_so_does_what_no_spam_is_beside() -> None:
    flood, unclear = spam("slot", 3, "Slot Gacor Malam"), entry("x", 4)
    assert further(unclear, flood, known=unclear) == [None, None]
    assert further(unclear, entry("y", 5, "Panen Raya di Curug")) == [None, None]


def further(*entries: Candidate, known: Candidate | None = None) -> list[Doubt | None]:
    """What is left open of entries of a page that is read for memory alone."""
    sightings = remembered({}, [known] if known else [], NOW - timedelta(days=9))
    crawl = Crawl(CONTEXT, Earlier(History.of(sightings)), glimpsed=entries)
    judge_spam_together(crawl)
    assert [one.url for one in crawl.glimpsed] == [one.url for one in entries]
    return [one.open for one in crawl.glimpsed]
