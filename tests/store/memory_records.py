"""Records to remember."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from opd_exporter.domain.candidate import Candidate, Doubt, Question, Refusal, SeenDate
from opd_exporter.domain.report import Cms, Visit
from opd_exporter.domain.spam import SpamSign, Where
from opd_exporter.domain.transport import Tls, Validators
from opd_exporter.domain.vocabulary import Phase, Reason, Source, State
from opd_exporter.judges.identity import Identity
from opd_exporter.posts.history import Sighting
from opd_exporter.store.record import KnownPost, Learned, Record, Settled

NOW = datetime(2026, 11, 24, 8, 0, 0, 123456, tzinfo=UTC)
URL = "https://dinkes.example.go.id/"


def post(number: int, title: str = "Posyandu Melati Gelar Imunisasi") -> KnownPost:
    published = NOW - timedelta(days=number)
    return KnownPost(f"{URL}berita/{number}", f"{title} {number}", published, Source.FEED, "pubDate", NOW)


def sighting(number: int) -> Sighting:
    published = NOW - timedelta(days=number)
    return Sighting(f"{URL}berita/{number}", "posyandu melati gelar imunisasi", published, NOW)


def full(key: str = "dinkes", url: str = URL) -> Record:
    """A record with something in every field."""
    return Record(
        key,
        url,
        Visit(
            NOW,
            False,
            Reason.TLS,
            "no hello",
            url,
            503,
            1,
            1.1,
            4096,
            0.25,
            {Phase.TLS: 0.1},
            Tls(NOW, False),
        ),
        NOW - timedelta(days=2),
        State.MEASURED,
        NOW,
        Cms("wordpress", "6.4.3"),
        True,
        False,
        tuple(post(number) for number in range(12)),
        {f"dinkes.example.go.id/berita/{number}?": sighting(number) for number in range(40)},
        (Question(Doubt.REFUSED, f"{url}feed", None, "403"), Question(Doubt.CLOCK, f"{url}berita/1", NOW)),
        Settled(State.MEASURED, NOW - timedelta(days=1)),
        Identity(
            frozenset({"dinkes.example.go.id/profil?"}),
            frozenset({"dinas kesehatan kota"}),
            frozenset({"dinkes"}),
        ),
        Learned(
            feed=f"{url}feed",
            validators={url: Validators('"a"', None)},
            digests={url: "0" * 64},
            front_reason=Reason.PARKED.value,
            front_explanation="domain dijual: “domain has expired”",
            looked=NOW,
            settled={"dinkes.example.go.id/feed?": NOW},
        ),
        (
            Candidate(
                *(Source.LISTING, f"{url}x", "Judul", None, "daftar"),
                refused=Refusal.NO_DATE,
                dates=(SeenDate(NOW, "below_title", "tercetak di bawah judul", "Hari ini", "clock"),),
            ),
        ),
        ("GET /: 200",),
        Visit(NOW - timedelta(days=2), True, None, "", url, 200),
        (SpamSign("slot gacor", "https://slot.example/", url, Where.HIDDEN_LINK, NOW, NOW),),
    )
