"""The dates seen in an article stay with it when later looks open it no more."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from opd_exporter.domain.candidate import Candidate, SeenDate
from opd_exporter.domain.vocabulary import Source
from opd_exporter.engine.knowledge import judged
from opd_exporter.store.record import KnownPost, Record

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
UTC_ZONE = ZoneInfo("UTC")
URL = "https://dinkes.example.go.id/berita/rapat"


def test_a_known_post_keeps_the_dates_that_were_seen_in_its_page() -> None:
    published = NOW - timedelta(days=3)
    seen = (SeenDate(published, "json_ld", "JSON-LD datePublished", "2026-11-21", decides=True),)
    record = Record(
        "dinkes",
        "https://dinkes.example.go.id/",
        posts=(KnownPost(URL, "Rapat", published, Source.ARTICLE, "JSON-LD datePublished", NOW),),
        evidence=(Candidate(Source.ARTICLE, f"{URL}/", "Rapat", published, "", dates=seen),),
    )
    (known,) = judged(record, NOW, UTC_ZONE)
    assert known.dates == seen
